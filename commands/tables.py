"""The commands for tables of others: import with a mapping, and map, which writes a first one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from commands.terminal import say, show_screen
from commands.writing import Recording
from domain.dates import bounds, is_date, local_time
from domain.errors import UsageProblem
from domain.history import standing
from domain.record import StreamName
from languages import N_

if TYPE_CHECKING:
    from domain.record import Record
    from ledger.journal.shape import Entry
    from ledger.store.reader import Reader
    from ledger.tables.changes import Known
    from ledger.tables.later import Fields
    from ledger.tables.mapped import MappedTables
    from ledger.tables.mapping import Mapping
    from projections.render.answers import MadeRecord, TableImport

SHOWN = 200
"""So many of the records are shown before anything is recorded."""

_SAYING = ("text", "name", "outcome", "what", "reason", "content", "criterion", "power", "by")
"""The fields that say most of a record, of which the first one that it has is shown."""


@click.command("map", epilog="Example: gestand map journals/register/toezeggingen.csv > a.yaml")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--sheet", metavar="NAME", help="Which sheet of a workbook; left out: the first.")
def map_(file: Path, sheet: str | None) -> None:
    """Write a first mapping of the table in FILE, to edit and to import with.

    It is made by looking at the columns. Read every line of it: nobody else knows what they mean.
    """
    from ledger.clock import at
    from ledger.tables.first_mapping import first_mapping

    day = local_time(at(int(file.stat().st_mtime)))[:10] if file.exists() else ""
    say(first_mapping(file, day, sheet), whole=False)


def import_tables(
    recording: Recording,
    files: tuple[Path, ...],
    mapping: Path,
    *,
    strict: bool,
    day: str | None,
    unpacked_in: Path | None = None,
) -> None:
    """Record what the rows of tables say, as a mapping tells how they are meant.

    day: of which day they are, whatever the mapping says. unpacked_in: a folder of ours, in which
    they are the versions of one file: what was read before is passed over.
    """
    from commands.proven import proven
    from ledger.tables.mapped import MappedTables
    from ledger.tables.mapping_file import read_mapping
    from projections.render.screens.table_import import preview

    if day is not None and not (is_date(day) and bounds(day).exact):
        raise UsageProblem(
            N_("import as of {day}").format(day=day),
            N_("it is no day"),
            N_("Write it as 2026-12-31"),
        )
    said = read_mapping(mapping).of_day(day)
    with proven(recording.path) as reader:
        has = known(reader, said)
        if unpacked_in is not None and day is not None and day <= (has.since or ""):
            say(
                N_("Passed over: the ledger has read this register as of {since}.").format(
                    since=has.since
                )
            )
            return
        keep = SHOWN if recording.dry_run else 0
        tables = MappedTables(files, said, has, strict, keep, unpacked_in or Path())
        recording.write(tables, lambda count: show_screen(preview(_answer(tables, count))))


def import_history(recording: Recording, history: str, mapping: Path, *, strict: bool) -> None:
    """Record the versions of a file in a git repository, each as the snapshot of its day.

    Each is recorded as a whole, the oldest first, but for those that were read before. A dry run
    records them in a copy of the ledger.
    """
    from ledger.exchange.trial import copied
    from ledger.tables.versions import unpacked

    repository, colon, file = history.rpartition(":")
    if not (repository and colon and file):
        obstacle, remedy = N_("it names no file in a repository"), N_("Write REPO:PATH")
        raise UsageProblem(
            N_("read the history {history}").format(history=history), obstacle, remedy
        )
    with TemporaryDirectory() as folder:
        if recording.dry_run:
            copy = Path(folder) / "ledger.db"
            copied(recording.path, copy)
            recording = replace(recording, path=copy, dry_run=False)
            say(N_("In a copy of the ledger, which is thrown away:"))
        for day, path in unpacked(Path(repository), file, Path(folder)):
            say(f"{day}:")
            import_tables(
                recording, (path,), mapping, strict=strict, day=day, unpacked_in=Path(folder)
            )


def known(reader: Reader, said: Mapping) -> Known:
    """What a ledger has of what tables speak of."""
    from domain.streams.event import KINDS
    from domain.streams.plain import checked
    from ledger.recording.validation import with_place
    from ledger.tables.changes import Known, outcome_kinds
    from ledger.tables.later import CHANGES

    names: dict[str, dict[str, str]] = {"party": {}, "area": {}}
    for subject, found in names.items():
        for record in standing(reader.streams(subject)):
            called = [record.get("name"), *(record.get("names") or {}).values()]
            found |= {name.casefold(): record.name for name in called if name}
    slugs = {subject: frozenset(found.values()) for subject, found in names.items()}
    registered = _registered(reader, said)
    since = None
    if registered:
        gone = reader.retracted()
        told = reader.records_of(outcome_kinds(said) | CHANGES, reader.head().size)
        days = (
            str(record.get("published") or "")
            for record in told
            if record.name in registered and record.id not in gone and _of(said, record)
        )
        since = max(days, default=None) or None

    def as_stored(fields: Fields) -> dict[str, Any] | None:
        model = KINDS[fields["kind"]]
        return checked(model.kind, with_place(model, fields))

    empty = reader.head().size == 0
    return Known(names, slugs, reader.histories_of, as_stored, empty, since, registered)


def _of(said: Mapping, record: Record) -> bool:
    """Whether a record came from the register that a mapping is of."""
    return said.id is not None and record.id.startswith(said.id.prefix)


def _registered(reader: Reader, said: Mapping) -> frozenset[str]:
    """The names of what the ledger has of the register that a mapping is of."""
    if said.id is None:
        return frozenset()
    subjects = {str(record["kind"]).partition(".")[0] for record in said.records}
    streams = (StreamName.parse(name) for name in reader.names())
    return frozenset(
        stream.name
        for stream in streams
        if stream.kind in subjects and stream.name.startswith(said.id.prefix)
    )


def _answer(tables: MappedTables, count: int) -> TableImport:
    from projections.render.answers import TableImport, TableNote

    notes = tuple(
        TableNote(*note, count=times, place=tables.notes.places[note])
        for note, times in tables.notes.counts.items()
    )
    shown = tuple(map(_made, tables.shown))
    more = max(0, count - len(shown)) if shown else 0
    return TableImport(shown=shown, more=more, notes=notes)


def _made(entry: Entry) -> MadeRecord:
    from projections.render.answers import MadeRecord

    fields = entry.fields
    kind = str(fields.get("kind"))
    said: Any = next((fields[name] for name in _SAYING if fields.get(name)), "")
    about = fields.get("id") or fields.get(kind.partition(".")[0]) or ""
    return MadeRecord(
        place=entry.where(()).rpartition("/")[2].partition(":")[2],
        kind=kind,
        name=str(about),
        said=", ".join(said) if isinstance(said, list) else str(said),
        on=str(fields.get("on") or ""),
        due=str(fields.get("due") or fields.get("until") or ""),
    )
