"""A copy: an ordinary ledger file with a row that says of what, and whose signatures count.

It is extended in one transaction: records, checkpoints and row together, or nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from eventsourcing.persistence import StoredEvent

from domain.errors import Conflict, Tampered
from ledger.recording.judging import Judged, judge_copy
from ledger.store import database, log_tables
from ledger.store.database import LOCK_TIMEOUT_S
from ledger.store.log_tables import CopyOf, bring_up_to_date
from ledger.store.recorder import EarlierThanHead, appended
from ledger.store.stored_tiles import ask_with
from ledger.stored_record import parse_record
from ledger.transparency import merkle_tree

_NOTHING = "it is no record of a ledger"
_BACKWARDS = "one of them says that it was recorded before the one before it"


@dataclass(frozen=True, slots=True)
class Extension:
    """What a copy is to become: so many records more, up to a size with a root, and who signed.

    start: how many it has. chunks: the stored bytes of the rest, piece by piece. notes: signed
    checkpoints with their sizes.
    """

    start: int
    chunks: Iterable[Sequence[bytes]]
    size: int
    root: bytes
    notes: Sequence[tuple[int, bytes]]


def extend(
    path: Path, source: str, extension: Extension, row: CopyOf, wait_s: float = LOCK_TIMEOUT_S
) -> Judged:
    """Take over records, checkpoints and row, on disk when this returns, or nothing of it.

    What of it was recorded against the rules is taken over too, counts for nothing, and is told.
    source: its name, for messages. wait_s: how long to wait for another writer. Tampered when what
    came is not what the root was signed over; Conflict when the file has grown meanwhile.
    """
    try:
        with closing(_connected(path, wait_s)) as connection:
            cursor = connection.cursor()
            ask = ask_with(cursor)
            cursor.execute("BEGIN IMMEDIATE")
            bring_up_to_date(ask)
            if ask("SELECT size FROM head") != [(extension.start,)]:
                raise Conflict(
                    f"extend {path}", "another program extended it meanwhile", "Try again"
                )
            _take(cursor, source, extension)
            for size, message in extension.notes:
                log_tables.add(ask, size, message)
            ask(
                "INSERT INTO copy VALUES (1, ?, ?) ON CONFLICT DO UPDATE "
                "SET source = excluded.source, policy = excluded.policy",
                row.source,
                row.policy,
            )
            judged = judge_copy(path, connection, extension.start, extension.size)
            cursor.execute("COMMIT")
    except sqlite3.Error as error:
        raise database.unavailable(path, error) from error
    return judged


def _connected(path: Path, wait_s: float) -> sqlite3.Connection:
    """As the recorder opens it: what is committed is on disk, and a large change written once."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=wait_s)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -65536")
    return connection


def _take(cursor: sqlite3.Cursor, source: str, extension: Extension) -> None:
    """Append the records, and hold the tree that they make against the root that was signed."""
    position = extension.start
    for chunk in extension.chunks:
        last = position + len(chunk) - 1
        events = [_event(source, number, stored) for number, stored in enumerate(chunk, position)]
        _check_versions(cursor, source, position, [event for event, _ in events])
        moments = [moment for _, moment in events]
        if moments != sorted(moments):
            raise _no_record(source, position, last, _BACKWARDS)
        try:
            appended(cursor, [event for event, _ in events], moments[-1])
        except EarlierThanHead as error:
            raise _no_record(source, position, last, _BACKWARDS) from error
        except sqlite3.IntegrityError as error:
            obstacle = "the id or the place of one is that of another record"
            raise _no_record(source, position, last, obstacle) from error
        position = last + 1
    size, packed = cursor.execute("SELECT size, frontier FROM head").fetchone()
    if (size, merkle_tree.root(merkle_tree.unpack(packed))) != (extension.size, extension.root):
        obstacle = "the records are not those that its checkpoint was signed over"
        raise _no_record(source, extension.start, extension.size - 1, obstacle)


def _event(source: str, position: int, stored: bytes) -> tuple[StoredEvent, str]:
    """The row of a record, and its moment: what stands beside it is read from itself."""
    try:
        fields = parse_record(stored)
    except ValueError as error:
        raise _no_record(source, position, position, _NOTHING) from error
    event = StoredEvent(fields["stream"], fields["version"], fields["kind"], stored)
    return event, fields["recorded_at"]


def _check_versions(
    cursor: sqlite3.Cursor, source: str, first: int, events: Sequence[StoredEvent]
) -> None:
    """Each record is the next one of its stream."""
    last: dict[str, int] = {}
    for position, event in enumerate(events, start=first):
        stream = str(event.originator_id)
        if stream not in last:
            row = cursor.execute(
                "SELECT MAX(originator_version) FROM stored_events WHERE originator_id = ?",
                (stream,),
            ).fetchone()
            last[stream] = row[0] or 0
        last[stream] += 1
        if event.originator_version != last[stream]:
            obstacle = f"it says to be number {event.originator_version} of {stream}"
            raise _no_record(
                source, position, position, f"{obstacle}, and should be {last[stream]}"
            )


def _no_record(source: str, first: int, last: int, obstacle: str) -> Tampered:
    which = f"record {first}" if first == last else f"records {first} to {last}"
    return Tampered(
        f"take over {which} of {source}", obstacle, "Nothing was taken over; tell the operator"
    )
