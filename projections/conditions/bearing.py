"""Which yardsticks bear on a place: its own, those declared for more around it, those in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from projections.conditions.charter import Charter, charters
from projections.conditions.reach import parts
from projections.landscape import Landscape
from projections.report import Fields

OWN, COVERS, WITHIN = "own", "covers", "within"
"""How the place of a charter lies to the place asked about."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """A charter with the place at which it is judged, as a stream, and how the two lie."""

    charter: Charter
    scope: str
    relation: str


def bearing(landscape: Landscape, scope: str | None) -> Iterator[Bearing]:
    """The charters that bear on a place, in that order; without a place every one at its own.

    One that covers the place is judged at the place, one within it at its own place.
    """
    every = list(charters(landscape.question))
    if scope is None:
        yield from (Bearing(one, one.scope, OWN) for one in every)
        return
    moment = landscape.question.as_of
    above = {place for group in landscape.chain(scope, moment) for place in group} - {scope}
    inside = parts(landscape, scope, moment) - above - {scope}
    yield from (Bearing(one, scope, OWN) for one in every if one.scope == scope)
    yield from (Bearing(one, scope, COVERS) for one in every if one.scope in above)
    yield from (Bearing(one, one.scope, WITHIN) for one in every if one.scope in inside)


def called(landscape: Landscape, scope: str) -> Fields:
    """What a place is called at the moment: an area, a group by its name, a case by its title."""
    places = landscape.at(landscape.question.as_of)
    kind, _, slug = scope.partition("/")
    value = {"area": places.areas, "cohort": places.cohorts, "case": places.cases}[kind]
    known = value.get(slug, {})
    name = known.get("name") or known.get("title") or slug
    title = places.title(slug) if kind == "area" else name
    return {"area": slug, "scope": scope, "name": name, "title": title}
