"""The lanes of a timeline, from typed rows: bars over stretches of time, and signs on days.

What is imprecise on record is a stretch here as well, from the first day that it can mean to the
last; nothing is placed at a day that the record does not have.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from domain.value import value_class

Look = Literal["sure", "perhaps", "wait"]
"""How a bar is drawn: what certainly was, what may have been, and a time in which one waited."""

Sign = Literal["made", "due", "kept", "late", "partly", "broken", "open", "event"]
"""What a sign stands for; each has a form of its own."""


@value_class
class Bar:
    """A stretch of time by its first and last day (ISO 8601), included."""

    first: str
    last: str
    look: Look = "sure"


@value_class
class Mark:
    """A sign on a day, or on the middle of the days that a date can mean."""

    sign: Sign
    first: str
    last: str


@value_class
class Row:
    """One line of a lane: what it is about in few words, bars, and signs over them."""

    label: str
    bars: Sequence[Bar] = ()
    marks: Sequence[Mark] = ()


@value_class
class Lane:
    """One lane of a timeline: what it shows, in a title and a sentence, from year to year.

    today: the day that is asked about, which is drawn as an upright line.
    """

    name: str
    title: str
    description: str
    rows: Sequence[Row]
    first_year: int
    last_year: int
    today: str


@value_class
class Axis:
    """Days as shares of the width, in percent, from the first day of a year to the end of one."""

    first_year: int
    last_year: int

    def place(self, day: str, *, end: bool = False) -> float:
        """Where a day begins, or ends; days beyond the axis stand at its ends."""
        origin = date(self.first_year, 1, 1).toordinal()
        whole = date(self.last_year + 1, 1, 1).toordinal() - origin
        share = 100 * (date.fromisoformat(day[:10]).toordinal() + end - origin) / whole
        return min(max(share, 0.0), 100.0)

    def years(self, most: int) -> list[tuple[int, float]]:
        """The years that are written below a lane, at most so many, each with its place."""
        count = self.last_year - self.first_year + 1
        step = next(step for step in (1, 2, 5, 10, 20, 50, 100, count) if count / step <= most)
        years = range(self.first_year, self.last_year + 1)
        return [(year, self.place(f"{year:04}-01-01")) for year in years if year % step == 0]
