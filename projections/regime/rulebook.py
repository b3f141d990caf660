"""What all rules together give a case, a group or an area on a topic, at any moment."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Hashable, Iterable, Sequence
from functools import cached_property
from itertools import product
from math import inf
from typing import NamedTuple

from domain.dates import Bounds, Instant
from domain.step_function import StepFunction, sampled
from domain.value import remembering_class, value_class
from domain.vocabulary import LEVELS
from projections.geography.geography import Geography
from projections.geography.membership import Chain
from projections.regime.acts import Act, acts, possible_states
from projections.regime.force import Found, RuleInForce, RuleLayers, Viewpoint
from projections.rows.acts import RuleRow
from projections.rows.span import Money

# -- ruling ------------------------------------------------------------------------------------
# What several rules together give for a subject: the values at the most specific place.
#
# Every rule gives what it may give in each chain of the subject, at each level in question. In
# one chain the most specific place that has a rule counts, with all the rules that it has; groups
# that differ conflict. The chains of a group, one for each of its areas, conflict where they
# differ.

Content = frozenset[tuple[str, Money | None]]
"""What is compared to say whether the rules are the same: values with their amounts."""

RuleContribution = tuple[Found | None, ...]
"""What one rule gives, from each viewpoint."""


@value_class
class Ruling:
    """What holds over a step of time.

    rules: those in force, by their name; none: no rule is on record. conflicting: groups, or the
    areas of one group, have different ones. certain: False where the dates on record are too
    vague to tell; then the rules are all that may hold.
    """

    rules: tuple[RuleInForce, ...] = ()
    conflicting: bool = False
    certain: bool = True

    @property
    def content(self) -> Content:
        """Its values with their amounts: another content is another regime."""
        return frozenset(rule.content for rule in self.rules)

    def certainly_differs(self, other: Ruling) -> bool:
        """Whether, however vague the dates, it is not what another one is that is certain.

        Where something of the other can hold no longer, the dates leave open no more than which
        values came in its place.
        """
        if self.certain:
            return self.content != other.content
        return not other.content <= self.content

    @property
    def values(self) -> tuple[str, ...]:
        """The values in words, in order."""
        return tuple(sorted({rule.value for rule in self.rules}))


def ruling(chains: Sequence[Chain], outcomes: Sequence[Collection[RuleContribution]]) -> Ruling:
    """What holds, from all that each rule may give.

    chains: the chain of each viewpoint, in their order; more viewpoints in one chain are at more
    levels.
    """
    found: dict[tuple[Content, bool], Ruling] = {}
    for given in product(*outcomes):
        combined = _together(chains, given)
        same = found.get((combined.content, combined.conflicting), combined)
        # The same by more records: the one that says more is shown.
        found[combined.content, combined.conflicting] = max(same, combined, key=_records)
        if len(found) > 1:
            return Ruling(_possible(chains, outcomes), certain=False)
    (known,) = found.values()
    return known


def one_of(readings: Sequence[Ruling]) -> Ruling:
    """What holds if one of several readings is right: only what they agree on is certain."""
    first, *others = readings
    same = {(reading.content, reading.conflicting, reading.certain) for reading in readings}
    if not others or len(same) == 1:
        return first
    return Ruling(_ordered({held for reading in readings for held in reading.rules}), certain=False)


def _records(reading: Ruling) -> list[tuple[int, ...]]:
    return [rule.events for rule in reading.rules]


def _together(chains: Sequence[Chain], given: Sequence[RuleContribution]) -> Ruling:
    """What holds if each rule gives this."""
    by_chain: dict[Chain, set[RuleInForce]] = {}
    conflicting = False
    for chain, viewpoints in _by_chain(chains).items():
        here = [
            found for outcome in given for viewpoint in viewpoints if (found := outcome[viewpoint])
        ]
        nearest = min((height for height, _ in here), default=0)
        by_place: dict[str, set[RuleInForce]] = {}
        for height, held in here:
            for place, rule in held if height == nearest else ():
                by_place.setdefault(place, set()).add(rule)
        conflicting = conflicting or _differ(by_place.values())
        by_chain[chain] = set().union(*by_place.values())
    conflicting = conflicting or _differ(by_chain.values())
    return Ruling(_ordered(set().union(*by_chain.values())), conflicting)


def _by_chain(chains: Sequence[Chain]) -> dict[Chain, list[int]]:
    """The viewpoints in each chain, one for each level in question: together they see it all."""
    found: dict[Chain, list[int]] = {}
    for viewpoint, chain in enumerate(chains):
        found.setdefault(chain, []).append(viewpoint)
    return found


def _differ(several: Iterable[set[RuleInForce]]) -> bool:
    """Whether they have different contents."""
    return len({frozenset(rule.content for rule in held) for held in several}) > 1


def _possible(
    chains: Sequence[Chain], outcomes: Sequence[Collection[RuleContribution]]
) -> tuple[RuleInForce, ...]:
    """Everything that may hold: whatever no certain rule of a more specific place keeps out."""
    rules: set[RuleInForce] = set()
    for viewpoints in _by_chain(chains).values():
        # How far up the chain a rule is found at the latest; beyond the first of them none counts.
        sure = min(
            max(_height(contribution, viewpoints) for contribution in rule) for rule in outcomes
        )
        found = (
            contribution[viewpoint]
            for rule in outcomes
            for contribution in rule
            for viewpoint in viewpoints
        )
        for height, held in (finding for finding in found if finding):
            rules.update(rule for _, rule in held if height <= sure)
    return _ordered(rules)


def _height(outcome: RuleContribution, viewpoints: Iterable[int]) -> float:
    """How far up the chain something is found; infinite where nothing is."""
    return min((found[0] for viewpoint in viewpoints if (found := outcome[viewpoint])), default=inf)


def _ordered(rules: Iterable[RuleInForce]) -> tuple[RuleInForce, ...]:
    return tuple(sorted(rules, key=lambda rule: (rule.rule, rule.place, rule.events)))


# -- values ------------------------------------------------------------------------------------
# What holds for a case, a group or an area on a topic at any moment: METHODS 3, `value(x, t)`.
#
# The set of values of the rules on the topic that are in force at the most specific place that
# has one: an exception of the case, its groups, then the nearest area up the tree. An area or a
# group is read as a case opened there. A record without a level holds at all levels; whoever asks
# about one level sees the records of that level and those without, whoever asks about none sees
# all.


@value_class
class Subject:
    """For whom the question is asked: a place as a stream, since when it is open, at what level.

    opened: decides about changes that respect what was open before; of an area or a group it is
    the start that somebody names. level: empty for all levels.
    """

    scope: str
    opened: Bounds
    level: str = ""


class NearRule(NamedTuple):
    """What happened to a rule near a place, and every moment at which that may have counted."""

    acts: list[Act]
    turns: list[Instant]


@remembering_class
class Rulebook:
    """Every rule as told, read once for any number of questions.

    without: the groups that are left out, with whatever holds for them alone.
    """

    geography: Geography
    without: frozenset[str] = frozenset()

    @classmethod
    def of(cls, geography: Geography, without: frozenset[str] = frozenset()) -> Rulebook:
        """The rules of a question, read once."""
        return geography.once(("rulebook", without), lambda: cls(geography, without))

    @cached_property
    def rules(self) -> dict[str, RuleRow]:
        """Every rule as known, by its name."""
        asked = self.geography.question
        return {row.rule: row for row in asked.book.at(RuleRow, asked.as_of, asked.known)}

    @cached_property
    def acts(self) -> dict[str, list[Act]]:
        """What happened to each rule."""
        return {
            name: [
                act for act in acts(rule) if not act.place or act.place.scope not in self.without
            ]
            for name, rule in self.rules.items()
        }

    @cached_property
    def by_topic(self) -> dict[str, list[str]]:
        """The names of the rules that were ever on each topic, by topic."""
        found: dict[str, list[str]] = {}
        for name, rule in sorted(self.rules.items()):
            for topic in {act.topic for act in rule.acts if act.topic}:
                found.setdefault(topic, []).append(name)
        return dict(sorted(found.items()))

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """What all levels are: each of them where any record tells them apart."""
        places = (act.place for rule in self.acts.values() for act in rule)
        return LEVELS if any(place and place.level for place in places) else ("",)

    def viewpoints(
        self, subject: Subject, moment: Instant, perhaps: frozenset[str] = frozenset()
    ) -> list[Viewpoint]:
        """From where rules are looked at: every chain of the subject, at each level in question.

        perhaps: the groups to which it belongs by one reading of imprecise dates.
        """
        chains = self.geography.chains(subject.scope, moment, perhaps)
        levels = (subject.level,) if subject.level else self.levels
        return [Viewpoint(chain, level) for chain in chains for level in levels]

    def values(
        self, subject: Subject, topic: str, start: Instant, end: Instant
    ) -> StepFunction[Ruling]:
        """What holds for a subject on a topic at every moment of [start, end)."""
        land = self.geography.land
        near = self._near(subject.scope)
        rules = [name for name in self.by_topic.get(topic, ()) if name in near]

        # Where somebody joins a group, hardly ever anything else holds for it than before.
        known: dict[Hashable, Ruling] = {}

        def read(moment: Instant, perhaps: frozenset[str]) -> Ruling:
            viewpoints = tuple(self.viewpoints(subject, moment, perhaps))
            key = viewpoints, *(bisect_right(near[rule].turns, moment) for rule in rules)
            if key not in known:
                outcomes = self._given(subject, rules, topic, viewpoints, moment)
                known[key] = ruling([viewpoint.chain for viewpoint in viewpoints], outcomes)
            return known[key]

        def at(moment: Instant) -> Ruling:
            readings = land.readings(subject.scope, moment)
            return one_of([read(moment, perhaps) for perhaps in readings])

        turns = set(self.geography.turns(subject.scope)).union(
            *(near[rule].turns for rule in rules)
        )
        return sampled(turns, start, end, at)

    def _near(self, scope: str) -> dict[str, NearRule]:
        """What happened to each rule wherever a place may ever lie; none of those elsewhere."""

        def find() -> dict[str, NearRule]:
            around = self.geography.ever_enclosing(scope)
            found: dict[str, NearRule] = {}
            for name, rule in self.acts.items():
                seen = [act for act in rule if not act.place or act.place.scope in around]
                if any(act.place for act in seen):
                    found[name] = NearRule(
                        seen, sorted({turn for act in seen for turn in act.turns})
                    )
            return found

        return self.geography.once(("rules near", self.without, scope), find)

    def _given(
        self,
        subject: Subject,
        rules: Iterable[str],
        topic: str | None,
        viewpoints: tuple[Viewpoint, ...],
        moment: Instant,
    ) -> list[Collection[RuleContribution]]:
        """What each of some rules near a subject may give it.

        That is the same from one of the turns of the rule to the next, and found once.
        """
        near = self._near(subject.scope)
        known = self._known.setdefault((subject, viewpoints), {})
        given = []
        for rule in rules:
            acts, turns = near[rule]
            key = rule, topic, bisect_right(turns, moment)
            if key not in known:
                known[key] = _outcomes(viewpoints, acts, subject, topic, moment)
            given.append(known[key])
        return given

    @cached_property
    def _known(self) -> dict[Hashable, dict[Hashable, Collection[RuleContribution]]]:
        """What was found so far of what rules give, by to whom and from where it is looked at."""
        return {}

    def in_force(self, subject: Subject, moment: Instant) -> list[RuleInForce]:
        """Every rule and exception certainly in force for a subject, on any topic, by name.

        Where it is only in doubt with which content, the one by the most records is given; where
        it is in doubt whether an exception holds instead, the rule.
        """
        viewpoints = tuple(self.viewpoints(subject, moment))
        held: set[RuleInForce] = set()
        for given in self._given(subject, self._near(subject.scope), None, viewpoints, moment):
            outcomes = [_rules_in_force(outcome) for outcome in given]
            if all(outcomes):
                surest = max(outcomes, key=_surest)
                held.update(surest)
        return sorted(held, key=lambda rule: (rule.rule, rule.place))


def _surest(outcome: Sequence[RuleInForce]) -> tuple[int, list[tuple[int, ...]]]:
    """What is counted of several outcomes: fewest exceptions, and then by the most records."""
    excepted = sum(bool(rule.place.exception) for rule in outcome)
    return -excepted, [rule.events for rule in outcome]


def _rules_in_force(outcome: RuleContribution) -> list[RuleInForce]:
    """What holds of a rule from any viewpoint, in order."""
    found = {rule for finding in outcome if finding for _, rule in finding[1]}
    return sorted(found, key=lambda rule: (rule.place, rule.events))


def _outcomes(
    viewpoints: Sequence[Viewpoint],
    rule: Sequence[Act],
    subject: Subject,
    topic: str | None,
    moment: Instant,
) -> set[RuleContribution]:
    """What one rule may give from each viewpoint: one outcome where the dates leave no doubt."""

    def after(held: tuple[RuleLayers, ...], act: Act) -> tuple[RuleLayers, ...]:
        pairs = zip(viewpoints, held, strict=True)
        return tuple(
            viewpoint.after(layers, act) if viewpoint.sees(act) else layers
            for viewpoint, layers in pairs
        )

    seen = [act for act in rule if any(viewpoint.sees(act) for viewpoint in viewpoints)]
    initial = tuple(RuleLayers() for _ in viewpoints)
    return {
        tuple(
            viewpoint.found(layers, topic)
            for viewpoint, layers in zip(viewpoints, held, strict=True)
        )
        for held in possible_states(seen, moment, subject.opened, initial, after)
    }
