"""The Merkle tree of the log, as far as appending needs it (RFC 6962, section 2.1).

A compact range is the list of roots of the perfect subtrees that a tree of n leaves falls into,
largest first: one for each bit of n. It is all that appending a leaf and computing the root need.
"""

from __future__ import annotations

from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(stored: bytes) -> bytes:
    """The hash of a leaf: SHA-256(0x00 || stored bytes)."""
    return sha256(b"\x00" + stored).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node: SHA-256(0x01 || left || right)."""
    return sha256(b"\x01" + left + right).digest()


def append(frontier: list[bytes], size: int, leaf: bytes) -> None:
    """Add one leaf to the compact range of a tree of `size` leaves, in place."""
    assert len(frontier) == size.bit_count(), (
        "a compact range has one root for each bit of its size"
    )
    frontier.append(leaf)
    while size & 1:
        right = frontier.pop()
        frontier.append(node_hash(frontier.pop(), right))
        size >>= 1


def root(frontier: list[bytes]) -> bytes:
    """The root hash of the whole tree."""
    if not frontier:
        return EMPTY_ROOT
    whole = frontier[-1]
    for left in reversed(frontier[:-1]):
        whole = node_hash(left, whole)
    return whole


def pack(frontier: list[bytes]) -> bytes:
    """The compact range as it is stored: its hashes one after the other."""
    return b"".join(frontier)


def unpack(stored: bytes) -> list[bytes]:
    """Take apart what `pack` put together; the two are inverse to each other."""
    return [stored[at : at + HASH_BYTES] for at in range(0, len(stored), HASH_BYTES)]
