"""The commands that ask what was promised, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from commands.asking import Asking, asks, known_areas
from commands.session import moments
from domain.errors import UsageProblem
from projections.render.words import STATE

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
@click.option("--from", "start", metavar="DATE", help="The first moment of a series.")
@click.option("--to", "end", metavar="DATE", help="The last moment of a series; default: --as-of.")
@click.option("--every", type=click.Choice(["year", "quarter"]), help="A series of moments.")
@asks
def trust(
    asking: Asking,
    /,
    areas: tuple[str, ...],
    basis: str,
    sources: str | None,
    by: str | None,
    start: str | None,
    end: str | None,
    every: str | None,
    *,
    compare: bool,
) -> None:
    """How far the record supports trust that a promise to an area is kept."""
    from projections.render.screens import trust as screens
    from projections.trust.compare import compare as comparison
    from projections.trust.view import series
    from projections.trust.view import trust as view

    if compare and len(areas) != PAIR:
        raise UsageProblem(
            "compare areas", f"{len(areas)} areas are named", "Name two: trust A B --compare"
        )
    if (start or end) and not every:
        raise UsageProblem("make a series", "it has no step", "Add --every year or --every quarter")
    with asking.question(
        areas=areas,
        basis=basis,
        sources=sources,
        by=by,
        compare=compare,
        start=start,
        end=end,
        every=every,
    ) as asked:
        known_areas(asked, areas)
        if compare:
            asking.print(comparison(asked, *areas, basis=basis, sources=sources), screens.compare)
        elif every:
            steps = moments(start, end or asked.as_of, every)
            report = series(asked, areas, steps, basis=basis, sources=sources)
            asking.print(report, screens.series)
        else:
            report = view(asked, areas, basis=basis, sources=sources, by=by)
            asking.print(report, screens.trust)


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
    with asking.question(area=area, status=status, promisor=promisor, only=tuple(names)) as asked:
        if area is not None:
            known_areas(asked, [area])
        report = view(asked, area=area, state=status, promisor=promisor, filters=names)
        asking.print(report, screens.promises)
