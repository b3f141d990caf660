"""Where two histories differ, and the files that prove it to others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from domain.errors import Tampered
from languages import N_
from ledger import files as whole_files
from ledger.exchange.sources import Signed
from ledger.store.address import Address, Location
from ledger.transparency import merkle_tree
from ledger.transparency.encoding import InvalidInput, NotProven
from ledger.transparency.merkle_tree import SubtreeHashes, leaf_hash
from ledger.transparency.proof_file import SUFFIX, ProofFile, portable
from ledger.transparency.proofs import prove_inclusion, verify_inclusion
from ledger.verify.finding import Word

# -- difference --------------------------------------------------------------------------------
# Where two histories differ.


@dataclass(frozen=True, slots=True)
class Difference:
    """The first position at which two histories differ, and what each has there."""

    position: int
    here: bytes
    there: bytes

    def fields(self) -> list[tuple[str, Any, Any]]:
        """The fields of the two records that differ: name, value here, value there; None: none."""
        here, there = _fields(self.here), _fields(self.there)
        names = [*here, *(name for name in there if name not in here)]
        return [
            (name, here.get(name), there.get(name))
            for name in names
            if here.get(name) != there.get(name)
        ]


def first_difference(here: SubtreeHashes, there: SubtreeHashes, size: int) -> int | None:
    """The first of `size` positions at which two logs have other leaf hashes; None if nowhere.

    Reads two hashes a level, from the first perfect subtree that differs down to the leaf. Whoever
    gave the hashes may have made them up: what stands at the position proves it, or does not.
    """
    for level, index in merkle_tree.perfect_subtrees(0, size):
        if here.subtree(level, index) == there.subtree(level, index):
            continue
        while level:
            level, index = level - 1, 2 * index  # noqa: PLW2901 - walks down from there
            if here.subtree(level, index) == there.subtree(level, index):
                index += 1  # noqa: PLW2901 - then the right half differs
        return index
    return None


def _fields(stored: bytes) -> dict[str, Any]:
    try:
        fields = orjson.loads(stored)
    except ValueError:
        fields = None
    if isinstance(fields, dict):
        return fields
    return {"content": stored.decode("utf-8", "backslashreplace")}


# -- evidence ----------------------------------------------------------------------------------
# What proves to others that a history was rewritten: files that anybody can check by themselves.
#
# Of the first record that differs both readings are kept, and for each, where it was signed, a
# proof (c2sp.org/tlog-proof). Two proofs of one position by one key with two records in them need
# no explanation: `gestand verify FILE` accepts both, and they cannot both be the history.


def folder_of(copy: Location, size: int, root: bytes) -> Path:
    """Where the evidence against an offer is kept: each offer has a folder of its own.

    It lies beside the copy; of one on a server in the working folder.
    """
    beside = Path(copy.database) if isinstance(copy, Address) else copy
    return beside.with_name(f"{beside.name}.evidence") / f"{size}-records-{root.hex()[:8]}"


def proof(
    position: int, stored: bytes, signed: Sequence[Signed], hashes: SubtreeHashes
) -> ProofFile | None:
    """The proof that a record was signed for, by the smallest checkpoint that covers it."""
    for checkpoint, message in signed:
        if checkpoint.size <= position:
            continue
        try:
            path = prove_inclusion(hashes, position, checkpoint.size)
            verify_inclusion(leaf_hash(stored), position, checkpoint.size, path, checkpoint.root)
        except (NotProven, InvalidInput):
            continue
        return portable(position, path, message, stored)
    return None


def files(
    difference: Difference | None,
    proofs: Mapping[str, ProofFile | None],
    notes: Mapping[str, Sequence[Signed]],
) -> dict[str, bytes]:
    """What is kept, by file name. Sides are called `here`, this copy, and `there`, the source."""
    kept = {}
    for side, signed in notes.items():
        if signed:
            kept[f"checkpoint-{side}.txt"] = signed[-1][1]
    if difference is not None:
        for side, stored in (("here", difference.here), ("there", difference.there)):
            kept[f"record-{difference.position}-{side}.json"] = stored
    for side, proof_file in proofs.items():
        if proof_file is not None:
            kept[f"record-{proof_file.index}-{side}{SUFFIX}"] = bytes(proof_file)
    return kept


def keep(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write the files, each whole and on disk; OSError when that cannot be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        whole_files.replace(folder / name, content)


# -- divergence --------------------------------------------------------------------------------
# A source that contradicts the copy: where, how badly, and what proves it.


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
        (stored,) = self.entries(position, position + 1)
        return stored


@dataclass(frozen=True, slots=True)
class Divergence:
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


def divergence_of(
    copy: Location, here: Side, source: str, there: Side, *, trusted: bool
) -> Divergence:
    """What a source that does not extend a copy did to it.

    trusted: whether the signatures of both sides were checked. Tampered when one of the two
    contradicts itself: then nothing is known about the other.
    """
    difference = _difference(copy, here, source, there)
    proofs: dict[str, ProofFile | None] = {}
    word = Word.TRUNCATED
    if difference is not None:
        proofs = {
            "here": proof(difference.position, difference.here, here.signed, here.hashes),
            "there": proof(difference.position, difference.there, there.signed, there.hashes),
        }
        word = Word.FORKED if trusted and all(proofs.values()) else Word.ALTERED
    return Divergence(
        word,
        trusted and bool(proofs.get("here")),
        source,
        here.size,
        there.size,
        next((checkpoint.origin for checkpoint, _ in (*here.signed, *there.signed)), ""),
        difference,
        folder_of(copy, there.size, there.root),
        files(difference, proofs, {"here": here.signed, "there": there.signed}),
    )


def _difference(copy: Location, here: Side, source: str, there: Side) -> Difference | None:
    """The first record that differs, as both sides can show it; None if one is only shorter."""
    position = first_difference(here.hashes, there.hashes, min(here.size, there.size))
    if position is None:
        if there.size < here.size:
            return None
        raise _contradiction(source, 0, N_("its hashes do not lead to its root"))
    difference = Difference(position, here.entry(position), there.entry(position))
    for name, side, stored in (
        (str(copy), here, difference.here),
        (source, there, difference.there),
    ):
        try:
            path = prove_inclusion(side.hashes, position, side.size)
            verify_inclusion(leaf_hash(stored), position, side.size, path, side.root)
        except (NotProven, InvalidInput) as problem:
            raise _contradiction(
                name, position, N_("its records and its hashes contradict each other")
            ) from problem
    return difference


def _contradiction(name: str, position: int, what: str) -> Tampered:
    return Tampered(
        N_("compare record {position} of {name} with the other side").format(
            position=position, name=name
        ),
        what,
        N_("Nothing was taken over. See what `gestand verify` says of it, and tell its operator"),
    )
