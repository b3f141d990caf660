"""The commands that ask whether the conditions for participation were met, and stayed the same."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import click

from commands.asking import Asking, asks
from commands.naming import known_place
from domain.errors import NotFound
from projections.report import Fields, Question, Report


@click.command(epilog="Example: gestand conditions overschild --explain")
@click.argument("place", required=False, metavar="[AREA|CASE|COHORT]")
@click.option("--charter", metavar="CHARTER", help="Only by this yardstick.")
@asks
def conditions(asking: Asking, /, place: str | None, charter: str | None) -> None:
    """Whether the conditions for participation were met at the start, and have stayed the same.

    By every yardstick for the place or for what it lies in; without a place one line for each.
    """
    from projections.conditions.view import conditions as view
    from projections.render.screens import conditions as screens
    from projections.render.screens import yardsticks

    def told(asked: Question) -> Report:
        scope = known_place(asked, place) if place else None
        report = view(asked, partial(_lines, asking, asked), scope, charter)
        if charter and not any(row["charter"] for row in report.rows):
            where = f" that bears on {place}" if place else ""
            raise NotFound(
                f"ask by the yardstick {charter}",
                f"there is no such yardstick{where} in the ledger",
                "See `gestand charters`",
            )
        return report

    screen = screens.conditions if place or charter else yardsticks.every
    asking.answer(told, screen, {"place": place, "charter": charter})


@click.command(epilog="Example: gestand charters --format csv")
@asks
def charters(asking: Asking, /) -> None:
    """List the yardsticks: for where, by whom, agreed by whom, and what they ask."""
    from projections.conditions.listing import charters as view
    from projections.render.screens import yardsticks as screens

    asking.answer(view, screens.charters)


def _lines(asking: Asking, asked: Question, wanted: Iterable[int]) -> dict[int, Fields]:
    return asking.lines(wanted, asked.known)
