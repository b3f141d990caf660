"""Decisions: who decided what, how much say groups were promised and given, whose advice counted.

Participation and advice may lie before the decision that they belong to.
"""

from __future__ import annotations

from typing import Literal

from domain.errors import ImpossibleOrder
from domain.event import Draft, Event
from domain.founding import INITIAL, Plain, evolve, found
from domain.ladder import Form
from domain.values import Decision, Mandate, Party, Place, Quantity, SomeParties, Text, Texts

__all__ = [
    "INITIAL", "DecisionAdvice", "DecisionParticipation", "DecisionReversed", "DecisionTaken",
    "State", "decide", "evolve",
]  # fmt: skip

State = Plain


# -- events -------------------------------------------------------------------------------------


class DecisionTaken(Event):
    """Bodies decided something.

    process: whether it is about pace, order or planning rather than about substance.
    options: how many options there were to choose from when it was put to those concerned.
    mandate: the power that it was taken under.
    """

    kind = "decision.taken"
    slug = "decision"
    founding = True
    decision: Decision
    by: SomeParties
    place: Place
    topic: Text | None = None
    text: Text
    process: bool
    options: Quantity | None = None
    mandate: Mandate | None = None


class DecisionReversed(Event):
    """A decision was taken back, by those who took it or by others."""

    kind = "decision.reversed"
    slug = "decision"
    decision: Decision
    by: SomeParties
    reason: Text


class DecisionParticipation(Event):
    """How much say one group was promised about a decision, and how much it was given."""

    kind = "decision.participation"
    slug = "decision"
    decision: Decision
    group: Party
    promised: Form | None = None
    given: Form
    when: Literal["before", "after"]
    initiated_by: Party | None = None
    mode: Literal["invited", "protest"] | None = None


class DecisionAdvice(Event):
    """What a body advised about a decision, and whether it was followed."""

    kind = "decision.advice"
    slug = "decision"
    decision: Decision
    by: Party
    text: Text
    followed: Literal["yes", "partly", "no"]
    reasons: Texts = ()


# -- decisions ----------------------------------------------------------------------------------


def decide(state: Plain, draft: Draft) -> tuple[Draft, ...]:
    """Accept what can be true of a decision; nothing when it was taken so before."""
    if state.founded is None or not isinstance(draft.event, DecisionParticipation | DecisionAdvice):
        return found(state.founded, draft)
    if isinstance(draft.event, DecisionParticipation):
        _check_order(state.founded.draft, draft, draft.event.when)
    return (draft,)


def _check_order(taken: Draft, draft: Draft, when: Literal["before", "after"]) -> None:
    decided, given = taken.envelope.happened, draft.envelope.happened
    late = when == "before" and given.earliest > decided.latest
    early = when == "after" and given.latest < decided.earliest
    if late or early:
        raise ImpossibleOrder(
            draft.asked,
            f"it is dated {draft.envelope.on}, and the decision {taken.envelope.on}: "
            f"that is not {when}",
            f"Correct one of the two dates, or write when: {'after' if late else 'before'}",
        )
