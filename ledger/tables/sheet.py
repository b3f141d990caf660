"""A table as it was read from a file of any format: rows of cells, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from domain.errors import Unreadable
from languages import N_

Type = Literal["text", "number", "date", "truth", "trouble"]
"""What a cell holds. A file of text has texts alone; trouble: a cell that cannot be read."""

MOST_COLUMNS = 16_384
"""As many as a spreadsheet has."""


class Cell(NamedTuple):
    """One cell.

    text: what it holds: a number in digits with a point, a date in the notation of the ledger, and
    of a cell that cannot be read what is wrong with it and, after a semicolon, what to do.
    """

    text: str = ""
    type: Type = "text"


EMPTY = Cell()


class Row(NamedTuple):
    """A row that is not empty. number: in its file or sheet, from 1."""

    number: int
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that is being read.

    name: that of its file, and of its sheet where it has several. lettered: whether columns are
    called by letters. read_as: how it was read where nobody said so, such as its encoding.
    """

    name: str
    rows: Iterator[Row]
    lettered: bool = False
    encoding: str = ""
    separator: str = ""

    def place(self, row: int, column: int | None = None) -> str:
        """The place of a row, or of a cell, of which the columns are counted from 0."""
        if self.lettered:
            return f"{self.name}!{letters(column or 0)}{row}"
        return f"{self.name}:{row}" if column is None else f"{self.name}:{row}:{column + 1}"


def letters(column: int) -> str:
    """The name of a column of a spreadsheet, counted from 0: A, B, ... Z, AA."""
    name, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def unreadable(place: str, obstacle: str, remedy: str) -> Unreadable:
    """A problem of a table."""
    return Unreadable(N_("read the table"), obstacle, remedy, place)
