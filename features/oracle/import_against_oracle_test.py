"""An import against a naive one: the same bytes in the same order, or the same mistakes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Problem, Problems
from domain.streams.event import KINDS
from features.fuzz_test import records
from features.oracle.import_oracle import MOMENT, Ledger, looks_into_use, recorded
from features.streams.drafts import fields_of, kinds_on
from features.world import SOURCE
from ledger.journal.reading import Files, read
from ledger.journal.shape import Journal, PartlyRead
from ledger.recording.planning import record
from ledger.store.writer import Store

NAMES = ("one", "two", "three")
PARTIES = [
    {"kind": "party.registered", "party": name, "name": name, "type": "other", "on": "2018"}
    for name in NAMES
]
AREAS = [
    {"kind": "area.registered", "area": name, "name": name, "type": "village", "on": "2018"}
    for name in NAMES
]
BASE = [{"source": SOURCE} | fields for fields in (*PARTIES, *AREAS)]


@st.composite
def written(draw: st.DrawFn) -> dict[str, Any]:
    """A record that may fit others: of one of a few kinds of stream, with few names."""
    prefix = draw(st.sampled_from(["promise", "rule", "case", "party", "area", "input", "table"]))
    kind = draw(st.sampled_from(kinds_on(prefix)))
    fields = draw(fields_of(KINDS[kind])) | {"kind": kind, "source": SOURCE}
    fields["on"] = draw(st.sampled_from(["2019", "2020-06-01", "2021-03"]))
    if draw(st.booleans()):
        fields["id"] = draw(st.sampled_from(["r1", "r2", "r3", "r4", "r5"]))
    return fields


about = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["record.retracted", "record.commented", "record.disputed"]),
        "record": st.sampled_from(["r1", "r2", "r3", "missing"]),
        "reason": st.just("a mistake"),
        "on": st.just("2022"),
        "source": st.just("a letter"),
    },
    optional={"id": st.sampled_from(["r4", "r5", "r6"]), "by": st.just("one")},
)
journals = st.lists(written() | about | records, max_size=7)


def lines(path: Path, journal: Iterable[dict[str, Any]]) -> Path:
    """A journal in JSON Lines."""
    path.write_text("".join(f"{json.dumps(fields)}\n" for fields in journal), encoding="utf-8")
    return path


def read_whole(path: Path) -> Journal:
    """A journal as its slow reader gives it."""
    try:
        return read(path)
    except PartlyRead as partly:
        return partly.journal


def stored(path: Path) -> list[tuple[str, bytes]]:
    """What stands in a ledger file, in its order."""
    with closing(sqlite3.connect(path)) as connection:
        question = "SELECT originator_id, state FROM stored_events ORDER BY position"
        return list(connection.execute(question))


@given(imports=st.lists(journals, min_size=1, max_size=3))
def test_an_import(imports: list[list[dict[str, Any]]]) -> None:
    """Whatever is written, in whatever order, one import after the other."""
    ledger = Ledger()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        with closing(Store.create(path, lambda: MOMENT)) as store:
            for number, journal in enumerate([BASE, *imports]):
                file = lines(Path(folder) / f"{number}.jsonl", journal)
                read_journal = read_whole(file)
                try:
                    with closing(Files([file])) as files:
                        record(store, files)
                    mistakes = []
                except Problems as several:
                    mistakes = several.problems
                expected = [*read_journal.problems]
                if not expected:
                    expected += recorded(ledger, read_journal.entries)
                assert bool(mistakes) == bool(expected) or looks_into_use(read_journal.entries)
                if mistakes and not expected:
                    return  # something rests on what was retracted
                assert stored(path) == ledger.stored
                told = {one.obstacle for one in mistakes}
                assert {one.obstacle for one in expected if not _may_be_unseen(one)} <= told


def _may_be_unseen(problem: Problem) -> bool:
    """Whether it is told in other words, or not while something else could not be read."""
    return not problem.asked or problem.obstacle.startswith("there is no record with the id")


@given(imports=st.lists(st.lists(written() | about, max_size=9), min_size=1, max_size=2))
def test_parts_of_any_size(imports: list[list[dict[str, Any]]]) -> None:
    """In parts of a record each, of which other processes take some, or of all at once."""
    journal = [*BASE, *(fields for each in imports for fields in each)]
    with TemporaryDirectory() as folder:
        file = lines(Path(folder) / "journal.jsonl", journal)
        results = [_result(Path(folder) / f"{size}.db", file, size) for size in (300, 2**20)]
    assert results[0] == results[1]


def _result(path: Path, file: Path, block_bytes: int) -> list[Any]:
    """What became of an import in parts of this size."""
    with (
        closing(Store.create(path, lambda: MOMENT)) as store,
        closing(Files([file], block_bytes=block_bytes)) as files,
    ):
        try:
            record(store, files)
        except Problems as several:
            return [str(one) for one in several.problems]
    return stored(path)
