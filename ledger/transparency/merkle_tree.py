"""The Merkle tree of the log: hashes, compact ranges, and roots from the hashes of subtrees.

MTH is the Merkle Tree Hash of RFC 6962, section 2.1, over the entries D[0], D[1], … of the log:

    MTH({})     = SHA-256("")
    MTH({d})    = SHA-256(0x00 || d)
    MTH(D[0:n]) = SHA-256(0x01 || MTH(D[0:k]) || MTH(D[k:n])),  k = split(n)

The two prefixes keep a leaf from being read as a node (a second preimage).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Protocol

from ledger.transparency.encoding import HASH_BYTES

EMPTY_ROOT = sha256(b"").digest()
"""MTH of no entries."""


class SubtreeHashes(Protocol):
    """Where the hashes of perfect subtrees come from: tiles, a database, memory."""

    def subtree(self, level: int, index: int) -> bytes:
        """MTH(D[index * 2^level : (index + 1) * 2^level]); level 0 are the leaf hashes."""


# Copying a hash that has taken in the prefix is an eighth faster than beginning a new one.
_LEAF, _NODE = sha256(b"\x00"), sha256(b"\x01")


def leaf_hash(stored: bytes) -> bytes:
    """The hash of a leaf: SHA-256(0x00 || stored bytes)."""
    begun = _LEAF.copy()
    begun.update(stored)
    return begun.digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node: SHA-256(0x01 || left || right)."""
    begun = _NODE.copy()
    begun.update(left)
    begun.update(right)
    return begun.digest()


def split(size: int) -> int:
    """Where a tree of 2 or more leaves splits: at the largest power of two smaller than `size`."""
    assert size > 1, "a tree of one leaf has no two halves"
    return 1 << ((size - 1).bit_length() - 1)


def append(frontier: list[bytes], size: int, leaf: bytes) -> None:
    """Add one leaf to the compact range of a tree of `size` leaves, in place.

    A compact range is the list of roots of the perfect subtrees that a tree falls into, largest
    first: one for each bit of its size. It is all that appending and computing the root need.
    """
    assert len(frontier) == size.bit_count(), (
        "a compact range has one root for each bit of its size"
    )
    frontier.append(leaf)
    while size & 1:
        right = frontier.pop()
        frontier.append(node_hash(frontier.pop(), right))
        size >>= 1


def extend(frontier: list[bytes], size: int, leaves: Sequence[bytes]) -> None:
    """Add many leaves: the same as adding them one by one, in less time.

    The next leaves that make a perfect subtree where the tree ends are hashed by themselves, and
    that subtree is added as one leaf of a tree of subtrees.
    """
    start = 0
    while start < len(leaves):
        level = (len(leaves) - start).bit_length() - 1
        while size % (1 << level):
            level -= 1
        end = start + (1 << level)
        append(frontier, size >> level, perfect_root(leaves[start:end]))
        size += end - start
        start = end


def root(frontier: Sequence[bytes]) -> bytes:
    """The root hash of the whole tree that a compact range stands for."""
    if not frontier:
        return EMPTY_ROOT
    whole = frontier[-1]
    for left in reversed(frontier[:-1]):
        whole = node_hash(left, whole)
    return whole


def perfect_root(hashes: Sequence[bytes]) -> bytes:
    """The root of a perfect tree over the hashes of 1, 2, 4, 8 … subtrees of one level."""
    assert len(hashes).bit_count() == 1, "a perfect tree has a power of two of leaves"
    while len(hashes) > 1:
        hashes = list(map(node_hash, hashes[::2], hashes[1::2]))
    return hashes[0]


def perfect_subtrees(start: int, end: int) -> Iterator[tuple[int, int]]:
    """Level and index of the perfect subtrees that D[start:end] falls into, largest first.

    It holds for the ranges that a tree splits into: `start` is a multiple of every power of two
    up to the length. From 0 to n these are the subtrees of the compact range of n leaves.
    """
    while start < end:
        level = (end - start).bit_length() - 1
        assert start % (1 << level) == 0, "not a range that a tree splits into"
        yield level, start >> level
        start += 1 << level


def frontier(hashes: SubtreeHashes, size: int) -> list[bytes]:
    """The compact range of the first leaves of a tree; InvalidInput where a hash of it lacks."""
    return [hashes.subtree(*subtree) for subtree in perfect_subtrees(0, size)]


def range_root(hashes: SubtreeHashes, start: int, end: int) -> bytes:
    """MTH(D[start:end]) of a range that a tree splits into; reads at most log2(n) hashes."""
    return root([hashes.subtree(*subtree) for subtree in perfect_subtrees(start, end)])


def pack(frontier: Sequence[bytes]) -> bytes:
    """Hashes as they are stored: one after the other."""
    return b"".join(frontier)


def unpack(stored: bytes) -> list[bytes]:
    """Take apart what `pack` put together; the two are inverse to each other."""
    return [stored[at : at + HASH_BYTES] for at in range(0, len(stored), HASH_BYTES)]
