"""The view `levels`: whether others fail more often where one level stalls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Annotated

from domain.dates import BEGINNING, due_instant, plus_days
from domain.step_function import NO, UNKNOWN, YES
from domain.value import value_class
from domain.vocabulary import LEVELS
from projections.counts import CountTable, fits, tally
from projections.participation.decision import Decision, Placed, PlaceDecisions
from projections.participation.delays import (
    Halt,
    Level,
    PauseLine,
    PauseOver,
    Standstill,
    delays,
    in_quarter,
    quarters,
    told,
    under_pause,
)
from projections.report import EVER, Question, Report, Window, answer
from projections.rows.communication import UpdateRow
from projections.rows.frozen import Frozen, fields_of, row_class
from projections.rows.span import when
from projections.statistics.measures import relative_risk

# -- coupling ----------------------------------------------------------------------------------
# Whether one level stands still after another did: an association over quarters (METHODS 5).

ENOUGH = 8
"""So many quarters of each kind it takes before a relative risk is shown."""


@value_class
class Coupling:
    """Quarters after which it is known what another level did.

    after_still: of `still` quarters in which one level stood still, after how many the other did.
    after_not: the same of the `moving` quarters in which it did not.
    """

    after_still: int
    still: int
    after_not: int
    moving: int


OF_PAIRS: CountTable[tuple[str, str]] = {
    "after-still": fits(lambda pair: pair == (YES, YES)),
    "known-still": fits(lambda pair: pair in {(YES, YES), (YES, NO)}),
    "after-not": fits(lambda pair: pair == (NO, YES)),
    "known-moving": fits(lambda pair: pair in {(NO, YES), (NO, NO)}),
}
"""What is counted of whether one level stood still in a quarter, and another in the next."""


def coupled(first: Sequence[str], then: Sequence[str]) -> Coupling:
    """Count quarters of one level against the next quarter of another.

    Both are answers for the same quarters in a row; pairs with an unknown one do not count.
    """
    found = tally(OF_PAIRS, in_a_row(first, then))
    after_still, still, after_not, moving = (found[name][None] for name in OF_PAIRS)
    return Coupling(after_still, still, after_not, moving)


def in_a_row(first: Sequence[str], then: Sequence[str]) -> list[tuple[str, str]]:
    """What one level did in each quarter but the last, and another in the next."""
    return list(zip(first[:-1], then[1:], strict=True))


@row_class
class After(Frozen):
    """What a level did in the quarter after another stood still, or did not."""

    level: Annotated[str, "that other level"]
    after_still: Annotated[int, "after how many of these this one stood still"]
    still: Annotated[int, "quarters of which the next is known, in which the other stood still"]
    after_not: Annotated[int, "after how many of these this one stood still"]
    moving: Annotated[int, "quarters of which the next is known, in which the other did not"]
    relative_risk: Annotated[
        float | None, "the ratio of the two shares; null below 8 quarters of a kind"
    ]
    low: Annotated[float | None, "the lower end of its 95% interval (log method)"]
    high: Annotated[float | None, "the upper end of its 95% interval (log method)"]


def shown(level: str, coupling: Coupling) -> After:
    """The counts, and with enough of both kinds the relative risk with its interval."""
    enough = min(coupling.still, coupling.moving) >= ENOUGH
    pair = (coupling.after_still, coupling.still), (coupling.after_not, coupling.moving)
    risk = relative_risk(*pair) if enough else None
    return After(
        level=level,
        after_still=coupling.after_still,
        still=coupling.still,
        after_not=coupling.after_not,
        moving=coupling.moving,
        relative_risk=risk.ratio if risk else None,
        low=risk.low if risk else None,
        high=risk.high if risk else None,
    )


# -- levels ------------------------------------------------------------------------------------
# The view `levels`: dwelling, area and governance, and how one standing still touches the others.
#
# Structural links come first: what the record itself says was held up, and by what. Then
# quarters, counted: an association, which says nothing of causes.

DETAILS = ("title", "pauses", "held_up", "under_pause")
"""The fields that only a screen or an explanation shows."""

TREND = ("promises", "decisions", "updates", "still", "moving", "unknown")

Answers = Mapping[str | None, Sequence[str]]
"""Whether each level stood still, quarter by quarter; None is what names no level."""

OF_QUARTERS: CountTable[str] = {
    "quarters": fits(lambda _: True),
    "still": fits(lambda stood_still: stood_still == YES),
    "moving": fits(lambda stood_still: stood_still == NO),
    "unknown": fits(lambda stood_still: stood_still == UNKNOWN),
}
"""What is counted of whether a level stood still in a quarter."""


@row_class
class LevelLine(Placed):
    """One level: what is on record for it, when it stood still, and what held it up."""

    level: Level
    from_: Annotated[str, "the first day of the quarters compared"]
    to: Annotated[str, "the last day of the quarters compared"]
    promises: Annotated[int, "promises on record for it"]
    decisions: Annotated[int, "decisions on record for it"]
    updates: Annotated[int, "updates on record for it"]
    quarters: Annotated[int, "whole quarters compared"]
    still: Annotated[int, "quarters in which it stood still all through"]
    moving: Annotated[int, "quarters in which it surely did not"]
    unknown: Annotated[int, "quarters of which nobody knows"]
    after: Annotated[
        tuple[After, ...],
        "what it did in the quarter after another level stood still, or did not",
    ]
    pauses: Annotated[
        tuple[PauseLine, ...], "with `--explain`: the rules of this level that were suspended"
    ]
    held_up: Annotated[
        tuple[Halt, ...], "with `--explain`: its promises that were blocked or suspended"
    ]
    under_pause: Annotated[
        tuple[PauseOver, ...],
        "with `--explain`: suspended rules of other levels, its cases under each",
    ]


def levels(question: Question, area: str | None, window: Window = EVER) -> Report[LevelLine]:
    """Report on the levels of an area, or of all: a row for each, then for what names no level.

    window: of which stretch of time the quarters are compared; by default from the first promise
    or pause on record to the moment asked for.
    """
    stalling = Standstill(PlaceDecisions(question, f"area/{area}" if area else None))
    stretch = stretch_of(stalling, window)
    answers = stood_still(stalling, stretch)
    rows = [_line(stalling, stretch, level, answers) for level in answers]
    return answer(question, "levels", rows, LevelLine, details=DETAILS, trend=TREND)


def stood_still(stalling: Standstill, stretch: Window) -> Answers:
    """Whether each level stood still in each whole quarter of a stretch of time."""
    answers: dict[str | None, list[str]] = {}
    for level in (*LEVELS, None):
        still = stalling.steps(level, stretch)
        answers[level] = [in_quarter(still, quarter) for quarter in quarters(stretch)]
    return answers


def _line(stalling: Standstill, stretch: Window, level: str | None, answers: Answers) -> LevelLine:
    count = {name: found[None] for name, found in tally(OF_QUARTERS, answers[level]).items()}
    return LevelLine(
        **fields_of(stalling.gathering.named()),
        level=level,
        from_=stretch.start[:10],
        to=plus_days(stretch.end, -1)[:10],
        promises=len(promises_at(stalling, level)),
        decisions=len(decisions_at(stalling, level)),
        updates=len(updates_at(stalling, level)),
        quarters=count["quarters"],
        still=count["still"],
        moving=count["moving"],
        unknown=count["unknown"],
        after=_after(level, answers) if level else (),
        pauses=tuple(told(pause) for pause in stalling.pauses if pause.level == level),
        held_up=delays(stalling, level),
        under_pause=under_pause(stalling, level),
    )


def stretch_of(stalling: Standstill, window: Window) -> Window:
    """The stretch asked for, from what is on record first up to the moment asked for, or today."""
    end = min(window.end, due_instant(stalling.gathering.question.so_far))
    if window.start != BEGINNING:
        return Window(min(window.start, end), end)
    begun = [when(row).latest for _, _, row in stalling.promises]
    begun += [pause.start.latest for pause in stalling.pauses]
    return Window(min([*begun, end]), end)


def promises_at(stalling: Standstill, level: str | None) -> list[str]:
    """The promises on record for a level, as streams."""
    return sorted({row.subject for named, _, row in stalling.promises if named == level})


def decisions_at(stalling: Standstill, level: str | None) -> list[Decision]:
    """The decisions on record for a level."""
    gathering = stalling.gathering
    return [one for _, one in gathering.decisions if gathering.level(one) == level]


def updates_at(stalling: Standstill, level: str | None) -> list[UpdateRow]:
    """The updates on record for a level."""
    gathering, geography = stalling.gathering, stalling.gathering.geography
    question = gathering.question

    def find() -> dict[str | None, list[UpdateRow]]:
        found: dict[str | None, list[UpdateRow]] = defaultdict(list)
        for row in question.book.at(UpdateRow, question.as_of, question.known):
            if gathering.where(row.scope, when(row).latest) is not None:
                found[geography.level(row.scope, row.level, question.as_of)].append(row)
        return found

    return question.once(("updates by level", gathering.scope), find).get(level, [])


def _after(level: str, answers: Answers) -> tuple[After, ...]:
    """What a level did in the quarter after each of the other two stood still, or did not."""
    return tuple(
        shown(stalled, coupled(answers[stalled], answers[level]))
        for stalled in LEVELS
        if stalled != level
    )
