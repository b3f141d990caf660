"""How the place of a record lies to a place that somebody asks about, at a moment.

One question with one answer, for every view: does it lie within the place, cover it, touch it, or
is it a group of which it is only not excluded that it touches the place (METHODS 2, which
promises)? The areas that a group names say where its members are. So a group touches an area in
which it names one, and may touch what lies in an area that it names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from domain.dates import BEGINNING, FOREVER, Instant
from domain.record import StreamName
from domain.step_function import NO, YES, StepFunction, both, during, inverse
from domain.value import value_class
from projections.geography.membership import Memberships, Stay

Relation = Literal["within", "covers", "touches", "maybe"]

WITHIN: Relation = "within"
COVERS: Relation = "covers"
TOUCHES: Relation = "touches"
MAYBE: Relation = "maybe"

WIDER = frozenset({COVERS, TOUCHES})
"""What is certainly addressed to a place without lying in it."""
SUREST_FIRST: tuple[Relation, ...] = (COVERS, WITHIN, TOUCHES, MAYBE)
"""Ways to lie to a place, that which concerns it most first."""


def surest(found: Iterable[Relation | None]) -> Relation | None:
    """Of several ways to lie to a place the one that concerns it most."""
    known = set(found)
    return next((lies for lies in SUREST_FIRST if lies in known), None)


def relation(
    land: Memberships, subject: str, place: str, moment: Instant, *, descent: bool = False
) -> Relation | None:
    """How a subject lies to a place at a moment, both as streams; None when it is elsewhere.

    descent: whether an area is heir to what it came from, as it is to promises: the whole of which
    it is a part since a split, and before it was there the areas of which it was made.
    """
    return _Lies(land, moment, descent=descent).to(subject, place)


@value_class
class _Lies:
    """How places lie to each other at one moment."""

    land: Memberships
    moment: Instant
    descent: bool

    def to(self, subject: str, place: str, seen: frozenset[str] = frozenset()) -> Relation | None:
        if subject == place:
            return WITHIN
        kind = StreamName.parse(place).kind
        if kind == "case":
            return self._to_case(subject, place)
        if kind == "cohort":
            return self._to_group(subject, place)
        return self._to_area(subject, place, seen)

    def _to_area(self, subject: str, place: str, seen: frozenset[str]) -> Relation | None:
        former = self.land.tree.made_of(place, self.moment) if self.descent else []
        if former and place not in seen:
            return _of_all([self.to(subject, area, seen | {place}) for area in former])
        if subject.startswith("cohort/"):
            return self._group_to_area(subject, place)
        if self._inside(self.land.area(subject, self.moment), place):
            return WITHIN
        return COVERS if subject in self._covering(place) else None

    def _inside(self, area: str | None, place: str) -> bool:
        return area is not None and place in self.land.tree.upward(area, self.moment)

    def _covering(self, area: str) -> frozenset[str]:
        tree = self.land.tree
        if self.descent:
            return tree.covering(area, self.moment)
        return frozenset(tree.upward(area, self.moment))

    def _group_to_area(self, group: str, place: str) -> Relation | None:
        found = self.land.spread(group, self.moment)
        if place in found.around_all:
            return WITHIN
        if place in found.around_certain:
            return TOUCHES
        covering = self._covering(place)
        if not covering.isdisjoint(found.members):
            return COVERS
        perhaps = place in found.around_any or not covering.isdisjoint(found.areas)
        return MAYBE if perhaps else None

    def _to_case(self, subject: str, case: str) -> Relation | None:
        land, moment = self.land, self.moment
        area = land.area(case, moment)
        around = {case} | (self._covering(area) if area else frozenset())
        if not subject.startswith("cohort/"):
            return COVERS if subject in around else None
        if around.intersection(land.members(subject, moment)):
            return COVERS
        perhaps = {*land.members(subject, moment, certain=False), *land.named(subject, moment)}
        return MAYBE if around & perhaps else None

    def _to_group(self, subject: str, group: str) -> Relation | None:
        land, moment = self.land, self.moment
        members = land.members(group, moment)
        whole = [*members, *_consists_of(land, group, moment)]
        if WITHIN in (self.to(subject, member) for member in whole):
            return WITHIN
        # A place around some of its members touches a group, one around all of them covers it.
        everywhere = [*members, *land.named(group, moment)]
        found = [self.to(subject, member) for member in everywhere]
        # What is not part of it and lies within an area where members are: those may be elsewhere.
        # The area itself is around all of them.
        around = [
            COVERS if member == subject else None if lies == WITHIN else lies
            for member, lies in zip(everywhere, found, strict=True)
        ]
        return _of_all(around)


def _of_all(found: Sequence[Relation | None]) -> Relation | None:
    """How a subject lies to several places together."""
    if WITHIN in found:
        return WITHIN
    if found and all(lies == COVERS for lies in found):
        return COVERS
    if WIDER.intersection(found):
        return TOUCHES
    return MAYBE if MAYBE in found else None


def _consists_of(land: Memberships, group: str, moment: Instant) -> Iterable[str]:
    """The areas of a group without a criterion: nothing else tells who belongs to it."""
    row = land.cohort(group, moment)
    return row.areas if row and row.criterion is None else ()


# -- groups over time --------------------------------------------------------------------------
# The same of a group at every moment. It has a turning point for each of its members, so it is not
# asked moment by moment, but put together from where each of them is when.


def case_within(land: Memberships, case: str, area: str) -> StepFunction[str]:
    """YES while a case lies within an area: while it is there, in an area that does."""
    stays = [
        (max(row.start, part.start), min(row.end, part.end))
        for row in land.cases.get(case, ())
        for part in land.tree.lies_in(row.area, area).parts
        if part.value == YES
    ]
    return during(stays, BEGINNING, FOREVER)


def group_within(land: Memberships, group: str, area: str) -> StepFunction[str]:
    """YES while a group lies within an area: while it is somewhere, and nowhere else."""
    there, areas = land.whereabouts(group)
    elsewhere = [
        (max(start, part.start), min(end, part.end))
        for here, spans in areas.items()
        for part in land.tree.lies_in(here, area).parts
        if part.value == NO
        for start, end in spans
    ]
    return both(there, inverse(during(elsewhere, BEGINNING, FOREVER)))


def in_group(
    land: Memberships, subject: str, group: str, within: Callable[[str, str], StepFunction[str]]
) -> StepFunction[str]:
    """YES while a subject lies within what certainly belongs to a group, or is all of it.

    within: the same of two areas, or of a group and an area.
    """
    if subject == group:
        return during([(BEGINNING, FOREVER)], BEGINNING, FOREVER)
    joined = [row for row in land.groups_of.get(subject, ()) if row.scope == group]
    stays = [(row.start, row.end) for row in joined if row.certain]
    for area, start, end in land.consists_of(group):
        lies = within(subject, area).parts
        stays += [(max(start, one.start), min(end, one.end)) for one in lies if one.value == YES]
    return during(stays, BEGINNING, FOREVER)


def may_touch(land: Memberships, group: str, area: str, start: Instant, end: Instant) -> bool:
    """Whether it is not excluded on [start, end) that a group touches an area, and never certain.

    Not of those that somebody may have joined by the reading of a vague day: readings tell these.
    """
    if not land.certain(group):
        return False
    stays_in, tree = land.stays_in(group), land.tree

    def ever(stay: Stay, inner: str, outer: str) -> bool:
        return _ever(tree.lies_in(inner, outer), stay, start, end)

    covering = [
        stay
        for here in tree.around(area)
        for stay in stays_in.get(here, ())
        if ever(stay, area, here)
    ]
    if not covering or any(stay.member == stay.area for stay in covering):
        return False
    inside = tree.ever_inside(area)
    return not any(ever(stay, here, area) for here in inside for stay in stays_in.get(here, ()))


def _ever(lies: StepFunction[str], stay: Stay, start: Instant, end: Instant) -> bool:
    """Whether a function says yes at any moment of a stay, and of [start, end)."""
    during_it = lies.within(max(stay.start, start), min(stay.end, end))
    return any(part.value == YES for part in during_it.parts)


def parts(land: Memberships, scope: str, moment: Instant) -> frozenset[str]:
    """A place and everything that lies within it at a moment, as streams.

    Of a group that is what joined it, with all within that; and its areas, unless it has a
    criterion: then they only say where its members are.
    """
    kind = StreamName.parse(scope).kind
    if kind == "case":
        return frozenset({scope})
    if kind == "cohort":
        members = [*land.members(scope, moment), *_consists_of(land, scope, moment)]
        inside = (parts(land, member, moment) for member in members)
        return frozenset({scope}).union(*inside)
    areas = land.tree.inside(scope, moment)
    cases = {case for case in _among(land.cases_in, areas) if land.case(case, moment)}
    near = _among(land.groups_in, areas)
    groups = {group for group in near if relation(land, group, scope, moment) == WITHIN}
    return areas | cases | groups


def around(land: Memberships, scope: str, moment: Instant) -> frozenset[str]:
    """Everything wider that covers a place or may touch it at a moment, and is no part of it."""
    if scope.startswith("area/"):
        near = (*land.tree.upward(scope, moment), *land.cohorts)
        return frozenset(
            wider for wider in near if relation(land, wider, scope, moment) not in {None, WITHIN}
        )
    chains = land.chains(scope, moment)
    places = frozenset(place for chain in chains for group in chain for place in group)
    return places - parts(land, scope, moment)


def ever_around(land: Memberships, scope: str) -> frozenset[str]:
    """Every place that may cover or touch a place at any time, or lie in it, as streams.

    More than there are, never fewer: a first choice, of which `relation` tells those that do.
    """
    if not scope.startswith("area/"):
        area = land.area_ever(scope) if scope.startswith("case/") else None
        above = land.tree.around(area) if area else frozenset[str]()
        return frozenset({scope, *above, *land.cohorts}) | _areas_of_group(land, scope)
    above, below = land.tree.around(scope), land.tree.ever_inside(scope)
    near = above | below
    return near | _among(land.groups_in, near) | _among(land.cases_in, below)


def ever_enclosing(land: Memberships, scope: str) -> frozenset[str]:
    """Every place that a place may lie in or belong to at any time, itself included, as streams.

    More than there are, never fewer, as `ever_around`.
    """
    areas = {located.area for located in land.located(scope)}
    areas |= {row.area for row in land.cases.get(scope, ())}
    places = {scope}.union(*map(land.tree.around, areas), land.tree.around(scope))
    joined = {row.scope for place in places for row in land.groups_of.get(place, ())}
    named = {row.subject for place in places for row in land.naming.get(place, ())}
    return frozenset(places | joined | named)


def ever_inside(land: Memberships, scope: str) -> frozenset[str]:
    """Every place that may lie in a place at any time, itself included, as streams.

    More than there are, never fewer, as `ever_around`.
    """
    if scope.startswith("area/"):
        below = land.tree.ever_inside(scope)
        return below | _among(land.groups_in, below) | _among(land.cases_in, below)
    rows = land.cohorts.get(scope, ())
    named = {area for row in rows if row.criterion is None for area in row.areas}
    members = {row.subject for row in land.members_of.get(scope, ())}
    return frozenset({scope}).union(*(ever_inside(land, one) for one in named | members))


def _among(index: Mapping[str, Iterable[str]], areas: Iterable[str]) -> set[str]:
    """Everything that an index has under some areas."""
    return {place for area in areas for place in index.get(area, ())}


def _areas_of_group(land: Memberships, group: str) -> frozenset[str]:
    """Everything around the areas in which a group ever had members."""
    areas = (land.tree.around(located.area) for located in land.located(group))
    members = (row.subject for row in land.members_of.get(group, ()))
    return frozenset(members).union(*areas)
