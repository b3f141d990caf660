"""From the cells of a row to values of fields, as a mapping says, with notes of how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from domain.dates import bounds, holds_a_date, plus_days
from domain.text import without_hidden
from domain.written_dates import Form, Reading, form_of, read_date
from languages import N_
from ledger.tables.mapping import Cells, Table
from ledger.tables.names import Registry, slug
from ledger.tables.notes import Note, Notes
from ledger.tables.numbers import read_number, read_quantity
from ledger.tables.sheet import EMPTY, Cell, Row

_YEAR = 4
_COMPACT = 8


class Unread(Exception):
    """A cell that cannot be read: what is wrong, what to do, and the column."""

    def __init__(self, obstacle: str, remedy: str, column: str) -> None:
        super().__init__(obstacle, remedy, column)
        self.obstacle, self.remedy, self.column = obstacle, remedy, column


@dataclass(slots=True)
class Readers:
    """How the cells of one table are read.

    columns: the number of each column, by its name. parties, areas: whose names stand in it.
    """

    table: Table
    columns: Mapping[str, int]
    parties: Registry
    areas: Registry
    notes: Notes
    place: Callable[[int, int], str]
    _empty: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Take the texts that mean nothing as they are compared."""
        self._empty = frozenset(text.casefold() for text in self.table.empty)

    def cell(self, row: Row, column: str) -> Cell:
        """A cell without what nobody sees in it; Unread where it cannot be read."""
        index = self.columns[column]
        cell = row.cells[index] if index < len(row.cells) else EMPTY
        if cell.type == "trouble":
            obstacle, _, remedy = cell.text.partition("; ")
            raise Unread(obstacle, remedy[:1].upper() + remedy[1:], column)
        text, removed = without_hidden(cell.text, "\n\t")
        if removed:
            self.notes.add(Note("hidden", column), self.place(row.number, index), removed)
            cell = Cell(text.strip(), cell.type)
        return EMPTY if cell.text.casefold() in self._empty else cell

    def text(self, row: Row, column: str) -> str:
        """The text of a cell."""
        return self.cell(row, column).text

    def value(self, cells: Cells, row: Row) -> Any:
        """The value of a field; None where its cells are empty."""
        cell = self._joined(cells, row)
        column = cells.named[0] if cells.named else ""
        if not cell.text:
            if cells.default is None:
                return None
            cell = Cell(cells.default)
        if cell.text in cells.values:
            return cells.values[cell.text]
        if cells.prefix and cells.read != "name":
            cell = Cell(cells.prefix + cell.text)
        try:
            return self._read(cells, cell, row, column)
        except ValueError as error:
            reason, _, remedy = str(error).partition("; ")
            raise Unread(reason, remedy[:1].upper() + remedy[1:], column) from error

    def _joined(self, cells: Cells, row: Row) -> Cell:
        if cells.text is not None:
            return Cell(cells.text)
        if cells.column is not None:
            return self.cell(row, cells.column)
        parts = (self.text(row, column) for column in cells.columns)
        return Cell(cells.join.join(part for part in parts if part))

    def _read(self, cells: Cells, cell: Cell, row: Row, column: str) -> Any:  # noqa: PLR0911 - a reader a line
        match cells.read:
            case "text":
                return cell.text
            case "date" | "deadline":
                return _later(self._date(cells, cell, row, column), cells.days)
            case "number":
                return self._number(cells, cell, row, column)
            case "money":
                value = self._number(cells, cell, row, column)
                money = {"value": value, "currency": cells.currency}
                return money if cells.per is None else money | {"per": cells.per}
            case "list":
                return _split(cell.text, cells.separator)
            case "name" if "separator" in cells.model_fields_set:
                return [slug(cells.prefix + name) for name in _split(cell.text, cells.separator)]
            case "name":
                return slug(cells.prefix + cell.text)
            case "party" | "area":
                registry = self.parties if cells.read == "party" else self.areas
                if "separator" in cells.model_fields_set:
                    return [registry.named(name) for name in _split(cell.text, cells.separator)]
                return registry.named(cell.text)
        raise AssertionError("every reader is known")

    def _date(self, cells: Cells, cell: Cell, row: Row, column: str) -> str:
        if cell.type == "date":
            return cell.text
        if cell.type == "number" and len(cell.text) not in {_YEAR, _COMPACT}:
            raise ValueError(
                N_("it is the number {text}; format it as a date in the sheet").format(
                    text=cell.text
                )
            )
        try:
            reading = read_date(cell.text, self.table.order)
        except ValueError as error:
            reason, _, remedy = str(error).partition("; ")
            more = (
                N_(", or say `order: dmy` or `order: mdy` under `table:`")
                if " or " in reason
                else ""
            )
            raise ValueError(f"{cell.text!r}: {reason}; {remedy}{more}") from error
        allowed = _forms(cells.formats)
        if reading is None or (allowed and reading.form not in allowed):
            if cells.read == "deadline" and not holds_a_date(cell.text):
                return cell.text
            raise ValueError(
                N_(
                    "{text!r} is read as no date; say what it means under `values:` of the column"
                ).format(text=cell.text)
            )
        return self._told(reading, cells, cell.text, self.place(row.number, self.columns[column])
                          if column else "")  # fmt: skip

    def _told(self, reading: Reading, cells: Cells, text: str, place: str) -> str:
        chosen = reading.deadline if cells.read == "deadline" else reading.text
        if reading.interpreted and reading.form not in _forms(cells.formats):
            column = cells.named[0] if cells.named else ""
            self.notes.add(Note("bounded", column, text, chosen), place)
        return chosen

    def _number(self, cells: Cells, cell: Cell, row: Row, column: str) -> str:
        decimal = "." if cell.type == "number" else cells.decimal or self.table.decimal
        if cell.type == "number" and cell.text.endswith("%"):
            raise ValueError(N_("{text} is a percentage; read it as text").format(text=cell.text))
        read = read_number if cells.read == "money" else read_quantity
        number = read(cell.text, decimal, cells.times)
        if cell.type == "text" and number != cell.text:
            place = self.place(row.number, self.columns[column]) if column else ""
            note = Note("number", column, cell.text, number)
            self.notes.add(note, place)
            if decimal is not None:
                self.notes.confirmed.add(note)
        return number


def _later(date: str, days: int) -> str:
    """A day so many days later; ValueError where it is no day."""
    if not days:
        return date
    day = bounds(date)
    if not day.exact:
        raise ValueError(
            N_("{date} is no single day; leave `days` out, or write the day").format(date=date)
        )
    return plus_days(day.earliest, days)[:10]


def _split(text: str, separator: str) -> list[str]:
    return [part.strip() for part in text.split(separator) if part.strip()]


@lru_cache(maxsize=64)
def _forms(formats: tuple[str, ...]) -> frozenset[Form]:
    return frozenset(form_of(text) for text in formats)
