"""What an event costs in bytes and seconds, and what ten and a hundred million would.

Run: python -m benchmarks.scale [--size 100000] [--python PYTHON] [--postgresql DSN]

Prints the tables of docs/scale.md. PYTHON has DuckDB, and psycopg if a server is named; without
these their lines are left out. Whatever is said of a larger ledger is arithmetic on what was
measured: each record takes what it takes here.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from math import ceil, log
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.figures import BOOK, IMPORTED, JSON_LINES
from benchmarks.runs import Ledger, bytes_of, making
from benchmarks.timing import Taken, book_in, smallest

LARGE = (10**7, 10**8)
TILE_WIDTH, TILE_BYTES = 256, 8_192
"""Hashes of a tile and their bytes, and records of a bundle (c2sp.org/tlog-tiles)."""

CORE_HOUR, TERABYTE_MONTH, TERABYTE_SENT = 0.02, 5.0, 1.0
"""Euro. Prices are assumptions: docs/scale.md says of whom and when; put your own here."""

POSTGRESQL = """
import json, sqlite3, sys
from itertools import islice
from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
import psycopg
ledger, dsn, table, out = sys.argv[1:]
given = psycopg.conninfo.conninfo_to_dict(dsn)
store = PostgresDatastore(given["dbname"], given.get("host", ""), given.get("port", "5432"),
    given.get("user", ""), given.get("password", ""), originator_id_type="text", pool_size=1)
recorder = PostgresApplicationRecorder(store, events_table_name=table)
def ticks(pid):
    fields = open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
with store.get_connection() as connection, connection.cursor() as cursor:
    cursor.execute(f"DROP TABLE IF EXISTS {table}"); connection.commit()
recorder.create_table()
with store.get_connection() as connection:
    pid = connection.info.backend_pid
before = ticks(pid)
rows = sqlite3.connect(ledger).execute("SELECT originator_id, originator_version, topic, state "
    "FROM stored_events ORDER BY position")
while batch := list(islice(rows, 500)):
    recorder.insert_events([StoredEvent(*row) for row in batch])
after = ticks(pid)
with store.get_connection() as connection, connection.cursor() as cursor:
    cursor.execute("SELECT pg_total_relation_size(%s) AS bytes", (table,))
    size = cursor.fetchone()["bytes"]
import os
json.dump({"bytes": size, "server_s": (after - before) / os.sysconf("SC_CLK_TCK")}, open(out, "w"))
store.close()
"""
"""eventsourcing's recorder on PostgreSQL: bytes with indexes, and what the server worked.

500 rows a transaction: with 5,000 its pipeline waited for the server, and the server for it.
"""

PARQUET = '''
import csv, sqlite3, sys, duckdb
book, out = sys.argv[1:]
rows = sqlite3.connect(book).execute("""
    SELECT kinds.name AS kind, subjects.name AS subject, homes.name AS home, scopes.name AS scope,
        valid_from, valid_to, known_from, known_to, event, texts.text AS lasting,
        shapes.text AS shape, rest
    FROM spans JOIN kinds ON kinds.number = spans.number >> 56
    JOIN names AS subjects ON subjects.number = subject
    LEFT JOIN names AS homes ON homes.number = spans.number >> 24 & 0xFFFFFFFF
    LEFT JOIN names AS scopes ON scopes.number = scope
    LEFT JOIN texts ON texts.number = (spans.number >> 24 << 24 | lasting)
    LEFT JOIN shapes ON shapes.number = shape""")
names = [name for name, *_ in rows.description]
with open(out + ".csv", "w", newline="") as file:
    csv.writer(file).writerows([names, *rows])
duckdb.sql(f"COPY (SELECT * FROM read_csv('{out}.csv', header = true, all_varchar = true)) "
    f"TO '{out}' (FORMAT parquet, COMPRESSION zstd)")
'''
"""The rows of the book with the names that it keeps under numbers, as Parquet."""

ANALYSED = """
import sys, duckdb
now = 1_782_863_999  # 2026-06-30T23:59:59
duckdb.sql(f'''SELECT home, split_part(rest, chr(31), 1), count(*) FROM '{sys.argv[1]}'
    WHERE kind = 'promise' AND known_to IS NULL
    AND (valid_from IS NULL OR valid_from::BIGINT <= {now})
    AND (valid_to IS NULL OR {now} < valid_to::BIGINT) GROUP BY ALL''').fetchall()
"""
"""What became of the promises of every place, by DuckDB on Parquet."""


class Cost(NamedTuple):
    """What one record costs: bytes on disk, and seconds of the processor; 0: none to speak of."""

    bytes: float
    cpu_s: float


def costs(ledger: Ledger, size: int, python: str, dsn: str | None) -> Iterator[tuple[str, Cost]]:
    """What a record costs each of those who have to do with it."""
    ledger.do(ledger.module("generate", str(size), str(ledger.journal)))
    taken = dict(making(ledger))
    yield "writer: the ledger (SQLite), import", _cost(ledger, taken[IMPORTED], "ledger", size)
    if dsn:
        yield from _postgresql(ledger, size, python, dsn)
    yield "anybody who asks: the book", _cost(ledger, taken[BOOK], "book", size)
    ledger.do(ledger.command("key", "new", "--name", "example.org/ledger"))
    ledger.do(ledger.command("checkpoint"))
    published = ledger.do(ledger.command("publish-log", "published"))
    yield "writer: files for a web server", _cost(ledger, published, "published", size)
    copied = ledger.do(ledger.command("clone", "published", "copy.db"))
    yield (
        "reader: a copy, checked",
        Cost(_size(ledger.folder / "copy.db") / size, copied.cpu_s / size),
    )
    yield "reader: verify", Cost(0, ledger.do(ledger.command("verify")).cpu_s / size)
    yield "JSON Lines", Cost(bytes_of(ledger)[JSON_LINES] / size, 0)
    yield from _parquet(ledger, size, python)


def _postgresql(ledger: Ledger, size: int, python: str, dsn: str) -> Iterator[tuple[str, Cost]]:
    out = ledger.folder / "postgresql"
    client = ledger.do((python, "-c", POSTGRESQL, str(ledger.file), dsn, "stored", str(out)))
    server = json.loads(out.read_text())
    cpu_s = client.cpu_s + server["server_s"]
    yield "writer: the rows alone in PostgreSQL", Cost(server["bytes"] / size, cpu_s / size)


def _parquet(ledger: Ledger, size: int, python: str) -> Iterator[tuple[str, Cost]]:
    out, book = ledger.folder / "book.parquet", book_in(ledger.folder)
    made = smallest((python, "-c", PARQUET, str(book), str(out)), ledger.folder, runs=1)
    if not made.ended:
        yield "analyst: the book as Parquet", Cost(_size(out) / size, made.cpu_s / size)
        start = ledger.do((python, "-c", "import duckdb"))
        asked = ledger.do((python, "-c", ANALYSED, str(out)))
        cost = Cost(0, max(asked.cpu_s - start.cpu_s, 0) / size)
        yield "analyst: outcomes of all places, DuckDB", cost


def _cost(ledger: Ledger, taken: Taken, name: str, size: int) -> Cost:
    return Cost(bytes_of(ledger)[name] / size, taken.cpu_s / size)


def _size(path: Path) -> int:
    return path.stat().st_size


def tables(size: int, found: dict[str, Cost]) -> Iterator[str]:
    """The tables in Markdown."""
    large = " | ".join(f"{count:,}" for count in LARGE)
    yield f"| of each of {size:,} records | bytes | µs of the processor | {large} |"
    yield "| --- | --- | --- | --- | --- |"
    for name, cost in found.items():
        each = " | ".join(_of(cost, count) for count in LARGE)
        yield f"| {name} | {cost.bytes:,.0f} | {cost.cpu_s * 1e6:,.0f} | {each} |"
    yield ""
    bundle = TILE_WIDTH * found["JSON Lines"].bytes / 1000
    yield f"| from the files of a web server | {large} |"
    yield "| --- | --- | --- |"
    read = []
    for count in LARGE:
        levels = ceil(log(count, TILE_WIDTH))
        read.append(f"{levels} tiles and a bundle, {levels * TILE_BYTES / 1000 + bundle:,.0f} kB")
    yield f"| one record, proven | {' | '.join(read)} |"
    all_kb = found["writer: files for a web server"].bytes / 1000
    terabytes = [all_kb * count / 1e9 for count in LARGE]
    sent = (f"{size * 1000:,.1f} GB, {_euro(size * TERABYTE_SENT)}" for size in terabytes)
    yield f"| all records, sent once | {' | '.join(sent)} |"


def _of(cost: Cost, count: int) -> str:
    """Bytes, hours and euro of so many records: once for the work, every month for the bytes."""
    gigabytes, hours = cost.bytes * count / 1e9, cost.cpu_s * count / 3600
    said = []
    if cost.bytes:
        said.append(f"{gigabytes:,.1f} GB, {_euro(gigabytes / 1000 * TERABYTE_MONTH)} a month")
    if cost.cpu_s:
        said.append(f"{hours:,.2f} h, {_euro(hours * CORE_HOUR)} once")
    return "; ".join(said)


def _euro(amount: float) -> str:
    return f"€ {amount:,.2f}" if amount >= 0.005 else "under € 0.01"


def main() -> None:
    """Measure, and print."""
    parser = ArgumentParser(prog="python -m benchmarks.scale")
    parser.add_argument("--size", type=int, default=100_000, help="of the ledger, in records")
    parser.add_argument("--python", default=sys.executable, help="has DuckDB and psycopg")
    parser.add_argument("--postgresql", help="a server, such as 'host=/tmp dbname=test'")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        made = costs(Ledger(Path(folder)), asked.size, asked.python, asked.postgresql)
        print("\n".join(tables(asked.size, dict(made))))


if __name__ == "__main__":
    main()
