"""A ledger that can be written: drafts in, one transaction, stamped records out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from eventsourcing.persistence import EventStore, IntegrityError, JSONTranscoder, PersistenceError

from domain.errors import Conflict, Refused, Unavailable
from domain.event import Draft
from ledger import reader
from ledger.clock import Clock, now
from ledger.codec import LedgerMapper, Stamped, draft_of
from ledger.recorder import LOCK_TIMEOUT_S, DurableDatastore, EarlierThanHead, LedgerRecorder


class Store:
    """The writable side of a ledger file."""

    def __init__(self, path: Path, clock: Clock = now) -> None:
        self.path = path
        self._clock = clock
        self._recorder = LedgerRecorder(DurableDatastore(str(path), LOCK_TIMEOUT_S))
        self._events = EventStore(LedgerMapper(JSONTranscoder()), self._recorder)

    @classmethod
    def create(cls, path: Path, clock: Clock = now) -> Store:
        """Make the tables of a new ledger; Refused when the file exists."""
        if path.exists():
            raise Refused(
                f"make the ledger {path}",
                "the file exists",
                "Use it, or name another with --ledger",
            )
        if not path.parent.is_dir():
            raise Unavailable(
                f"make the ledger {path}",
                f"there is no folder {path.parent}",
                "Make the folder first",
            )
        store = cls(path, clock)
        try:
            store._recorder.create_table()
        except (PersistenceError, sqlite3.Error) as error:
            raise reader.unavailable(path, error) from error
        return store

    @classmethod
    def open(cls, path: Path, clock: Clock = now) -> Store:
        """Open an existing ledger; NotFound or Unavailable says why it cannot be."""
        reader.Reader(path).close()
        return cls(path, clock)

    def close(self) -> None:
        """Let go of the file."""
        self._recorder.datastore.close()

    def history(self, stream: str) -> list[Draft]:
        """What stands on a stream: its drafts in the order of recording, retracted ones too."""
        return [stamped.draft for stamped in self._stamped(stream)]

    def append(
        self, drafts: Sequence[Draft], versions: dict[str, int], recorded_by: str | None
    ) -> int:
        """Record drafts in one transaction and return the new size of the ledger.

        versions: the last version of each stream that the decision has seen. Conflict when
        somebody else wrote on one of these streams meanwhile.
        """
        asked = f"record {len(drafts)} records in {self.path}"
        while True:
            moment = self._clock()
            stamped = _stamp(drafts, dict(versions), moment, recorded_by)
            try:
                recordings = self._events.put(stamped, recorded_at=moment)
            except EarlierThanHead as head:
                moment_of_head = str(head)
                self._clock = _not_before(self._clock, moment_of_head)
            except IntegrityError as error:
                raise Conflict(
                    asked, "somebody else recorded on the same stream meanwhile", "Try again"
                ) from error
            except (PersistenceError, sqlite3.Error) as error:
                raise reader.unavailable(self.path, error) from error
            else:
                return max(recording.notification.id for recording in recordings)

    def _stamped(self, stream: str) -> Iterable[Stamped]:
        return self._events.get(stream)  # type: ignore[return-value]  # the mapper gives Stamped


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
