"""Proof files: one entry, provable offline with nothing but a policy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.transparency import checkpoint, proof_file
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.encoding import InvalidInput, NotProven, to_base64
from ledger.transparency.keys import SigningKey, Type
from ledger.transparency.oracle_test import Oracle, outcome
from ledger.transparency.policy import Policy
from ledger.transparency.proof_file import ProofFile

ENTRIES = [b"entry %d" % number for number in range(5)]
ORACLE = Oracle(ENTRIES)
LOG = SigningKey("example.com/log", Type.SIGNATURE, bytes(32))
POLICY = Policy([LOG.verifier])
SIGNED = checkpoint.signed(Checkpoint(LOG.name, 5, ORACLE.mth(0, 5)), [LOG])
HASH = to_base64(bytes(32))


def proof_of(index: int) -> ProofFile:
    """The proof of one of the five entries."""
    return ProofFile(index, tuple(ORACLE.path(index, 0, 5)), SIGNED)


@given(
    st.integers(0, 2**63 - 1),
    st.lists(st.binary(min_size=32, max_size=32), max_size=63),
    st.binary(),
    st.binary(),
)
def test_files(index: int, hashes: list[bytes], signed: bytes, extra: bytes) -> None:
    """Every proof is read from its file, the checkpoint in it to the last byte."""
    proof = ProofFile(index, tuple(hashes), signed, extra)
    assert proof_file.parse(bytes(proof)) == proof


def test_example() -> None:
    """A file as the specification lays it out."""
    proof = ProofFile(7, (bytes(32),), b"origin\n", b"more")
    assert bytes(proof).decode() == (
        f"c2sp.org/tlog-proof@v1\nextra bW9yZQ==\nindex 7\n{HASH}\n\norigin\n"
    )
    assert bytes(ProofFile(0, (), b"origin\n")).decode() == (
        "c2sp.org/tlog-proof@v1\nindex 0\n\norigin\n"
    )


def test_verified() -> None:
    """Each entry is proven by its own proof and by no other."""
    for index, entry in enumerate(ENTRIES):
        proof = proof_file.parse(bytes(proof_of(index)))
        assert proof.verify(entry, POLICY).size == 5
        for candidate in ENTRIES:
            assert outcome(proof.verify, candidate, POLICY) is (
                None if candidate == entry else NotProven
            )
        assert outcome(proof.verify, b"\0" + entry, POLICY) is NotProven


def test_not_verified() -> None:
    """Another index, other hashes, another signer or another root prove nothing."""
    proof = proof_of(1)
    stranger = SigningKey(LOG.name, Type.SIGNATURE, bytes([1] * 32))
    other_root = checkpoint.signed(Checkpoint(LOG.name, 5, ORACLE.mth(0, 4)), [LOG])
    forged = checkpoint.signed(Checkpoint(LOG.name, 5, ORACLE.mth(0, 5)), [stranger])
    for wrong in (
        ProofFile(0, proof.proof, SIGNED),
        ProofFile(1, proof.proof[1:], SIGNED),
        ProofFile(1, proof.proof, other_root),
        ProofFile(1, proof.proof, forged),
    ):
        assert outcome(wrong.verify, ENTRIES[1], POLICY) is NotProven
    for invalid in (
        ProofFile(5, proof.proof, SIGNED),
        ProofFile(1, (b"short", *proof.proof[1:]), SIGNED),
        ProofFile(1, proof.proof, SIGNED[:-1]),
    ):
        assert outcome(invalid.verify, ENTRIES[1], POLICY) is InvalidInput


def test_the_signature_comes_first() -> None:
    """What nobody known has signed is not looked into any further."""
    unsigned = ProofFile(99, (), SIGNED)
    assert outcome(unsigned.verify, ENTRIES[1], Policy([])) is NotProven


def test_the_longest_proof() -> None:
    """A proof in the largest log there can be has 63 hashes; files end in .tlog-proof."""
    longest = ProofFile(7, (bytes(32),) * 63, b"origin\n")
    assert proof_file.parse(bytes(longest)) == longest
    assert proof_file.SUFFIX == ".tlog-proof"


HEAD = "c2sp.org/tlog-proof@v1\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        HEAD,
        f"{HEAD}index 0\n",
        f"{HEAD}index 0\n{HASH}\n",
        f"{HEAD}\nindex 0\n\na\n",
        f"\n{HEAD}index 0\n\na\n",
        f"{HEAD.replace('v1', 'v2')}index 0\n\na\n",
        f"{HEAD.replace('v1', 'v1 ')}index 0\n\na\n",
        f"{HEAD}index\n\na\n",
        f"{HEAD}1\n\na\n",
        f"{HEAD}index \n\na\n",
        f"{HEAD}index 00\n\na\n",
        f"{HEAD}index 01\n\na\n",
        f"{HEAD}index +1\n\na\n",
        f"{HEAD}index -1\n\na\n",
        f"{HEAD}index  1\n\na\n",
        f"{HEAD}index 1 \n\na\n",
        f"{HEAD}index \u0661\n\na\n",
        f"{HEAD}index {2**63}\n\na\n",
        f"{HEAD}Index 1\n\na\n",
        f"{HEAD}{HASH}\nindex 1\n\na\n",
        f"{HEAD}extra \nindex 1\n\na\n",
        f"{HEAD}extra\nindex 1\n\na\n",
        f"{HEAD}extra AB==\nindex 1\n\na\n",
        f"{HEAD}extra AA==\n\na\n",
        f"{HEAD}extra AA==\nextra AA==\nindex 1\n\na\n",
        f"{HEAD}index 1\nextra AA==\n\na\n",
        f"{HEAD}index 1\nindex 1\n\na\n",
        f"{HEAD}index 1\n{HASH[:-1]}\n\na\n",
        f"{HEAD}index 1\n {HASH}\n\na\n",
        f"{HEAD}index 1\n{HASH[:-2]}B=\n\na\n",
        f"{HEAD}index 1\n{to_base64(bytes(31))}\n\na\n",
        f"{HEAD}index 1\n{to_base64(bytes(64))}\n\na\n",
        f"{HEAD}index 1\n{(HASH + chr(10)) * 64}\na\n",
        f"{HEAD}index 1\r\n\r\na\n",
    ],
)
def test_no_proof_files(text: str) -> None:
    """Missing lines, other lines, other spellings and other lengths make no proof."""
    with pytest.raises(InvalidInput):
        proof_file.parse(text.encode())
