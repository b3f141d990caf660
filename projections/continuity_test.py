"""What was recorded since a checkpoint: what it changed, and whether it was late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations_with_replacement, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates import Instant
from domain.record import Record
from projections.book import Book
from projections.register import Difference, diff, from_later_on, is_late
from projections.report import Question

MOMENT = Instant("2020-06-30T12:00:00")


def record(position: int, kind: str, stream: str, **fields: Any) -> Record:
    """A record of 2021, as far as nothing else is said."""
    own = {"kind": kind, "stream": stream, "version": 1, "id": f"r{position}", "on": "2021"}
    return Record(position, own | {"recorded_at": "2021-02-01T00:00:00.000000Z"} | fields)


def rows(*records: Record, size: int = 0, late: bool = False) -> Sequence[Difference]:
    """What the view answers."""
    question = Question(Book.in_memory(), MOMENT, len(records), "open")
    try:
        return diff(question, records, size, MOMENT, late=late).rows
    finally:
        question.book.close()


@pytest.mark.parametrize(
    ("fields", "late"),
    [
        ({"on": "2020-06-29"}, True),
        ({"on": "2020-06-30"}, True),
        ({"on": "2020-07-01"}, False),
        ({"on": "2020-06-30T11:59:59"}, True),
        ({"on": "2020-06-30T12:00:00"}, False),
        ({"on": "2019"}, True),
        ({"on": "2020"}, None),
        ({"on": "2021", "effective": "2018-01-01"}, True),
        ({"on": "2021", "from": "2018"}, True),
        ({"on": "2021", "effective": "2020~"}, None),
        ({"on": "2021", "due": "2018-01-01"}, False),
        ({"on": "2021", "from": ["residents"]}, False),
    ],
)
def test_late(fields: dict[str, str], late: bool | None) -> None:  # noqa: FBT001 - the expected answer
    """Late is what took effect before the moment for certain; vague dates are not decided."""
    assert is_late(record(0, "rule.amended", "rule/x", **fields), MOMENT) is late


def test_groups_and_what_stood_before() -> None:
    """Each record stands in its group, with what stood before it on its stream."""
    found = rows(
        record(0, "promise.made", "promise/p", due="2020-12-31"),
        record(1, "promise.postponed", "promise/p", due="2021-12-31"),
        record(2, "promise.postponed", "promise/p", due="2022-12-31", on="2019"),
        record(3, "rule.enacted", "rule/r", value="week"),
        record(4, "rule.amended", "rule/r", value="month"),
        record(5, "mandate.granted", "mandate/m", holder="council"),
        record(6, "record.retracted", "promise/p", record="r1"),
        record(7, "update.sent", "update/u"),
        size=1,
    )
    assert [(row.event, row.group, row.was, row.now, row.late) for row in found] == [
        (1, "deadlines", "2020-12-31", "2021-12-31", False),
        (2, "deadlines", "2021-12-31", "2022-12-31", True),
        (3, "rules", None, "week", False),
        (4, "rules", "week", "month", False),
        (5, "mandates", None, "council", False),
        (6, "retractions", "promise.postponed 1", None, False),
        (7, "other", None, None, False),
    ]
    assert found[0].status == "retracted"


def test_only_what_is_late() -> None:
    """With `late`, only what certainly tells of the time before."""
    records = [
        record(0, "promise.made", "promise/a", on="2019"),
        record(1, "promise.made", "promise/b", on="2020"),
        record(2, "promise.made", "promise/c", on="2021"),
    ]
    assert [row.event for row in rows(*records, late=True)] == [0]


MOMENTS = ("2019-06-30T12:00:00", MOMENT, "2021-02-01T00:00:00")
DATES = st.sampled_from(["2019", "2019-12-31", "2020", "2020~", "2020-06-30", "2021-02-01"])
KINDS = {
    "promise.made": "due", "promise.postponed": "due", "rule.amended": "effective",
    "mandate.granted": "from", "update.sent": "from", "record.retracted": "record",
}  # fmt: skip
"""Kinds of each group, with a field that counts in it."""


@st.composite
def records(draw: st.DrawFn) -> list[Record]:
    """Up to eight records of two streams, each with a day of its own."""
    found = []
    for position in range(draw(st.integers(1, 8))):
        kind = draw(st.sampled_from(sorted(KINDS)))
        value = draw(DATES | st.just(["residents"]) if kind == "update.sent" else DATES)
        if kind == "record.retracted":
            value = f"r{draw(st.integers(0, position))}"
        stream = draw(st.sampled_from(("promise/p", "promise/q")))
        found.append(record(position, kind, stream, on=draw(DATES), **{KINDS[kind]: value}))
    return found


@given(records())
def test_who_kept_a_later_checkpoint(every: list[Record]) -> None:
    """The answer is made from that to who kept an earlier one, with nothing asked again."""
    question = Question(Book.in_memory(), MOMENT, len(every), "open")
    sizes = combinations_with_replacement(range(len(every) + 1), 2)
    moments = combinations_with_replacement(map(Instant, MOMENTS), 2)
    try:
        for (earlier, later), (until, then) in product(sizes, moments):
            asked = replace(question, parameters={"size": later, "until": then})
            found = from_later_on(diff(question, every, earlier, until), later, then)
            assert found == diff(asked, every, later, then)
    finally:
        question.book.close()
