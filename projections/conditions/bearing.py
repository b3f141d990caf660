"""Which yardsticks bear on a place: its own, those declared for more around it, those in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from projections.conditions.charter import Charter, charters
from projections.geography.geography import Geography

OWN, COVERS, WITHIN = "own", "covers", "within"
"""How the place of a charter lies to the place asked about."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """A charter with the place at which it is judged, as a stream, and how the two lie."""

    charter: Charter
    scope: str
    relation: str


def bearing(landscape: Geography, scope: str | None) -> Iterator[Bearing]:
    """The charters that bear on a place, in that order; without a place every one at its own.

    One that covers the place is judged at the place, one within it at its own place.
    """
    every = list(charters(landscape.question))
    if scope is None:
        yield from (Bearing(one, one.scope, OWN) for one in every)
        return
    moment = landscape.question.as_of
    above = landscape.enclosing(scope, moment) - {scope}
    inside = landscape.parts(scope, moment) - above - {scope}
    yield from (Bearing(one, scope, OWN) for one in every if one.scope == scope)
    yield from (Bearing(one, scope, COVERS) for one in every if one.scope in above)
    yield from (Bearing(one, one.scope, WITHIN) for one in every if one.scope in inside)
