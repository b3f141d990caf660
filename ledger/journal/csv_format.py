"""Journals as tables: CSV in and out."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import StringIO
from typing import Any, Literal

from domain.errors import Problem, UsageProblem
from domain.spreadsheet import is_formula
from domain.text import harmless, json_harmless
from languages import N_
from ledger.journal.json_format import parsed
from ledger.journal.shape import DEEPEST, Journal, Path, Where, journal, unreadable
from ledger.journal.source import Source
from ledger.said_by_others import of_csv

# -- reading -----------------------------------------------------------------------------------
# Journals as tables: one record a row, the field names in the first row.
#
# `place.area` is a field in a field, `source[2].title` one of the second value of a list, and all
# `source.` columns are one source. In a column whose name ends in `[]`, semicolons separate the
# values of a list. A field may have columns of several of these forms, such as `limit` for texts
# and `limit.amount` for objects: a row fills those of one. A cell that begins with a bracket is
# JSON; one that begins with a backslash is the text after it, as exports write what a spreadsheet
# would run; an empty one is absent. The column `order` is no field: it numbers the rows of several
# tables through, as they were recorded.

ORDER = "order"
"""The column with the place of a record among those of other tables."""

_COMMAS = N_("Separate them by commas, or import it with a mapping: `gestand map`")

LITERAL = "\\"
"""What stands before a text that would otherwise be read as something else."""

_Form = Literal["whole", "joined", "parts", "places"]
"""How columns tell a field: as a whole, with semicolons, in its parts, or by places in a list."""


@dataclass(slots=True)
class _Table:
    """What is known while the rows go by.

    apart: of each field with columns of several forms those of each form, of which a row fills one.
    """

    name: str
    columns: list[str] = field(default_factory=list)
    apart: list[list[list[int]]] = field(default_factory=list)
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
            table.wrong(
                f"{table.name}:{start}:1", of_csv(str(error)), N_("Mend the quotes in that row")
            )
            table.read.unread.append("".join(seen))
            continue
        yield start, "".join(seen), cells


def _header(table: _Table, columns: list[str], place: str) -> bool:
    """Take the names of the columns; False when no row can be read with them."""
    paths = [_path(column) for column in columns]
    if max(map(len, paths)) > DEEPEST:
        table.wrong(place, N_("the values are nested too deeply"), N_("Write them less deep"))
        return False
    forms = _forms(columns, paths)
    twice = [
        columns[same[1]]
        for of_field in forms.values()
        for form, same in of_field.items()
        if form in {"whole", "joined"} and len(same) > 1
    ]
    if len(columns) == 1 and ";" in columns[0]:
        table.wrong(place, N_("its columns are separated by semicolons"), _COMMAS)
    elif not all(part for path in paths for part in path):
        table.wrong(place, N_("a column has no name"), N_("Name it after a field, or remove it"))
    elif twice:
        obstacle = N_("the column {column} is given twice").format(column=twice[0])
        table.wrong(place, obstacle, N_("Keep one of the two"))
    elif "kind" not in columns:
        table.wrong(
            place, N_("there is no column kind"), N_("Add it, with the kind of record in each row")
        )
    else:
        table.columns = columns
        table.apart = [[*found.values()] for found in forms.values() if len(found) > 1]
        return True
    return False


def _forms(
    columns: list[str], paths: list[list[str | int]]
) -> dict[tuple[str | int, ...], dict[_Form, list[int]]]:
    """Of each field, and part of one, the columns of each form, by their indexes."""
    found: dict[tuple[str | int, ...], dict[_Form, list[int]]] = {}
    for index, (column, path) in enumerate(zip(columns, paths, strict=True)):
        for length, name in enumerate(path[1:], 1):
            form: _Form = "parts" if isinstance(name, str) else "places"
            found.setdefault(tuple(path[:length]), {}).setdefault(form, []).append(index)
        form = "joined" if column.endswith("[]") else "whole"
        found.setdefault(tuple(path), {}).setdefault(form, []).append(index)
    return found


def _row(table: _Table, cells: list[str], places: _Places) -> None:
    start = places.of_column(0)
    if len(cells) != len(table.columns):
        obstacle = N_("the row has {count:,} cells and the header {columns_count:,}").format(
            count=len(cells), columns_count=len(table.columns)
        )
        table.wrong(start, obstacle, N_("Add or remove cells, or put quotes round a comma"))
        table.read.unread.append(places.raw)
        return
    for forms in table.apart:
        filled = [index for form in forms if (index := _first_filled(form, cells)) is not None]
        if len(filled) > 1:
            one, other = sorted(filled)[:2]
            obstacle = N_("the columns {one} and {other} are both filled").format(
                one=table.columns[one], other=table.columns[other]
            )
            table.wrong(places.of_column(other), obstacle, N_("Fill one of them in each row"))
            table.read.unread.append(places.raw)
            return
    fields: dict[str, Any] = {}
    for index, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
        if cell.strip():
            _put(fields, _path(column), _value(table, column, cell, places, index))
    fields = {name: _with_lists(value) for name, value in fields.items()}
    kind = str(fields.get("kind", ""))
    table.kind = table.kind or kind
    if kind != table.kind:
        at = places.of_column(table.columns.index("kind"))
        obstacle = N_(
            "the kind is {kind!r}, and the rows before are of kind {table_kind!r}"
        ).format(kind=kind, table_kind=table.kind)
        table.wrong(at, obstacle, N_("Make a table of its own for each kind"))
    order = _order(table, fields, places)
    row = journal([fields], places.where())
    row.entries = [replace(entry, order=order) for entry in row.entries]
    table.read.add(row)


def _first_filled(columns: Iterable[int], cells: list[str]) -> int | None:
    return next((index for index in columns if cells[index].strip()), None)


def _order(table: _Table, fields: dict[str, Any], places: _Places) -> int | None:
    """Take out what the row says of its place among the records of other tables."""
    written = fields.pop(ORDER, None)
    if written is None:
        return None
    if isinstance(written, str) and re.fullmatch(r"[0-9]{1,15}", written, re.ASCII):
        return int(written)
    at = places.of_column(table.columns.index(ORDER) if ORDER in table.columns else 0)
    obstacle = N_("the order is {written!r}, and that is no whole number").format(written=written)
    table.wrong(at, obstacle, N_("Number the rows as they were recorded, or remove the column"))
    return None


def _value(table: _Table, column: str, cell: str, places: _Places, index: int) -> Any:
    if cell[0] in "[{":
        place = places.of_column(index)
        value, _, problems = parsed(cell, table.name)
        for problem in problems:
            obstacle = N_("the cell of {column} is no JSON: {obstacle}").format(
                column=column, obstacle=problem.obstacle
            )
            table.wrong(
                place,
                obstacle,
                N_("{remedy}, or begin a text with a backslash").format(remedy=problem.remedy),
            )
        return value
    if column.endswith("[]"):
        return [part.strip() for part in cell.split(";") if part.strip()]
    return cell.removeprefix(LITERAL)


_PLACE_IN_LIST = re.compile(r"\[([1-9][0-9]{0,3})\]")

MOST_PLACES = 9_999
"""So many values of a list have columns of their own: what comes after them has no such name."""


def _path(column: str) -> list[str | int]:
    """What leads to a field: names, and of values of lists their places, from 1."""
    found: list[str | int] = []
    for name in column.removesuffix("[]").split("."):
        first, *places = _PLACE_IN_LIST.split(name)
        # What stands between two places is nothing; elsewhere it is a part of the name.
        whole = not any(places[1::2])
        found += [first, *map(int, places[::2])] if whole else [name]
    return found


def _put(fields: dict[Any, Any], path: list[str | int], value: Any) -> None:
    for name in path[:-1]:
        fields = fields.setdefault(name, {})
    fields[path[-1]] = value


def _with_lists(value: Any) -> Any:
    """The value of a field with lists, where it has parts that were called by their places."""
    if not isinstance(value, dict):
        return value
    parts = {name: _with_lists(part) for name, part in value.items()}
    if not parts or not all(isinstance(name, int) for name in parts):
        return parts
    return [parts[name] for name in sorted(parts)]


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

        Of a field with columns of several forms it is the one that the row fills. A row that has no
        such column is the place itself.
        """
        columns = self.table.columns
        paths = [column.removesuffix("[]") for column in columns]

        def place(path: Path) -> str:
            parts = path[1:]
            for length in range(len(parts), 0, -1):
                names = [str(part) for part in parts[:length] if isinstance(part, str)]
                for called in (_column_of(parts[:length]), ".".join(names)):
                    if called in paths:
                        index = self._of_its_form(paths.index(called))
                        return f"{self.of_column(index)}: column {columns[index]}"
            return self.of_column(0)

        return place

    def _of_its_form(self, index: int) -> int:
        """The column itself, or the first one in which the row tells the same field otherwise."""
        for forms in self.table.apart:
            if [index] in forms:
                cells = next(csv.reader(StringIO(self.raw, newline="")))
                filled = (_first_filled(form, cells) for form in forms)
                return next((one for one in filled if one is not None), index)
        return index


def _column_of(path: Path) -> str:
    """How the column of a field is called, the values of lists by their places."""
    names = (f".{part}" if isinstance(part, str) else f"[{part + 1}]" for part in path)
    return "".join(names).removeprefix(".")


# -- writing -----------------------------------------------------------------------------------
# Writing records of one kind as a table that our reader reads back to the same texts.

_NAME = re.compile(r"[^.\[\]\s]+")

BETWEEN = "; "
"""What stands between the values of a list in one cell."""

SOURCE = "source"
"""The field that is a list, and yet has columns as a single object where it is a list of one."""


@dataclass(slots=True)
class _Shape:
    """The forms that the values of a field have in all records; each form has columns of its own.

    whole: whether some are texts, or what only JSON says. parts: those of the parts of objects.
    values: those of the values of lists, by their places. joined: whether each list is one that
    semicolons can separate. at, joined_at: the columns of what is whole, and of such lists.
    """

    whole: bool = False
    parts: dict[str, _Shape] = field(default_factory=dict)
    values: list[_Shape] = field(default_factory=list)
    joined: bool = True
    at: int = -1
    joined_at: int = -1

    def take(self, value: Any) -> None:
        """Take in the value of one record."""
        if value is None:
            return
        if _in_parts(value):
            for name, part in value.items():
                self.parts.setdefault(name, _Shape()).take(part)
        elif _by_places(value):
            self.joined = self.joined and _can_be_joined(value)
            self.values += [_Shape() for _ in value[len(self.values) :]]
            for shape, one in zip(self.values, value, strict=False):
                shape.take(one)
        else:
            self.whole = True

    def name(self, path: Path, names: list[str]) -> None:
        """Give each form its columns, behind those that have their names already."""
        if self.whole:
            self.at = len(names)
            names.append(_column_of(path))
        if self.values and self.joined:
            self.joined_at = len(names)
            names.append(f"{_column_of(path)}[]")
        elif self.values:
            if len(self.values) > MOST_PLACES:
                raise _too_long(_column_of(path), len(self.values))
            for place, shape in enumerate(self.values):
                shape.name((*path, place), names)
        for name, shape in self.parts.items():
            shape.name((*path, name), names)

    def fill(self, value: Any, row: list[str]) -> None:
        """Put the value of one record into its columns."""
        if value is None:
            return
        if isinstance(value, dict) and (not self.whole or _in_parts(value)):
            for name, part in value.items():
                self.parts[name].fill(part, row)
        elif isinstance(value, list) and (not self.whole or _by_places(value)):
            if self.joined:
                row[self.joined_at] = BETWEEN.join(value)
                return
            for shape, one in zip(self.values, value, strict=False):
                shape.fill(one, row)
        else:
            row[self.at] = _cell(value)


def table(records: Callable[[], Iterable[Mapping[str, Any]]]) -> Iterator[str]:
    """The records as rows under one header; UsageProblem when they are of several kinds.

    records: gives them as often as it is called. All of them together tell the columns, so they are
    gone through for these first, and none of them is held.
    """
    shapes, single = _shapes(records())
    names: list[str] = []
    for name, shape in shapes.items():
        shape.name((name,), names)
    write = csv.writer(_Written(), lineterminator="\n").writerow
    yield write(names or ["kind"])
    for record in records() if names else ():
        row = [""] * len(names)
        for name, value in record.items():
            shapes[name].fill(value[0] if single and name == SOURCE and value else value, row)
        yield write(row)


def _shapes(records: Iterable[Mapping[str, Any]]) -> tuple[dict[str, _Shape], bool]:
    """The shapes of all fields by their names, in the order in which records first have them.

    And whether each record has one source at most, of which the shape is then.
    """
    kinds, shapes, source = set(), dict[str, _Shape](), _Shape()
    single = True
    for record in records:
        kinds.add(record.get("kind"))
        for name, value in record.items():
            shapes.setdefault(name, _Shape()).take(value)
        value = record.get(SOURCE)
        single = single and (value is None or _one_in_a_list(value))
        if single:
            source.take(value and value[0])
    if len(kinds) > 1:
        raise UsageProblem(
            N_("export as csv"),
            N_("the records are of {count:,} kinds, and a table has one header").format(
                count=len(kinds)
            ),
            N_("Name one with --kind, such as --kind promise.made"),
        )
    if single and SOURCE in shapes:
        shapes[SOURCE] = source
    return shapes, single


def _too_long(column: str, count: int) -> UsageProblem:
    obstacle = N_("a list of {column} has {count:,} values, of which {most:,} can have columns")
    return UsageProblem(
        N_("export as csv"),
        obstacle.format(column=column, count=count, most=MOST_PLACES),
        N_("Export it as a journal in JSON Lines: --format jsonl"),
    )


def _one_in_a_list(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 1 and _in_parts(value[0])


def _in_parts(value: Any) -> bool:
    return isinstance(value, dict) and bool(value) and all(_NAME.fullmatch(name) for name in value)


def _by_places(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and None not in value


def _can_be_joined(value: list[Any]) -> bool:
    return (
        all(isinstance(item, str) and item.strip() == item != "" for item in value)
        and not any(";" in item for item in value)
        and value[0][0] not in "[{"
        and not is_formula(BETWEEN.join(value))
    )


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return json_harmless(json.dumps(value, ensure_ascii=False))
    if not isinstance(value, str):
        return str(value).lower()
    literal = not value.strip() or value[0] in f"[{{{LITERAL}" or is_formula(value)
    return harmless(LITERAL + value if literal else value, "\n\t")


class _Written:
    """A file of which each line is handed back to whoever writes it."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line
