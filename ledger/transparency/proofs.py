"""Inclusion and consistency proofs: to prove (RFC 6962) and to verify (RFC 9162).

An inclusion proof shows that an entry is in the log at its index; a consistency proof shows that
an older log is the beginning of a newer one. Neither is longer than 64 hashes for any log there
can be, and whoever verifies needs the roots alone, not the log.

Of the two failures, InvalidInput says that this cannot be a proof of anything (no such index, not
32 bytes), NotProven that it was checked and proves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from languages import N_
from ledger.transparency.encoding import InvalidInput, NotProven, checked_hash
from ledger.transparency.merkle_tree import SubtreeHashes, node_hash, range_root, split

MOST_HASHES = 63
"""In a proof file, or in a request to a witness: no tree of fewer than 2^63 entries is deeper."""


def prove_inclusion(hashes: SubtreeHashes, index: int, size: int) -> list[bytes]:
    """PATH(index, D[0:size]) of RFC 6962, section 2.1.1: from the leaf's sibling up.

    The tree is walked down to the leaf; what lies on the other side of each split is one hash of
    the proof. At most one of them is no perfect subtree, so at most 2 log2(size) hashes are read.
    """
    _check_index(index, size)
    start, end = 0, size
    beside: list[tuple[int, int]] = []
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            beside.append((middle, end))
            end = middle
        else:
            beside.append((start, middle))
            start = middle
    return [range_root(hashes, *subtree) for subtree in reversed(beside)]


def prove_consistency(hashes: SubtreeHashes, old_size: int, size: int) -> list[bytes]:
    """PROOF(old_size, D[0:size]) of RFC 6962, section 2.1.2.

    The tree is walked down to where the old one ends. As long as the walk kept to the left, what
    remains is the whole old tree, whose root the verifier knows: it is left out (the `b` of
    SUBPROOF). At most 2 log2(size) hashes are read.
    """
    _check_sizes(old_size, size)
    start, end = 0, size
    beside: list[tuple[int, int]] = []
    while end != old_size:
        middle = start + split(end - start)
        if old_size <= middle:
            beside.append((middle, end))
            end = middle
        else:
            beside.append((start, middle))
            start = middle
    if start > 0:
        beside.append((start, end))
    return [range_root(hashes, *subtree) for subtree in reversed(beside)]


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> None:
    """RFC 9162, section 2.1.3.2: the leaf hash stands at `index` in the tree of that size and root.

    Size and root belong together, as a checkpoint signs them: a proof may lead to the same root
    under another size.
    """
    _check_index(index, size)
    _check_hashes(leaf, *proof, root)
    _, computed = _climb(index, size - 1, leaf, proof)
    if computed != root:
        raise NotProven(N_("the proof leads to another root"))


def verify_consistency(
    old_size: int, size: int, proof: Sequence[bytes], old_root: bytes, root: bytes
) -> None:
    """RFC 9162, section 2.1.4.2: the old tree is the beginning of the new one.

    An old size of 0 is refused: every log begins with nothing, so there is nothing to verify, and
    the algorithm does not end for it. Equal sizes need equal roots and no proof.
    """
    _check_sizes(old_size, size)
    _check_hashes(old_root, *proof, root)
    if old_size == size:
        if proof:
            raise NotProven(N_("two trees of one size need no proof"))
        if old_root != root:
            raise NotProven(N_("two trees of one size have different roots"))
        return
    if not proof:
        raise NotProven(N_("the proof has fewer hashes than the tree has levels"))
    # A perfect old tree is a node of the new one, and the prover left its root out.
    first, *beside = [old_root, *proof] if old_size.bit_count() == 1 else proof
    node, last = old_size - 1, size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    old_computed, computed = _climb(node, last, first, beside)
    if old_computed != old_root:
        raise NotProven(N_("the proof leads to another root of the old tree"))
    if computed != root:
        raise NotProven(N_("the proof leads to another root of the new tree"))


def prove_extends(
    hashes: SubtreeHashes, old_size: int, old_root: bytes, size: int, root: bytes
) -> list[bytes]:
    """The proof that one tree is the beginning of another, made and verified.

    hashes: of the larger tree, from wherever they come: nothing of them is believed. NotProven
    when they do not lead from the one root to the other; every tree begins with the empty one.
    """
    if old_size > size:
        raise NotProven(
            N_("a log of {size:,} entries does not extend one of {old_size:,}").format(
                size=size, old_size=old_size
            )
        )
    if old_size == 0:
        return []
    try:
        proof = prove_consistency(hashes, old_size, size)
        verify_consistency(old_size, size, proof, old_root, root)
    except InvalidInput as problem:
        raise NotProven(str(problem)) from problem
    return proof


def _climb(node: int, last: int, start: bytes, proof: Sequence[bytes]) -> tuple[bytes, bytes]:
    """From a node up to the root: hashed with what lies to its left only, and with all of it.

    This is the loop of both algorithms; `node` and `last` are their fn and sn: the number of the
    node on its level, counted from 0, and that of the last node there. A node at the right edge
    without a sibling rises unchanged until it has one, which is then on the left.
    """
    left_only = whole = start
    for beside in proof:
        if last == 0:
            raise NotProven(N_("the proof has more hashes than the tree has levels"))
        if node & 1 or node == last:
            left_only, whole = node_hash(beside, left_only), node_hash(beside, whole)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            whole = node_hash(whole, beside)
        node, last = node >> 1, last >> 1
    if last != 0:
        raise NotProven(N_("the proof has fewer hashes than the tree has levels"))
    return left_only, whole


def _check_index(index: int, size: int) -> None:
    if not 0 <= index < size:
        raise InvalidInput(
            N_("a log of {size:,} entries has no entry {index}").format(size=size, index=index)
        )


def _check_sizes(old_size: int, size: int) -> None:
    if old_size < 1:
        raise InvalidInput(
            N_("every log begins with nothing: from size 0 there is nothing to prove")
        )
    if old_size > size:
        raise InvalidInput(
            N_("a log of {size:,} entries does not extend one of {old_size:,}").format(
                size=size, old_size=old_size
            )
        )


def _check_hashes(*hashes: bytes) -> None:
    for hash_ in hashes:
        checked_hash(hash_)
