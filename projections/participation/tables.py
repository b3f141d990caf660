"""The views `tables` and `lessons`: who sat where from when to when, and what was learned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Annotated, Literal

from domain.dates import Instant, bounds, until
from domain.step_function import NO, UNKNOWN, YES
from domain.value import value_class
from projections.counts import CountTable, fits, tally
from projections.participation.decision import PlaceDecisions
from projections.report import (
    EVER,
    Events,
    On,
    Place,
    Question,
    Report,
    Text,
    answer,
    falls,
    order,
)
from projections.rows.acts import LessonRow, ReflectionRow, TableAct, TableRow
from projections.rows.frozen import Frozen, row_class
from projections.rows.span import when

# -- tables ------------------------------------------------------------------------------------
# The view `tables`: who sat at which table from when to when, who left and who came back.

TABLES_TREND = ("sitting", "left", "returned")


@row_class
class SeatLine(Frozen):
    """One stay of a party at a table, in the words of the records."""

    party: Annotated[str, "the party by its name in the ledger"]
    since: Annotated[str, "when it took the seat"]
    until: Annotated[str | None, "the last day on which it had it; null where no end is on record"]
    ended: Annotated[str | None, "when it gave it up, or the table ended, as written"]
    left: Annotated[bool, "whether it gave the seat up, rather than that the table ended"]
    reason: Annotated[str | None, "why it left"]
    returned: Annotated[bool, "whether it had sat there and left before"]
    sits: Annotated[
        str, "whether it sat there at the moment asked: yes, no, unknown (dates too vague)"
    ]


@row_class
class TableLine(Frozen):
    """One table with everybody who sat there."""

    table: Annotated[str, "the name of the table in the ledger"]
    title: Annotated[str, "what the table is called"]
    place: Place
    level: Annotated[str | None, "dwelling, area or governance; null where none is named"]
    form: Annotated[str | None, "the form of say that it was meant to give"]
    opened: Annotated[str, "when it began"]
    certain: Annotated[str, "yes; unknown when that date is too vague to tell whether it had begun"]
    closed: Annotated[str | None, "when it ended; null where no end is on record"]
    sitting: Annotated[int, "how many parties surely sat there at the moment asked"]
    left: Annotated[int, "how often a party gave up its seat"]
    returned: Annotated[int, "how often a party came back"]
    seats: Annotated[tuple[SeatLine, ...], "every stay of a party"]
    disputed: Annotated[bool, "whether a record of the table is disputed"]
    events: Events


OF_SEATS: CountTable[SeatLine] = {
    "sitting": fits(lambda seat: seat.sits == YES),
    "left": fits(lambda seat: seat.left),
    "returned": fits(lambda seat: seat.returned),
}


@value_class
class Seat:
    """One stay of a party at a table.

    began, ended: the records with which it began and ended; without an end it lasts.
    again: whether the party had sat there and left before.
    """

    party: str
    began: TableAct
    again: bool
    ended: TableAct | None = None

    def held(self, moment: Instant) -> str:
        """Whether the party sat there at a moment; UNKNOWN where a date is too vague to tell."""
        begun = when(self.began)
        if begun.earliest > moment or (self.ended and when(self.ended).latest <= moment):
            return NO
        lasts = self.ended is None or when(self.ended).earliest > moment
        return YES if lasts and begun.latest <= moment else UNKNOWN

    @property
    def left(self) -> bool:
        """Whether the party gave the seat up, rather than that the table ended."""
        return self.ended is not None and self.ended.kind == "table.left"


def seats(acts: Sequence[TableAct]) -> list[Seat]:
    """Every stay at a table, in the order in which they began."""
    found: list[Seat] = []
    for act in acts:
        sitting = {seat.party: place for place, seat in enumerate(found) if seat.ended is None}
        match act.kind:
            case "table.opened" | "table.joined":
                for party in act.parties:
                    if party not in sitting:
                        again = any(seat.party == party for seat in found)
                        found.append(Seat(party, act, again))
            case "table.left":
                for party in sitting.keys() & set(act.parties):
                    found[sitting[party]] = replace(found[sitting[party]], ended=act)
            case "table.closed":
                for place in sitting.values():
                    found[place] = replace(found[place], ended=act)
            case _:
                pass
    return found


def tables(question: Question, area: str | None) -> Report[TableLine]:
    """List the tables about an area, or all, with every seat."""
    gathering = PlaceDecisions(question, f"area/{area}" if area else None)
    return answer(question, "tables", tables_about(gathering), TableLine, trend=TABLES_TREND)


def tables_about(gathering: PlaceDecisions) -> list[TableLine]:
    """Every table about the place, by the day on which it began."""
    asked = gathering.question.as_of
    found: list[TableLine] = []
    for table in gathering.question.book.at(TableRow, asked, gathering.question.known):
        happened = [act for act in table.acts if when(act).earliest <= asked]
        opened = table.acts[0]
        if opened in happened and gathering.where(table.scope, when(opened).latest) is not None:
            found.append(_line(table, happened, asked))
    return sorted(found, key=lambda line: (order(bounds(line.opened)), line.table))


def _line(table: TableRow, acts: Sequence[TableAct], moment: Instant) -> TableLine:
    opened, every = acts[0], tuple(_seat(seat, moment) for seat in seats(acts))
    closed = next((act for act in acts if act.kind == "table.closed"), None)
    found = tally(OF_SEATS, every)
    return TableLine(
        table=table.table,
        title=table.title,
        place=table.scope,
        level=table.level,
        form=table.form,
        opened=opened.on,
        certain=falls(when(opened), EVER, moment),
        closed=closed.on if closed else None,
        sitting=found["sitting"][None],
        left=found["left"][None],
        returned=found["returned"][None],
        seats=every,
        disputed=any(act.disputed for act in acts),
        events=tuple(act.event for act in acts),
    )


def _seat(seat: Seat, moment: Instant) -> SeatLine:
    ended = seat.ended
    return SeatLine(
        party=seat.party,
        since=seat.began.on,
        until=until(ended.on if ended else None),
        ended=ended.on if ended else None,
        left=seat.left,
        reason=ended.reason if ended else None,
        returned=seat.again,
        sits=seat.held(moment),
    )


# -- lessons -----------------------------------------------------------------------------------
# The view `lessons`: when bodies and residents looked back, what was learned, who took it up.

LESSONS_TREND = ("stream",)


@row_class
class LookingBack(Frozen):
    """A reflection, or a lesson, which names no place and no level."""

    what: Annotated[Literal["reflection", "lesson"], "reflection or lesson"]
    stream: Annotated[str, "its stream: reflection/x or lesson/x"]
    on: On
    certain: Annotated[
        str, "yes; unknown when its date is too vague to tell whether it had happened"
    ]
    text: Text
    disputed: Annotated[bool, "whether a record that it rests on is disputed"]
    events: Events
    place: Annotated[str | None, "where, as a stream: area/x, cohort/x or case/x"]
    level: Annotated[str | None, "dwelling, area or governance"]
    parties: Annotated[
        tuple[str, ...], "who looked back together; of a lesson, who took it up, on record"
    ]


def lessons(question: Question, area: str | None) -> Report[LookingBack]:
    """List the reflections about an area, or all, and every lesson with who adopted it.

    A lesson names no place, so an area narrows down the reflections alone. Adopted by nobody on
    record is not adopted by nobody.
    """
    gathering = PlaceDecisions(question, f"area/{area}" if area else None)
    found = [*_in_order(_reflections(gathering)), *_in_order(_lessons(question))]
    return answer(question, "lessons", found, LookingBack, trend=LESSONS_TREND)


def _in_order(found: Iterable[LookingBack]) -> list[LookingBack]:
    """By their days, without what had certainly not happened by the moment asked."""
    begun = [row for row in found if row.certain != NO]
    return sorted(begun, key=lambda row: (order(bounds(row.on)), row.stream))


def _reflections(gathering: PlaceDecisions) -> Iterator[LookingBack]:
    question = gathering.question
    for held in question.book.at(ReflectionRow, question.as_of, question.known):
        if gathering.where(held.scope, when(held).latest) is not None:
            yield LookingBack(
                what="reflection",
                stream=held.subject,
                on=held.on,
                certain=falls(when(held), EVER, question.as_of),
                text=held.text,
                disputed=held.disputed,
                events=(held.event,),
                place=held.scope,
                level=held.level,
                parties=held.parties,
            )


def _lessons(question: Question) -> Iterator[LookingBack]:
    """Every lesson; the parties of it are those that surely had adopted it by then."""
    for lesson in question.book.at(LessonRow, question.as_of, question.known):
        adopted = [one for one in lesson.adopted if when(one).latest <= question.as_of]
        yield LookingBack(
            what="lesson",
            stream=lesson.subject,
            on=lesson.on,
            certain=falls(when(lesson), EVER, question.as_of),
            text=lesson.text,
            disputed=lesson.disputed or any(one.disputed for one in adopted),
            events=(lesson.event, *(one.event for one in adopted)),
            place=None,
            level=None,
            parties=tuple(dict.fromkeys(one.by for one in adopted)),
        )
