"""The data of a site: tables, records, the bundle and the calendars of places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from commands.asking import Query
from commands.session import reader_of
from commands.table_files import delimited_rows, describe, described, tables_of
from languages import N_
from projections.pages import paths
from projections.pages.downloads import File
from projections.report import Question

if TYPE_CHECKING:
    from commands.site_folder import SiteFolder
    from ledger.signing.checkpoint_signing import Standing

TABLES, RECORDS, BUNDLE = "data/tables", "data/records.json", "data/ledger.zip"


GROUPS = (("figures",), ("conditions",))
"""Tables of answers that take long, each of which can be made by itself."""


def groups() -> list[Sequence[str]]:
    """The names of all tables, in groups that can be made at the same time."""
    from projections.tables.catalogue import NAMES

    apart = {name for group in GROUPS for name in group}
    return [*GROUPS, [name for name in NAMES if name not in apart]]


def rows(query: Query, asked: Question, names: Sequence[str], folder: SiteFolder) -> None:
    """Write the rows of some tables as CSV."""
    from ledger.helpers import without_cycles

    target = folder.place(f"{TABLES}/{names[0]}.csv").parent
    with without_cycles():
        delimited_rows(tables_of(query, asked, names), ",", target)
    for name in names:
        folder.written(f"{TABLES}/{name}.csv")


def tables(query: Query, asked: Question, folder: SiteFolder) -> list[File]:
    """Write the data dictionary of every table; the tables."""
    every = tables_of(query, asked)
    names = {f"{one.name}.csv" for one in every.tables}
    target = folder.place(f"{TABLES}/tables").parent
    describe(every, described(asked), ",", target)
    for path in sorted(target.iterdir()):
        if path.name not in names:
            folder.written(f"{TABLES}/{path.name}")
    return [File(f"{TABLES}/{one.name}.csv", N_(one.table.meaning)) for one in every.tables]


def records(asked: Question, folder: SiteFolder) -> None:
    """Write every record as it can be imported again."""
    from ledger.journal.writing import write

    reader = reader_of(asked)
    with folder.place(RECORDS).open("w", encoding="utf-8") as file:
        file.writelines(write((one.fields for one in reader.records(0, asked.known)), "json"))
    folder.written(RECORDS)


def bundle(asked: Question, stood: Standing, folder: SiteFolder) -> bool:
    """Write the bundle, if all that the site tells of is signed; whether it is.

    stood: how the ledger stood when the site was planned.
    """
    from ledger.exchange.bundle_writer import write

    if stood.newest is None or not stood.newest[1].size == asked.known == stood.head.size:
        return False
    write(reader_of(asked), folder.place(BUNDLE), newest=stood.newest)
    folder.written(BUNDLE)
    return True


def calendars(
    query: Query, asked: Question, areas: Mapping[str, frozenset[str]], folder: SiteFolder
) -> None:
    """Write the deadlines of the promises to each area; areas: the places within each."""
    from projections.formats.icalendar import calendar
    from projections.tables.promises import PromiseCells

    every = tables_of(query, asked, ("promises",)).rows_as_read()
    rows = [row for row in every if isinstance(row, PromiseCells) and row.due_now_latest]
    for area, places in areas.items():
        here = (row for row in rows if f"{row.place_kind}/{row.place}" in places)
        text = "".join(calendar(here, area))
        folder.write(paths.place_calendar(area), text.encode())
