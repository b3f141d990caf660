"""What the columns of a table hold, by looking at its rows: what a first mapping is made of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.written_dates import read_date
from ledger.tables.header import Header
from ledger.tables.sheet import Cell, Row

_ENOUGH = 2_000
"""So many different values of a column are told apart."""

_NUMBER = re.compile(r"(?:€\s*)?-?\d[\d.,]*")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}")
_LAST_MONTH = 12
NOTHING = frozenset({"n.v.t.", "nvt", "n/a", "-", "–", "?"})  # noqa: RUF001 - a dash as people write it
"""Texts that mean that there is nothing."""


@dataclass(slots=True)
class Profile:
    """A column: how often which value stands in it, and how many of them are dates and numbers."""

    name: str
    values: Counter[str] = field(default_factory=Counter)
    filled: int = 0
    dates: int = 0
    numbers: int = 0
    commas: int = 0
    points: int = 0
    day_first: int = 0
    month_first: int = 0
    _once: set[str] | None = field(default_factory=set)

    def take(self, cell: Cell) -> None:
        """Look at a cell."""
        text = cell.text
        if not text or cell.type == "trouble":
            return
        self.filled += 1
        if self._once is not None:
            # Only as long as no value came twice: most columns stop at once.
            if text in self._once:
                self._once = None
            else:
                self._once.add(text)
        if text in self.values or len(self.values) < _ENOUGH:
            self.values[text] += 1
        if cell.type == "number" or (_NUMBER.fullmatch(text) and cell.type == "text"):
            self.numbers += 1
        if cell.type == "text" and re.fullmatch(r"(?:€\s*)?\d{1,3}(?:\.\d{3})*,\d{1,2}", text):
            self.commas += 1
        if cell.type == "text" and re.fullmatch(r"(?:€\s*)?\d{1,3}(?:,\d{3})*\.\d{1,2}", text):
            self.points += 1
        if cell.type == "date" or _is_date(text):
            self.dates += 1
        if match := _DAY_FIRST.fullmatch(text):
            self.day_first += int(match[1]) > _LAST_MONTH
            self.month_first += int(match[2]) > _LAST_MONTH

    @property
    def unique(self) -> bool:
        """Whether no value comes twice."""
        return self.filled > 0 and self._once is not None

    @property
    def holds_dates(self) -> bool:
        """Whether most of its values are dates."""
        return self.dates * 2 > self.filled

    @property
    def holds_numbers(self) -> bool:
        """Whether most of its values are numbers."""
        return self.numbers * 2 > self.filled


def profiles(header: Header, rows: Iterable[Row]) -> tuple[list[Profile], int]:
    """The columns of a table, and the number of its rows."""
    columns = [(index, Profile(name)) for name, index in header.columns.items()]
    count = 0
    for row in rows:
        if header.is_repeated_in(row):
            continue
        count += 1
        for index, profile in columns:
            if index < len(row.cells):
                profile.take(row.cells[index])
    return [profile for _, profile in columns], count


def _is_date(text: str) -> bool:
    try:
        return read_date(text, "dmy") is not None
    except ValueError:
        return True
