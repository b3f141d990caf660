"""Duties: what a body must do by law, agreement or instruction, in the words of the act."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from domain.dates import check_period
from domain.event import Draft, Event
from domain.founding import found
from domain.lifetime import INITIAL, Lifetime, check_end, evolve, once_ended
from domain.values import Date, Duty, Party, Place, Text

__all__ = ["INITIAL", "DutyAssigned", "DutyEnded", "State", "decide", "evolve"]

State = Lifetime


# -- events -------------------------------------------------------------------------------------


class DutyAssigned(Event):
    """A body must do something at a place, from a day on."""

    kind = "duty.assigned"
    slug = "duty"
    founding = True
    duty: Duty
    """A name for the duty in this ledger."""
    holder: Party
    """The party that must do it."""
    act_text: Text
    """What it must do, in the words of the act."""
    place: Place
    """Where."""
    from_: Date
    """The first day of the duty."""
    until: Date | None = None
    """Its last day, where that is known."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_period(self.from_, self.until)
        return self


class DutyEnded(Event):
    """A duty ended; `effective` is the first day without it."""

    kind = "duty.ended"
    slug = "duty"
    duty: Duty
    """The duty."""
    effective: Date
    """The first day without it."""


# -- decisions ----------------------------------------------------------------------------------


def decide(state: Lifetime, draft: Draft) -> tuple[Draft, ...]:
    """Accept what can be true of a duty: it ends once, and not before it began."""
    accepted = found(state.founded, draft)
    if isinstance(draft.event, DutyEnded):
        begun = [assigned.from_ for assigned, _ in state.of(DutyAssigned)]
        check_end(begun, draft.event.effective, draft, "duty")
        return once_ended((one for _, one in state.of(DutyEnded)), draft)
    return accepted
