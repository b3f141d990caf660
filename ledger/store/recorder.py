"""The event table, its positions and its tree, in one transaction on eventsourcing's SQLite.

eventsourcing's `BEGIN` is deferred: reading first lost most of many concurrent saves when measured.
So what is decided and recorded begins with `BEGIN IMMEDIATE` (ledger/store/writer.py), and the
first statement of an append is the UPDATE of the head row, which takes the lock where no lock is.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Sequence
from typing import Any

from eventsourcing.persistence import IntegrityError, InterfaceError, Notification, StoredEvent
from eventsourcing.sqlite import (
    SQLiteApplicationRecorder,
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteCursor,
    SQLiteDatastore,
)

from ledger.store.database import FORMATS, LOCK_TIMEOUT_S, is_locked
from ledger.store.log_tables import upgraded
from ledger.store.stored_tiles import StoredTiles, ask_with
from ledger.transparency import merkle_tree
from ledger.transparency.tiles import grow


class EarlierThanHead(Exception):
    """The caller's `recorded_at` lies before that of the last record."""


class DurablePool(SQLiteConnectionPool):
    """Connections that have written to disk what they say they have."""

    def _create_connection(self) -> SQLiteConnection:
        # Not as in the base class, which keeps one prepared statement where a save has six: that
        # made single saves three times as slow.
        try:
            connection = sqlite3.connect(
                self.db_name,
                uri=True,
                check_same_thread=False,
                isolation_level=None,
                timeout=self.lock_timeout or LOCK_TIMEOUT_S,
            )
        except sqlite3.Error as error:
            raise InterfaceError(error) from error
        connection.row_factory = sqlite3.Row
        if not self.is_sqlite_memory_mode:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.Error as error:
                # Whoever begins a transaction asks for it again, and waits for who is writing.
                if not is_locked(error):
                    raise
        # A signed checkpoint over commits that a power failure took back would be a fork.
        connection.execute("PRAGMA synchronous = FULL")
        # In KiB: what a large import changes is written once, at its end.
        connection.execute("PRAGMA cache_size = -65536")
        return SQLiteConnection(connection, self.max_age)


class DurableDatastore(SQLiteDatastore):
    """A datastore of durable connections."""

    def __init__(self, path: str, lock_timeout_s: int) -> None:
        super().__init__(path, originator_id_type="text")
        self.pool.close()
        self.pool = DurablePool(db_name=path, lock_timeout=lock_timeout_s)


class LedgerRecorder(SQLiteApplicationRecorder):
    """An application recorder with contiguous positions, and the tree over what is recorded."""

    def construct_create_table_statements(self) -> list[str]:
        """The tables of eventsourcing with position and leaf hash, and what the log needs."""
        return [statement for statements in FORMATS for statement in statements]

    def _create_table(self, c: SQLiteCursor) -> None:
        super()._create_table(c)
        c.execute("INSERT OR IGNORE INTO head VALUES (1, ?, 0, x'', '')", (secrets.token_hex(16),))

    def _insert_events(
        self, c: SQLiteCursor, stored_events: Sequence[StoredEvent], **options: Any
    ) -> Sequence[int]:
        try:
            positions = appended(c, stored_events, str(options.get("recorded_at", "")))
        except sqlite3.IntegrityError as error:
            raise IntegrityError(error) from error
        return [position + 1 for position in positions]

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


def appended(
    c: SQLiteCursor | sqlite3.Cursor, stored_events: Sequence[StoredEvent], recorded_at: str
) -> range:
    """Append events to the log in the transaction of a cursor, and return their positions.

    recorded_at: when the last of them was recorded; EarlierThanHead when it lies in the past.
    """
    c.execute("UPDATE head SET size = size + ?", (len(stored_events),))
    c.execute("SELECT size, frontier, recorded_at FROM head")
    size, packed, last_recorded_at = c.fetchone()
    if recorded_at < last_recorded_at:
        raise EarlierThanHead(last_recorded_at)
    first = size - len(stored_events)
    leaves = [merkle_tree.leaf_hash(stored.state) for stored in stored_events]
    frontier = merkle_tree.unpack(packed)
    roots = grow(frontier, first, leaves)
    rows = (
        (event.originator_id, event.originator_version, event.topic, event.state, position, leaf)
        for event, position, leaf in zip(stored_events, range(first, size), leaves, strict=True)
    )
    c.executemany("INSERT INTO main.stored_events VALUES (?,?,?,?,?,?)", rows)
    ask = ask_with(c)
    if upgraded(ask) or roots:
        StoredTiles(ask).complete(first, leaves, roots)
    c.execute(
        "UPDATE head SET frontier = ?, recorded_at = ?", (merkle_tree.pack(frontier), recorded_at)
    )
    return range(first, size)
