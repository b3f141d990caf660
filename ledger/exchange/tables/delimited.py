"""Tables as a folder of CSV files."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.columns import Cell, CellType, Column, Rows, Table, written
from domain.spreadsheet import FORMULA_SIGNS, is_formula
from domain.text import lines_harmless


@dataclass(frozen=True, slots=True)
class Dialect:
    """How tables are written: the separator of cells, and what stands before decimals.

    guarded: whether a text that a spreadsheet would run has an apostrophe before it.
    """

    separator: str = ","
    decimal: str = "."
    guarded: bool = True

    @property
    def encoding(self) -> str:
        """With semicolons it is for a spreadsheet, which needs a mark to know the encoding."""
        return "utf-8-sig" if self.separator == ";" else "utf-8"


def write(folder: Path, tables: Sequence[Table], rows: Rows, dialect: Dialect) -> list[int]:
    """Write each table as NAME.csv into a folder that is there; how many rows each has."""
    with ExitStack() as files:
        put: list[Callable[[Sequence[Cell]], object]] = []
        for table in tables:
            path = folder / f"{table.name}.csv"
            file = files.enter_context(path.open("w", encoding=dialect.encoding, newline=""))
            writer = csv.writer(file, delimiter=dialect.separator, lineterminator="\n")
            writer.writerow([column.name for column in table.columns])
            put.append(writer.writerow)
        into = [texts(table.columns, dialect) for table in tables]
        counts = [0] * len(tables)
        for place, cells in rows:
            put[place](into[place](cells))
            counts[place] += 1
    return counts


def texts(columns: Sequence[Column], dialect: Dialect) -> Callable[[Sequence[Cell]], Sequence[Any]]:
    """From the cells of a row to what the writer of CSV writes as it stands in the file."""
    shown = _shown(dialect)
    others = [
        (place, shown[type_]) for place, (_, type_, *_) in enumerate(columns) if type_ in shown
    ]
    words = [place for place, column in enumerate(columns) if column.type in {"text", "list"}]

    def row(cells: Sequence[Cell]) -> Sequence[Any]:
        made: list[Any] = list(cells)
        for place, show in others:
            if made[place] is not None:
                made[place] = show(made[place])
        if dialect.guarded:
            said = [text for place in words if (text := made[place])]
            # Nearly no row has a text that needs it, and all of them together are seen at once.
            if not FORMULA_SIGNS.isdisjoint([text[0] for text in said]) or _hidden("\n".join(said)):
                for place in words:
                    made[place] = _guarded(made[place] or "")
        return made

    return row


def _shown(dialect: Dialect) -> dict[CellType, Callable[[Cell], str]]:
    """How cells are written that the writer of CSV would write in another way."""
    decimal = dialect.decimal
    return {
        "boolean": written,
        "list": written,
        "decimal": lambda cell: written(cell).replace(".", decimal),
    }


def _hidden(text: str) -> bool:
    return lines_harmless(text) is not text


def _guarded(text: str) -> str:
    text = lines_harmless(text)
    return f"'{text}" if is_formula(text) else text
