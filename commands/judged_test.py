"""How much of a ledger was found lawful before, and what makes that count for nothing."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from commands.book_cache import kept_for
from commands.book_test import SECOND, recorded
from commands.judged import (
    BESIDE,
    ROOT,
    lawful_before,
    lawful_throughout,
    remember_lawful,
    remember_recorded,
    sources,
)
from commands.program import EXIT_CODES, run
from commands.terminal import FOUND
from domain.errors import Tampered
from features.lawless import stored, write
from ledger.store.writer import Store
from ledger.transparency import merkle_tree


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger of two records that was verified."""
    path = tmp_path / "ledger.db"
    Store.create(path).close()
    recorded(path, "council", "ministry")
    verify(path)
    return path


def verify(path: Path) -> None:
    """Verify a ledger that is whole."""
    assert run(["--ledger", str(path), "verify"]) == 0


def remembered(path: Path) -> Path:
    """The file in which it is remembered."""
    place = kept_for(path)
    assert place is not None
    return place.lawful


def test_verified(ledger: Path) -> None:
    """What was verified is remembered, and what came since is judged, and then remembered too."""
    assert lawful_before(ledger, 2) == 2
    recorded(ledger, "residents")
    assert lawful_before(ledger, 3) == 2
    verify(ledger)
    assert lawful_before(ledger, 3) == 3


def record_second(path: Path) -> None:
    """Record a party by the command that people use."""
    assert run(["--ledger", str(path), "record", *SECOND]) == 0


def test_recorded(ledger: Path) -> None:
    """What is recorded was held against the rules for that, if all before it was."""
    record_second(ledger)
    assert lawful_before(ledger, 3) == 3


def test_recorded_after_what_nobody_judged(ledger: Path) -> None:
    """Of a ledger in which something was not judged no more is remembered."""
    write(ledger, [stored("promise.sworn", "promise/plan", "x", promise="plan")])
    record_second(ledger)
    assert lawful_before(ledger, 4) == 2


def test_check_of_what_was_altered(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was lawful is not held against the rules again, and yet it must be what it was."""
    assert run(["--ledger", str(ledger), "check"]) == 0
    with closing(sqlite3.connect(ledger)) as connection, connection:
        connection.execute("DROP TRIGGER no_update")
        changed = "replace(CAST(state AS TEXT), 'A party', 'A farce')"
        connection.execute(f"UPDATE stored_events SET state = CAST({changed} AS BLOB)")
    assert run(["--ledger", str(ledger), "check", "integrity"]) == EXIT_CODES[Tampered]
    assert "altered" in capsys.readouterr().err


AREA = stored("area.registered", "area/hill", "hill", area="hill", name="A hill", type="village")
PROMISE = stored(
    "promise.made", "promise/plan", "plan", on="2025", promise="plan", text="Something.",
    by=["ministry"], to=["council"], place={"area": "hill"},
)  # fmt: skip
END = stored("area.ended", "area/hill", "end", area="hill", on="2024")
NO_END = stored("record.retracted", "area/hill", "none", record="end", reason="An error.")


def test_check_as_known_before(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was recorded since by others mends nothing of what was known when all was lawful."""
    write(ledger, [AREA, PROMISE, END])
    verify(ledger)
    write(ledger, [NO_END])
    capsys.readouterr()
    assert run(["--ledger", str(ledger), "check", "integrity", "--known-at", "5"]) == FOUND
    assert "area/hill ended on 2024" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["promise.made", "area.ended"])
def test_check_of_a_column_that_was_altered(
    ledger: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """What a column says of a record hides no violation."""
    write(ledger, [AREA, PROMISE, END])
    verify(ledger)
    with closing(sqlite3.connect(ledger)) as connection, connection:
        connection.execute("DROP TRIGGER no_update")
        connection.execute("UPDATE stored_events SET topic = 'x.y' WHERE topic = ?", (kind,))
    capsys.readouterr()
    assert run(["--ledger", str(ledger), "check", "integrity"]) in {FOUND, EXIT_CODES[Tampered]}
    told = capsys.readouterr()
    assert "area/hill ended on 2024" in told.out or "not all of its records" in told.err


@pytest.mark.parametrize(
    "changed",
    [
        {"rules": "others"},
        {"frontier": "00" * 32},
        {"frontier": "x"},
        {"frontier": None},
        {"size": 3},
        {"size": None},
        {"x": 1},
    ],
)
def test_other_rules_or_records(ledger: Path, changed: dict[str, object]) -> None:
    """By other rules, or of other records, nothing is remembered."""
    told = json.loads(remembered(ledger).read_text())
    remembered(ledger).write_text(json.dumps(told | changed))
    assert lawful_before(ledger, 2) == 0
    assert lawful_throughout(ledger) is None
    verify(ledger)
    assert lawful_before(ledger, 2) == 2


def test_forgotten(ledger: Path) -> None:
    """Whoever forgets the book of a ledger has all of it judged again."""
    assert run(["--ledger", str(ledger), "book", "--forget"]) == 0
    assert lawful_before(ledger, 2) == 0


def test_of_a_ledger_that_lost_a_record(ledger: Path) -> None:
    """Nothing of it is known to be lawful, and nothing is remembered."""
    with closing(sqlite3.connect(ledger)) as connection, connection:
        connection.execute("DROP TRIGGER no_delete")
        connection.execute("DELETE FROM stored_events WHERE position = 0")
    before = remembered(ledger).read_text()
    assert lawful_before(ledger, 2) == 0
    remember_lawful(ledger, 2)
    assert remembered(ledger).read_text() == before


def test_of_records_that_are_not_those_of_the_hashes(ledger: Path) -> None:
    """What was found lawful is what leads to the root, and not what the hashes beside it say."""
    assert lawful_throughout(ledger) == 2
    with closing(sqlite3.connect(ledger)) as connection, connection:
        connection.execute("DROP TRIGGER no_update")
        changed = "replace(CAST(state AS TEXT), '\"other\"', '\"outer\"')"
        connection.execute(f"UPDATE stored_events SET state = CAST({changed} AS BLOB)")
        rows = connection.execute("SELECT state FROM stored_events ORDER BY position")
        frontier: list[bytes] = []
        merkle_tree.extend(frontier, 0, [merkle_tree.leaf_hash(state) for (state,) in rows])
        connection.execute("UPDATE head SET frontier = ?", (merkle_tree.pack(frontier),))
    assert lawful_throughout(ledger) is None


def test_of_a_ledger_that_is_gone(ledger: Path) -> None:
    """What was recorded is recorded, also where nothing can be remembered of it any more."""
    ledger.unlink()
    remember_recorded(ledger, 1, 1)


def test_against_the_rules(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What came since is judged, and where it is against the rules nothing more is remembered."""
    write(ledger, [stored("promise.sworn", "promise/plan", "x", promise="plan")])
    for _ in range(2):
        capsys.readouterr()
        verify(ledger)
        assert "there is no kind 'promise.sworn'" in capsys.readouterr().out
        assert lawful_before(ledger, 3) == 2


def test_the_sources_of_the_rules() -> None:
    """The rules are written in the files that are looked at, and in what these import."""
    told = "import sys, ledger.recording.replay; print(*(m.__file__ for m in sys.modules.values() "
    told += "if getattr(m, '__file__', None)), sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True
    )
    ours = [Path(line) for line in done.stdout.splitlines() if line.startswith(f"{ROOT}/")]
    loaded = {path.relative_to(ROOT).as_posix() for path in ours if ".venv" not in path.parts}
    read = {path.relative_to(ROOT).as_posix() for path in sources()}
    assert read >= {*BESIDE}
    # Sentences, hashes and the system have no part in whether a record obeys the rules.
    others = {name for name in loaded - read if not name.startswith("ledger/transparency/")}
    assert others == {
        "languages/__init__.py",
        "ledger/__init__.py",
        "ledger/diagnostics.py",
        "ledger/said_by_others.py",
    }
