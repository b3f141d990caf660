"""What concerns a place: on it every view answers as on the whole book, and it stays small."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.session import question
from domain.dates import BEGINNING, FOREVER, Instant
from domain.record import Record, StreamName
from features.asked import Fields, records
from projections.askable import Spans
from projections.book import Book, by_stream
from projections.concerning import Concerning, concerning
from projections.control import view as control
from projections.folded import Folded
from projections.geography.geography import Geography
from projections.participation.contact import contact
from projections.participation.levels import levels
from projections.participation.tables import lessons, tables
from projections.participation.view import decisions, participation
from projections.promise_query import Wanted, promises_view
from projections.regime.inequality import unequal
from projections.regime.stability import stability
from projections.register import figures
from projections.report import Question, Window
from projections.rows.subjects import AreaRow, CaseRow, CohortRow, MembershipRow, VagueDayRow
from projections.trust.view import trust

# -- a land ------------------------------------------------------------------------------------
# Areas that move, merge and are split, and groups that gain and lose members among them.

AREAS = ("region", "town", "city", "north", "south", "mill", "lane")
CASES = ("one", "two", "three")
GROUPS = ("batch", "pilot")
MEMBERS = [*(("area", one) for one in AREAS), *(("case", one) for one in CASES)]
DAYS = [f"2020-{month:02}-01" for month in range(1, 10)]
days = st.sampled_from([*DAYS, "2020-03/2020-05"])
exact = st.sampled_from(DAYS)


@st.composite
def lands(draw: st.DrawFn) -> list[Fields]:
    """A tree of areas, some cases in them, two groups; and what becomes of them."""
    told: list[Fields] = [{"kind": "area.registered", "area": "region", "on": "2019"}]
    for place, name in enumerate(AREAS[1:], 1):
        within = draw(st.sampled_from(AREAS[:place]))
        told.append({"kind": "area.registered", "area": name, "on": "2019", "within": within})
    for name in GROUPS:
        areas = draw(st.lists(st.sampled_from(AREAS), max_size=2, unique=True))
        criterion = draw(st.sampled_from((None, "by a list")))
        said = {"cohort": name, "on": draw(exact), "areas": areas, "criterion": criterion}
        told.append({"kind": "cohort.registered"} | said)
    for name in CASES:
        group = draw(st.sampled_from((None, *GROUPS)))
        said = {"case": name, "on": draw(days), "area": draw(st.sampled_from(AREAS))}
        told.append(
            {"kind": "case.opened", "title": name, "level": "dwelling", "cohort": group} | said
        )
    told += draw(st.lists(happening(), max_size=8))
    return [{name: value for name, value in one.items() if value is not None} for one in told]


@st.composite
def happening(draw: st.DrawFn) -> Fields:
    """An area moves or is succeeded, or somebody joins or leaves a group."""
    kind = draw(st.sampled_from(("area.moved", "area.succeeded", "cohort.joined", "cohort.left")))
    on = draw(exact if kind.startswith("area") else days)
    area, other = draw(st.lists(st.sampled_from(AREAS), min_size=2, max_size=2, unique=True))
    match kind:
        case "area.moved":
            return {"kind": kind, "on": on, "area": area, "within": other}
        case "area.succeeded":
            split = draw(st.booleans())
            return {"kind": kind, "on": on, "area": area, "by": [other], "split": split}
        case _:
            group, (member, name) = draw(st.sampled_from(GROUPS)), draw(st.sampled_from(MEMBERS))
            return {"kind": kind, "on": on, "cohort": group, member: name}


PLACES = [*(f"area/{one}" for one in AREAS), *(f"case/{one}" for one in CASES)]
EVERYTHING = [*PLACES, *(f"cohort/{one}" for one in GROUPS)]


def told_of(place: str, geography: Geography, moment: Instant) -> Iterator[Any]:
    """All that a view may ask of where a place is at a moment."""
    yield geography.parts(place, moment)
    yield geography.around(place, moment)
    yield geography.chain(place, moment)
    yield geography.title(place, moment)
    for part in sorted(geography.parts(place, moment)):
        if not part.startswith("cohort/"):
            yield part, geography.chain(part, moment), geography.land.readings(part, moment)
    for other in EVERYTHING:
        yield other, geography.relation(other, place, moment)
        yield other, geography.relation(other, place, moment, descent=True)
        yield other, geography.certainly_covers(other, place, moment)


def narrowed(book: Book, place: str) -> Spans:
    """What of a book concerns a place."""
    found = concerning(book, [place])
    assert isinstance(found, Concerning), "a small place does not take the whole book"
    return found


@given(lands())
def test_where_a_place_is(land: list[Fields]) -> None:
    """What lies in a place, around it and beside it is the same at every turn of anything."""
    told = records(land)
    with closing(Book.of(told)) as book:
        asked = Question(book, FOREVER, len(told), "open")
        whole = Geography(asked)
        for place in EVERYTHING:
            part = Geography(replace(asked, book=narrowed(book, place)))
            assert part.land.moves(place) == whole.land.moves(place)
            ever = place, BEGINNING, FOREVER
            assert part.unproven(*ever) == whole.unproven(*ever)
            for moment in whole.turns(*PLACES):
                assert [*told_of(place, part, moment)] == [*told_of(place, whole, moment)], place


# -- the views ---------------------------------------------------------------------------------

EVER = Window()


def look_up(events: Any) -> dict[int, Any]:
    """No lines of the log: they are of the ledger."""
    return {}


OF_AREAS: dict[str, Callable[[Question, str], Any]] = {
    "trust": lambda asked, area: trust(asked, [area], basis="evidence", sources=None),
    "promises": lambda asked, area: promises_view(asked, Wanted(), area=area),
    "contact": contact,
    "participation": lambda asked, area: participation(asked, area, by=None, windows=[EVER]),
    "decisions": lambda asked, area: decisions(
        asked, area=area, topic=None, by=None, level=None, window=EVER
    ),
    "levels": lambda asked, area: levels(asked, area, EVER),
    "tables": tables,
    "lessons": lessons,
    "figures": figures,
}
OF_PLACES: dict[str, Callable[[Question, str], Any]] = {
    "control": lambda asked, place: control.control(
        asked, control.Asked(place, None, None, None, None)
    ),
    "duties": lambda asked, place: control.duties(
        asked, control.Asked(place, None, None, None, None)
    ),
    "stability": lambda asked, place: stability(asked, [place], None),
    "unequal": lambda asked, place: unequal(asked, [place], None, None),
}


def answers(asked: Question, place: str) -> Iterator[tuple[str, Any]]:
    """What every view answers about a place."""
    kind, name = StreamName.parse(place)
    for view, answer in OF_AREAS.items() if kind == "area" else ():
        yield view, answer(asked, name)
    for view, answer in OF_PLACES.items():
        yield view, answer(asked, place)


def compare(path: Path, places: list[str]) -> None:
    """Hold what concerns places against the whole book, at three moments."""
    with question(path, None, None, None) as asked:
        book = asked.book
        assert isinstance(book, Book)
        for place in places:
            for moment in (
                asked.as_of,
                Instant("2018-06-30T23:59:59"),
                Instant("2015-01-01T00:00:00"),
            ):
                whole = replace(asked, as_of=moment)
                part = replace(whole, book=narrowed(book, place))
                for (view, expected), (_, found) in zip(
                    answers(whole, place), answers(part, place), strict=True
                ):
                    assert (found.rows, found.story) == (expected.rows, expected.story), (
                        place,
                        view,
                    )


def places_of(path: Path) -> list[str]:
    """Every area, case and group of a ledger."""
    with question(path, None, None, None) as asked:
        return sorted(
            row.subject
            for kind in (AreaRow, CaseRow, CohortRow)
            for row in asked.book.at(kind, asked.as_of, asked.known)
        )


def test_the_example(example: Path) -> None:
    """On the example ledger every view answers about a place as it does on the whole book."""
    compare(example, ["area/ten-post", "area/norg-storage"])


@pytest.mark.long
def test_every_place_of_the_example(example: Path) -> None:
    """The same of each of its places."""
    compare(example, places_of(example))


# -- inside of an import -----------------------------------------------------------------------


def seen(told: Sequence[Record], book: Book, known: int) -> Folded:
    """What so many records of a ledger amount to, where all came in one import."""
    streams = by_stream(told[:known])
    return Folded(
        book, lambda names: {name: streams.get(name, []) for name in names}, streams.values
    )


@given(lands(), st.data())
def test_inside_an_import(land: list[Fields], data: st.DataObject) -> None:
    """What is derived from records for one question is what a book of these records says."""
    told = records(land)
    known = data.draw(st.integers(1, len(told)))
    with closing(Book.of(told)) as all_of_it, closing(Book.of(told[:known])) as book:
        asked = Question(book, FOREVER, known, "open")
        folded = seen(told, all_of_it, known)
        for kind in (AreaRow, CaseRow, CohortRow, MembershipRow, VagueDayRow):
            assert set(folded.ever(kind, known)) == set(book.ever(kind, known))
        whole = Geography(asked)
        for place in EVERYTHING:
            part = Geography(replace(asked, book=concerning(folded, [place])))
            for moment in whole.turns(*PLACES):
                assert [*told_of(place, part, moment)] == [*told_of(place, whole, moment)], place


# -- how much is read --------------------------------------------------------------------------


TODAY = Instant("2025-01-01T00:00:00")


def country(villages: int) -> list[Fields]:
    """A region of so many villages alike, each with a house and promises; and a group of all."""
    told: list[Fields] = [
        {"kind": "area.registered", "area": "region", "on": "2010"},
        {"kind": "party.registered", "party": "ministry", "name": "M", "type": "ministry"},
        {"kind": "cohort.registered", "cohort": "batch", "on": "2010", "name": "Batch"},
    ]
    for number in range(villages):
        place, house = f"village-{number}", f"house-{number}"
        told.append({"kind": "area.registered", "area": place, "on": "2010", "within": "region"})
        opened = {"kind": "case.opened", "case": house, "on": "2015", "area": place}
        told.append(opened | {"level": "dwelling", "title": house, "cohort": "batch"})
        for what in ({"area": place}, {"area": place}, {"case": house}):
            made = {"kind": "promise.made", "promise": f"p{len(told)}", "on": "2016", "place": what}
            made |= {"by": ["ministry"], "to": ["residents"], "text": "A promise.", "due": "2017"}
            told.append(made)
    rule = {"kind": "rule.enacted", "rule": "rule", "on": "2012", "effective": "2012"}
    told.append(rule | {"title": "R", "topic": "t", "value": "1", "place": {"cohort": "batch"}})
    return told


def ask(book: Book, known: int) -> None:
    """Ask every view that reads the book alone about one village."""
    asked = Question(concerning(book, ["area/village-0"]), TODAY, known, "open")
    promises_view(asked, Wanted(), area="village-0")
    contact(asked, "village-0")
    stability(asked, ["area/village-0"], None)
    geography = Geography(asked)
    assert geography.relation("cohort/batch", "area/village-0", asked.as_of) == "touches"


def _counted(count: Iterator[int]) -> int:
    """Count some steps of the database, and let it go on."""
    next(count)
    return 0


def test_what_is_read_does_not_grow() -> None:
    """A question about a village takes as many steps of the database in a larger country."""
    steps: dict[int, int] = {}
    for villages in (10, 100):
        told = records(country(villages))
        with closing(Book.of(told)) as book:
            count = itertools.count()
            book._connection.set_progress_handler(partial(_counted, count), 10)
            ask(book, len(told))
            steps[villages] = next(count)
    assert steps[100] < 1.3 * steps[10], steps


def test_how_it_is_read() -> None:
    """No question about a village reads through a table, or makes an index of its own for it."""
    told = records(country(10))
    with closing(Book.of(told)) as book:
        asked: set[str] = set()
        book._connection.set_trace_callback(asked.add)
        ask(book, len(told))
        book._connection.set_trace_callback(None)
        for question in asked:
            plan = book._connection.execute(f"EXPLAIN QUERY PLAN {question}").fetchall()
            for *_, step in plan:
                scans = step.startswith("SCAN") and step not in {"SCAN reached", "SCAN place"}
                scans = scans and "VIRTUAL TABLE" not in step
                assert not scans, (question, step)
                assert "AUTOMATIC" not in step, question
                assert "BLOOM" not in step, question
    assert len(asked) > 10
