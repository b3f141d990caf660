"""What promises to many places amount to, each counted once and added up place by place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from operator import attrgetter
from typing import Literal

from projections.geography.relation import COVERS, MAYBE, TOUCHES, WITHIN, Relation
from projections.promise.scoring import ScoredPromise
from projections.promise_query import lies_to
from projections.trust.judge import Judge
from projections.trust.roots import Root, nobody_looked, roots
from projections.trust.tally import Tally

Where = Literal["here", "wider", "possible"]

WHERE: dict[Relation | None, Where] = {
    WITHIN: "here",
    COVERS: "wider",
    TOUCHES: "wider",
    MAYBE: "possible",
}
"""Where a place has the promises that lie to it in some way."""


class Sums:
    """The tallies of places, made of those of the places that promises were made to.

    A root all of whose promises were made to one place counts as a whole wherever that place
    counts. Of a root that is spread over several places only those promises make it up that lie to
    a place in the same way, so it is put together for each.
    """

    def __init__(self, judge: Judge, areas: Iterable[str]) -> None:
        """areas: by slug, those that tallies are asked of."""
        self._judge, self._places = judge, [f"area/{area}" for area in areas]

    def of(self, place: str) -> dict[Where, Tally]:
        """What promises to a place or a part of it amount to, those to what is wider, and may be.

        Equation: of(place)["here"] == Tally.of(judge.within(place)), and so on.
        """
        inside = self._inside(place)
        tallies: dict[Where, Tally] = {where: Tally() for where in WHERE.values()}
        tallies["here"] = self._sum(inside)
        loose: dict[Where, list[ScoredPromise]] = {"wider": [], "possible": []}
        for found in self._judge.around(place):
            if found.scope in inside:
                continue
            members = self._judge.judged(found)
            lies = [WHERE.get(one) for one in lies_to(self._judge.geography, found, place)]
            if len(set(lies)) > 1:
                for where, member in zip(lies, members, strict=True):
                    if where is not None:
                        loose[where].append(member)
            elif (where := lies[0]) is not None:
                tallies[where].add(self._own[found.scope])
                loose[where] += self._spread.get(found.scope, ())
        for where, members in loose.items():
            tallies[where].add(self._tally(members))
        return tallies

    def together(self) -> Tally:
        """What promises to one or more of the areas or a part of them amount to, each once."""
        return self._sum(frozenset[str]().union(*map(self._inside, self._places)))

    def nobody_looked(self) -> bool:
        """Whether some promises around the areas fell due, and nobody said anything of any."""
        return nobody_looked(self._roots)

    def _inside(self, place: str) -> frozenset[str]:
        """A place and everything that lies within it."""
        geography = self._judge.geography
        return geography.parts(place, geography.question.as_of)

    def _sum(self, inside: frozenset[str]) -> Tally:
        """That of all promises to some places, with which goes whatever lies within them."""
        tally, loose = Tally(), list[ScoredPromise]()
        for unit in sorted(inside & self._units.keys()):
            tally.add(self._units[unit])
        for scope in inside & self._spread.keys():
            loose += self._spread[scope]
        tally.add(self._tally(loose))
        return tally

    @cached_property
    def _units(self) -> dict[str, Tally]:
        """The tallies of areas, with those of the cases in them, and of groups: up to a sum."""
        geography = self._judge.geography
        now = geography.question.as_of
        units: dict[str, Tally] = defaultdict(Tally)
        for scope, tally in self._own.items():
            case = scope.startswith("case/")
            units[(case and geography.land.area(scope, now)) or scope].add(tally)
        return units

    def _tally(self, members: Iterable[ScoredPromise]) -> Tally:
        """That of roots of which these are all the members."""
        question = self._judge.question
        ordered = sorted(members, key=attrgetter("row.subject"))
        return Tally.of(roots(question, ordered), question.so_far)

    @cached_property
    def _roots(self) -> list[Root]:
        """All roots of promises that count for any of the places."""
        near = {found.scope: found for place in self._places for found in self._judge.around(place)}
        members = [member for found in near.values() for member in self._judge.judged(found)]
        return roots(self._judge.question, members)

    @cached_property
    def _own(self) -> dict[str, Tally]:
        """By the place that promises were made to the tally of the roots that it has alone."""
        own: dict[str, list[Root]] = defaultdict(list)
        for root in self._roots:
            for scope in (scopes := _scopes(root)):
                own[scope] += [root] if len(scopes) == 1 else []
        now = self._judge.question.so_far
        return {scope: Tally.of(found, now) for scope, found in own.items()}

    @cached_property
    def _spread(self) -> dict[str, list[ScoredPromise]]:
        """By the place that they were made to the promises of all other roots."""
        spread: dict[str, list[ScoredPromise]] = defaultdict(list)
        for root in self._roots:
            if len(_scopes(root)) > 1:
                for member in root.members:
                    spread[member.row.scope].append(member)
        return spread


def _scopes(root: Root) -> set[str]:
    """The places that the promises of a root were made to."""
    return {member.row.scope for member in root.members}
