"""What is announced or decided and not yet in force: counted and shown, never applied.

Announced is what somebody said would come; it may be at several stages one after another, of
which the last on record counts. Decided is what is recorded with a day that still lies ahead.
"""

from __future__ import annotations

from collections.abc import Iterable

from domain.dates import FOREVER, Instant, bounds
from projections.regime.acts import CHANGES, ENACTED, EXCEPTED, spot_of
from projections.regime.values import Rulebook
from projections.report import Fields
from projections.stories import when

ANNOUNCED, DECIDED = "announced", "decided"
SETTLING = frozenset({ENACTED, "rule.amended", "rule.repealed", "rule.annulled"})
"""What can do what was announced, or take it back."""


def pending(rulebook: Rulebook, places: Iterable[str], moment: Instant) -> list[Fields]:
    """What lies ahead at a moment for these places (as streams), announced ones last."""
    within = set(places)
    found: list[Fields] = []
    for rule, records in rulebook.records.items():
        said = [one for one in records if when(one).earliest <= moment]
        found += [
            _line(rule, records[0], one, DECIDED)
            for one in said
            if one["kind"] in {*CHANGES, EXCEPTED, "rule.exception_ended"}
            and bounds(one["effective"]).earliest > moment
            and _concerns(one, records, within)
        ]
        announced = [one for one in said if one["kind"] == "rule.announced"]
        last = max(announced, key=lambda one: when(one).latest, default=None)
        settled = last and any(_settles(rulebook, one, last, moment) for one in records)
        if last and not settled and _concerns(last, records, within):
            found.append(_line(rule, records[0], last, ANNOUNCED))
    return sorted(found, key=_order)


def _order(line: Fields) -> tuple[bool, Instant]:
    """What is decided before what is announced, each by its day; without a day at the end."""
    effective = line["effective"]
    return line["stage"] != DECIDED, bounds(effective).earliest if effective else FOREVER


def _settles(rulebook: Rulebook, one: Fields, announced: Fields, moment: Instant) -> bool:
    """Whether a record does what was announced before, or takes it back."""
    if one["kind"] not in SETTLING or when(one).latest < when(announced).earliest:
        return False
    if when(one).earliest > moment and bounds(one["effective"]).earliest > moment:
        return False
    said, done = spot_of(announced), spot_of(one)
    if said is None or done is None:
        return True
    chain = rulebook.landscape.chain(said.scope, moment)
    return any(done.scope in group for group in chain) and done.level in {"", said.level}


def _concerns(one: Fields, records: list[Fields], within: set[str]) -> bool:
    """Whether a record concerns any of the places: its own, or wherever its rule holds."""
    spot = spot_of(one)
    spots = [spot] if spot else [spot_of(other) for other in records]
    return any(other and other.scope in within for other in spots)


def _line(rule: str, first: Fields, one: Fields, stage: str) -> Fields:
    spot = spot_of(one)
    return {
        "rule": rule,
        "title": one.get("title") or first["title"],
        "topic": one.get("topic") or first["topic"],
        "stage": one["stage"] if stage == ANNOUNCED else stage,
        "kind": one["kind"],
        "value": one.get("value"),
        "effective": one.get("effective"),
        "place": spot.scope if spot else None,
        "by": list(one.get("by") or first["by"]),
        "direction": one.get("direction"),
        "event": one["event"],
    }
