"""Where records are held against the rules: in a copy that grows, and in what somebody verifies.

The rules take a while to load, so that is waited for only where there is something to judge.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.store.address import Location
from ledger.store.connection import Connection
from ledger.store.database import EVENTS
from ledger.store.log_tables import copy_of
from ledger.store.reader import Reader
from ledger.store.transaction import writing_to
from ledger.stored_record import parse_record

if TYPE_CHECKING:
    from ledger.recording.replay import Unlawful


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found against the rules of recording.

    found: in the records that were looked at. changed: whether records from before count now that
    did not, or the reverse, so that what was derived of them has to be derived anew.
    """

    found: tuple[Unlawful, ...] = ()
    changed: bool = False


def judge_copy(path: Location, connection: Connection, had: int, size: int) -> Judged:
    """Keep in a copy what of it counts for nothing, in the transaction that made it grow.

    had, size: how many records it had and has. What was judged before stands, unless something
    counted for nothing because a program did not know its kind, and this one knows others.
    """
    row = connection.execute("SELECT size, kinds FROM judged").fetchone()
    before, by = row or (0, "")
    before = min(before, had)  # the file may say that what is still to come was judged
    ledger = Reader(path, connection, every=True)
    void = ledger.unlawful()
    if before == size and not void:
        return Judged()
    from ledger.recording.replay import kinds_known, unlawful

    known = kinds_known()
    start = before if known == by or not void else 0
    if start == size:
        return Judged()
    found = unlawful(ledger, start, size, void if start else ())
    connection.execute("DELETE FROM main.unlawful WHERE position >= ?", (start,))
    _keep(connection, found, size, known)
    earlier = {at for at in void if start <= at < had}
    return Judged(
        found,
        earlier != {each.position for each in found if not each.counts and each.position < had},
    )


def judge_entries(entries: Iterable[bytes]) -> tuple[Unlawful, ...]:
    """What of the entries of a log was recorded against the rules, where no file holds them."""
    from ledger.recording.replay import unlawful

    with closing(sqlite3.connect("", isolation_level=None)) as connection:
        connection.execute("BEGIN")
        for statement in EVENTS:
            connection.execute(statement)
        size = 0
        for size, stored in enumerate(entries, 1):
            fields = parse_record(stored)
            place = (fields["stream"], fields["version"], fields["kind"], stored, size - 1, b"")
            connection.execute("INSERT INTO stored_events VALUES (?, ?, ?, ?, ?, ?)", place)
        return unlawful(Reader(Path(), connection, every=True), 0, size)


@dataclass(frozen=True, slots=True)
class Examined:
    """What of a ledger was recorded against the rules, and what the file wrongly says of it.

    wrong: the positions of records that the file leaves out of every answer though they count, or
    shows though they count for nothing. excused: whether a program that knew other kinds may have
    said so. A ledger that is no copy says nothing of it: whatever it says is wrong.
    """

    found: tuple[Unlawful, ...]
    wrong: tuple[int, ...]
    excused: bool


def judge_file(path: Location, size: int, lawful: int = 0) -> Examined:
    """Hold the first records of a ledger against the rules, whatever it says of them.

    lawful: so many of them were found lawful before, up to the end of a commit.
    """
    with closing(Reader(path, every=True)) as ledger:
        said, by = set(ledger.unlawful()), ledger.judged_by()
        if lawful == size and not said:
            return Examined((), (), excused=False)
        from ledger.recording.replay import kinds_known, unlawful

        found = unlawful(ledger, lawful, size) if lawful < size else ()
    if copy_of(path) is None:
        return Examined(found, tuple(sorted(said)), excused=False)
    void = {each.position for each in found if not each.counts}
    if by is None:
        return Examined(found, tuple(sorted(said - void)), excused=False)
    return Examined(found, tuple(sorted(said ^ void)), excused=by != kinds_known())


def renew(path: Location, examined: Examined, size: int) -> None:
    """Let a copy say of its first records what was found; Unavailable where it cannot be written.

    Those that came meanwhile are judged with the next that come.
    """
    from ledger.recording.replay import kinds_known

    with writing_to(path) as transaction:
        connection = transaction.connection
        connection.execute("DELETE FROM main.unlawful WHERE position < ?", (size,))
        _keep(connection, examined.found, size, kinds_known())


def _keep(connection: Connection, found: Iterable[Unlawful], size: int, known: str) -> None:
    """Write what counts for nothing of so many records, as a program that knew some kinds says."""
    void = ((each.position,) for each in found if not each.counts)
    connection.executemany("INSERT INTO main.unlawful VALUES (?)", void)
    connection.execute(
        "INSERT INTO judged VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE "
        "SET size = excluded.size, kinds = excluded.kinds",
        (size, known),
    )
