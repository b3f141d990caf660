"""A ledger file as a source. Records may come in meanwhile: what is read lies before them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from domain.errors import Tampered
from ledger import checkpoints
from ledger.copying.source import Offer
from ledger.log.failures import InvalidInput
from ledger.log.tiles import Tile
from ledger.reader import Reader


class LedgerSource:
    """A ledger file; what was signed of it comes along."""

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        self._path = path
        self._reader = Reader(path)
        self._tiles = self._reader.tiles()

    def close(self) -> None:
        """Let go of the file."""
        self._reader.close()

    def offer(self) -> Offer:
        """How far its head says that it is."""
        notes = tuple(message for _, message in checkpoints.kept(self._path))
        head = self._reader.head()
        return Offer(head.size, head.root, notes)

    def tile(self, tile: Tile) -> bytes:
        """The hashes of a tile."""
        try:
            return self._tiles.read(tile)
        except InvalidInput as problem:
            raise Tampered(
                f"read the tree of {self.name}", str(problem), "See `gestand verify` on it"
            ) from problem

    def entries(self, start: int, stop: int) -> Iterator[bytes]:
        """The records of a stretch."""
        return self._reader.entries(start, stop)
