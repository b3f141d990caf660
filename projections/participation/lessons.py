"""The view `lessons`: when bodies and residents looked back, what was learned, who took it up."""

from __future__ import annotations

from domain.dates import Instant, bounds
from domain.spans import NO
from projections.participation.gathering import Gathering
from projections.report import Fields, Question, Report, answer
from projections.rows.acts import LessonRow, ReflectionRow
from projections.rows.span import when
from projections.window import EVER, falls, order

TREND = ("stream",)


def lessons(question: Question, area: str | None) -> Report:
    """List the reflections about an area, or all, and every lesson with who adopted it.

    A lesson names no place, so an area narrows down the reflections alone. Adopted by nobody on
    record is not adopted by nobody.
    """
    gathering = Gathering(question, f"area/{area}" if area else None)
    return answer(question, "lessons", [*_reflections(gathering), *_lessons(question)], trend=TREND)


def _reflections(gathering: Gathering) -> list[Fields]:
    question = gathering.question
    rows: list[Fields] = []
    for held in question.book.at(ReflectionRow, question.as_of, question.known):
        row = _row("reflection", held, question.as_of)
        near = gathering.where(held.scope, when(held).latest) is not None
        if near and row["certain"] != NO:
            place = {"place": held.scope, "level": held.level}
            rows.append(row | place | {"parties": list(held.parties)})
    return sorted(rows, key=_order)


def _lessons(question: Question) -> list[Fields]:
    """Every lesson; the parties of it are those that surely had adopted it by then."""
    rows: list[Fields] = []
    for lesson in question.book.at(LessonRow, question.as_of, question.known):
        row = _row("lesson", lesson, question.as_of)
        adopted = [one for one in lesson.adopted if when(one).latest <= question.as_of]
        if row["certain"] != NO:
            place = {"place": None, "level": None}
            row["disputed"] = lesson.disputed or any(one.disputed for one in adopted)
            row["events"] += [one.event for one in adopted]
            rows.append(row | place | {"parties": list(dict.fromkeys(one.by for one in adopted))})
    return sorted(rows, key=_order)


def _order(row: Fields) -> tuple[str, str]:
    return order(bounds(row["on"])), row["stream"]


def _row(what: str, row: ReflectionRow | LessonRow, as_of: Instant) -> Fields:
    """What both have in common.

    what: `reflection` or `lesson`. certain: YES, or UNKNOWN where the date is too vague to tell
    whether it had happened by then.
    """
    return {
        "what": what,
        "stream": row.subject,
        "on": row.on,
        "certain": falls(when(row), EVER, as_of),
        "text": row.text,
        "disputed": row.disputed,
        "events": [row.event],
    }
