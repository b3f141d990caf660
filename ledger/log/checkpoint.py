"""Checkpoints: how far a log is, as the text of a signed note (c2sp.org/tlog-checkpoint v1.0.0).

    <origin>                the name of the log, for ever
    <size>                  how many entries it has
    <base64 of the root>    the Merkle tree hash over them
    <extension lines>       of others; we write none, because nobody can audit them

Whoever signs two checkpoints of which the one does not extend the other has forked the log, and
the two together prove it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.log import note, proofs
from ledger.log.encoding import checked_hash, hash_from_base64, lines, number, to_base64
from ledger.log.failures import InvalidInput, NotProven
from ledger.log.keys import SigningKey
from ledger.log.tree import EMPTY_ROOT, SubtreeHashes

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
            raise InvalidInput("origin and extensions of a checkpoint are one line each")
        if self.size == 0 and self.root != EMPTY_ROOT:
            raise InvalidInput("an empty log has the root of an empty tree")

    @property
    def text(self) -> str:
        """The text that is signed; parse(c.text) == c."""
        head = (self.origin, str(self.size), to_base64(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in head)


def parse(text: str) -> Checkpoint:
    """Read the text of a note as a checkpoint; InvalidInput when it is anything else."""
    note.check_text(text)
    found = lines(text)
    if len(found) < _LINES:
        raise InvalidInput("a checkpoint has three lines: origin, size and root")
    origin, size, root, *extensions = found
    return Checkpoint(origin, number(size), hash_from_base64(root), tuple(extensions))


def read(signed: bytes) -> Checkpoint:
    """The checkpoint in a signed note, whoever signed it; InvalidInput when it is none."""
    return parse(note.parse(signed).text)


def prove_extends(old: Checkpoint, new: Checkpoint, hashes: SubtreeHashes) -> list[bytes]:
    """The proof that one checkpoint extends another, which is also what a witness asks for.

    hashes: of the tree that `new` is the head of. Whoever is about to sign `new` asks this of the
    last checkpoint that was signed: a ledger restored from an old copy would fork the log.
    NotProven when the log is another one, has shrunk, or is not what it was.
    """
    if old.origin != new.origin:
        raise NotProven(f"a checkpoint of {new.origin} extends none of {old.origin}")
    if old.size > new.size:
        raise NotProven(f"{new.origin} had {old.size} entries, and now has {new.size}")
    return proofs.prove_extends(hashes, old.size, old.root, new.size, new.root)


def signed(checkpoint: Checkpoint, keys: Sequence[SigningKey]) -> bytes:
    """The checkpoint as a note signed with the keys of its log."""
    assert all(key.name == checkpoint.origin for key in keys), "a log signs under its own name"
    return note.write(checkpoint.text, [note.sign(checkpoint.text, key) for key in keys])
