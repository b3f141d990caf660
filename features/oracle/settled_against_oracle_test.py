"""Promises between linked parties: the views against the oracle, on every made-up history."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

from hypothesis import given

from domain.dates import Instant
from domain.record import Record
from features.oracle import roles_oracle
from features.oracle.book_against_oracle_test import agree
from features.oracle.promise_oracle import readings
from features.oracle.roles_histories import ledgers
from projections.book import Book
from projections.checks.registry import CHECKS
from projections.promise_query import promises_ever, promises_of
from projections.report import Question
from projections.rows.promise import PromiseRow

MOMENTS = tuple(
    Instant(f"{day}T12:00:00")
    for day in ("2021-01-20", "2021-03-10", "2021-06-30", "2021-07-01", "2021-12-31", "2023-01-01")
)


@given(ledgers())
def test_what_others_decide_about_a_promise(ledger: tuple[list[Record], list[Record]]) -> None:
    """Offices, heirs and spokesmen stand on other streams, and a question joins them."""
    life, others = ledger
    with closing(Book.of([*life, *others])) as book:
        every = promises_ever(_question(book, MOMENTS[-1]), ["area/village"])
        for moment in MOMENTS:
            (row,) = promises_of(_question(book, moment))
            told = readings(life, moment, others)
            agree(row, told)
            assert row.deadline.postponements in {one.postponements for one in told}
            (held,) = [one for one in every if one.start <= moment < one.end]
            assert _without_heirs(held) == _without_heirs(row)


@given(ledgers())
def test_what_counts_for_nothing(ledger: tuple[list[Record], list[Record]]) -> None:
    """The check finds it without reading the promises of which everything counts."""
    life, others = ledger
    oracle = roles_oracle.Roles(*ledger)
    with closing(Book.of([*life, *others])) as book:
        for moment in MOMENTS:
            found = CHECKS["roles"](_question(book, moment))
            refused = {
                record.position
                for record in life[1:]
                if record.on.earliest <= moment and not oracle.may(record)
            }
            assert {position for one in found for position in one.events} == refused


def _question(book: Book, moment: Instant) -> Question:
    return Question(book, moment, 1000, "promisor")


def _without_heirs(row: PromiseRow) -> PromiseRow:
    return replace(row, owed_by=(), scored_to=())
