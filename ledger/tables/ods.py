"""Workbooks of the kind .ods (OpenDocument), read row by row with what each cell shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from languages import N_
from ledger.tables.number_format import Shown, plain_number
from ledger.tables.sheet import EMPTY, MOST_COLUMNS, Cell, Row, Sheet, unreadable
from ledger.tables.xml_parts import Attributes, Handler, attribute, opened, parse, parse_whole

_ERROR = re.compile(r"(Err:\d+|#[A-Z/0]+[!?]?[A-Z]*)")
_MOST_REPEATED = 2**20
"""As many rows as a sheet has."""


def ods_sheets(path: Path) -> dict[str, Sheet]:
    """The sheets of a workbook by their names, in their order; none of them is read yet."""
    archive = opened(path)
    locked, names, styles = _Locked(), _Names(), _Styles()
    parse_whole(archive, "META-INF/manifest.xml", locked)
    if locked.found:
        raise unreadable(str(path), N_("it is locked with a password"), N_("Save it without one"))
    parse_whole(archive, "styles.xml", styles)
    for _ in parse(archive, "content.xml", names):
        pass

    def rows(number: int, name: str) -> Iterator[Row]:
        reading = _Cells(name, number, styles)
        for _ in parse(archive, "content.xml", reading):
            yield from reading.take()

    return {
        sheet: Sheet(f"{path}:{sheet}", rows(number, f"{path}:{sheet}"), lettered=True)
        for number, sheet in enumerate(names.all)
    }


class _Locked(Handler):
    """Whether the parts of a file are encrypted."""

    found = False

    def start(self, name: str, _: Attributes) -> None:
        """Look for how a part is to be decrypted."""
        self.found = self.found or name == "encryption-data"


class _Names(Handler):
    """The names of the sheets."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self._depth = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """A table, or one within a cell of another."""
        if name == "table":
            self._depth += 1
            if self._depth == 1:
                self.all.append(attribute(attributes, "name") or str(len(self.all) + 1))

    def end(self, name: str) -> None:
        """A table is whole."""
        self._depth -= name == "table"


class _Styles(Handler):
    """What cells of each style show: a style has a data style, or that of its parent."""

    def __init__(self) -> None:
        self.shown: dict[str, Shown] = {}
        self._parts: dict[str, set[str]] = {}
        self._data: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        self._within = ""

    def start(self, name: str, attributes: Attributes) -> None:
        """Take in a style, or a part of one that shows days."""
        if name in {"date-style", "time-style"}:
            self._within = attribute(attributes, "name") or ""
            self._parts[self._within] = set()
        elif self._within:
            self._parts[self._within].add(name)
        elif name == "style":
            own = attribute(attributes, "name") or ""
            self._data[own] = attribute(attributes, "data-style-name") or ""
            self._parents[own] = attribute(attributes, "parent-style-name") or ""

    def end(self, name: str) -> None:
        """A style of data is whole."""
        if name in {"date-style", "time-style"}:
            self._within = ""

    def of(self, style: str) -> Shown:
        """What a cell of a style shows of a day."""
        seen: set[str] = set()
        while style and style not in seen:
            seen.add(style)
            if parts := self._parts.get(self._data.get(style, "")):
                return _shown(parts)
            style = self._parents.get(style, "")
        return "day"


def _shown(parts: set[str]) -> Shown:
    year, month = parts & {"year", "era"}, parts & {"month", "quarter"}
    if "day" in parts or "hours" in parts:
        return "day"
    if year:
        return "month" if month else "year"
    return "yearless" if month else "day"


class _Cells(Handler):
    """The rows of one of the sheets as they go by."""

    def __init__(self, name: str, number: int, styles: _Styles) -> None:
        self._name, self._wanted, self._styles = name, number, styles
        self._table, self._depth = -1, 0
        self._done: list[Row] = []
        self._row, self._rows = 0, 1
        self._cells: list[Cell] = []
        self._attributes: Attributes = {}
        self._lines: list[str] = []
        self._paragraph = self._aside = 0
        self._columns: dict[int, str] = {}
        self._spans: dict[int, tuple[int, Cell]] = {}

    def take(self) -> list[Row]:
        """The rows that were read since the last time."""
        done, self._done = self._done, []
        return done

    def start(self, name: str, attributes: Attributes) -> None:  # noqa: C901 - an element a line
        """A table, a row, a cell, or a part of one begins."""
        if self._depth != 1 or self._table != self._wanted:
            self._outside(name, attributes)
            return
        if name in {"annotation", "table", "shapes"}:
            self._aside += 1
        if self._aside:
            self._depth += name == "table"
            return
        match name:
            case "table-row":
                self._row += self._rows
                self._rows = _count(attributes, "number-rows-repeated", _MOST_REPEATED)
                self._cells = []
                if self._row == 0:
                    self._row = 1
            case "table-column":
                self._default_style(attributes)
            case "table-cell" | "covered-table-cell":
                self._attributes, self._lines = attributes, []
            case "p":
                self._paragraph += 1
                self._lines.append("")
            case "s":
                self.text(" " * _count(attributes, "c", 1_000))
            case "tab":
                self.text("\t")
            case "line-break":
                self.text("\n")

    def _outside(self, name: str, attributes: Attributes) -> None:
        if name in {"style", "date-style", "time-style"} or self._depth == 0:
            self._styles.start(name, attributes)
        if name == "table":
            self._depth += 1
            if self._depth == 1:
                self._table += 1
                self._row, self._rows = 0, 1
                self._columns, self._spans = {}, {}
                self._row = 0

    def _default_style(self, attributes: Attributes) -> None:
        style = attribute(attributes, "default-cell-style-name") or ""
        first = len(self._columns)
        count = _count(attributes, "number-columns-repeated", MOST_COLUMNS)
        self._columns |= dict.fromkeys(range(first, min(first + count, MOST_COLUMNS)), style)

    def text(self, text: str) -> None:
        """A piece of a paragraph."""
        if self._paragraph and not self._aside and self._lines:
            self._lines[-1] += text

    def end(self, name: str) -> None:
        """A part, a cell, a row or a table is whole."""
        if self._depth == 0:
            self._styles.end(name)
        if name == "table":
            self._depth -= 1
        if self._aside:
            self._aside -= name in {"annotation", "table", "shapes"}
        elif self._table == self._wanted and self._depth == 1:
            match name:
                case "p":
                    self._paragraph -= 1
                case "table-cell" | "covered-table-cell":
                    self._end_cell(covered=name == "covered-table-cell")
                case "table-row":
                    self._end_row()

    def _end_cell(self, *, covered: bool) -> None:
        column = len(self._cells)
        count = _count(self._attributes, "number-columns-repeated", MOST_COLUMNS)
        room = max(0, MOST_COLUMNS - column)
        if covered:
            self._cells += [self._covering(column + n) for n in range(min(count, room))]
            return
        cell = self._cell(self._columns.get(column, ""))
        down = _count(self._attributes, "number-rows-spanned", _MOST_REPEATED)
        across = _count(self._attributes, "number-columns-spanned", MOST_COLUMNS)
        if down > 1 or across > 1:
            for n in range(min(across, room)):
                self._spans[column + n] = (self._row + down - 1, _ASIDE if n else cell)
        self._cells += [cell] * min(count, room)

    def _covering(self, column: int) -> Cell:
        """What the cell that covers a place holds; beside it, that is left open."""
        last, cell = self._spans.get(column, (0, EMPTY))
        return cell if self._row <= last else EMPTY

    def _end_row(self) -> None:
        while self._cells and self._cells[-1] is EMPTY:
            self._cells.pop()
        if self._cells:
            self._done += [Row(self._row + n, self._cells) for n in range(self._rows)]

    def _cell(self, column_style: str) -> Cell:  # noqa: PLR0911 - one answer for each type
        attributes = self._attributes
        text = "\n".join(self._lines).strip()
        kind = attribute(attributes, "value-type") or ""
        if _ERROR.fullmatch(text) and attribute(attributes, "formula"):
            return Cell(
                N_("it shows the error {text}; mend its formula").format(text=text), "trouble"
            )
        match kind:
            case "float" | "currency" | "percentage":
                number = float(attribute(attributes, "value") or "nan")
                if number != number:  # noqa: PLR0124 - not a number
                    return Cell(N_("it holds no number; type it anew"), "trouble")
                if kind == "percentage":
                    return Cell(f"{plain_number(round(number * 100, 10))}%", "number")
                return Cell(plain_number(number), "number")
            case "date":
                style = attribute(attributes, "style-name") or column_style
                return _date(attribute(attributes, "date-value") or "", self._styles.of(style))
            case "time":
                return Cell(N_("it shows a time of day without a day; add the day"), "trouble")
            case "boolean":
                return Cell(attribute(attributes, "boolean-value") or "false", "truth")
        if not text and attribute(attributes, "formula") and not kind:
            return Cell(N_("its formula was never calculated; open the file, save it"), "trouble")
        return Cell(text) if text else EMPTY


_ASIDE = Cell(N_("it is merged with the cell left of it; write in each what it says"), "trouble")


def _date(value: str, shown: Shown) -> Cell:
    day, _, time = value.partition("T")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return Cell(N_("it shows a date that is none; type it anew"), "trouble")
    time = time.partition(".")[0]
    match shown:
        case "month":
            return Cell(day[:7], "date")
        case "year":
            return Cell(day[:4], "date")
        case "yearless":
            return Cell(N_("it shows a month without a year; format it as a date"), "trouble")
    return Cell(f"{day}T{time}" if time.strip("0:") else day, "date")


def _count(attributes: Attributes, name: str, most: int) -> int:
    """How often something is repeated, within what a sheet has."""
    return min(int(attribute(attributes, name) or 1), most)
