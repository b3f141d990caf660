"""How often rules change, how many there are, which exceptions they have and what lies ahead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from domain.dates import (
    FOREVER,
    Bounds,
    Instant,
    bounds,
    day_of,
    days_between,
    end_of,
    seconds_between,
)
from domain.step_function import NO, YES, both
from projections.regime.acts import CHANGES, ENACTED, EXCEPTED, effect_of, end_of_act, rule_place
from projections.regime.comparison import Change, Compared
from projections.regime.rulebook import Rulebook, Subject
from projections.report import Fields
from projections.rows.acts import RuleAct, RuleRow
from projections.rows.span import when
from projections.statistics.measures import limits

# -- figures -----------------------------------------------------------------------------------
# The figures on the stability of the rules for one subject: METHODS 3, E01 to E03.

YEAR_DAYS = 365.25


def figures(
    compared: Sequence[Compared], start: Instant, end: Instant, *, stable: bool | None
) -> Fields:
    """Every figure of the topics compared on [start, end).

    Changes are counted in days on which anything changed: one act that touches two topics is one
    change, and of the topics compared it touches two. Only what is proven is counted. Where it is
    certain that nothing changed, the days to the first change are all days so far (E02).
    """
    changes = sorted(proven(compared), key=lambda change: change.moment)
    worse = [change for change in changes if change.direction == "unfavourable"]
    days = days_between(start, end)
    count = len(days_with_change(changes))
    touched = {change.topic for change in changes}
    return {
        "stable": stable,
        "changes": count,
        "unfavourable": len(days_with_change(worse)),
        "breadth": len(touched) / len(compared) if compared else None,
        "first_change": changes[0].on if changes else None,
        "first_unfavourable": worse[0].on if worse else None,
        "days_to_first_change": _days_to(changes, start) if changes else days if stable else None,
        **share_start_regime(compared, start, end),
        **rate(count, days),
        "retroactive": len(days_with_change(change for change in changes if change.retroactive)),
        "min_notice_days": min(
            (change.notice_days for change in changes if change.notice_days is not None),
            default=None,
        ),
    }


def proven(compared: Iterable[Compared]) -> list[Change]:
    """Every proven change of some topics."""
    return [change for comparison in compared for change in comparison.changes if change.proven]


def days_with_change(changes: Iterable[Change]) -> set[str]:
    """The days with a change; an imprecise day, as it is written, is a day of its own."""
    return {change.on[:10] if change.after == change.moment else change.on for change in changes}


def _days_to(changes: Sequence[Change], start: Instant) -> int | None:
    """Days to the first change; None where its day is not known exactly."""
    first = changes[0]
    return days_between(start, first.moment) if first.after == first.moment else None


def share_start_regime(compared: Sequence[Compared], start: Instant, end: Instant) -> Fields:
    """The share of all days of [start, end) on which all topics are as at the start, from 0 to 1.

    Low: the days of which that is proven; high: those of which it is possible, also by topics of
    which it is not known what held at the start. One figure only where the two agree (METHODS 3);
    nulls without any day, or any topic.
    """
    whole = seconds_between(start, end)
    if not compared or whole <= 0:
        return {
            "share_start_regime": None,
            "share_start_regime_low": None,
            "share_start_regime_high": None,
        }
    same = both(*(comparison.same() for comparison in compared))
    proven = same.seconds(lambda value: value == YES)
    possible = whole - same.seconds(lambda value: value == NO)
    return {
        "share_start_regime": proven / whole if proven == possible else None,
        "share_start_regime_low": proven / whole,
        "share_start_regime_high": possible / whole,
    }


def rate(count: int, days: int) -> Fields:
    """Changes per year with exact Poisson limits (Garwood 1936); without any day there is none."""
    if not days:
        return {"rate_per_year": None, "rate_low": None, "rate_high": None}
    low, high = limits(count)
    years = days / YEAR_DAYS
    return {
        "rate_per_year": count / years,
        "rate_low": low / years,
        "rate_high": high / years,
    }


# -- counting ----------------------------------------------------------------------------------
# How many rules there are: acts in force by rank, and exceptions, at a moment and over the years.
#
# Rules with one identifier are one act: a decree with ten articles is recorded as ten rules, and
# is one rule more to know. A rule without an identifier counts as an act of its own.

NO_RANK = "not-recorded"


def counting(rulebook: Rulebook, subject: Subject, moment: Instant) -> Fields:
    """Acts certainly in force for a subject at a moment, by rank, and exceptions beside them."""
    acts: dict[str, str] = {}
    excepted = 0
    for rule in rulebook.in_force(subject, moment):
        if rule.place.exception:
            excepted += 1
        else:
            acts.setdefault(rule.identifier or rule.rule, rule.rank or NO_RANK)
    return {
        "acts_in_force": len(acts),
        "acts_by_rank": dict(sorted(Counter(acts.values()).items())),
        "exceptions_in_force": excepted,
    }


def over_years(
    rulebook: Rulebook, subject: Subject, since: Instant, moment: Instant
) -> list[Fields]:
    """The same at the start, at the end of every year since, and at the moment asked for."""
    years = range(day_of(since).year, day_of(moment).year)
    ends = [end_of(date(year, 12, 31)) for year in years]
    return [
        {"as_of": day[:10]} | counting(rulebook, subject, day) for day in [since, *ends, moment]
    ]


# -- exceptions --------------------------------------------------------------------------------
# Exceptions to rules: who allowed them, on what ground, and whether they held (METHODS 3).
#
# An exception held when it was in force until the last day that was said, or without such a day
# until the last case in it was closed. It did not when it ended before. Otherwise that is not
# known yet, or not on record.


def exceptions(rulebook: Rulebook, places: Iterable[str], moment: Instant) -> list[Fields]:
    """Every exception in force by a moment at one of these places (as streams), by its day."""
    within = set(places)
    found: list[Fields] = []
    for name, rule in rulebook.rules.items():
        ends = {act.exception: act for act in rule.acts if act.kind == "rule.exception_ended"}
        for record in rule.acts:
            place = rule_place(record)
            if record.kind != EXCEPTED or place is None or place.scope not in within:
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
    place = rule_place(record)
    assert place is not None, "an exception has a place"
    ended = end if end and effect_of(end).earliest <= moment else None
    promised = end_of_act(record.until) if record.until else None
    last = promised or _last_closed(rulebook, place.scope, moment)
    return {
        "exception": record.exception,
        "rule": rule,
        "place": place.scope,
        "level": place.level or None,
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


# -- pending -----------------------------------------------------------------------------------
# What is announced or decided and not yet in force: counted and shown, never applied.
#
# Announced is what somebody said would come; it may be at several stages one after another, of
# which the last on record counts. Decided is what is recorded with a day that still lies ahead.

ANNOUNCED, DECIDED = "announced", "decided"
SETTLING = frozenset({ENACTED, "rule.amended", "rule.repealed", "rule.annulled"})
"""What can do what was announced, or take it back."""


def pending(rulebook: Rulebook, places: Iterable[str], moment: Instant) -> list[Fields]:
    """What lies ahead at a moment for these places (as streams), announced ones last."""
    within = set(places)
    found: list[Fields] = []
    for name, rule in rulebook.rules.items():
        acts = [act for act in rule.acts if when(act).earliest <= moment]
        found += [
            _line(name, rule.acts[0], act, DECIDED)
            for act in acts
            if act.kind in {*CHANGES, EXCEPTED, "rule.exception_ended"}
            and effect_of(act).earliest > moment
            and _concerns(act, rule, within)
        ]
        announced = [act for act in acts if act.kind == "rule.announced"]
        last = max(announced, key=lambda act: when(act).latest, default=None)
        settled = last and any(_settles(rulebook, act, last, moment) for act in rule.acts)
        if last and not settled and _concerns(last, rule, within):
            found.append(_line(name, rule.acts[0], last, ANNOUNCED))
    return sorted(found, key=_by_day)


def _by_day(line: Fields) -> tuple[bool, Instant]:
    """What is decided before what is announced, each by its day; without a day at the end."""
    effective = line["effective"]
    return line["stage"] != DECIDED, bounds(effective).earliest if effective else FOREVER


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


def _concerns(act: RuleAct, rule: RuleRow, within: set[str]) -> bool:
    """Whether a record concerns any of the places: its own, or wherever its rule holds."""
    place = rule_place(act)
    places = [place] if place else [rule_place(each) for each in rule.acts]
    return any(where and where.scope in within for where in places)


def _line(rule: str, first: RuleAct, act: RuleAct, stage: str) -> Fields:
    place = rule_place(act)
    return {
        "rule": rule,
        "title": act.title or first.title,
        "topic": act.topic or first.topic,
        "stage": act.stage if stage == ANNOUNCED else stage,
        "kind": act.kind,
        "value": act.value,
        "effective": act.effective,
        "place": place.scope if place else None,
        "by": list(act.by or first.by),
        "direction": act.direction,
        "event": act.event,
    }
