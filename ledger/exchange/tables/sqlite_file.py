"""Tables as one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from domain.columns import Cell, CellType, Rows, Table, written

DECLARED: dict[CellType, str] = {"integer": "INTEGER", "decimal": "REAL", "boolean": "INTEGER"}
"""How columns are declared that are not TEXT; yes is 1 and no is 0."""

BATCH = 1_000

DICTIONARY = "columns"
"""The table that says what every column means."""


def write(path: Path, tables: Sequence[Table], rows: Rows) -> list[int]:
    """Write the tables into a new file, with what each column means; how many rows each has."""
    counts = [0] * len(tables)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        # The file gets its name only once it is whole, so it needs no journal.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("BEGIN")
        for table in tables:
            connection.execute(_created(table))
        _describe(connection, tables)
        into = [_inserted(table) for table in tables]
        values = [_values(table) for table in tables]
        for place, batch in _batches(rows, len(tables)):
            connection.executemany(into[place], map(values[place], batch))
            counts[place] += len(batch)
        connection.execute("COMMIT")
    return counts


def holds_tables(path: Path) -> bool:
    """Whether a file is one that was written here; no ledger has such a table."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as connection:
            found = connection.execute(
                "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", (DICTIONARY,)
            )
            return found.fetchone() is not None
    except sqlite3.Error:
        return False


def _created(table: Table) -> str:
    columns = [
        f'"{column.name}" {DECLARED.get(column.type, "TEXT")}'
        + (" NOT NULL" if column.required else "")
        for column in table.columns
    ]
    key = [f"PRIMARY KEY ({', '.join(map(_quoted, table.key))})"] if table.key else []
    return f'CREATE TABLE "{table.name}" ({", ".join([*columns, *key])})'


def _quoted(name: str) -> str:
    return f'"{name}"'


def _inserted(table: Table) -> str:
    return f'INSERT INTO "{table.name}" VALUES ({",".join("?" * len(table.columns))})'  # noqa: S608 - names of ours


def _describe(connection: sqlite3.Connection, tables: Sequence[Table]) -> None:
    connection.execute(f"CREATE TABLE {DICTIONARY} (name TEXT, of TEXT, type TEXT, meaning TEXT)")
    connection.executemany(
        f"INSERT INTO {DICTIONARY} VALUES (?, ?, ?, ?)",  # noqa: S608 - a constant
        [
            told
            for table in tables
            for told in (
                (table.name, None, "table", table.meaning),
                *((one.name, table.name, one.type, one.meaning) for one in table.columns),
            )
        ],
    )


def _values(table: Table) -> Callable[[Sequence[Cell]], Sequence[Any]]:
    """From the cells of a row to values that SQLite has."""
    others = [
        (place, float if column.type == "decimal" else written)
        for place, column in enumerate(table.columns)
        if column.type in {"list", "decimal"}
    ]

    def row(cells: Sequence[Cell]) -> Sequence[Any]:
        made: list[Any] = list(cells)
        for place, shown in others:
            if made[place] is not None:
                made[place] = shown(made[place])
        return made

    return row


def _batches(rows: Rows, tables: int) -> Iterator[tuple[int, list[Sequence[Cell]]]]:
    """The rows of each table, so many at once."""
    waiting: list[list[Sequence[Cell]]] = [[] for _ in range(tables)]
    for place, cells in rows:
        waiting[place].append(cells)
        if len(waiting[place]) >= BATCH:
            yield place, waiting[place]
            waiting[place] = []
    yield from enumerate(waiting)
