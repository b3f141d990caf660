"""The view `lessons`: when bodies and residents looked back, what was learned, who took it up."""

from __future__ import annotations

from projections.participation.gathering import Gathering
from projections.report import Fields, Question, Report, answer
from projections.span import scope_of
from projections.stories import stories, when
from projections.window import order


def lessons(question: Question, area: str | None) -> Report:
    """List the reflections about an area, or all, and every lesson with who adopted it.

    A lesson names no place, so an area narrows down the reflections alone. Adopted by nobody on
    record is not adopted by nobody.
    """
    gathering = Gathering(question, f"area/{area}" if area else None)
    return answer(question, "lessons", [*_reflections(gathering), *_lessons(question)])


def _reflections(gathering: Gathering) -> list[Fields]:
    rows: list[Fields] = []
    for name, told in stories(gathering.question, "reflection"):
        held = told[0]
        if when(held).earliest > gathering.question.as_of:
            continue
        if gathering.reach.of(held["place"], when(held).latest) is not None:
            place = {"place": scope_of(held["place"]), "level": held["place"].get("level")}
            rows.append(_row("reflection", name, told) | place | {"parties": held["parties"]})
    return sorted(rows, key=_order)


def _lessons(question: Question) -> list[Fields]:
    """Every lesson; the parties of it are those that adopted it."""
    rows: list[Fields] = []
    for name, told in stories(question, "lesson"):
        happened = [one for one in told if when(one).earliest <= question.as_of]
        if not any(one["kind"] == "lesson.recorded" for one in happened):
            continue
        adopted = [one for one in happened if one["kind"] == "lesson.adopted"]
        row = _row("lesson", name, happened) | {"place": None, "level": None}
        rows.append(row | {"parties": list(dict.fromkeys(one["by"] for one in adopted))})
    return sorted(rows, key=_order)


def _order(row: Fields) -> tuple[str, str]:
    return order(when(row)), row["name"]


def _row(what: str, name: str, told: list[Fields]) -> Fields:
    """What both have in common.

    what: `reflection` or `lesson`. parties: those that held it, or adopted it.
    """
    return {
        "what": what,
        "name": name,
        "on": told[0]["on"],
        "text": told[0]["text"],
        "disputed": any(one.get("disputed") for one in told),
        "events": [one["event"] for one in told if not one["kind"].startswith("record.")],
    }
