"""Journals as tables: CSV in and out."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from io import StringIO
from typing import Any

from domain.errors import Problem, UsageProblem
from domain.spreadsheet import is_formula
from ledger.journal.json_format import parsed
from ledger.journal.shape import Journal, Path, Where, journal, unreadable
from ledger.journal.source import Source

# -- reading -----------------------------------------------------------------------------------
# Journals as tables: one record a row, the field names in the first row.
#
# `place.area` is a field in a field, and all `source.` columns are one source. In a column whose
# name ends in `[]`, semicolons separate the values of a list. A cell that begins with a bracket
# is JSON; one that begins with a backslash is the text after it, as exports write what a
# spreadsheet would run; an empty one is absent. The column `order` is no field: it numbers the
# rows of several tables through, as they were recorded.

ORDER = "order"
"""The column with the place of a record among those of other tables."""

LITERAL = "\\"
"""What stands before a text that would otherwise be read as something else."""


@dataclass(slots=True)
class _Table:
    """What is known while the rows go by."""

    name: str
    columns: list[str] = field(default_factory=list)
    kind: str = ""
    read: Journal = field(default_factory=Journal)

    def wrong(self, place: str, obstacle: str, remedy: str) -> None:
        self.read.problems.append(unreadable(place, obstacle, remedy))


ROWS = 1_000
"""So many rows of a table come as one part of it."""


def csv_parts(source: Source) -> Iterator[Journal]:
    """Read a table; a bad row does not stop the rest."""
    problems: list[Problem] = []
    for part in table_parts(source.table_lines(problems), source.name):
        # What is not UTF-8 may have been any name, and after a line too long nothing was read.
        part.unseen = part.unseen or bool(problems)
        part.problems += problems
        problems.clear()
        yield part


def table_parts(lines: Iterable[str], name: str) -> Iterator[Journal]:
    """The rows of a table, some hundreds at a time."""
    table = _Table(name)
    for line, raw, cells in _rows(lines, table):
        if not any(cell.strip() for cell in cells):
            continue
        if table.columns:
            _row(table, cells, _Places(table, raw, line))
        elif not _header(table, [cell.strip() for cell in cells], f"{name}:{line}:1"):
            table.read.unseen = True
            break
        if len(table.read.entries) >= ROWS:
            yield table.read
            table.read = Journal()
    yield table.read


def _rows(lines: Iterable[str], table: _Table) -> Iterator[tuple[int, str, list[str]]]:
    """The line on which each row begins, its raw text and its cells."""
    seen: list[str] = []

    def kept() -> Iterator[str]:
        for line in lines:
            seen.append(line)
            yield line

    rows = csv.reader(kept(), strict=True)
    while True:
        start = rows.line_num + 1
        seen.clear()
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            table.wrong(f"{table.name}:{start}:1", str(error), "Mend the quotes in that row")
            table.read.unread.append("".join(seen))
            continue
        yield start, "".join(seen), cells


def _header(table: _Table, columns: list[str], place: str) -> bool:
    """Take the names of the columns; False when no row can be read with them."""
    paths = [column.removesuffix("[]") for column in columns]
    clashes = [
        column
        for index, column in enumerate(columns)
        if any(
            f"{paths[index]}.".startswith(f"{path}.") for path in paths[:index] + paths[index + 1 :]
        )
    ]
    if len(columns) == 1 and ";" in columns[0]:
        table.wrong(place, "its columns are separated by semicolons", "Separate them by commas")
    elif not all(part for path in paths for part in path.split(".")):
        table.wrong(place, "a column has no name", "Name it after a field, or remove it")
    elif clashes:
        obstacle = f"the column {clashes[0]} is given twice, whole or in parts"
        table.wrong(place, obstacle, "Keep one of the two")
    elif "kind" not in columns:
        table.wrong(place, "there is no column kind", "Add it, with the kind of record in each row")
    else:
        table.columns = columns
        return True
    return False


def _row(table: _Table, cells: list[str], places: _Places) -> None:
    start = places.of_column(0)
    if len(cells) != len(table.columns):
        obstacle = f"the row has {len(cells)} cells and the header {len(table.columns)}"
        table.wrong(start, obstacle, "Add or remove cells, or put quotes round a comma")
        table.read.unread.append(places.raw)
        return
    fields: dict[str, Any] = {}
    for index, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
        if cell.strip():
            path = column.removesuffix("[]").split(".")
            _put(fields, path, _value(table, column, cell, places, index))
    kind = str(fields.get("kind", ""))
    table.kind = table.kind or kind
    if kind != table.kind:
        at = places.of_column(table.columns.index("kind"))
        obstacle = f"the kind is {kind!r}, and the rows before are of kind {table.kind!r}"
        table.wrong(at, obstacle, "Make a table of its own for each kind")
    order = _order(table, fields, places)
    row = journal([fields], places.where())
    row.entries = [replace(entry, order=order) for entry in row.entries]
    table.read.add(row)


def _order(table: _Table, fields: dict[str, Any], places: _Places) -> int | None:
    """Take out what the row says of its place among the records of other tables."""
    written = fields.pop(ORDER, None)
    if written is None:
        return None
    if isinstance(written, str) and re.fullmatch(r"[0-9]{1,15}", written, re.ASCII):
        return int(written)
    at = places.of_column(table.columns.index(ORDER) if ORDER in table.columns else 0)
    obstacle = f"the order is {written!r}, and that is no whole number"
    table.wrong(at, obstacle, "Number the rows as they were recorded, or remove the column")
    return None


def _value(table: _Table, column: str, cell: str, places: _Places, index: int) -> Any:
    if cell[0] in "[{":
        place = places.of_column(index)
        value, _, problems = parsed(cell, table.name)
        for problem in problems:
            obstacle = f"the cell of {column} is no JSON: {problem.obstacle}"
            table.wrong(place, obstacle, f"{problem.remedy}, or begin a text with a backslash")
        return value
    if column.endswith("[]"):
        return [part.strip() for part in cell.split(";") if part.strip()]
    return cell.removeprefix(LITERAL)


def _put(fields: dict[str, Any], path: list[str], value: Any) -> None:
    for name in path[:-1]:
        fields = fields.setdefault(name, {})
    fields[path[-1]] = value


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the cells of one row begin; found out only when somebody asks."""

    table: _Table
    raw: str
    line: int

    def of_column(self, index: int) -> str:
        """The place of a cell, or of the row where it has no such cell."""
        starts, quoted = [0], False
        for position, character in enumerate(self.raw):
            if character == '"':
                quoted = not quoted
            elif character == "," and not quoted:
                starts.append(position + 1)
        start = starts[index] if index < len(starts) else 0
        line = self.line + self.raw.count("\n", 0, start)
        return f"{self.table.name}:{line}:{start - self.raw.rfind(chr(10), 0, start)}"

    def where(self) -> Where:
        """The place of a field: its column, or the column that it is part of, and its name there.

        A row that has no such column is the place itself.
        """
        columns = self.table.columns
        paths = [column.removesuffix("[]") for column in columns]

        def place(path: Path) -> str:
            names = [part for part in path[1:] if isinstance(part, str)]
            for length in range(len(names), 0, -1):
                if (path_of_column := ".".join(names[:length])) in paths:
                    index = paths.index(path_of_column)
                    return f"{self.of_column(index)}: column {columns[index]}"
            return self.of_column(0)

        return place


# -- writing -----------------------------------------------------------------------------------
# Writing records of one kind as a table that our reader reads back to the same texts.

Columns = dict[str, list[str]]
"""The cells of every column, by its name."""

_NAME = re.compile(r"[^.\[\]\s]+")


def table(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The records as rows under one header; UsageProblem when they are of several kinds."""
    rows = list(records)
    kinds = {row.get("kind") for row in rows}
    if len(kinds) > 1:
        raise UsageProblem(
            "export as csv",
            f"the records are of {len(kinds)} kinds, and a table has one header",
            "Name one with --kind, such as --kind promise.made",
        )
    columns: Columns = {}
    for name in dict.fromkeys(name for row in rows for name in row):
        columns |= _columns(name, [row.get(name) for row in rows])
    yield _line(list(columns) or ["kind"])
    for cells in zip(*columns.values(), strict=True):
        yield _line(list(cells))


def _columns(name: str, values: list[Any]) -> Columns:
    """The column of a field, or the columns of its parts when all records have it in parts."""
    present = [value for value in values if value is not None]
    if name == "source" and all(_one_in_a_list(value) for value in present):
        values = [value and value[0] for value in values]
        present = [value for value in values if value is not None]
    if all(_in_parts(value) for value in present):
        parts = dict.fromkeys(part for value in present for part in value)
        columns: Columns = {}
        for part in parts:
            columns |= _columns(f"{name}.{part}", [value and value.get(part) for value in values])
        return columns
    if all(_can_be_joined(value) for value in present):
        return {f"{name}[]": ["" if value is None else "; ".join(value) for value in values]}
    return {name: [_cell(value) for value in values]}


def _one_in_a_list(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 1 and _in_parts(value[0])


def _in_parts(value: Any) -> bool:
    return isinstance(value, dict) and bool(value) and all(_NAME.fullmatch(name) for name in value)


def _can_be_joined(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, str) and item.strip() == item != "" for item in value)
        and not any(";" in item for item in value)
        and value[0][0] not in "[{"
        and not is_formula("; ".join(value))
    )


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if not isinstance(value, str):
        return str(value).lower()
    literal = not value.strip() or value[0] in f"[{{{LITERAL}" or is_formula(value)
    return LITERAL + value if literal else value


def _line(cells: list[str]) -> str:
    target = StringIO()
    csv.writer(target, lineterminator="\n").writerow(cells)
    return target.getvalue()
