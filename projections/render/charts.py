"""A condition over time as signs, one for each quarter, half-year or year, and the years above."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from domain.value import value_class

if TYPE_CHECKING:
    from projections.conditions.view import ConditionSpan

ORDER = ("no", "yes", "unknown", "nothing")
"""What a stretch shows is the worst that is proven in it: the first of these that it holds."""

MONTHS = {"quarter": 3, "half-year": 6, "year": 12}
YEARS_TOGETHER = 5
"""So many years stand together where each has one sign."""


@value_class
class Timeline:
    """The stretches of one length between two days, in groups under a heading.

    scale: quarter, half-year or year. groups: the heading, and the first day of each stretch and
    of the next one; as days in ISO 8601.
    """

    scale: str
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

    @property
    def heading(self) -> str:
        """The years, each above its signs."""
        padded = (label.ljust(len(stretches)) for label, stretches in self.groups)
        return " ".join(padded)

    def signs(self, spans: Sequence[ConditionSpan], sign: dict[str, str]) -> str:
        """The signs of the spans of a condition, under the heading; blank where there is none."""
        return " ".join(
            "".join(_worst(spans, *stretch, sign) for stretch in stretches).ljust(len(label))
            for label, stretches in self.groups
        )


def timeline(start: str, end: str, width: int) -> Timeline:
    """The finest timeline from one day to another (included) that fits a width in characters."""
    *finer, coarsest = (Timeline(scale, tuple(_groups(start, end, scale))) for scale in MONTHS)
    return next((candidate for candidate in finer if len(candidate.heading) <= width), coarsest)


def _groups(start: str, end: str, scale: str) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Whole groups of stretches, from the one with the first day to the one with the last."""
    together = YEARS_TOGETHER if scale == "year" else 1
    first, last = date.fromisoformat(start).year, date.fromisoformat(end).year
    stretches = _stretches(first - first % together, last, MONTHS[scale])
    for year, group in groupby(
        stretches, key=lambda stretch: int(stretch[0][:4]) // together * together
    ):
        label = f"{year % 100:02}" if scale == "half-year" else f"{year:04}"
        yield label, tuple(stretch for stretch in group if stretch[0] <= end)


def _stretches(first: int, last: int, months: int) -> Iterable[tuple[str, str]]:
    starts = [
        date(year, month, 1).isoformat()
        for year in range(first, last + 2)
        for month in range(1, 13, months)
    ]
    ends = starts[1:]
    return (
        (begin, until) for begin, until in zip(starts, ends, strict=False) if int(begin[:4]) <= last
    )


def _worst(spans: Sequence[ConditionSpan], begin: str, until: str, sign: dict[str, str]) -> str:
    inside = {span.met for span in spans if span.from_ < until and begin <= span.to}
    return next((sign[met] for met in ORDER if met in inside), " ")
