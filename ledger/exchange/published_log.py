"""A log published as static files: as a source to copy from, and as evidence to verify."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from domain.errors import NotFound, Tampered, Unavailable, Unreadable
from languages import N_
from ledger.files import bounded, within
from ledger.said_by_others import of_system
from ledger.transparency import checkpoint
from ledger.transparency.encoding import HASH_BYTES, InvalidInput
from ledger.transparency.tiles import (
    LONGEST_ENTRY_BYTES,
    WIDTH,
    Bundle,
    Tile,
    tiles_of,
    unpack_entries,
)
from ledger.verify.evidence import Damaged, Pruned, StoredCheckpoint, StoredHead, StoredTile

if TYPE_CHECKING:
    from ledger.verify.records import Entry, Records

# -- source ------------------------------------------------------------------------------------
# What a copy can be taken from.


@dataclass(frozen=True, slots=True)
class Offer:
    """How far a source is, and the signed notes that it has of that.

    A ledger may be further than its newest checkpoint; what is published never is.
    """

    size: int
    root: bytes
    notes: tuple[bytes, ...]


class LogSource(Protocol):
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


# -- static files ------------------------------------------------------------------------------
# A published log: static files in a folder or behind an address (c2sp.org/tlog-tiles).
#
# checkpoint                    the signed note
# tile/<L>/<N>[.p/<W>]          hashes
# tile/entries/<N>[.p/<W>]      records
#
# A partial tile may be gone when the full one is there, which then begins with the same hashes.

CHECKPOINT = "checkpoint"
"""The name of the file that says how far the log is."""

MOST_CHECKPOINT_BYTES = 64 * 1024
_MOST_TILE_BYTES = WIDTH * HASH_BYTES
_MOST_BUNDLE_BYTES = WIDTH * (LONGEST_ENTRY_BYTES + 2)


class Files(Protocol):
    """Where the files lie: a folder or a website."""

    def read(self, path: str, most_bytes: int) -> bytes | None:
        """The file at a path, or None where there is none; Unavailable when it cannot be read."""

    def close(self) -> None:
        """Let go of it."""


class Folder:
    """The files in a folder of this computer."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, path: str, most_bytes: int) -> bytes | None:
        """The file at a path, or None where there is none."""
        try:
            octets = bounded(within(self._path, path), most_bytes)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise Unavailable(
                N_("read {path}").format(path=self._path / path),
                of_system(error),
                N_("Check the folder and its rights"),
            ) from error
        if len(octets) > most_bytes:
            raise Unavailable(
                N_("read {path}").format(path=self._path / path),
                N_("it is longer than {most_bytes:,} bytes").format(most_bytes=most_bytes),
                N_("Check the folder"),
            )
        return octets

    def close(self) -> None:
        """A folder holds nothing."""


class StaticLog:
    """A published log as a source."""

    def __init__(self, name: str, files: Files) -> None:
        self.name = name
        self._files = files
        self._size = 0

    def close(self) -> None:
        """Let go of the files."""
        self._files.close()

    def signed(self) -> bytes:
        """The checkpoint as it is published; NotFound when nothing is published there."""
        note = self._files.read(CHECKPOINT, MOST_CHECKPOINT_BYTES)
        if note is None:
            raise NotFound(
                N_("read the log at {name}").format(name=self.name),
                N_("no checkpoint is published there"),
                N_(
                    "Check the address: it is that of the folder in which the file "
                    "`checkpoint` lies"
                ),
            )
        return note

    def offer(self) -> Offer:
        """How far the published checkpoint says that it is."""
        signed = self.signed()
        try:
            read = checkpoint.read(signed)
        except InvalidInput as problem:
            raise Unreadable(
                N_("read the checkpoint of {name}").format(name=self.name),
                str(problem),
                N_("Check the address, and tell the operator"),
            ) from problem
        self._size = read.size
        return Offer(read.size, read.root, (signed,))

    def tile(self, tile: Tile) -> bytes:
        """The hashes of a tile."""
        hashes = self.published(tile)
        if hashes is None or len(hashes) != tile.width * HASH_BYTES:
            raise self._missing(
                tile.path, N_("it is not there") if hashes is None else N_("it is cut off")
            )
        return hashes

    def published(self, tile: Tile) -> bytes | None:
        """The file of a tile as it is, cut to the width that is asked for; None without one."""
        octets, width = self._piece(tile, _MOST_TILE_BYTES)
        return (
            octets if octets is None or width == tile.width else octets[: tile.width * HASH_BYTES]
        )

    def entries(self, start: int, stop: int) -> Iterator[bytes]:
        """The records of a stretch of what was offered, bundle by bundle."""
        for number in range(start // WIDTH, -(-stop // WIDTH)):
            first = number * WIDTH
            bundle = Bundle(number, min(WIDTH, self._size - first))
            try:
                entries = self.bundle(bundle)
            except InvalidInput as problem:
                raise self._missing(bundle.path, str(problem)) from problem
            if entries is None:
                raise self._missing(bundle.path, N_("it is not there"), self.pruned())
            yield from entries[max(start - first, 0) : stop - first]

    def pruned(self) -> str:
        """Which records are missing of a log that has its last ones and not its first, or nothing.

        A log may be pruned from its beginning on (tlog-tiles). What is missing is looked for by
        halving, since the size of the log is a stranger's word.
        """
        low, high = 0, -(-self._size // WIDTH) - 1
        if high < 1 or not self._has(high) or self._has(low):
            return ""
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self._has(middle) else (middle, high)
        return N_(
            "records 0 to {high:,} are not there, though the published "
            "checkpoint covers {size:,}: the log was pruned, or they were "
            "removed"
        ).format(high=high * WIDTH - 1, size=self._size)

    def _has(self, number: int) -> bool:
        """Whether there is a file for a bundle, whatever it holds."""
        bundle = Bundle(number, min(WIDTH, self._size - number * WIDTH))
        return self._piece(bundle, _MOST_BUNDLE_BYTES)[0] is not None

    def bundle(self, bundle: Bundle) -> list[bytes] | None:
        """The entries of a bundle, or None where it is not; InvalidInput when it is damaged."""
        octets, width = self._piece(bundle, _MOST_BUNDLE_BYTES)
        return None if octets is None else unpack_entries(octets, width)[: bundle.width]

    def _piece(self, piece: Tile | Bundle, most_bytes: int) -> tuple[bytes | None, int]:
        """The file of a piece and its width: in the place of a partial one, gone, the full one."""
        octets = self._files.read(piece.path, most_bytes)
        if octets is not None or piece.width == WIDTH:
            return octets, piece.width
        return self._files.read(replace(piece, width=WIDTH).path, most_bytes), WIDTH

    def _missing(self, path: str, what: str, pruned: str = "") -> Tampered:
        return Tampered(
            N_("read {path} of {name}").format(path=path, name=self.name),
            pruned or N_("{what}, though the published checkpoint covers it").format(what=what),
            N_("Try again, in case it is being published right now; then tell the operator"),
        )


# -- evidence ----------------------------------------------------------------------------------
# A published log as evidence: its files in a folder of this computer, or behind an address.


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
        from ledger.verify import records

        every = records.read(self._entries)
        self._count = every.end
        return every

    def contents(self) -> Iterator[bytes]:
        """The bytes of every record, once they were found to be what they should."""
        return (entry[-1] for entry in self._entries())

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
                    N_("{path}, records {first} to {other_first}: {problem}").format(
                        path=bundle.path,
                        first=first,
                        other_first=first + bundle.width - 1,
                        problem=problem,
                    )
                ) from problem
            except Unavailable as problem:
                raise Damaged(str(problem)) from problem
            if entries is None:  # the size is a stranger's word: it may be without end
                if missing := self._log.pruned():
                    raise Pruned(missing)
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
            return self._log.offer().size
        except Unreadable:
            return 0
