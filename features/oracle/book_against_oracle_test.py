"""The book against the oracle: two programs from one page must agree on every history."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given

from domain.dates import FOREVER, Instant
from domain.record import Record
from features.oracle.histories import commits, follow, histories
from features.oracle.promise_oracle import Status, readings, turns
from projections.book import Book
from projections.keeping.rows import BESIDE, COLUMNS
from projections.rows.promise import PromiseRow

SHOWN: tuple[tuple[str, Callable[[PromiseRow], object]], ...] = (
    ("state", lambda row: row.outcome.state),
    ("contested", lambda row: row.contested),
    ("looked_into", lambda row: row.looked_into),
    ("is_due", lambda row: row.deadline.passed),
    ("due_instant", lambda row: row.deadline.due),
    ("claimed", lambda row: row.claimed),
    ("suspended", lambda row: row.suspended),
    ("blocked_by", lambda row: list(row.blocked_by)),
)
"""What the oracle tells too, by its name there."""

FOR_EVER = 10**9

TOGETHER = histories(streams=("p", "q"))


def read(records: Sequence[Record]) -> Book:
    """A book of these records."""
    return Book.of(records)


def sizes(records: Sequence[Record]) -> list[int]:
    """The sizes of the ledger at which a commit ends."""
    return [commit[-1].position + 1 for commit in commits(records)]


def around(records: Sequence[Record]) -> list[Instant]:
    """Every boundary in a history, and the seconds before and after it."""
    second = timedelta(seconds=1)
    found = {Instant("2020-12-31T12:00:00"), Instant("2025-01-01T00:00:00")}
    streams = {one.stream for one in records}
    turned = [turns([one for one in records if one.stream == stream]) for stream in streams]
    for turn in set().union(*turned) - {FOREVER}:
        moment = datetime.fromisoformat(turn)
        found |= {Instant((moment + step).isoformat()) for step in (-second, 0 * second, second)}
    return sorted(found)


def questions(records: Sequence[Record]) -> Iterator[tuple[Instant, int]]:
    """Every moment around a boundary, at every size."""
    for known in sizes(records):
        for moment in around(records[:known]):
            yield moment, known


def rows(book: Book) -> list[Any]:
    """All that a book says, at any moment and size."""
    everything = f"SELECT {COLUMNS}, known_from, known_to FROM spans {BESIDE}"
    found = book._connection.execute(everything).fetchall()
    kept = book._rows.kept(row[:-2] for row in found)
    return sorted(
        (row, known_from, known_to or FOR_EVER)
        for row, (*_, known_from, known_to) in zip(kept, found, strict=True)
    )


def agree(row: PromiseRow, told: tuple[Status, ...]) -> None:
    """Hold an answer of the book against what the oracle reads.

    Where the readings of imprecise dates differ, the page does not say which one is shown, but
    that nothing is resolved.
    """
    certain, possible = told
    same = (certain.state, certain.value) == (possible.state, possible.value)
    resolved = same and certain.resolved and possible.resolved
    for name, shown in SHOWN:
        assert shown(row) in [getattr(one, name) for one in told], name
    assert row.outcome.resolved == resolved
    if resolved:
        expected = None if certain.value is None else pytest.approx(float(certain.value))
        assert row.outcome.value == expected
    between = row.outcome.bounds
    if not resolved and certain.bounds and possible.bounds:
        lows, highs = zip(certain.bounds, possible.bounds, strict=True)
        assert between == pytest.approx((float(min(lows)), float(max(highs))), abs=1e-6)
    else:
        assert between is None
    # Who found it is told of what is certain, whatever an earlier reading of the dates adds.
    assert {one.event for one in row.outcome.findings} == certain.rests_on
    assert row.outcome_known == (
        certain.outcome_known and possible.outcome_known and certain.state == possible.state
    )


def compare(records: Sequence[Record]) -> None:
    """Ask the book and the oracle everything."""
    with closing(read(records)) as book:
        for moment, known in questions(records):
            told = readings(records[:known], moment)
            found = book.at(PromiseRow, moment, known)
            assert len(found) == bool(told), (moment, known)
            if found:
                agree(found[0], told)


@given(histories(imprecise=False))
def test_exact_dates(records: list[Record]) -> None:
    """With exact dates the book says of every moment, as known at every size, what METHODS says."""
    compare(records)


@given(histories())
def test_imprecise_dates(records: list[Record]) -> None:
    """With imprecise dates too; what depends on the reading of a date is unresolved."""
    compare(records)


@given(histories())
def test_postponements(records: list[Record]) -> None:
    """Only a postponement that moved nothing counts as one (D13 to D15)."""
    with closing(read(records)) as book:
        for moment, known in questions(records):
            told = readings(records[:known], moment)
            for row in book.at(PromiseRow, moment, known):
                assert row.deadline.postponements in {one.postponements for one in told}


@given(TOGETHER)
def test_following(records: list[Record]) -> None:
    """To follow commit by commit is to follow all at once, in every row and for every place."""
    with closing(read(records)) as whole, closing(Book.in_memory()) as step:
        for commit in commits(records):
            follow(step, records[: commit[-1].position + 1], commit)
        assert rows(step) == rows(whole)
        assert step.state()[1] == whole.state()[1]
        for place in {record.scope for record in records} - {""}:
            named = [record.position for record in records if record.scope == place]
            assert step.naming([place], len(records)) == named
            assert whole.naming([place], len(records) - 1) == [
                position for position in named if position < len(records) - 1
            ]


@given(TOGETHER)
def test_known_at(records: list[Record]) -> None:
    """What the book said of a size, it says of that size for ever, whatever is recorded later."""
    with closing(Book.in_memory()) as book:
        said: dict[tuple[Instant, int], Any] = {}
        for commit in commits(records):
            known = commit[-1].position + 1
            follow(book, records[:known], commit)
            for moment in around(records[:known]):
                said[moment, known] = book.at(PromiseRow, moment, known)
        for (moment, known), answer in said.items():
            assert book.at(PromiseRow, moment, known) == answer


@given(TOGETHER)
def test_no_overlap(records: list[Record]) -> None:
    """At one moment, as known at one size, a promise has one status."""
    with closing(read(records)) as book:
        for moment, known in questions(records):
            subjects = [row.subject for row in book.at(PromiseRow, moment, known)]
            assert len(subjects) == len(set(subjects)), (moment, known)
