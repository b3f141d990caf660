"""What is announced or decided and not yet in force: counted and shown, never applied.

Announced is what somebody said would come; it may be at several stages one after another, of
which the last on record counts. Decided is what is recorded with a day that still lies ahead.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from domain.dates import FOREVER, Instant, bounds
from projections.geography.geography import Geography
from projections.geography.relation import Relation
from projections.regime.acts import CHANGES, ENACTED, EXCEPTED, effect_of, rule_place
from projections.regime.concern import concerns
from projections.regime.lines import Direction, Lies, RuleName
from projections.regime.rulebook import Rulebook
from projections.report import By
from projections.rows.acts import RuleAct, RuleRow
from projections.rows.frozen import Frozen, row_class
from projections.rows.span import when

DECIDED = "decided"
SETTLING = frozenset({ENACTED, "rule.amended", "rule.repealed", "rule.annulled"})
"""What can do what was announced, or take it back."""


@row_class
class PendingLine(Frozen):
    """What is to happen to one rule."""

    rule: RuleName
    title: Annotated[str | None, "what the rule is called"]
    topic: Annotated[str | None, "the topic that it is on"]
    stage: Annotated[
        str, "draft, proposed or adopted, of what is announced; decided, with a day ahead"
    ]
    kind: Annotated[str, "the kind of its record"]
    value: Annotated[str | None, "what it says"]
    effective: Annotated[str | None, "from when on it is to hold, or holds, as written"]
    place: Annotated[str | None, "for whom, as a stream: area/x, cohort/x or case/x"]
    place_name: Annotated[str | None, "what that place is called"]
    relation: Lies
    by: By
    direction: Direction
    event: Annotated[int, "the record that says so, by its place in the ledger"]


def pending(rulebook: Rulebook, place: str, moment: Instant) -> tuple[PendingLine, ...]:
    """What lies ahead at a moment in a place (as a stream) or around it, announced ones last."""
    found: list[PendingLine] = []
    for rule in rulebook.rules.values():
        for record, stage in ahead(rulebook, rule, moment):
            relation = concerns(rulebook.geography, rule, record, place, moment)
            if relation:
                found.append(_line(rulebook.geography, rule, record, stage, relation))
    return tuple(sorted(found, key=_by_day))


def ahead(rulebook: Rulebook, rule: RuleRow, moment: Instant) -> Iterator[tuple[RuleAct, str]]:
    """What was decided of a rule by a moment for a later day, and what was last announced."""
    acts = [act for act in rule.acts if when(act).earliest <= moment]
    for act in acts:
        decided = act.kind in {*CHANGES, EXCEPTED, "rule.exception_ended"}
        if decided and effect_of(act).earliest > moment:
            yield act, DECIDED
    announced = [act for act in acts if act.kind == "rule.announced"]
    last = max(announced, key=lambda act: when(act).latest, default=None)
    if last and not any(_settles(rulebook, act, last, moment) for act in rule.acts):
        assert last.stage is not None, "what is announced is at a stage"
        yield last, last.stage


def _by_day(line: PendingLine) -> tuple[bool, Instant]:
    """What is decided before what is announced, each by its day; without a day at the end."""
    day = bounds(line.effective).earliest if line.effective else FOREVER
    return line.stage != DECIDED, day


def _settles(rulebook: Rulebook, act: RuleAct, announced: RuleAct, moment: Instant) -> bool:
    """Whether a record does what was announced before, or takes it back."""
    if act.kind not in SETTLING or when(act).latest < when(announced).earliest:
        return False
    if when(act).earliest > moment and effect_of(act).earliest > moment:
        return False
    promised, done = rule_place(announced), rule_place(act)
    if promised is None or done is None:
        return True
    chain = rulebook.geography.chain(promised.scope, moment)
    return any(done.scope in group for group in chain) and done.level in {"", promised.level}


def _line(
    geography: Geography, rule: RuleRow, act: RuleAct, stage: str, relation: Relation
) -> PendingLine:
    """What a record says of the rule; what it leaves out is as the rule began."""
    first = rule.acts[0]
    return PendingLine(
        rule=rule.rule,
        title=act.title or first.title,
        topic=act.topic or first.topic,
        stage=stage,
        kind=act.kind,
        value=act.value,
        effective=act.effective,
        place=act.scope or None,
        place_name=geography.name(act.scope, geography.question.as_of) if act.scope else None,
        relation=relation,
        by=act.by or first.by,
        direction=act.direction,
        event=act.event,
    )
