"""Which records a question about a place is about: those of a part of it, and those that cover it.

Places are read as they were when a thing happened and as they are at the moment asked for: what was
decided about a village counts for the municipality it lay in then and for the one it lies in now.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from domain.dates import Instant
from projections.landscape import Landscape
from projections.places import Places
from projections.span import Value

Where = Literal["within", "wider", "perhaps"]
"""Within the place; covering or touching it; or a group of which it is not known if it does."""


class Around(NamedTuple):
    """The surroundings of a place, as stream names.

    perhaps: the groups of which it is known only that they lie in something that covers the place.
    """

    within: set[str]
    wider: set[str]
    perhaps: set[str]


@dataclass(frozen=True)
class Reach:
    """What a question is about.

    scope: a place as a stream, `area/x`, `cohort/y` or `case/z`; None for everywhere.
    """

    landscape: Landscape
    scope: str | None
    _seen: dict[int, Around] = field(default_factory=dict)

    def of(self, scope: str, moment: Instant) -> Where | None:
        """How the place of a record (a stream) lies to what is asked about; None: elsewhere.

        moment: when what it records happened.
        """
        if self.scope is None:
            return "within"
        asked = self.landscape.question.as_of
        around = [self._around(self.landscape.at(when)) for when in (min(moment, asked), asked)]
        if any(scope in one.within for one in around):
            return "within"
        if any(scope in one.wider for one in around):
            return "wider"
        return "perhaps" if any(scope in one.perhaps for one in around) else None

    def _around(self, places: Places) -> Around:
        # The landscape keeps each tree that it has read, so a tree is known by its identity.
        if id(places) not in self._seen:
            assert self.scope is not None, "everywhere has no surroundings"
            self._seen[id(places)] = surroundings(places, self.scope)
        return self._seen[id(places)]


def level_of(scope: str, level: str | None, places: Places) -> str | None:
    """The level that a record names, or that of the case which its place is; None: all levels."""
    kind, _, name = scope.partition("/")
    if level is None and kind == "case":
        level = places.cases.get(name, {}).get("level")
    return None if level is None else str(level)


def surroundings(places: Places, scope: str) -> Around:
    """What lies within a place, and what covers or touches it; the place itself is within."""
    kind, _, name = scope.partition("/")
    above = {f"area/{area}" for one in places.areas_of(scope) for area in places.upward(one)}
    if kind == "area":
        within, wider = places.scopes(name)
        near = {one for one in wider if one.startswith("cohort/")}
        inside = places.within(name)
        touching = {one for one in near if places.areas_of(one) & inside}
    else:
        within = {scope, *places.members.get(name, ())} if kind == "cohort" else {scope}
        wider = above
        near = {
            f"cohort/{one}"
            for one, group in places.cohorts.items()
            if _areas(group) & above or within & set(places.members.get(one, ()))
        }
        touching = {one for one in near if within & set(places.members.get(_name(one), ()))}
    sure = touching | {one for one in near if _belongs(places, one, above)}
    return Around(within, (wider - near | sure) - within, near - sure - within)


def _belongs(places: Places, group: str, above: set[str]) -> bool:
    """Whether one of these areas belongs to a group as a whole.

    The areas of a group with a criterion only say where its members are.
    """
    value = places.cohorts[_name(group)]
    named = set[str]() if value.get("criterion") else _areas(value)
    return bool(above & (named | set(places.members.get(_name(group), ()))))


def _areas(group: Value) -> set[str]:
    return {f"area/{area}" for area in group.get("areas", ())}


def _name(stream: str) -> str:
    return stream.partition("/")[2]
