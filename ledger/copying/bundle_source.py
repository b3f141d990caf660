"""A bundle as a source: the ledger as far as its checkpoint was signed.

Its keys are not looked at: who made up the records could have made them up too.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator

from domain.errors import Tampered, Unreadable
from ledger.bundling.files import Files
from ledger.bundling.format import CHECKPOINT, RECORDS, SHORTEST_RECORD
from ledger.copying.source import Offer
from ledger.log import checkpoint
from ledger.log.encoding import HASH_BYTES
from ledger.log.failures import InvalidInput
from ledger.log.tiles import LONGEST_ENTRY_BYTES, Tile
from ledger.verifying.evidence import Damaged


class BundleSource:
    """The files of a bundle, of which none has to be what the manifest says: all is hashed anew.

    The records stand in one file that is read from its beginning. Whoever asks for stretch after
    stretch reads it once; who asks for an earlier one begins again.
    """

    def __init__(self, name: str, files: Files) -> None:
        self.name = name
        self._files = files
        self._lines = self._from_the_first()
        self._next = 0

    def close(self) -> None:
        """Let go of the files."""
        self._lines.close()
        self._files.close()

    def offer(self) -> Offer:
        """How far its checkpoint says that it is."""
        if CHECKPOINT not in self._files.names:
            raise self._contradiction(CHECKPOINT, "it is not there")
        try:
            signed = self._files.read(CHECKPOINT)
            read = checkpoint.read(signed)
        except (InvalidInput, Damaged) as problem:
            raise Unreadable(
                f"read the checkpoint of {self.name}", str(problem), "Ask for the bundle again"
            ) from problem
        if read.size > self._most():
            obstacle = f"they cannot be the {read.size:,} that were signed: the file is too short"
            raise self._contradiction("the records", obstacle)
        return Offer(read.size, read.root, (signed,))

    def tile(self, tile: Tile) -> bytes:
        """The hashes of a tile."""
        if tile.path not in self._files.names:
            raise self._contradiction(tile.path, "it is not there, though the checkpoint covers it")
        try:
            hashes = self._files.read(tile.path)
        except Damaged as problem:
            raise self._contradiction(tile.path, str(problem)) from problem
        if len(hashes) != tile.width * HASH_BYTES:
            obstacle = f"it has {len(hashes):,} bytes, not {tile.width} hashes"
            raise self._contradiction(tile.path, obstacle)
        return hashes

    def entries(self, start: int, stop: int) -> Iterator[bytes]:
        """The records of a stretch, of which each is one line."""
        for position in range(start, stop):
            yield self._record(position)

    def _record(self, position: int) -> bytes:
        if position < self._next:
            self._lines.close()
            self._lines, self._next = self._from_the_first(), 0
        try:
            for line in self._lines:
                self._next += 1
                if self._next > position:
                    return line
        except Damaged as problem:
            raise self._contradiction(f"record {position}", str(problem)) from problem
        raise self._contradiction(f"record {position}", "the records end before it")

    def _from_the_first(self) -> Generator[bytes, None, None]:
        with self._files.opened(RECORDS) as file:
            # A line that is longer than a record can be is cut, and then has another hash.
            while line := file.readline(LONGEST_ENTRY_BYTES + 1):
                yield line.removesuffix(b"\n")

    def _most(self) -> int:
        """How many records there can be, so that nobody counts to what a stranger made up."""
        there = RECORDS in self._files.names
        return self._files.size(RECORDS) // SHORTEST_RECORD if there else 0

    def _contradiction(self, what: str, obstacle: str) -> Tampered:
        return Tampered(
            f"read {what} of {self.name}",
            obstacle,
            "Nothing was taken over. Ask for the bundle again, and see `gestand verify` on it",
        )
