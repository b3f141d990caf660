"""The views `tables` and `lessons`: who sat where from when to when, and what was learned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from domain.dates import Instant, bounds, until
from domain.step_function import NO, UNKNOWN, YES
from projections.participation.decision import PlaceDecisions
from projections.report import EVER, Fields, Question, Report, answer, falls, order
from projections.rows.acts import LessonRow, ReflectionRow, TableAct, TableRow
from projections.rows.span import when

# -- tables ------------------------------------------------------------------------------------
# The view `tables`: who sat at which table from when to when, who left and who came back.

TABLES_TREND = ("sitting", "left", "returned")


@dataclass(frozen=True, slots=True)
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


def tables(question: Question, area: str | None) -> Report[Any]:
    """List the tables about an area, or all, with every seat."""
    gathering = PlaceDecisions(question, f"area/{area}" if area else None)
    return answer(question, "tables", tables_about(gathering), trend=TABLES_TREND)


def tables_about(gathering: PlaceDecisions) -> list[Fields]:
    """Every table about the place, by the day on which it began."""
    asked = gathering.question.as_of
    rows: list[Fields] = []
    for table in gathering.question.book.at(TableRow, asked, gathering.question.known):
        happened = [act for act in table.acts if when(act).earliest <= asked]
        opened = table.acts[0]
        if opened in happened and gathering.where(table.scope, when(opened).latest) is not None:
            rows.append(_table_row(table, happened, asked))
    return sorted(rows, key=lambda row: (order(bounds(row["opened"])), row["table"]))


def _table_row(table: TableRow, acts: Sequence[TableAct], moment: Instant) -> Fields:
    opened, every = acts[0], seats(acts)
    closed = next((act for act in acts if act.kind == "table.closed"), None)
    return {
        "table": table.table,
        "title": table.title,
        "place": table.scope,
        "level": table.level,
        "form": table.form,
        "opened": opened.on,
        "certain": falls(when(opened), EVER, moment),
        "closed": closed.on if closed else None,
        "sitting": sum(seat.held(moment) == YES for seat in every),
        "left": sum(seat.left for seat in every),
        "returned": sum(seat.again for seat in every),
        "seats": [_seat(seat, moment) for seat in every],
        "disputed": any(act.disputed for act in acts),
        "events": [act.event for act in acts],
    }


def _seat(seat: Seat, moment: Instant) -> Fields:
    ended = seat.ended
    return {
        "party": seat.party,
        "since": seat.began.on,
        "until": until(ended.on if ended else None),
        "ended": ended.on if ended else None,
        "left": seat.left,
        "reason": ended.reason if ended else None,
        "returned": seat.again,
        "sits": seat.held(moment),
    }


# -- lessons -----------------------------------------------------------------------------------
# The view `lessons`: when bodies and residents looked back, what was learned, who took it up.

LESSONS_TREND = ("stream",)


def lessons(question: Question, area: str | None) -> Report[Any]:
    """List the reflections about an area, or all, and every lesson with who adopted it.

    A lesson names no place, so an area narrows down the reflections alone. Adopted by nobody on
    record is not adopted by nobody.
    """
    gathering = PlaceDecisions(question, f"area/{area}" if area else None)
    return answer(
        question, "lessons", [*_reflections(gathering), *_lessons(question)], trend=LESSONS_TREND
    )


def _reflections(gathering: PlaceDecisions) -> list[Fields]:
    question = gathering.question
    rows: list[Fields] = []
    for held in question.book.at(ReflectionRow, question.as_of, question.known):
        row = _lesson_row("reflection", held, question.as_of)
        near = gathering.where(held.scope, when(held).latest) is not None
        if near and row["certain"] != NO:
            place = {"place": held.scope, "level": held.level}
            rows.append(row | place | {"parties": list(held.parties)})
    return sorted(rows, key=_order)


def _lessons(question: Question) -> list[Fields]:
    """Every lesson; the parties of it are those that surely had adopted it by then."""
    rows: list[Fields] = []
    for lesson in question.book.at(LessonRow, question.as_of, question.known):
        row = _lesson_row("lesson", lesson, question.as_of)
        adopted = [
            adoption for adoption in lesson.adopted if when(adoption).latest <= question.as_of
        ]
        if row["certain"] != NO:
            place = {"place": None, "level": None}
            row["disputed"] = lesson.disputed or any(adoption.disputed for adoption in adopted)
            row["events"] += [adoption.event for adoption in adopted]
            rows.append(
                row | place | {"parties": list(dict.fromkeys(adoption.by for adoption in adopted))}
            )
    return sorted(rows, key=_order)


def _order(row: Fields) -> tuple[str, str]:
    return order(bounds(row["on"])), row["stream"]


def _lesson_row(what: str, row: ReflectionRow | LessonRow, as_of: Instant) -> Fields:
    """What both have in common.

    what: `reflection` or `lesson`. certain: YES, or UNKNOWN where the date is too vague to tell
    whether it had happened by then.
    """
    return {
        "what": what,
        "stream": row.subject,
        "on": row.on,
        "certain": falls(when(row), EVER, as_of),
        "text": row.text,
        "disputed": row.disputed,
        "events": [row.event],
    }
