"""The tiles of a ledger file: full ones are kept, partial ones are put together when asked for.

All of it follows from the records; it is kept so that a proof from a ledger of any size reads a few
rows. A file without tiles, or with some missing, gives the same answers, only slower.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from languages import N_
from ledger.store.database import TABLE_THERE
from ledger.transparency.encoding import InvalidInput
from ledger.transparency.merkle_tree import pack, perfect_root, unpack
from ledger.transparency.tiles import WIDTH, Tile, completed

Ask = Callable[..., list[Any]]
"""A statement and its parameters to the database, and its rows back."""


class Cursor(Protocol):
    """What asks a database, SQLite's own cursor or that of eventsourcing."""

    def execute(self, statement: str, parameters: Sequence[Any], /) -> object:
        """Run a statement."""

    def fetchall(self) -> Sequence[Any]:
        """The rows that it gave."""


def ask_with(cursor: Cursor) -> Ask:
    """Ask with a cursor, in whatever transaction it is."""

    def ask(statement: str, *parameters: Any) -> list[Any]:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())

    return ask


class StoredTiles:
    """The tiles of one ledger file."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._kept = bool(ask(TABLE_THERE, "tiles"))

    def read(self, tile: Tile) -> bytes:
        """The hashes of a tile, one after the other.

        InvalidInput when the ledger has not got the records for it.
        """
        if self._kept and tile.width == WIDTH:
            rows = self._ask(
                "SELECT hashes FROM tiles WHERE level = ? AND number = ?", tile.level, tile.number
            )
            if rows and isinstance(rows[0][0], bytes):
                return rows[0][0]
        start = tile.number * WIDTH
        return pack(self._hashes(tile.level, start, start + tile.width))

    def complete(self, first: int, leaves: Sequence[bytes], roots: Sequence[bytes]) -> None:
        """Keep the full tiles that come with these leaves, appended from position `first` on.

        roots: of the tiles of level 0 that they complete. What an older program left out is made
        up for.
        """
        size = first + len(leaves)
        kept = self._ask("SELECT MAX(number) + 1 FROM tiles WHERE level = 0")[0][0] or 0
        known = dict(enumerate(roots, first // WIDTH))
        hashes = [*self._hashes(0, kept * WIDTH, first), *leaves]
        for tile in completed(kept * WIDTH, size):
            start = tile.number * WIDTH
            if tile.level == 0:
                start -= kept * WIDTH
                self._keep(tile, hashes[start : start + WIDTH], known.get(tile.number))
            else:
                self._keep(tile, self._hashes(tile.level, start, start + WIDTH))

    def _keep(self, tile: Tile, hashes: Sequence[bytes], root: bytes | None = None) -> None:
        self._ask(
            "INSERT INTO tiles VALUES (?, ?, ?, ?)",
            tile.level,
            tile.number,
            root or perfect_root(hashes),
            pack(hashes),
        )

    def _hashes(self, level: int, start: int, end: int) -> list[bytes]:
        """The hashes of a level: leaf hashes, or the roots of the tiles below."""
        if level == 0:
            rows = self._ask(
                "SELECT leaf_hash FROM main.stored_events WHERE position >= ? AND position < ? "
                "ORDER BY position",
                start,
                end,
            )
            hashes = [row[0] for row in rows if isinstance(row[0], bytes)]
            if len(hashes) != end - start:
                raise InvalidInput(
                    N_("of the records {start} to {end} there are {count:,}").format(
                        start=start, end=end - 1, count=len(hashes)
                    )
                )
            return hashes
        roots = self._roots(level - 1, start, end)
        return [
            roots.get(number) or perfect_root(unpack(self.read(Tile(level - 1, number))))
            for number in range(start, end)
        ]

    def _roots(self, level: int, start: int, end: int) -> dict[int, bytes]:
        if not self._kept:
            return {}
        rows = self._ask(
            "SELECT number, root FROM tiles WHERE level = ? AND number >= ? AND number < ?",
            level,
            start,
            end,
        )
        return {number: root for number, root in rows if isinstance(root, bytes)}
