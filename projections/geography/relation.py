"""How the place of a record lies to a place that somebody asks about, at a moment.

One question with one answer, for every view: does it lie within the place, cover it, touch it, or
is it a group of which it is only not excluded that it touches the place (METHODS 2, which
promises)? The areas that a group names say where its members are. So a group touches an area in
which it names one, and may touch what lies in an area that it names.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from domain.dates import Instant
from projections.geography.membership import Memberships

Relation = Literal["within", "covers", "touches", "maybe"]

WITHIN: Relation = "within"
COVERS: Relation = "covers"
TOUCHES: Relation = "touches"
MAYBE: Relation = "maybe"

WIDER = frozenset({COVERS, TOUCHES})
"""What is certainly addressed to a place without lying in it."""


def relation(land: Memberships, subject: str, place: str, moment: Instant) -> Relation | None:
    """How a subject lies to a place at a moment, both as streams; None when it is elsewhere."""
    if subject == place:
        return WITHIN
    kind = place.partition("/")[0]
    if kind == "area":
        return _to_area(land, subject, place, moment, frozenset())
    if kind == "case":
        return _to_case(land, subject, place, moment)
    return _to_group(land, subject, place, moment)


def _to_area(
    land: Memberships, subject: str, place: str, moment: Instant, seen: frozenset[str]
) -> Relation | None:
    former = [] if place in seen else land.tree.made_of(place, moment)
    if former:
        # Before it was there, a merged area is what it was made of.
        return _to_former(land, subject, place, moment, (seen, former))
    if subject.startswith("cohort/"):
        return _group_to_area(land, subject, place, moment)
    area = land.area(subject, moment)
    if area is not None and place in land.tree.upward(area, moment):
        return WITHIN
    return COVERS if subject in land.tree.covering(place, moment) else None


def _to_former(
    land: Memberships,
    subject: str,
    place: str,
    moment: Instant,
    made_of: tuple[frozenset[str], list[str]],
) -> Relation | None:
    seen, former = made_of
    found = [
        WITHIN if subject == area else _to_area(land, subject, area, moment, seen | {place})
        for area in former
    ]
    if WITHIN in found:
        return WITHIN
    if all(lies == COVERS for lies in found):
        return COVERS
    if WIDER.intersection(found):
        return TOUCHES
    return MAYBE if MAYBE in found else None


def _group_to_area(land: Memberships, group: str, place: str, moment: Instant) -> Relation | None:
    def inside(area: str) -> bool:
        return place in land.tree.upward(area, moment)

    everywhere = land.areas(group, moment)
    if everywhere and all(inside(area) for area in everywhere):
        return WITHIN
    members = land.members(group, moment)
    surely = {area for member in members if (area := land.area(member, moment))}
    if any(inside(area) for area in surely.union(land.named(group, moment))):
        return TOUCHES
    covering = land.tree.covering(place, moment)
    if covering.intersection(members):
        return COVERS
    perhaps = (area for area in everywhere if inside(area) or area in covering)
    return MAYBE if any(perhaps) else None


def _to_case(land: Memberships, subject: str, case: str, moment: Instant) -> Relation | None:
    area = land.area(case, moment)
    around = {case} | (land.tree.covering(area, moment) if area else frozenset())
    if not subject.startswith("cohort/"):
        return COVERS if subject in around else None
    if around.intersection(land.members(subject, moment)):
        return COVERS
    perhaps = {*land.members(subject, moment, certain=False), *land.named(subject, moment)}
    return MAYBE if around & perhaps else None


def _to_group(land: Memberships, subject: str, group: str, moment: Instant) -> Relation | None:
    members = [*land.members(group, moment), *_consists_of(land, group, moment)]
    if WITHIN in (relation(land, subject, member, moment) for member in members):
        return WITHIN
    # A place around some of its members touches a group, one around all of them covers it.
    everywhere = [*land.members(group, moment), *land.named(group, moment)]
    found = [relation(land, subject, member, moment) for member in everywhere]
    if found and all(lies == COVERS for lies in found):
        return COVERS
    if WIDER.intersection(found):
        return TOUCHES
    return MAYBE if MAYBE in found else None


def _consists_of(land: Memberships, group: str, moment: Instant) -> Iterable[str]:
    """The areas of a group without a criterion: nothing else tells who belongs to it."""
    row = land.cohort(group, moment)
    return row.areas if row and row.criterion is None else ()


def parts(land: Memberships, scope: str, moment: Instant) -> frozenset[str]:
    """A place and everything that lies within it at a moment, as streams.

    Of a group that is what joined it, with all within that; and its areas, unless it has a
    criterion: then they only say where its members are.
    """
    kind = scope.partition("/")[0]
    if kind == "case":
        return frozenset({scope})
    if kind == "cohort":
        members = [*land.members(scope, moment), *_consists_of(land, scope, moment)]
        inside = (parts(land, member, moment) for member in members)
        return frozenset({scope}).union(*inside)
    areas = land.tree.inside(scope, moment)
    cases = {case for case in land.cases if land.area(case, moment) in areas}
    groups = {group for group in land.cohorts if _lies_in(land, group, areas, moment)}
    return areas | cases | groups


def _lies_in(land: Memberships, group: str, areas: frozenset[str], moment: Instant) -> bool:
    """Whether all members of a group lie in some areas."""
    if land.cohort(group, moment) is None:
        return False
    located = land.areas(group, moment)
    return bool(located) and areas.issuperset(located)


def around(land: Memberships, scope: str, moment: Instant) -> frozenset[str]:
    """Everything wider that covers a place or may touch it at a moment, and is no part of it."""
    if scope.startswith("area/"):
        near = (*land.tree.upward(scope, moment), *land.cohorts)
        return frozenset(
            other for other in near if relation(land, other, scope, moment) not in {None, WITHIN}
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
    groups = {
        group
        for group in land.cohorts
        if any(located.area in near for located in land.located(group))
    }
    cases = {case for case in land.cases if land.area_ever(case) in below}
    return near | groups | cases


def _areas_of_group(land: Memberships, group: str) -> frozenset[str]:
    """Everything around the areas in which a group ever had members."""
    areas = (land.tree.around(located.area) for located in land.located(group))
    members = (row.subject for row in land.members_of.get(group, ()))
    return frozenset(members).union(*areas)
