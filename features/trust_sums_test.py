"""Promises to many places, counted once and added up, amount to what those to each amount to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from domain.dates import Instant
from features.asked import Fields, records
from features.concerning_test import AREAS, EVERYTHING, lands
from projections.book import Book
from projections.geography.geography import Geography
from projections.geography.relation import MAYBE, WIDER, WITHIN, Relation
from projections.promise_query import addressed, at_moment, judged_promise, promises_of
from projections.report import Question
from projections.rows.promise import PromiseRow
from projections.trust.judge import Judge
from projections.trust.roots import roots
from projections.trust.sums import Sums
from projections.trust.tally import Tally

DAYS = ("2020-01-15", "2020-03/2020-05", "2020-06-15", "2020-08-15")


@st.composite
def promised(draw: st.DrawFn) -> list[Fields]:
    """Promises to any place, some of which are parts of others, or were made in one act."""
    types = {"ministry": "ministry", "auditor": "expert-body", "residents": "residents"}
    told: list[Fields] = [
        {"kind": "party.registered", "party": party, "name": party, "type": kind}
        for party, kind in types.items()
    ]
    for number in range(draw(st.integers(1, 8))):
        kind, _, slug = draw(st.sampled_from(EVERYTHING)).partition("/")
        made: Fields = {"kind": "promise.made", "promise": f"p{number}", "by": ["ministry"]}
        made |= {"to": ["residents"], "text": "A promise.", "place": {kind: slug}}
        made |= {"on": draw(st.sampled_from(DAYS))}
        made |= draw(st.sampled_from(({}, {"due": "2020-07-01"}, {"due": "2020-12-31"})))
        made |= draw(st.sampled_from(({}, {"act": "a letter"})))
        if number and draw(st.booleans()):
            made["part_of"] = f"p{draw(st.integers(0, number - 1))}"
        told.append(made)
        if draw(st.booleans()):
            outcome = draw(st.sampled_from(("kept", "partly", "broken", "unknown")))
            found = {"kind": "promise.assessed", "promise": f"p{number}", "by": "auditor"}
            told.append(found | {"outcome": outcome, "basis": "independent", "on": "2020-08-20"})
    return told


def one_by_one(asked: Question, place: str, ways: Container[Relation | None]) -> Tally:
    """What promises amount to that lie to a place in some ways: each looked at by itself."""
    geography = Geography(asked)
    rows = [row for row in promises_of(asked) if addressed(geography, row, place) in ways]
    members = [judged_promise(asked, row) for row in rows]
    return Tally.of(roots(asked, members), asked.so_far)


@given(
    land=lands(),
    told=promised(),
    day=st.sampled_from(("2020-05-31", "2020-10-31")),
    everywhere=st.booleans(),
)
def test_added_up(land: list[Fields], told: list[Fields], day: str, *, everywhere: bool) -> None:
    """Of every area: what is promised to it, to what is wider, and to what may touch it."""
    kept = records([*land, *told])
    with closing(Book.of(kept)) as book:
        asked = Question(book, Instant(f"{day}T23:59:59"), len(kept), "promisor")
        sums = Sums(Judge(asked, everywhere=everywhere), AREAS)
        for area in AREAS:
            place = f"area/{area}"
            found = sums.of(place)
            assert found["here"] == one_by_one(asked, place, {WITHIN})
            assert found["wider"] == one_by_one(asked, place, WIDER)
            assert found["possible"] == one_by_one(asked, place, {MAYBE})
        members = [
            judged_promise(asked, row)
            for row in promises_of(asked)
            if any(addressed(Geography(asked), row, f"area/{area}") == WITHIN for area in AREAS)
        ]
        assert sums.together() == Tally.of(roots(asked, members), asked.so_far)


@given(land=lands(), told=promised(), day=st.sampled_from(DAYS[::2]), linked=st.booleans())
def test_counted_by_place(
    land: list[Fields], told: list[Fields], day: str, *, linked: bool
) -> None:
    """How many promises were made to each place: also where others may say what became of them."""
    office = {
        "kind": "party.registered",
        "party": "office",
        "name": "office",
        "type": "ministry",
        "part_of": "ministry",
    }
    kept = records([*land, *[office] * linked, *told])
    with closing(Book.of(kept)) as book:
        asked = Question(book, Instant(f"{day}T23:59:59"), len(kept), "promisor")
        direct = Counter(row.scope for row in at_moment(asked))
        assert book.counted(PromiseRow, asked.so_far, asked.known) == direct
