"""The view `levels`: dwelling, area and governance, and how one standing still touches the others.

Structural links come first: what the record itself says was held up, and by what. Then quarters,
counted: an association, which says nothing of causes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from domain.dates import BEGINNING, bounds, due_instant, plus_days
from domain.spans import NO, UNKNOWN, YES
from projections.participation.coupling import coupled, shown
from projections.participation.gathering import Gathering
from projections.participation.held_up import held_up, told, under_pause
from projections.participation.stalled import LEVELS, Stalling, in_quarter, quarters
from projections.report import Fields, Question, Report, answer
from projections.rows.communication import UpdateRow
from projections.rows.span import when
from projections.window import EVER, Window

DETAILS = ("title", "pauses", "held_up", "under_pause")
"""The fields that only a screen or an explanation shows."""

TREND = ("promises", "decisions", "updates", "still", "moving", "unknown")

Answers = Mapping[str | None, Sequence[str]]
"""Whether each level stood still, quarter by quarter; None is what names no level."""


def levels(question: Question, area: str | None, window: Window = EVER) -> Report:
    """Report on the levels of an area, or of all: a row for each, then for what names no level.

    window: of which stretch of time the quarters are compared; by default from the first promise
    or pause on record to the moment asked for.
    """
    gathering = Gathering(question, f"area/{area}" if area else None)
    stalling = Stalling(gathering)
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
    return answer(question, "levels", rows, DETAILS, TREND)


def _stretch(stalling: Stalling, window: Window) -> Window:
    """The stretch asked for, from what is on record first up to the moment asked for, or today."""
    end = min(window.end, due_instant(stalling.gathering.question.so_far))
    if window.start != BEGINNING:
        return Window(min(window.start, end), end)
    begun = [bounds(row.value["on"]).latest for _, _, row in stalling.promises]
    begun += [pause.start.latest for pause in stalling.pauses]
    return Window(min([*begun, end]), end)


def _on_record(stalling: Stalling, level: str | None) -> Fields:
    """How many promises, decisions and updates are on record for a level."""
    gathering = stalling.gathering
    question, landscape = gathering.question, gathering.landscape
    updates = [
        row
        for row in question.book.at(UpdateRow, question.as_of, question.known)
        if landscape.level(row.scope, row.level, question.as_of) == level
        and gathering.where(row.scope, when(row).latest)
    ]
    decisions = [one for _, one in gathering.decisions if gathering.level(one) == level]
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
        {"level": other} | shown(coupled(answers[other], answers[level]))
        for other in LEVELS
        if other != level
    ]


def _structural(stalling: Stalling, level: str | None) -> Fields:
    return {
        "pauses": [told(pause) for pause in stalling.pauses if pause.level == level],
        "held_up": held_up(stalling, level),
        "under_pause": under_pause(stalling, level),
    }
