"""The commands that ask what was promised, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from commands.asking import Asking, asks
from commands.naming import known_areas, known_party
from domain.errors import UsageProblem
from projections.render.words.promises import STATE
from projections.report import Question, Report

SOURCES = ("official", "independent", "press", "promisor", "other")
PAIR = 2

FILTERS = {
    "overdue": "Only those whose deadline passed with nothing established.",
    "postponed": "Only those that were put off, with or without consent.",
    "undated": "Only those without a date.",
    "not-looked-into": "Only those whose deadline passed and on which nothing was recorded.",
    "contested": "Only those with a disputed record or findings that contradict each other.",
    "blocked": "Only those that another body keeps from being carried out.",
}

Command = Callable[..., Any]


def filter_options(command: Command) -> Command:
    """One switch for each filter of promises."""
    for name, text in reversed(FILTERS.items()):
        command = click.option(f"--{name}", is_flag=True, help=text)(command)
    return command


@click.command(epilog="Example: gestand trust overschild --as-of 2020-12-31")
@click.argument("areas", nargs=-1, metavar="[AREA]...")
@click.option(
    "--basis",
    type=click.Choice(["evidence", "claims"]),
    default="evidence",
    show_default=True,
    help="What counts as kept: what is established, or also the promisor's word.",
)
@click.option("--sources", type=click.Choice(SOURCES), help="Only promises sourced so alone.")
@click.option("--by", type=click.Choice(["promisor", "level", "topic"]), help="Tell them apart.")
@click.option("--compare", is_flag=True, help="Whether an order between two areas can be stated.")
@asks
def trust(
    asking: Asking,
    /,
    areas: tuple[str, ...],
    basis: str,
    sources: str | None,
    by: str | None,
    *,
    compare: bool,
) -> None:
    """How far the record supports trust that a promise to an area is kept."""
    from projections.render.screens import trust as screens
    from projections.trust.compare import compare as comparison
    from projections.trust.view import trust as view

    if compare and len(areas) != PAIR:
        raise UsageProblem(
            "compare areas", f"it takes two, and not {len(areas)}", "Name two: trust A B --compare"
        )

    def judged(asked: Question) -> Report:
        known_areas(asked, *areas)
        if compare:
            return comparison(asked, *areas, basis=basis, sources=sources)
        return view(asked, areas, basis=basis, sources=sources, by=by)

    screen = screens.compare if compare else screens.trust
    told = {"areas": areas, "basis": basis, "sources": sources, "by": by, "compare": compare}
    asking.answer(judged, screen, told)


@click.command(epilog="Example: gestand promises --area overschild --overdue")
@click.option("--area", metavar="AREA", help="Promises to this area, and wider ones that cover it.")
@click.option("--status", type=click.Choice(list(STATE)), help="Only those in this state.")
@click.option("--promisor", metavar="PARTY", help="Only those made by this party.")
@filter_options
@asks
def promises(
    asking: Asking,
    /,
    area: str | None,
    status: str | None,
    promisor: str | None,
    **filters: bool,
) -> None:
    """List promises and what became of each."""
    from projections.promise.view import promises as view
    from projections.render.screens import promises as screens

    names = [name.replace("_", "-") for name, on in filters.items() if on]

    def listed(asked: Question) -> Report:
        if area is not None:
            known_areas(asked, area)
        if promisor is not None:
            known_party(asked, promisor)
        return view(asked, area=area, state=status, promisor=promisor, filters=names)

    told = {"area": area, "status": status, "promisor": promisor, "only": tuple(names)}
    asking.answer(listed, screens.promises, told)
