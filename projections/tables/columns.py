"""Tables from classes of rows: the columns are the fields, the meanings their annotations."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cached_property, lru_cache
from inspect import get_annotations
from operator import itemgetter
from types import UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    NewType,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from domain.columns import Cell, CellType, Column, Table
from domain.dates import BEGINNING, FOREVER, Bounds, Instant, bounds, is_date
from projections.rows.frozen import Frozen

Day = NewType("Day", str)
"""A day as YYYY-MM-DD."""

Moment = NewType("Moment", str)
"""A moment with its offset to UTC."""

_TYPES: dict[Any, CellType] = {
    str: "text",
    int: "integer",
    float: "decimal",
    Decimal: "decimal",
    bool: "boolean",
    Day: "date",
    Moment: "instant",
}


_GENERIC: dict[Any, CellType] = {tuple: "list", Literal: "text"}


class TableOf:
    """A table whose rows are of one class.

    name: of the table. rows: the class; its documentation says what a row is. key: the fields that
    tell its rows apart. What a class adds to those that it inherits from comes first.
    """

    def __init__(self, name: str, rows: type[Frozen], *key: str) -> None:
        self.name, self.rows, self.key = name, rows, key

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The fields of the class, in the order of the columns."""
        own = get_annotations(self.rows)
        names: tuple[str, ...] = self.rows.__match_args__
        return (*(name for name in names if name in own), *(n for n in names if n not in own))

    @cached_property
    def table(self) -> Table:
        """The table, described."""
        hints = get_type_hints(self.rows, include_extras=True)
        columns = tuple(_column(name, hints[name]) for name in self.fields)
        return Table(self.name, " ".join((self.rows.__doc__ or "").split()), self.key, columns)

    @cached_property
    def cells(self) -> Callable[[tuple[Any, ...]], tuple[Cell, ...]]:
        """From the cells in the order of the class to those in the order of the columns."""
        names: tuple[str, ...] = self.rows.__match_args__
        ordered = itemgetter(*(names.index(name) for name in self.fields))

        def cells(made: tuple[Any, ...]) -> tuple[Cell, ...]:
            if len(made) != len(names):
                raise TypeError(f"a row of {self.name} has {len(names)} cells, not {len(made)}")
            in_order: tuple[Cell, ...] = ordered(made)
            return in_order

        return cells


def _column(name: str, hint: Any) -> Column:
    assert get_origin(hint) is Annotated, f"{name} has no meaning"
    told, meaning, *_ = get_args(hint)
    if get_origin(told) is Annotated:  # a meaning of its own, in the place of a common one
        told = get_args(told)[0]
    members = set(get_args(told)) if get_origin(told) in {Union, UnionType} else {told}
    (member,) = members - {type(None)}
    kind = _GENERIC.get(get_origin(member)) or _TYPES[member]
    return Column(name.rstrip("_"), kind, meaning, type(None) not in members)


class Made(NamedTuple):
    """A row of a class by its cells, in the order of the class: what it inherits comes first.

    Most rows go by in hundreds of thousands and nobody asks for a field: so they are no objects.
    """

    kind: type[Frozen]
    cells: tuple[Any, ...]

    def row(self) -> Any:
        """The row itself."""
        return self.kind(*self.cells)


def made(kind: type[Frozen], *cells: Any) -> Made:
    """A row of its cells. How many there must be is checked when it is written."""
    return Made(kind, cells)


# -- dates -------------------------------------------------------------------------------------

Written = tuple[str | None, Day | None, Day | None]
"""A date as written, its first day and its last; no days of what is no date, or has no end."""

NEVER: Written = (None, None, None)


@lru_cache(maxsize=65_536)
def dated(text: str | None) -> Written:
    """A date as three cells."""
    if text is None or not is_date(text):
        return (text, None, None)
    return (text, *days(bounds(text)))


def days(of: Bounds) -> tuple[Day | None, Day | None]:
    """The first and the last day of bounds."""
    return day_in_cell(of.earliest), day_in_cell(of.latest)


def day_in_cell(moment: Instant) -> Day | None:
    """The day of a moment; None for the beginning and the end of time."""
    return None if moment[:10] in _NO_DAY else Day(moment[:10])


_NO_DAY = {BEGINNING[:10], FOREVER[:10]}
