"""Promises: what was said to whom, by when, under which condition, and what became of it.

The words follow the commitment lifecycle of Singh and of Chopra & Singh (Cupid 2015, Custard
2016), suspension Symboleo, attribution the Dutch General Administrative Law Act (Awb 10:2,
10:13-10:17), conditions BW 6:21-6:23. What a history amounts to on a day is computed in
`projections`; this file decides what can be recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, Self

from pydantic import model_validator

from domain.dates import falls_due
from domain.errors import Cycle, ImpossibleOrder, NothingToActOn, NothingToReach
from domain.quantity import is_ceiling
from domain.streams.event import Draft, Event
from domain.streams.fields import (
    Deadline,
    Money,
    Parties,
    Party,
    Place,
    Promise,
    Quantity,
    SomeParties,
    Text,
    Value,
)
from domain.streams.lifecycle import Founded, after_founding
from languages import N_

# -- events -------------------------------------------------------------------------------------


class Condition(Value):
    """What must happen first (precondition), or what may excuse (proviso)."""

    text: Text
    """What must happen or may come about."""
    type: Literal["precondition", "proviso"] = "precondition"
    """Whether it must come first (precondition) or excuses once it has occurred (proviso)."""
    due: Deadline | None = None
    """By when it must have happened."""
    in_power_of: Party | None = None
    """The party in whose power it lies; one's own doing excuses nobody."""


class PromiseMade(Event):
    """A body told somebody that it would do, or keep doing, something."""

    kind = "promise.made"
    slug = "promise"
    founding = True
    promise: Promise
    """A name for the promise in this ledger."""
    by: SomeParties
    """The parties that promise."""
    to: SomeParties
    """To whom."""
    place: Place
    """Where it is to be kept."""
    topic: Text | None = None
    """What it is about, in one word."""
    text: Text
    """What was promised, in one sentence."""
    wording: Text | None = None
    """The words of the source, verbatim."""
    criterion: Text | None = None
    """By what it will be known that it was kept."""
    strength: Literal["pledge", "target", "expectation"] = "pledge"
    """Whether they will, aim to, or expect to."""
    origin: Literal["word", "agreement", "order", "ruling", "law"] = "word"
    """Given on their own word, agreed among bodies, or put on them by others."""
    due: Deadline | None = None
    """The last day on which it can be kept in time; or the words of the source, such as as soon as
    possible."""
    condition: Condition | None = None
    """What must come first or may excuse: {text: ..., type: precondition}."""
    hold: Literal["achievement", "maintenance"] = "achievement"
    """Whether something is to be achieved, or kept as it is."""
    until: Deadline | None = None
    """The last day up to which something is to be kept as it is."""
    phase: Text | None = None
    """The phase of the operation that it belongs to."""
    size: Quantity | None = None
    """How many are promised, such as houses: a quantity to reach. A ceiling ("fewer than 100") is a
    criterion."""
    amount: Money | None = None
    """The money promised: {value: 2600000, currency: EUR, per: year}."""
    part_of: Promise | None = None
    """The promise that this one is a part of."""
    repeats: Promise | None = None
    """The promise that this one says again."""
    supplements: Promise | None = None
    """The promise that this one adds to."""
    amends: Promise | None = None
    """The promise that this one changes."""

    @model_validator(mode="after")
    def _maintained_until(self) -> Self:
        if self.until and self.hold != "maintenance":
            raise ValueError(
                N_("until belongs to a promise with hold: maintenance; write due in its place")
            )
        return self


class _OnPromise(Event):
    """An event in the life of one promise."""

    slug = "promise"
    promise: Promise
    """The promise."""


class PromiseConditionMet(_OnPromise):
    """The precondition of the promise was met."""

    kind = "promise.condition_met"


class PromiseProvisoOccurred(_OnPromise):
    """What the promisor had reserved itself against came about."""

    kind = "promise.proviso_occurred"


class PromiseProgressed(_OnPromise):
    """Somebody counted how much of a promise was done, or forecast how much would be."""

    kind = "promise.progressed"
    by: Party
    """The party that counted."""
    done: Quantity | None = None
    """How many were done."""
    total: Quantity | None = None
    """Of how many."""
    expected: Quantity | None = None
    """How many are expected to be done."""
    text: Text
    """What was counted, and how."""


class PromisePostponed(_OnPromise):
    """The promisor moved the deadline; with consent of a beneficiary, or without."""

    kind = "promise.postponed"
    due: Deadline | None = None
    """The new last day; left out when none was named."""
    by: Party
    """The party that moved it."""
    consent_by: Parties = ()
    """The parties it was made to that agreed."""


class PromiseSuspended(_OnPromise):
    """Work on the promise was halted; with consent of a beneficiary, or without."""

    kind = "promise.suspended"
    by: Party
    """The party that halted it."""
    consent_by: Parties = ()
    """The parties it was made to that agreed."""
    place: Place | None = None
    """Where it was halted; left out: everywhere."""


class PromiseResumed(_OnPromise):
    """Work on the promise was taken up again."""

    kind = "promise.resumed"


class PromiseRedefined(_OnPromise):
    """Success got another criterion; without consent the first one stands."""

    kind = "promise.redefined"
    criterion: Text
    """By what it will be known from then on that it was kept."""
    by: Party
    """The party that changed it."""
    consent_by: Parties = ()
    """The parties it was made to that agreed."""


class PromiseBlocked(_OnPromise):
    """Another body kept the promisor from acting."""

    kind = "promise.blocked"
    by: Party
    """The party that stands in the way."""
    reason: Text
    """How it does."""
    place: Place | None = None
    """Where; left out: everywhere."""


class PromiseUnblocked(_OnPromise):
    """The block was lifted."""

    kind = "promise.unblocked"
    by: Party
    """The party that lifted the block."""


class PromiseReported(_OnPromise):
    """What the promisor itself says of the outcome."""

    kind = "promise.reported"
    outcome: Literal["kept", "partly", "not-kept"]
    """What became of it, as the promisor says."""
    by: Party
    """The promisor."""


class PromiseAssessed(_OnPromise):
    """Somebody looked into the promise and established, or could not establish, its outcome."""

    kind = "promise.assessed"
    outcome: Literal["kept", "partly", "broken", "unknown"]
    """What became of it; unknown: it could not be established."""
    by: Party
    """The party that looked into it."""
    basis: Literal["independent", "beneficiary", "promisor"]
    """Whether that party stands outside (independent), is one it was made to (beneficiary), or made
    it (promisor)."""


class PromiseWithdrawn(_OnPromise):
    """The promisor took the promise back."""

    kind = "promise.withdrawn"
    by: Party | None = None
    """The party that took it back."""


class PromiseReleased(_OnPromise):
    """The beneficiary let the promisor off."""

    kind = "promise.released"
    by: Party
    """The party it was made to that let the promisor off."""


class PromiseSuperseded(_OnPromise):
    """Another promise took the place of this one."""

    kind = "promise.superseded"
    successor: Promise
    """The promise that took its place."""
    consent_by: Parties = ()
    """The parties it was made to that agreed."""
    terms: Literal["better", "same", "worse"] = "worse"
    """Whether the new promise is better, as good, or worse for those it was made to."""


class PromiseTransferred(_OnPromise):
    """Another body took the promise over (delegation, succession) or acts on it (mandate)."""

    kind = "promise.transferred"
    to: SomeParties
    """The parties that took it over or act on it."""
    form: Literal["mandate", "delegation", "succession"]
    """In another's name (mandate: it stays the first one's promise), or as their own."""


# -- state --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class State:
    """What decisions about a promise need to know."""

    founded: Founded | None = None
    condition: str | None = None
    happened: frozenset[str] = frozenset()


INITIAL = State()


# -- evolve -------------------------------------------------------------------------------------


def evolve(state: State, draft: Draft) -> State:
    """The state after one more event."""
    founded, condition = state.founded, state.condition
    if draft.model is not PromiseMade and draft.kind in state.happened:
        return state
    if draft.model is PromiseMade:
        founded = founded or Founded.by(draft)
        made_under = draft.get("condition")
        condition = made_under.type if made_under else None
    return State(founded, condition, state.happened | {draft.kind})


# -- decisions ----------------------------------------------------------------------------------

ANSWERS = {
    "promise.resumed": "promise.suspended",
    "promise.unblocked": "promise.blocked",
}
"""Events that answer an earlier one on the same stream."""


def decide(state: State, draft: Draft) -> tuple[Draft, ...]:
    """Accept what can be true of a promise; nothing when it was made so before.

    The state is that of the whole stream with everything recorded together, so that the order of
    records in a file is free. Who may say it is asked of several streams: `entitlement`.
    """
    accepted = after_founding(state.founded, draft)
    _check_condition(state, draft)
    answered = ANSWERS.get(draft.kind)
    if answered and answered not in state.happened:
        raise NothingToActOn(
            draft.asked,
            N_("there is no {answered} on {stream}").format(answered=answered, stream=draft.stream),
            N_("Record the {answered} first, or leave this record out").format(answered=answered),
        )
    _check_links(draft)
    if draft.model is PromiseMade:
        _check_deadline(draft)
        _check_size(draft)
    return accepted


NEEDED = {
    "promise.condition_met": "precondition",
    "promise.proviso_occurred": "proviso",
}
"""Events that tell of a condition under which the promise was made, and of which type."""


def _check_condition(state: State, draft: Draft) -> None:
    needed = NEEDED.get(draft.kind)
    if needed and state.condition != needed:
        raise NothingToActOn(
            draft.asked,
            N_("{stream} was made without a {needed}").format(stream=draft.stream, needed=needed),
            N_("Record the condition with the promise first: `gestand correct`"),
        )


@cache
def _links(model: type[Event]) -> list[str]:
    """The fields by which an event names another promise."""
    links = ("part_of", "repeats", "supplements", "amends", "successor")
    return [link for link in links if link in model.model_fields]


def _check_links(draft: Draft) -> None:
    own = draft.get("promise")
    for link in _links(draft.model):
        if draft.get(link) == own:
            raise Cycle(
                draft.asked,
                N_("{link} names the promise itself").format(link=link),
                N_("Name the other promise"),
            )


def _check_deadline(draft: Draft) -> None:
    due = draft.get("due") or draft.get("until")
    falls = falls_due(due)
    if falls is not None and falls <= draft.on.earliest:
        raise ImpossibleOrder(
            draft.asked,
            N_("its deadline {due} lies before it was made on {on}").format(
                due=due, on=draft.envelope.on
            ),
            N_("Correct one of the two dates"),
        )


def _check_size(draft: Draft) -> None:
    size = draft.get("size")
    if size is not None and is_ceiling(size):
        raise NothingToReach(
            draft.asked,
            N_("its size {size} is a ceiling, not a quantity to reach").format(size=size),
            N_("Leave size out and say it as a criterion"),
        )
