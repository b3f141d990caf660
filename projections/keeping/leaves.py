"""The hash of every record from which a book was derived, so that none is shown in its place."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

HASH_BYTES = 32
"""The length of a hash of the log (SHA-256)."""

TOGETHER = 120
"""So many hashes stand in a row: as many as fill a page of the database."""


HELD = 1_000
"""So many rows are held at the most, 4 MB: the records of a stream lie far from each other."""


class Leaves:
    """The hashes of the records by their positions, without gaps."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._held: dict[int, bytes] = {}

    def add(self, first: int, hashes: Sequence[bytes]) -> None:
        """Take in the hashes of records that follow each other; first: the position of the first.

        They stay once the transaction that this begins is ended.
        """
        row, before = divmod(first, TOGETHER)
        packed = self._read(row)[: before * HASH_BYTES] + b"".join(hashes)
        full = TOGETHER * HASH_BYTES
        rows = (
            (row + number, packed[number * full : (number + 1) * full])
            for number in range(-(-len(packed) // full))
        )
        self._connection.executemany("INSERT OR REPLACE INTO leaves VALUES (?, ?)", rows)
        self._held.clear()

    def read(self, first: int, count: int) -> bytes:
        """The hashes of so many records, one after the other, as far as the book has them."""
        row, before = divmod(first, TOGETHER)
        if before + count <= TOGETHER:
            packed = self._held.get(row) or self._hold(row)
        else:
            rows = range(row, (first + count - 1) // TOGETHER + 1)
            packed = b"".join(map(self._read, rows))
        return packed[before * HASH_BYTES : (before + count) * HASH_BYTES]

    def _hold(self, row: int) -> bytes:
        if len(self._held) == HELD:
            self._held.clear()
        self._held[row] = self._read(row)
        return self._held[row]

    def _read(self, row: int) -> bytes:
        question = "SELECT hashes FROM leaves WHERE row = ?"
        found = self._connection.execute(question, (row,)).fetchone()
        return bytes(found[0]) if found else b""
