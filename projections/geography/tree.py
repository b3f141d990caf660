"""The tree of areas over time: what lies in what on any day, through moves, mergers and splits.

The tree is read as it was at the moment asked about. An area that ended keeps its last borders
and lies, unless it was split, in its successor. What was split goes on in its parts: the whole
covers each of them for as long as anybody asks (METHODS 2, which promises).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import TypeVar

from domain.dates import BEGINNING, FOREVER, Instant, bounds, last_days
from domain.record import StreamName
from domain.step_function import NO, YES, StepFunction, sampled
from domain.value import remembering_class
from languages import N_, pgettext
from projections.askable import Spans
from projections.rows.frozen import Row
from projections.rows.subjects import AreaRow

ALONE, WITHIN = N_("{name}, {kind}"), N_("{name}, {kind} in {wider}")
"""An area with its kind, and what it lies in if that still exists."""
UNTIL = N_("until {year}: {name}")

R = TypeVar("R", bound=Row)


def by_subject(rows: Iterable[R]) -> dict[str, list[R]]:
    """Rows by their streams, those of each in the order in which they are given."""
    found: dict[str, list[R]] = defaultdict(list)
    for row in rows:
        found[row.subject].append(row)
    return dict(found)


def row_at(rows: Sequence[R], moment: Instant) -> R | None:
    """Of the rows of one stream, in the order of time, that which holds at a moment."""
    if len(rows) == 1:  # as most streams have: a look for its place takes longer
        (row,) = rows
        return row if row.start <= moment < row.end else None
    place = bisect_right(rows, moment, key=lambda row: row.start) - 1
    return rows[place] if place >= 0 and moment < rows[place].end else None


@remembering_class
class AreaTree:
    """Every area as known, its rows in the order of time, by its stream."""

    rows: Mapping[str, Sequence[AreaRow]]
    _paths: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    _arounds: dict[str, frozenset[str]] = field(default_factory=dict)
    _insides: dict[tuple[str, str], StepFunction[str]] = field(default_factory=dict)
    _ever_inside: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, book: Spans, known: int) -> AreaTree:
        """Read every area once, for any number of questions."""
        return cls(by_subject(book.ever(AreaRow, known)))

    @cached_property
    def turns(self) -> list[Instant]:
        """Every moment at which the tree may change, in order."""
        rows = [row for rows in self.rows.values() for row in rows]
        return sorted({BEGINNING, *(turn for row in rows for turn in (row.start, row.end))})

    def at(self, area: str, moment: Instant) -> AreaRow | None:
        """An area as it was at a moment; None before it was there, and for an unknown one."""
        return row_at(self.rows.get(area, ()), moment)

    def begun(self, area: str) -> Instant:
        """Since when an area is there; the beginning of time for one that is not on record."""
        rows = self.rows.get(area, ())
        return rows[0].start if rows else BEGINNING

    def there(self, moment: Instant) -> list[AreaRow]:
        """Every area at a moment, by its stream; those that ended are there still."""
        found = (self.at(area, moment) for area in sorted(self.rows))
        return [row for row in found if row is not None]

    def name(self, area: str, moment: Instant) -> str:
        """What an area is called at a moment; its name in the ledger before it was there."""
        row = self.at(area, moment)
        return row.name if row else StreamName.parse(area).name

    def parent(self, area: str, moment: Instant) -> str | None:
        """What an area lies in at a moment; None for a root, and before it was there."""
        row = self.at(area, moment)
        return row.above if row else None

    def upward(self, area: str, moment: Instant) -> tuple[str, ...]:
        """An area and everything that it lies in at a moment, from the inside out."""
        key = (area, bisect_right(self.turns, moment))
        if key not in self._paths:
            path: list[str] = []
            here: str | None = area
            while here is not None and here not in path:
                path.append(here)
                here = self.parent(here, moment)
            self._paths[key] = tuple(path)
        return self._paths[key]

    def inside(self, area: str, moment: Instant) -> frozenset[str]:
        """An area and everything that lies in it at a moment."""
        found: set[str] = set()
        waiting = [area]
        while waiting:
            here = waiting.pop()
            if here not in found:
                found.add(here)
                below = self._below.get(here, ())
                waiting += [row.subject for row in below if row.start <= moment < row.end]
        return frozenset(found)

    def covering(self, area: str, moment: Instant) -> frozenset[str]:
        """What covers an area at a moment, itself included.

        Also the whole of which it is a part since a split; and before it was there, what covered
        that whole.
        """
        return frozenset(self._covering(area, moment, set()))

    def _covering(self, area: str, moment: Instant, seen: set[str]) -> set[str]:
        found: set[str] = set()
        for here in self.upward(area, moment):
            found.add(here)
            for whole in self._wholes.get(here, ()):
                if whole.subject in seen or not (here == area or self._born_of(here, whole)):
                    continue
                seen.add(whole.subject)
                found.add(whole.subject)
                if self.at(here, moment) is None:
                    found |= self._covering(whole.subject, moment, seen)
        return found

    def made_of(self, area: str, moment: Instant) -> list[str]:
        """Before a merged area was there: the areas that it was made of; else none."""
        if self.at(area, moment) is not None:
            return []
        return [row.subject for row in self._merged.get(area, ())]

    def around(self, area: str) -> frozenset[str]:
        """Everything that an area lies in, or after, at any time, itself included."""
        if area not in self._arounds:
            self._arounds[area] = frozenset(_reached(area, self._upwards))
        return self._arounds[area]

    def lies_in(self, inner: str, outer: str) -> StepFunction[str]:
        """YES while an area lies in another, and NO while it does not."""
        if (inner, outer) not in self._insides:
            never = outer not in self.around(inner)
            rows = () if never else self.moves(inner)
            self._insides[inner, outer] = sampled(
                {turn for row in rows for turn in (row.start, row.end)},
                BEGINNING,
                FOREVER,
                lambda moment: YES if outer in self.upward(inner, moment) else NO,
            )
        return self._insides[inner, outer]

    def ever_inside(self, area: str) -> frozenset[str]:
        """Everything that lies in an area at any time, itself included."""
        if area not in self._ever_inside:
            self._ever_inside[area] = frozenset(_reached(area, self._downwards))
        return self._ever_inside[area]

    def came_from(self, area: str) -> bool:
        """Whether an area, or one around it, came after another or is a part of one."""
        return any(self._wholes.get(here) or self._merged.get(here) for here in self.around(area))

    def moves(self, area: str) -> list[AreaRow]:
        """Every row that may change what an area lies in."""
        return [row for here in sorted(self.around(area)) for row in self.rows.get(here, ())]

    def title(self, area: str, moment: Instant) -> str:
        """An area with its kind and what it lies in: an ended one, and what came after it."""
        row = self.at(area, moment)
        above = [
            wider for here in self.upward(area, moment)[1:] if (wider := self.at(here, moment))
        ]
        lasting = next((wider.name for wider in above if wider.ended is None), None)
        ended = [
            UNTIL.format(year=last_days(wider.ended).earliest[:4], name=wider.name)
            for wider in above
            if wider.ended is not None
        ]
        kind = pgettext("type", row.type) if row else N_("area")
        text = (WITHIN if lasting else ALONE).format(
            name=self.name(area, moment), kind=kind, wider=lasting
        )
        return f"{text} ({'; '.join(reversed(ended))})" if ended else text

    def _upwards(self, area: str) -> Iterator[str]:
        """What an area lies in, or was a part of, by any of its rows."""
        for row in self.rows.get(area, ()):
            if row.above is not None:
                yield row.above
        for row in (*self._wholes.get(area, ()), *self._merged.get(area, ())):
            yield row.subject

    def _downwards(self, area: str) -> Iterator[str]:
        """What lies directly in an area by any of its rows."""
        return (row.subject for row in self._below.get(area, ()))

    def _born_of(self, area: str, whole: AreaRow) -> bool:
        """Whether an area came to be by the split of a whole, and so has no other land."""
        return whole.ended is not None and self.begun(area) >= bounds(whole.ended).earliest

    @cached_property
    def _below(self) -> Mapping[str, Sequence[AreaRow]]:
        """The rows of the areas that lie directly in each area, at any time."""
        found: dict[str, list[AreaRow]] = defaultdict(list)
        for rows in self.rows.values():
            for row in rows:
                if row.above is not None:
                    found[row.above].append(row)
        return found

    @cached_property
    def _wholes(self) -> Mapping[str, Sequence[AreaRow]]:
        """By each part the areas of which it got a part when they were split."""
        return self._came_from(split=True)

    @cached_property
    def _merged(self) -> Mapping[str, Sequence[AreaRow]]:
        """By each area those that it took the place of as a whole."""
        return self._came_from(split=False)

    def _came_from(self, *, split: bool) -> Mapping[str, Sequence[AreaRow]]:
        found: dict[str, list[AreaRow]] = defaultdict(list)
        for rows in self.rows.values():
            last = rows[-1]
            if last.split == split:
                for successor in last.successors:
                    found[successor].append(last)
        return found


def _reached(start: str, links: Callable[[str], Iterable[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += links(here)
    return found
