"""Appending to a ledger in a PostgreSQL database, on eventsourcing's datastore.

eventsourcing's own recorder leaves gaps in its positions after rollbacks, needs the right to
update for its LOCK TABLE, stalls on large inserts in its pipeline and tries a commit again whose
answer was lost. So of it only the connections and the interface are used: the head row is the
lock, events come as arrays, and nothing is tried a second time before somebody has looked.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from eventsourcing.persistence import IntegrityError, Notification, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg import Connection, errors
from psycopg.rows import dict_row, tuple_row

from ledger.store import server
from ledger.store.address import Address
from ledger.store.recorder import EarlierThanHead
from ledger.store.server_schema import EARLIER_THAN_HEAD

if TYPE_CHECKING:
    from psycopg.rows import DictRow

_APPEND = "SELECT gestand.append(%b::text[], %b::bigint[], %b::text[], %b::bytea[], %b::text)"


class OneConnection:
    """A pool of one connection, without the threads of psycopg's: helpers are made by forking."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._connection: Connection[DictRow] | None = None
        self._lock = threading.Lock()

    def open(self, *_: Any) -> None:
        """It connects when somebody asks."""

    @contextmanager
    def connection(self) -> Iterator[Connection[DictRow]]:
        """The connection, for one at a time; anew when the one before was lost."""
        with self._lock:
            if self._connection is None or self._connection.closed:
                self._connection = server.connected(self._address)
                self._connection.row_factory = dict_row
            try:
                yield self._connection
            finally:
                server.undone(self._connection)

    def close(self) -> None:
        """Let go of the server."""
        if self._connection is not None:
            self._connection.close()


class ServerDatastore(PostgresDatastore):
    """A datastore that connects as the address of a ledger says."""

    pool: Any

    def __init__(self, address: Address) -> None:
        super().__init__("", "", "", "", "", originator_id_type="text", schema="gestand")
        self.address = address
        self.pool = OneConnection(address)

    def register_type_adapters(self) -> None:
        """None: events come as arrays of what the server knows."""


class ServerRecorder(PostgresApplicationRecorder):
    """An application recorder with contiguous positions, and the tree over what is recorded."""

    datastore: ServerDatastore

    def create_table(self) -> None:
        """Make the tables of a new ledger; Refused when there is one."""
        server.create(self.datastore.address, secrets.token_hex(16))

    def insert_events(self, stored_events: Sequence[StoredEvent], **options: Any) -> Sequence[int]:
        """Append events in a transaction of their own, and return the ids of notifications."""
        with self.datastore.get_connection() as connection, connection.transaction():
            recorded_at = str(options.get("recorded_at", ""))
            return [position + 1 for position in appended(connection, stored_events, recorded_at)]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Notifications in order; a notification id is a position counted from 1.

        Positions are committed in their order, so a follower that asks again misses none.
        """
        first = 0 if start is None else start - (1 if inclusive_of_start else 0)
        statement = (
            "SELECT position + 1 AS id, originator_id, originator_version, topic, state "
            "FROM gestand.stored_events WHERE position >= %s "
            "AND (%s::bigint IS NULL OR position < %s) AND (%s OR topic = ANY(%s)) "
            "ORDER BY position LIMIT %s"
        )
        values = (first, stop, stop, not topics, list(topics), limit)
        with self.datastore.get_connection() as connection:
            rows = connection.execute(statement, values).fetchall()
        return [Notification(**row) for row in rows]

    def max_notification_id(self) -> int | None:
        """The number of records, None when there are none."""
        with self.datastore.get_connection() as connection:
            row = connection.execute("SELECT size FROM gestand.head").fetchone()
        return None if row is None else row["size"] or None


def appended(
    connection: Connection[Any], stored_events: Sequence[StoredEvent], recorded_at: str
) -> range:
    """Append events in the transaction of a connection, and return their positions.

    recorded_at: when the last of them was recorded; EarlierThanHead when it lies in the past.
    """
    values = (
        [str(event.originator_id) for event in stored_events],
        [event.originator_version for event in stored_events],
        [event.topic for event in stored_events],
        [event.state for event in stored_events],
        recorded_at,
    )
    try:
        with connection.cursor(row_factory=tuple_row) as cursor:
            row = cursor.execute(_APPEND, values).fetchone()
    except errors.IntegrityError as error:
        raise IntegrityError(error) from error
    except errors.Error as error:
        if error.sqlstate == EARLIER_THAN_HEAD:
            raise EarlierThanHead(str(error)) from error
        raise
    assert row is not None, "a function gives a row"
    return range(row[0] - len(stored_events), row[0])


def lock(connection: Connection[Any], wait_s: float) -> None:
    """Begin a transaction in which nobody else writes; whoever came first goes first."""
    connection.execute("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
    connection.execute(
        "SELECT set_config('lock_timeout', %s, true)", (f"{max(1, int(wait_s * 1000))}ms",)
    )
    connection.execute("SELECT gestand.lock_head()")
