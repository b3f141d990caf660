"""Writing to a ledger in a PostgreSQL database: as to a file, and when the connection is lost."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from typing import Any

import psycopg
from eventsourcing.persistence import PersistenceError, StoredEvent

from domain.errors import Unavailable
from languages import N_
from ledger import diagnostics
from ledger.clock import Clock
from ledger.store import server
from ledger.store.address import Address
from ledger.store.proven_reader import ProvenReader, Remembered
from ledger.store.reader import Reader
from ledger.store.server import ServerConnection
from ledger.store.server_recorder import ServerDatastore, appended, lock
from ledger.store.transaction import Transaction, committing
from ledger.store.writer import WAIT_S, Store, Writing


class ServerTransaction:
    """A transaction of a ledger on a server, and what was appended last in it."""

    def __init__(self, address: Address, connection: psycopg.Connection[Any]) -> None:
        self.connection = ServerConnection(address, connection)
        self.last: tuple[int, bytes] | None = None

    def append(self, events: Sequence[StoredEvent], recorded_at: str) -> range:
        """Append events, and return their positions."""
        positions = appended(self.connection.connection, events, recorded_at)
        if events:
            self.last = positions[-1], events[-1].state
        return positions


class ServerStore(Store):
    """The writable side of a ledger on a server."""

    path: Address

    def __init__(
        self,
        address: Address,
        clock: Clock,
        wait_s: float = WAIT_S,
        remembered: Remembered | None = None,
    ) -> None:
        self.path = address
        self._remembered = remembered
        self._clock = clock
        self._wait_s = wait_s
        self._datastore = ServerDatastore(address)

    @classmethod
    def made(cls, address: Address, clock: Clock) -> ServerStore:
        """A new ledger."""
        server.create(address, secrets.token_hex(16))
        return cls(address, clock)

    def close(self) -> None:
        """Let go of the server."""
        self._datastore.close()

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Read over the connection that also writes: to make one takes longer than a save."""
        try:
            with self._datastore.get_connection() as connection:
                within = ServerConnection(self.path, connection)
                yield ProvenReader(self.path, within, self._remembered)
        except PersistenceError as error:
            raise server.unavailable(self.path, error) from error

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Begin the writing transaction; keep it at the end, or nothing of it when that fails."""
        try:
            with (
                self._datastore.get_connection() as connection,
                _begun(self.path, connection, self._wait_s) as transaction,
            ):
                reader = ProvenReader(self.path, transaction.connection, self._remembered)
                yield Writing(reader, transaction, self._clock, lambda _: nullcontext())
        except PersistenceError as error:
            raise server.unavailable(self.path, error) from error


@contextmanager
def writing_to_server(address: Address, wait_s: float) -> Iterator[Transaction]:
    """The same over a connection of its own."""
    with (
        closing(server.connected(address)) as connection,
        _begun(address, connection, wait_s) as transaction,
    ):
        yield transaction


@contextmanager
def _begun(
    address: Address, connection: psycopg.Connection[Any], wait_s: float
) -> Iterator[ServerTransaction]:
    """A transaction that has the lock; kept at the end, or nothing of it after an exception."""
    started = diagnostics.clock()
    try:
        lock(connection, wait_s)
        diagnostics.tell("has the lock of %s after %.0f ms", address, diagnostics.ms_since(started))
        transaction = ServerTransaction(address, connection)
        yield transaction
        with committing():
            _commit(address, transaction, wait_s)
    except psycopg.Error as error:
        raise server.unavailable(address, error) from error
    finally:
        server.undone(connection)


def _commit(address: Address, transaction: ServerTransaction, wait_s: float) -> None:
    """Commit; where the answer is lost, look whether it was recorded before saying that it was not.

    To record again would give it twice, or a conflict with itself.
    """
    connection = transaction.connection.connection
    try:
        connection.execute("COMMIT")
    except psycopg.OperationalError as error:
        if error.sqlstate is not None and not connection.closed:
            raise  # the server answered
        diagnostics.tell("the answer to a commit is lost: it is looked whether it was recorded")
        if _is_recorded(address, transaction.last, wait_s):
            return
        obstacle = N_("the connection was lost before it was recorded")
        remedy = N_("Try again; nothing was recorded")
        raise Unavailable(
            N_("record in {address}").format(address=address), obstacle, remedy
        ) from error


def _is_recorded(address: Address, last: tuple[int, bytes] | None, wait_s: float) -> bool:
    """Whether the record that a lost transaction ended with stands where it was to stand.

    The lock is taken first: while the server is still at that transaction, nobody else has it.
    """
    if last is None:
        return False
    with closing(server.connected(address)) as connection:
        lock(connection, wait_s)
        row = connection.execute(
            "SELECT state FROM gestand.stored_events WHERE position = %s", last[:1]
        ).fetchone()
        connection.rollback()
    return row is not None and row[0] == last[1]
