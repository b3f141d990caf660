"""The hash of every record from which a book was derived, so that none is shown in its place."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

HASH_BYTES = 32
"""The length of a hash of the log (SHA-256)."""

TOGETHER = 120
"""So many hashes stand in a row: as many as fill a page of the database."""

ASKED = 500
"""So many rows are asked for at once."""

HELD = 8192
"""So many rows are held: those of a million records, of which whoever reads stream by stream asks
all over, take 32 MiB."""


class Leaves:
    """The hashes of the records by their positions, without gaps."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._found: dict[int, bytes] = {}

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
        self._found.clear()

    def read(self, first: int, count: int) -> bytes:
        """The hashes of so many records, one after the other, as far as the book has them."""
        row, before = divmod(first, TOGETHER)
        if before + count <= TOGETHER:
            packed = self._row(row)
        else:
            rows = range(row, (first + count - 1) // TOGETHER + 1)
            packed = b"".join(map(self._read, rows))
        return packed[before * HASH_BYTES : (before + count) * HASH_BYTES]

    def at(self, positions: Sequence[int]) -> list[bytes]:
        """The hash of the record at each of some positions; empty where the book has none."""
        found = self._found
        wanted = {position // TOGETHER for position in positions}
        # Taking the rows that are held from a set would go through all of these each time.
        rows = sorted(row for row in wanted if row not in found)
        if len(found) + len(rows) > HELD:
            found.clear()
            rows = sorted(wanted)
        for start in range(0, len(rows), ASKED):
            some = rows[start : start + ASKED]
            marks = ",".join("?" * len(some))
            question = f"SELECT row, hashes FROM leaves WHERE row IN ({marks})"  # noqa: S608 - marks alone
            found.update(self._connection.execute(question, some))
        begun = (divmod(position, TOGETHER) for position in positions)
        return [
            found.get(row, b"")[before * HASH_BYTES : (before + 1) * HASH_BYTES]
            for row, before in begun
        ]

    def _row(self, row: int) -> bytes:
        if row not in self._found:
            if len(self._found) >= HELD:
                self._found.clear()
            self._found[row] = self._read(row)
        return self._found[row]

    def _read(self, row: int) -> bytes:
        question = "SELECT hashes FROM leaves WHERE row = ?"
        found = self._connection.execute(question, (row,)).fetchone()
        return bytes(found[0]) if found else b""
