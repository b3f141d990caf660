"""The tree in static pieces: tiles of 256 hashes, and bundles of the entries beside them.

c2sp.org/tlog-tiles. Tile number N of level L holds, for i from 0 to 255, the hashes

    MTH(D[(N * 256 + i) * 256^L : (N * 256 + i + 1) * 256^L])

A full tile never changes; at the right edge of the tree tiles are partial. Every subtree of the
tree lies within one tile, so that tiles are all it takes to prove anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from languages import N_
from ledger.transparency.encoding import HASH_BYTES, InvalidInput, number
from ledger.transparency.merkle_tree import (
    append,
    extend,
    node_hash,
    pack,
    perfect_root,
    root,
    unpack,
)

HEIGHT = 8
"""Levels of the tree that one level of tiles covers."""

WIDTH = 1 << HEIGHT
"""Hashes in a full tile, entries in a full bundle."""

LONGEST_ENTRY_BYTES = 65_535
"""What the uint16 length before an entry of a bundle can say."""

_HIGHEST_LEVEL = 63
_LENGTH_BYTES = 2
_PATH = re.compile(r"tile/(entries|[0-9]+)/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/([0-9]+))?")


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """Which tile: its level, its number on that level, and how many hashes it holds."""

    level: int
    number: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Where it is served: `tile/<L>/<N>[.p/<W>]`."""
        return f"tile/{self.level}/{_numbered(self.number, self.width)}"


@dataclass(frozen=True, slots=True)
class Bundle:
    """Which entries: those whose leaf hashes make up the tile of the same number on level 0."""

    number: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Where it is served: `tile/entries/<N>[.p/<W>]`."""
        return f"tile/entries/{_numbered(self.number, self.width)}"


def parse_path(path: str) -> Tile | Bundle:
    """The tile or bundle that is served at a path; each has one path only."""
    parts = _PATH.fullmatch(path)
    if not parts:
        raise InvalidInput(N_("{path!r} is no path of a tile").format(path=path[:60]))
    level, groups, partial = parts.groups()
    index = int(groups.replace("/", "").replace("x", ""))
    width = WIDTH if partial is None else number(partial)
    tile = Bundle(index, width) if level == "entries" else Tile(number(level), index, width)
    fits = not isinstance(tile, Tile) or tile.level <= _HIGHEST_LEVEL
    if not fits or not 1 <= width <= WIDTH or tile.path != path:
        raise InvalidInput(N_("{path!r} is no path of a tile").format(path=path[:60]))
    return tile


def tiles_of(size: int) -> Iterator[Tile]:
    """All tiles of a tree, from the lowest level up, the partial one of each level last."""
    level = 0
    while size:
        for index in range(size // WIDTH):
            yield Tile(level, index)
        if size % WIDTH:
            yield Tile(level, size // WIDTH, size % WIDTH)
        level, size = level + 1, size // WIDTH


def completed(old_size: int, size: int) -> Iterator[Tile]:
    """The full tiles that a tree of `size` leaves has and one of `old_size` had not, lowest first.

    Equation: the full tiles of tiles_of(n) are completed(0, n).
    """
    level = 0
    while size:
        for index in range(old_size // WIDTH, size // WIDTH):
            yield Tile(level, index)
        level, old_size, size = level + 1, old_size // WIDTH, size // WIDTH


def grow(frontier: list[bytes], size: int, leaves: Sequence[bytes]) -> list[bytes]:
    """Add leaves to the compact range of a tree of `size` leaves, in place, tile by tile.

    Returns the roots of the tiles of level 0 that they complete, the first of them number
    size // 256. Every hash is computed once: the root of a tile is also a leaf of the tree above.
    """
    tile, within = divmod(size, WIDTH)
    # The compact range of the tree is that of the tree over its tiles, then that of the last tile.
    above, partial = frontier[: tile.bit_count()], frontier[tile.bit_count() :]
    roots: list[bytes] = []
    at = 0
    while at < len(leaves):
        fitting = leaves[at : at + WIDTH - within]
        extend(partial, within, fitting)
        at, within = at + len(fitting), within + len(fitting)
        if within == WIDTH:
            roots += partial
            append(above, tile, partial.pop())
            tile, within = tile + 1, 0
    frontier[:] = above + partial
    return roots


def last_tiles(size: int) -> Iterator[Tile]:
    """The last tile of each level of a tree, full or partial: its right edge."""
    level = 0
    while size:
        index = (size - 1) // WIDTH
        yield Tile(level, index, size - index * WIDTH)
        level, size = level + 1, size // WIDTH


class RightEdge:
    """The right edge of a tree that grows: of each level the hashes that fill no tile yet.

    It is all that adding leaves and computing the root need, and every full tile is handed on as
    soon as it is: a log of any size takes no memory. size: how many leaves the tree has.
    """

    def __init__(self, size: int = 0, read: Callable[[Tile], bytes] | None = None) -> None:
        """The edge of a tree of `size` leaves whose tiles can be read; at first of an empty one."""
        self.size = size
        self._levels: list[list[bytes]] = []
        if read is not None:
            for tile in last_tiles(size):
                self._levels.append([] if tile.width == WIDTH else unpack(read(tile)))

    def grow(self, leaves: Sequence[bytes]) -> list[tuple[Tile, bytes]]:
        """Add leaves; the tiles that they fill with their hashes, those of the lowest level first.

        Equation: to grow by a + b is to grow by a, then by b.
        """
        full: list[tuple[Tile, bytes]] = []
        hashes, level, before = leaves, 0, self.size
        while hashes:
            if level == len(self._levels):
                self._levels.append([])
            waiting = [*self._levels[level], *hashes]
            ends = range(WIDTH, len(waiting) + 1, WIDTH)
            tiles = [waiting[end - WIDTH : end] for end in ends]
            first = before // WIDTH
            full += [(Tile(level, first + at), pack(tile)) for at, tile in enumerate(tiles)]
            self._levels[level] = waiting[len(tiles) * WIDTH :]
            hashes, level, before = [*map(perfect_root, tiles)], level + 1, first
        self.size += len(leaves)
        return full

    def partial(self) -> Iterator[tuple[Tile, bytes]]:
        """The tiles that are not full, with their hashes, that of the lowest level first."""
        for level, hashes in enumerate(self._levels):
            if hashes:
                number = (self.size >> (HEIGHT * level)) // WIDTH
                yield Tile(level, number, len(hashes)), pack(hashes)

    def root(self) -> bytes:
        """The root of the whole tree."""
        frontier: list[bytes] = []
        for hashes in reversed(self._levels):
            start = 0
            while start < len(hashes):
                end = start + (1 << ((len(hashes) - start).bit_length() - 1))
                frontier.append(perfect_root(hashes[start:end]))
                start = end
        return root(frontier)


class TileHashes:
    """The hashes of the subtrees of a tree of `size` leaves, read from its tiles.

    read: the contents of a tile of that tree, its hashes one after the other. Tiles are taken as
    they come: a proof made from wrong ones is found out when it is verified against a root.
    """

    def __init__(self, size: int, read: Callable[[Tile], bytes]) -> None:
        self._size = size
        self._read = read
        self._held: dict[Tile, bytes] = {}
        self._found: dict[tuple[int, int], bytes] = {}

    def subtree(self, level: int, index: int) -> bytes:
        """MTH(D[index * 2^level : (index + 1) * 2^level]) out of the one tile that holds it.

        What was hashed once is kept: the proofs of neighbours have most of their hashes in common.
        """
        assert (index + 1) << level <= self._size, "a subtree ends within the tree"
        tile_level, height = divmod(level, HEIGHT)
        if height:
            found = self._found.get((level, index))
            if found is None:
                left, right = (
                    self.subtree(level - 1, 2 * index),
                    self.subtree(level - 1, 2 * index + 1),
                )
                found = self._found[level, index] = node_hash(left, right)
            return found
        tile, first = divmod(index, WIDTH)
        width = min(WIDTH, (self._size >> (HEIGHT * tile_level)) - tile * WIDTH)
        hashes = self._hashes(Tile(tile_level, tile, width))
        return hashes[first * HASH_BYTES : (first + 1) * HASH_BYTES]

    def _hashes(self, tile: Tile) -> bytes:
        if tile not in self._held:
            hashes = self._read(tile)
            if len(hashes) != tile.width * HASH_BYTES:
                raise InvalidInput(
                    N_("{path} has {count:,} bytes, not {width:,} hashes of {hash_bytes:,}").format(
                        path=tile.path, count=len(hashes), width=tile.width, hash_bytes=HASH_BYTES
                    )
                )
            self._held[tile] = hashes
        return self._held[tile]


def pack_entries(entries: Sequence[bytes]) -> bytes:
    """A bundle: each entry after its length as a big-endian uint16."""
    packed = bytearray()
    for entry in entries:
        assert len(entry) <= LONGEST_ENTRY_BYTES, "a longer record is refused when it is recorded"
        packed += len(entry).to_bytes(_LENGTH_BYTES, "big") + entry
    return bytes(packed)


def unpack_entries(bundle: bytes, width: int) -> list[bytes]:
    """The `width` entries of a bundle; InvalidInput when it ends early or late."""
    entries: list[bytes] = []
    at = 0
    for _ in range(width):
        start = at + _LENGTH_BYTES
        at = start + int.from_bytes(bundle[at:start], "big")
        if at > len(bundle):
            raise InvalidInput(
                N_("a bundle of {width:,} entries ends within entry {count:,}").format(
                    width=width, count=len(entries)
                )
            )
        entries.append(bundle[start:at])
    if at != len(bundle):
        raise InvalidInput(
            N_("a bundle of {width:,} entries has {count:,} bytes too many").format(
                width=width, count=len(bundle) - at
            )
        )
    return entries


def _numbered(index: int, width: int) -> str:
    """N in groups of three digits, all but the last after an x: 1234067 is x001/x234/067."""
    groups = [f"{index % 1000:03}"]
    while index >= 1000:  # noqa: PLR2004 - three digits
        index //= 1000
        groups.append(f"x{index % 1000:03}")
    partial = "" if width == WIDTH else f".p/{width}"
    return "/".join(reversed(groups)) + partial
