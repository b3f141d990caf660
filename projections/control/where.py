"""Where a power counts: everything that a place lies in and belongs to, over time.

A spot is a place that somebody asks about, or a group in it. Its position is everything by which
a mandate may reach it: the area and all above it, the groups to which all of it belongs, and the
case or the group itself. An area belongs to a group that it (or an area above it) joined, and to a
group without a criterion that names it. Any other group with members in or around an area is a
spot of its own there, for as long as it has them: a mandate for the area reaches it, and its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from domain.dates import BEGINNING, FOREVER, Instant
from domain.spans import YES, Steps, sampled, steps
from projections.book import Row
from projections.control.tenure import Position
from projections.landscape import Landscape
from projections.places import Places


class Spot(NamedTuple):
    """A place that somebody asks about, as a stream; the area that it is in; a group in that."""

    scope: str
    area: str
    group: str = ""


class Member(NamedTuple):
    """Where a member of a group is, and from when to when.

    subject: an area, a case, or the group itself for an area that it names.
    whole: whether everything in the area belongs to the group.
    """

    subject: str
    area: str
    whole: bool
    start: Instant
    end: Instant


@dataclass(frozen=True)
class Whereabouts:
    """The land over time, and the groups that matter to a question, as streams."""

    landscape: Landscape
    groups: frozenset[str]

    def spots(self, scope: str) -> list[Spot]:
        """A place and every group that ever was apart in it; of a group each of its areas."""
        kind, _, name = scope.partition("/")
        if kind == "cohort":
            areas = sorted({member.area for member in self.members(scope)})
            return [Spot(scope, area) for area in areas] or [Spot(scope, "")]
        area = self._cases.get(scope, "") if kind == "case" else name
        spots = [Spot(scope, area)]
        if kind == "area":
            spots += [Spot(scope, area, group) for group in sorted(self.groups)]
        return [spot for spot in spots if self.positions(spot).parts]

    def positions(self, spot: Spot) -> Steps[Position]:
        """The position of a spot, for as long as it is there."""
        whole = {group: self._belonging(group, spot) for group in self.groups}
        there = self._there(spot)

        def position(moment: Instant) -> Position | None:
            groups = {group for group, held in whole.items() if held.at(moment)}
            if not there.at(moment) or spot.group in groups:
                return None
            above = _above(spot, self._tree(moment))
            return frozenset({f"area/{area}" for area in above} | groups | _own(spot))

        turns = {turn for one in (there, *whole.values()) for turn in one.turns()}
        parts = sampled(turns | set(self._turns), BEGINNING, FOREVER, position).parts
        return steps((start, end, value) for start, end, value in parts if value is not None)

    def touches(self, scope: str, spot: Spot, moment: Instant) -> bool:
        """Whether a place lies in a spot, covers it, or has members in or around its area."""
        if not spot.area or spot.scope != f"area/{spot.area}" or spot.group:
            position = self.positions(spot).at(moment) or frozenset()
            return scope in position
        tree = self._tree(moment)
        return bool(self.areas(scope, moment) & (tree.within(spot.area) | _above(spot, tree)))

    def areas(self, scope: str, moment: Instant) -> set[str]:
        """The areas in which a place or the members of a group are at a moment."""
        if not scope.startswith("cohort/"):
            return {self._area(scope)} - {""}
        return {one.area for one in self.members(scope) if one.start <= moment < one.end}

    def members(self, group: str) -> list[Member]:
        """Every member that a group ever had, and the areas that it names."""
        return self._members.get(group, [])

    @cached_property
    def _members(self) -> dict[str, list[Member]]:
        found: dict[str, list[Member]] = defaultdict(list)
        for row in self._rows("member"):
            whole = row.subject.startswith("area/")
            if area := self._area(row.subject):
                found[row.scope].append(Member(row.subject, area, whole, row.start, row.end))
        for row in self._rows("cohort"):
            whole = not row.value.get("criterion")
            for area in row.value.get("areas", ()):
                found[row.subject].append(Member(row.subject, area, whole, row.start, row.end))
        return dict(found)

    def _belonging(self, group: str, spot: Spot) -> Steps[str]:
        """YES while all of a spot belongs to a group."""
        members = [one for one in self.members(group) if one.whole or one.subject == spot.scope]
        return self._while(members, lambda places: _above(spot, places))

    def _there(self, spot: Spot) -> Steps[str]:
        """YES while a spot is there: a place always, a group with members in or around an area."""
        group = spot.scope if spot.scope.startswith("cohort/") and spot.area else spot.group
        if not group:
            return steps([(BEGINNING, FOREVER, YES)])
        return self._while(
            self.members(group), lambda places: places.within(spot.area) | _above(spot, places)
        )

    def _while(self, members: Sequence[Member], areas: Callable[[Places], set[str]]) -> Steps[str]:
        """YES while one of the members is in one of the areas, as the tree was at each moment."""
        spans: list[tuple[Instant, Instant]] = []
        for start, end in zip(self._turns, [*self._turns[1:], FOREVER], strict=True):
            inside = areas(self._tree(start))
            spans += [
                (max(one.start, start), min(one.end, end))
                for one in members
                if one.area in inside and one.start < end and start < one.end
            ]
        return steps((start, end, YES) for start, end in _merged(spans))

    def _area(self, subject: str) -> str:
        """The area of a member: itself, or that of the case; empty for an unknown case."""
        kind, _, name = subject.partition("/")
        return name if kind == "area" else self._cases.get(subject, "")

    @cached_property
    def _cases(self) -> dict[str, str]:
        return {row.subject: str(row.value["area"]) for row in self._rows("case")}

    @cached_property
    def _turns(self) -> list[Instant]:
        """Every moment at which the tree of areas may change."""
        asked = self.landscape.question
        return sorted({BEGINNING, *asked.book.turns("area", asked.known)} - {FOREVER})

    def _tree(self, moment: Instant) -> Places:
        """The areas as they lay at a moment; groups and cases are not read from it."""
        return self.landscape.at(max(turn for turn in self._turns if turn <= moment))

    def _rows(self, kind: str) -> list[Row]:
        asked = self.landscape.question
        return asked.book.ever(kind, asked.known)


def _own(spot: Spot) -> set[str]:
    return {spot.scope, spot.group} - {""}


def _above(spot: Spot, places: Places) -> set[str]:
    return set(places.upward(spot.area)) if spot.area else set()


def _merged(spans: Iterable[tuple[Instant, Instant]]) -> list[tuple[Instant, Instant]]:
    """The same moments in spans that neither overlap nor touch."""
    found: list[tuple[Instant, Instant]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
