"""What several rules together give for a subject: the values at the most specific place.

Every rule gives what it may give in each chain of the subject, at each level in question. In one
chain the most specific place that has a rule counts, with all the rules that it has; groups that
differ conflict. The chains of a group, one for each of its areas, conflict where they differ.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from math import inf

from projections.geography.membership import Chain
from projections.regime.force import Found, Holding
from projections.rows.span import Money

Content = frozenset[tuple[str, Money | None]]
"""What is compared to say whether the rules are the same: values with their amounts."""

Outcome = tuple[Found | None, ...]
"""What one rule gives, in each look at it."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What holds over a step of time.

    holdings: the rules, by their name; none: no rule is on record. conflicting: groups, or the
    areas of one group, have different ones. certain: False where the dates on record are too
    vague to tell; then the holdings are all that may hold.
    """

    holdings: tuple[Holding, ...] = ()
    conflicting: bool = False
    certain: bool = True

    @property
    def content(self) -> Content:
        """Its values with their amounts: another content is another regime."""
        return frozenset(holding.content for holding in self.holdings)

    @property
    def values(self) -> list[str]:
        """The values in words, in order."""
        return sorted({holding.value for holding in self.holdings})


def ruling(chains: Sequence[Chain], outcomes: Sequence[Collection[Outcome]]) -> Ruling:
    """What holds, from all that each rule may give.

    chains: the chain of each look, in the order of the looks; more looks at one chain are at more
    levels.
    """
    found: dict[tuple[Content, bool], Ruling] = {}
    for given in product(*outcomes):
        one = _together(chains, given)
        same = found.get((one.content, one.conflicting), one)
        # The same by more records: the one that says more is shown.
        found[one.content, one.conflicting] = max(same, one, key=_records)
        if len(found) > 1:
            return Ruling(_possible(chains, outcomes), certain=False)
    (known,) = found.values()
    return known


def one_of(readings: Sequence[Ruling]) -> Ruling:
    """What holds if one of several readings is right: only what they agree on is certain."""
    first, *others = readings
    same = {(one.content, one.conflicting, one.certain) for one in readings}
    if not others or len(same) == 1:
        return first
    return Ruling(_ordered({held for one in readings for held in one.holdings}), certain=False)


def _records(one: Ruling) -> list[tuple[int, ...]]:
    return [holding.events for holding in one.holdings]


def _together(chains: Sequence[Chain], given: Sequence[Outcome]) -> Ruling:
    """What holds if each rule gives this."""
    by_chain: dict[Chain, set[Holding]] = {}
    conflicting = False
    for chain, looks in _looks(chains).items():
        here = [found for outcome in given for look in looks if (found := outcome[look])]
        nearest = min((height for height, _ in here), default=0)
        by_place: dict[str, set[Holding]] = {}
        for height, held in here:
            for place, holding in held if height == nearest else ():
                by_place.setdefault(place, set()).add(holding)
        conflicting = conflicting or _differ(by_place.values())
        by_chain[chain] = set().union(*by_place.values())
    conflicting = conflicting or _differ(by_chain.values())
    return Ruling(_ordered(set().union(*by_chain.values())), conflicting)


def _looks(chains: Sequence[Chain]) -> dict[Chain, list[int]]:
    """The looks at each chain, one for each level in question: together they see all records."""
    found: dict[Chain, list[int]] = {}
    for look, chain in enumerate(chains):
        found.setdefault(chain, []).append(look)
    return found


def _differ(several: Iterable[set[Holding]]) -> bool:
    """Whether they have different contents."""
    return len({frozenset(holding.content for holding in held) for held in several}) > 1


def _possible(
    chains: Sequence[Chain], outcomes: Sequence[Collection[Outcome]]
) -> tuple[Holding, ...]:
    """Everything that may hold: whatever no certain rule of a more specific place keeps out."""
    holdings: set[Holding] = set()
    for looks in _looks(chains).values():
        # How far up the chain a rule is found at the latest; beyond the first of them none counts.
        sure = min(max(_height(one, looks) for one in rule) for rule in outcomes)
        found = (one[look] for rule in outcomes for one in rule for look in looks)
        for height, held in (one for one in found if one):
            holdings.update(holding for _, holding in held if height <= sure)
    return _ordered(holdings)


def _height(outcome: Outcome, looks: Iterable[int]) -> float:
    """How far up the chain something is found; infinite where nothing is."""
    return min((found[0] for look in looks if (found := outcome[look])), default=inf)


def _ordered(holdings: Iterable[Holding]) -> tuple[Holding, ...]:
    return tuple(sorted(holdings, key=lambda one: (one.rule, one.spot, one.events)))
