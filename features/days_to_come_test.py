"""Promises after today: they stand as at the end of today, and an answer of then never changes."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates import BEGINNING, FOREVER, Instant, day_of, end_of, last_moment
from features.asked import Fields, asked
from features.world import PLAN, World, founding
from projections.promise_query import at_every_moment, at_moment
from projections.rows.promise import PromiseRow

MADE: Fields = {
    "kind": "promise.made", "by": ["council"], "to": ["residents"], "place": {"area": "village"},
    "text": "A promise.", "on": "2020-01-01",
}  # fmt: skip
LIFE: list[Fields] = [
    MADE | {"promise": "bridge", "due": "2021-12-31"},
    MADE | {"promise": "road", "due": "2021-03", "on": "2020-06"},
    {"kind": "promise.assessed", "promise": "road", "outcome": "kept", "by": "auditor",
     "basis": "independent", "on": "2021-09-01"},
    MADE | {"promise": "quiet", "hold": "maintenance", "until": "2022-06-30"},
    MADE | {"promise": "well", "due": "2023", "condition": {"text": "If so.", "due": "2021-12"}},
    MADE | {"promise": "mill", "due": "2022-12-31"},
    {"kind": "promise.withdrawn", "promise": "mill", "by": "council", "on": "2021-05-01/2021-10"},
    MADE | {"promise": "later", "due": "2024", "on": "2022-02-01"},
]  # fmt: skip
MOMENTS = st.dates(day_of(Instant("2019-12-01")), day_of(Instant("2024-12-31"))).map(end_of)


@given(MOMENTS, MOMENTS)
def test_no_promise_is_judged_by_a_day_that_has_not_been(
    asked_about: Instant, today: Instant
) -> None:
    """At a moment after today every promise is what it is today, and before it what it was then."""
    with closing(asked(LIFE).book) as book:
        question = replace(asked(LIFE), book=book, as_of=asked_about, today=today)
        certain = min(asked_about, today)
        then = book.at(PromiseRow, certain, question.known)
        assert at_moment(question) == then
        stabbed = [row for row in at_every_moment(question) if row.start <= asked_about < row.end]
        assert {_without_bounds(row) for row in stabbed} == {_without_bounds(row) for row in then}
        assert len(stabbed) == len(then)
        for row in at_moment(question):
            due = row.deadline.due
            assert not row.deadline.passed or (due is not None and due <= today)


def _without_bounds(row: PromiseRow) -> PromiseRow:
    return replace(row, start=BEGINNING, end=FOREVER)


@pytest.fixture
def world(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> World:
    """A folder with a ledger."""
    return World(tmp_path, capsys)


def answer(world: World, *options: str) -> dict[str, Any]:
    """What is answered, without the ledger that it was answered from."""
    world.gestand("promises", "--format", "json", *options)
    assert world.exit_code == 0, world.message
    found: dict[str, Any] = json.loads(world.output)
    return {name: found[name] for name in ("as_of", "to_come", "known_size", "rows")}


def test_an_answer_as_known_at_a_size_never_changes(world: World) -> None:
    """It is about the day on which the last of these records was recorded, whenever it is asked."""
    world.gestand("init")
    world.record(*founding("open"), PLAN)
    before = answer(world, "--known-at", "6")
    world.record(PLAN | {"promise": "another"})
    assert answer(world, "--known-at", "6") == before
    assert not before["to_come"]
    assert [row["promise"] for row in before["rows"]] == ["plan"]
    assert len(answer(world)["rows"]) == len(before["rows"]) + 1


def test_today_is_in_no_answer_by_default() -> None:
    """A question made without a day of asking is about days that have all been."""
    question = asked(LIFE)
    with closing(question.book):
        assert question.today == FOREVER
        assert question.as_of == question.so_far == last_moment("2029-12-31")
