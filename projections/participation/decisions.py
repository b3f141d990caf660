"""The view `decisions`: every decision with who had what say in it, filtered."""

from __future__ import annotations

from domain.spans import NO
from projections.participation.gathering import Gathering
from projections.participation.lines import line
from projections.report import Question, Report, answer
from projections.window import EVER, Window, falls

TREND = ("decision",)


def decisions(
    question: Question,
    *,
    area: str | None = None,
    topic: str | None = None,
    by: str | None = None,
    level: str | None = None,
    window: Window = EVER,
) -> Report:
    """List decisions by their day: about an area and wider ones that cover it, or all.

    by: a party that took it. A decision without a level holds at all levels.
    """
    gathering = Gathering(question, f"area/{area}" if area else None)
    chosen = [
        decision
        for _, decision in gathering.decisions
        if (topic is None or decision.taken.topic == topic)
        and (by is None or by in decision.taken.by)
        and (level is None or gathering.level(decision) in {level, None})
        and falls(decision.on, window, question.as_of) != NO
    ]
    rows = [line(gathering, decision) for decision in chosen]
    return answer(question, "decisions", rows, trend=TREND)
