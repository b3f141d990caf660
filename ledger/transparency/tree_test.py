"""Hashes, compact ranges and roots, against published values and against the oracle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.transparency import merkle_tree
from ledger.transparency.oracle_test import PUBLISHED, Oracle, largest_power

SIZES = range(1, 101)
ORACLE = Oracle([b"%d" % number for number in range(SIZES.stop)])


def test_published_hashes() -> None:
    """Leaves, nodes and the empty tree are hashed as everybody else hashes them."""
    expected = PUBLISHED["hashes"]
    assert merkle_tree.EMPTY_ROOT.hex() == expected["empty_root"]
    assert merkle_tree.leaf_hash(b"").hex() == expected["leaf_of_nothing"]
    assert merkle_tree.leaf_hash(b"L123456").hex() == expected["leaf_of_L123456"]
    assert merkle_tree.node_hash(b"N123", b"N456").hex() == expected["node_of_N123_N456"]


def test_compact_range() -> None:
    """Leaf by leaf the compact range has the root of the whole tree, and survives being stored."""
    frontier: list[bytes] = []
    assert merkle_tree.root(frontier) == ORACLE.mth(0, 0)
    for size in SIZES:
        merkle_tree.append(frontier, size - 1, merkle_tree.leaf_hash(ORACLE.entries[size - 1]))
        assert merkle_tree.root(frontier) == ORACLE.mth(0, size)
        assert merkle_tree.unpack(merkle_tree.pack(frontier)) == frontier
        assert [
            ORACLE.subtree(*subtree) for subtree in merkle_tree.perfect_subtrees(0, size)
        ] == frontier


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_extend(size: int, added: int) -> None:
    """Adding many leaves at once is adding them one by one."""
    leaves = [merkle_tree.leaf_hash(b"%d" % number) for number in range(size + added)]
    one_by_one: list[bytes] = []
    for number, leaf in enumerate(leaves):
        merkle_tree.append(one_by_one, number, leaf)
    at_once: list[bytes] = []
    merkle_tree.extend(at_once, 0, leaves[:size])
    merkle_tree.extend(at_once, size, leaves[size:])
    assert at_once == one_by_one


def test_split() -> None:
    """A tree splits at the largest power of two smaller than its size."""
    assert [merkle_tree.split(size) for size in range(2, 101)] == [
        largest_power(size) for size in range(2, 101)
    ]
    assert merkle_tree.split(2**62 + 1) == 2**62
    assert merkle_tree.split(2**62) == 2**61


def test_range_root() -> None:
    """The root of every range that a tree splits into, from the roots of perfect subtrees."""
    for size in SIZES:
        assert merkle_tree.range_root(ORACLE, 0, size) == ORACLE.mth(0, size)
        start = largest_power(size)
        assert merkle_tree.range_root(ORACLE, start, size) == ORACLE.mth(start, size)
    assert merkle_tree.range_root(ORACLE, 0, 0) == merkle_tree.EMPTY_ROOT


def test_perfect_root() -> None:
    """The root over the hashes of a level is that over what lies below them."""
    for width in (1, 2, 4, 8, 16):
        hashes = [ORACLE.subtree(2, index) for index in range(width)]
        assert merkle_tree.perfect_root(hashes) == ORACLE.mth(0, 4 * width)


def test_invariants() -> None:
    """What no tree has is a mistake of the caller, and is not computed."""
    for size in (0, 1):
        with pytest.raises(AssertionError, match="no two halves"):
            merkle_tree.split(size)
    with pytest.raises(AssertionError, match="one root for each bit"):
        merkle_tree.append([merkle_tree.EMPTY_ROOT], 3, merkle_tree.EMPTY_ROOT)
    for count in (0, 3, 6):
        with pytest.raises(AssertionError, match="power of two"):
            merkle_tree.perfect_root([merkle_tree.EMPTY_ROOT] * count)
    with pytest.raises(AssertionError, match="splits into"):
        list(merkle_tree.perfect_subtrees(1, 3))
