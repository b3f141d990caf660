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
from domain.streams.event import Draft, Event
from domain.streams.fields import Date, Money, Parties, Place, Rule, Slug, SomeParties, Text
from domain.streams.lifecycle import (
    Lifetime,
    after_founding,
    check_end,
    once,
    once_ended,
    unless_said_before,
)
from languages import N_

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
    """The rule."""


class _Lasting(_OnRule):
    """What holds from `effective` on, and where it is known to end, until and with a day."""

    effective: Date
    """The first day on which it holds."""
    until: Date | None = None
    """Its last day, where that is known."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_period(self.effective, self.until)
        return self


class RuleAnnounced(_OnRule):
    """A rule is coming: drafted, proposed or adopted, not in force. May recur, stage by stage."""

    kind = "rule.announced"
    founding = True
    title: Text
    """What the rule is called."""
    topic: Text
    """What it is about, in one word."""
    value: Text
    """What it will say, in as few words as a change can be seen by."""
    place: Place
    """Where it will hold."""
    by: SomeParties
    """The parties that announce it."""
    stage: Literal["draft", "proposed", "adopted"]
    """How far it is: drafted, proposed, or adopted and not yet in force."""
    effective: Date | None = None
    """The day on which it is to come into force."""


class RuleEnacted(_Lasting):
    """A rule came into force at a place; it may recur for another place, a start for each group."""

    kind = "rule.enacted"
    founding = True
    title: Text
    """What the rule is called."""
    topic: Text
    """What it is about, in one word."""
    value: Text
    """What it says, in as few words as a change can be seen by."""
    place: Place
    """Where it holds."""
    by: SomeParties
    """The parties that made it."""
    effect: Effect
    """For whom it holds: at once for all, later, backwards in time, or not for cases already open
    (respecting)."""
    direction: Direction
    """What it means for residents compared with before."""
    reason: Text | None = None
    """The reason given, or the reason for calling its direction so."""
    rank: Rank | None = None
    """What kind of rule."""
    amount: Money | None = None
    """The money in it: {value: 4000, currency: EUR}."""
    identifier: Text | None = None
    """Where it is published, such as Stb. 2020, 85."""


class _Change(_OnRule):
    """A change of a rule in force: everywhere, or at one place of those where it holds."""

    effective: Date
    """The first day on which the change holds."""
    by: Parties = ()
    """The parties that changed it."""
    place: Place | None = None
    """Where; left out: wherever the rule holds."""
    effect: Effect | None = None
    """For whom the change holds: at once for all, later, backwards in time, or not for cases
    already open (respecting)."""
    direction: Direction | None = None
    """What the change means for residents."""
    reason: Text | None = None
    """The reason given, or the reason for calling its direction so."""


class RuleAmended(_Change, _Lasting):
    """A rule got another content; what is left out stayed as it was."""

    kind = "rule.amended"
    title: Text | None = None
    """What it is called from then on."""
    topic: Text | None = None
    """What it is about from then on."""
    value: Text | None = None
    """What it says from then on."""
    rank: Rank | None = None
    """What kind of rule it is from then on."""
    amount: Money | None = None
    """The money in it from then on: {value: 4000, currency: EUR}."""
    identifier: Text | None = None
    """Where the change is published."""

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        content = (self.title, self.topic, self.value, self.until, self.rank, self.amount)
        if not any((*content, self.identifier)):
            raise ValueError(N_("nothing changes; give title, topic, value, until, rank or amount"))
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
    """The court or body that struck it down."""
    value: Text | None = None
    """What holds in its place for the time being."""


class RuleExcepted(_Lasting):
    """At one place another value holds: granted by right, as a pilot, or tolerated."""

    kind = "rule.excepted"
    exception: Slug
    """A name for the exception on this rule."""
    place: Place
    """Where the exception holds."""
    value: Text
    """What holds there instead."""
    by: SomeParties
    """The parties that allow it."""
    ground: Literal["granted", "pilot", "tolerated"]
    """By right on request, as a trial, or left unopposed."""
    direction: Direction
    """What it means for those it is made for."""


class RuleExceptionEnded(_OnRule):
    """An exception ended; `effective` is the first day without it."""

    kind = "rule.exception_ended"
    exception: Slug
    """The exception."""
    effective: Date
    """The first day without it."""


# -- decisions ----------------------------------------------------------------------------------


def decide(state: Lifetime, draft: Draft) -> tuple[Draft, ...]:
    """Accept what can be true of a rule; nothing when it was announced or enacted so before."""
    match draft.event:
        case RuleAnnounced():
            return unless_said_before(state, draft)
        case RuleEnacted(place=place):
            before = [earlier for event, earlier in state.of(RuleEnacted) if event.place == place]
            remedy = N_("Record what changed with rule.amended, or take another name")
            return once(before, draft, SecondFounding, remedy)
    accepted = after_founding(state.founded, draft)
    match draft.event:
        case RuleResumed(effective=end):
            begun = [event.effective for event, _ in state.of(RuleSuspended)]
            check_end(begun, end, draft, "suspension")
        case RuleRepealed(effective=end) | RuleAnnulled(effective=end):
            begun = [event.effective for event, _ in state.of(RuleEnacted)]
            if begun:  # a rule that was only announced can be taken back on any day
                check_end(begun, end, draft, "rule")
        case RuleExcepted(exception=exception):
            before = [
                earlier for event, earlier in state.of(RuleExcepted) if event.exception == exception
            ]
            return once(before, draft, SecondFounding, N_("Give each exception a name of its own"))
        case RuleExceptionEnded(exception=exception, effective=end):
            made = (event for event, _ in state.of(RuleExcepted))
            begun = [event.effective for event in made if event.exception == exception]
            check_end(begun, end, draft, N_("exception {exception}").format(exception=exception))
            ended = state.of(RuleExceptionEnded)
            return once_ended((earlier for e, earlier in ended if e.exception == exception), draft)
    return accepted
