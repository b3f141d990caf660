"""Stretches of time that figures are of, and whether something happened in one."""

from __future__ import annotations

from typing import NamedTuple

from domain.dates import BEGINNING, FOREVER, Bounds, Instant
from domain.spans import NO, UNKNOWN, YES


class Window(NamedTuple):
    """A stretch of time [start, end); all time by default."""

    start: Instant = BEGINNING
    end: Instant = FOREVER


EVER = Window()


def falls(on: Bounds, window: Window, as_of: Instant) -> str:
    """YES when something happened in a stretch of time and by a moment, NO when it did not.

    UNKNOWN where its date is too vague to tell.
    """
    if on.latest < window.start or on.earliest >= window.end or on.earliest > as_of:
        return NO
    inside = window.start <= on.earliest and on.latest < window.end and on.latest <= as_of
    return YES if inside else UNKNOWN


def order(on: Bounds) -> Instant:
    """By what a date is put in order: its first day, or where none is known its last."""
    return on.latest if on.earliest == BEGINNING else on.earliest
