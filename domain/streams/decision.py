"""Decisions: who decided what, how much say groups were promised and given, whose advice counted.

Participation and advice may lie before the decision that they belong to.
"""

from __future__ import annotations

from typing import Literal

from domain.errors import ImpossibleOrder
from domain.streams.event import Draft, Event
from domain.streams.fields import (
    Decision,
    Mandate,
    Party,
    Place,
    Quantity,
    SomeParties,
    Text,
    Texts,
)
from domain.streams.lifecycle import Plain, after_founding
from domain.vocabulary import Form
from languages import N_

State = Plain


# -- events -------------------------------------------------------------------------------------


class DecisionTaken(Event):
    """Bodies decided something."""

    kind = "decision.taken"
    slug = "decision"
    founding = True
    decision: Decision
    """A name for the decision in this ledger."""
    by: SomeParties
    """The parties that decided."""
    place: Place
    """Where it has effect."""
    topic: Text | None = None
    """What it is about, in one word."""
    text: Text
    """What was decided."""
    process: bool
    """Whether it is about pace, order or planning rather than about substance."""
    options: Quantity | None = None
    """How many options there were to choose from when it was put to those concerned."""
    mandate: Mandate | None = None
    """The power that it was taken under."""


class DecisionReversed(Event):
    """A decision was taken back, by those who took it or by others."""

    kind = "decision.reversed"
    slug = "decision"
    decision: Decision
    """The decision."""
    by: SomeParties
    """The parties that took it back."""
    reason: Text
    """Why."""


class DecisionParticipation(Event):
    """How much say one group was promised about a decision, and how much it was given."""

    kind = "decision.participation"
    slug = "decision"
    decision: Decision
    """The decision."""
    group: Party
    """The group that took part."""
    promised: Form | None = None
    """How much say it was promised."""
    given: Form
    """How much say it was given."""
    when: Literal["before", "after"]
    """Whether before the decision or after it."""
    initiated_by: Party | None = None
    """The party on whose initiative it took part."""
    mode: Literal["invited", "protest"] | None = None
    """Whether it was invited, or spoke up unasked."""


class DecisionAdvice(Event):
    """What a body advised about a decision, and whether it was followed."""

    kind = "decision.advice"
    slug = "decision"
    decision: Decision
    """The decision."""
    by: Party
    """The party that advised."""
    text: Text
    """What it advised."""
    followed: Literal["yes", "partly", "no"]
    """Whether the decision followed the advice."""
    reasons: Texts = ()
    """The reasons given for that."""


# -- decisions ----------------------------------------------------------------------------------


def decide(state: Plain, draft: Draft) -> tuple[Draft, ...]:
    """Accept what can be true of a decision; nothing when it was taken so before."""
    if state.founded is None or not isinstance(draft.event, DecisionParticipation | DecisionAdvice):
        return after_founding(state.founded, draft)
    if isinstance(draft.event, DecisionParticipation):
        _check_order(state.founded.draft, draft, draft.event.when)
    return (draft,)


def _check_order(taken: Draft, draft: Draft, when: Literal["before", "after"]) -> None:
    decided, given = taken.on, draft.on
    late = when == "before" and given.earliest > decided.latest
    early = when == "after" and given.latest < decided.earliest
    if late or early:
        raise ImpossibleOrder(
            draft.asked,
            N_("it is dated {on}, and the decision {envelope_on}: that is not {when}").format(
                on=draft.envelope.on, envelope_on=taken.envelope.on, when=when
            ),
            N_("Correct one of the two dates, or write when: {value}").format(
                value="after" if late else "before"
            ),
        )
