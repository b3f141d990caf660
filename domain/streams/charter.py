"""Charters: the conditions that somebody declares as a yardstick; and what is attested of them."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from domain.streams.event import Draft, Event, Own
from domain.streams.fields import (
    Charter,
    Date,
    OneOrMore,
    Parties,
    Party,
    Place,
    Power,
    Slug,
    SomeParties,
    Text,
    Texts,
    Value,
)
from domain.streams.lifecycle import (
    Lifetime,
    Plain,
    after_founding,
    check_end,
    check_still_there,
    once_ended,
)
from domain.vocabulary import RUNGS, parameters_of
from languages import N_

# -- charter -----------------------------------------------------------------------------------
# Charters: the conditions for participation that somebody declares as a yardstick for a place.
#
# A yardstick may be declared afterwards, and agreed by nobody: every view says whose it is.

State = Lifetime


# -- events -------------------------------------------------------------------------------------


class Parameters(Value):
    """What a condition is measured with: days back, how many at most, the least rung."""

    days: Annotated[int, Field(ge=1, le=36_525)] | None = None
    """How many days back it looks, or how old something may be."""
    n: Annotated[int, Field(ge=1, le=100)] | None = None
    """How many there may be."""
    rung: Annotated[int, Field(ge=1, le=max(RUNGS.values()))] | None = None
    """The least rung of the ladder of participation, from 1 (inform) to 6."""


class Condition(Value):
    """One condition: a key that the ledger can judge, or another one, as attested by others."""

    key: Slug
    """One that the ledger judges itself, such as promises-kept, or another one, as attested."""
    parameters: Parameters | None = None
    """What it is measured with: {days: 365}; left out: the default."""
    text: Text | None = None
    """The condition in the words of those who declare it."""

    @model_validator(mode="after")
    def _known_parameters(self) -> Self:
        given = self.parameters.model_dump(exclude_none=True) if self.parameters else {}
        known = parameters_of(self.key)
        for name in given:
            if name not in known:
                takes = (
                    N_("give {known}").format(known=" and ".join(known))
                    if known
                    else N_("leave it out")
                )
                raise ValueError(
                    N_("{key} has no parameter {name}; {takes}").format(
                        key=self.key, name=name, takes=takes
                    )
                )
        return self


class Control(Value):
    """A power on a topic: who has it is what the conditions on control are about."""

    power: Power
    """The power, such as lead."""
    topic: Text
    """On which topic, as the mandates name it."""


class CharterDeclared(Event):
    """Somebody declared what the conditions are, from a start on, and who agreed to them."""

    kind = "charter.declared"
    slug = "charter"
    founding = True
    charter: Charter
    """A name for the charter in this ledger."""
    place: Place
    """Where the conditions are to hold."""
    by: SomeParties
    """The parties that declare it."""
    agreed_by: Parties = ()
    """The parties that agreed to it; left out: nobody did."""
    start: Date
    """The day from which the conditions are to hold."""
    reason: Text | None = None
    """Why from that day."""
    topics: Texts = ()
    """The topics whose rules are to stay the same; left out: all."""
    powers: tuple[Control, ...] = ()
    """Who is in control of what: {power: lead, topic: damage}; left out: every lead on record."""
    conditions: Annotated[tuple[Condition, ...], OneOrMore, Field(min_length=1)]
    """A condition: {key: informed, parameters: {days: 90}}."""

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        keys = [condition.key for condition in self.conditions]
        for key in keys:
            if keys.count(key) > 1:
                raise ValueError(
                    N_("the condition {key} stands there twice; keep one").format(key=key)
                )
        return self


class CharterAmended(Event):
    """A condition was added or changed, or the topics or powers; who agreed is part of it."""

    kind = "charter.amended"
    slug = "charter"
    charter: Charter
    """The charter."""
    condition: Condition | None = None
    """The condition that was added or changed: {key: informed}."""
    topics: Texts = ()
    """The topics from then on."""
    powers: tuple[Control, ...] = ()
    """The powers from then on: {power: lead, topic: damage}."""
    by: SomeParties
    """The parties that amended it."""
    agreed_by: Parties = ()
    """The parties that agreed to the change; left out: nobody did."""

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if self.condition is None and not self.topics and not self.powers:
            raise ValueError(N_("nothing changes; give a condition, the topics or the powers"))
        return self


class CharterEnded(Event):
    """The conditions were given up as a yardstick."""

    kind = "charter.ended"
    slug = "charter"
    charter: Charter
    """The charter."""


# -- decisions ----------------------------------------------------------------------------------


def decide(state: Lifetime, draft: Draft) -> tuple[Draft, ...]:
    """Accept what can be true of a charter: it ends once, and is not amended after that."""
    accepted = after_founding(state.founded, draft)
    ended = [end for _, end in state.of(CharterEnded)]
    match draft.event:
        case CharterAmended():
            check_still_there(ended, draft)
        case CharterEnded():
            begun = [event.start for event, _ in state.of(CharterDeclared)]
            check_end(begun, draft.envelope.on, draft, "charter")
            return once_ended(ended, draft)
    return accepted


# -- attestation -------------------------------------------------------------------------------
# Attestations: whether somebody says that a condition for participation was met somewhere.
#
# They decide conditions that the ledger cannot judge itself. Whose word counts is for the views:
# what a body says of its own conditions is recorded too.

AttestationState = Plain


# -- events -------------------------------------------------------------------------------------


class ConditionAttested(Own):
    """Somebody said whether a condition was met at a place, from that day on."""

    kind = "condition.attested"
    place: Place
    """Where."""
    key: Slug
    """The condition, as the charter calls it."""
    met: Literal["yes", "no", "unknown"]
    """Whether the condition was met."""
    by: Party
    """The party that says so."""
