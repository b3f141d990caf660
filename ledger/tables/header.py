"""Which row of a table holds the names of its columns, and what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from domain.dates import is_date
from languages import N_
from ledger.tables.sheet import Row, Sheet, unreadable

LOOKED_AT = 50
"""So many rows are looked at to find the header, and so many at least tell what columns hold."""

_MOST_OF = 0.6
_NUMBER = re.compile(r"[\d.,\s%€$-]+")


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns. number: of their row; columns: the number of each, by its name."""

    number: int
    columns: dict[str, int]

    def is_repeated_in(self, row: Row) -> bool:
        """Whether a row says the same once more, as on every page of a long table."""
        texts = [cell.text for cell in row.cells]
        return all(
            index < len(texts) and _called(texts[index]) == name.partition(" (column ")[0]
            for name, index in self.columns.items()
        )


def with_header(sheet: Sheet, number: int | None) -> tuple[Header, Sheet]:
    """The header of a sheet, and the sheet with the rows that follow it.

    number: of the row that is the header, as somebody named it. Unreadable where there is none.
    """
    rows = iter(sheet.rows)
    first = list(islice(rows, LOOKED_AT if number is None else max(number, 1)))
    at = _looks_so(first) if number is None else _numbered(first, number)
    if at is None:
        remedy = N_("Say which row has the names of the columns: `header:` under `table:`")
        raise unreadable(sheet.name, N_("no row looks like the names of columns"), remedy)
    header = Header(first[at].number, _columns(first[at]))
    rest: Iterator[Row] = chain(first[at + 1 :], rows)
    return header, Sheet(sheet.name, rest, sheet.lettered, sheet.encoding, sheet.separator)


def _numbered(rows: Sequence[Row], number: int) -> int | None:
    return next((index for index, row in enumerate(rows) if row.number == number), None)


def _looks_so(rows: Sequence[Row]) -> int | None:
    """The first row of different texts that is about as wide as the table."""
    widths = [sum(bool(cell.text) and cell.type != "trouble" for cell in row.cells) for row in rows]
    widest = max(widths, default=0)
    for index, row in enumerate(rows):
        texts = [cell.text for cell in row.cells if cell.text and cell.type != "trouble"]
        plain = all(cell.type in {"text", "trouble"} for cell in row.cells if cell.text)
        values = sum(bool(_NUMBER.fullmatch(text)) or is_date(text) for text in texts)
        wide = widths[index] >= _MOST_OF * widest
        if plain and wide and len(set(texts)) == len(texts) and not values:
            return index
    return None


def _columns(row: Row) -> dict[str, int]:
    """The number of each column by its name; of two of one name the second has its letter."""
    columns: dict[str, int] = {}
    for index, cell in enumerate(row.cells):
        name = _called(cell.text) if cell.type != "trouble" else ""
        if name:
            columns[name if name not in columns else f"{name} (column {index + 1})"] = index
    return columns


def _called(text: str) -> str:
    return " ".join(text.split())
