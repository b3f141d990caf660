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
    shown=st.booleans(),
)
def test_added_up(
    land: list[Fields], told: list[Fields], day: str, *, everywhere: bool, shown: bool
) -> None:
    """Of every area: what is promised to it, to what is wider, and to what may touch it."""
    kept = records([*land, *told])
    with closing(Book.of(kept)) as book:
        asked = Question(book, Instant(f"{day}T23:59:59"), len(kept), "promisor")
        sums = Sums(Judge(asked, everywhere=everywhere, shown=shown), AREAS)
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


# -- alike -------------------------------------------------------------------------------------
# Promises of which more is told: where none is shown, they are counted as if each was looked at.

MADE: tuple[Fields, ...] = (
    {"by": ["residents"]}, {"by": ["ministry", "auditor"]}, {"by": ["office"]},
    {"strength": "expectation"}, {"origin": "law"}, {"criterion": "A list."}, {"size": "12"},
    {"size": "<5"}, {"hold": "maintenance", "until": "2020-09-30"},
    {"source": [{"title": "a paper", "type": "press"}]},
)  # fmt: skip
LATER: tuple[Fields, ...] = (
    {"kind": "promise.reported", "by": "ministry", "outcome": "kept"},
    {"kind": "promise.reported", "by": "office", "outcome": "kept"},
    {"kind": "promise.withdrawn", "by": "ministry"},
    {"kind": "promise.superseded", "by": "ministry", "successor": "q0", "terms": "same"},
    {"kind": "promise.assessed", "by": "office", "outcome": "broken", "basis": "independent"},
    {"kind": "promise.assessed", "by": "auditor", "outcome": "kept", "basis": "independent"},
)


@st.composite
def told_more(draw: st.DrawFn) -> list[Fields]:
    """Promises, each with something else of its own, and with what is said of them later."""
    told = draw(promised())
    alone: Fields = {"kind": "promise.made", "by": ["ministry"], "to": ["residents"]}
    alone |= {"text": "A promise.", "place": {"area": "mill"}, "due": "2020-07-01"}
    for number in range(draw(st.integers(2, 8))):
        made = alone | {"promise": f"q{number}"} | draw(st.sampled_from(({}, *MADE)))
        told.append(made | {"on": draw(st.sampled_from(DAYS[:3]))})
    for made in [one for one in told if one["kind"] == "promise.made"]:
        for said in draw(st.lists(st.sampled_from(LATER), max_size=1)):
            on = draw(st.sampled_from(("2020-06-20", "2020-08-20")))
            told.append(said | {"promise": made["promise"], "on": on})
    office = {"party": "office", "name": "office", "type": "ministry"}
    linked = draw(st.sampled_from(({}, {"part_of": "ministry"})))
    return [{"kind": "party.registered"} | office | linked, *told]


@given(
    land=lands(),
    told=told_more(),
    burden=st.sampled_from(("promisor", "open")),
    basis=st.sampled_from(("evidence", "claims")),
    sources=st.sampled_from((None, "press")),
)
def test_counted_alike(
    land: list[Fields], told: list[Fields], burden: str, basis: str, sources: str | None
) -> None:
    """What is not shown counts as what is."""
    kept = records([*land, *told])
    with closing(Book.of(kept)) as book:
        asked = Question(book, Instant("2020-10-31T23:59:59"), len(kept), burden)
        shown, counted = (
            Sums(Judge(asked, basis, sources, everywhere=True, shown=shown), AREAS)
            for shown in (True, False)
        )
        for area in AREAS:
            assert counted.of(f"area/{area}") == shown.of(f"area/{area}")
        assert counted.together() == shown.together()
        assert counted.nobody_looked() == shown.nobody_looked()


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
