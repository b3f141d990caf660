"""Keys as text, their ids, and what they sign."""

from __future__ import annotations

from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

from ledger.transparency.encoding import InvalidInput, to_base64
from ledger.transparency.keys import SigningKey, Type, VerifierKey, cosigned_at, is_name
from ledger.transparency.oracle_test import PUBLISHED

NOTES = PUBLISHED["signed_notes"]
TEXT = "example.com/log\n0\n"
SIGNER = SigningKey("example.com/log", Type.SIGNATURE, bytes(range(32)))
COSIGNER = SigningKey("witness.example/one", Type.COSIGNATURE, bytes(range(1, 33)))


@pytest.mark.parametrize("published", NOTES, ids=lambda note: note["source"][:20])
def test_published_keys(published: dict[str, str]) -> None:
    """Published verifier keys are read and written again to the letter."""
    key = VerifierKey.parse(published["key"])
    assert str(key) == published["key"]
    assert key.type is Type.SIGNATURE
    assert key.id.hex() == published["key"].split("+")[1]


def test_published_cosigner_key() -> None:
    """A witness has keys of a type of their own."""
    published = PUBLISHED["cosigner_key"]["key"]
    key = VerifierKey.parse(published)
    assert str(key) == published
    assert key.type is Type.COSIGNATURE


def test_published_signing_key() -> None:
    """A published secret belongs to the published verifier key."""
    published = NOTES[1]
    key = SigningKey.parse(published["signing_key"])
    assert key.text() == published["signing_key"]
    assert str(key.verifier) == published["key"]


def test_one_key_for_each_use() -> None:
    """Name and type are part of the id: a key under another name or for another use is another."""
    others = [
        SIGNER,
        SigningKey(SIGNER.name, Type.COSIGNATURE, SIGNER.seed),
        SigningKey("example.com/other", Type.SIGNATURE, SIGNER.seed),
    ]
    assert len({key.verifier.id for key in others}) == 3
    for key in others:
        assert VerifierKey.parse(str(key.verifier)) == key.verifier
        assert SigningKey.parse(key.text()) == key


def test_signatures() -> None:
    """A key verifies what its other half signed, and nothing else."""
    signature = SIGNER.sign(TEXT)
    assert len(signature) == 64
    assert SIGNER.verifier.verifies(TEXT, signature)
    assert not SIGNER.verifier.verifies(TEXT + "\n", signature)
    assert not COSIGNER.verifier.verifies(TEXT, signature)
    for wrong in (b"", signature[:-1], signature + b"\0", bytes(64)):
        assert SIGNER.verifier.verifies(TEXT, wrong) is False


@pytest.mark.parametrize("time", [0, 1, 1_679_315_147, 2**63 - 1])
def test_cosignatures(time: int) -> None:
    """A cosignature is 72 bytes that tell its time, and holds for that time only."""
    signature = COSIGNER.cosign(TEXT, time)
    assert len(signature) == 72
    assert int.from_bytes(signature[:8], "big") == cosigned_at(signature) == time
    assert COSIGNER.verifier.verifies(TEXT, signature)
    later = (time ^ 1).to_bytes(8, "big")
    for wrong in (b"", signature[:8], signature[8:], later + signature[8:], signature[:-1]):
        assert not COSIGNER.verifier.verifies(TEXT, wrong)


def test_a_cosignature_is_no_signature() -> None:
    """What a cosigner signs starts with a line of its own, and the time."""
    plain = SigningKey(COSIGNER.name, Type.SIGNATURE, COSIGNER.seed)
    message = "cosignature/v1\ntime 7\nexample.com/log\n0\n"
    assert COSIGNER.cosign(TEXT, 7)[8:] == plain.sign(message)
    assert not COSIGNER.verifier.verifies(TEXT, plain.sign(TEXT))


def test_a_time_beyond_64_bits() -> None:
    """A time that no signed 64-bit number can hold is no time, however well it is signed."""
    plain = SigningKey(COSIGNER.name, Type.SIGNATURE, COSIGNER.seed)
    signature = plain.sign(f"cosignature/v1\ntime {2**63}\n{TEXT}")
    assert COSIGNER.verifier.verifies(TEXT, (2**63).to_bytes(8, "big") + signature) is False


def test_a_key_does_what_its_type_says() -> None:
    """Neither half of the work is done with the key of the other."""
    with pytest.raises(AssertionError):
        SIGNER.cosign(TEXT, 0)
    with pytest.raises(AssertionError):
        COSIGNER.sign(TEXT)
    for time in (-1, 2**63):
        with pytest.raises(AssertionError):
            COSIGNER.cosign(TEXT, time)


PUBLIC = SIGNER.verifier.public


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.com/log",
        "example.com/log+00000000",
        str(SIGNER.verifier).replace(SIGNER.verifier.id.hex(), "00000000"),
        str(SIGNER.verifier).replace(SIGNER.verifier.id.hex(), SIGNER.verifier.id.hex().upper()),
        str(SIGNER.verifier) + "\n",
        " " + str(SIGNER.verifier),
        str(SIGNER.verifier).replace("example", "exam ple"),
        "a+00000000+" + to_base64(b""),
        "a+00000000+" + to_base64(b"\x01"),
        "a+00000000+" + to_base64(b"\x01" + PUBLIC[:31]),
        "a+00000000+" + to_base64(b"\x01" + PUBLIC + b"\0"),
        "a+00000000+" + to_base64(b"\x02" + PUBLIC),
        "a+00000000+" + to_base64(b"\x06" + PUBLIC),
        "+00000000+" + to_base64(b"\x01" + PUBLIC),
        "a\ud800+00000000+" + to_base64(b"\x01" + PUBLIC),
    ],
)
def test_no_verifier_keys(text: str) -> None:
    """A wrong id, length, type, name or spelling makes no key."""
    with pytest.raises(InvalidInput):
        VerifierKey.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        SIGNER.text().removeprefix("PRIVATE+"),
        SIGNER.text().replace("KEY", "key"),
        SIGNER.text() + "\n",
        SIGNER.text().replace("log", "leg"),
        "PRIVATE+KEY+a+00000000+" + to_base64(b"\x01" + bytes(31)),
        "PRIVATE+KEY+a+00000000+" + to_base64(b"\x01" + bytes(33)),
        "PRIVATE+KEY+a+00000000+" + to_base64(b"\x07" + bytes(32)),
    ],
)
def test_no_signing_keys(text: str) -> None:
    """A signing key is refused likewise."""
    with pytest.raises(InvalidInput):
        SigningKey.parse(text)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_lengths(length: int) -> None:
    """Both halves of a key have 32 bytes."""
    with pytest.raises(InvalidInput):
        VerifierKey("a", Type.SIGNATURE, bytes(length))
    with pytest.raises(InvalidInput):
        SigningKey("a", Type.SIGNATURE, bytes(length))


def test_the_wrong_half() -> None:
    """Whoever gives a verifier key where a signing key belongs is told what that looks like."""
    with pytest.raises(InvalidInput, match=r"^a signing key starts with PRIVATE\+KEY\+$"):
        SigningKey.parse(str(SIGNER.verifier))


def test_secrets_stay_secret() -> None:
    """Neither the representation of a signing key nor a message about one shows the secret."""
    secret = to_base64(b"\x01" + SIGNER.seed)
    shown = [repr(SIGNER)]
    for wrong in (secret, SIGNER.text()[:-1], SIGNER.text() + "=", SIGNER.text().replace("+", "")):
        with pytest.raises(InvalidInput) as refusal:
            SigningKey.parse(wrong)
        shown.append(str(refusal.value))
    assert not any(secret[:8] in text or repr(SIGNER.seed) in text for text in shown)


def test_names() -> None:
    """A name has no spaces of any script, no plus and no control characters."""
    for name in ("a", "example.com/log", "naïve.example", "☃"):
        assert is_name(name)
    for name in ("", "a b", "a+b", "a\n", "\ta", "a\u00a0b", "a\u2003", "\u3000", "\ud800"):
        assert is_name(name) is False
    for name in ("a\x00", "a\x1b", "a\x1f"):
        assert is_name(name) is False


# -- ML-DSA-44 ---------------------------------------------------------------------------------


def ml_dsa(name: str = "witness.example/pq") -> tuple[MLDSA44PrivateKey, VerifierKey]:
    """A key of a witness that signs with ML-DSA-44, from a fixed seed."""
    secret = MLDSA44PrivateKey.from_seed_bytes(bytes(32))
    public = secret.public_key().public_bytes_raw()
    return secret, VerifierKey(name, Type.ML_DSA_COSIGNATURE, public)


def structure(name: bytes, time: int, origin: bytes, size: int, root: bytes) -> bytes:
    """What such a witness signs, field by field as the specification lists them."""
    parts = [b"subtree/v1\n\0", bytes([len(name)]), name, time.to_bytes(8, "big")]
    parts += [bytes([len(origin)]), origin, bytes(8), size.to_bytes(8, "big"), root]
    return b"".join(parts)


def test_ml_dsa_cosignature() -> None:
    """It is over time, cosigner, origin, size and root, and not over what a log writes below."""
    secret, key = ml_dsa()
    root = bytes(range(32))
    text = f"example.com/log\n7\n{to_base64(root)}\n"
    message = structure(b"witness.example/pq", 1_700_000_000, b"example.com/log", 7, root)
    value = (1_700_000_000).to_bytes(8, "big") + secret.sign(message)
    assert key.verifies(text, value)
    assert key.verifies(f"{text}an extension\n", value)
    assert cosigned_at(value) == 1_700_000_000
    for changed in (text.replace("7", "8"), text.replace("log", "lug")):
        assert not key.verifies(changed, value)
    assert not ml_dsa("another.example")[1].verifies(text, value)
    assert not key.verifies(text, value[:-1])
    assert not key.verifies(text, value[:7] + b"\x01" + value[8:])
    for no_checkpoint in ("one\n", "one\ntwo\nthree\n"):
        assert not key.verifies(no_checkpoint, value)
    assert not key.verifies(f"{'o' * 256}\n7\n{to_base64(root)}\n", value)
    assert not key.verifies(text, (2**63).to_bytes(8, "big") + value[8:])


def test_ml_dsa_keys() -> None:
    """Such a key is written as the others are; ours sign with Ed25519 alone."""
    _, key = ml_dsa()
    assert VerifierKey.parse(str(key)) == key
    named = b"witness.example/pq\n\x06" + key.public
    assert key.id == sha256(named).digest()[:4]
    assert key.checkable
    with pytest.raises(InvalidInput, match="1,312 bytes"):
        VerifierKey("w", Type.ML_DSA_COSIGNATURE, bytes(32))
    with pytest.raises(InvalidInput, match="does not sign"):
        SigningKey("w", Type.ML_DSA_COSIGNATURE, bytes(32))
