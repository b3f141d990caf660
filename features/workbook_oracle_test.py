"""Another reader reads the same from workbooks that another program wrote."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import python_calamine
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from ledger.tables.number_format import plain_number
from ledger.tables.opening import opened_sheet

FIRST, LAST = datetime.fromisoformat("1950-01-01"), datetime.fromisoformat("2199-12-31")
TEXTS = st.text("ab é&<>\"'\n1", max_size=6)
CELLS = (
    TEXTS
    | st.integers(-(10**9), 10**9)
    | st.floats(-1e9, 1e9).map(lambda number: round(number, 4))
    | st.dates(date(1900, 3, 1), date(9999, 12, 31))
    | st.datetimes(FIRST, LAST).map(lambda m: m.replace(microsecond=0))
    | st.booleans()
)
SHEETS = st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5)


def written(path: Path, rows: list[list[Any]]) -> Path:
    """A workbook with these cells, days and moments in formats that show them."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "d-m-yyyy"})
    moment = book.add_format({"num_format": "d-m-yyyy h:mm:ss"})
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, datetime):
                sheet.write_datetime(number, column, value, moment)
            elif isinstance(value, date):
                sheet.write_datetime(number, column, datetime.combine(value, time.min), day)
            else:
                sheet.write(number, column, value)
    book.close()
    return path


def as_we_say(value: Any) -> str:
    """What the other reader gives, in our notation."""
    match value:
        case bool():
            return str(value).lower()
        case datetime():
            return value.isoformat().removesuffix("T00:00:00")
        case date():
            return value.isoformat()
        case int() | float():
            return plain_number(float(value))
        case _:
            return str(value).strip()


@given(SHEETS)
def test_same(tmp_path_factory: pytest.TempPathFactory, rows: list[list[Any]]) -> None:
    """Texts, numbers, days and moments are the same to both."""
    path = written(tmp_path_factory.mktemp("books") / "a.xlsx", rows)
    ours = {row.number: [cell.text for cell in row.cells] for row in opened_sheet(path).rows}
    theirs = python_calamine.load_workbook(path).get_sheet_by_index(0)
    for number, row in enumerate(theirs.to_python(skip_empty_area=False), 1):
        said = [as_we_say(value) for value in row]
        while said and not said[-1]:
            said.pop()
        assert ours.get(number, []) == said
