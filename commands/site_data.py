"""The data of a site: tables, records, the bundle and the calendars of places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from commands.asking import Query
from commands.session import reader_of
from commands.table_files import delimited, described, tables_of
from languages import N_
from projections.pages import paths
from projections.pages.downloads import File
from projections.report import Question

if TYPE_CHECKING:
    from commands.site_folder import SiteFolder

TABLES, RECORDS, BUNDLE = "data/tables", "data/records.json", "data/ledger.zip"


def tables(query: Query, asked: Question, folder: SiteFolder) -> list[File]:
    """Write every table as CSV, with the data dictionary; the tables."""
    from ledger.helpers import without_cycles

    every = tables_of(query, asked)
    target = folder.place(TABLES)
    with without_cycles():
        delimited(every, described(asked), ",", target)
    for path in sorted(target.iterdir()):
        folder.written(f"{TABLES}/{path.name}")
    return [File(f"{TABLES}/{one.name}.csv", N_(one.table.meaning)) for one in every.tables]


def records(asked: Question, folder: SiteFolder) -> None:
    """Write every record as it can be imported again."""
    from ledger.journal.writing import write

    reader = reader_of(asked)
    with folder.place(RECORDS).open("w", encoding="utf-8") as file:
        file.writelines(write((one.fields for one in reader.records(0, asked.known)), "json"))
    folder.written(RECORDS)


def bundle(asked: Question, folder: SiteFolder) -> bool:
    """Write the bundle, if all that the site tells of is signed; whether it is."""
    from ledger.exchange.bundle_writer import write
    from ledger.store import log_tables

    reader = reader_of(asked)
    newest = log_tables.newest(reader.path)
    if newest is None or not newest[1].size == asked.known == reader.head().size:
        return False
    write(reader, folder.place(BUNDLE))
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
