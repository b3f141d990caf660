"""Keys that sign notes: Ed25519 signatures of a log and timestamped cosignatures of a witness.

c2sp.org/signed-note and c2sp.org/tlog-cosignature. Cosignatures are Ed25519 or ML-DSA-44, of
which the second are verified and not made here. A key is written as

    verifier key   <name>+<hex key id>+<base64(type || public key)>
    signing key    PRIVATE+KEY+<name>+<hex key id>+<base64(type || seed)>

    key id = SHA-256(<name> || 0x0A || type || public key)[:4]

The id is an identifier, not a hash to trust: who knows a verifier key knows the whole public key.
Name and type are part of the id, but nothing that is signed: a public key belongs to one signer
for one use.

`cryptography` computes Ed25519 (RFC 8032) and ML-DSA-44 (FIPS 204); it is loaded when something
is signed or verified. Where its OpenSSL is older than ML-DSA, such a key is known and cannot be
checked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from hashlib import sha256

from languages import N_
from ledger.transparency.encoding import (
    LARGEST_NUMBER,
    InvalidInput,
    from_base64,
    hash_from_base64,
    is_utf8,
    number,
    to_base64,
)

ID_BYTES = 4
_KEY_BYTES = 32
_ML_DSA_KEY_BYTES = 1312
_TIME_BYTES = 8
_LONGEST_NAME_BYTES = 255
_SIGNING = "PRIVATE+KEY+"


class Type(IntEnum):
    """What a key signs: the byte that tells one use of a key from another."""

    SIGNATURE = 0x01
    """Ed25519 over the text of the note (signed-note)."""
    COSIGNATURE = 0x04
    """Ed25519 over the time and the text of a checkpoint (tlog-cosignature)."""
    ML_DSA_COSIGNATURE = 0x06
    """ML-DSA-44 over the time, the cosigner and the first three lines of a checkpoint."""

    @property
    def cosigns(self) -> bool:
        """Whether it is a witness that signs with such a key."""
        return self is not Type.SIGNATURE


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """Whose signature it is: a name, a type and a public key."""

    name: str
    type: Type
    public: bytes

    def __post_init__(self) -> None:
        if not is_name(self.name):
            raise InvalidInput(
                N_("{name!r} is no name of a key: no spaces and no plus").format(name=self.name)
            )
        length = _ML_DSA_KEY_BYTES if self.type is Type.ML_DSA_COSIGNATURE else _KEY_BYTES
        if len(self.public) != length:
            raise InvalidInput(
                N_("a public key has {length:,} bytes, not {count:,}").format(
                    length=length, count=len(self.public)
                )
            )

    @property
    def id(self) -> bytes:
        """The first four bytes of the hash over name, type and public key."""
        named = self.name.encode() + b"\n" + bytes([self.type]) + self.public
        return sha256(named).digest()[:ID_BYTES]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{to_base64(bytes([self.type]) + self.public)}"

    @classmethod
    def parse(cls, text: str) -> VerifierKey:
        """Read a verifier key; its id must be the one that it has."""
        name, kind, public = _parts(text)
        key = cls(name, kind, public)
        if str(key) != text:
            raise InvalidInput(
                N_("the key of {name} has another id than it says").format(name=name)
            )
        return key

    @property
    def checkable(self) -> bool:
        """Whether the OpenSSL that is installed knows the algorithm of this key."""
        return self.type is not Type.ML_DSA_COSIGNATURE or ml_dsa_is_known()

    def verifies(self, text: str, signature: bytes) -> bool:
        """Whether this key signed the text; a cosignature brings its time along."""
        if self.type is Type.SIGNATURE:
            return self._ed25519_verifies(signature, text.encode())
        time, value = cosigned_at(signature), signature[_TIME_BYTES:]
        if time > LARGEST_NUMBER:
            return False
        if self.type is Type.COSIGNATURE:
            return self._ed25519_verifies(value, cosigned_message(text, time))
        return self._ml_dsa_verifies(value, ml_dsa_message(self.name, text, time))

    def _ed25519_verifies(self, signature: bytes, message: bytes) -> bool:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True

    def _ml_dsa_verifies(self, signature: bytes, message: bytes | None) -> bool:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

        if message is None:
            return False
        try:
            MLDSA44PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The secret half of a key; `seed` is the private key of RFC 8032, 32 bytes."""

    name: str
    type: Type
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.seed) != _KEY_BYTES:
            raise InvalidInput(
                N_("a seed has {key_bytes:,} bytes, not {count:,}").format(
                    key_bytes=_KEY_BYTES, count=len(self.seed)
                )
            )
        if self.type is Type.ML_DSA_COSIGNATURE:
            raise InvalidInput(N_("this program verifies ML-DSA-44 and does not sign with it"))

    @property
    def verifier(self) -> VerifierKey:
        """The public half, to be given to everybody."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        public = Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()
        return VerifierKey(self.name, self.type, public)

    def text(self) -> str:
        """The key as it is kept in a file; whoever reads it can sign."""
        secret = to_base64(bytes([self.type]) + self.seed)
        return f"{_SIGNING}{self.name}+{self.verifier.id.hex()}+{secret}"

    @classmethod
    def parse(cls, text: str) -> SigningKey:
        """Read a signing key; messages never repeat it."""
        if not text.startswith(_SIGNING):
            raise InvalidInput(N_("a signing key starts with {signing}").format(signing=_SIGNING))
        key = cls(*_parts(text.removeprefix(_SIGNING)))
        if key.text() != text:
            raise InvalidInput(
                N_("the signing key of {name} has another id than it says").format(name=key.name)
            )
        return key

    def sign(self, text: str) -> bytes:
        """Ed25519 over the text."""
        assert self.type is Type.SIGNATURE, "a cosigner signs no text without its time"
        return self._ed25519(text.encode())

    def cosign(self, text: str, time: int) -> bytes:
        """Time (seconds since 1970, 8 bytes, big-endian) and Ed25519 over time and text."""
        assert self.type is Type.COSIGNATURE, "a log does not cosign with the key it signs with"
        assert 0 <= time <= LARGEST_NUMBER, "a time is a signed 64-bit number"
        return time.to_bytes(_TIME_BYTES, "big") + self._ed25519(cosigned_message(text, time))

    def _ed25519(self, message: bytes) -> bytes:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)


def cosigned_message(text: str, time: int) -> bytes:
    """What a cosigner signs (tlog-cosignature, "Ed25519 signed message")."""
    return f"cosignature/v1\ntime {time}\n{text}".encode()


def ml_dsa_message(name: str, text: str, time: int) -> bytes | None:
    """The same for ML-DSA-44 ("ML-DSA-44 signed message"); None of a text that it cannot sign.

    Signed are origin, size and root of a checkpoint; what a log writes below them is not.
    """
    origin, *further = text.split("\n")
    try:
        size, root = number(further[0]), hash_from_base64(further[1])
    except (InvalidInput, IndexError):
        return None
    names = [part.encode() for part in (name, origin)]
    if not all(0 < len(part) <= _LONGEST_NAME_BYTES for part in names):
        return None
    cosigner, log = (bytes([len(part)]) + part for part in names)
    at, start, end = (value.to_bytes(_TIME_BYTES, "big") for value in (time, 0, size))
    return b"subtree/v1\n\0" + cosigner + at + log + start + end + root


@cache
def ml_dsa_is_known() -> bool:
    """Whether the OpenSSL that is installed computes ML-DSA-44."""
    from cryptography.exceptions import UnsupportedAlgorithm

    try:
        from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

        MLDSA44PublicKey.from_public_bytes(bytes(_ML_DSA_KEY_BYTES))
    except (ImportError, UnsupportedAlgorithm):
        return False
    return True


def cosigned_at(signature: bytes) -> int:
    """The time that a verified cosignature states, in seconds since 1970."""
    return int.from_bytes(signature[:_TIME_BYTES], "big")


def is_name(name: str) -> bool:
    """Not empty, without spaces, plus or control characters, and UTF-8 (signed-note, "Format")."""
    refused = any(character.isspace() or character == "+" or character < " " for character in name)
    return name != "" and not refused and is_utf8(name)


def _parts(text: str) -> tuple[str, Type, bytes]:
    """Name, type and key of `<name>+<hex id>+<base64>`: a name holds no plus, base64 may.

    The text may be secret, so no message repeats it.
    """
    name, _, rest = text.partition("+")
    _, _, encoded = rest.partition("+")
    try:
        kind, *key = from_base64(encoded)
        return name, Type(kind), bytes(key)
    except InvalidInput:
        raise InvalidInput(N_("a key is written name+id+base64, and this is not")) from None
    except ValueError:
        raise InvalidInput(
            N_("a key is an Ed25519 key of type 1 or a cosigner's of type 4")
        ) from None
