"""What a dishonest operator does: rewrite an old record, and every trace of it in the file.

    python3 docs/rewrite_history.py LEDGER OLD NEW

In every record that holds the text OLD it is replaced by NEW. Then everything that would give that
away is made anew: the hash of each record, the tiles, the head, the checkpoints. What is computed
from the records agrees afterwards. Python's standard library is all it takes, so it is no use to
forbid it; what it takes to be found out is in the README, under "Verify it yourself".
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from hashlib import sha256

WIDTH = 256
"""Hashes in a tile."""


def main(ledger: str, old: str, new: str) -> None:
    """Rewrite a ledger file."""
    with closing(sqlite3.connect(ledger)) as database, database:
        triggers = database.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            database.execute(f"DROP TRIGGER {name}")
        changed = database.execute(
            "UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT), ?, ?) AS BLOB) "
            "WHERE instr(CAST(state AS TEXT), ?)",
            (old, new, old),
        ).rowcount
        rehash(database)
        database.execute("DELETE FROM checkpoints")
        for _, statement in triggers:
            database.execute(statement)
    print(f"Records rewritten: {changed}; every hash in {ledger} was made anew")


def rehash(database: sqlite3.Connection) -> None:
    """Make hashes, tiles and head anew from the records (RFC 6962)."""
    states = database.execute("SELECT state FROM stored_events ORDER BY position").fetchall()
    level = [sha256(b"\x00" + state).digest() for (state,) in states]
    database.executemany(
        "UPDATE stored_events SET leaf_hash = ? WHERE position = ?",
        [(leaf, position) for position, leaf in enumerate(level)],
    )
    database.execute("UPDATE head SET frontier = ?", (b"".join(frontier(level)),))
    number = 0
    while len(level) >= WIDTH:  # the roots of the tiles of a level are the next level
        ends = range(WIDTH, len(level) + 1, WIDTH)
        tiles = [level[end - WIDTH : end] for end in ends]
        level = [root(tile) for tile in tiles]
        database.executemany(
            "UPDATE tiles SET hashes = ?, root = ? WHERE level = ? AND number = ?",
            [(b"".join(tile), level[index], number, index) for index, tile in enumerate(tiles)],
        )
        number += 1


def frontier(hashes: list[bytes]) -> list[bytes]:
    """The roots of the perfect subtrees that a tree consists of, largest first."""
    roots = []
    while hashes:
        size = 1 << (len(hashes).bit_length() - 1)
        roots.append(root(hashes[:size]))
        hashes = hashes[size:]
    return roots


def root(hashes: list[bytes]) -> bytes:
    """The root of a perfect tree."""
    while len(hashes) > 1:
        pairs = zip(hashes[::2], hashes[1::2], strict=True)
        hashes = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
    return hashes[0]


if __name__ == "__main__":
    main(*sys.argv[1:])
