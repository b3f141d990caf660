"""The view `tables`: who sat at which table from when to when, who left and who came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.dates import Instant, bounds
from domain.spans import NO, UNKNOWN, YES
from projections.participation.gathering import Gathering
from projections.report import Fields, Question, Report, answer
from projections.rows.acts import TableAct, TableRow
from projections.rows.span import when
from projections.until import until
from projections.window import EVER, falls, order

TREND = ("sitting", "left", "returned")


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


def seats(told: Sequence[TableAct]) -> list[Seat]:
    """Every stay at a table, in the order in which they began."""
    found: list[Seat] = []
    for one in told:
        sitting = {seat.party: place for place, seat in enumerate(found) if seat.ended is None}
        match one.kind:
            case "table.opened" | "table.joined":
                for party in one.parties:
                    if party not in sitting:
                        again = any(seat.party == party for seat in found)
                        found.append(Seat(party, one, again))
            case "table.left":
                for party in sitting.keys() & set(one.parties):
                    found[sitting[party]] = replace(found[sitting[party]], ended=one)
            case "table.closed":
                for place in sitting.values():
                    found[place] = replace(found[place], ended=one)
            case _:
                pass
    return found


def tables(question: Question, area: str | None) -> Report:
    """List the tables about an area, or all, with every seat."""
    gathering = Gathering(question, f"area/{area}" if area else None)
    return answer(question, "tables", tables_about(gathering), trend=TREND)


def tables_about(gathering: Gathering) -> list[Fields]:
    """Every table about the place, by the day on which it began."""
    asked = gathering.question.as_of
    rows: list[Fields] = []
    for table in gathering.question.book.at(TableRow, asked, gathering.question.known):
        happened = [act for act in table.acts if when(act).earliest <= asked]
        opened = table.acts[0]
        if opened in happened and gathering.where(table.scope, when(opened).latest) is not None:
            rows.append(_row(table, happened, asked))
    return sorted(rows, key=lambda row: (order(bounds(row["opened"])), row["table"]))


def _row(table: TableRow, told: Sequence[TableAct], moment: Instant) -> Fields:
    opened, every = told[0], seats(told)
    closed = next((one for one in told if one.kind == "table.closed"), None)
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
        "disputed": any(one.disputed for one in told),
        "events": [one.event for one in told],
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
