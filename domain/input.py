"""Input: what residents and others brought forward, and what was done with it."""

from __future__ import annotations

from typing import Literal

from domain.event import Event
from domain.founding import INITIAL, Plain, decide, evolve
from domain.values import Input, Parties, Party, Place, Quantity, SomeParties, Text, Texts

__all__ = [
    "INITIAL", "InputAcknowledged", "InputAnswered", "InputReceived", "State", "decide", "evolve",
]  # fmt: skip

State = Plain


# -- events -------------------------------------------------------------------------------------


class InputReceived(Event):
    """Somebody brought something forward: a wish, an objection, an advice, a testimony."""

    kind = "input.received"
    slug = "input"
    founding = True
    input: Input
    """A name for the input in this ledger."""
    type: Literal[
        "wish", "initiative", "objection", "appeal", "advice", "motion", "finding", "testimony"
    ]
    """What kind of input."""
    from_: SomeParties
    """Who brought it forward."""
    to: Parties = ()
    """To whom."""
    place: Place
    """What place it is about."""
    text: Text
    """What was brought forward."""
    count: Quantity | None = None
    """How many people or households stand behind it."""
    repeats: Input | None = None
    """The input that says the same before."""


class InputAcknowledged(Event):
    """A body let know that it had received the input."""

    kind = "input.acknowledged"
    slug = "input"
    input: Input
    """The input."""
    by: Party
    """The party that received it."""


class InputAnswered(Event):
    """A body answered the input: adopted, adopted in part, or rejected."""

    kind = "input.answered"
    slug = "input"
    input: Input
    """The input."""
    by: Party
    """The party that answered."""
    outcome: Literal["adopted", "partly", "rejected"]
    """What was done with it."""
    reasons: Texts = ()
    """The reasons given."""
