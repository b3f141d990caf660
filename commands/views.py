"""The commands that ask: each view with the options that all views share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from commands.session import question
from domain.errors import NotFound
from projections.render import screens
from projections.render.blocks import Block, markdown, terminal
from projections.render.data import as_csv, as_json, as_ndjson
from projections.report import Question, Report

FORMATS = ("table", "json", "csv", "ndjson", "markdown")

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


def show(report: Report, checkpoint: dict[str, Any], form: str, screen: Sequence[Block]) -> None:
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
@click.pass_obj
def trust(
    path: Path,
    areas: tuple[str, ...],
    as_of: str | None,
    known_at: str | None,
    public_at: str | None,
    form: str,
    basis: str,
) -> None:
    """How far the record supports trust that a promise to an area is kept."""
    from projections.trust.view import trust as view

    with question(path, as_of, known_at, public_at) as (asked, checkpoint):
        _known_areas(asked, areas)
        report = view(asked, areas, basis=basis)
        show(report, checkpoint, form, screens.trust(report))


def _known_areas(asked: Question, areas: Sequence[str]) -> None:
    known = {
        row.subject.partition("/")[2] for row in asked.book.at("area", asked.as_of, asked.known)
    }
    for area in areas:
        if area not in known:
            raise NotFound(
                f"show the area {area}",
                "there is no such area in the ledger at that moment",
                "See `gestand trust` for the areas with promises",
            )
