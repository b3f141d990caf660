"""How promises lie to each of many areas: those to a group to all of these areas at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from domain.dates import Instant
from projections.geography.geography import Geography
from projections.geography.groups import Grounds
from projections.geography.relation import TOUCHES, WITHIN, Relation
from projections.promise_query import PromisesAt, as_it_lay, last_moment_of, lies_to
from projections.rows.span import when


class Lying:
    """How promises lie to some places, of which each is asked about."""

    def __init__(self, geography: Geography, places: Sequence[str]) -> None:
        self._geography = geography
        self._grounds = Grounds(geography.land, places)
        # By the identity of what was asked, which is kept with it and so stays its own.
        self._to_groups: dict[int, tuple[PromisesAt[Any], list[Mapping[str, Relation]]]] = {}

    def to(self, found: PromisesAt[Any], place: str) -> list[Relation | None]:
        """The same as `lies_to`, of one of the places."""
        if not found.scope.startswith("cohort/"):
            return lies_to(self._geography, found, place)
        if id(found) not in self._to_groups:
            self._to_groups[id(found)] = found, self._to_group(found)
        _, each = self._to_groups[id(found)]
        return [lies.get(place) for lies in each]

    def _to_group(self, found: PromisesAt[Any]) -> list[Mapping[str, Relation]]:
        """How each promise to a group lies to the places, where it does."""
        group, now = found.scope, self._geography.question.as_of

        @cache
        def wider(moment: Instant) -> dict[str, Relation]:
            """How the group lay to those in which it does not lie now: it touched what held it."""
            lay = self._grounds.lies(group, moment)
            return {place: TOUCHES if lies == WITHIN else lies for place, lies in lay.items()}

        within = dict.fromkeys(self._geography.land.spread(group, now).around_all, WITHIN)
        told: list[Mapping[str, Relation]] = []
        for row in found.rows:
            made = when(row)
            moments = (last_moment_of(row, now), made.earliest, made.latest)
            then, first, last = map(wider, moments)
            lies = {
                place: as_it_lay(then.get(place), first.get(place), last.get(place))
                for place in {*then, *first, *last}
            }
            told.append({place: one for place, one in lies.items() if one is not None} | within)
        return told
