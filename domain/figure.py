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
    """What was counted or measured."""
    place: Place
    """Where."""
    value: Quantity
    """The figure."""
    unit: Text
    """Of what the figure is a number, such as houses or percent."""
    of: Quantity | None = None
    """The whole that the figure is a part of."""
    period: Date
    """The day or the period that the figure is about."""
    by: Party
    """The party that published it."""
    sample: Quantity | None = None
    """How many were asked or inspected."""
    replaces: KnownRecord | None = None
    """The id of the published figure that this one corrects."""
