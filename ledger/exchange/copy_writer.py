"""A copy: an ordinary ledger file with a row that says of what, and whose signatures count.

It is extended in one transaction: records, checkpoints and row together, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eventsourcing.persistence import IntegrityError, StoredEvent

from domain.errors import Conflict, Tampered
from languages import N_
from ledger.recording.judging import Judged, judge_copy
from ledger.store import log_tables
from ledger.store.address import Location
from ledger.store.connection import Connection, ask_of
from ledger.store.database import LOCK_TIMEOUT_S
from ledger.store.log_tables import CopyOf
from ledger.store.recorder import EarlierThanHead
from ledger.store.transaction import Transaction, writing_to
from ledger.stored_record import parse_record
from ledger.transparency import merkle_tree

_NOTHING = N_("it is no record of a ledger")
_BACKWARDS = N_("one of them says that it was recorded before the one before it")


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
    path: Location, source: str, extension: Extension, row: CopyOf, wait_s: float = LOCK_TIMEOUT_S
) -> Judged:
    """Take over records, checkpoints and row, on disk when this returns, or nothing of it.

    What of it was recorded against the rules is taken over too, counts for nothing, and is told.
    source: its name, for messages. wait_s: how long to wait for another writer. Tampered when what
    came is not what the root was signed over; Conflict when the file has grown meanwhile.
    """
    with writing_to(path, wait_s) as transaction:
        ask = ask_of(transaction.connection)
        if ask("SELECT size FROM head") != [(extension.start,)]:
            raise Conflict(
                N_("extend {path}").format(path=path),
                N_("another program extended it meanwhile"),
                N_("Try again"),
            )
        _take(transaction, source, extension)
        for size, message in extension.notes:
            log_tables.add(ask, size, message)
        ask(
            "INSERT INTO copy VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE "
            "SET source = excluded.source, policy = excluded.policy",
            row.source,
            row.policy,
        )
        return judge_copy(path, transaction.connection, extension.start, extension.size)


def _take(transaction: Transaction, source: str, extension: Extension) -> None:
    """Append the records, and hold the tree that they make against the root that was signed."""
    connection = transaction.connection
    position = extension.start
    for chunk in extension.chunks:
        last = position + len(chunk) - 1
        events = [_event(source, number, stored) for number, stored in enumerate(chunk, position)]
        _check_versions(connection, source, position, [event for event, _ in events])
        moments = [moment for _, moment in events]
        if moments != sorted(moments):
            raise _no_record(source, position, last, _BACKWARDS)
        try:
            transaction.append([event for event, _ in events], moments[-1])
        except EarlierThanHead as error:
            raise _no_record(source, position, last, _BACKWARDS) from error
        except IntegrityError as error:
            obstacle = N_("the id or the place of one is that of another record")
            raise _no_record(source, position, last, obstacle) from error
        position = last + 1
    size, packed = connection.execute("SELECT size, frontier FROM head").fetchone()
    if (size, merkle_tree.root(merkle_tree.unpack(packed))) != (extension.size, extension.root):
        obstacle = N_("the records are not those that its checkpoint was signed over")
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
    connection: Connection, source: str, first: int, events: Sequence[StoredEvent]
) -> None:
    """Each record is the next one of its stream."""
    last: dict[str, int] = {}
    for position, event in enumerate(events, start=first):
        stream = str(event.originator_id)
        if stream not in last:
            row = connection.execute(
                "SELECT MAX(originator_version) FROM stored_events WHERE originator_id = ?",
                (stream,),
            ).fetchone()
            last[stream] = row[0] or 0
        last[stream] += 1
        if event.originator_version != last[stream]:
            obstacle = N_("it says to be number {originator_version} of {stream}").format(
                originator_version=event.originator_version, stream=stream
            )
            raise _no_record(
                source,
                position,
                position,
                N_("{obstacle}, and should be {last}").format(obstacle=obstacle, last=last[stream]),
            )


def _no_record(source: str, first: int, last: int, obstacle: str) -> Tampered:
    which = (
        N_("record {first}").format(first=first)
        if first == last
        else N_("records {first} to {last}").format(first=first, last=last)
    )
    return Tampered(
        N_("take over {which} of {source}").format(which=which, source=source),
        obstacle,
        N_("Nothing was taken over; tell the operator"),
    )
