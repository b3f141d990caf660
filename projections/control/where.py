"""Where a power counts: everything that a place lies in and belongs to, over time.

A spot is a place that somebody asks about, or a group in it. Its position is everything by which
a mandate may reach it: what it lies within and the groups to which all of it belongs. Any other
group with members in or around an area is a spot of its own there, for as long as it has them: a
mandate for the area reaches it, and its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from domain.dates import BEGINNING, FOREVER, Instant
from domain.spans import YES, Steps, sampled, steps
from projections.chain import Chains
from projections.landscape import Landscape
from projections.rows.tenure import Position


class Spot(NamedTuple):
    """A place that somebody asks about, as a stream; the area that it is in; a group in that.

    alike: of a group that is asked about, every area with members that the same mandates reach;
    `area` is the first of them.
    """

    scope: str
    area: str
    group: str = ""
    alike: tuple[str, ...] = ()


class Member(NamedTuple):
    """In which area (as a stream) a group has members, from when to when."""

    area: str
    start: Instant
    end: Instant


@dataclass(frozen=True)
class Whereabouts:
    """The land over time, as far as it matters: for the places that mandates and coverage name."""

    landscape: Landscape
    named: frozenset[str]
    _known: dict[str, list[Member]] = field(default_factory=dict)
    _seen: dict[Spot, Steps[Position]] = field(default_factory=dict)

    @property
    def _chains(self) -> Chains:
        return self.landscape.chains

    def spots(self, scope: str) -> list[Spot]:
        """A place and every group that ever was apart in it; of a group where its members are."""
        kind, _, name = scope.partition("/")
        if kind == "cohort":
            return self._spots_of_group(scope)
        if kind == "case":
            return [Spot(scope, _name(self._area(scope)))]
        groups = sorted(place for place in self.named if place.startswith("cohort/"))
        apart = [Spot(scope, name, group) for group in groups]
        return [Spot(scope, name), *(spot for spot in apart if self.positions(spot).parts)]

    def _spots_of_group(self, group: str) -> list[Spot]:
        """The areas with members of a group, those together that are reached alike."""
        alike: dict[Steps[Position], list[str]] = defaultdict(list)
        for area in sorted({member.area for member in self._members(group)}):
            alike[self._around(area)].append(_name(area))
        return [Spot(group, areas[0], alike=tuple(areas)) for areas in alike.values()] or [
            Spot(group, "")
        ]

    def positions(self, spot: Spot) -> Steps[Position]:
        """The position of a spot, for as long as it is there, among the places that matter."""
        if spot not in self._seen:
            self._seen[spot] = self._positions(spot)
        return self._seen[spot]

    def _positions(self, spot: Spot) -> Steps[Position]:
        there = self._there(spot)
        around = self._around(self._bases(spot)[0])
        own = frozenset({spot.scope, spot.group} - {""})

        def position(moment: Instant) -> Position | None:
            found = around.at(moment) or frozenset()
            return None if not there.at(moment) or spot.group in found else found | own

        turns = {*there.turns(), *around.turns()}
        parts = sampled(turns, BEGINNING, FOREVER, position).parts
        return steps((start, end, value) for start, end, value in parts if value is not None)

    def _around(self, scope: str) -> Steps[Position]:
        """What an area or a case lies within or belongs to over time, of the places that matter."""

        def position(moment: Instant) -> Position:
            chain = self._chains.chain(scope, moment)
            return frozenset({place for step in chain for place in step} & self.named)

        return sampled(self._chains.moves(scope), BEGINNING, FOREVER, position)

    def places(self, spot: Spot) -> set[str]:
        """Everything that a spot lies in or belongs to at any time, whether it matters or not."""
        moments = [turn for base in self._bases(spot) for turn in self._chains.moves(base)]
        return {place for turn in [BEGINNING, *moments] for place in self._lies_in(spot, turn)}

    def touches(self, scope: str, spot: Spot, moment: Instant) -> bool:
        """Whether a place lies in a spot, covers it, or has members in or around its area."""
        if scope in self._lies_in(spot, moment):
            return True
        if spot.group or not spot.scope.startswith("area/"):
            return False
        if not scope.startswith("cohort/"):
            return self._near(self._area(scope), spot.scope, moment)
        return any(
            one.start <= moment < one.end and self._near(one.area, spot.scope, moment)
            for one in self._members(scope)
        )

    def _lies_in(self, spot: Spot, moment: Instant) -> set[str]:
        chains = [self._chains.chain(base, moment) for base in self._bases(spot)]
        around = {place for chain in chains for step in chain for place in step}
        return around | ({spot.scope, spot.group} - {""})

    def _bases(self, spot: Spot) -> list[str]:
        """The areas or the case by which a spot is reached."""
        return [f"area/{area}" for area in spot.alike] or [spot.scope]

    def _there(self, spot: Spot) -> Steps[str]:
        """YES while a spot is there: a place always, a group with members in or around an area."""
        if spot.group:
            return self._while(spot.group, spot.scope)
        if spot.alike:
            areas = {f"area/{area}" for area in spot.alike}
            own = [one for one in self._members(spot.scope) if one.area in areas]
            return steps((start, end, YES) for start, end in _merged(one[1:] for one in own))
        return steps([(BEGINNING, FOREVER, YES)])

    def _while(self, group: str, area: str) -> Steps[str]:
        """YES while a group has members in or around an area, as the tree was at each moment."""
        members = self._members(group)
        spans: list[tuple[Instant, Instant]] = []
        for start, end in zip(self._turns, [*self._turns[1:], FOREVER], strict=True):
            areas = {one.area for one in members}
            near = {one for one in areas if self._near(one, area, start)}
            spans += [
                (max(one.start, start), min(one.end, end)) for one in members if one.area in near
            ]
        found = _merged(span for span in spans if span[0] < span[1])
        return steps((start, end, YES) for start, end in found)

    def _near(self, one: str, other: str, moment: Instant) -> bool:
        """Whether one of two areas lies within the other, or they are the same."""
        chains = self._chains
        return other in chains.upward(one, moment) or one in chains.upward(other, moment)

    def _members(self, group: str) -> list[Member]:
        """The areas in which a group ever had members, and those that it names."""
        if group not in self._known:
            self._known[group] = list(self._read_members(group))
        return self._known[group]

    def _read_members(self, group: str) -> Iterator[Member]:
        for row in self._chains.members.get(group, ()):
            area = row.subject if row.subject.startswith("area/") else self._area(row.subject)
            if area:
                yield Member(area, row.start, row.end)
        for row in self._chains.subjects.get(group, ()):
            for name in row.value.get("areas", ()):
                yield Member(f"area/{name}", row.start, row.end)

    def _area(self, scope: str) -> str:
        """The area of an area or a case, as a stream; empty for a case that is not on record."""
        if scope.startswith("area/"):
            return scope
        rows = self._chains.subjects.get(scope, [])
        return f"area/{rows[0].value['area']}" if rows else ""

    @cached_property
    def _turns(self) -> list[Instant]:
        """Every moment at which the tree of areas may change."""
        trees = [rows for name, rows in self._chains.subjects.items() if name.startswith("area/")]
        turns = {turn for rows in trees for row in rows for turn in (row.start, row.end)}
        return sorted((turns | {BEGINNING}) - {FOREVER})


def _name(area: str) -> str:
    return area.partition("/")[2]


def _merged(spans: Iterable[tuple[Instant, Instant]]) -> list[tuple[Instant, Instant]]:
    """The same moments in spans that neither overlap nor touch."""
    found: list[tuple[Instant, Instant]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
