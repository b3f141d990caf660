"""Attestations: whether somebody says that a condition for participation was met somewhere.

They decide conditions that the ledger cannot judge itself. Whose word counts is for the views:
what a body says of its own conditions is recorded too.
"""

from __future__ import annotations

from typing import Literal

from domain.event import Own
from domain.founding import INITIAL, Plain, decide, evolve
from domain.values import Party, Place, Slug

__all__ = ["INITIAL", "ConditionAttested", "State", "decide", "evolve"]

State = Plain


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
