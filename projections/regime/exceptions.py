"""Exceptions to rules: who allowed them, on what ground, and whether they held (METHODS 3).

An exception held when it was in force until the last day that was said, or without such a day
until the last case in it was closed. It did not when it ended before. Otherwise that is not known
yet, or not on record.
"""

from __future__ import annotations

from collections.abc import Iterable

from domain.dates import Bounds, Instant, bounds
from projections.regime.acts import EXCEPTED, effect_of, end_of, spot_of
from projections.regime.values import Rulebook
from projections.report import Fields
from projections.rows.acts import RuleAct


def exceptions(rulebook: Rulebook, places: Iterable[str], moment: Instant) -> list[Fields]:
    """Every exception in force by a moment at one of these places (as streams), by its day."""
    within = set(places)
    found: list[Fields] = []
    for name, rule in rulebook.rules.items():
        ends = {one.exception: one for one in rule.acts if one.kind == "rule.exception_ended"}
        for record in rule.acts:
            spot = spot_of(record)
            if record.kind != EXCEPTED or spot is None or spot.scope not in within:
                continue
            if effect_of(record).earliest <= moment:
                end = ends.get(record.exception)
                found.append(_exception(rulebook, name, record, end, moment))
    return sorted(found, key=_order)


def _order(line: Fields) -> tuple[Instant, str]:
    return bounds(line["effective"]).earliest, line["exception"]


def _exception(
    rulebook: Rulebook, rule: str, record: RuleAct, end: RuleAct | None, moment: Instant
) -> Fields:
    spot = spot_of(record)
    assert spot is not None, "an exception has a place"
    ended = end if end and effect_of(end).earliest <= moment else None
    promised = end_of(record.until) if record.until else None
    last = promised or _last_closed(rulebook, spot.scope, moment)
    return {
        "exception": record.exception,
        "rule": rule,
        "place": spot.scope,
        "level": spot.level or None,
        "value": record.value,
        "by": list(record.by),
        "ground": record.ground,
        "direction": record.direction,
        "effective": record.effective,
        "until": record.until,
        "ended": ended.effective if ended else None,
        "held": held(effect_of(ended) if ended else None, last, moment),
        "disputed": record.disputed,
        "events": [record.event, *([ended.event] if ended else [])],
    }


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
    landscape = rulebook.landscape
    closings: list[Bounds] = []
    for case in landscape.land.cases:
        if scope not in landscape.enclosing(case, moment):
            continue
        row = landscape.land.case(case, moment)
        if row is None or row.closed is None:
            return None
        closings.append(bounds(row.closed))
    return max(closings, key=lambda one: one.latest, default=None)
