"""Pauses: the stretches of time in which a rule was suspended, and where that held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.dates import Bounds, Instant
from projections.geography.geography import Geography
from projections.geography.relation import WIDER, WITHIN
from projections.participation.gathering import Gathering, lies_to
from projections.regime.acts import effect_of
from projections.rows.acts import RuleAct, RuleRow

ENDINGS = frozenset({"rule.resumed", "rule.repealed", "rule.annulled"})
"""A rule that is ended is not suspended any more."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A rule out of force for the time being.

    places: where it was suspended, as streams: the place named, else wherever the rule was to hold.
    level: the level of these places; None when they differ or name none, which is all levels.
    began, ended: the records with which it began and ended; without an end it lasts.
    certain: whether it surely concerned the place asked about and no record of it is disputed.
    """

    rule: str
    title: str
    places: tuple[str, ...]
    level: str | None
    began: RuleAct
    ended: RuleAct | None
    certain: bool

    @property
    def start(self) -> Bounds:
        """When the rule went out of force."""
        return effect_of(self.began)

    @property
    def end(self) -> Bounds | None:
        """The first day on which it was suspended no more; None while that lasts."""
        return effect_of(self.ended) if self.ended else None


def pauses(gathering: Gathering) -> list[Pause]:
    """Every pause about the place that had begun by the moment asked, by its day."""
    asked = gathering.question
    rules = asked.book.at(RuleRow, asked.as_of, asked.known)
    found = [pause for rule in rules for pause in _of(rule, gathering)]
    return sorted(found, key=lambda one: (one.start.earliest, one.rule))


def _of(rule: RuleRow, gathering: Gathering) -> Iterator[Pause]:
    asked = gathering.question.as_of
    made = [one for one in rule.acts if one.kind in {"rule.enacted", "rule.announced"}]
    for one in rule.acts:
        if one.kind != "rule.suspended" or effect_of(one).earliest > asked:
            continue
        held = (one,) if one.scope else tuple(made)
        moment = effect_of(one).latest
        reached = [gathering.where(act.scope, moment) for act in held]
        if not any(reached):
            continue
        levels = {gathering.landscape.level(act.scope, act.level, asked) for act in held}
        ended = _ending(one, rule.acts, asked)
        disputed = one.disputed or (ended is not None and ended.disputed)
        yield Pause(
            rule.rule,
            made[0].title or rule.rule,
            tuple(act.scope for act in held),
            levels.pop() if len(levels) == 1 else None,
            one,
            ended,
            certain=not disputed
            and any(holds(gathering.landscape, act.scope, gathering.scope, moment) for act in held),
        )


def holds(landscape: Geography, place: str, scope: str | None, moment: Instant) -> bool:
    """Whether a rule at a place (a stream) certainly holds at another, for all of it or a part."""
    lies = lies_to(landscape, place, scope, moment)
    # A rule for a group without a criterion holds in the areas that it names.
    binds = scope is not None and place in landscape.enclosing(scope, moment)
    return binds or lies in {WITHIN, *WIDER}


def _ending(began: RuleAct, acts: Sequence[RuleAct], asked: Instant) -> RuleAct | None:
    """The first record that ended a pause: everywhere, or at the place where it held."""
    after = [
        one
        for one in acts
        if one.kind in ENDINGS
        and effect_of(one).latest >= effect_of(began).earliest
        and effect_of(one).earliest <= asked
        and (not one.scope or (one.scope, one.level) == (began.scope, began.level))
    ]
    return min(after, key=lambda one: effect_of(one).earliest, default=None)
