"""The view `lessons`: when bodies and residents looked back, what was learned, who took it up."""

from __future__ import annotations

from collections.abc import Sequence

from domain.dates import Instant
from domain.spans import NO
from projections.participation.gathering import Gathering
from projections.report import Fields, Question, Report, answer
from projections.span import scope_of
from projections.stories import stories, when
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
    rows: list[Fields] = []
    for name, told in stories(gathering.question, "reflection"):
        held = told[0]
        row = _row("reflection", name, told, gathering.question.as_of)
        place = {"place": scope_of(held["place"]), "level": held["place"].get("level")}
        near = gathering.where(held["place"], when(held).latest) is not None
        if near and row["certain"] != NO:
            rows.append(row | place | {"parties": held["parties"]})
    return sorted(rows, key=_order)


def _lessons(question: Question) -> list[Fields]:
    """Every lesson; the parties of it are those that surely had adopted it by then."""
    rows: list[Fields] = []
    for name, told in stories(question, "lesson"):
        happened = [one for one in told if when(one).latest <= question.as_of or one is told[0]]
        row = _row("lesson", name, happened, question.as_of)
        if row["certain"] != NO:
            adopted = [one["by"] for one in happened if one["kind"] == "lesson.adopted"]
            place = {"place": None, "level": None}
            rows.append(row | place | {"parties": list(dict.fromkeys(adopted))})
    return sorted(rows, key=_order)


def _order(row: Fields) -> tuple[str, str]:
    return order(when(row)), row["stream"]


def _row(what: str, name: str, told: Sequence[Fields], as_of: Instant) -> Fields:
    """What both have in common.

    what: `reflection` or `lesson`. certain: YES, or UNKNOWN where the date is too vague to tell
    whether it had happened by then.
    """
    return {
        "what": what,
        "stream": f"{what}/{name}",
        "on": told[0]["on"],
        "certain": falls(when(told[0]), EVER, as_of),
        "text": told[0]["text"],
        "disputed": any(one.get("disputed") for one in told),
        "events": [one["event"] for one in told if not one["kind"].startswith("record.")],
    }
