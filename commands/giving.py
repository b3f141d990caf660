"""The commands that give back: what was recorded, and how records are written."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from commands.naming import near
from commands.telling import tell
from domain.errors import NotFound
from domain.history import retracted_ids
from domain.record import Fields
from projections.render.words import records as words


@click.command(epilog="Example: gestand export --format csv --kind promise.made > promises.csv")
@click.option(
    "--format",
    "form",
    type=click.Choice(["yaml", "json", "jsonl", "csv"]),
    default="yaml",
    show_default=True,
    help="How the journal is written. A file of CSV holds one kind; its column `order` tells in "
    "which order the records of all kinds were recorded, so import these files together.",
)
@click.option("--kind", metavar="KIND", help="Only this kind, such as promise.made.")
@click.pass_obj
def export(path: Path, form: Any, kind: str | None) -> None:
    """Print the ledger as a journal that can be imported again.

    It holds what was retracted too. Views such as `gestand promises --format csv` leave that out.
    """
    from ledger.journal.csv_reader import ORDER
    from ledger.journal.writing import write
    from ledger.reader import Reader

    with closing(Reader(path)) as reader:
        every = list(reader.records())
    records = [one for one in every if kind is None or one.kind == kind]
    if kind is not None and not records:
        _check_kind(kind, f"export the records of kind {kind}")
    fields: list[Fields] = [one.fields for one in records]
    if form == "csv":
        # The records of other kinds stand in other files.
        fields = [{**one.fields, ORDER: one.position} for one in records]
    for piece in write(fields, form):
        click.echo(piece, nl=False)
    gone = retracted_ids(every)
    count = sum(one.id in gone for one in records)
    # The whole ledger holds the retractions themselves.
    if kind is not None and count:
        tell(words.RETRACTED_LATER.format(count=count, all=len(records)))


@click.command(epilog="Example: gestand schema promise.made")
@click.argument("kind", required=False)
def schema(kind: str | None) -> None:
    """Print the JSON Schema of KIND, or the list of all kinds."""
    from domain import catalogue
    from domain.event import Envelope

    if kind is None:
        for name, model in catalogue.kinds().items():
            click.echo(f"{name:26} {(model.__doc__ or '').splitlines()[0]}")
        return
    _check_kind(kind, f"print the schema of {kind}")
    own, envelope = (model.model_json_schema() for model in (catalogue.KINDS[kind], Envelope))
    own["properties"] = {"kind": {"const": kind}} | own["properties"] | envelope["properties"]
    own["required"] = ["kind", *own.get("required", []), *envelope["required"]]
    own["$defs"] = own.get("$defs", {}) | envelope.get("$defs", {})
    click.echo(json.dumps(own, indent=2, ensure_ascii=False))


def _check_kind(kind: str, asked: str) -> None:
    """NotFound when there is no such kind; the kinds take a while to load."""
    from domain.catalogue import KINDS

    if kind not in KINDS:
        remedy = near(kind, KINDS, "See `gestand schema` for all kinds")
        raise NotFound(asked, "there is no such kind", remedy)
