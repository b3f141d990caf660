"""Whatever is written or asked, the answer is a message and an exit code, never a traceback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands.command_table import COMMANDS
from commands.program import EXIT_CODES, run
from domain.errors import Problem, Problems
from domain.streams.registry import kinds
from features.world import SOURCE, founding
from ledger.journal.reading import READERS, read
from ledger.journal.shape import Entry, Journal
from ledger.recording.planning import record
from ledger.store.writer import Store

GOLDEN = Path(__file__).parent.parent / "ledger" / "golden"
STORED = [json.loads(path.read_bytes()) for path in sorted(GOLDEN.glob("*.json"))]
NAMES = sorted({name for fields in STORED for name in fields})

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=20)
    | st.sampled_from(["2020", "2021-02-30", "9999-12-31~", "0001~", "../..", "p", "ncg", "\ud800"])
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
changes = st.dictionaries(st.sampled_from([*NAMES, "kind"]), values, max_size=3)
removals = st.sets(st.sampled_from(NAMES), max_size=2)
kept = [name for name in NAMES if name not in {"stream", "schema", "version", "recorded_at"}]
records = st.builds(
    lambda stored, removed, changed: (
        {name: stored[name] for name in kept if name in stored and name not in removed} | changed
    ),
    st.sampled_from(STORED),
    removals,
    changes,
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A small ledger that is only read."""
    path = tmp_path_factory.mktemp("fuzz") / "ledger.db"
    base = [{"on": "2019-01-01", "source": SOURCE} | one for one in founding("open")]
    with closing(Store.create(path)) as store:
        record(store, Journal([Entry(one, lambda _: "") for one in base]))
        yield store


@given(journal=st.lists(records, max_size=5))
def test_any_records(ledger: Store, journal: list[dict[str, Any]]) -> None:
    """Records near to real ones are planned, or refused with all three parts of a message."""
    try:
        entries = [Entry(one, lambda path: f"at {path}") for one in journal]
        record(ledger, Journal(entries), dry_run=True)
    except (Problem, Problems) as error:
        for one in error.problems if isinstance(error, Problems) else [error]:
            assert all((one.asked, one.obstacle, one.remedy)), one
            assert "\n" not in str(one)


@pytest.mark.parametrize("ending", sorted(READERS))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_file(tmp_path: Path, ending: str, content: bytes) -> None:
    """Any bytes are a journal, or are told what is wrong with them and where."""
    path = tmp_path / f"journal{ending}"
    path.write_bytes(content)
    try:
        read(path)
    except Problems as several:
        for one in several.problems:
            assert one.place.startswith(str(path))
            assert one.obstacle
            assert one.remedy


OPTIONS = (
    "--as-of", "--known-at", "--public-at", "--from", "--to", "--every", "--format", "--explain",
    "--kind", "--since", "--late", "--area", "--by", "--dry-run", "--reason", "--on", "--source",
    "--id", "--promise", "--wait", "--actor", "--help",
)  # fmt: skip
QUIET = tuple(name for name in COMMANDS if name not in {"demo", "init", "import"})
words = (
    st.sampled_from([*OPTIONS, *kinds(), "village", "promise/plan", "json", "csv", "year", "2020"])
    | st.sampled_from(["", "-", "--", "-1", "²²", "2021-02-30", "9999999999999999999999", "{a: ["])
    | st.text(st.characters(exclude_characters="\0"), max_size=8)
    | st.sampled_from(["\udcff", "\x1b[31m", "a\nb", "../..", "%s", "{0}", "'; DROP TABLE head"])
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(command=st.sampled_from(QUIET), arguments=st.lists(words, max_size=5))
def test_any_command_line(
    ledger: Store,
    capsys: pytest.CaptureFixture[str],
    command: str,
    arguments: list[str],
) -> None:
    """Any command line has an answer, or a message that says what to do."""
    code = run(["--ledger", str(ledger.path), command, *arguments])
    told = capsys.readouterr()
    assert code in {0, 1, *EXIT_CODES.values()}
    assert bool(told.err) == (code > 1), told
    assert "Traceback" not in told.err
