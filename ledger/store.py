"""A ledger that can be written: drafts in, one transaction, stamped records out."""

from __future__ import annotations

import signal
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from eventsourcing.persistence import (
    EventStore,
    IntegrityError,
    JSONTranscoder,
    PersistenceError,
    StoredEvent,
)

from domain.errors import Conflict, Refused, Unavailable
from domain.event import Draft
from ledger.clock import Clock, now
from ledger.codec import LedgerMapper, Stamped, draft_of
from ledger.copying.copy_of import check_own
from ledger.database import is_locked, unavailable, uri
from ledger.reader import Reader
from ledger.recorder import DurableDatastore, EarlierThanHead, LedgerRecorder
from ledger.watch import Watch, unwatched

WAIT_S = 30
"""How long a writer waits for another one, unless told otherwise."""

ATTEMPT_S = 1
"""How long SQLite waits for a lock before it gives the word back to Python."""


class Store:
    """The writable side of a ledger file."""

    def __init__(self, path: Path, clock: Clock = now, wait_s: int = WAIT_S) -> None:
        self.path = path
        self._clock = clock
        self._wait_s = wait_s
        self._recorder = LedgerRecorder(DurableDatastore(uri(path), ATTEMPT_S))
        self._mapper = LedgerMapper(JSONTranscoder())
        self._events = EventStore(self._mapper, self._recorder)

    @classmethod
    def create(cls, path: Path, clock: Clock = now) -> Store:
        """Make the tables of a new ledger, or leave no file behind; Refused when there is one."""
        asked = f"make the ledger {path}"
        try:
            path.open("xb").close()
        except FileExistsError as error:
            remedy = "Use it, or name another with --ledger"
            raise Refused(asked, "the file exists", remedy) from error
        except OSError as error:
            obstacle = (error.strerror or str(error)).lower()
            remedy = "Make the folder first, or name another with --ledger"
            raise Unavailable(asked, obstacle, remedy) from error
        store = cls(path, clock)
        try:
            with _uninterrupted():
                store._recorder.create_table()
        except BaseException as error:
            store.close()
            for made in (path, *map(path.with_name, (f"{path.name}-wal", f"{path.name}-shm"))):
                made.unlink(missing_ok=True)
            if isinstance(error, PersistenceError | sqlite3.Error):
                raise unavailable(path, error) from error
            raise
        return store

    @classmethod
    def open(cls, path: Path, clock: Clock = now, wait_s: int = WAIT_S) -> Store:
        """Open an existing ledger; NotFound, Unavailable or Refused says why it cannot be.

        wait_s: how long to wait at the most while somebody else writes.
        """
        with closing(Reader(path)) as there:
            there.head()
        check_own(path, f"record in {path}", "Record in the original, and extend this with `pull`")
        return cls(path, clock, wait_s)

    def close(self) -> None:
        """Let go of the file."""
        self._recorder.datastore.close()

    def history(self, stream: str) -> list[Draft]:
        """What stands on a stream: its drafts in the order of recording, retracted ones too."""
        try:
            with _uninterrupted():
                return [stamped.draft for stamped in self._stamped(stream)]
        except (PersistenceError, sqlite3.Error) as error:
            raise unavailable(self.path, error) from error

    def append(
        self,
        drafts: Sequence[Draft],
        versions: dict[str, int],
        recorded_by: str | None,
        watch: Watch = unwatched,
    ) -> int:
        """Record drafts in one transaction and return the new size of the ledger.

        versions: the last version of each stream that the decision has seen. Conflict when
        somebody else wrote on one of these streams meanwhile.
        """
        asked = f"record {len(drafts)} records in {self.path}"
        while True:
            moment = self._clock()
            stamped = _stamp(drafts, dict(versions), moment, recorded_by)
            events = [self._mapper.to_stored_event(one) for one in watch(stamped, "Recording")]
            try:
                return max(self._insert(events, moment))
            except EarlierThanHead as head:
                moment_of_head = str(head)
                self._clock = _not_before(self._clock, moment_of_head)
            except IntegrityError as error:
                raise Conflict(
                    asked, "somebody else recorded on the same stream meanwhile", "Try again"
                ) from error
            except (PersistenceError, sqlite3.Error) as error:
                raise unavailable(self.path, error) from error

    def _insert(self, events: Sequence[StoredEvent], moment: str) -> Sequence[int]:
        """Write, and try again each time that SQLite gave up waiting for a lock.

        SQLite waits in C, where no interrupt arrives: so it waits a second at a time.
        """
        waited_s = 0
        while True:
            try:
                with _uninterrupted():
                    return self._recorder.insert_events(events, recorded_at=moment) or ()
            except (PersistenceError, sqlite3.Error) as error:
                waited_s += ATTEMPT_S
                if waited_s > self._wait_s or not is_locked(error):
                    raise

    def _stamped(self, stream: str) -> Iterable[Stamped]:
        return self._events.get(stream)  # type: ignore[return-value]  # the mapper gives Stamped


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let an interrupt wait until a transaction has ended.

    Inside of eventsourcing it would leave the transaction for the garbage collector to end. A
    handler holds it back, not the mask of a thread: a signal takes any thread that lets it in.
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


def _stamp(
    drafts: Sequence[Draft], versions: dict[str, int], moment: str, recorded_by: str | None
) -> list[Stamped]:
    stamped = []
    for draft in drafts:
        version = versions.get(draft.stream, 0) + 1
        versions[draft.stream] = version
        stamped.append(Stamped(draft, version, moment, recorded_by))
    return stamped


def _not_before(clock: Clock, moment: str) -> Clock:
    """A clock that went back is read as standing still: time never runs backwards in a ledger."""
    return lambda: max(clock(), moment)


__all__ = ["Store", "draft_of"]
