"""Whatever a signed log holds, no view of a copy of it ends in a mistake of the program."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands.program import EXIT_CODES, run
from commands.terminal import TAMPERED
from features.fuzz_test import STORED, values
from features.lawless import Fields, write
from features.unlawful_test import QUESTIONS, RECORDS
from features.world import SOURCE, founding

FINE = {0, 1, *EXIT_CODES.values()}
"""The exit codes that the program has beside that of a mistake of its own."""

ASKED = (*QUESTIONS[:8], "verify")

PROMISE = {
    "kind": "promise.made", "promise": "plan", "by": ["ministry"], "to": ["residents"],
    "place": {"area": "village"}, "text": "A plan.", "due": "2020-06-30", "id": "made",
}  # fmt: skip


def asked(*arguments: str) -> int:
    """The exit code of a command whose screens nobody reads."""
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        return run([*arguments])


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a small lawful ledger and a key."""
    folder = tmp_path_factory.mktemp("fuzzed")
    before = Path.cwd()
    os.chdir(folder)
    records = (
        {"on": "2019-01-01", "source": SOURCE} | record for record in [*founding("open"), PROMISE]
    )
    (folder / "village.jsonl").write_text("\n".join(map(json.dumps, records)))
    for command in ("init", "import village.jsonl", "key new --name example.org/village"):
        assert asked("--ledger", "lawful.db", *command.split()) == 0
    yield folder
    os.chdir(before)


def changed(stored: Fields, changes: Fields, removed: set[str], stream: str) -> Fields:
    """A stored record with other fields, which says of itself only where it stands."""
    kept = {
        name: value
        for name, value in (stored | changes).items()
        if name not in removed - {"kind", "id"}
        and name not in {"version", "recorded_at", "recorded_by"}
    }
    kept |= {"stream": stream or stored["stream"]}
    return kept | {name: stored[name] for name in ("kind", "id")}


fields = sorted({name for stored in STORED for name in stored} - {"kind", "id", "stream"})
payloads = st.builds(
    changed,
    st.sampled_from([*RECORDS.values(), *STORED]),
    st.dictionaries(st.sampled_from(fields) | st.text("abc", min_size=1, max_size=3), values,
                    max_size=4),
    st.sets(st.sampled_from(fields), max_size=3),
    st.sampled_from(["", "", "", "promise/plan", "party/ministry", "area/village", "x", "y/"]),
)  # fmt: skip


def storable(record: Any) -> bool:
    """Whether JSON of our own could hold it: half a character is no text."""
    try:
        json.dumps(record, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return not any(isinstance(number, int) and abs(number) >= 2**53 for number in _numbers(record))


def _numbers(value: Any) -> Iterator[Any]:
    match value:
        case dict():
            for part in value.values():
                yield from _numbers(part)
        case list():
            for part in value:
                yield from _numbers(part)
        case _:
            yield value


@settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(records=st.lists(payloads.filter(storable), min_size=1, max_size=5))
def test_any_record(village: Path, records: list[Fields]) -> None:
    """Any JSON as what records say, in one commit or another, signed and cloned."""
    for name in ("ledger.db", "copy.db", "copy.db.book", "gestand.key.last"):
        (village / name).unlink(missing_ok=True)
    (village / "ledger.db").write_bytes((village / "lawful.db").read_bytes())
    single = {record["id"]: record for record in records}.values()
    write(village / "ledger.db", single)
    assert asked("--ledger", "ledger.db", "checkpoint") == 0
    assert asked("clone", "ledger.db", "copy.db") == 0
    for question in ASKED:
        code = asked("--ledger", "copy.db", *question.split())
        assert code in FINE - {TAMPERED}, (question, records)
