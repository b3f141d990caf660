"""Tiles against their definition, and proofs out of nothing but tiles."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.transparency import merkle_tree, tiles
from ledger.transparency.encoding import InvalidInput
from ledger.transparency.oracle_test import PUBLISHED, Oracle
from ledger.transparency.proofs import (
    prove_consistency,
    prove_inclusion,
    verify_consistency,
    verify_inclusion,
)
from ledger.transparency.tiles import Bundle, RightEdge, Tile, TileHashes

SIZE = 70_000
ORACLE = Oracle([b"entry %d" % number for number in range(SIZE)])


@cache
def contents(tile: Tile) -> bytes:
    """A tile by its definition: a hash for every 256^level entries."""
    each = 256**tile.level
    first = tile.number * 256
    return b"".join(
        ORACLE.mth(index * each, (index + 1) * each) for index in range(first, first + tile.width)
    )


def count(several: Iterable[Tile], level: int, *, full: bool) -> int:
    """How many full or partial tiles there are on a level."""
    return sum(tile.level == level and (tile.width == 256) == full for tile in several)


def test_published_example() -> None:
    """A tree of 70,000 entries has the tiles that the specification counts."""
    example = PUBLISHED["tiles"]
    every_tile = list(tiles.tiles_of(example["tree_size"]))
    partial = {tile.level: tile.width for tile in every_tile if tile.width < 256}
    assert count(every_tile, 0, full=True) == example["level0_full"]
    assert count(every_tile, 1, full=True) == example["level1_full"]
    assert partial == {level: example[f"level{level}_partial"] for level in range(3)}
    assert Tile(0, example["index"]).path == f"tile/0/{example['index_path']}"


def test_a_tree_of_256() -> None:
    """A full tile stands on the level above as the first hash of a partial one."""
    assert list(tiles.tiles_of(0)) == []
    assert list(tiles.tiles_of(255)) == [Tile(0, 0, 255)]
    assert list(tiles.tiles_of(256)) == [Tile(0, 0), Tile(1, 0, 1)]
    assert list(tiles.tiles_of(257)) == [Tile(0, 0), Tile(0, 1, 1), Tile(1, 0, 1)]


@given(st.integers(0, 300_000), st.integers(0, 70_000))
def test_completed(old_size: int, added: int) -> None:
    """Appending completes the full tiles that were not there, the lower ones first."""
    size = old_size + added
    before = [tile for tile in tiles.tiles_of(old_size) if tile.width == 256]
    after = [tile for tile in tiles.tiles_of(size) if tile.width == 256]
    every_tile = list(tiles.completed(old_size, size))
    assert sorted(before + every_tile) == sorted(after)
    assert [tile.level for tile in every_tile] == sorted(tile.level for tile in every_tile)


def test_completed_levels() -> None:
    """The 65,536th entry completes a tile on two levels, the one before it on none."""
    assert list(tiles.completed(65_534, 65_535)) == []
    assert list(tiles.completed(65_535, 65_536)) == [Tile(0, 255), Tile(1, 0)]


@given(st.integers(0, 1300), st.integers(0, 1300))
def test_grow(size: int, added: int) -> None:
    """Growing tile by tile gives the compact range, and the roots of the tiles that it fills."""
    leaves = [ORACLE.mth(index, index + 1) for index in range(size + added)]
    frontier: list[bytes] = []
    tiles.grow(frontier, 0, leaves[:size])
    roots = tiles.grow(frontier, size, leaves[size:])
    whole = size + added
    assert frontier == [
        ORACLE.subtree(*subtree) for subtree in merkle_tree.perfect_subtrees(0, whole)
    ]
    assert roots == [ORACLE.subtree(8, number) for number in range(size // 256, whole // 256)]


@given(
    st.one_of(
        st.builds(Tile, st.integers(0, 63), st.integers(0, 2**40), st.integers(1, 256)),
        st.builds(Bundle, st.integers(0, 2**40), st.integers(1, 256)),
    )
)
def test_paths(tile: Tile | Bundle) -> None:
    """Every tile is found again by its path."""
    assert tiles.parse_path(tile.path) == tile


def test_path_examples() -> None:
    """Paths as the specification writes them."""
    assert Tile(0, 0).path == "tile/0/000"
    assert Tile(0, 999).path == "tile/0/999"
    assert Tile(0, 1000).path == "tile/0/x001/000"
    assert Tile(63, 67, 12).path == "tile/63/067.p/12"
    assert tiles.parse_path("tile/63/067.p/12") == Tile(63, 67, 12)
    assert Bundle(1_234_067).path == "tile/entries/x001/x234/067"
    assert Bundle(0, 255).path == "tile/entries/000.p/255"


@pytest.mark.parametrize(
    "path",
    [
        *("", "tile", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/00/000"),
        *("tile/64/000", "tile/-1/000", "tile/x/000", "tile/0/000/", "/tile/0/000", "tile/0/000\n"),
        *("tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/257", "tile/0/000.p/01"),
        *("tile/0/000.p/", "tile/0/000.p", "tile/0/x000/000", "tile/0/001/000", "tile/0/x001/x000"),
        *("tile/0/x001/00", "tile/Entries/000", "tile/entries/x000/001", "tile/\u0663/000"),
        *(
            "tile/0/" + "\u0660" * 3,
            "tile/0/X001/000",
            "tile/4/0/001",
            "tile/0/" + "x999/" * 2000 + "999",
        ),
    ],
)
def test_no_paths(path: str) -> None:
    """A tile has one path; every other spelling, and what no tree has, is refused."""
    with pytest.raises(InvalidInput):
        tiles.parse_path(path)


@pytest.mark.parametrize(
    ("size", "places"),
    [
        (1, [0]),
        (255, [0, 128, 254]),
        (256, [0, 255]),
        (257, [0, 255, 256]),
        (65_536, [0, 40_000, 65_535]),
        (SIZE, [0, 255, 256, 65_535, 65_536, 69_631, 69_632, 69_999]),
    ],
)
def test_proofs_from_tiles(size: int, places: list[int]) -> None:
    """Proofs are made out of a few tiles, and lead to the root that a direct computation finds."""
    read: list[Tile] = []

    def remembering(tile: Tile) -> bytes:
        read.append(tile)
        return contents(tile)

    hashes = TileHashes(size, remembering)
    root = ORACLE.mth(0, size)
    assert merkle_tree.range_root(hashes, 0, size) == root
    for place in places:
        proof = prove_inclusion(hashes, place, size)
        verify_inclusion(ORACLE.mth(place, place + 1), place, size, proof, root)
        old_size = place + 1
        proof = prove_consistency(hashes, old_size, size)
        verify_consistency(old_size, size, proof, ORACLE.mth(0, old_size), root)
    assert len(read) == len(set(read)) <= 3 + 2 * len(places)
    assert set(read) <= set(tiles.tiles_of(size))


@pytest.mark.parametrize("length", [0, 31, 4 * 32, 6 * 32, 256 * 32])
def test_wrong_tiles(length: int) -> None:
    """A tile of another length than the tree asks for is refused."""
    hashes = TileHashes(5, lambda _: bytes(length))
    with pytest.raises(InvalidInput):
        hashes.subtree(0, 0)


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_entries(entries: list[bytes]) -> None:
    """Entries come out of a bundle as they went in."""
    assert tiles.unpack_entries(tiles.pack_entries(entries), len(entries)) == entries


def test_bundle_bytes() -> None:
    """Each entry stands after its length in two bytes, the higher one first."""
    assert tiles.pack_entries([b"", b"ab", bytes(258)]) == b"\0\0\0\2ab\1\2" + bytes(258)
    longest = bytes(65_535)
    assert tiles.unpack_entries(tiles.pack_entries([longest]), 1) == [longest]
    with pytest.raises(AssertionError):
        tiles.pack_entries([bytes(65_536)])


@pytest.mark.parametrize(
    ("bundle", "width"),
    [
        (b"", 1),
        (b"\0", 1),
        (b"\0\1", 1),
        (b"\0\2a", 1),
        (b"\0\1ab", 1),
        (b"\0\1a\0", 1),
        (b"\0\1a", 2),
        (b"\0\1a\0\1b", 1),
        (b"\0", 0),
    ],
)
def test_no_bundles(bundle: bytes, width: int) -> None:
    """A bundle that ends within an entry, or after the last one, is refused."""
    with pytest.raises(InvalidInput):
        tiles.unpack_entries(bundle, width)


@given(
    st.integers(0, 1300) | st.integers(65_400, 66_600),
    st.lists(st.integers(0, 700), max_size=4),
)
def test_a_right_edge_grows_as_the_tree_does(start: int, steps: list[int]) -> None:
    """From any size on, by steps of any length: every tile, full or partial, and the root."""
    leaves = [ORACLE.mth(at, at + 1) for at in range(start, start + sum(steps))]
    edge, size = RightEdge(start, contents), start
    for step in steps:
        full = edge.grow(leaves[size - start : size - start + step])
        assert sorted(tile for tile, _ in full) == sorted(tiles.completed(size, size + step))
        assert all(hashes == contents(tile) for tile, hashes in full)
        size += step
        assert edge.root() == ORACLE.mth(0, size)
    partial = [tile for tile in tiles.tiles_of(size) if tile.width < tiles.WIDTH]
    assert list(edge.partial()) == [(tile, contents(tile)) for tile in partial]


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 65_536, 65_537, 70_000])
def test_the_last_tile_of_each_level(size: int) -> None:
    """Of each level of a tree there is one, and none comes after it."""
    every = list(tiles.tiles_of(size))
    levels = sorted({tile.level for tile in every})
    last = [max(tile for tile in every if tile.level == level) for level in levels]
    assert list(tiles.last_tiles(size)) == last
