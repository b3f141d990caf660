"""The tree over so many records that tiles of tiles of tiles are needed, against its definition."""

from __future__ import annotations

import pytest

from ledger.transparency.merkle_tree import leaf_hash, pack, perfect_root
from ledger.transparency.tiles import WIDTH
from ledger.verify.evidence import StoredTile
from ledger.verify.records import Leaves, Records
from ledger.verify.tree import Computed, compare_tiles

SIZE = WIDTH * WIDTH + 2 * WIDTH + 3
LEAVES = [leaf_hash(b"%d" % number) for number in range(SIZE)]


def roots(hashes: list[bytes]) -> list[bytes]:
    """The roots of the full tiles over hashes."""
    return [perfect_root(hashes[at : at + WIDTH]) for at in range(0, len(hashes) - 255, WIDTH)]


LEVELS = [LEAVES, roots(LEAVES), roots(roots(LEAVES))]


@pytest.fixture(scope="module")
def computed() -> Computed:
    """The tree over all of them."""
    leaves = Leaves()
    for start in range(0, SIZE, 1000):
        leaves.add(LEAVES[start : start + 1000])
    return Computed(Records(SIZE, leaves))


def test_every_level(computed: Computed) -> None:
    """A tile holds what its level and number say, and one beyond the tree nothing."""
    for level, hashes in enumerate(LEVELS):
        for number in range(len(hashes) // WIDTH + 2):
            assert computed.hashes(level, number) == pack(hashes[number * WIDTH :][:WIDTH])
    assert computed.hashes(3, 0) == b""


def test_tiles(computed: Computed) -> None:
    """Tiles that hold what they should are passed; others are named by the records below."""
    tiles = [
        StoredTile(0, 256, pack(LEAVES[65536:][:WIDTH]), roots(LEAVES)[256]),
        StoredTile(1, 0, pack(LEVELS[1][:WIDTH]), LEVELS[2][0]),
        StoredTile(1, 1, pack(LEVELS[1][WIDTH:]), width=2),
        StoredTile(2, 0, pack(LEVELS[2]), width=1),
    ]
    assert list(compare_tiles(computed, tiles)) == []
    wrong = StoredTile(1, 0, pack([*LEVELS[1][:7], bytes(32), *LEVELS[1][8:WIDTH]]))
    beyond = StoredTile(1, 1, pack([*LEVELS[1][WIDTH:], bytes(32)]), width=3)
    (altered_tile, end) = compare_tiles(computed, [wrong, beyond])
    assert (altered_tile.code, altered_tile.first, altered_tile.last) == (
        "tile",
        7 * WIDTH,
        8 * WIDTH - 1,
    )
    assert (end.code, end.first, end.last) == ("tile_end", SIZE, 259 * WIDTH - 1)
