"""Reflections: that bodies and residents took time to look back together, and what was said."""

from __future__ import annotations

from domain.event import Own
from domain.founding import INITIAL, Plain, decide, evolve
from domain.values import Place, SomeParties, Text

__all__ = ["INITIAL", "ReflectionHeld", "State", "decide", "evolve"]

State = Plain


# -- events -------------------------------------------------------------------------------------


class ReflectionHeld(Own):
    """Parties looked back together."""

    kind = "reflection.held"
    place: Place
    """What the looking back was about."""
    parties: SomeParties
    """Who took part."""
    text: Text
    """What was said."""
