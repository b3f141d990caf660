"""The indexes of a ledger file: whether questions find every record.

Questions look records up, where verifying reads them one after the other. A record that an index
leaves out, or has in another's place, is there and is not shown. SQLite's integrity_check would
tell, in more time than all else together takes: it parses every record for the index of ids.

The index of ids serves who asks for one record by its id; views and proofs do without. Comparing it
takes 2 seconds in a million records, so of large ledgers only its entries are counted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from ledger.reader import RECORD_ID
from ledger.verifying.finding import Finding, altered

_PLACES = "sqlite_autoindex_stored_events_1"
"""The index of UNIQUE (originator_id, originator_version), as SQLite calls it."""

_HIDDEN = f"""
    SELECT position FROM stored_events AS stored NOT INDEXED WHERE NOT EXISTS (
        SELECT 1 FROM stored_events AS found INDEXED BY {_PLACES}
        WHERE found.originator_id = stored.originator_id
        AND found.originator_version = stored.originator_version
        AND found.position = stored.position
    ) ORDER BY position LIMIT 1
"""  # noqa: S608 - constants are put together
_IDS = f"""
    SELECT {RECORD_ID}, position FROM stored_events INDEXED BY record_id ORDER BY {RECORD_ID}
"""  # noqa: S608 - constants are put together


def check_structure(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The pages of the file hang together, so that a record is found by its position."""
    ((said,), *_) = connection.execute("PRAGMA quick_check(1)").fetchall()
    if said != "ok":
        yield altered("structure", None, why=" ".join(said.split()))


def check_places(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every record is found by its stream and version."""
    if _there(connection, _PLACES):
        for (position,) in connection.execute(_HIDDEN):
            yield altered("hidden", position, index="stream")


def check_counts(connection: sqlite3.Connection, size: int) -> Iterator[Finding]:
    """There are as many entries as records."""
    # COUNT(*) would count the entries of whichever index is smallest.
    for index, name, value in (
        (_PLACES, "stream", "originator_id"),
        ("record_id", "id", RECORD_ID),
    ):
        if _there(connection, index):
            statement = f"SELECT COUNT({value}) FROM stored_events INDEXED BY {index}"  # noqa: S608 - constants
            ((count,),) = connection.execute(statement)
            if count != size:
                yield altered("entries", None, index=name, entries=count, count=size)


def check_ids(connection: sqlite3.Connection, ids: dict[str, int]) -> Iterator[Finding]:
    """Every record is found by its id; ids: of all records, with their positions."""
    if not _there(connection, "record_id"):
        return
    rows = connection.execute(_IDS).fetchall()
    found = dict(rows)
    if found != ids:
        hidden = (at for one, at in ids.items() if found.get(one) != at)
        yield altered("hidden", min(hidden, default=None), index="id")
    elif [one for one, _ in rows] != sorted(ids):
        yield altered("order", None, index="id")


def _there(connection: sqlite3.Connection, index: str) -> bool:
    """Whether a file has an index; that it has not is for `guards` to remark."""
    rows = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (index,))
    return rows.fetchone() is not None
