"""What holds for a case, a group or an area on a topic at any moment: METHODS 3, `value(x, t)`.

The set of values of the rules on the topic that are in force at the most specific place that has
one: an exception of the case, its groups, then the nearest area up the tree. An area or a group
is read as a case opened there. A record without a level holds at all levels; whoever asks about
one level sees the records of that level and those without, whoever asks about none sees all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from domain.dates import Bounds, Instant
from domain.spans import Steps, sampled
from projections.geography.geography import Geography
from projections.regime.acts import Act, acts
from projections.regime.force import Force, Holding, State
from projections.regime.orders import states
from projections.regime.ruling import Outcome, Ruling, one_of, ruling
from projections.rows.acts import RuleRow

LEVELS = ("dwelling", "area", "governance")


@dataclass(frozen=True, slots=True)
class Subject:
    """For whom the question is asked: a place as a stream, since when it is open, at what level.

    opened: decides about changes that respect what was open before; of an area or a group it is
    the start that somebody names. level: empty for all levels.
    """

    scope: str
    opened: Bounds
    level: str = ""


@dataclass(frozen=True)
class Rulebook:
    """Every rule as told, read once for any number of questions."""

    landscape: Geography

    @cached_property
    def rules(self) -> dict[str, RuleRow]:
        """Every rule as known, by its name."""
        asked = self.landscape.question
        return {row.rule: row for row in asked.book.at(RuleRow, asked.as_of, asked.known)}

    @cached_property
    def acts(self) -> dict[str, list[Act]]:
        """What happened to each rule."""
        return {name: acts(rule) for name, rule in self.rules.items()}

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
        spots = (act.spot for told in self.acts.values() for act in told)
        return LEVELS if any(spot and spot.level for spot in spots) else ("",)

    def looks(
        self, subject: Subject, moment: Instant, perhaps: frozenset[str] = frozenset()
    ) -> list[Force]:
        """From where rules are looked at: every chain of the subject, at each level in question.

        perhaps: the groups to which it belongs by one reading of imprecise dates.
        """
        chains = self.landscape.land.chains(subject.scope, moment, perhaps)
        levels = (subject.level,) if subject.level else self.levels
        return [Force(chain, level) for chain in chains for level in levels]

    def values(self, subject: Subject, topic: str, start: Instant, end: Instant) -> Steps[Ruling]:
        """What holds for a subject on a topic at every moment of [start, end)."""
        land = self.landscape.land
        rules = [self.acts[rule] for rule in self.by_topic.get(topic, ())]
        turns = {turn for told in rules for act in told for turn in act.turns}

        def read(moment: Instant, perhaps: frozenset[str]) -> Ruling:
            looks = self.looks(subject, moment, perhaps)
            outcomes = [_outcomes(looks, told, subject, topic, moment) for told in rules]
            return ruling([look.chain for look in looks], outcomes)

        def at(moment: Instant) -> Ruling:
            readings = land.readings(subject.scope, moment)
            return one_of([read(moment, perhaps) for perhaps in readings])

        return sampled(turns | land.moves(subject.scope).keys(), start, end, at)

    def in_force(self, subject: Subject, moment: Instant) -> list[Holding]:
        """Every rule and exception certainly in force for a subject, on any topic, by name.

        Where it is only in doubt with which content, the one by the most records is given.
        """
        looks = self.looks(subject, moment)
        held: set[Holding] = set()
        for told in self.acts.values():
            outcomes = [_holdings(one) for one in _outcomes(looks, told, subject, None, moment)]
            if all(outcomes):
                held.update(max(outcomes, key=lambda one: [holding.events for holding in one]))
        return sorted(held, key=lambda one: (one.rule, one.spot))


def _holdings(outcome: Outcome) -> list[Holding]:
    """What holds in any look at a rule, in order."""
    found = {holding for one in outcome if one for _, holding in one[1]}
    return sorted(found, key=lambda one: (one.spot, one.events))


def _outcomes(
    looks: Sequence[Force],
    told: Sequence[Act],
    subject: Subject,
    topic: str | None,
    moment: Instant,
) -> set[Outcome]:
    """What one rule may give in each look: one outcome where the dates leave no doubt."""

    def after(held: tuple[State, ...], act: Act) -> tuple[State, ...]:
        pairs = zip(looks, held, strict=True)
        return tuple(look.after(one, act) if look.sees(act) else one for look, one in pairs)

    seen = [act for act in told if any(look.sees(act) for look in looks)]
    initial = tuple(State() for _ in looks)
    return {
        tuple(look.found(one, topic) for look, one in zip(looks, held, strict=True))
        for held in states(seen, moment, subject.opened, initial, after)
    }


def values(
    landscape: Geography, subject: Subject, topic: str, start: Instant, end: Instant
) -> Steps[Ruling]:
    """What holds for a subject on a topic at every moment of [start, end)."""
    return Rulebook(landscape).values(subject, topic, start, end)
