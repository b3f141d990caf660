"""A writing transaction of a ledger: nobody else writes between its beginning and its end."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ledger.store import database
from ledger.store.address import Address, Location
from ledger.store.connection import Connection, ask_of
from ledger.store.database import LOCK_TIMEOUT_S

if TYPE_CHECKING:  # who keeps a checkpoint appends nothing
    from eventsourcing.persistence import StoredEvent


class Transaction(Protocol):
    """A transaction that has begun; what was asked before it began may have changed."""

    @property
    def connection(self) -> Connection:
        """What asks in it."""

    def append(self, events: Sequence[StoredEvent], recorded_at: str) -> range:
        """Append events, and return their positions.

        EarlierThanHead or eventsourcing's IntegrityError when they cannot follow what is there.
        """


def writing_to(
    location: Location, wait_s: float = LOCK_TIMEOUT_S
) -> AbstractContextManager[Transaction]:
    """Begin a transaction, and keep it at the end, on disk, or nothing of it after an exception.

    wait_s: how long to wait for another writer. Unavailable says why it cannot be.
    """
    if isinstance(location, Address):
        from ledger.store.server_writer import writing_to_server

        return writing_to_server(location, wait_s)
    return _writing_to_file(location, wait_s)


@contextmanager
def _writing_to_file(path: Path, wait_s: float) -> Iterator[Transaction]:
    """As the recorder opens it: what is committed is on disk, and a large change written once."""
    from ledger.store.log_tables import bring_up_to_date

    database.opened(path).close()
    try:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=wait_s)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA cache_size = -65536")
            connection.execute("BEGIN IMMEDIATE")
            bring_up_to_date(ask_of(connection))
            yield FileTransaction(connection)
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise database.unavailable(path, error) from error


class FileTransaction:
    """A transaction of a ledger file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def append(self, events: Sequence[StoredEvent], recorded_at: str) -> range:
        """Append events, and return their positions."""
        from eventsourcing.persistence import IntegrityError

        from ledger.store.recorder import appended

        try:
            return appended(self.connection.cursor(), events, recorded_at)
        except sqlite3.IntegrityError as error:
            raise IntegrityError(error) from error
