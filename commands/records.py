"""The commands that show the records themselves."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from commands.session import question
from commands.views import print_report, view_options
from domain.dates import bounds
from domain.errors import NotFound
from ledger.reader import Reader
from projections import history
from projections.places import Places
from projections.render import screens
from projections.report import answer


@click.command(epilog="Example: gestand show promise/overschild-advice-2018")
@click.argument("stream")
@view_options
@click.pass_obj
def show(
    path: Path,
    stream: str,
    as_of: str | None,
    known_at: str | None,
    public_at: str | None,
    form: str,
) -> None:
    """Show every record of STREAM, such as promise/NAME, area/NAME, or the id of a record."""
    with (
        closing(Reader(path)) as reader,
        question(path, as_of, known_at, public_at) as (asked, checkpoint),
    ):
        found = reader.find(stream)
        records = [
            record
            for record in reader.stream(found.stream if found else stream)
            if record.position < asked.known
        ]
        if not records:
            raise NotFound(
                f"show {stream}",
                "there is no such stream or record",
                "Look it up with `gestand log` or `gestand promises`",
            )
        report = answer(asked, "show", history.lines(records))
        print_report(report, checkpoint, form, screens.show(report))


@click.command(epilog="Example: gestand log --area overschild --kind promise --late 365")
@view_options
@click.option("--area", metavar="AREA", help="Only records about this area or a part of it.")
@click.option("--kind", metavar="KIND", help="Only this kind, such as promise or promise.made.")
@click.option("--since", metavar="DATE", help="Only what happened on or after this date.")
@click.option("--late", type=int, metavar="DAYS", help="Only what was public so much later.")
@click.pass_obj
def log(
    path: Path,
    as_of: str | None,
    known_at: str | None,
    public_at: str | None,
    form: str,
    area: str | None,
    kind: str | None,
    since: str | None,
    late: int | None,
) -> None:
    """List the records in the order in which they were recorded."""
    with (
        closing(Reader(path)) as reader,
        question(path, as_of, known_at, public_at) as (asked, checkpoint),
    ):
        places = None
        if area is not None:
            places, _ = Places.at(asked.book, asked.as_of, asked.known).scopes(area)
        start = bounds(since).earliest if since else None
        lines = history.lines(reader.records(0, asked.known))
        rows = [
            line
            for line in lines
            if history.chosen(line, kind=kind, since=start, late=late, places=places)
        ]
        report = answer(asked, "log", rows)
        print_report(report, checkpoint, form, screens.log(report))
