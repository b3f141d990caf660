"""The commands that list what the ledger speaks of, and those that watch over it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commands.session import question
from commands.views import known_areas, print_report, view_options
from domain.errors import NotFound
from projections import lists
from projections.check import CHECKS
from projections.check import check as run_checks
from projections.contact import contact as contact_view
from projections.render import screens

Moments = dict[str, str | None]


def _moments(options: dict[str, Any]) -> Moments:
    return {name: options[name] for name in ("as_of", "known_at", "public_at")}


@click.command(epilog="Example: gestand parties --format csv")
@view_options
@click.pass_obj
def parties(path: Path, /, form: str, **options: Any) -> None:
    """List the bodies, offices and groups, and how many promises each made."""
    with question(path, **_moments(options)) as (asked, checkpoint):
        report = lists.parties(asked)
        print_report(report, checkpoint, form, screens.parties(report))


@click.command(epilog="Example: gestand areas --as-of 2017-12-31")
@view_options
@click.pass_obj
def areas(path: Path, /, form: str, **options: Any) -> None:
    """List the areas and what each lay within at that moment."""
    with question(path, **_moments(options)) as (asked, checkpoint):
        report = lists.areas(asked)
        print_report(report, checkpoint, form, screens.areas(report))


@click.command(epilog="Example: gestand cases --format json")
@view_options
@click.pass_obj
def cases(path: Path, /, form: str, **options: Any) -> None:
    """List the cases and the phase each is in."""
    with question(path, **_moments(options)) as (asked, checkpoint):
        report = lists.cases(asked)
        print_report(report, checkpoint, form, screens.cases(report))


@click.command(epilog="Example: gestand contact overschild --as-of 2020-12-31")
@click.argument("area")
@view_options
@click.pass_obj
def contact(path: Path, /, area: str, form: str, **options: Any) -> None:
    """What residents of AREA were told, what they asked, and the silences in between."""
    with question(path, **_moments(options)) as (asked, checkpoint):
        known_areas(asked, [area])
        report = contact_view(asked, area)
        print_report(report, checkpoint, form, screens.contact(report))


@click.command(epilog="Example: gestand check deadlines contested")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@view_options
@click.pass_obj
@click.pass_context
def check(
    context: click.Context, path: Path, /, names: tuple[str, ...], form: str, **options: Any
) -> None:
    """Say nothing when all holds; else print one finding a line and end with exit code 1."""
    for name in names:
        if name not in CHECKS:
            raise NotFound(
                f"run the check {name}", "there is no such check", f"Use {', '.join(CHECKS)}"
            )
    with question(path, **_moments(options)) as (asked, checkpoint):
        report = run_checks(asked, names)
        if form == "table":
            for row in report.rows:
                events = ", ".join(str(event) for event in row["events"])
                click.echo(f"{row['check']}: {row['subject']}: {row['finding']} (records {events})")
        else:
            print_report(report, checkpoint, form, screens.check(report))
    if report.rows:
        context.exit(1)
