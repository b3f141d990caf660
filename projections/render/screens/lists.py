"""The screens of `stability --list`: what its counts count; their words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from languages import N_
from projections.render.blocks import Block, Table
from projections.render.head import opening, place_name
from projections.render.screens import changes as tables
from projections.render.screens.powers import since
from projections.render.screens.rules import OF_RANK, RANK, by, quoted
from projections.report import Report

if TYPE_CHECKING:
    from projections.regime.lists import ListName, RuleAt

# -- lists: words ------------------------------------------------------------------------------

TITLE = N_("Rules for {name}: {what}")
WHAT = {
    "changed": N_("topics on which they changed"),
    "unchanged": N_("topics on which they certainly did not change"),
    "unknown": N_("topics on which it is not known whether they changed"),
    "exceptions": N_("exceptions"),
    "parts": N_("what changed for a part of it"),
    "may-touch": N_("what changed for groups that may touch it"),
    "in-force": N_("in force"),
}
ANSWER = {
    "changed": N_("{name}: topics on which the rules changed: {count:,}."),
    "unchanged": N_("{name}: topics on which the rules certainly did not change: {count:,}."),
    "unknown": N_("{name}: topics on which it is not known whether the rules changed: {count:,}."),
    "exceptions": N_(
        "{name}: exceptions in it, around it and for groups that may touch it: {count:,}."
    ),
    "parts": N_("{name}: changes of rules for a part of it: {count:,}, in none of its figures."),
    "may-touch": N_(
        "{name}: changes of rules for groups that may touch it: {count:,}, which prove nothing "
        "here."
    ),
    "in-force": N_("{name}: acts in force for it: {acts:,}, and exceptions: {exceptions:,}."),
}
RULE_COLUMNS = (N_("rule"), N_("what it says, for whom, since when, and by whom"))
RULE = N_("{topic}: {value}, for {place}, {since}; {rank}{by}")
EXCEPTION = N_("{rule} Exception.")


# -- lists -------------------------------------------------------------------------------------


def screen_of(name: ListName) -> Callable[[Report[Any]], list[Block]]:
    """The screen of one of the lists."""

    def listed(report: Report[Any]) -> list[Block]:
        place = place_name(report, report.question.parameters["place"])
        answer = ANSWER[name].format(name=place, count=len(report.rows), **_acts(name, report.rows))
        title = TITLE.format(name=place, what=WHAT[name])
        return [*opening(report, answer, title), *_table(name, report)]

    return listed


def _acts(name: ListName, rows: Sequence[RuleAt]) -> dict[str, int]:
    """How many acts and exceptions are in force: rules with one identifier are one act."""
    if name != "in-force":
        return {}
    acts = {row.identifier or row.rule for row in rows if row.exception is None}
    return {"acts": len(acts), "exceptions": sum(row.exception is not None for row in rows)}


def _table(name: ListName, report: Report[Any]) -> list[Block]:
    called, rows = report.parties, report.rows
    subject = rows[0].subject if rows else ""
    match name:
        case "changed" | "unchanged" | "unknown":
            last = report.question.as_of[:10]
            return [*tables.then_now(rows, called, last), *tables.changes(rows, called)]
        case "exceptions":
            return tables.exceptions(rows, subject, called)
        case "in-force":
            lines = [[row.rule, _rule(row, report)] for row in rows]
            return [Table(RULE_COLUMNS, lines)] if lines else []
        case _:
            return tables.parts(rows, called, perhaps=name == "may-touch")


def _rule(row: RuleAt, report: Report[RuleAt]) -> str:
    text = RULE.format(
        topic=row.topic,
        value=quoted([row.value], [row.amount]),
        place=row.place_name,
        since=since(row.since) if row.since else "",
        rank=OF_RANK.format(rank=RANK[row.rank]) if row.rank else "",
        by=by(row.by, report.parties),
    )
    return EXCEPTION.format(rule=text) if row.exception else text
