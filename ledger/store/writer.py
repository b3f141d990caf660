"""The writing transaction of a ledger: begin, read what is there, decide, append, keep or not.

Nobody else writes between its beginning and its end, so what was decided in it still holds when it
is kept: rules across streams, such as that areas lie in no circle, cannot be passed by two at once.
"""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from eventsourcing.persistence import JSONTranscoder, PersistenceError

from domain.errors import Refused, Unavailable
from domain.value import value_class
from languages import N_
from ledger.clock import Clock, Countable, Progress, now, without_progress
from ledger.codec import LedgerMapper, Parts, Stamped
from ledger.files import whole_new
from ledger.said_by_others import of_system
from ledger.store.address import Address, Location
from ledger.store.database import ID_INDEX, NO_REPLACEMENT, beside, check_free, unavailable, uri
from ledger.store.log_tables import check_own
from ledger.store.proven_reader import ProvenReader, Remembered
from ledger.store.reader import Reader
from ledger.store.recorder import DurableDatastore, LedgerRecorder
from ledger.store.transaction import (
    ATTEMPT_S,
    FileTransaction,
    Transaction,
    begun,
    committing,
    uninterrupted,
)

WAIT_S = 30
"""How long a writer waits for another one, unless told otherwise."""

_MAPPER = LedgerMapper(JSONTranscoder())

AT_ONCE = 5_000
"""So many records are appended at once: an interrupt waits for no more than these."""


@value_class
class Writing:
    """A writing transaction that has begun.

    reader: the ledger as it is in this transaction; it stays so until something is appended.
    """

    reader: Reader
    _transaction: Transaction
    _clock: Clock
    _bulk: Callable[[int], AbstractContextManager[None]]

    def append(
        self,
        records: Countable[ToRecord],
        recorded_by: str | None,
        progress: Progress = without_progress,
    ) -> int:
        """Append records at one moment, and return the size of the ledger after it."""
        connection = self._transaction.connection
        (last,) = connection.execute("SELECT recorded_at FROM head").fetchone()
        moment = max(self._clock(), last)
        events = (
            _MAPPER.to_stored_event(Stamped(*each, moment, recorded_by))
            for each in progress(records, N_("Recording"))
        )
        with self._bulk(len(records)):
            size = 0
            while some := list(islice(events, AT_ONCE)):
                with uninterrupted():
                    size = self._transaction.append(some, moment).stop
        return size


class ToRecord(NamedTuple):
    """A record that was decided about."""

    kind: str
    stream: str
    version: int
    parts: Parts


@contextmanager
def _bulk(connection: sqlite3.Connection, count: int) -> Iterator[None]:
    """Leave out, while many records come, what is done for each and can be done once for all.

    The guard against replacing a record looks each of them up: what is inserted here replaces none,
    as its place is unique, and nobody else writes. Their ids come in no order: to put each in its
    place costs more than to make that index anew where as many come as there are. A guard that
    somebody removed or changed is left so, for whoever verifies.
    """
    (there,) = connection.execute("SELECT size FROM head").fetchone()
    many = count > AT_ONCE
    anew = many and count > there
    guards = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'no_replacement'")
    unguarded = many and guards.fetchall() == [(NO_REPLACEMENT.replace("IF NOT EXISTS ", ""),)]
    with uninterrupted():
        if unguarded:
            connection.execute("DROP TRIGGER no_replacement")
        if anew:
            connection.execute("DROP INDEX IF EXISTS record_id")
    yield
    with uninterrupted():
        if anew:
            connection.execute(ID_INDEX)
        if unguarded:
            connection.execute(NO_REPLACEMENT)


class Store(ABC):
    """The writable side of a ledger."""

    path: Location

    @abstractmethod
    def close(self) -> None:
        """Let go of the ledger."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[Reader]:
        """Read the ledger without keeping others from writing."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[Writing]:
        """Begin the writing transaction; keep it at the end, or nothing of it after an exception.

        Unavailable when another program writes for longer than this one waits, or when the ledger
        cannot be written. An interrupt arrives between its statements, and ends it as any other
        exception does.
        """

    @classmethod
    def create(cls, location: Location, clock: Clock = now) -> Store:
        """Make the tables of a new ledger, or leave nothing behind; Refused when there is one."""
        if isinstance(location, Address):
            from ledger.store.server_writer import ServerStore

            return ServerStore.made(location, clock)
        return FileStore.made(location, clock)

    @classmethod
    def open(
        cls,
        location: Location,
        clock: Clock = now,
        wait_s: int = WAIT_S,
        remembered: Remembered | None = None,
    ) -> Store:
        """Open an existing ledger; NotFound, Unavailable or Refused says why it cannot be.

        wait_s: how long to wait at the most while somebody else writes. remembered: what is known
        of it from before, which it has to extend.
        """
        with closing(Reader(location)) as there:
            there.head()
        remedy = N_("Record in the original, and extend this with `pull`")
        check_own(location, N_("record in {location}").format(location=location), remedy)
        if isinstance(location, Address):
            from ledger.store.server_writer import ServerStore

            return ServerStore(location, clock, wait_s, remembered)
        return FileStore(location, clock, wait_s, remembered)


class FileStore(Store):
    """The writable side of a ledger file."""

    path: Path

    def __init__(
        self,
        path: Path,
        clock: Clock = now,
        wait_s: int = WAIT_S,
        remembered: Remembered | None = None,
    ) -> None:
        self.path = path
        self._remembered = remembered
        self._clock = clock
        self._wait_s = wait_s
        self._datastore = DurableDatastore(uri(path), ATTEMPT_S)

    @classmethod
    def made(cls, path: Path, clock: Clock) -> FileStore:
        """A new ledger; who dies while it is made leaves nothing in its place."""
        asked = N_("make the ledger {path}").format(path=path)
        check_free(path, asked)
        try:
            with whole_new(path) as made:
                with uninterrupted(), closing(cls(made, clock)) as store:
                    LedgerRecorder(store._datastore).create_table()  # noqa: SLF001 - its own
                # Its log is emptied and gone when it is closed. Its mode stays: to change that
                # back takes a lock, for which the first who write would not wait.
                assert not any(left.exists() for left in beside(made)), "nobody else has it open"
        except FileExistsError as error:
            remedy = N_("Use it, move it away, or name another file")
            raise Refused(asked, N_("the file exists"), remedy) from error
        except OSError as error:
            obstacle = of_system(error)
            remedy = N_("Make the folder first, or name another with --ledger")
            raise Unavailable(asked, obstacle, remedy) from error
        except (PersistenceError, sqlite3.Error) as error:
            raise unavailable(path, error) from error
        return cls(path, clock)

    def close(self) -> None:
        """Let go of the file."""
        self._datastore.close()

    def reading(self) -> AbstractContextManager[Reader]:
        """Read the file over a connection that can only read."""
        return closing(ProvenReader(self.path, remembered=self._remembered))

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Begin the writing transaction; keep it at the end, or nothing of it when that fails."""
        try:
            with self._datastore.get_connection(commit=True) as pooled, pooled.cursor() as cursor:
                connection = cursor.connection
                with begun(self.path, connection, self._wait_s):
                    reader = ProvenReader(self.path, connection, self._remembered)
                    transaction = FileTransaction(connection)
                    yield Writing(reader, transaction, self._clock, partial(_bulk, connection))
                    with committing():
                        connection.commit()
        except (PersistenceError, sqlite3.Error) as error:
            raise unavailable(self.path, error) from error
