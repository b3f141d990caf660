"""The view `promises`: every promise with what became of it, filtered."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from domain.dates import bounds
from projections.book import Row
from projections.geography.geography import Geography
from projections.geography.relation import Relation
from projections.parties import parties_of
from projections.promise import asked
from projections.promise.life import is_unseen
from projections.report import Fields, Question, Report, answer
from projections.trust.standing import Standing, doubt, standing

Filter = Callable[[Standing], bool]

FILTERS: dict[str, Filter] = {
    "overdue": lambda one: one.state == "overdue",
    "postponed": lambda one: (
        one.row.value["postponements"] > 0
        or one.row.value["due_instant"] != one.row.value["first_due"]
    ),
    "undated": lambda one: one.row.value["first_due"] is None,
    "not-looked-into": lambda one: (
        one.row.value["is_due"] and is_unseen(one.state, looked_into=one.row.value["looked_into"])
    ),
    "contested": lambda one: bool(one.row.value["contested"]),
    "blocked": lambda one: bool(one.row.value["blocked_by"]),
}
"""The filters that can be switched on, by the name of their option."""


def promises(
    question: Question,
    *,
    area: str | None = None,
    state: str | None = None,
    promisor: str | None = None,
    filters: Sequence[str] = (),
) -> Report:
    """List promises by their deadline: to an area and wider ones that cover it, or all."""
    lies: dict[str, Relation] = {}
    if area is None:
        rows = asked.promises(question)
    else:
        found = asked.promises_to(Geography(question), f"area/{area}")
        rows = [row for _, row in found]
        lies = {row.subject: relation for relation, row in found}
    parties = parties_of(question)
    chosen = [
        one
        for one in (
            standing(row, parties, burden=question.burden, basis="evidence") for row in rows
        )
        if (state is None or one.state == state)
        and (promisor is None or promisor in one.row.value["by"])
        and all(FILTERS[name](one) for name in filters)
    ]
    chosen.sort(key=_order)
    return answer(
        question,
        "promises",
        [_line(one) | {"relation": lies.get(one.row.subject)} for one in chosen],
    )


def _order(one: Standing) -> tuple[bool, str, str, str]:
    """By the deadline; those without one after all others, by the day on which they were made."""
    due, made = one.row.value["first_due"], bounds(one.row.value["on"]).earliest
    return (due is None, due or "", made, one.promise)


def _line(one: Standing) -> Fields:
    row: Row = one.row
    value = row.value
    return {
        "promise": one.promise,
        "made": value["on"],
        "by": value["by"],
        "to": value["to"],
        "place": row.scope,
        "topic": value.get("topic"),
        "text": value["text"],
        "strength": value["strength"],
        "origin": value["origin"],
        "due": value.get("due"),
        "postponements": value["postponements"],
        "status": one.state,
        "group": one.group,
        "doubt": doubt(one),
        "scored": one.value,
        "scored_low": one.bounds[0] if one.bounds else None,
        "scored_high": one.bounds[1] if one.bounds else None,
        "claimed": value["claimed"],
        "contested": value["contested"],
        "redefined": value["redefined"],
        "blocked_by": value["blocked_by"],
        "replaced_by": value.get("replaced_by"),
        "owed_by": value["owed_by"],
        "events": value["events"],
    }
