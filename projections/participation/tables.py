"""The view `tables`: who sat at which table from when to when, who left and who came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.dates import Instant
from domain.spans import NO, UNKNOWN, YES
from projections.participation.gathering import Gathering
from projections.report import Fields, Question, Report, answer
from projections.span import scope_of
from projections.stories import stories, when
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
    began: Fields
    again: bool
    ended: Fields | None = None

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
        return self.ended is not None and self.ended["kind"] == "table.left"


def seats(told: Sequence[Fields]) -> list[Seat]:
    """Every stay at a table, in the order in which they began."""
    found: list[Seat] = []
    for one in told:
        sitting = {seat.party: place for place, seat in enumerate(found) if seat.ended is None}
        match one["kind"]:
            case "table.opened" | "table.joined":
                for party in one.get("parties", ()) or [one["party"]]:
                    if party not in sitting:
                        again = any(seat.party == party for seat in found)
                        found.append(Seat(party, one, again))
            case "table.left" if one["party"] in sitting:
                place = sitting[one["party"]]
                found[place] = replace(found[place], ended=one)
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
    for name, told in stories(gathering.question, "table"):
        happened = [one for one in told if when(one).earliest <= asked]
        if not any(one["kind"] == "table.opened" for one in happened):
            continue
        opened = happened[0]
        if gathering.where(opened["place"], when(opened).latest) is not None:
            rows.append(_row(name, happened, asked))
    return sorted(rows, key=lambda row: (order(when(row, "opened")), row["table"]))


def _row(name: str, told: Sequence[Fields], moment: Instant) -> Fields:
    opened, every = told[0], seats(told)
    closed = next((one for one in told if one["kind"] == "table.closed"), None)
    return {
        "table": name,
        "title": opened["name"],
        "place": scope_of(opened["place"]),
        "level": opened["place"].get("level"),
        "form": opened.get("form"),
        "opened": opened["on"],
        "certain": falls(when(opened), EVER, moment),
        "closed": closed["on"] if closed else None,
        "sitting": sum(seat.held(moment) == YES for seat in every),
        "left": sum(seat.left for seat in every),
        "returned": sum(seat.again for seat in every),
        "seats": [_seat(seat, moment) for seat in every],
        "disputed": any(one.get("disputed") for one in told),
        "events": [one["event"] for one in told if one["kind"].startswith("table.")],
    }


def _seat(seat: Seat, moment: Instant) -> Fields:
    ended = seat.ended or {}
    return {
        "party": seat.party,
        "since": seat.began["on"],
        "until": until(ended.get("on")),
        "ended": ended.get("on"),
        "left": seat.left,
        "reason": ended.get("reason"),
        "returned": seat.again,
        "sits": seat.held(moment),
    }
