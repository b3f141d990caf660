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
from ledger.store.reader import Reader
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
    kept = [each.position for each in found if not each.counts]
    connection.execute("DELETE FROM main.unlawful WHERE position >= ?", (start,))
    connection.executemany("INSERT INTO main.unlawful VALUES (?)", ((at,) for at in kept))
    connection.execute(
        "INSERT INTO judged VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE "
        "SET size = excluded.size, kinds = excluded.kinds",
        (size, known),
    )
    earlier = {at for at in void if start <= at < had}
    return Judged(found, earlier != {at for at in kept if at < had})


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


def judge_file(
    path: Location, size: int, *, believed: bool = True
) -> tuple[tuple[Unlawful, ...], tuple[int, ...]]:
    """What of the first records of a ledger file was recorded against the rules.

    And what the file itself wrongly says of it: the positions of records that it leaves out of
    every answer though they count, or shows though they count for nothing. A ledger that is no copy
    says nothing of it. believed: what a program said that knew other kinds is no wrong.
    """
    from ledger.recording.replay import kinds_known, unlawful

    with closing(Reader(path, every=True)) as ledger:
        said, by = set(ledger.unlawful()), ledger.judged_by()
        found = unlawful(ledger, 0, size)
    void = {each.position for each in found if not each.counts}
    if by == kinds_known():
        return found, tuple(sorted(said ^ void))
    return found, tuple(sorted(said - void)) if by is None or not believed else ()
