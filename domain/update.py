"""Updates: what a body told residents, also when it had no news to tell."""

from __future__ import annotations

from typing import Literal

from domain.event import Own
from domain.founding import INITIAL, Plain, decide, evolve
from domain.values import Parties, Party, Place, Text

__all__ = ["INITIAL", "State", "UpdateSent", "decide", "evolve"]

State = Plain


# -- events -------------------------------------------------------------------------------------


class UpdateSent(Own):
    """A body told residents something: news, that there is no news, an apology, a correction."""

    kind = "update.sent"
    place: Place
    """To whose residents."""
    by: Party
    """The party that told them."""
    to: Parties = ()
    """The groups that were told; left out: all residents there."""
    content: Literal["news", "no-news", "apology", "correction"]
    """What it amounted to."""
    channel: Text | None = None
    """How: a letter, a meeting, a website."""
    text: Text | None = None
    """What was told."""
