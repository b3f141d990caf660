"""What somebody does to a ledger file who has SQLite and the time to recompute everything."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from ledger.transparency import merkle_tree


def unguarded(ledger: Path) -> Iterator[sqlite3.Connection]:
    """The database without the triggers that forbid changes, which come back afterwards."""
    with closing(sqlite3.connect(ledger)) as connection, connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, sql in triggers:
            connection.execute(sql)


def recompute(connection: sqlite3.Connection) -> None:
    """Make hashes and head those of the records as they stand now."""
    rows = connection.execute(
        "SELECT position, state FROM stored_events ORDER BY position"
    ).fetchall()
    frontier: list[bytes] = []
    for position, state in rows:
        leaf = merkle_tree.leaf_hash(state)
        merkle_tree.append(frontier, position, leaf)
        connection.execute(
            "UPDATE stored_events SET leaf_hash = ? WHERE position = ?", (leaf, position)
        )
    moment = json.loads(rows[-1][1])["recorded_at"]
    connection.execute(
        "UPDATE head SET size = ?, frontier = ?, recorded_at = ?",
        (len(rows), merkle_tree.pack(frontier), moment),
    )
