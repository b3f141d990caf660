"""Rules: laws, norms, schemes and practices that decide what residents get, and their changes.

A rule holds from its `effective` on, whenever it was made. The words for temporal effect are those
of Dutch legislative drafting (Aanwijzingen voor de regelgeving, 5.61-5.62): *respecting* is
eerbiedigende werking, cases already open keep the old rule. What a history amounts to for a case on
a day is computed in `projections`.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from domain.dates import check_period
from domain.errors import SecondFounding
from domain.event import Draft, Event
from domain.founding import found
from domain.lifetime import (
    INITIAL,
    Lifetime,
    check_end,
    evolve,
    once,
    once_ended,
    unless_said_before,
)
from domain.values import Date, Money, Parties, Place, Rule, Slug, SomeParties, Text

__all__ = [
    "INITIAL", "RuleAmended", "RuleAnnounced", "RuleAnnulled", "RuleEnacted", "RuleExcepted",
    "RuleExceptionEnded", "RuleRepealed", "RuleResumed", "RuleSuspended", "State", "decide",
    "evolve",
]  # fmt: skip

State = Lifetime

Effect = Literal["immediate", "deferred", "retroactive", "respecting"]
Direction = Literal["favourable", "unfavourable", "neutral", "mixed"]
Rank = Literal[
    "law", "decree", "ministerial-regulation", "policy-rule", "guideline", "agreement", "practice"
]


# -- events -------------------------------------------------------------------------------------


class _OnRule(Event):
    """An event in the life of one rule."""

    slug = "rule"
    rule: Rule


class _Lasting(_OnRule):
    """What holds from `effective` on, and where it is known to end, until and with a day."""

    effective: Date
    until: Date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_period(self.effective, self.until)
        return self


class RuleAnnounced(_OnRule):
    """A rule is coming: drafted, proposed or adopted, not in force. May recur, stage by stage."""

    kind = "rule.announced"
    founding = True
    title: Text
    topic: Text
    value: Text
    place: Place
    by: SomeParties
    stage: Literal["draft", "proposed", "adopted"]
    effective: Date | None = None


class RuleEnacted(_Lasting):
    """A rule came into force at a place; it may recur for another place, a start for each group."""

    kind = "rule.enacted"
    founding = True
    title: Text
    topic: Text
    value: Text
    place: Place
    by: SomeParties
    effect: Effect
    direction: Direction
    reason: Text | None = None
    rank: Rank | None = None
    amount: Money | None = None
    identifier: Text | None = None


class _Change(_OnRule):
    """A change of a rule in force: everywhere, or at one place of those where it holds."""

    effective: Date
    by: Parties = ()
    place: Place | None = None
    effect: Effect | None = None
    direction: Direction | None = None
    reason: Text | None = None


class RuleAmended(_Change, _Lasting):
    """A rule got another content; what is left out stayed as it was."""

    kind = "rule.amended"
    title: Text | None = None
    topic: Text | None = None
    value: Text | None = None
    rank: Rank | None = None
    amount: Money | None = None
    identifier: Text | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        content = (self.title, self.topic, self.value, self.until, self.rank, self.amount)
        if not any((*content, self.identifier)):
            raise ValueError("say what changed: title, topic, value, until, rank or amount")
        return self


class RuleSuspended(_Change):
    """A rule was put out of force for the time being."""

    kind = "rule.suspended"


class RuleResumed(_Change):
    """A suspended rule came into force again."""

    kind = "rule.resumed"


class RuleRepealed(_Change):
    """A rule was ended by those who may."""

    kind = "rule.repealed"


class RuleAnnulled(_Change, _Lasting):
    """A court or another body struck a rule down; `value` is what holds in its place, `until`."""

    kind = "rule.annulled"
    by: SomeParties
    value: Text | None = None


class RuleExcepted(_Lasting):
    """At one place another value holds: granted by right, as a pilot, or tolerated."""

    kind = "rule.excepted"
    exception: Slug
    place: Place
    value: Text
    by: SomeParties
    ground: Literal["granted", "pilot", "tolerated"]
    direction: Direction


class RuleExceptionEnded(_OnRule):
    """An exception ended; `effective` is the first day without it."""

    kind = "rule.exception_ended"
    exception: Slug
    effective: Date


# -- decisions ----------------------------------------------------------------------------------


def decide(state: Lifetime, draft: Draft) -> tuple[Draft, ...]:
    """Accept what can be true of a rule; nothing when it was announced or enacted so before."""
    match draft.event:
        case RuleAnnounced():
            return unless_said_before(state, draft)
        case RuleEnacted(place=place):
            said = [one for event, one in state.of(RuleEnacted) if event.place == place]
            remedy = "Record what changed with rule.amended, or take another name"
            return once(said, draft, SecondFounding, remedy)
    accepted = found(state.founded, draft)
    match draft.event:
        case RuleResumed(effective=end):
            begun = [event.effective for event, _ in state.of(RuleSuspended)]
            check_end(begun, end, draft, "suspension")
        case RuleRepealed(effective=end) | RuleAnnulled(effective=end):
            begun = [event.effective for event, _ in state.of(RuleEnacted)]
            if begun:  # a rule that was only announced can be taken back on any day
                check_end(begun, end, draft, "rule")
        case RuleExcepted(exception=exception):
            said = [one for event, one in state.of(RuleExcepted) if event.exception == exception]
            return once(said, draft, SecondFounding, "Give each exception a name of its own")
        case RuleExceptionEnded(exception=exception, effective=end):
            made = (event for event, _ in state.of(RuleExcepted))
            begun = [event.effective for event in made if event.exception == exception]
            check_end(begun, end, draft, f"exception {exception}")
            ended = state.of(RuleExceptionEnded)
            return once_ended((one for e, one in ended if e.exception == exception), draft)
    return accepted
