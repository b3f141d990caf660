"""What promises to many places amount to, each counted once and added up place by place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Literal, NamedTuple

from projections.geography.relation import COVERS, MAYBE, TOUCHES, WITHIN, Relation
from projections.promise.scoring import ScoredPromise
from projections.promise_query import PromisesAt, promises_at
from projections.trust.alike import Single, tally_of
from projections.trust.judge import Judge
from projections.trust.lying import Lying
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
        self._found: dict[str, Tally] = {}
        self._apart: dict[tuple[str, tuple[Where | None, ...]], dict[Where, Tally]] = {}
        self._lying = Lying(judge.geography, self._places)

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
            lies = [WHERE.get(one) for one in self._lying.to(found, place)]
            if len(set(lies)) > 1:
                for where, member in zip(lies, members, strict=True):
                    if where is not None:
                        loose[where].append(member)
            elif (where := lies[0]) is not None:
                tallies[where].add(self._own(found.scope))
                loose[where] += self._placed.spread.get(found.scope, ())
        for scope in self._singles.keys() & {*self._judge.geography.ever_around(place)} - inside:
            self._add_singles(tallies, self._singles[scope], place)
        for where, members in loose.items():
            if members:
                tallies[where].add(self._tally(members))
        return tallies

    def together(self) -> Tally:
        """What promises to one or more of the areas or a part of them amount to, each once."""
        return self._sum(frozenset[str]().union(*map(self._inside, self._places)))

    def nobody_looked(self) -> bool:
        """Whether some promises around the areas fell due, and nobody said anything of any."""
        near = {one for place in self._places for one in self._judge.geography.ever_around(place)}
        singles = [
            one for scope in self._singles.keys() & near for one in self._singles[scope].rows
        ]
        sorts = {id(one.sort): one.sort.like for one in singles}
        return nobody_looked([*self._roots, *sorts.values()])

    def _inside(self, place: str) -> frozenset[str]:
        """A place and everything that lies within it."""
        geography = self._judge.geography
        return geography.parts(place, geography.question.as_of)

    def _sum(self, inside: frozenset[str]) -> Tally:
        """That of all promises to some places, with which goes whatever lies within them."""
        tally, loose = Tally(), list[ScoredPromise]()
        for unit in sorted(inside & self._units.keys()):
            tally.add(self._units[unit])
        for scope in inside & self._placed.spread.keys():
            loose += self._placed.spread[scope]
        if loose:
            tally.add(self._tally(loose))
        return tally

    @cached_property
    def _units(self) -> dict[str, Tally]:
        """The tallies of areas, with those of the cases in them, and of groups: up to a sum."""
        alone: dict[str, list[Root]] = defaultdict(list)
        for scope, found in self._placed.alone.items():
            alone[self._unit(scope)] += found
        singles: dict[str, list[Single]] = defaultdict(list)
        for scope, promised in self._singles.items():
            singles[self._unit(scope)] += promised.rows
        units = {unit: self._counted(found) for unit, found in alone.items()}
        for unit, some in singles.items():
            units.setdefault(unit, Tally()).add(self._counted_alike(some))
        return units

    def _unit(self, scope: str) -> str:
        """The area in which a case lies; another place itself."""
        geography = self._judge.geography
        case = scope.startswith("case/")
        return (case and geography.land.area(scope, geography.question.as_of)) or scope

    def _own(self, scope: str) -> Tally:
        """That of the roots that a place to which promises were made has alone."""
        if scope not in self._found:
            self._found[scope] = self._counted(self._placed.alone[scope])
        return self._found[scope]

    @cached_property
    def _singles(self) -> dict[str, PromisesAt[Single]]:
        """By the place that they were made to the promises that count by themselves."""
        return promises_at(self._judge.question, self._judge.alike.singles)

    def _add_singles(
        self, tallies: Mapping[Where, Tally], found: PromisesAt[Single], place: str
    ) -> None:
        """Add the promises that were made to one place, as far as they lie to another."""
        lies = tuple(WHERE.get(one) for one in self._lying.to(found, place))
        if (found.scope, lies) not in self._apart:
            self._apart[found.scope, lies] = self._told_apart(found, lies)
        for where, tally in self._apart[found.scope, lies].items():
            tallies[where].add(tally)

    def _told_apart(
        self, found: PromisesAt[Single], lies: Sequence[Where | None]
    ) -> dict[Where, Tally]:
        """What promises that were made to one place amount to, those apart that lie apart."""
        placed: dict[Where, list[Single]] = defaultdict(list)
        for where, one in zip(lies, found.rows, strict=True):
            if where is not None:
                placed[where].append(one)
        return {where: self._counted_alike(some) for where, some in placed.items()}

    def _counted_alike(self, singles: Sequence[Single]) -> Tally:
        return tally_of(singles, self._judge.question.so_far)

    def _counted(self, found: Sequence[Root]) -> Tally:
        return Tally.of(found, self._judge.question.so_far)

    def _tally(self, members: Iterable[ScoredPromise]) -> Tally:
        """That of roots of which these are all the members."""
        question = self._judge.question
        ordered = sorted(members, key=attrgetter("row.subject"))
        return self._counted(roots(question, ordered))

    @cached_property
    def _roots(self) -> list[Root]:
        """All roots of promises that count for any of the places."""
        near = {found.scope: found for place in self._places for found in self._judge.around(place)}
        members = [member for found in near.values() for member in self._judge.judged(found)]
        return roots(self._judge.question, members)

    @cached_property
    def _placed(self) -> Placed:
        """The roots by the places that their promises were made to."""
        placed = Placed(defaultdict(list), defaultdict(list))
        for root in self._roots:
            first, *others = root.members
            if all(member.row.scope == first.row.scope for member in others):
                placed.alone[first.row.scope].append(root)
                continue
            for member in root.members:
                placed.spread[member.row.scope].append(member)
        return placed


class Placed(NamedTuple):
    """Roots by the places that promises were made to.

    alone: by each place the roots that it has alone. spread: by the place that they were made to
    the promises of all other roots.
    """

    alone: dict[str, list[Root]]
    spread: dict[str, list[ScoredPromise]]
