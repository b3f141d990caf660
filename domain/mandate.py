"""Mandates: who may lead, decide, advise, carry out, pay or inspect, where, and on what basis.

Two bodies with the same power at one place are recorded: that it happened is what a reader wants
to know. The bases are those of the General Administrative Law Act (Awb 10:1-10:23) and, beside the
law, agreement and fact.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from domain.dates import check_period
from domain.event import Draft, Event
from domain.founding import found
from domain.lifetime import INITIAL, Lifetime, check_end, evolve, once_ended
from domain.values import Areas, Date, Mandate, Money, Parties, Party, Place, Text

__all__ = ["INITIAL", "MandateEnded", "MandateGranted", "State", "decide", "evolve"]

State = Lifetime


# -- events -------------------------------------------------------------------------------------


class MandateGranted(Event):
    """A body got a power over a place, from a day on; the power may be of one topic or phase.

    joint_with: the bodies that hold the same power together with the holder, as was declared.
    limit: up to what amount the holder may act, or in words; amount: the money that comes with it.
    """

    kind = "mandate.granted"
    slug = "mandate"
    founding = True
    mandate: Mandate
    holder: Party
    power: Literal["lead", "decide", "advise", "execute", "pay", "inspect"]
    topic: Text | None = None
    place: Place
    except_areas: Areas = ()
    phase: Text | None = None
    from_: Date
    until: Date | None = None
    basis: Literal["attribution", "delegation", "mandate", "agreement", "factual"]
    granted_by: Party | None = None
    joint_with: Parties = ()
    limit: Money | Text | None = None
    amount: Money | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_period(self.from_, self.until)
        return self


class MandateEnded(Event):
    """A power ended, everywhere or at one place; `effective` is the first day without it."""

    kind = "mandate.ended"
    slug = "mandate"
    mandate: Mandate
    effective: Date
    place: Place | None = None


# -- decisions ----------------------------------------------------------------------------------


def decide(state: Lifetime, draft: Draft) -> tuple[Draft, ...]:
    """Accept what can be true of a mandate: it ends once at each place, not before it began."""
    accepted = found(state.founded, draft)
    event = draft.event
    if isinstance(event, MandateEnded):
        begun = [granted.from_ for granted, _ in state.of(MandateGranted)]
        check_end(begun, event.effective, draft, "mandate")
        ends = state.of(MandateEnded)
        return once_ended((one for end, one in ends if end.place == event.place), draft)
    return accepted
