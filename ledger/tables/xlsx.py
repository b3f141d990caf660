"""Workbooks of the kind .xlsx (ECMA-376), read row by row with what each cell shows."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from languages import N_
from ledger.tables.number_format import BUILT_IN, Shown, number_cell, shown_by
from ledger.tables.sheet import EMPTY, MOST_COLUMNS, Cell, Row, Sheet, unreadable
from ledger.tables.xml_parts import (
    Attributes,
    Handler,
    attribute,
    blocks,
    broken,
    opened,
    parse,
    parse_whole,
)

_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']"
)
_REFERENCE = re.compile(r"([A-Z]{1,3})\d{1,7}")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOST_TEXTS = 2**28
"""Characters of all different texts of a workbook."""


def xlsx_sheets(path: Path) -> dict[str, Sheet]:
    """The sheets of a workbook by their names, in their order; none of them is read yet."""
    archive = opened(path)
    book, links = _Book(), _Links()
    start = _Links()
    parse_whole(archive, "_rels/.rels", start)
    main = start.of_type("officeDocument") or "xl/workbook.xml"
    folder, name = posixpath.split(main)
    if main not in archive.NameToInfo:
        raise broken(str(path))
    parse_whole(archive, main, book)
    parse_whole(archive, f"{folder}/_rels/{name}.rels", links)
    formats, texts = _Formats(), _Texts(str(path))
    parse_whole(archive, _at(folder, links.of_type("styles") or "styles.xml"), formats)

    def rows(target: str, sheet: str) -> Iterator[Row]:
        if not texts.all:
            parse_whole(
                archive, _at(folder, links.of_type("sharedStrings") or "sharedStrings.xml"), texts
            )
        part = _at(folder, target)
        reading = _Cells(sheet, texts.all, formats.shown, _merged(archive, part), book.from_1904)
        for _ in parse(archive, part, reading):
            yield from reading.take()

    return {
        sheet: Sheet(f"{path}:{sheet}", rows(links.targets[link], f"{path}:{sheet}"), lettered=True)
        for sheet, link in book.sheets.items()
        if link in links.targets
    }


def _at(folder: str, target: str) -> str:
    """The part that a target names, from the folder of the part that names it, or from the top."""
    return (
        target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
    )


class _Links(Handler):
    """Which parts a part refers to."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}
        self._types: dict[str, str] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        """Take in a reference."""
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")
            kind = attributes.get("Type", "").rpartition("/")[2]
            self._types.setdefault(kind, attributes.get("Target", "").lstrip("/"))

    def of_type(self, kind: str) -> str | None:
        """The part of a type, if there is one."""
        return self._types.get(kind)


class _Book(Handler):
    """The sheets of a workbook that are tables, and since when it counts days."""

    def __init__(self) -> None:
        self.sheets: dict[str, str] = {}
        self.from_1904 = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Take in a sheet, or what holds for all of them."""
        if name == "sheet":
            self.sheets[attributes.get("name", "")] = attribute(attributes, "id") or ""
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0") in {"1", "true"}


class _Formats(Handler):
    """What cells of each style show."""

    def __init__(self) -> None:
        self.shown: list[Shown] = []
        self._codes: dict[int, Shown] = {}
        self._in_cells = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Take in a number format, or the style of cells that refers to one."""
        if name == "numFmt":
            code = attributes.get("formatCode", "")
            self._codes[int(attributes.get("numFmtId", 0))] = shown_by(code)
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            number = int(attributes.get("numFmtId", 0))
            self.shown.append(self._codes.get(number) or BUILT_IN.get(number, "number"))

    def end(self, name: str) -> None:
        """Styles of other things than cells have the same elements."""
        self._in_cells = self._in_cells and name != "cellXfs"


class _Texts(Handler):
    """The texts that cells refer to by number, without what only tells how they are spoken."""

    def __init__(self, name: str) -> None:
        self.all: list[str] = []
        self._name = name
        self._parts: list[str] = []
        self._total = 0
        self._takes = False
        self._spoken = False

    def start(self, name: str, _: Attributes) -> None:
        """A text, or a piece of one."""
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._spoken = True
        self._takes = name == "t" and not self._spoken

    def text(self, text: str) -> None:
        """Take in a piece."""
        if self._takes:
            self._parts.append(text)
            self._total += len(text)
            if self._total > _MOST_TEXTS:
                raise unreadable(
                    self._name, N_("it holds too much text"), N_("Save its sheet as CSV")
                )

    def end(self, name: str) -> None:
        """A text is whole."""
        self._takes = False
        if name == "rPh":
            self._spoken = False
        elif name == "si":
            self.all.append(_unescaped("".join(self._parts)))


class _Cells(Handler):
    """The rows of a sheet as they go by."""

    def __init__(
        self,
        name: str,
        texts: list[str],
        shown: list[Shown],
        merged: dict[tuple[int, int], tuple[int, int]],
        from_1904: bool,  # noqa: FBT001 - from when the workbook counts days
    ) -> None:
        self._name, self._texts, self._shown, self._merged = name, texts, shown, merged
        self._from_1904 = from_1904
        self._tops = dict.fromkeys(merged.values(), EMPTY)
        self._covered: dict[int, list[int]] = {}
        for row, column in merged:
            self._covered.setdefault(row, []).append(column)
        self._done: list[Row] = []
        self._row, self._column = 0, -1
        self._cells: list[Cell] = []
        self._type, self._style = "n", 0
        self._parts: list[str] = []
        self._takes = self._formula = False

    def take(self) -> list[Row]:
        """The rows that were read since the last time."""
        done, self._done = self._done, []
        return done

    def start(self, name: str, attributes: Attributes) -> None:
        """A row, a cell, or a part of one begins."""
        if name == "c":
            self._begin(attributes)
        elif name in {"v", "t"}:
            self._takes = True
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._row = int(attributes.get("r") or self._row + 1)
            self._column, self._cells = -1, []
        elif name == "rPh":
            self._takes = False

    def _begin(self, attributes: Attributes) -> None:
        reference = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = _column(reference[1]) if reference else self._column + 1
        if self._column >= MOST_COLUMNS:
            raise unreadable(
                self._name,
                N_("row {row} has too many columns").format(row=self._row),
                N_("Save it anew"),
            )
        self._type, self._style = attributes.get("t", "n"), int(attributes.get("s") or 0)
        self._parts, self._formula = [], False

    def text(self, text: str) -> None:
        """A value, or a piece of one."""
        if self._takes:
            self._parts.append(text)

    def end(self, name: str) -> None:
        """A value, a cell or a row is whole."""
        if name in {"v", "t"}:
            self._takes = False
        elif name == "c":
            cell = self._cell("".join(self._parts))
            if cell is not EMPTY:
                self._cells += [EMPTY] * (self._column + 1 - len(self._cells))
                self._cells[self._column] = cell
                if (self._row, self._column) in self._tops:
                    self._tops[self._row, self._column] = cell
        elif name == "row":
            self._fill()
            if self._cells:
                self._done.append(Row(self._row, self._cells))

    def _fill(self) -> None:
        """What cells are merged into one down the rows holds for each of these rows."""
        for column in self._covered.get(self._row, ()):
            top = self._tops[self._merged[self._row, column]]
            if top is not EMPTY:
                self._cells += [EMPTY] * (column + 1 - len(self._cells))
                aside = self._merged[self._row, column][1] != column
                self._cells[column] = _ASIDE if aside else top

    def _cell(self, value: str) -> Cell:  # noqa: PLR0911 - one answer for each type
        match self._type:
            case "s":
                index = int(value) if value.isdecimal() else -1
                if not 0 <= index < len(self._texts):
                    return Cell(
                        N_("it refers to a text that is not there; save it anew"), "trouble"
                    )
                value = self._texts[index].strip()
                return Cell(value) if value else EMPTY
            case "inlineStr" | "str":
                value = _unescaped(value).strip()
                return Cell(value) if value else EMPTY
            case "e":
                return Cell(
                    N_("it shows the error {value}; mend its formula").format(value=value),
                    "trouble",
                )
            case "b":
                return Cell("true" if value in {"1", "true"} else "false", "truth")
            case "d" if value:
                return Cell(value.removesuffix("T00:00:00").removesuffix("Z"), "date")
            case _ if value:
                shown = self._shown[self._style] if self._style < len(self._shown) else "number"
                return number_cell(value, shown, from_1904=self._from_1904)
            case _ if self._formula:
                return Cell(
                    N_("its formula was never calculated; open the file, save it"), "trouble"
                )
        return EMPTY


_ASIDE = Cell(N_("it is merged with the cell left of it; write in each what it says"), "trouble")


def _merged(archive: ZipFile, part: str) -> dict[tuple[int, int], tuple[int, int]]:
    """The cell that each cell is merged with, by row and column; they stand behind the rows.

    Only for those that have one: of wide merges no more columns than a table has.
    """
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    held = b""
    for block in blocks(archive, part):
        text = held + block
        cut = text.rfind(b"<")
        held, text = text[cut:], text[:cut]
        for match in _MERGED.finditer(text):
            first, top, last, bottom = (part.decode() for part in match.groups())
            corner = int(top), _column(first)
            rows = range(int(top), min(int(bottom), int(top) + _LONGEST_MERGE) + 1)
            columns = range(_column(first), min(_column(last), _column(first) + _WIDEST_MERGE) + 1)
            covered |= {(r, c): corner for r in rows for c in columns if (r, c) != corner}
            if len(covered) > _MOST_MERGED:
                name = str(archive.filename)
                raise unreadable(name, N_("too many of its cells are merged"), N_("Unmerge them"))
    return covered


_LONGEST_MERGE, _WIDEST_MERGE, _MOST_MERGED = 100_000, 500, 1_000_000


def _column(letters: str) -> int:
    """The number of a column, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _unescaped(text: str) -> str:
    """A text with the characters that XML cannot hold, which are written as `_x000D_`."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).replace("\r\n", "\n")
