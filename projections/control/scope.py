"""Where a power counts: everything that a place lies in and belongs to, over time.

A spot is a place that somebody asks about, or a group in it. Its position is everything by which
a mandate may reach it: what it lies within and the groups to which all of it belongs. Any other
group with members in or around an area is a spot of its own there, for as long as it has them: a
mandate for the area reaches it, and its own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from domain.dates import BEGINNING, FOREVER, Instant
from domain.step_function import YES, StepFunction, during, piecewise, sampled
from projections.geography.geography import Geography
from projections.geography.membership import Memberships
from projections.rows.tenure import Position


class ControlScope(NamedTuple):
    """A place that somebody asks about, as a stream; the area that it is in; a group in that.

    alike: of a group that is asked about, every area with members that the same mandates reach;
    `area` is the first of them.
    """

    scope: str
    area: str
    group: str = ""
    alike: tuple[str, ...] = ()


@dataclass(frozen=True)
class ScopeIndex:
    """The land over time, as far as it matters: for the places that mandates and coverage name."""

    geography: Geography
    named: frozenset[str]
    _seen: dict[ControlScope, StepFunction[Position]] = field(default_factory=dict)

    @property
    def _land(self) -> Memberships:
        return self.geography.land

    def spots(self, scope: str) -> list[ControlScope]:
        """A place and every group that ever was apart in it; of a group where its members are."""
        kind, _, name = scope.partition("/")
        if kind == "cohort":
            return self._spots_of_group(scope)
        if kind == "case":
            return [ControlScope(scope, _name(self._land.area_ever(scope)))]
        groups = sorted(place for place in self.named if place.startswith("cohort/"))
        apart = [ControlScope(scope, name, group) for group in groups]
        return [ControlScope(scope, name), *(spot for spot in apart if self.positions(spot).parts)]

    def _spots_of_group(self, group: str) -> list[ControlScope]:
        """The areas with members of a group, those together that are reached alike."""
        alike: dict[StepFunction[Position], list[str]] = defaultdict(list)
        for area in sorted({member.area for member in self._land.located(group)}):
            alike[self._around(area)].append(_name(area))
        return [ControlScope(group, areas[0], alike=tuple(areas)) for areas in alike.values()] or [
            ControlScope(group, "")
        ]

    def positions(self, spot: ControlScope) -> StepFunction[Position]:
        """The position of a spot, for as long as it is there, among the places that matter."""
        if spot not in self._seen:
            self._seen[spot] = self._positions(spot)
        return self._seen[spot]

    def _positions(self, spot: ControlScope) -> StepFunction[Position]:
        there = self._there(spot)
        around = self._around(self._bases(spot)[0])
        own = frozenset({spot.scope, spot.group} - {""})

        def position(moment: Instant) -> Position | None:
            found = around.at(moment) or frozenset()
            return None if there.at(moment) != YES or spot.group in found else found | own

        turns = {*there.turns(), *around.turns()}
        parts = sampled(turns, BEGINNING, FOREVER, position).parts
        return piecewise((start, end, value) for start, end, value in parts if value is not None)

    def _around(self, scope: str) -> StepFunction[Position]:
        """What an area or a case lies within or belongs to over time, of the places that matter."""

        def position(moment: Instant) -> Position:
            return self.geography.enclosing(scope, moment) & self.named

        return sampled(self._land.moves(scope), BEGINNING, FOREVER, position)

    def places(self, spot: ControlScope) -> set[str]:
        """Everything that a spot lies in or belongs to at any time, whether it matters or not."""
        moments = [turn for base in self._bases(spot) for turn in self._land.moves(base)]
        return {place for turn in [BEGINNING, *moments] for place in self._lies_in(spot, turn)}

    def touches(self, scope: str, spot: ControlScope, moment: Instant) -> bool:
        """Whether a place lies in a spot, covers it, or has members in or around its area."""
        if scope in self._lies_in(spot, moment):
            return True
        if spot.group or not spot.scope.startswith("area/"):
            return False
        return self.geography.relation(scope, spot.scope, moment) is not None

    def _lies_in(self, spot: ControlScope, moment: Instant) -> set[str]:
        around = (self.geography.enclosing(base, moment) for base in self._bases(spot))
        return {spot.scope, spot.group}.union(*around) - {""}

    def _bases(self, spot: ControlScope) -> list[str]:
        """The areas or the case by which a spot is reached."""
        return [f"area/{area}" for area in spot.alike] or [spot.scope]

    def _there(self, spot: ControlScope) -> StepFunction[str]:
        """YES while a spot is there: a place always, a group with members in or around an area."""
        if spot.group:
            return self._while(spot.group, spot.scope)
        if spot.alike:
            areas = {f"area/{area}" for area in spot.alike}
            own = [member for member in self._land.located(spot.scope) if member.area in areas]
            return during(((member.start, member.end) for member in own), BEGINNING, FOREVER)
        return during([(BEGINNING, FOREVER)], BEGINNING, FOREVER)

    def _while(self, group: str, area: str) -> StepFunction[str]:
        """YES while a group has members in or around an area, as the tree was at each moment."""
        turns = [turn for turn in self.geography.tree.turns if turn != FOREVER]
        members = self._land.located(group)
        spans: list[tuple[Instant, Instant]] = []
        for start, end in zip(turns, [*turns[1:], FOREVER], strict=True):
            areas = {member.area for member in members}
            near = {located for located in areas if self._near(located, area, start)}
            spans += [
                (max(member.start, start), min(member.end, end))
                for member in members
                if member.area in near
            ]
        return during((span for span in spans if span[0] < span[1]), BEGINNING, FOREVER)

    def _near(self, first: str, other: str, moment: Instant) -> bool:
        """Whether one of two areas lies within the other, or they are the same."""
        tree = self.geography.tree
        return other in tree.upward(first, moment) or first in tree.upward(other, moment)


def _name(area: str | None) -> str:
    return area.partition("/")[2] if area else ""
