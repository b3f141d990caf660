"""Floors: the same rows by the least that could do it, each as a process of its own.

Run: python -m benchmarks.floors NAME LEDGER
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eventsourcing.sqlite import SQLiteApplicationRecorder

BATCH = 5_000
"""Rows of a transaction."""

STORED = """
SELECT originator_id, originator_version, topic, state FROM stored_events ORDER BY position
"""

OUTCOMES = """
SELECT home.name, substr(rest, 1, instr(rest, char(31)) - 1), COUNT(*)
FROM kinds JOIN spans ON spans.number BETWEEN kinds.number << 56 AND (kinds.number + 1 << 56) - 1
JOIN names AS home ON home.number = spans.number >> 24 & 0xFFFFFFFF
WHERE kinds.name = 'promise' AND known_to IS NULL
    AND (valid_from IS NULL OR valid_from <= unixepoch(:now))
    AND (valid_to IS NULL OR unixepoch(:now) < valid_to)
GROUP BY 1, 2
"""
"""What became of the promises of every place: the first that a row says is the state of one.

The number of a row begins with its kind and its place (projections.keeping.tables).
"""

BREACHES = """
WITH breaches (start, end) AS MATERIALIZED (
    SELECT valid_from, valid_to
    FROM kinds JOIN spans
        ON spans.number BETWEEN kinds.number << 56 AND (kinds.number + 1 << 56) - 1
    WHERE kinds.name = 'promise' AND known_to IS NULL
        AND substr(rest, 2, instr(rest, char(31)) - 3)
            IN ('overdue', 'broken', 'withdrawn', 'replaced', 'partly', 'violated'))
SELECT day, SUM(change) FROM (
    SELECT start AS day, 1 AS change FROM breaches UNION ALL SELECT end, -1 FROM breaches)
GROUP BY day ORDER BY day
"""
"""How many promises of the land are in such a state, as changes by day: as if nothing else mattered
than the state, neither who promised whom, nor for how long after the deadline one looks, nor what
lies where."""

Rows = Iterator[tuple[Any, ...]]


def states(ledger: Path) -> None:
    """A hash of what is stored, one after the other."""
    for (state,) in _rows(ledger, "SELECT state FROM stored_events ORDER BY position"):
        sha256(state).digest()


def leaves(ledger: Path) -> None:
    """A leaf hash (RFC 6962) of each record."""
    for (state,) in _rows(ledger, "SELECT state FROM stored_events ORDER BY position"):
        sha256(b"\0" + state).digest()


def outcomes(ledger: Path) -> None:
    """What became of the promises of every place, by SQL on the book."""
    (book,) = ledger.parent.glob("cache/gestand/*.book")
    with closing(sqlite3.connect(book)) as connection:
        connection.execute(OUTCOMES, {"now": "2026-06-30T23:59:59"}).fetchall()


def breaches(ledger: Path) -> None:
    """How many promises are in breach, as changes by day, by SQL on the book."""
    (book,) = ledger.parent.glob("cache/gestand/*.book")
    with closing(sqlite3.connect(book)) as connection:
        connection.execute(BREACHES).fetchall()


def views(ledger: Path) -> None:
    """Every view that has figures, as CSV."""
    from commands.session import question
    from projections.render.csv_answer import as_csv
    from projections.tables.answers import views as all_views

    with question(ledger, None, None, None) as asked:
        for report in all_views(asked):
            as_csv(report)


def rows(ledger: Path) -> None:
    """The rows of a ledger in a bare table, as durable as ours."""
    with closing(sqlite3.connect(_fresh(ledger, "rows"))) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(
            "CREATE TABLE stored (stream TEXT, version INTEGER, kind TEXT, state BLOB, "
            "position INTEGER PRIMARY KEY, UNIQUE (stream, version))"
        )
        for batch in _batches(_rows(ledger, STORED)):
            with connection:
                connection.executemany("INSERT INTO stored VALUES (?, ?, ?, ?, NULL)", batch)


def recorder(ledger: Path) -> None:
    """The rows of a ledger by eventsourcing's own recorder; its connections are as durable."""
    from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore

    path = _fresh(ledger, "recorder")
    store = SQLiteDatastore(str(path), originator_id_type="text")
    _saved(SQLiteApplicationRecorder(store), ledger)


def tamper_evident(ledger: Path) -> None:
    """The rows of a ledger by the ledger's recorder: what leaf hashes, tree and guards add."""
    from ledger.store.recorder import DurableDatastore, LedgerRecorder

    path = _fresh(ledger, "tamper-evident")
    _saved(LedgerRecorder(DurableDatastore(str(path), lock_timeout_s=30)), ledger)


def _saved(recorder: SQLiteApplicationRecorder, ledger: Path) -> None:
    """Save the rows of a ledger, batch by batch."""
    from eventsourcing.persistence import StoredEvent

    with closing(recorder.datastore):
        recorder.create_table()
        for batch in _batches(_rows(ledger, STORED)):
            moment = "2026-11-24T09:30:00.000000Z"
            recorder.insert_events([StoredEvent(*row) for row in batch], recorded_at=moment)


def _rows(ledger: Path, question: str) -> Rows:
    with closing(sqlite3.connect(ledger)) as connection:
        yield from connection.execute(question)


def _batches(made: Rows) -> Iterator[Sequence[tuple[Any, ...]]]:
    while batch := list(islice(made, BATCH)):
        yield batch


def _fresh(ledger: Path, name: str) -> Path:
    """A place for a database that is not there yet."""
    path = ledger.with_name(f"{name}.db")
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    return path


FLOORS = {
    "a hash of each record": states,
    "a leaf hash of each record": leaves,
    "outcomes of all places by SQL on the book": outcomes,
    "breaches by day by SQL on the book": breaches,
    "the views that have figures": views,
    "the rows by SQLite alone": rows,
    "the rows by eventsourcing": recorder,
    "the rows by the ledger's recorder": tamper_evident,
}

if __name__ == "__main__":
    FLOORS[sys.argv[1]](Path(sys.argv[2]))
    sys.stdout.flush()
    os._exit(0)  # what a floor leaves behind is no part of it
