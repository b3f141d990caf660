"""Tables as a folder of Parquet files, through DuckDB."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from domain.columns import CellType, Column, Rows, Table
from ledger.exchange.tables import delimited

TYPES: dict[CellType, str] = {
    "text": "VARCHAR",
    "list": "VARCHAR",
    "integer": "BIGINT",
    "decimal": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "instant": "TIMESTAMPTZ",
}


def write(folder: Path, tables: Sequence[Table], rows: Rows) -> list[int]:
    """Write each table as NAME.parquet into a folder that is there; how many rows each has.

    Every type is named: whoever lets DuckDB guess gets what the first rows look like.
    """
    import duckdb

    with TemporaryDirectory(dir=folder.parent) as beside:
        plain = delimited.Dialect(guarded=False)
        counts = delimited.write(Path(beside), tables, rows, plain)
        with duckdb.connect() as connection:
            connection.execute("SET preserve_insertion_order = true")
            for table in tables:
                source = Path(beside) / f"{table.name}.csv"
                target = folder / f"{table.name}.parquet"
                connection.execute(
                    f"COPY (SELECT {_selected(table)} FROM read_csv($source, columns = "  # noqa: S608 - names of ours
                    f"{_named(table)}, header = true, delim = ',', quote = '\"', escape = '\"', "
                    "auto_detect = false, new_line = '\\n', max_line_size = 10000000)) "
                    "TO '" + str(target).replace("'", "''") + "' (FORMAT parquet)",
                    {"source": str(source)},
                )
    return counts


def _named(table: Table) -> str:
    told = (f"'{column.name}': '{TYPES[column.type]}'" for column in table.columns)
    return f"{{{', '.join(told)}}}"


def _selected(table: Table) -> str:
    return ", ".join(map(_column, table.columns))


def _column(column: Column) -> str:
    return f'"{column.name}"'
