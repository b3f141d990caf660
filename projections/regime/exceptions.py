"""Exceptions to rules: who allowed them, on what ground, and whether they held (METHODS 3).

An exception held when it was in force until the last day that was said, or without such a day
until the last case in it was closed. It did not when it ended before. Otherwise that is not known
yet, or not on record.
"""

from __future__ import annotations

from typing import Annotated

from domain.dates import Bounds, Instant, bounds
from projections.geography.relation import Relation
from projections.regime.acts import EXCEPTED, effect_of, end_of_act
from projections.regime.lines import (
    Direction,
    Disputed,
    ForWhom,
    Level,
    Lies,
    PlaceName,
    RuleName,
    RuleValue,
)
from projections.regime.rulebook import Rulebook
from projections.report import By, Events
from projections.rows.acts import RuleAct
from projections.rows.frozen import Frozen, row_class


@row_class
class ExceptionLine(Frozen):
    """One exception to a rule."""

    exception: Annotated[str, "the name of the exception"]
    rule: RuleName
    place: ForWhom
    place_name: PlaceName
    relation: Lies
    level: Level
    value: RuleValue
    by: By
    ground: Annotated[str, "granted, pilot or tolerated"]
    direction: Direction
    effective: Annotated[str, "from when on it is to hold, or holds, as written"]
    until: Annotated[str | None, "its last day, as written"]
    ended: Annotated[str | None, "the first day without it, if it was ended"]
    held: Annotated[
        bool | None, "whether it was in force until its last day or its last case; null: open"
    ]
    disputed: Disputed
    events: Events


def exceptions(rulebook: Rulebook, place: str, moment: Instant) -> tuple[ExceptionLine, ...]:
    """Every exception in force by a moment in a place (as a stream), or around it, by its day."""
    found: list[ExceptionLine] = []
    for name, rule in rulebook.rules.items():
        ends = {act.exception: act for act in rule.acts if act.kind == "rule.exception_ended"}
        for record in rule.acts:
            if record.kind != EXCEPTED or effect_of(record).earliest > moment:
                continue
            relation = rulebook.geography.lies(record.scope, place, moment)
            if relation:
                end = ends.get(record.exception)
                found.append(_exception(rulebook, name, record, end, moment, relation))
    return tuple(sorted(found, key=_order))


def _order(line: ExceptionLine) -> tuple[Instant, str]:
    return bounds(line.effective).earliest, line.exception


def _exception(
    rulebook: Rulebook,
    rule: str,
    record: RuleAct,
    end: RuleAct | None,
    moment: Instant,
    relation: Relation,
) -> ExceptionLine:
    assert record.exception is not None, "an exception has a name"
    assert record.effective is not None, "an exception says from when on it holds"
    assert record.value is not None, "an exception says what holds"
    assert record.ground is not None, "an exception says on what ground"
    ended = end if end and effect_of(end).earliest <= moment else None
    promised = end_of_act(record.until) if record.until else None
    last = promised or _last_closed(rulebook, record.scope, moment)
    return ExceptionLine(
        exception=record.exception,
        rule=rule,
        place=record.scope,
        place_name=rulebook.geography.name(record.scope, moment),
        relation=relation,
        level=record.level,
        value=record.value,
        by=record.by,
        ground=record.ground,
        direction=record.direction,
        effective=record.effective,
        until=record.until,
        ended=ended.effective if ended else None,
        held=held(effect_of(ended) if ended else None, last, moment),
        disputed=record.disputed,
        events=(record.event, ended.event) if ended else (record.event,),
    )


def held(ended: Bounds | None, last: Bounds | None, moment: Instant) -> bool | None:
    """Whether an exception was in force until its last instant, as far as that lies behind.

    ended: the first day without it. last: the end of its last day, or the closing of the last case
    in it; None where neither is on record. None where that is not known, or not known yet.
    """
    if last is None:
        return None
    if ended is not None and ended.latest < last.earliest:
        return False
    over = last.latest <= moment
    return True if over and (ended is None or ended.earliest >= last.latest) else None


def _last_closed(rulebook: Rulebook, scope: str, moment: Instant) -> Bounds | None:
    """When the last case in a place was closed; None while one is open, or none is on record."""
    geography = rulebook.geography
    closings: list[Bounds] = []
    for case in geography.land.cases:
        if scope not in geography.enclosing(case, moment):
            continue
        row = geography.land.case(case, moment)
        if row is None or row.closed is None:
            return None
        closings.append(bounds(row.closed))
    return max(closings, key=lambda closing: closing.latest, default=None)
