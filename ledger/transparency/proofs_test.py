"""Proofs, exhaustively: trees of up to 100 entries, and every way to spoil their proofs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.transparency.encoding import InvalidInput, NotProven, from_base64
from ledger.transparency.oracle_test import Oracle, node, outcome, path_root, proof_roots
from ledger.transparency.proofs import (
    prove_consistency,
    prove_inclusion,
    verify_consistency,
    verify_inclusion,
)

LARGEST = 100
ORACLE = Oracle([b"entry %d" % number for number in range(LARGEST)])
LEAVES = [ORACLE.mth(index, index + 1) for index in range(LARGEST)]
ROOTS = [ORACLE.mth(0, size) for size in range(LARGEST + 1)]
GARBAGE = bytes(range(32))
SHORT = {*range(1, 34), 63, 64, 65, LARGEST}
"""Sizes that hold every shape of a tree up to five levels, and the borders of larger ones."""
SIZES = [
    pytest.param(size, marks=() if size in SHORT else pytest.mark.long)
    for size in range(1, LARGEST + 1)
]


def spoiled(proof: list[bytes]) -> Iterator[list[bytes]]:
    """A proof with one hash changed, left out, put in twice, added or swapped with the next."""
    for at, hashed in enumerate(proof):
        before, after = proof[:at], proof[at + 1 :]
        yield [*before, bytes([hashed[0] ^ 1]) + hashed[1:], *after]
        yield [*before, hashed[:-1] + bytes([hashed[-1] ^ 128]), *after]
        yield [*before, *after]
        yield [*before, hashed, hashed, *after]
        if after:
            yield [*before, after[0], hashed, *after[1:]]
    for at in range(len(proof) + 1):
        yield [*proof[:at], GARBAGE, *proof[at:]]


@pytest.mark.parametrize("size", SIZES)
def test_every_inclusion_proof(size: int) -> None:
    """Each entry is proven as RFC 6962 says, and no spoiled proof proves it."""
    root = ROOTS[size]
    for index in range(size):
        proof = prove_inclusion(ORACLE, index, size)
        assert proof == ORACLE.path(index, 0, size)
        leaf = LEAVES[index]
        verify_inclusion(leaf, index, size, proof, root)
        for wrong in spoiled(proof):
            assert outcome(verify_inclusion, leaf, index, size, wrong, root) is NotProven
        for wrong_index in range(size):
            if wrong_index != index:
                assert outcome(verify_inclusion, leaf, wrong_index, size, proof, root) is NotProven
        stranger = LEAVES[index - 1] if index else GARBAGE
        assert outcome(verify_inclusion, stranger, index, size, proof, root) is NotProven
        assert outcome(verify_inclusion, leaf, index, size, proof, GARBAGE) is NotProven


@pytest.mark.parametrize("size", SIZES)
def test_every_consistency_proof(size: int) -> None:
    """Each older tree is proven as RFC 6962 says, and no spoiled proof proves it."""
    root = ROOTS[size]
    for old_size in range(1, size + 1):
        proof = prove_consistency(ORACLE, old_size, size)
        assert proof == ORACLE.proof(old_size, size)
        old_root = ROOTS[old_size]
        verify_consistency(old_size, size, proof, old_root, root)
        for wrong in spoiled(proof):
            assert outcome(verify_consistency, old_size, size, wrong, old_root, root) is NotProven
        for roots in ((GARBAGE, root), (old_root, GARBAGE)):
            assert outcome(verify_consistency, old_size, size, proof, *roots) is NotProven
        if old_size < size:
            assert outcome(verify_consistency, old_size, size, proof, root, old_root) is NotProven


@pytest.mark.parametrize("size", range(1, 34))
def test_other_sizes(size: int) -> None:
    """Under another size a proof proves what it would by reading RFC 6962 backwards, no more.

    A root does not tell the size of its tree: the same hashes may lead to it under another one.
    That is why a checkpoint signs both.
    """
    for index in range(size):
        proof = ORACLE.path(index, 0, size)
        for other_size in range(index + 1, 70):
            holds = path_root(LEAVES[index], index, other_size, proof) == ROOTS[size]
            failure = outcome(
                verify_inclusion, LEAVES[index], index, other_size, proof, ROOTS[size]
            )
            assert failure is (None if holds else NotProven)
    for old_size in range(1, size):
        proof = ORACLE.proof(old_size, size)
        roots = (ROOTS[old_size], ROOTS[size])
        for other_old in range(1, 40):
            for other_size in (size - 1, size, size + 1, 2 * size):
                if other_old < other_size:
                    holds = proof_roots(roots[0], other_old, other_size, proof) == roots
                    failure = outcome(verify_consistency, other_old, other_size, proof, *roots)
                    assert failure is (None if holds else NotProven)


@given(st.integers(1, 2**63 - 1), st.data())
def test_large_trees(size: int, data: st.DataObject) -> None:
    """Trees of any size: what is proven with made-up hashes verifies, with few hashes read."""
    tree = MadeUp()
    index = data.draw(st.integers(0, size - 1))
    proof = prove_inclusion(tree, index, size)
    assert tree.reads <= 2 * size.bit_length()
    root = path_root(tree.subtree(0, index), index, size, proof)
    assert root is not None
    verify_inclusion(tree.subtree(0, index), index, size, proof, root)
    old_size = data.draw(st.integers(1, size))
    tree.reads = 0
    proof = prove_consistency(tree, old_size, size)
    assert tree.reads <= 2 * size.bit_length()
    roots = proof_roots(GARBAGE, old_size, size, proof)
    assert roots is not None
    verify_consistency(old_size, size, proof, *roots)


class MadeUp:
    """Subtrees of a tree too large to hold: each has a hash that tells which it is."""

    def __init__(self) -> None:
        self.reads = 0

    def subtree(self, level: int, index: int) -> bytes:
        """A hash of its own for each subtree."""
        self.reads += 1
        return node(b"%d" % level, b"%d" % index)


def test_what_cannot_be_a_proof() -> None:
    """Impossible places are invalid input, for whoever proves and for whoever verifies."""
    root = ROOTS[4]
    for index, size in ((4, 4), (5, 4), (-1, 4), (0, 0), (0, -1)):
        assert outcome(prove_inclusion, ORACLE, index, size) is InvalidInput
        assert outcome(verify_inclusion, LEAVES[0], index, size, [], root) is InvalidInput
    for old_size, size in ((0, 4), (-1, 4), (5, 4), (0, 0)):
        assert outcome(prove_consistency, ORACLE, old_size, size) is InvalidInput
        assert outcome(verify_consistency, old_size, size, [], root, root) is InvalidInput


@pytest.mark.parametrize("length", [0, 1, 31, 33, 64])
def test_hashes_are_32_bytes(length: int) -> None:
    """A hash of another length is invalid wherever it stands."""
    wrong = bytes(length)
    inclusion = (LEAVES[0], 0, 2, [LEAVES[1]], ROOTS[2])
    verify_inclusion(*inclusion)
    for at, value in ((0, wrong), (3, [wrong]), (4, wrong)):
        assert outcome(verify_inclusion, *changed(inclusion, at, value)) is InvalidInput
    consistency = (1, 2, [LEAVES[1]], ROOTS[1], ROOTS[2])
    verify_consistency(*consistency)
    for at, value in ((2, [wrong]), (3, wrong), (4, wrong)):
        assert outcome(verify_consistency, *changed(consistency, at, value)) is InvalidInput


def test_hashes_cut_elsewhere() -> None:
    """Two hashes whose bytes are cut apart elsewhere lead to the same root, and are refused.

    SHA-256(0x01 || a || b) is the same for every place to cut a || b at: without the check of
    lengths, what is no leaf of the log would be proven to be in it.
    """
    both = LEAVES[0] + LEAVES[1]
    leaf, beside = both[:31], both[31:]
    assert node(leaf, beside) == ROOTS[2]
    assert outcome(verify_inclusion, leaf, 0, 2, [beside], ROOTS[2]) is InvalidInput
    assert outcome(verify_consistency, 1, 2, [beside], leaf, ROOTS[2]) is InvalidInput


def test_a_proof_ends_at_the_root() -> None:
    """More hashes than levels prove nothing, even when they lead to the root that was given."""
    above = node(GARBAGE, ROOTS[4])
    proof = [*ORACLE.path(2, 0, 4), GARBAGE]
    assert outcome(verify_inclusion, LEAVES[2], 2, 4, proof, above) is NotProven
    proof = [*ORACLE.proof(3, 4), GARBAGE]
    old_above = node(GARBAGE, ROOTS[3])
    assert outcome(verify_consistency, 3, 4, proof, old_above, above) is NotProven
    assert outcome(verify_inclusion, LEAVES[0], 0, 1, [GARBAGE], node(GARBAGE, LEAVES[0])) is (
        NotProven
    )


def changed(arguments: tuple[Any, ...], at: int, value: Any) -> tuple[Any, ...]:
    """The arguments with one of them replaced."""
    return (*arguments[:at], value, *arguments[at + 1 :])


PROBES: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent / "testdata" / "merkle-probes.json").read_text(encoding="utf-8")
)["probes"]


NO_HASHES = "consistency/additional/sizes-are-equal-one-and-proof-is-empty"
"""The one good probe that is refused here: its roots are 12 bytes of text, and no hashes."""


@pytest.mark.parametrize("name", PROBES)
def test_probes_of_others(name: str) -> None:
    """The proofs, good and bad, by which implementations of others are measured."""
    probe = PROBES[name]
    proof = [from_base64(hashed) for hashed in probe["proof"] or []]
    arguments: tuple[Any, ...]
    if name.startswith("inclusion"):
        leaf, root = from_base64(probe["leafHash"]), from_base64(probe["root"])
        arguments = (verify_inclusion, leaf, probe["leafIdx"], probe["treeSize"], proof, root)
    else:
        roots = (from_base64(probe["root1"]), from_base64(probe["root2"]))
        arguments = (verify_consistency, probe["size1"], probe["size2"], proof, *roots)
    assert (outcome(*arguments) is not None) == (probe["wantErr"] or name == NO_HASHES)
