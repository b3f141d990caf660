"""Policies as they are written: every one of them reads back, and counts organisations once."""

from __future__ import annotations

from itertools import product

import pytest

from ledger.transparency import policy
from ledger.transparency.encoding import InvalidInput
from ledger.transparency.keys import SigningKey, Type, VerifierKey
from ledger.transparency.policy import QUORUM, written

LOG = SigningKey("example.org/log", Type.SIGNATURE, bytes(32)).verifier


def witness(number: int, name: str = "") -> VerifierKey:
    """A verifier key of a witness."""
    name = name or f"w{number}.example"
    return SigningKey(name, Type.COSIGNATURE, bytes([number] * 32)).verifier


ORGANISATIONS = {"bond": [witness(1)], "union": [witness(2), witness(3)], "press": [witness(4)]}


@pytest.mark.parametrize("needed", [None, 1, 2, 3])
def test_organisations_count_once(needed: int | None) -> None:
    """Of every set of witnesses: so many organisations are in it, whatever each of them has."""
    read = policy.parse(written([LOG], ORGANISATIONS, needed).encode())
    keys = [key for keys in ORGANISATIONS.values() for key in keys]
    for chosen in product((False, True), repeat=len(keys)):
        cosigners = [key for key, there in zip(keys, chosen, strict=True) if there]
        count = sum(any(key in cosigners for key in held) for held in ORGANISATIONS.values())
        assert (read.quorum in read.witnessed(cosigners)) == (count >= (needed or 2))


def test_more_than_half() -> None:
    """Without a number more than half of the organisations are needed."""
    for count in range(1, 8):
        organisations = {f"o{number}": [witness(number)] for number in range(1, count + 1)}
        text = written([LOG], organisations)
        needed = policy.parse(text.encode()).groups[QUORUM].needed
        assert needed * 2 > count >= (needed - 1) * 2


def test_addresses_and_two_keys_of_one_name() -> None:
    """Addresses stand with their keys; an old and a new key of one witness are told apart."""
    same = [witness(5, "w.example"), witness(6, "w.example")]
    urls = {"w.example": "https://w.example/", LOG.name: "https://example.org/log"}
    read = policy.parse(written([LOG], {"bond": same}, 1, urls).encode())
    assert list(read.witnesses.values()) == same
    assert read.urls == {LOG: urls[LOG.name], **dict.fromkeys(same, "https://w.example/")}


def test_no_witnesses() -> None:
    """Without witnesses the signature of the log is enough, and nobody can be needed."""
    assert policy.parse(written([LOG], {}).encode()).quorum == policy.NONE
    with pytest.raises(InvalidInput, match="none is named"):
        written([LOG], {}, 1)


def test_refusals() -> None:
    """What a policy cannot hold, or what would count somebody twice, is not written."""
    wrong = [
        ([LOG], {"bond": [witness(1)]}, 2, None),
        ([LOG], {"bond": [witness(1)]}, 0, None),
        ([LOG], {"bond": [witness(1)], "union": [witness(1)]}, None, None),
        ([LOG], {"w1.example": [witness(1)]}, None, None),
        ([LOG], {"organisations": [witness(1)]}, None, None),
        ([LOG], {"none": [witness(1)]}, None, None),
        ([LOG], {"": [witness(1)]}, None, None),
        ([LOG], {"two words": [witness(1)]}, None, None),
        ([LOG], {"#bond": [witness(1)]}, None, None),
        ([LOG], {"bond": [LOG]}, None, None),
        ([witness(1)], {}, None, None),
        ([LOG, LOG], {}, None, None),
        ([LOG], {}, None, {"stranger.example": "https://stranger.example/"}),
        ([LOG], {}, None, {LOG.name: "https://example.org/a b"}),
    ]
    for logs, organisations, needed, urls in wrong:
        with pytest.raises(InvalidInput):
            written(logs, organisations, needed, urls)
