"""The view `levels`: whether others fail more often where one level stalls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.dates import BEGINNING, due_instant, plus_days
from domain.step_function import NO, UNKNOWN, YES
from projections.participation.decision import PlaceDecisions
from projections.participation.delays import (
    LEVELS,
    Standstill,
    delays,
    in_quarter,
    quarters,
    told,
    under_pause,
)
from projections.report import EVER, Fields, Question, Report, Window, answer
from projections.rows.communication import UpdateRow
from projections.rows.span import when
from projections.statistics.measures import relative_risk

# -- coupling ----------------------------------------------------------------------------------
# Whether one level stands still after another did: an association over quarters (METHODS 5).

ENOUGH = 8
"""So many quarters of each kind it takes before a relative risk is shown."""


@dataclass(frozen=True, slots=True)
class Coupling:
    """Quarters after which it is known what another level did.

    after_still: of `still` quarters in which one level stood still, after how many the other did.
    after_not: the same of the `moving` quarters in which it did not.
    """

    after_still: int
    still: int
    after_not: int
    moving: int


def coupled(first: Sequence[str], then: Sequence[str]) -> Coupling:
    """Count quarters of one level against the next quarter of another.

    Both are answers for the same quarters in a row; pairs with an unknown one do not count.
    """
    pairs = Counter(zip(first[:-1], then[1:], strict=True))
    still, moving = (pairs[known, YES] + pairs[known, NO] for known in (YES, NO))
    return Coupling(pairs[YES, YES], still, pairs[NO, YES], moving)


def shown(coupling: Coupling) -> Fields:
    """The counts, and with enough of both kinds the relative risk with its interval."""
    enough = min(coupling.still, coupling.moving) >= ENOUGH
    pair = (coupling.after_still, coupling.still), (coupling.after_not, coupling.moving)
    risk = relative_risk(*pair) if enough else None
    return {
        "after_still": coupling.after_still,
        "still": coupling.still,
        "after_not": coupling.after_not,
        "moving": coupling.moving,
        "relative_risk": risk.ratio if risk else None,
        "low": risk.low if risk else None,
        "high": risk.high if risk else None,
    }


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


def levels(question: Question, area: str | None, window: Window = EVER) -> Report[Any]:
    """Report on the levels of an area, or of all: a row for each, then for what names no level.

    window: of which stretch of time the quarters are compared; by default from the first promise
    or pause on record to the moment asked for.
    """
    gathering = PlaceDecisions(question, f"area/{area}" if area else None)
    stalling = Standstill(gathering)
    stretch = _stretch(stalling, window)
    whole = quarters(stretch)
    answers: dict[str | None, list[str]] = {}
    for level in (*LEVELS, None):
        still = stalling.steps(level, stretch)
        answers[level] = [in_quarter(still, quarter) for quarter in whole]
    rows = [
        gathering.named()
        | {"level": level, "from": stretch.start[:10], "to": plus_days(stretch.end, -1)[:10]}
        | _on_record(stalling, level)
        | _quarters(answers[level])
        | {"after": _after(level, answers) if level else []}
        | _structural(stalling, level)
        for level in answers
    ]
    return answer(question, "levels", rows, details=DETAILS, trend=TREND)


def _stretch(stalling: Standstill, window: Window) -> Window:
    """The stretch asked for, from what is on record first up to the moment asked for, or today."""
    end = min(window.end, due_instant(stalling.gathering.question.so_far))
    if window.start != BEGINNING:
        return Window(min(window.start, end), end)
    begun = [when(row).latest for _, _, row in stalling.promises]
    begun += [pause.start.latest for pause in stalling.pauses]
    return Window(min([*begun, end]), end)


def _on_record(stalling: Standstill, level: str | None) -> Fields:
    """How many promises, decisions and updates are on record for a level."""
    gathering = stalling.gathering
    question, geography = gathering.question, gathering.geography
    updates = [
        row
        for row in question.book.at(UpdateRow, question.as_of, question.known)
        if geography.level(row.scope, row.level, question.as_of) == level
        and gathering.where(row.scope, when(row).latest)
    ]
    decisions = [
        decision for _, decision in gathering.decisions if gathering.level(decision) == level
    ]
    return {
        "promises": len({row.subject for named, _, row in stalling.promises if named == level}),
        "decisions": len(decisions),
        "updates": len(updates),
    }


def _quarters(answers: Sequence[str]) -> Fields:
    """In how many whole quarters a level stood still, did not, or nobody knows."""
    counts = Counter(answers)
    return {
        "quarters": len(answers),
        "still": counts[YES],
        "moving": counts[NO],
        "unknown": counts[UNKNOWN],
    }


def _after(level: str, answers: Answers) -> list[Fields]:
    """What a level did in the quarter after each of the other two stood still, or did not."""
    return [
        {"level": stalled} | shown(coupled(answers[stalled], answers[level]))
        for stalled in LEVELS
        if stalled != level
    ]


def _structural(stalling: Standstill, level: str | None) -> Fields:
    return {
        "pauses": [told(pause) for pause in stalling.pauses if pause.level == level],
        "held_up": delays(stalling, level),
        "under_pause": under_pause(stalling, level),
    }
