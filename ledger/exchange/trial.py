"""A file with the records of a ledger, to try something in that is thrown away afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from eventsourcing.persistence import StoredEvent

from ledger.store.address import Address, Location
from ledger.store.connection import Connection, opened
from ledger.store.transaction import writing_to
from ledger.store.writer import AT_ONCE, Store


def copied(ledger: Location, target: Path) -> None:
    """Write the records of a ledger to a new file, in which can be recorded where it can there."""
    if isinstance(ledger, Address):
        _from_server(ledger, target)
        return
    with closing(opened(ledger)) as source:
        source.execute("VACUUM INTO ?", (str(target),))


def _from_server(ledger: Address, target: Path) -> None:
    # Into a copy of the log of others nothing is recorded: this says so.
    Store.open(ledger).close()
    Store.create(target).close()
    with closing(opened(ledger)) as source, writing_to(target) as transaction:
        source.execute("BEGIN").fetchall()
        (moment,) = source.execute("SELECT recorded_at FROM head").fetchone()
        events = _events(source)
        while some := list(islice(events, AT_ONCE)):
            transaction.append(some, moment)


def _events(source: Connection) -> Iterator[StoredEvent]:
    for row in source.execute(
        "SELECT originator_id, originator_version, topic, state FROM stored_events "
        "ORDER BY position"
    ):
        yield StoredEvent(*row)
