"""Figures: published statistics and surveys, shown beside the score and never mixed into it."""

from __future__ import annotations

from domain.event import Own
from domain.founding import INITIAL, Plain, decide, evolve
from domain.values import Date, KnownRecord, Party, Place, Quantity, Text

__all__ = ["INITIAL", "FigurePublished", "State", "decide", "evolve"]

State = Plain


# -- events -------------------------------------------------------------------------------------


class FigurePublished(Own):
    """A body published a figure; a corrected one is a new publication that replaces it."""

    kind = "figure.published"
    indicator: Text
    place: Place
    value: Quantity
    unit: Text
    of: Quantity | None = None
    period: Date
    by: Party
    sample: Quantity | None = None
    replaces: KnownRecord | None = None
