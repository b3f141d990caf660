"""When a level stands still, told a second time from METHODS.md, section 5.

Of each promise the other oracle tells what it amounts to on either reading of its dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from domain.dates import Instant, bounds
from domain.record import Record
from features.oracle.coverage_oracle import vouches
from features.oracle.history_oracle import left
from features.oracle.participation_histories import PARTIES
from features.oracle.participation_oracle import RESIDENTS, about, contested, parent
from features.oracle.promise_oracle import readings


def together(answers: Iterable[str]) -> str:
    """Whether any says yes; unknown where none does and one may."""
    said = set(answers)
    return "yes" if "yes" in said else "unknown" if "unknown" in said else "no"


def agreed(first: str, second: str) -> str:
    """What both readings of the dates agree on."""
    return first if first == second else "unknown"


def in_breach(status: Any, burden: str) -> str:
    """Whether one reading has a breach that can still be made good.

    In a ledger that did not hear the promisors, a deadline that passed in silence proves none.
    """
    due = status.state != "partly" or status.is_due
    if status.state not in {"overdue", "broken", "partly", "violated"} or not due:
        return "no"
    silent = burden == "open" and status.state != "violated" and not status.looked_into
    return "yes" if status.outcome_known and not silent else "unknown"


def held_up(life: Sequence[Record], status: Any, moment: Instant, *, late: bool) -> str:
    """Whether one reading has it suspended or blocked; unknown where that is so in part only."""
    over = {"kept", "kept-late", "withdrawn", "withdrawn-conditional", "released", "superseded"}
    if status.state in over | {"replaced", "lapsed", "excused", "held"}:
        return "no"
    told = [(one.on.latest if late else one.on.earliest, one) for one in life]
    told.sort(key=lambda one: one[0])
    suspended: list[Record] = []
    blocked: list[Record] = []
    for _, one in (entry for entry in told if entry[0] <= moment):
        match one.kind:
            case "promise.suspended":
                suspended.append(one)
            case "promise.resumed":
                suspended = []
            case "promise.blocked":
                blocked.append(one)
            case "promise.unblocked":
                alone = len({other.get("by") for other in blocked}) == 1
                blocked = [other for other in blocked if other.get("by") != one.get("by")]
                blocked = [] if alone else blocked
            case _:
                pass
    return together("unknown" if one.get("place") else "yes" for one in suspended + blocked)


def of_promise(life: Sequence[Record], moment: Instant, burden: str) -> str:
    """Whether a promise stands still at a moment."""
    status = readings(life, moment)
    if not status or PARTIES[life[0].get("by")[0]] in RESIDENTS:
        return "no"
    late, early = status
    events = left(life)
    breach = agreed(in_breach(late, burden), in_breach(early, burden))
    halts = [held_up(events, one, moment, late=one is late) for one in (late, early)]
    return together((breach, agreed(*halts)))


def of_pause(began: Record, life: Sequence[Record], doubted: set[Any], moment: Instant) -> str:
    """Whether one suspension of a rule is in force at a moment."""
    start = bounds(began.get("effective"))
    ends = [
        (bounds(one.get("effective")), one)
        for one in life
        if one.kind in {"rule.resumed", "rule.repealed"}
        and bounds(one.get("effective")).latest >= start.earliest
    ]
    end, last = min(ends, key=lambda one: one[0].earliest) if ends else (None, None)
    if moment < start.earliest or (end and moment >= end.latest):
        return "no"
    sure = start.latest <= moment and (end is None or moment < end.earliest)
    disputed = began.id in doubted or (last is not None and last.id in doubted)
    return "yes" if sure and not disputed else "unknown"


def vouched(records: Sequence[Record], asked: str, level: str | None, moment: Instant) -> bool:
    """Whether somebody vouches for all promises and all rules there at that moment."""
    above = {asked, parent(asked, moment)}
    kinds: set[str] = set()
    for one in left(records):
        if one.kind == "coverage.declared" and one.get("place")["area"] in above:
            vouching = vouches(one, left(records), moment[:10])
            if vouching and one.get("place").get("level") in {None, level}:
                kinds |= set(one.get("about"))
    return kinds >= {"promise", "rule"}


def still(
    records: Sequence[Record],
    asked: str,
    level: str | None,
    moment: Instant,
    as_of: Instant,
    burden: str,
) -> str:
    """Whether a level of an area stands still at a moment."""
    doubted, answers = contested(records), []
    streams = {one.stream for one in records if one.stream.startswith(("promise/", "rule/"))}
    for stream in sorted(streams):
        whole = [one for one in records if one.stream == stream]
        life = left(whole)
        first = life[0]
        if first.kind == "promise.made":
            place = first.get("place")
            there = about(place["area"], asked, (min(first.on.latest, as_of), as_of))
            if there and place.get("level") == level:
                answers.append(of_promise(whole, moment, burden))
            continue
        for one in life:
            if one.kind != "rule.suspended" or bounds(one.get("effective")).earliest > as_of:
                continue
            place, day = one.get("place") or first.get("place"), bounds(one.get("effective")).latest
            there = about(place["area"], asked, (min(day, as_of), as_of))
            if there and place.get("level") == level:
                answers.append(of_pause(one, life, doubted, moment))
    if answers and together(answers) != "no":
        return together(answers)
    return "no" if vouched(records, asked, level, moment) else "unknown"
