"""The rows of the example ledger: the book gives back what was derived, field by field."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path

import pytest

from commands.program import run
from domain.record import Record
from ledger.store.reader import Reader
from projections.book import Book
from projections.folded import BEGINS
from projections.rows.frozen import Row, restored, stored
from projections.spans.registry import DERIVE, spans

JOURNAL = Path(__file__).parent.parent / "journals" / "groningen"

Streams = dict[str, list[Record]]


def classes(base: type[Row] = Row) -> Iterator[type[Row]]:
    """Every class of rows that has a kind of its own."""
    for kind in base.__subclasses__():
        if getattr(sys.modules[kind.__module__], kind.__name__, None) is kind:
            yield from [kind] if "KIND" in vars(kind) and "projections" in kind.__module__ else []
            yield from classes(kind)


@pytest.fixture(scope="module")
def streams(tmp_path_factory: pytest.TempPathFactory) -> Streams:
    """The records of the example ledger, by stream."""
    path = tmp_path_factory.mktemp("rows") / "groningen.db"
    assert run(["--ledger", str(path), "init"]) == 0
    assert run(["--ledger", str(path), "import", str(JOURNAL)]) == 0
    found: Streams = defaultdict(list)
    with closing(Reader(path)) as reader:
        for record in reader.records():
            found[record.stream].append(record)
    return dict(found)


@pytest.fixture(scope="module")
def derived(streams: Streams) -> list[Row]:
    """Everything that is derived from them."""
    return [row for history in streams.values() for row in spans(history)]


def test_what_the_book_gives_back(streams: Streams, derived: Sequence[Row]) -> None:
    """Every row comes back equal to the one that was derived."""
    records = sorted(chain.from_iterable(streams.values()), key=_position)
    size = len(records)
    with closing(Book.of(records)) as book:
        back = {row for kind in classes() for row in book.ever(kind, size)}
    assert len(back) > 500
    assert back == set(derived)


def test_very_many(derived: Sequence[Row]) -> None:
    """What is prepared for thousands of rows reads them as what is used for a few does."""
    for kind in classes():
        rows = [row for row in derived if type(row) is kind]
        kept = [one for row in rows for one in stored([row])]
        times = 3_000 // max(len(rows), 1) + 2
        assert restored(kind, kept * times) == rows * times


def _position(record: Record) -> int:
    return record.position


def test_every_kind_has_a_class(derived: Sequence[Row]) -> None:
    """Each kind has one class, and whatever is derived is of one of these."""
    kinds = [kind.KIND for kind in classes()]
    assert len(set(kinds)) == len(kinds)
    assert {type(row) for row in derived} <= set(classes())
    assert len(kinds) >= len(DERIVE)


def test_from_which_streams(derived: Sequence[Row]) -> None:
    """Rows of a kind come from streams that begin as is said where they are derived one by one."""
    for row in derived:
        assert row.subject.startswith(BEGINS.get(row.KIND, (row.KIND,))), row
