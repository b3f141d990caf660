"""A writing transaction of a ledger: nobody else writes between its beginning and its end."""

from __future__ import annotations

import signal
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ledger import diagnostics
from ledger.clock import elapsed_s
from ledger.store import database, queue
from ledger.store.address import Address, Location
from ledger.store.connection import Connection, ask_of
from ledger.store.database import LOCK_TIMEOUT_S, is_locked

if TYPE_CHECKING:  # who keeps a checkpoint appends nothing
    from eventsourcing.persistence import StoredEvent

ATTEMPT_S = 1
"""How long SQLite waits for a lock before it gives the word back to Python."""


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
        with closing(sqlite3.connect(path, isolation_level=None, timeout=ATTEMPT_S)) as connection:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA cache_size = -65536")
            with begun(path, connection, wait_s):
                bring_up_to_date(ask_of(connection))
                yield FileTransaction(connection)
                with committing():
                    connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise database.unavailable(path, error) from error


@contextmanager
def begun(path: Path, connection: sqlite3.Connection, wait_s: float) -> Iterator[None]:
    """A transaction that has the lock for writing; rolled back where nobody committed it.

    Who meets nobody begins at once; where writers ever met, they queue.
    """
    started = elapsed_s()
    until = started + wait_s
    with ExitStack() as queued:
        try:
            if queue.beside(path).exists() or not _begun_at_once(connection):
                queued.enter_context(queue.in_turn(path, wait_s))
                connection.execute(f"PRAGMA busy_timeout = {ATTEMPT_S * 1000}")
                _begin(connection, until)
            diagnostics.tell(
                "has the lock of %s after %.0f ms", path, diagnostics.ms_since(started)
            )
            yield
        except BaseException:
            with uninterrupted():
                connection.rollback()
            raise


def _begun_at_once(connection: sqlite3.Connection) -> bool:
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        _begin(connection, 0)
    except sqlite3.Error as error:
        if not is_locked(error):
            raise
        return False
    return True


def _begin(connection: sqlite3.Connection, until: float) -> None:
    """Take the lock, and try again each time that SQLite gave up waiting for it.

    A file without a log beside it, as a backup is, gets one first: that takes the lock too.

    SQLite waits in C, where no interrupt arrives: so it waits a second at a time.
    until: on the clock that only goes forward.
    """
    while True:
        try:
            with uninterrupted():
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            if elapsed_s() > until or not is_locked(error):
                raise
        else:
            return


@contextmanager
def committing() -> Iterator[None]:
    """Let no interrupt come between a commit and its answer."""
    started = elapsed_s()
    with uninterrupted():
        yield
    diagnostics.tell("committed in %.0f ms", diagnostics.ms_since(started))


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let an interrupt wait until a statement, or a few of them, have ended.

    A handler holds it back, not the mask of a thread: a signal takes any thread that lets it in.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # handlers run in the main thread alone
        return
    held: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: held.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
        if held:
            signal.raise_signal(signal.SIGINT)


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
