"""A source that contradicts the copy: where, how badly, and what proves it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from domain.errors import Tampered
from ledger.copying import evidence
from ledger.copying.difference import Difference, first_difference
from ledger.copying.offering import Signed
from ledger.log.failures import InvalidInput, NotProven
from ledger.log.proof_file import ProofFile
from ledger.log.proofs import prove_inclusion, verify_inclusion
from ledger.log.tree import SubtreeHashes, leaf_hash
from ledger.verifying.finding import Word


@dataclass(frozen=True, slots=True)
class Side:
    """One of two histories: how far it is, its hashes, what was signed of it, its records."""

    size: int
    root: bytes
    hashes: SubtreeHashes
    signed: tuple[Signed, ...]
    entries: Callable[[int, int], Iterator[bytes]]

    def entry(self, position: int) -> bytes:
        """The stored bytes of one record."""
        (found,) = self.entries(position, position + 1)
        return found


@dataclass(frozen=True, slots=True)
class Parted:
    """A source that does not extend what the copy has; the copy stays as it was.

    word: truncated, altered, or forked where signatures stand for both histories. proven: whether
    a checked signature stands for what the copy has there. here, there: how many records each has.
    origin: the log that signed, if any did. difference: None when the source is only shorter.
    folder: where the evidence belongs, and files what it is, by name.
    """

    word: Word
    proven: bool
    source: str
    here: int
    there: int
    origin: str
    difference: Difference | None
    folder: Path
    files: dict[str, bytes]


def parted(copy: Path, here: Side, source: str, there: Side, *, trusted: bool) -> Parted:
    """What a source that does not extend a copy did to it.

    trusted: whether the signatures of both sides were checked. Tampered when one of the two
    contradicts itself: then nothing is known about the other.
    """
    difference = _difference(copy, here, source, there)
    proofs: dict[str, ProofFile | None] = {}
    word = Word.TRUNCATED
    if difference is not None:
        proofs = {
            "here": evidence.proof(difference.position, difference.here, here.signed, here.hashes),
            "there": evidence.proof(
                difference.position, difference.there, there.signed, there.hashes
            ),
        }
        word = Word.FORKED if trusted and all(proofs.values()) else Word.ALTERED
    return Parted(
        word,
        trusted and bool(proofs.get("here")),
        source,
        here.size,
        there.size,
        next((one.origin for one, _ in (*here.signed, *there.signed)), ""),
        difference,
        evidence.folder_of(copy, there.size, there.root),
        evidence.files(difference, proofs, {"here": here.signed, "there": there.signed}),
    )


def _difference(copy: Path, here: Side, source: str, there: Side) -> Difference | None:
    """The first record that differs, as both sides can show it; None if one is only shorter."""
    position = first_difference(here.hashes, there.hashes, min(here.size, there.size))
    if position is None:
        if there.size < here.size:
            return None
        raise _contradiction(source, 0, "its hashes do not lead to its root")
    found = Difference(position, here.entry(position), there.entry(position))
    for name, side, stored in ((str(copy), here, found.here), (source, there, found.there)):
        try:
            path = prove_inclusion(side.hashes, position, side.size)
            verify_inclusion(leaf_hash(stored), position, side.size, path, side.root)
        except (NotProven, InvalidInput) as problem:
            raise _contradiction(
                name, position, "its records and its hashes contradict each other"
            ) from problem
    return found


def _contradiction(name: str, position: int, what: str) -> Tampered:
    return Tampered(
        f"compare record {position} of {name} with the other side",
        what,
        "Nothing was taken over. See what `gestand verify` says of it, and tell its operator",
    )
