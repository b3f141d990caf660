"""What a table for those who calculate consists of: its columns, what they mean and of what type.

Whoever computes rows and whoever writes them into a file agree on nothing but this.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

CellType = Literal["text", "integer", "decimal", "boolean", "date", "instant", "list"]
"""The type of the cells of a column.

date: a day as YYYY-MM-DD. instant: a moment with its offset to UTC. list: names in the ledger, none
of which holds a semicolon.
"""

Cell = str | int | float | Decimal | bool | tuple[str, ...] | None
"""A value of any of these types; None where there is none."""


class Column(NamedTuple):
    """A column. required: whether no row lacks a value in it."""

    name: str
    type: CellType
    meaning: str
    required: bool


class Table(NamedTuple):
    """A table without its rows. key: the columns that tell its rows apart."""

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


class Placed(NamedTuple):
    """A row of one of several tables: the place of that among them, and the cells."""

    table: int
    cells: Sequence[Cell]


Rows = Iterable[Placed]
"""Rows of several tables, in any order; those of each in its own."""

SEPARATOR = ";"
"""What stands between the names of a list in one cell."""


def written(cell: Cell) -> str:
    """A cell as text: empty without a value, numbers with a point and without an exponent."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, tuple):
        return SEPARATOR.join(cell)
    if isinstance(cell, float):
        return format(Decimal(repr(cell)), "f")
    return str(cell)
