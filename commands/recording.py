"""The commands that write: make a ledger, and import journals into it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click


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
@click.option("--actor", envvar="GESTAND_ACTOR", help="A label for who records; default: none.")
@click.pass_obj
def import_(path: Path, files: tuple[Path, ...], *, dry_run: bool, actor: str | None) -> None:
    """Record the journals in FILES (or in all files of a folder) as one transaction."""
    from ledger.journal.reading import read
    from ledger.reader import Reader
    from ledger.recording import Written, plan
    from ledger.store import Store

    entries = [entry for file in _journals(files) for entry in read(file).entries]
    with closing(Store.open(path)) as store, closing(Reader(path)) as reader:
        planned = plan([Written(entry.fields, entry.where) for entry in entries], store, reader)
        if planned.drafts and not dry_run:
            store.append(planned.drafts, planned.versions, actor)
    done = "would be recorded" if dry_run else "recorded"
    click.echo(f"{len(planned.drafts)} records {done}, {planned.unchanged} were there before.")


def _journals(files: tuple[Path, ...]) -> list[Path]:
    """The files themselves, and of a folder its journals in the order of their names."""
    suffixes = {".yaml", ".yml", ".json", ".jsonl", ".ndjson", ".csv"}
    found: list[Path] = []
    for file in files:
        inside = sorted(file.iterdir()) if file.is_dir() else [file]
        found += [one for one in inside if not file.is_dir() or one.suffix in suffixes]
    return found
