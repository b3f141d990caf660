"""What proves to others that a history was rewritten: files that anybody can check by themselves.

Of the first record that differs both readings are kept, and for each, where it was signed, a proof
(c2sp.org/tlog-proof). Two proofs of one position by one key with two records in them need no
explanation: `gestand verify FILE` accepts both, and they cannot both be the history.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ledger import durable
from ledger.copying.difference import Difference
from ledger.copying.offering import Signed
from ledger.log.failures import InvalidInput, NotProven
from ledger.log.proof_file import SUFFIX, ProofFile
from ledger.log.proofs import prove_inclusion, verify_inclusion
from ledger.log.tree import SubtreeHashes, leaf_hash


def folder_of(copy: Path, size: int, root: bytes) -> Path:
    """Where the evidence against an offer is kept: each offer has a folder of its own."""
    return copy.with_name(f"{copy.name}.evidence") / f"{size}-records-{root.hex()[:8]}"


def proof(
    position: int, stored: bytes, signed: Sequence[Signed], hashes: SubtreeHashes
) -> ProofFile | None:
    """The proof that a record was signed for, by the smallest checkpoint that covers it."""
    for one, message in signed:
        if one.size <= position:
            continue
        try:
            path = prove_inclusion(hashes, position, one.size)
            verify_inclusion(leaf_hash(stored), position, one.size, path, one.root)
        except (NotProven, InvalidInput):
            continue
        return ProofFile(position, tuple(path), message, stored)
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
    for side, found in proofs.items():
        if found is not None:
            kept[f"record-{found.index}-{side}{SUFFIX}"] = bytes(found)
    return kept


def keep(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write the files, each whole and on disk; OSError when that cannot be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        durable.replace(folder / name, content)
