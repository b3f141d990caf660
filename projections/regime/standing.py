"""What became of a rule at one of the places for which it was made: in force, suspended, ended."""

from __future__ import annotations

from dataclasses import dataclass

from domain.dates import Bounds, Instant
from projections.regime.acts import ENACTED, Spot, effect_of, spot_of
from projections.regime.force import Force, Holding, Layer, State
from projections.regime.orders import states
from projections.regime.values import Rulebook
from projections.rows.acts import RuleAct
from projections.rows.span import when

ANNOUNCED, DECIDED, IN_FORCE, INTERIM = "announced", "decided", "in-force", "interim"
SUSPENDED, REPEALED, ANNULLED, EXPIRED = "suspended", "repealed", "annulled", "expired"
UNCLEAR = "unclear"

STANDINGS = (
    IN_FORCE, INTERIM, SUSPENDED, EXPIRED, REPEALED, ANNULLED, DECIDED, ANNOUNCED, UNCLEAR,
)  # fmt: skip
"""In force; what a court left in its place; suspended; its last day passed; ended by those who
may; struck down; decided for a later day; announced; or the dates are too vague to tell."""

HOLDING = frozenset({IN_FORCE, INTERIM})


@dataclass(frozen=True, slots=True)
class Standing:
    """A rule at one spot at a moment: what became of it, and what it says there if it began.

    first: the record that announced or enacted it there. until: its last day, as it stands now.
    """

    spot: Spot
    state: str
    first: RuleAct
    holding: Holding | None
    until: str | None


def standings(rulebook: Rulebook, rule: str) -> list[Standing]:
    """A rule at every place for which it was announced or enacted, by the order of recording."""
    moment = rulebook.landscape.question.as_of
    firsts: dict[Spot, RuleAct] = {}
    for record in sorted(rulebook.rules[rule].acts, key=lambda one: one.order):
        spot = spot_of(record)
        if spot and record.kind in {ENACTED, "rule.announced"} and _there(record, moment):
            # What is enacted tells more than what was announced.
            known = firsts.get(spot)
            if known is None or (record.kind, known.kind) == (ENACTED, "rule.announced"):
                firsts[spot] = record
    return [_standing(rulebook, rule, spot, first) for spot, first in firsts.items()]


def _there(record: RuleAct, moment: Instant) -> bool:
    """Whether something is on record by a moment: said by then, or in force by then."""
    said = when(record).earliest <= moment
    return said or (record.kind == ENACTED and effect_of(record).earliest <= moment)


def _standing(rulebook: Rulebook, rule: str, spot: Spot, first: RuleAct) -> Standing:
    moment = rulebook.landscape.question.as_of
    look = Force(rulebook.landscape.chain(spot.scope, moment), spot.level)
    seen = [act for act in rulebook.acts[rule] if look.sees(act)]
    reached = states(seen, moment, Bounds(moment, moment), State(), look.after)
    layers = [(dict(state.layers).get(spot), state) for state in reached]
    records = {record.event: record for record in rulebook.rules[rule].acts}
    found = {_state(layer, state, first, records, moment) for layer, state in layers}
    held = [layer for layer, _ in layers if layer]
    most = max(held, key=lambda one: one.holding.events, default=None)
    until = most.until if most else first.event
    last = records[until] if until is not None else None
    return Standing(
        spot=spot,
        state=found.pop() if len(found) == 1 else UNCLEAR,
        first=first,
        holding=most.holding if most else None,
        until=last.until if last else None,
    )


def _state(
    layer: Layer | None, state: State, first: RuleAct, records: dict[int, RuleAct], moment: Instant
) -> str:
    """What became of it in one of the states that the dates allow."""
    if layer is None:
        if first.kind != ENACTED:
            return ANNOUNCED
        ahead = effect_of(first).latest > moment
        # What began and left no trace was ended, and then taken up by a wider enactment.
        return DECIDED if ahead else REPEALED
    happened = [records[event].kind for event in layer.holding.events]
    if layer.ended:
        ends = [kind for kind in happened if kind in {"rule.repealed", "rule.annulled"}]
        return ANNULLED if ends and ends[-1] == "rule.annulled" else REPEALED
    if layer.until in state.expired:
        return EXPIRED
    if layer.stopped:
        return SUSPENDED
    return INTERIM if "rule.annulled" in happened else IN_FORCE
