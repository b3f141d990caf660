"""The checks on rules: that they stayed the same, and that they were made known in time."""

from __future__ import annotations

from collections.abc import Callable

from domain.dates import due_instant
from domain.spans import NO
from projections.conditions.charter import charters
from projections.conditions.condition import Yardstick
from projections.conditions.rules import rules_unchanged
from projections.geography.geography import Geography
from projections.regime.acts import EXPIRED
from projections.regime.changes import notice, retroactive
from projections.regime.values import Rulebook
from projections.render.dates import day, spoken
from projections.render.words import rules as words
from projections.report import Fields, Question


def unchanged(question: Question) -> list[Fields]:
    """No yardstick for which it is proven that the rules are not those of its start."""
    landscape = Geography(question)
    end = due_instant(question.as_of)
    found: list[Fields] = []
    for one in charters(question):
        if one.ended is not None or one.start >= end:
            continue
        measured = Yardstick(
            landscape, one.stream, one.scope, one.start, end, one.topics, one.level
        )
        last = rules_unchanged(measured, {}).parts[-1]
        if last.value.met == NO:
            text = words.UNCHANGED.format(start=day(one.start), since=day(last.start))
            found.append(_finding("rules-unchanged", measured.charter, text, last.value.events))
    return found


def late(question: Question) -> list[Fields]:
    """No rule in force, and no change of one, took effect before it was made known."""
    found: list[Fields] = []
    for rule, acts in Rulebook(Geography(question)).acts.items():
        for act in acts:
            if act.kind == EXPIRED or act.when.earliest > question.as_of or not retroactive(act):
                continue
            days = notice(act)
            late_days = days is not None and days < -1
            template = words.LATE_DAYS if late_days else words.LATE
            template = words.LATE_DAY if days == -1 else template
            text = template.format(
                what=words.ACT[act.kind],
                effective=spoken(act.record["effective"]),
                days=-(days or 0),
            )
            found.append(_finding("late-rules", f"rule/{rule}", text, (act.event,)))
    return found


def _finding(check: str, subject: str, text: str, events: tuple[int, ...]) -> Fields:
    return {"check": check, "subject": subject, "finding": text, "events": list(events)}


CHECKS: dict[str, Callable[[Question], list[Fields]]] = {
    "rules-unchanged": unchanged,
    "late-rules": late,
}
"""The checks of this folder, by name."""
