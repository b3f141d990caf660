"""Tables: where bodies and residents meet, and who sits there from when to when."""

from __future__ import annotations

from domain.streams.event import Draft, Event
from domain.streams.fields import Party, Place, SomeParties, Table, Text
from domain.streams.lifecycle import (
    Lifetime,
    after_founding,
    check_end,
    check_still_there,
    once_ended,
)
from domain.vocabulary import Form
from languages import N_

State = Lifetime


# -- events -------------------------------------------------------------------------------------


class TableOpened(Event):
    """A table began, with these parties; `form` is how much say it was meant to give."""

    kind = "table.opened"
    slug = "table"
    founding = True
    table: Table
    """A name for the table in this ledger."""
    name: Text
    """What it is called."""
    place: Place
    """What it is about."""
    parties: SomeParties
    """Who sits at it from the start."""
    form: Form | None = None
    """How much say it was meant to give."""


class TableJoined(Event):
    """A party took a seat."""

    kind = "table.joined"
    slug = "table"
    table: Table
    """The table."""
    party: Party
    """The party that took a seat."""


class TableLeft(Event):
    """A party gave up its seat."""

    kind = "table.left"
    slug = "table"
    table: Table
    """The table."""
    party: Party
    """The party that gave up its seat."""
    reason: Text | None = None
    """Why."""


class TableClosed(Event):
    """The table met no more."""

    kind = "table.closed"
    slug = "table"
    table: Table
    """The table."""


# -- decisions ----------------------------------------------------------------------------------


def decide(state: Lifetime, draft: Draft) -> tuple[Draft, ...]:
    """Accept what can be true of a table: who leaves sat there, and nobody sits at a closed one."""
    accepted = after_founding(state.founded, draft)
    closed = [closing for _, closing in state.of(TableClosed)]
    match draft.event:
        case TableJoined():
            check_still_there(closed, draft)
        case TableLeft(party=party):
            check_still_there(closed, draft)
            check_end(
                _seated(state, party),
                draft.envelope.on,
                draft,
                N_("seat of {party}").format(party=party),
            )
        case TableClosed():
            return once_ended(closed, draft)
    return accepted


def _seated(state: Lifetime, party: str) -> list[str]:
    """The dates on which a party took a seat."""
    first = [opening for event, opening in state.of(TableOpened) if party in event.parties]
    later = [joining for event, joining in state.of(TableJoined) if event.party == party]
    return [act.envelope.on for act in (*first, *later)]
