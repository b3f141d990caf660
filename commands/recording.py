"""The commands that write and give back: init, import, export, record, correct, schema."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.signatures import Signing, signing_options
from domain.errors import NotFound, UsageProblem

if TYPE_CHECKING:
    from ledger.recording import Written

actor_option = click.option(
    "--actor", envvar="GESTAND_ACTOR", help="A label for who records; default: none."
)


@click.command(epilog="Example: gestand --ledger village.db init")
@click.pass_obj
def init(path: Path) -> None:
    """Make a new, empty ledger."""
    from ledger.store import Store

    Store.create(path).close()
    click.echo(f"Made the ledger {path}.")


@click.command("import", epilog="Example: gestand import journals/groningen")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check everything and record nothing.")
@actor_option
@signing_options
@click.pass_obj
def import_(
    path: Path, files: tuple[Path, ...], *, dry_run: bool, actor: str | None, signing: Signing
) -> None:
    """Record the journals in FILES (or in all files of a folder) as one transaction."""
    from domain.errors import Problems
    from ledger.journal.reading import read
    from ledger.recording import Written

    entries: list[Written] = []
    problems: list[Any] = []
    for file in _journals(files):
        try:
            entries += [Written(entry.fields, entry.where) for entry in read(file).entries]
        except Problems as several:
            problems += several.problems
    if problems:
        raise Problems(problems)
    _write(path, entries, actor, signing, dry_run=dry_run)


def _write(
    path: Path, entries: list[Written], actor: str | None, signing: Signing, *, dry_run: bool
) -> None:
    from ledger.reader import Reader
    from ledger.recording import plan
    from ledger.store import Store

    with closing(Store.open(path)) as store, closing(Reader(path)) as reader:
        planned = plan(entries, store, reader)
        drafts = signing.signed(planned.drafts, reader)
        if drafts and not dry_run:
            store.append(drafts, planned.versions, actor)
    done = "would be recorded" if dry_run else "recorded"
    click.echo(f"{len(planned.drafts)} records {done}, {planned.unchanged} were there before.")


def _journals(files: tuple[Path, ...]) -> list[Path]:
    """The files themselves, and of a folder its journals in the order of their names."""
    from ledger.journal.reading import READERS

    found: list[Path] = []
    for file in files:
        inside = sorted(file.iterdir()) if file.is_dir() else [file]
        found += [one for one in inside if not file.is_dir() or one.suffix in READERS]
    return found


@click.command(epilog="Example: gestand export --format yaml > journal.yaml")
@click.option(
    "--format",
    "form",
    type=click.Choice(["yaml", "json", "jsonl", "csv"]),
    default="yaml",
    show_default=True,
)
@click.option("--kind", metavar="KIND", help="Only this kind, such as promise.made.")
@click.pass_obj
def export(path: Path, form: Any, kind: str | None) -> None:
    """Print the ledger as a journal that can be imported again."""
    from ledger.journal.writing import write
    from ledger.reader import Reader

    with closing(Reader(path)) as reader:
        records = [r.fields for r in reader.records() if kind is None or r.kind == kind]
    for piece in write(records, form):
        click.echo(piece, nl=False)


@click.command(
    epilog="Example: gestand record promise.condition_met promise=plan on=2024-05-01 "
    "source='Letter to the council'"
)
@click.argument("kind")
@click.argument("fields", nargs=-1, metavar="FIELD=VALUE...")
@actor_option
@signing_options
@click.pass_obj
def record(
    path: Path, kind: str, fields: tuple[str, ...], actor: str | None, signing: Signing
) -> None:
    """Record one event of KIND; a VALUE may be a text, [a, b] or {key: value}.

    The fields of every kind: gestand schema KIND.
    """
    from ledger.journal.shape import journal
    from ledger.recording import Written

    given = {"kind": kind} | _fields(fields)
    entry = journal([given], lambda path_: ".".join(str(part) for part in path_[1:])).entries[0]
    _write(path, [Written(entry.fields, entry.where)], actor, signing, dry_run=False)


@click.command(
    epilog="Example: gestand correct str-100-week due=2016-12-31 --reason 'typing error'"
)
@click.argument("record_id", metavar="ID")
@click.argument("fields", nargs=-1, metavar="FIELD=VALUE...")
@click.option("--reason", required=True, help="What was wrong with the record.")
@actor_option
@signing_options
@click.pass_obj
def correct(
    path: Path,
    record_id: str,
    fields: tuple[str, ...],
    reason: str,
    actor: str | None,
    signing: Signing,
) -> None:
    """Retract the record ID and record it anew with the given FIELDs changed, in one step."""
    from ledger.clock import today
    from ledger.journal.writing import written
    from ledger.reader import Reader
    from ledger.recording import Written

    with closing(Reader(path)) as reader:
        found = reader.find(record_id)
    if found is None:
        raise NotFound(
            f"correct the record {record_id}", "there is no such record", "See `gestand log`"
        )
    # Another record has another id, and nobody has signed it yet.
    own = {"id", "signature"}
    anew = {name: value for name, value in written(found.fields).items() if name not in own}
    retraction = {
        "kind": "record.retracted",
        "record": record_id,
        "reason": reason,
        "on": today()[:10],
        "source": found.get("source"),
    }
    both = [retraction, anew | _fields(fields)]
    _write(path, [Written(one, lambda _: "") for one in both], actor, signing, dry_run=False)


def _fields(given: tuple[str, ...]) -> dict[str, Any]:
    """FIELD=VALUE pairs; brackets are read as YAML, everything else as text."""
    from ledger.journal.yaml_reader import plain_value

    found: dict[str, Any] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals:
            raise UsageProblem(f"read {one!r}", "it is no FIELD=VALUE", "Write for example by=ncg")
        found[name] = plain_value(value) if value[:1] in {"[", "{"} else value
    return found


@click.command(epilog="Example: gestand schema promise.made")
@click.argument("kind", required=False)
def schema(kind: str | None) -> None:
    """Print the JSON Schema of KIND, or the list of all kinds."""
    from domain import catalogue
    from domain.event import Envelope

    if kind is None:
        for name, model in catalogue.KINDS.items():
            click.echo(f"{name:26} {(model.__doc__ or '').splitlines()[0]}")
        return
    if kind not in catalogue.KINDS:
        raise NotFound(
            f"print the schema of {kind}", "there is no such kind", "See `gestand schema`"
        )
    own, envelope = (model.model_json_schema() for model in (catalogue.KINDS[kind], Envelope))
    own["properties"] = {"kind": {"const": kind}} | own["properties"] | envelope["properties"]
    own["required"] = ["kind", *own.get("required", []), *envelope["required"]]
    own["$defs"] = own.get("$defs", {}) | envelope.get("$defs", {})
    click.echo(json.dumps(own, indent=2, ensure_ascii=False))
