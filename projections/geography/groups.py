"""How a group lies to many areas at a moment: to all of them at once.

A group may have thousands of members, and so as many moments at which it changes how it lies to
something. Where many areas are asked about, what a group is like at a moment is held against all
of them in one pass; `relation` tells the same of one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import NamedTuple

from domain.dates import Instant
from domain.value import remembering_class
from projections.geography.membership import Memberships
from projections.geography.relation import COVERS, MAYBE, TOUCHES, WITHIN, Relation, relation


class Ground(NamedTuple):
    """An area while the tree stays the same: what covers it, and whether it is yet to be made."""

    area: str
    covering: frozenset[str]
    to_come: bool


@remembering_class
class Grounds:
    """Some areas, as streams, against which groups are held."""

    land: Memberships
    areas: Sequence[str]
    _grounds: dict[int, list[Ground]] = field(default_factory=dict)
    _lies: dict[tuple[str, Instant], dict[str, Relation]] = field(default_factory=dict)

    def lies(self, group: str, moment: Instant) -> Mapping[str, Relation]:
        """How a group lies to the areas, as heirs of what they came from; elsewhere: left out.

        Equation: lies(group, moment).get(area) == relation(land, group, area, moment, descent).
        """
        if (group, moment) not in self._lies:
            self._lies[group, moment] = dict(self._each(group, moment))
        return self._lies[group, moment]

    def _each(self, group: str, moment: Instant) -> Iterator[tuple[str, Relation]]:
        found = self.land.spread(group, moment)
        for area, covering, to_come in self._at(moment):
            if to_come:  # of what was not there yet, those tell of which it was made
                lies = relation(self.land, group, area, moment, descent=True)
                if lies is not None:
                    yield area, lies
            elif area in found.around_all:
                yield area, WITHIN
            elif area in found.around_certain:
                yield area, TOUCHES
            elif not covering.isdisjoint(found.members):
                yield area, COVERS
            elif area in found.around_any or not covering.isdisjoint(found.areas):
                yield area, MAYBE

    def _at(self, moment: Instant) -> list[Ground]:
        """The areas at a moment; the same until the next turn of the tree."""
        tree = self.land.tree
        turn = bisect_right(tree.turns, moment)
        if turn not in self._grounds:
            self._grounds[turn] = [
                Ground(area, tree.covering(area, moment), bool(tree.made_of(area, moment)))
                for area in self.areas
            ]
        return self._grounds[turn]
