"""Signed notes, and checkpoints: how far a log is, as the text of such a note."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from languages import N_
from ledger.transparency import proofs
from ledger.transparency.encoding import (
    InvalidInput,
    NotProven,
    checked_hash,
    from_base64,
    hash_from_base64,
    is_utf8,
    lines,
    named,
    number,
    to_base64,
)
from ledger.transparency.keys import ID_BYTES, SigningKey, VerifierKey, is_name
from ledger.transparency.merkle_tree import EMPTY_ROOT, SubtreeHashes

# -- note --------------------------------------------------------------------------------------
# Signed notes: a text, a blank line, and signatures (c2sp.org/signed-note v1.0.0).
#
# <text, one or more lines>
# <blank line>
# — <key name> <base64(4-byte key id || signature)>
# …
#
# Signatures of keys that the reader does not know are ignored, so that anybody may add one. The
# text means nothing until a known key has been found to sign it: `verified` is the door.

MOST_SIGNATURES = 100
"""The specification asks for at least 16."""

_DASH = "\N{EM DASH} "
_ID_DIGITS = 6
_STRANGE = re.compile("[A-Za-z0-9+/]+=*")
"""Base64 with stray bits, or with less or more padding than it should have."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One line under a note: who says to have signed it, and the signature.

    strange: what stands in its place, where that is no canonical base64. Such a line is kept with
    the note and signs nothing: no key verifies the empty signature that it is read as.
    """

    name: str
    key_id: bytes
    value: bytes
    strange: str = ""

    @property
    def line(self) -> str:
        """The line as it stands under the note, with its newline."""
        return f"{_DASH}{self.name} {self.strange or to_base64(self.key_id + self.value)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text and the signatures under it, none of them verified yet."""

    text: str
    signatures: tuple[Signature, ...]

    def __bytes__(self) -> bytes:
        return f"{self.text}\n{''.join(signature.line for signature in self.signatures)}".encode()


def parse_note(message: bytes) -> Note:
    """Take a note apart; bytes(parse(m)) == m."""
    text, below = split(message)
    return Note(text, tuple(parse_signatures(below)))


def split(message: bytes) -> tuple[str, str]:
    """The text of a note and what stands below it, which is not read yet."""
    try:
        whole = message.decode()
    except UnicodeDecodeError:
        raise InvalidInput(N_("a note is text in UTF-8")) from None
    # A text may have blank lines too; the last one parts it from the signatures.
    text, blank, below = whole.rpartition("\n\n")
    if not blank:
        raise InvalidInput(N_("a note has a blank line between its text and its signatures"))
    text += "\n"
    check_text(text)
    return text, below


def parse_signatures(text: str) -> list[Signature]:
    """Lines of signatures, as under a note or as a witness answers."""
    signatures = [_signature(line) for line in lines(text)]
    if len(signatures) > MOST_SIGNATURES:
        raise InvalidInput(
            N_("a note has at most {most_signatures:,} signatures, not {count:,}").format(
                most_signatures=MOST_SIGNATURES, count=len(signatures)
            )
        )
    return signatures


def check_text(text: str) -> None:
    """Refuse what cannot be signed: no newline at the end, a control character, or no UTF-8."""
    lines(text)
    if any(character < " " and character != "\n" for character in text) or not is_utf8(text):
        raise InvalidInput(N_("a note is UTF-8 without control characters other than newlines"))


def sign(text: str, key: SigningKey) -> Signature:
    """The signature of a log under a text."""
    check_text(text)
    return Signature(key.name, key.verifier.id, key.sign(text))


def cosign(text: str, key: SigningKey, time: int) -> Signature:
    """The signature of a witness under a text, at a time in seconds since 1970."""
    check_text(text)
    return Signature(key.name, key.verifier.id, key.cosign(text, time))


def verified(note: Note, keys: Iterable[VerifierKey]) -> dict[VerifierKey, Signature]:
    """Which of the known keys signed the note, and how.

    NotProven when none did, or when a signature of a known key is wrong: a note that was tampered
    with is not saved by another signature that still holds.
    """
    known = {(key.name, key.id): key for key in keys}
    signers: dict[VerifierKey, Signature] = {}
    for signature in note.signatures:
        key = known.get((signature.name, signature.key_id))
        if key is None or not key.checkable:
            continue
        if not key.verifies(note.text, signature.value):
            raise NotProven(
                N_("the signature of {name} does not belong to this text").format(name=key.name)
            )
        signers[key] = signature
    if not signers:
        raise NotProven(N_("none of the known keys has signed this text"))
    return signers


def write(text: str, signatures: Sequence[Signature]) -> bytes:
    """A text and its signatures as one message."""
    check_text(text)
    assert signatures, "a note has a signature"
    return bytes(Note(text, tuple(signatures)))


def _signature(line: str) -> Signature:
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not is_name(name):
        raise InvalidInput(N_("{line!r} is no line of a signature").format(line=line[:60]))
    try:
        value = from_base64(encoded)
    except InvalidInput:
        if not _STRANGE.fullmatch(encoded):
            raise
        return Signature(name, _strange_id(encoded), b"", encoded)
    if len(value) <= ID_BYTES:
        raise InvalidInput(N_("the signature of {name} is empty").format(name=name))
    return Signature(name, value[:ID_BYTES], value[ID_BYTES:])


def _strange_id(encoded: str) -> bytes:
    """The id of a key as lenient readers of base64 would find it; empty where there is none."""
    digits = encoded.rstrip("=")[:_ID_DIGITS]
    return b64decode(f"{digits}AA")[:ID_BYTES] if len(digits) == _ID_DIGITS else b""


# -- checkpoint --------------------------------------------------------------------------------
# Checkpoints: how far a log is, as the text of a signed note (c2sp.org/tlog-checkpoint v1.0.0).
#
# <origin>                the name of the log, for ever
# <size>                  how many entries it has
# <base64 of the root>    the Merkle tree hash over them
# <extension lines>       of others; we write none, because nobody can audit them
#
# Whoever signs two checkpoints of which the one does not extend the other has forked the log, and
# the two together prove it.

_LINES = 3


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log: its origin, its size and its root, and what others wrote below."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        checked_hash(self.root)
        if any(not line or "\n" in line for line in (self.origin, *self.extensions)):
            raise InvalidInput(N_("origin and extensions of a checkpoint are one line each"))

    @property
    def text(self) -> str:
        """The text that is signed; parse(c.text) == c."""
        head = (self.origin, str(self.size), to_base64(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in head)


def parse_checkpoint(text: str) -> Checkpoint:
    """Read the text of a note as a checkpoint; InvalidInput when it is anything else."""
    read = parse_claim(text)
    if read.size == 0 and read.root != EMPTY_ROOT:
        raise InvalidInput(N_("an empty log has the root of an empty tree"))
    return read


def parse_claim(text: str) -> Checkpoint:
    """The same, also where it says something else of an empty log: a witness answers that too."""
    check_text(text)
    written = lines(text)
    if len(written) < _LINES:
        raise InvalidInput(N_("a checkpoint has three lines: origin, size and root"))
    origin, size, root, *extensions = written
    return Checkpoint(origin, number(size), hash_from_base64(root), tuple(extensions))


def read(signed: bytes) -> Checkpoint:
    """The checkpoint in a signed note, whoever signed it; InvalidInput when it is none."""
    return parse_checkpoint(parse_note(signed).text)


def prove_extends(old: Checkpoint, new: Checkpoint, hashes: SubtreeHashes) -> list[bytes]:
    """The proof that one checkpoint extends another, which is also what a witness asks for.

    hashes: of the tree that `new` is the head of. Whoever is about to sign `new` asks this of the
    last checkpoint that was signed: a ledger restored from an old copy would fork the log.
    NotProven when the log is another one, has shrunk, or is not what it was.
    """
    if old.origin != new.origin:
        raise NotProven(
            N_("a checkpoint of {origin} extends none of {other_origin}").format(
                origin=named(new.origin), other_origin=named(old.origin)
            )
        )
    if old.size > new.size:
        raise NotProven(
            N_("{origin} had {size:,} entries, and now has {new_size:,}").format(
                origin=named(new.origin), size=old.size, new_size=new.size
            )
        )
    return proofs.prove_extends(hashes, old.size, old.root, new.size, new.root)


def signed(checkpoint: Checkpoint, keys: Sequence[SigningKey]) -> bytes:
    """The checkpoint as a note signed with the keys of its log."""
    assert all(key.name == checkpoint.origin for key in keys), "a log signs under its own name"
    return write(checkpoint.text, [sign(checkpoint.text, key) for key in keys])
