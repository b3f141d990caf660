"""Parties: bodies and offices that promise, decide, hold power or are owed something.

Never a private person: a resident or a household appears as a group or as a case.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from domain.errors import Refused, SecondEnding
from domain.streams.event import Draft, Event
from domain.streams.fields import Label, Party, SomeParties, Text, Value, VerifierKey
from domain.streams.lifecycle import Founded, after_founding, check_end, once
from languages import N_

PartyType = Literal[
    "ministry", "executive-body", "regulator", "municipality", "province", "company",
    "civil-society", "residents", "expert-body", "court", "parliament", "other",
]  # fmt: skip


# -- events -------------------------------------------------------------------------------------


class Names(Value):
    """The name of a party in the languages of the ledger."""

    nl: Text | None = None
    """The name in Dutch."""
    en: Text | None = None
    """The name in English."""


class PartyRegistered(Event):
    """A body, office or group that the ledger will speak of."""

    kind = "party.registered"
    slug = "party"
    founding = True
    party: Party
    """A name for the party in this ledger."""
    name: Text
    """What it is called; never the name of a private person."""
    names: Names | None = None
    """Its name in other languages: {nl: ..., en: ...}."""
    type: PartyType
    """What kind of party."""
    part_of: Party | None = None
    """The party that it is a part of."""
    identifiers: dict[Label, Text] | None = None
    """Its numbers in registers: {kvk: '27278490'}."""


class PartyChanged(Event):
    """A party got another name, head (an office, never a person), kind or place."""

    kind = "party.changed"
    slug = "party"
    party: Party
    """The party."""
    what: Text
    """What changed, in words."""
    head: Text | None = None
    """The office that heads it from then on; never a person."""
    name: Text | None = None
    """What it is called from then on."""
    type: PartyType | None = None
    """What kind of party it is from then on."""
    part_of: Party | None = None
    """The party that it is a part of from then on."""


class PartySucceeded(Event):
    """Others took over from a party, wholly (complete) or in part."""

    kind = "party.succeeded"
    slug = "party"
    party: Party
    """The party that others took over from."""
    by: SomeParties
    """The parties that took over."""
    complete: bool = True
    """Whether they took over everything."""


class PartyKeyAdded(Event):
    """A party signs its records with a key from that day on."""

    kind = "party.key_added"
    slug = "party"
    party: Party
    """The party."""
    key: VerifierKey
    """The verifier key, where the party itself made it known."""


class PartyKeyRevoked(Event):
    """A key of a party counts no longer from that day on: it was replaced, lost or stolen."""

    kind = "party.key_revoked"
    slug = "party"
    party: Party
    """The party."""
    key: VerifierKey
    """The verifier key."""
    reason: Text | None = None
    """Why."""


# -- state --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class State:
    """What decisions about a party need to know."""

    founded: Founded | None = None
    successors: tuple[str, ...] = ()
    keys: tuple[Draft, ...] = ()
    """What was said of keys, in the order of recording."""


INITIAL = State()


# -- evolve -------------------------------------------------------------------------------------


def evolve(state: State, draft: Draft) -> State:
    """The state after one more event."""
    match draft.event:
        case PartyRegistered():
            return replace(state, founded=state.founded or Founded.by(draft))
        case PartySucceeded(by=by):
            return replace(state, successors=(*state.successors, *by))
        case PartyKeyAdded() | PartyKeyRevoked():
            return replace(state, keys=(*state.keys, draft))
        case _:
            return state


# -- decisions ----------------------------------------------------------------------------------


def decide(state: State, draft: Draft) -> tuple[Draft, ...]:
    """Accept what can be true of a party; nothing when it was registered so before."""
    event = draft.event
    if isinstance(event, PartySucceeded) and event.party in event.by:
        raise Refused(
            N_("record {kind} on {stream}").format(kind=event.kind, stream=draft.stream),
            N_("a party cannot succeed itself"),
            N_("Name the party that took over"),
        )
    accepted = after_founding(state.founded, draft)
    if isinstance(event, PartyKeyAdded | PartyKeyRevoked):
        return _decide_key(state, draft, event)
    return accepted


def _decide_key(
    state: State, draft: Draft, event: PartyKeyAdded | PartyKeyRevoked
) -> tuple[Draft, ...]:
    """A key is added once and revoked once, in that order; it never comes back."""
    acts = [act for act in state.keys if _key(act) == event.key]
    added = [act for act in acts if isinstance(act.event, PartyKeyAdded)]
    if isinstance(event, PartyKeyAdded):
        return once(added, draft, Refused, N_("Make a new key; one that was revoked stays so"))
    check_end([act.envelope.on for act in added], draft.envelope.on, draft, "key")
    revoked = [act for act in acts if isinstance(act.event, PartyKeyRevoked)]
    return once(
        revoked, draft, SecondEnding, N_("Change the earlier record with `gestand correct`")
    )


def _key(draft: Draft) -> str:
    event = draft.event
    assert isinstance(event, PartyKeyAdded | PartyKeyRevoked), "the state keeps keys apart"
    return event.key
