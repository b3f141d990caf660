"""What a copy can be taken from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from ledger.log.tiles import Tile


@dataclass(frozen=True, slots=True)
class Offer:
    """How far a source is, and the signed notes that it has of that.

    A ledger may be further than its newest checkpoint; what is published never is.
    """

    size: int
    root: bytes
    notes: tuple[bytes, ...]


class Source(Protocol):
    """A ledger file, a published folder, an address; to be closed.

    Nothing that it gives is believed before it leads to a root. Unavailable when it cannot be
    read, Tampered when it contradicts itself.
    """

    @property
    def name(self) -> str:
        """What it is called on screen, and where to find it again."""

    def offer(self) -> Offer:
        """How far it is now; asked once, for a source may grow meanwhile."""

    def tile(self, tile: Tile) -> bytes:
        """The hashes of a tile of the tree that was offered."""

    def entries(self, start: int, stop: int) -> Iterator[bytes]:
        """The stored bytes of the records from `start` up to, not including, `stop`."""

    def close(self) -> None:
        """Let go of it."""
