"""The first page of a site: the verdicts of all places by their names, and the way to all else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from domain.dates import BEGINNING, bounds
from domain.value import value_class
from languages import N_
from projections.pages.document import (
    Drawing,
    Facts,
    Grid,
    Legend,
    Page,
    Paragraph,
    Part,
    Title,
    Told,
    Way,
)
from projections.pages.frame import Frame
from projections.pages.lanes import Bar, Lane, Mark, Row, Sign
from projections.pages.paths import START, numbered, place_page
from projections.regime.lines import ChangeLine
from projections.render.head import moment
from projections.render.phrases import spoken
from projections.render.screens import reasons
from projections.render.screens.charters import called
from projections.render.screens.kinds import MANY
from projections.render.screens.summary import of_places
from projections.report import Question, answer
from projections.summary import Summary

TITLE = N_("{ledger}: were promises kept, and did the rules stay the same?")
LEDGER = N_("This ledger")
ASKED = N_("What the record tells, {moment}. Each place has a page; none is ranked above another.")
PLACES = N_("The places")
FILTER = N_("Show only places with these words")
PLACE_COLUMNS = (N_("place"), N_("did the conditions hold?"), N_("what broke first"))
DRAWN = N_("All places over time")
DRAWN_TOLD = N_(
    "A line for each place, from the start of its yardstick on; the cross: when a condition was "
    "first shown not to hold; a diamond: a change of rules."
)
MEANS: tuple[tuple[Sign, str], ...] = (
    ("broken", N_("first not met")),
    ("event", N_("rules changed")),
)
RECORDS = N_("The records")
RECORDS_TOLD = N_("all {count:,}")
NO_BREAK = N_("nothing on record")
BROKEN = N_("{day}: {condition}")
FURTHER = N_("More places")

MOST_PLACES = 80
"""Places that stand, and are drawn, on one page."""


@value_class
class Place:
    """A place in short, as the first page tells of it: changes are those of its rules."""

    area: str
    summary: Summary
    changes: Sequence[ChangeLine]


def start(
    asked: Question,
    ledger: str | None,
    places: Sequence[Place],
    kinds: Mapping[str, int],
    frame: Frame,
) -> Iterator[tuple[str, Page]]:
    """The first page, and further ones of a ledger with many places, each with its path."""
    title = TITLE.format(ledger=ledger or LEDGER)
    rows = sorted(places, key=lambda place: (place.summary.name, place.area))
    pages = range(0, max(len(rows), 1), MOST_PLACES)
    for number, begin in enumerate(pages, 1):
        here = rows[begin : begin + MOST_PLACES]
        parts: list[Part] = [Title(title, 1)]
        if number == 1:
            parts += _answer(asked, rows)
        parts += _places(here, asked.as_of[:10])
        if number < len(pages):
            parts.append(Paragraph([Way(FURTHER, numbered(START, number + 1))]))
        if number == 1:
            parts += [Title(RECORDS, anchor="records"), Facts(_kinds(kinds))]
        yield numbered(START, number), frame.page(title, parts, top="")


def _answer(asked: Question, rows: Sequence[Place]) -> Iterator[Part]:
    """How many places have which verdict."""
    yield Paragraph(of_places([place.summary for place in rows]), lead=True)
    yield Paragraph(ASKED.format(moment=moment(answer(asked, "site", [], Summary))))


def _kinds(kinds: Mapping[str, int]) -> list[tuple[str, Told]]:
    """The way to the list of each kind."""
    return [
        (MANY[kind], [Way(RECORDS_TOLD.format(count=count), f"{kind}/{START}")])
        for kind, count in sorted(kinds.items(), key=lambda pair: MANY[pair[0]])
    ]


def _places(rows: Sequence[Place], today: str) -> Iterator[Part]:
    """The places in a list that can be filtered, and drawn over time."""
    yield Title(PLACES, anchor="places")
    yield Grid(PLACES, PLACE_COLUMNS, [*map(_place, rows)], filtered=FILTER)
    drawn = [row for place in rows if (row := _line(place, today))]
    if drawn:
        yield from (Title(DRAWN, anchor="timelines"), Legend(MEANS), Drawing(_lane(drawn, today)))


def _place(place: Place) -> list[Told]:
    row = place.summary
    broken = row.first_break
    why = NO_BREAK
    if broken:
        why = BROKEN.format(day=spoken(broken.on), condition=called(broken.condition))
    verdict = reasons.SHORT[row.verdict]
    return [[Way(row.name, place_page(place.area))], verdict, why]


def _line(place: Place, today: str) -> Row | None:
    """The line of a place: since when it is judged, the first break, and changes of rules."""
    row = place.summary
    if row.start is None or bounds(row.start).earliest[:10] > today:
        return None
    marks = [
        Mark("event", *days)
        for days in dict.fromkeys(
            (change.earliest, change.latest) for change in place.changes if change.proven
        )
    ]
    broken = row.first_break
    if broken and broken.earliest > BEGINNING:
        marks.append(Mark("broken", broken.earliest, broken.latest))
    return Row(row.name, [Bar(bounds(row.start).earliest[:10], today, "wait")], marks)


def _lane(rows: Sequence[Row], today: str) -> Lane:
    first = min(bar.first for row in rows for bar in row.bars)
    return Lane("places", DRAWN, DRAWN_TOLD, rows, int(first[:4]), int(today[:4]), today)
