"""The checks on rules: that they stayed the same, and that they were made known in time."""

from __future__ import annotations

from collections.abc import Callable

from domain.dates import due_instant
from domain.spans import NO
from projections.conditions.charter import charters
from projections.conditions.condition import Yardstick
from projections.conditions.rules import rules_unchanged
from projections.finding import finding
from projections.geography.geography import Geography
from projections.regime.acts import EXPIRED
from projections.regime.changes import notice, retroactive
from projections.regime.values import Rulebook
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
            days = {"start": one.start[:10], "since": last.start[:10]}
            events = last.value.events
            found.append(finding("rules-unchanged", measured.charter, events, **days))
    return found


def late(question: Question) -> list[Fields]:
    """No rule in force, and no change of one, took effect before it was made known."""
    found: list[Fields] = []
    for rule, acts in Rulebook(Geography(question)).acts.items():
        for act in acts:
            if act.kind == EXPIRED or act.when.earliest > question.as_of or not retroactive(act):
                continue
            days = notice(act)
            found.append(
                finding(
                    "late-rules",
                    f"rule/{rule}",
                    (act.event,),
                    act=act.kind,
                    effective=act.record.effective,
                    days=-days if days is not None and days < 0 else None,
                )
            )
    return found


CHECKS: dict[str, Callable[[Question], list[Fields]]] = {
    "rules-unchanged": unchanged,
    "late-rules": late,
}
"""The checks of this folder, by name."""
