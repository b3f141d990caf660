"""The commands that ask which rules applied to whom, and how they changed."""

from __future__ import annotations

from dataclasses import replace

import click

from commands.asking import Asking, asks
from commands.naming import known_areas, known_place, known_topic
from commands.session import moment
from domain.dates import Bounds, last_moment
from domain.errors import UsageProblem
from projections.render.words.rules import RANK
from projections.report import Fields, Question, Report
from projections.rows.subjects import CohortRow

RANKS = tuple(rank for rank in RANK if rank != "not-recorded")


@click.command(epilog="Example: gestand stability overschild --explain")
@click.argument("place", required=False, metavar="[AREA|CASE|COHORT]")
@click.option("--since", metavar="DATE", help="Compare with this day instead of the start.")
@click.option("--at", metavar="DATE", help="The rules as they applied on this day, with sources.")
@asks
def stability(asking: Asking, /, place: str | None, since: str | None, at: str | None) -> None:
    """Which rules applied at the start, which apply now, who changed them, and how they changed.

    Of a case the start is the day on which it was opened; of an area or a group that of the
    yardstick that covers it, else the day from which on somebody vouches that all rules are on
    record, else the day of the first rule on record. Without a place one line for each area.
    """
    from projections.regime.applied import applied
    from projections.regime.stability import stability as view
    from projections.render.screens import stability as screens

    asked = moment("--since", since) if since else None
    if at is not None and place is None:
        raise UsageProblem(
            f"show the rules on {at}", "no place is named", "Name an area, a case or a group"
        )
    if at is not None:
        moment("--at", at)

    def told(question: Question) -> Report:
        scopes = [known_place(question, place)] if place else []
        if at is None:
            return view(question, scopes, asked)
        report = applied(question, scopes[0], last_moment(at), asked)
        return _sourced(asking, report)

    screen = screens.stability if at is None else screens.applied
    asking.answer(told, screen, {"place": place, "since": since, "at": at})


def _sourced(asking: Asking, report: Report) -> Report:
    """The rules with the sources of the records that made each what it is."""
    events = [row["event"] for row in report.rows if row["event"] is not None]
    lines = asking.lines(events, report.question.known)
    rows: list[Fields] = [
        row | {"sources": lines[row["event"]]["sources"] if row["event"] in lines else []}
        for row in report.rows
    ]
    return replace(report, rows=rows)


@click.command(epilog="Example: gestand rules --area overschild --in-force")
@click.option("--area", metavar="AREA", help="Rules for this area, parts of it, or around it.")
@click.option("--topic", metavar="TOPIC", help="Only rules on this topic.")
@click.option("--in-force", is_flag=True, help="Only rules that are in force.")
@click.option("--rank", type=click.Choice(RANKS), help="Only rules of this rank.")
@asks
def rules(
    asking: Asking, /, area: str | None, topic: str | None, rank: str | None, *, in_force: bool
) -> None:
    """List rules: for whom, since when, and whether they are in force."""
    from projections.regime.rules import rules as view
    from projections.render.screens.rules import rules as screen

    def listed(question: Question) -> Report:
        if area is not None:
            known_areas(question, area)
        known_topic(asking.path, question, topic)
        return view(question, area=area, topic=topic, rank=rank, in_force=in_force)

    told = {"area": area, "topic": topic, "rank": rank, "in_force": in_force}
    asking.answer(listed, screen, told)


@click.command(epilog="Example: gestand unequal batch-1581 batch-1588")
@click.argument("places", nargs=-1, required=True, metavar="COHORT...")
@click.option("--since", metavar="DATE", help="Count changes from this day on.")
@click.option("--topic", metavar="TOPIC", help="Compare on this topic alone.")
@asks
def unequal(
    asking: Asking, /, places: tuple[str, ...], since: str | None, topic: str | None
) -> None:
    """How differently the members of a group are treated, or of several groups together.

    Members are the cases of a group and the groups in it. An area can be named as well.
    """
    from projections.regime.unequal import unequal as view
    from projections.render.screens.unequal import unequal as screen

    asked: Bounds | None = moment("--since", since) if since else None

    def told(question: Question) -> Report:
        scopes = [_group(question, place) for place in places]
        known_topic(asking.path, question, topic)
        return view(question, scopes, asked, topic)

    asking.answer(told, screen, {"places": places, "since": since, "topic": topic})


def _group(question: Question, name: str) -> str:
    """The group of a name; the area, if no group has it."""
    known = question.book.at(CohortRow, question.as_of, question.known, subjects=[f"cohort/{name}"])
    return known[0].subject if known else known_place(question, name)
