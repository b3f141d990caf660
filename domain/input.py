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
    type: Literal[
        "wish", "initiative", "objection", "appeal", "advice", "motion", "finding", "testimony"
    ]
    from_: SomeParties
    to: Parties = ()
    place: Place
    text: Text
    count: Quantity | None = None
    repeats: Input | None = None


class InputAcknowledged(Event):
    """A body let know that it had received the input."""

    kind = "input.acknowledged"
    slug = "input"
    input: Input
    by: Party


class InputAnswered(Event):
    """A body answered the input: adopted, adopted in part, or rejected."""

    kind = "input.answered"
    slug = "input"
    input: Input
    by: Party
    outcome: Literal["adopted", "partly", "rejected"]
    reasons: Texts = ()
