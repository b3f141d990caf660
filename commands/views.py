"""The commands that ask: each view with the options that all views share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from commands.session import moments, question
from domain.errors import NotFound, UsageProblem
from projections.render import screens
from projections.render.blocks import Block, markdown, terminal
from projections.render.data import as_csv, as_json, as_ndjson
from projections.render.words import STATE
from projections.report import Question, Report

FORMATS = ("table", "json", "csv", "ndjson", "markdown")

SOURCES = ("official", "independent", "press", "promisor", "other")
PAIR = 2

FILTERS = {
    "overdue": "Only those whose deadline passed with nothing established.",
    "postponed": "Only those whose deadline was moved.",
    "undated": "Only those without a date.",
    "not-looked-into": "Only those whose deadline passed and on which nothing was recorded.",
    "contested": "Only those with a disputed record or findings that contradict each other.",
    "blocked": "Only those that another body keeps from being carried out.",
}

Decorated = Callable[..., Any]


def view_options(command: Decorated) -> Decorated:
    """The options of every view."""
    for option in reversed(
        [
            click.option("--as-of", metavar="DATE", help="The moment in the world; default: now."),
            click.option("--known-at", metavar="DATE|SIZE", help="As this ledger knew it then."),
            click.option("--public-at", metavar="DATE", help="As was public then."),
            click.option(
                "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True
            ),
        ]
    ):
        command = option(command)
    return command


def filter_options(command: Decorated) -> Decorated:
    """One switch for each filter of promises."""
    for name, text in reversed(FILTERS.items()):
        command = click.option(f"--{name}", is_flag=True, help=text)(command)
    return command


def print_report(
    report: Report, checkpoint: dict[str, Any], form: str, screen: Sequence[Block]
) -> None:
    """Print a report in the format asked for."""
    match form:
        case "json":
            text = as_json(report, checkpoint)
        case "ndjson":
            text = as_ndjson(report)
        case "csv":
            columns = list(report.rows[0]) if report.rows else []
            text = as_csv(report, columns)
        case "markdown":
            text = markdown(screen)
        case _:
            text = terminal(screen, colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
    click.echo(text, nl=False)


@click.command(epilog="Example: gestand trust overschild --as-of 2020-12-31")
@click.argument("areas", nargs=-1, metavar="[AREA]...")
@view_options
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
@click.pass_obj
def trust(
    path: Path,
    /,
    areas: tuple[str, ...],
    as_of: str | None,
    known_at: str | None,
    public_at: str | None,
    form: str,
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
    from projections.trust.compare import compare as comparison
    from projections.trust.view import series
    from projections.trust.view import trust as view

    if compare and len(areas) != PAIR:
        raise UsageProblem(
            "compare areas", f"{len(areas)} areas are named", "Name two: trust A B --compare"
        )
    with question(path, as_of, known_at, public_at) as (asked, checkpoint):
        known_areas(asked, areas)
        if compare:
            report = comparison(asked, *areas)
            print_report(report, checkpoint, form, screens.compare(report))
        elif every:
            report = series(asked, areas, moments(start, end or asked.as_of, every))
            print_report(report, checkpoint, form, screens.series(report))
        else:
            report = view(asked, areas, basis=basis, sources=sources, by=by)
            print_report(report, checkpoint, form, screens.trust(report))


@click.command(epilog="Example: gestand promises --area overschild --overdue")
@view_options
@click.option("--area", metavar="AREA", help="Promises to this area, and wider ones that cover it.")
@click.option("--status", type=click.Choice(list(STATE)), help="Only those in this state.")
@click.option("--promisor", metavar="PARTY", help="Only those made by this party.")
@filter_options
@click.pass_obj
def promises(
    path: Path,
    /,
    as_of: str | None,
    known_at: str | None,
    public_at: str | None,
    form: str,
    area: str | None,
    status: str | None,
    promisor: str | None,
    **filters: bool,
) -> None:
    """List promises and what became of each."""
    from projections.promise.view import promises as view

    names = [name.replace("_", "-") for name, on in filters.items() if on]
    with question(path, as_of, known_at, public_at) as (asked, checkpoint):
        if area is not None:
            known_areas(asked, [area])
        report = view(asked, area=area, state=status, promisor=promisor, filters=names)
        print_report(report, checkpoint, form, screens.promises(report))


def known_areas(asked: Question, areas: Sequence[str]) -> None:
    """NotFound for the first area that the ledger does not have at that moment."""
    known = {
        row.subject.partition("/")[2] for row in asked.book.at("area", asked.as_of, asked.known)
    }
    for area in areas:
        if area not in known:
            raise NotFound(
                f"show the area {area}",
                "there is no such area in the ledger at that moment",
                "See `gestand areas`",
            )
