"""A published log as evidence: its files in a folder of this computer, or behind an address."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from domain.errors import Unavailable
from ledger.copying.static_log import StaticLog
from ledger.log import checkpoint
from ledger.log.failures import InvalidInput
from ledger.log.tiles import WIDTH, Bundle, tiles_of
from ledger.verifying import records
from ledger.verifying.evidence import Damaged, StoredCheckpoint, StoredHead, StoredTile
from ledger.verifying.records import Entry, Records


class PublishedLog:
    """The evidence in a published log, as far as its own checkpoint says that it goes."""

    def __init__(self, log: StaticLog) -> None:
        self._log = log
        self._count = 0

    def close(self) -> None:
        """Let go of the files."""
        self._log.close()

    def head(self) -> StoredHead | None:
        """A published log says nothing of itself beside its checkpoint."""
        return None

    def records(self) -> Records:
        """Every record of its bundles, up to the first bundle that is missing."""
        found = records.read(self._entries())
        self._count = found.end
        return found

    def tiles(self) -> Iterator[StoredTile]:
        """Every tile over the records that are there, partial ones too."""
        for tile in tiles_of(self._count):
            try:
                hashes = self._log.published(tile)
            except Unavailable as problem:
                raise Damaged(str(problem)) from problem
            yield StoredTile(tile.level, tile.number, hashes, width=tile.width)

    def checkpoints(self) -> Iterator[StoredCheckpoint]:
        """The one that is published."""
        yield StoredCheckpoint(self._signed)

    def _entries(self) -> Iterator[Entry]:
        for number in range(-(-self._size // WIDTH)):
            first = number * WIDTH
            bundle = Bundle(number, min(WIDTH, self._size - first))
            try:
                entries = self._log.bundle(bundle)
            except InvalidInput as problem:
                raise Damaged(
                    f"{bundle.path}, records {first} to {first + bundle.width - 1}: {problem}"
                ) from problem
            except Unavailable as problem:
                raise Damaged(str(problem)) from problem
            if entries is None:  # the size is a stranger's word: it may be without end
                return
            for position, stored in enumerate(entries, first):
                yield position, None, None, None, None, stored

    @cached_property
    def _signed(self) -> bytes:
        return self._log.signed()

    @cached_property
    def _size(self) -> int:
        """How far its checkpoint says that it goes; nothing, if that is no checkpoint."""
        try:
            return checkpoint.read(self._signed).size
        except InvalidInput:
            return 0
