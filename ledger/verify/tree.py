"""The stored tree, and the manifest of a bundle, against what follows from the contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ledger.transparency import merkle_tree
from ledger.transparency.encoding import HASH_BYTES, LARGEST_NUMBER
from ledger.transparency.tiles import WIDTH, Tile, TileHashes
from ledger.verify.evidence import StoredHead, StoredManifest, StoredTile
from ledger.verify.finding import Finding, Word, altered
from ledger.verify.records import Records

# -- tree --------------------------------------------------------------------------------------
# The tree over the contents, and what was stored of it.

_LEVELS = 8
"""Of tiles in the largest log there can be."""


class Computed:
    """The tree as it follows from the contents, up to the first record that is missing."""

    def __init__(self, records: Records) -> None:
        self.size = len(records.leaves)
        self._leaves = records.leaves
        self._levels = [records.leaves.roots]
        while len(self._levels[-1]) >= WIDTH:
            below = self._levels[-1]
            ends = range(WIDTH, len(below) + 1, WIDTH)
            self._levels.append(
                [merkle_tree.perfect_root(below[end - WIDTH : end]) for end in ends]
            )
        self._hashes = TileHashes(self.size, self._tile)

    def frontier(self, size: int) -> list[bytes]:
        """The compact range of the first `size` records."""
        return merkle_tree.frontier(self._hashes, size)

    def root(self, size: int) -> bytes:
        """The root of the first `size` records."""
        return merkle_tree.root(self.frontier(size))

    def hashes(self, level: int, number: int) -> bytes:
        """The hashes of a tile, one after the other, fewer than 256 at the end."""
        if level == 0:
            return self._leaves.tile(number)
        if level > len(self._levels):
            return b""
        return merkle_tree.pack(self._levels[level - 1][number * WIDTH : (number + 1) * WIDTH])

    def tile_root(self, level: int, number: int) -> bytes:
        """The root of a full tile: a hash of the tile above."""
        return self._levels[level][number]

    def _tile(self, tile: Tile) -> bytes:
        return self.hashes(tile.level, tile.number)[: tile.width * HASH_BYTES]


def compare_tiles(computed: Computed, tiles: Iterable[StoredTile]) -> Iterator[Finding]:
    """Every tile that is kept holds the hashes that follow from the contents."""
    for stored in tiles:
        name = f"{stored.level}/{stored.number}"
        if stored.hashes is None:
            yield altered("tile_missing", None, tile=name)
            continue
        if not _is_tile(stored):
            yield altered("tile_name", None, tile=name)
            continue
        hashes = computed.hashes(stored.level, stored.number)
        span = WIDTH**stored.level
        own, kept = (
            ([], [])
            if hashes == stored.hashes
            else map(merkle_tree.unpack, (hashes, stored.hashes))
        )
        for index, (own_hash, kept_hash) in enumerate(zip(own, kept, strict=False)):
            if own_hash != kept_hash:
                first = (stored.number * WIDTH + index) * span
                last = first + span - 1
                yield Finding(Word.ALTERED, "tile", first, last, {"tile": name})
                break
        else:
            if len(hashes) < stored.width * HASH_BYTES:
                end = (stored.number * WIDTH + stored.width) * span
                yield Finding(
                    Word.TRUNCATED, "tile_end", computed.size, end - 1, {"tile": name, "end": end}
                )
            elif stored.root is not None and stored.root != computed.tile_root(
                stored.level, stored.number
            ):
                first = stored.number * WIDTH * span
                yield altered("tile_root", first, tile=name)


def _is_tile(stored: StoredTile) -> bool:
    """Whether a log can have such a tile at all."""
    level, number = stored.level, stored.number
    return (
        isinstance(level, int)
        and isinstance(number, int)
        and 0 <= level < _LEVELS
        and 0 <= number <= LARGEST_NUMBER
        and isinstance(stored.hashes, bytes)
        and len(stored.hashes) == stored.width * HASH_BYTES
    )


def compare_head(computed: Computed, records: Records, head: StoredHead) -> Iterator[Finding]:
    """The head tells the size, the compact range and the last moment of what is there."""
    size, frontier = head.size, head.frontier
    if not isinstance(size, int) or not isinstance(frontier, bytes):
        yield altered("head", None)
        return
    if size != records.end:
        yield _other_size(computed, records, size, frontier)
        return
    if records.whole:
        yield from _compare_frontier(computed, frontier)
    if head.recorded_at != records.moments[1]:
        yield altered("head_moment", None, head=head.recorded_at, last_moment=records.moments[1])


def _compare_frontier(computed: Computed, frontier: bytes) -> Iterator[Finding]:
    """The compact range is that of the contents; if not, which perfect subtree differs first."""
    parts = list(merkle_tree.perfect_subtrees(0, computed.size))
    kept = merkle_tree.unpack(frontier)
    if len(kept) != len(parts):
        yield altered("head", None)
        return
    own = computed.frontier(computed.size)
    for (level, index), own_hash, kept_hash in zip(parts, own, kept, strict=True):
        if own_hash != kept_hash:
            first = index << level
            yield Finding(Word.ALTERED, "frontier", first, first + (1 << level) - 1)
            return


def _other_size(computed: Computed, records: Records, size: int, frontier: bytes) -> Finding:
    """The head tells of more or fewer records than there are: which of the two was changed."""
    fields = {"size": size, "count": records.end}
    fits = records.whole and merkle_tree.pack(computed.frontier(computed.size)) == frontier
    if fits:
        return Finding(Word.ALTERED, "head_size", None, None, fields)
    if size > records.end:
        return Finding(Word.TRUNCATED, "end", records.end, records.end, fields)
    return Finding(Word.ALTERED, "beyond", max(size, 0), max(size, 0), fields)


# -- manifest ----------------------------------------------------------------------------------
# The manifest of a bundle, against what follows from the records in it.
#
# The manifest is signed by nobody. Where it and the records disagree, one of the two was changed;
# the tiles and the checkpoint tell which records.


def compare_manifest(computed: Computed, manifest: StoredManifest) -> Iterator[Finding]:
    """The manifest tells the log, the size, the root and the files of what is there."""
    size, count = manifest.size, computed.size
    for code, name in manifest.problems:
        # A file with more or fewer records than listed has another hash: that is said below.
        if (code, name) != ("file_changed", manifest.records) or size == count:
            yield altered(code, None, name=name)
    for signed in manifest.signed:
        if manifest.origin != signed:
            fields = {"manifest": manifest.origin, "checkpoint": signed}
            yield altered("manifest_origin", None, **fields)
    fits = computed.root(count).hex() == manifest.root
    if size != count:
        yield _manifest_of_another_size(size, count, fits=fits)
    elif not fits:
        yield altered("manifest_root", None)


def _manifest_of_another_size(size: int, count: int, *, fits: bool) -> Finding:
    """Whether the number was changed, or records are missing or too many."""
    fields = {"size": size, "count": count}
    if fits:
        return Finding(Word.ALTERED, "manifest_size", None, None, fields)
    if size > count:
        return Finding(Word.TRUNCATED, "manifest_end", count, count, fields)
    return Finding(Word.ALTERED, "manifest_beyond", size, size, fields)
