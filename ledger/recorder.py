"""The event table, its positions and its tree, in one transaction on eventsourcing's SQLite.

eventsourcing's `BEGIN` is deferred, so the first statement of every write is the UPDATE of the
head row: it takes the write lock before anything is read. Reading first lost most of many
concurrent saves when measured; writing first lost none.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Sequence
from typing import Any

from eventsourcing.persistence import IntegrityError, Notification, StoredEvent
from eventsourcing.sqlite import (
    SQLiteApplicationRecorder,
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteCursor,
    SQLiteDatastore,
)

from ledger.log import tree
from ledger.reader import APPLICATION_ID

SCHEMA = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    """CREATE TABLE IF NOT EXISTS stored_events (
        originator_id TEXT NOT NULL,
        originator_version INTEGER NOT NULL,
        topic TEXT NOT NULL,
        state BLOB NOT NULL,
        position INTEGER PRIMARY KEY,
        leaf_hash BLOB NOT NULL,
        UNIQUE (originator_id, originator_version)
    )""",
    # An id cannot differ from the record that it is read from, as a column of its own could.
    """CREATE UNIQUE INDEX IF NOT EXISTS record_id ON stored_events (
        CASE WHEN json_valid(CAST(state AS TEXT))
        THEN json_extract(CAST(state AS TEXT), '$.id') END
    )""",
    """CREATE TABLE IF NOT EXISTS head (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        ledger_id TEXT NOT NULL,
        size INTEGER NOT NULL,
        frontier BLOB NOT NULL,
        recorded_at TEXT NOT NULL
    )""",
    """CREATE TRIGGER IF NOT EXISTS no_update BEFORE UPDATE ON stored_events
        BEGIN SELECT RAISE(ABORT, 'a recorded event is never changed'); END""",
    """CREATE TRIGGER IF NOT EXISTS no_delete BEFORE DELETE ON stored_events
        BEGIN SELECT RAISE(ABORT, 'a recorded event is never deleted'); END""",
    # INSERT OR REPLACE deletes without firing the trigger above, so it is stopped here.
    """CREATE TRIGGER IF NOT EXISTS no_replacement BEFORE INSERT ON stored_events
        WHEN EXISTS (SELECT 1 FROM stored_events WHERE position = NEW.position
            OR (originator_id = NEW.originator_id
                AND originator_version = NEW.originator_version))
        BEGIN SELECT RAISE(ABORT, 'that place in the ledger is taken'); END""",
    """CREATE TRIGGER IF NOT EXISTS head_stays BEFORE DELETE ON head
        BEGIN SELECT RAISE(ABORT, 'the head of a ledger is never deleted'); END""",
)


class EarlierThanHead(Exception):
    """The caller's `recorded_at` lies before that of the last record."""


class DurablePool(SQLiteConnectionPool):
    """Connections that have written to disk what they say they have."""

    def _create_connection(self) -> SQLiteConnection:
        connection = super()._create_connection()
        # A signed checkpoint over commits that a power failure took back would be a fork.
        connection.cursor().execute("PRAGMA synchronous = FULL")
        return connection


class DurableDatastore(SQLiteDatastore):
    """A datastore of durable connections."""

    def __init__(self, path: str, lock_timeout_s: int) -> None:
        super().__init__(path, originator_id_type="text")
        self.pool.close()
        self.pool = DurablePool(db_name=path, lock_timeout=lock_timeout_s)


class LedgerRecorder(SQLiteApplicationRecorder):
    """An application recorder with contiguous positions, leaf hashes and the head of the tree."""

    def construct_create_table_statements(self) -> list[str]:
        """The tables of eventsourcing with position and leaf hash, and the head row."""
        return list(SCHEMA)

    def _create_table(self, c: SQLiteCursor) -> None:
        super()._create_table(c)
        c.execute("INSERT OR IGNORE INTO head VALUES (1, ?, 0, x'', '')", (secrets.token_hex(16),))

    def _insert_events(
        self, c: SQLiteCursor, stored_events: Sequence[StoredEvent], **options: Any
    ) -> Sequence[int]:
        recorded_at = str(options.get("recorded_at", ""))
        c.execute("UPDATE head SET size = size + ?", (len(stored_events),))
        c.execute("SELECT size, frontier, recorded_at FROM head")
        size, packed, last_recorded_at = c.fetchone()
        if recorded_at < last_recorded_at:
            raise EarlierThanHead(last_recorded_at)
        first = size - len(stored_events)
        frontier = tree.unpack(packed)
        rows = []
        for position, stored in enumerate(stored_events, first):
            leaf = tree.leaf_hash(stored.state)
            tree.append(frontier, position, leaf)
            rows.append(
                (
                    stored.originator_id,
                    stored.originator_version,
                    stored.topic,
                    stored.state,
                    position,
                    leaf,
                )
            )
        try:
            c.executemany("INSERT INTO stored_events VALUES (?,?,?,?,?,?)", rows)
        except sqlite3.IntegrityError as error:
            raise IntegrityError(error) from error
        c.execute(
            "UPDATE head SET frontier = ?, recorded_at = ?", (tree.pack(frontier), recorded_at)
        )
        return [position + 1 for position in range(first, size)]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Notifications in order; a notification id is a position counted from 1."""
        first = 0 if start is None else start - (1 if inclusive_of_start else 0)
        where, parameters = ["position >= ?"], [first]
        if stop is not None:
            where.append("position < ?")
            parameters.append(stop)
        values: list[Any] = list(parameters)
        if topics:
            where.append(f"topic IN ({','.join('?' * len(topics))})")
            values += topics
        statement = (
            "SELECT position, originator_id, originator_version, topic, state FROM stored_events "  # noqa: S608 - only placeholders are put together
            f"WHERE {' AND '.join(where)} ORDER BY position LIMIT ?"
        )
        with self.datastore.transaction(commit=False) as c:
            c.execute(statement, (*values, limit))
            return [
                Notification(
                    id=row["position"] + 1,
                    originator_id=row["originator_id"],
                    originator_version=row["originator_version"],
                    topic=row["topic"],
                    state=row["state"],
                )
                for row in c.fetchall()
            ]

    def max_notification_id(self) -> int | None:  # type: ignore[override]  # upstream says int and returns None
        """The number of records, None when there are none."""
        with self.datastore.transaction(commit=False) as c:
            c.execute("SELECT size FROM head")
            return c.fetchone()[0] or None
