"""The command that gives back: export, as a journal, or as tables for those who calculate."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from commands.asking import Query
from commands.book_cache import checked
from commands.other_formats import OTHERS
from commands.register import check_kind
from commands.table_files import BY_SUFFIX, WRITERS, write_tables
from commands.terminal import hand_out_pieces, tell
from domain.errors import UsageProblem
from domain.history import RETRACTED
from domain.record import StoredFields
from domain.value import value_class
from languages import N_
from ledger.store.address import Location
from ledger.store.checked_reader import CheckedReader
from ledger.store.reader import Reader
from projections.render.screens.records import RETRACTED_LATER

JOURNALS = ("yaml", "json", "jsonl", "csv")
TABLE_FORMS = tuple(WRITERS)
"""The formats of journals, and of tables."""

# -- journal -----------------------------------------------------------------------------------
# What was recorded, as it can be imported again.


@value_class
class _Exported:
    """The fields of the records that are exported, read anew each time that somebody asks.

    kind: theirs, or all; gone: the ids of what was retracted, where it is one kind. table: whether
    it is of one kind alone, without the retractions of what it holds, and each is told in its
    fields where it stands, as the records of other kinds stand in other files.
    """

    reader: Reader
    kind: str | None
    gone: Collection[str]
    table: bool

    def __iter__(self) -> Iterator[StoredFields]:
        from ledger.journal.csv_format import ORDER

        for position, fields in self._read():
            yield {**fields, ORDER: position} if self.table else fields

    def _read(self) -> Iterator[tuple[int, StoredFields]]:
        if self.kind is None:
            for record in self.reader.records():
                yield record.position, record.fields
            return
        kinds = {self.kind} if self.table else {self.kind, RETRACTED}
        exported: set[str] = set()
        for record in self.reader.records_of(kinds):
            if record.kind == self.kind or record.get("record") in exported:
                if record.id in self.gone:
                    exported.add(record.id)
                yield record.position, record.fields


def _journal(path: Location, form: Any, kind: str | None) -> None:
    """Print the records."""
    from ledger.journal.writing import write

    with closing(CheckedReader(path)) as reader, checked(reader):
        # Of one kind the retractions come along, but for a table, which holds one kind alone.
        retractions = reader.records_of({RETRACTED}) if kind is not None else ()
        gone = {str(retraction.get("record")) for retraction in retractions}
        exported = _Exported(reader, kind, gone, table=form == "csv")
        if kind is not None and next(iter(exported), None) is None:
            check_kind(kind, N_("export the records of kind {kind}").format(kind=kind))
        hand_out_pieces(write(exported, form))
        count = sum(fields["id"] in gone for fields in exported) if gone and form == "csv" else 0
        if count:
            every = sum(1 for _ in exported)
            tell(RETRACTED_LATER.format(count=count, all=every))


# -- command -----------------------------------------------------------------------------------


class _TableName(click.Choice[str]):
    """The name of a table; the names take a while to load."""

    def __init__(self) -> None:
        super().__init__([])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from projections.tables.catalogue import NAMES

        self.choices = NAMES
        return super().convert(value, param, ctx)


@click.command(
    epilog="Example: gestand export --format csv --kind promise.made > promises.csv\n\n"
    "Example: gestand export --tables tables --separator ';'"
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(dict.fromkeys((*JOURNALS, *OTHERS, *TABLE_FORMS)))),
    help="Of a journal yaml, json, jsonl or csv; default: yaml. A file of CSV holds one kind; its "
    "column `order` tells in which order the records of all kinds were recorded, so import these "
    "files together. Of tables csv, sqlite, xlsx or parquet; default: as OUT ends, else csv. "
    "And for other programs: the deadlines as icalendar, bodies and mandates as popolo, which "
    "record was used for which figure as prov, and the records as cloudevents.",
)
@click.option(
    "--kind",
    metavar="KIND",
    help="Of a journal only this kind, such as promise.made, with what was retracted of it; CSV "
    "has no room for that.",
)
@click.option(
    "--tables",
    "out",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="Write tables to OUT, with a data dictionary: a folder of CSV or Parquet, OUT.sqlite or "
    "OUT.xlsx. They tell what the record amounts to; a journal is what was recorded.",
)
@click.option(
    "--only", multiple=True, type=_TableName(), metavar="NAME", help="Only this table; repeatable."
)
@click.option(
    "--separator",
    type=click.Choice([",", ";"]),
    default=",",
    show_default=True,
    help="Between cells of tables. With ; decimals have a comma, as a Dutch Excel reads them.",
)
@click.option("--as-of", metavar="DATE", help="Of tables, the moment in the world; default: now.")
@click.option("--known-at", metavar="DATE|SIZE", help="Of tables, as this ledger knew it then.")
@click.option("--public-at", metavar="DATE", help="Of tables, as was public then.")
@click.pass_obj
def export(
    path: Location,
    form: str | None,
    kind: str | None,
    out: Path | None,
    only: tuple[str, ...],
    separator: str,
    as_of: str | None,
    known_at: str | None,
    public_at: str | None,
) -> None:
    """Print the ledger as a journal that can be imported again, or write tables.

    A journal holds what was retracted too. Views and tables leave that out.
    """
    moment = {"--as-of": as_of, "--known-at": known_at, "--public-at": public_at}
    if out is None and form not in OTHERS:
        for option, value in ({"--only": only} | moment).items():
            if value:
                raise UsageProblem(
                    N_("export with {option}").format(option=option),
                    N_("that is of tables alone"),
                    N_("Add --tables OUT"),
                )
        _journal(path, form or "yaml", kind)
        return
    query = Query(
        path=path,
        as_of=as_of,
        known_at=known_at,
        public_at=public_at,
        signed=False,
        start=None,
        end=None,
        every=None,
        form="table",
        explain=False,
        no_pager=True,
    )
    if kind is not None:
        raise UsageProblem(
            N_("export tables with --kind"), N_("that is of journals alone"), N_("Use --only NAME")
        )
    if out is None:
        hand_out_pieces(OTHERS[str(form)](query))
        return
    if form not in {None, *TABLE_FORMS}:
        raise UsageProblem(
            N_("export tables as {form}").format(form=form),
            N_("that is of journals alone"),
            N_("Use {table_forms}").format(table_forms=", ".join(TABLE_FORMS)),
        )
    write_tables(query, out, form or BY_SUFFIX.get(out.suffix.lower(), "csv"), only, separator)
