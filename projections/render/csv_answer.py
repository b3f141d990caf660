"""Reports as CSV, in whose cells there is text alone and no JSON.

An object has a column for each of its parts, such as `wider.due`. A list is one cell, with
semicolons between its values; of a list of objects it holds what names each of them, its first
field. A table whose columns nobody knows before, such as how many a year, is a list of `name:
value`. All that the objects say is in JSON, and in rows of their own in the tables of an export.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from domain.spreadsheet import is_formula
from domain.text import lines_harmless
from projections.render.data import as_fields, as_of, names_of, names_records, rows, told
from projections.report import Fields, Report
from projections.rows.frozen import Frozen, values_of
from projections.streamed import Streamed

BETWEEN = "; "
"""What stands between the values of a list."""


def as_csv(report: Report[Any]) -> Iterator[str]:
    """The rows under their field names, each with its `as_of` first.

    A table that is passed on must say by itself of which moment it is, and one without rows what
    it would be about.
    """
    moment = as_of(report)
    named = ["as_of"]
    for row in _samples(report.rows):
        named += columns(type(row), told(report, row))
    if not report.rows:
        named += columns(report.kind, _usual(report))
    named = list(dict.fromkeys(named))
    write = csv.writer(_Written(), lineterminator="\n").writerow
    yield write(named)
    empty = dict.fromkeys(named, "") | {"as_of": moment}
    for fields in rows(report):
        row = empty.copy()
        _fill(row, fields)
        yield write(map(row.__getitem__, named))


class _Written:
    """A file of which each line is handed back to whoever writes it."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


def _samples(found: Sequence[Any]) -> Iterator[Any]:
    """Rows that have between them every field that any has: those of one class have the same.

    But for what belongs to a code, and for what has no class.
    """
    known: set[type] = set()
    for row in islice(found, 1) if isinstance(found, Streamed) else found:
        kind = type(row)
        if kind not in known:
            yield row
            if isinstance(row, Frozen) and "of_code" not in row.__match_args__:
                known.add(kind)


def _usual(report: Report[Any]) -> list[str]:
    """The fields of a table without rows."""
    names = names_of(report.kind.__match_args__)
    added = ("corrected_by",) if names_records(report.kind) else ()
    return [name for name in (*names, *added) if name not in report.details]


def columns(kind: type[object], names: Iterable[str]) -> Iterator[str]:
    """The columns of some fields of a row; kind: the class of the row."""
    parts = _parts(kind) if issubclass(kind, Frozen) else {}  # type: ignore[arg-type]  # it has a hash
    for name in names:
        if name in parts:
            yield from (f"{name}.{column}" for column in parts[name])
        else:
            yield name


def _fill(found: dict[str, str], fields: Fields, under: str = "") -> None:
    """Put the cells of a row, or of an object in it, where they belong."""
    for name, value in fields.items():
        if isinstance(value, str):
            text = value
        elif value is None or value == ():  # of most rows most of it
            found[under + name] = ""
            continue
        elif isinstance(value, Frozen):
            _fill(found, as_fields(value), f"{under}{name}.")
            continue
        else:
            text = _text(value)
        shown = lines_harmless(text)
        found[under + name] = f"'{shown}" if is_formula(shown) else shown


@cache
def _parts(kind: type[Frozen]) -> dict[str, tuple[str, ...]]:
    """Of each field of a class that holds an object the columns that this has."""
    found: dict[str, tuple[str, ...]] = {}
    for field, hint in get_type_hints(kind).items():
        classes = _classes(hint)
        if classes:
            name = field.rstrip("_")
            each = (columns(one, names_of(one.__match_args__)) for one in classes)
            found[name] = tuple(dict.fromkeys(column for some in each for column in some))
    return found


def _classes(hint: Any) -> list[type[Frozen]]:
    """The classes of the objects that a field may hold."""
    held = get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)
    return [one for one in held if isinstance(one, type) and issubclass(one, Frozen)]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return BETWEEN.join(map(_named, value))
    if isinstance(value, Mapping):
        return BETWEEN.join(f"{name}: {_part(part)}" for name, part in value.items())
    return str(value).lower() if isinstance(value, bool) else str(value)


def _part(value: Any) -> str:
    """A value under a name: of what has names itself all of them."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_named(part)}" for name, part in value.items())
    return _named(value)


def _named(value: Any) -> str:
    """A value within a list: of an object what names it, of a list its values."""
    if isinstance(value, str):
        return value
    if isinstance(value, Frozen):
        return _named(values_of(value)[0])
    if isinstance(value, Mapping):
        return _named(next(iter(value.values()), None))
    return ", ".join(map(_named, value)) if isinstance(value, list | tuple) else _text(value)
