"""Mandates and duties: what a body may do, and what it must."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from domain.dates import check_period
from domain.streams.event import Draft, Event
from domain.streams.fields import (
    Areas,
    Date,
    Duty,
    Mandate,
    Money,
    Parties,
    Party,
    Place,
    Power,
    Text,
)
from domain.streams.lifecycle import Lifetime, after_founding, check_end, once_ended

# -- mandate -----------------------------------------------------------------------------------
# Mandates: who may lead, decide, advise, carry out, pay or inspect, where, and on what basis.
#
# Two bodies with the same power at one place are recorded: that it happened is what a reader
# wants to know. The bases are those of the General Administrative Law Act (Awb 10:1-10:23) and,
# beside the law, agreement and fact.

State = Lifetime


# -- events -------------------------------------------------------------------------------------


class MandateGranted(Event):
    """A body got a power over a place, from a day on; the power may be of one topic or phase."""

    kind = "mandate.granted"
    slug = "mandate"
    founding = True
    mandate: Mandate
    """A name for the mandate in this ledger."""
    holder: Party
    """The party that got the power."""
    power: Power
    """To do what."""
    topic: Text | None = None
    """On one topic only; left out: on all."""
    place: Place
    """Where."""
    except_areas: Areas = ()
    """The areas in it where the power does not hold."""
    phase: Text | None = None
    """In one phase only; left out: in all."""
    from_: Annotated[Date, Field(alias="from")]
    """The first day of the power."""
    until: Date | None = None
    """Its last day, where that is known."""
    basis: Literal["attribution", "delegation", "mandate", "agreement", "factual"]
    """On what it rests: a law (attribution), another body's law-given power (delegation), acting in
    another body's name (mandate), an agreement, or fact alone."""
    granted_by: Party | None = None
    """The party that gave it."""
    joint_with: Parties = ()
    """The parties that hold the same power together with the holder, as was declared."""
    limit: Money | Text | None = None
    """Up to what amount the holder may act, {value: 50000}, or a limit in words."""
    amount: Money | None = None
    """The money that comes with it: {value: 50000, currency: EUR}."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_period(self.from_, self.until)
        return self


class MandateEnded(Event):
    """A power ended, everywhere or at one place; `effective` is the first day without it."""

    kind = "mandate.ended"
    slug = "mandate"
    mandate: Mandate
    """The mandate."""
    effective: Date
    """The first day without it."""
    place: Place | None = None
    """Where it ended; left out: everywhere."""


# -- decisions ----------------------------------------------------------------------------------


def decide(state: Lifetime, draft: Draft) -> tuple[Draft, ...]:
    """Accept what can be true of a mandate: it ends once at each place, not before it began."""
    accepted = after_founding(state.founded, draft)
    event = draft.event
    if isinstance(event, MandateEnded):
        begun = [granted.from_ for granted, _ in state.of(MandateGranted)]
        check_end(begun, event.effective, draft, "mandate")
        ends = state.of(MandateEnded)
        return once_ended((earlier for end, earlier in ends if end.place == event.place), draft)
    return accepted


# -- duty --------------------------------------------------------------------------------------
# Duties: what a body must do by law, agreement or instruction, in the words of the act.

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
    from_: Annotated[Date, Field(alias="from")]
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


def decide_duty(state: Lifetime, draft: Draft) -> tuple[Draft, ...]:
    """Accept what can be true of a duty: it ends once, and not before it began."""
    accepted = after_founding(state.founded, draft)
    if isinstance(draft.event, DutyEnded):
        begun = [assigned.from_ for assigned, _ in state.of(DutyAssigned)]
        check_end(begun, draft.event.effective, draft, "duty")
        return once_ended((earlier for _, earlier in state.of(DutyEnded)), draft)
    return accepted
