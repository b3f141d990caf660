"""What is announced or decided and not yet in force: counted and shown, never applied.

Announced is what somebody said would come; it may be at several stages one after another, of
which the last on record counts. Decided is what is recorded with a day that still lies ahead.
"""

from __future__ import annotations

from collections.abc import Iterable

from domain.dates import FOREVER, Instant, bounds
from projections.regime.acts import CHANGES, ENACTED, EXCEPTED, effect_of, spot_of
from projections.regime.values import Rulebook
from projections.report import Fields
from projections.rows.acts import RuleAct, RuleRow
from projections.rows.span import when

ANNOUNCED, DECIDED = "announced", "decided"
SETTLING = frozenset({ENACTED, "rule.amended", "rule.repealed", "rule.annulled"})
"""What can do what was announced, or take it back."""


def pending(rulebook: Rulebook, places: Iterable[str], moment: Instant) -> list[Fields]:
    """What lies ahead at a moment for these places (as streams), announced ones last."""
    within = set(places)
    found: list[Fields] = []
    for name, rule in rulebook.rules.items():
        said = [one for one in rule.acts if when(one).earliest <= moment]
        found += [
            _line(name, rule.acts[0], one, DECIDED)
            for one in said
            if one.kind in {*CHANGES, EXCEPTED, "rule.exception_ended"}
            and effect_of(one).earliest > moment
            and _concerns(one, rule, within)
        ]
        announced = [one for one in said if one.kind == "rule.announced"]
        last = max(announced, key=lambda one: when(one).latest, default=None)
        settled = last and any(_settles(rulebook, one, last, moment) for one in rule.acts)
        if last and not settled and _concerns(last, rule, within):
            found.append(_line(name, rule.acts[0], last, ANNOUNCED))
    return sorted(found, key=_order)


def _order(line: Fields) -> tuple[bool, Instant]:
    """What is decided before what is announced, each by its day; without a day at the end."""
    effective = line["effective"]
    return line["stage"] != DECIDED, bounds(effective).earliest if effective else FOREVER


def _settles(rulebook: Rulebook, one: RuleAct, announced: RuleAct, moment: Instant) -> bool:
    """Whether a record does what was announced before, or takes it back."""
    if one.kind not in SETTLING or when(one).latest < when(announced).earliest:
        return False
    if when(one).earliest > moment and effect_of(one).earliest > moment:
        return False
    said, done = spot_of(announced), spot_of(one)
    if said is None or done is None:
        return True
    chain = rulebook.landscape.chain(said.scope, moment)
    return any(done.scope in group for group in chain) and done.level in {"", said.level}


def _concerns(one: RuleAct, rule: RuleRow, within: set[str]) -> bool:
    """Whether a record concerns any of the places: its own, or wherever its rule holds."""
    spot = spot_of(one)
    spots = [spot] if spot else [spot_of(other) for other in rule.acts]
    return any(other and other.scope in within for other in spots)


def _line(rule: str, first: RuleAct, one: RuleAct, stage: str) -> Fields:
    spot = spot_of(one)
    return {
        "rule": rule,
        "title": one.title or first.title,
        "topic": one.topic or first.topic,
        "stage": one.stage if stage == ANNOUNCED else stage,
        "kind": one.kind,
        "value": one.value,
        "effective": one.effective,
        "place": spot.scope if spot else None,
        "by": list(one.by or first.by),
        "direction": one.direction,
        "event": one.event,
    }
