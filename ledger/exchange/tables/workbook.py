"""Tables as one workbook of Excel, through XlsxWriter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.columns import Cell, Column, Rows, Table, written
from domain.errors import Refused
from languages import N_

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

FIRST_DAY = "1900-03-01"
"""Before that Excel counts a day that never was, so earlier days are texts."""

FORMULAS_OFF: dict[str, Any] = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

_WHY = {
    -1: N_("a sheet has 1,048,576 rows at the most"),
    -2: N_("a cell has 32,767 characters at the most"),
}
"""What XlsxWriter says, without an exception, when it leaves something out."""

DICTIONARY = "columns"


def write(path: Path, tables: Sequence[Table], rows: Rows) -> list[int]:
    """Write each table as a sheet, and one on what their columns mean; how many rows each has.

    Refused for what no sheet can hold, with the name of the row: nothing is cut silently.
    """
    from xlsxwriter import Workbook

    counts = [0] * len(tables)
    with Workbook(str(path), FORMULAS_OFF) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheets = [_Sheet(book.add_worksheet(table.name), table, day) for table in tables]
        for place, cells in rows:
            counts[place] += 1
            sheets[place].put(counts[place], cells)
        _describe(book.add_worksheet(DICTIONARY), tables)
    return counts


class _Sheet:
    """A sheet that rows are written to, each after the one before."""

    def __init__(self, sheet: Worksheet, table: Table, day: Any) -> None:
        self._sheet, self._table, self._day = sheet, table, day
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(table.columns):
            _checked(sheet.write_string(0, place, column.name), table, column, ())
        self._writers = [self._writer(column) for column in table.columns]

    def put(self, row: int, cells: Sequence[Cell]) -> None:
        """Write a row; the header is row 0."""
        for place, cell in enumerate(cells):
            if cell is not None:
                code = self._writers[place](row, place, cell)
                _checked(code, self._table, self._table.columns[place], cells)

    def _writer(self, column: Column) -> Callable[[int, int, Any], int]:
        sheet = self._sheet
        match column.type:
            case "integer" | "decimal":
                return lambda row, place, cell: int(sheet.write_number(row, place, float(cell)))
            case "boolean":
                return lambda row, place, cell: int(sheet.write_boolean(row, place, cell))
            case "date":
                return self._date
        return lambda row, place, cell: int(sheet.write_string(row, place, written(cell)))

    def _date(self, row: int, place: int, cell: str) -> int:
        if cell < FIRST_DAY:
            return int(self._sheet.write_string(row, place, cell))
        written_day = date.fromisoformat(cell)
        return int(self._sheet.write_datetime(row, place, written_day, self._day))


def _checked(code: int, table: Table, column: Column, cells: Sequence[Cell]) -> None:
    """Refused where XlsxWriter says that it left a cell out, or a part of it."""
    if not code:
        return
    names = [one.name for one in table.columns]
    key = [written(cells[names.index(name)]) for name in table.key or names[:1]] if cells else []
    raise Refused(
        N_("write {name} of {key} in the sheet {table_name}").format(
            name=column.name, key=" ".join(key) or "the header", table_name=table.name
        ),
        _WHY.get(code, N_("XlsxWriter answers {code}").format(code=code)),
        N_("Use --format sqlite or csv, or leave the table out with --only"),
    )


def _describe(sheet: Worksheet, tables: Sequence[Table]) -> None:
    told = [("table", "column", "type", "meaning")]
    for table in tables:
        told.append((table.name, "", "", table.meaning))
        told += [(table.name, one.name, one.type, one.meaning) for one in table.columns]
    for row, cells in enumerate(told):
        for place, text in enumerate(cells):
            assert sheet.write_string(row, place, text) == 0, "our own words fit a cell"
