"""Signed notes: a text, a blank line, and signatures (c2sp.org/signed-note v1.0.0).

    <text, one or more lines>
    <blank line>
    — <key name> <base64(4-byte key id || signature)>
    …

Signatures of keys that the reader does not know are ignored, so that anybody may add one. The text
means nothing until a known key has been found to sign it: `verified` is the door.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ledger.log.encoding import from_base64, is_utf8, lines, to_base64
from ledger.log.failures import InvalidInput, NotProven
from ledger.log.keys import ID_BYTES, SigningKey, VerifierKey, is_name

MOST_SIGNATURES = 100
"""The specification asks for at least 16."""

_DASH = "\N{EM DASH} "


@dataclass(frozen=True, slots=True)
class Signature:
    """One line under a note: who says to have signed it, and the signature."""

    name: str
    key_id: bytes
    value: bytes

    @property
    def line(self) -> str:
        """The line as it stands under the note, with its newline."""
        return f"{_DASH}{self.name} {to_base64(self.key_id + self.value)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text and the signatures under it, none of them verified yet."""

    text: str
    signatures: tuple[Signature, ...]

    def __bytes__(self) -> bytes:
        return f"{self.text}\n{''.join(one.line for one in self.signatures)}".encode()


def parse(message: bytes) -> Note:
    """Take a note apart; bytes(parse(m)) == m."""
    text, below = split(message)
    return Note(text, tuple(parse_signatures(below)))


def split(message: bytes) -> tuple[str, str]:
    """The text of a note and what stands below it, which is not read yet."""
    try:
        whole = message.decode()
    except UnicodeDecodeError:
        raise InvalidInput("a note is text in UTF-8") from None
    # A text may have blank lines too; the last one parts it from the signatures.
    text, blank, below = whole.rpartition("\n\n")
    if not blank:
        raise InvalidInput("a note has a blank line between its text and its signatures")
    text += "\n"
    check_text(text)
    return text, below


def parse_signatures(text: str) -> list[Signature]:
    """Lines of signatures, as under a note or as a witness answers."""
    found = [_signature(line) for line in lines(text)]
    if len(found) > MOST_SIGNATURES:
        raise InvalidInput(f"a note has at most {MOST_SIGNATURES} signatures, not {len(found)}")
    return found


def check_text(text: str) -> None:
    """Refuse what cannot be signed: no newline at the end, a control character, or no UTF-8."""
    lines(text)
    if any(one < " " and one != "\n" for one in text) or not is_utf8(text):
        raise InvalidInput("a note is UTF-8 without control characters other than newlines")


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
    found: dict[VerifierKey, Signature] = {}
    for signature in note.signatures:
        key = known.get((signature.name, signature.key_id))
        if key is None:
            continue
        if not key.verifies(note.text, signature.value):
            raise NotProven(f"the signature of {key.name} does not belong to this text")
        found[key] = signature
    if not found:
        raise NotProven("none of the known keys has signed this text")
    return found


def write(text: str, signatures: Sequence[Signature]) -> bytes:
    """A text and its signatures as one message."""
    check_text(text)
    assert signatures, "a note has a signature"
    return bytes(Note(text, tuple(signatures)))


def _signature(line: str) -> Signature:
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not is_name(name):
        raise InvalidInput(f"{line[:60]!r} is no line of a signature")
    value = from_base64(encoded)
    if len(value) <= ID_BYTES:
        raise InvalidInput(f"the signature of {name} is empty")
    return Signature(name, value[:ID_BYTES], value[ID_BYTES:])
