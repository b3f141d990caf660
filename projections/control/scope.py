"""Where a power counts: everything that a place lies in and belongs to, over time.

A scope of control is a place that somebody asks about, or a group in it. Its position is everything
by which a mandate may reach it: what it lies within and the groups to which all of it belongs. Any
other group with members in or around an area is a scope of its own there, for as long as it has
them: a mandate for the area reaches it, and its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import field
from functools import cached_property
from typing import NamedTuple

from domain.dates import BEGINNING, FOREVER, Instant
from domain.record import StreamName
from domain.step_function import YES, StepFunction, during, either, piecewise, sampled
from domain.value import remembering_class
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


@remembering_class
class ScopeIndex:
    """The land over time, as far as it matters: for the places that mandates and coverage name."""

    geography: Geography
    named: frozenset[str]
    _seen: dict[ControlScope, StepFunction[Position]] = field(default_factory=dict)
    _places: dict[str, list[ControlScope]] = field(default_factory=dict)

    @property
    def _land(self) -> Memberships:
        return self.geography.land

    def places_in(self, scope: str) -> Sequence[ControlScope]:
        """A place and every group that ever was apart in it; of a group where its members are."""
        if scope not in self._places:
            self._places[scope] = self._places_in(scope)
        return self._places[scope]

    def _places_in(self, scope: str) -> list[ControlScope]:
        kind, name = StreamName.parse(scope)
        if kind == "cohort":
            return self._places_of_group(scope)
        if kind == "case":
            return [ControlScope(scope, _name(self._land.area_ever(scope)))]
        apart = [ControlScope(scope, name, group) for group in self._groups]
        return [
            ControlScope(scope, name),
            *(place for place in apart if self.positions(place).parts),
        ]

    @cached_property
    def _groups(self) -> list[str]:
        """The groups among what is named, as streams."""
        return sorted(place for place in self.named if place.startswith("cohort/"))

    def _places_of_group(self, group: str) -> list[ControlScope]:
        """The areas with members of a group, those together that are reached alike."""
        alike: dict[StepFunction[Position], list[str]] = defaultdict(list)
        for area in sorted({member.area for member in self._land.located(group)}):
            alike[self._around(area)].append(_name(area))
        return [ControlScope(group, areas[0], alike=tuple(areas)) for areas in alike.values()] or [
            ControlScope(group, "")
        ]

    def positions(self, place: ControlScope) -> StepFunction[Position]:
        """Its position, for as long as it is there, among the places that matter."""
        if place not in self._seen:
            self._seen[place] = self._positions(place)
        return self._seen[place]

    def _positions(self, place: ControlScope) -> StepFunction[Position]:
        there = self._there(place)
        around = self._around(self._bases(place)[0])
        own = frozenset({place.scope, place.group} - {""})

        def position(moment: Instant) -> Position | None:
            found = around.at(moment) or frozenset()
            return None if there.at(moment) != YES or place.group in found else found | own

        turns = {*there.turns(), *around.turns()}
        parts = sampled(turns, BEGINNING, FOREVER, position).parts
        return piecewise((start, end, value) for start, end, value in parts if value is not None)

    def _around(self, scope: str) -> StepFunction[Position]:
        """What an area or a case lies within or belongs to over time, of the places that matter."""

        def position(moment: Instant) -> Position:
            return self.geography.enclosing(scope, moment) & self.named

        return sampled(self.geography.moves(scope), BEGINNING, FOREVER, position)

    def surroundings(self, place: ControlScope) -> set[str]:
        """All that it lies in or belongs to at any time, whether it matters or not."""

        def find() -> set[str]:
            bases = self._bases(place)
            moments = [BEGINNING, *(turn for base in bases for turn in self.geography.moves(base))]
            return set().union(*(self._lies_in(place, moment) for moment in moments))

        return self.geography.once(("surroundings", place), find)

    def touches(self, scope: str, place: ControlScope, moment: Instant) -> bool:
        """Whether `scope` lies in the place, covers it, or has members in or around its area."""
        if scope in self._lies_in(place, moment):
            return True
        if place.group or not place.scope.startswith("area/"):
            return False
        return self.geography.relation(scope, place.scope, moment) is not None

    def _lies_in(self, place: ControlScope, moment: Instant) -> set[str]:
        around = (self.geography.enclosing(base, moment) for base in self._bases(place))
        return {place.scope, place.group}.union(*around) - {""}

    def _bases(self, place: ControlScope) -> list[str]:
        """The areas or the case by which it is reached."""
        return [f"area/{area}" for area in place.alike] or [place.scope]

    def _there(self, place: ControlScope) -> StepFunction[str]:
        """YES while it is there: a place always, a group with members in or around an area."""
        if place.group:
            return self._while(place.group, place.scope)
        if place.alike:
            areas = {f"area/{area}" for area in place.alike}
            own = [member for member in self._land.located(place.scope) if member.area in areas]
            return during(((member.start, member.end) for member in own), BEGINNING, FOREVER)
        return during([(BEGINNING, FOREVER)], BEGINNING, FOREVER)

    def _while(self, group: str, area: str) -> StepFunction[str]:
        """YES while a group has members in or around an area, as the tree was at each moment."""
        tree = self._land.tree
        near = tree.around(area) | tree.ever_inside(area)
        located = [member for member in self._land.located(group) if member.area in near]
        lies = {
            other: either(tree.lies_in(other, area), tree.lies_in(area, other))
            for other in {member.area for member in located}
        }
        return during(
            (
                (max(member.start, part.start), min(member.end, part.end))
                for member in located
                for part in lies[member.area].parts
                if part.value == YES
            ),
            BEGINNING,
            FOREVER,
        )


def _name(area: str | None) -> str:
    return StreamName.parse(area).name if area else ""
