"""The view `rules`: every rule at every place, and what became of it there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from domain.dates import Bounds, Instant
from domain.value import value_class
from projections.geography.geography import Geography
from projections.geography.relation import Relation
from projections.regime.acts import (
    CHANGES,
    ENACTED,
    EXCEPTED,
    RulePlace,
    effect_of,
    possible_states,
    rule_place,
)
from projections.regime.comparison import notice
from projections.regime.force import Layer, RuleInForce, RuleLayers, Viewpoint
from projections.regime.lines import (
    Direction,
    Disputed,
    HeldRule,
    Identifier,
    NoticeDays,
    OnTopic,
    Rank,
    RuleEvent,
    RuleLine,
    amount,
    held_rule,
)
from projections.regime.pending import ahead
from projections.regime.rulebook import Rulebook
from projections.report import By, Event, Events, Question, Report, answer
from projections.rows.acts import RuleAct
from projections.rows.frozen import Frozen, fields_of, row_class
from projections.rows.span import when

# -- status ------------------------------------------------------------------------------------
# What became of a rule at one of the places for which it was made: in force, suspended, ended.

ANNOUNCED, DECIDED, IN_FORCE, INTERIM = "announced", "decided", "in-force", "interim"
SUSPENDED, REPEALED, ANNULLED, EXPIRED = "suspended", "repealed", "annulled", "expired"
UNCLEAR = "unclear"
"""Announced; decided for a later day; in force; what a court left in its place; suspended; ended
by those who may; struck down; its last day passed; or the dates are too vague to tell."""

HOLDING = frozenset({IN_FORCE, INTERIM})


@value_class
class RuleStatus:
    """A rule at one place at a moment: what became of it, and what it says there if it began.

    first: the record that announced or enacted it there. until: its last day, as it stands now.
    """

    place: RulePlace
    state: str
    first: RuleAct
    rule: RuleInForce | None
    until: str | None


def rule_statuses(rulebook: Rulebook, rule: str) -> list[RuleStatus]:
    """A rule at every place for which it was announced or enacted, by the order of recording."""
    moment = rulebook.geography.question.as_of
    firsts: dict[RulePlace, RuleAct] = {}
    for record in sorted(rulebook.rules[rule].acts, key=lambda act: act.order):
        place = rule_place(record)
        if place and record.kind in {ENACTED, "rule.announced"} and _there(record, moment):
            # What is enacted tells more than what was announced.
            known = firsts.get(place)
            if known is None or (record.kind, known.kind) == (ENACTED, "rule.announced"):
                firsts[place] = record
    return [_status(rulebook, rule, place, first) for place, first in firsts.items()]


def _there(record: RuleAct, moment: Instant) -> bool:
    """Whether something is on record by a moment: said by then, or in force by then."""
    public = when(record).earliest <= moment
    return public or (record.kind == ENACTED and effect_of(record).earliest <= moment)


def _status(rulebook: Rulebook, rule: str, place: RulePlace, first: RuleAct) -> RuleStatus:
    moment = rulebook.geography.question.as_of
    viewpoint = Viewpoint(rulebook.geography.chain(place.scope, moment), place.level)
    seen = [act for act in rulebook.acts[rule] if viewpoint.sees(act)]
    reached = possible_states(seen, moment, Bounds(moment, moment), RuleLayers(), viewpoint.after)
    layers = [(dict(state.layers).get(place), state) for state in reached]
    records = {record.event: record for record in rulebook.rules[rule].acts}
    found = {_state(layer, state, first, records, moment) for layer, state in layers}
    held = [layer for layer, _ in layers if layer]
    most = max(held, key=lambda layer: layer.rule.events, default=None)
    until = most.until if most else first.event
    last = records[until] if until is not None else None
    return RuleStatus(
        place=place,
        state=found.pop() if len(found) == 1 else UNCLEAR,
        first=first,
        rule=most.rule if most else None,
        until=last.until if last else None,
    )


def _state(
    layer: Layer | None,
    state: RuleLayers,
    first: RuleAct,
    records: dict[int, RuleAct],
    moment: Instant,
) -> str:
    """What became of it in one of the states that the dates allow."""
    if layer is None:
        if first.kind != ENACTED:
            return ANNOUNCED
        ahead = effect_of(first).latest > moment
        # What began and left no trace was ended, and then taken up by a wider enactment.
        return DECIDED if ahead else REPEALED
    happened = [records[event].kind for event in layer.rule.events]
    if layer.ended:
        ends = [kind for kind in happened if kind in {"rule.repealed", "rule.annulled"}]
        return ANNULLED if ends and ends[-1] == "rule.annulled" else REPEALED
    if layer.until in state.expired:
        return EXPIRED
    if layer.stopped:
        return SUSPENDED
    return INTERIM if "rule.annulled" in happened else IN_FORCE


# -- rules -------------------------------------------------------------------------------------
# The view `rules`: every rule at every place for which it was made, and what became of it.


@row_class
class RuleToCome(Frozen):
    """What is announced of a rule, or decided for a later day, and not in force."""

    on: Annotated[str, "when that was said or decided, as written"]
    stage: Annotated[
        str, "draft, proposed or adopted, of what is announced; decided, with a day ahead"
    ]
    kind: Annotated[str, "the kind of its record"]
    value: Annotated[str | None, "what it says"]
    effective: Annotated[str | None, "from when on it is to hold, as written"]
    by: By
    direction: Direction
    event: Event


@row_class
class ListedRule(RuleLine):
    """A rule at one place, with what is said of it there and what happened to it since."""

    rank: Rank
    by: By
    identifier: Identifier
    event: RuleEvent
    events: Events
    topic: OnTopic
    relation: Annotated[
        Relation | None,
        "how its place lies to the area asked about: within (it, or a part of it), covers, "
        "touches, or maybe: a group that may touch it; null where none was asked about",
    ]
    state: Annotated[
        str,
        "in-force, interim, suspended, expired, repealed, annulled, decided, announced, or "
        "unclear: the dates are too vague to tell",
    ]
    effective: Annotated[str | None, "from when on it was to hold at that place, as written"]
    until: Annotated[str | None, "its last day, as written"]
    effect: Annotated[str | None, "immediate, deferred, retroactive or respecting (running cases)"]
    direction: Direction
    published: Annotated[str | None, "when its start was first public"]
    notice_days: NoticeDays
    changes: Annotated[int, "changes of the rule since, at any place"]
    exceptions: Annotated[int, "exceptions to it"]
    disputed: Disputed
    to_come: Annotated[
        tuple[RuleToCome, ...], "what is announced, or decided for a later day, and not in force"
    ]


def rules(
    question: Question,
    *,
    area: str | None = None,
    topic: str | None = None,
    rank: str | None = None,
    in_force: bool = False,
) -> Report[ListedRule]:
    """List rules by topic, name and place, filtered by what is given.

    area: rules for this area, a part of it, or a wider place that covers or touches it.
    in_force: only those in force, an interim measure of a court among them.
    """
    geography = Geography(question)
    rulebook = Rulebook.of(geography)
    rows = [
        row
        for rule in rulebook.rules
        for status in rule_statuses(rulebook, rule)
        for row in [_row(rulebook, rule, status, area)]
        if (area is None or row.relation)
        and (not in_force or row.state in HOLDING)
        and topic in {None, row.topic}
        and rank in {None, row.rank}
    ]
    rows.sort(key=lambda row: (row.topic, row.rule, row.place))
    return answer(question, "rules", rows, ListedRule)


def _row(rulebook: Rulebook, rule: str, status: RuleStatus, area: str | None) -> ListedRule:
    """A rule at a place: as it holds there, or as it was announced or enacted first."""
    first, held = status.first, status.rule
    assert first.topic is not None, "what is announced or enacted has a topic"
    begun = next((act for act in rulebook.acts[rule] if act.event == first.event), None)
    geography = rulebook.geography
    moment = geography.question.as_of
    happened = [act for act in rulebook.acts[rule] if act.when.earliest <= moment]
    told = held_rule(geography, held) if held else _to_begin(geography, rule, first)
    return ListedRule(
        **fields_of(told),
        topic=held.topic if held else first.topic,
        relation=geography.lies(status.place.scope, f"area/{area}", moment) if area else None,
        state=status.state,
        effective=first.effective if first.kind == ENACTED else None,
        until=status.until,
        effect=first.effect,
        direction=first.direction,
        published=first.published,
        notice_days=notice(begun) if begun else None,
        changes=sum(act.kind in CHANGES and act.kind != ENACTED for act in happened),
        exceptions=sum(act.kind == EXCEPTED for act in happened),
        disputed=rulebook.rules[rule].disputed,
        to_come=tuple(_to_come(rulebook, rule, status.place, told.event)),
    )


def _to_come(rulebook: Rulebook, rule: str, place: RulePlace, told: int) -> Iterator[RuleToCome]:
    """What lies ahead of a rule at a place, or wherever it holds. told: the record of the line."""
    for act, stage in ahead(rulebook, rulebook.rules[rule], rulebook.geography.question.as_of):
        if act.event != told and rule_place(act) in {None, place}:
            yield RuleToCome(
                on=act.on,
                stage=stage,
                kind=act.kind,
                value=act.value,
                effective=act.effective,
                by=act.by,
                direction=act.direction,
                event=act.event,
            )


def _to_begin(geography: Geography, rule: str, first: RuleAct) -> HeldRule:
    """A rule that did not begin at a place, as the record says it that speaks of it first."""
    assert first.title is not None, "what is announced or enacted has a title"
    assert first.value is not None, "what is announced or enacted says what"
    return HeldRule(
        rule=rule,
        title=first.title,
        value=first.value,
        amount=amount(first.amount),
        place=first.scope,
        place_name=geography.name(first.scope, geography.question.as_of),
        level=first.level,
        exception=None,
        since=first.effective,
        by=first.by,
        rank=first.rank,
        identifier=first.identifier,
        event=first.event,
        events=(first.event,),
    )
