"""What the counts of `levels` count: records of each level, quarters, and cases under a pause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any

from domain.dates import plus_days
from domain.step_function import NO
from domain.vocabulary import LEVELS
from projections.counts import CountedUnder, CountTable, behind, fits
from projections.participation.contact_lists import UpdateLine, update_lines
from projections.participation.decision import PlaceDecisions
from projections.participation.delays import (
    CaseUnder,
    Hold,
    Level,
    Standstill,
    quarters,
    under_pause,
)
from projections.participation.levels import (
    OF_PAIRS,
    OF_QUARTERS,
    decisions_at,
    in_a_row,
    promises_at,
    stood_still,
    stretch_of,
    updates_at,
)
from projections.participation.say_lists import OfPlace, place_of
from projections.participation.view import DecisionLine, line
from projections.promise_query import PromiseLine, lines_of
from projections.report import EVER, Events, Fields, LookUp, Question, Report, Window, answer
from projections.rows.frozen import Frozen, fields_of, row_class, row_part

# -- rows --------------------------------------------------------------------------------------
# The rows of the lists: what is counted, with the place and the level.


@row_part
class AtLevel(OfPlace):
    """The level at which it is counted."""

    level: Level
    counted_under: CountedUnder


@row_class
class PromiseAtLevel(PromiseLine, AtLevel):
    """A promise on record for a level."""


@row_class
class DecisionAtLevel(DecisionLine, AtLevel):
    """A decision on record for a level."""


@row_class
class UpdateAtLevel(UpdateLine, AtLevel):
    """An update on record for a level."""


@row_class
class QuarterAtLevel(AtLevel):
    """A whole quarter, and whether the level stood still in it."""

    from_: Annotated[str, "the first day of the quarter"]
    to: Annotated[str, "its last day"]
    stood_still: Annotated[str, "whether it stood still all through: yes, no, unknown"]
    held_up_by: Annotated[
        tuple[str, ...], "what surely or perhaps held it up in that quarter: promise/x or rule/x"
    ]
    events: Events


@row_class
class PairAtLevel(AtLevel):
    """A quarter in which another level stood still or did not, and this level in the next."""

    other: Annotated[str, "that other level"]
    from_: Annotated[str, "the first day of the quarter"]
    to: Annotated[str, "its last day"]
    other_stood_still: Annotated[str, "whether the other stood still in it: yes or no"]
    stood_still_next: Annotated[str, "whether this one stood still in the next: yes or no"]
    events: Events


@row_class
class CaseAtLevel(CaseUnder, AtLevel):
    """A case that was open while a rule of another level, or of all, was suspended over it."""

    rule: Annotated[str, "the name of the rule in the ledger"]
    title: Annotated[str, "what the rule is called"]
    suspended: Annotated[str, "since when it was suspended"]


# -- lists -------------------------------------------------------------------------------------
# The lists by the names of the counts.

OF_CASES: CountTable[CaseUnder] = {
    "cases": fits(lambda _: True),
    "cases-entered": fits(lambda case: case.entered),
}

Listed = tuple[str, type[Frozen], list[Fields]]
"""The name of a list, the class of its rows and the fields of each, without those of the place."""


def _at(level: str | None) -> Fields:
    return {"level": level, "counted_under": level or "none"}


def _promises(stalling: Standstill, level: str | None, _: LookUp) -> Sequence[Frozen]:
    return lines_of(stalling.gathering.question, promises_at(stalling, level))


def _decisions(stalling: Standstill, level: str | None, _: LookUp) -> Sequence[Frozen]:
    return [line(stalling.gathering, decision) for decision in decisions_at(stalling, level)]


def _updates(stalling: Standstill, level: str | None, look_up: LookUp) -> Sequence[Frozen]:
    return update_lines(updates_at(stalling, level), look_up)


RECORDS: dict[
    str, tuple[type[Frozen], Callable[[Standstill, str | None, LookUp], Sequence[Frozen]]]
] = {
    "promises": (PromiseAtLevel, _promises),
    "decisions": (DecisionAtLevel, _decisions),
    "updates": (UpdateAtLevel, _updates),
}
"""What is on record for a level, with the class of its rows."""


def _records(stalling: Standstill, name: str, look_up: LookUp) -> Listed:
    """The promises, decisions or updates at each level."""
    kind, found = RECORDS[name]
    rows = [
        _at(level) | fields_of(row)
        for level in (*LEVELS, None)
        for row in found(stalling, level, look_up)
    ]
    return f"{name}-at-levels", kind, rows


def _quarters(stalling: Standstill, name: str, stretch: Window) -> Listed:
    """The quarters of each level, and what held it up in each."""
    rows = [
        _at(level)
        | _days(quarter)
        | {"stood_still": still, "held_up_by": _streams(holding), "events": _events(holding)}
        for level, answers in stood_still(stalling, stretch).items()
        for holds in [list(stalling.spans(level))]
        for quarter, still in zip(quarters(stretch), answers, strict=True)
        for holding in [_holding(holds, quarter)]
        for _ in OF_QUARTERS[name](still)
    ]
    return "quarters", QuarterAtLevel, rows


def _holding(holds: Iterable[Hold], quarter: Window) -> list[Hold]:
    """What surely or perhaps held a level up at some time in a quarter."""
    return [
        hold
        for hold in holds
        if hold.sure != NO and hold.start < quarter.end and quarter.start < hold.end
    ]


def _streams(holding: Iterable[Hold]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hold.stream for hold in holding))


def _events(holding: Iterable[Hold]) -> tuple[int, ...]:
    return tuple(sorted({event for hold in holding for event in hold.events}))


def _pairs(stalling: Standstill, name: str, stretch: Window) -> Listed:
    """Quarters of each level, and what each of the others did in the next."""
    answers, whole = stood_still(stalling, stretch), quarters(stretch)
    holds = {level: list(stalling.spans(level)) for level in LEVELS}
    rows = [
        _days(quarter)
        | {"level": level, "counted_under": f"{level}-after-{other}", "other": other}
        | {"other_stood_still": before, "stood_still_next": after}
        | {"events": _events(_holding(holds[other], quarter) + _holding(holds[level], following))}
        for level in LEVELS
        for other in LEVELS
        if other != level
        for quarter, following, (before, after) in zip(
            whole, whole[1:], in_a_row(answers[other], answers[level]), strict=False
        )
        for _ in OF_PAIRS[name]((before, after))
    ]
    return "quarters-in-a-row", PairAtLevel, rows


def _days(quarter: Window) -> Fields:
    return {"from_": quarter.start[:10], "to": plus_days(quarter.end, -1)[:10]}


def _cases(stalling: Standstill, name: str) -> Listed:
    """The cases of each level under each suspended rule."""
    rows = [
        _at(level)
        | fields_of(case)
        | {"rule": pause.rule, "title": pause.title, "suspended": pause.since}
        for level in (*LEVELS, None)
        for pause in under_pause(stalling, level)
        for _, case in behind(OF_CASES[name], pause.cases)
    ]
    return "cases-under", CaseAtLevel, rows


def level_list(
    question: Question, area: str | None, name: str, look_up: LookUp, window: Window = EVER
) -> Report[Any]:
    """List what a count of `levels` counts at each level.

    What it counts under is the level, `none` for what names none; of quarters one after another
    it is LEVEL-after-LEVEL.
    """
    stalling = Standstill(PlaceDecisions(question, f"area/{area}" if area else None))
    if name in OF_QUARTERS or name in OF_PAIRS:
        stretch = stretch_of(stalling, window)
        made = _quarters if name in OF_QUARTERS else _pairs
        view, kind, found = made(stalling, name, stretch)
    elif name in OF_CASES:
        view, kind, found = _cases(stalling, name)
    else:
        view, kind, found = _records(stalling, name, look_up)
    place = place_of(stalling.gathering)
    return answer(question, view, [kind(**place, **fields) for fields in found], kind)
