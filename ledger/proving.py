"""Proofs of single records, taken from a ledger and its checkpoints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from domain.errors import Refused, Tampered
from ledger import checkpoints
from ledger.log.checkpoint import Checkpoint
from ledger.log.failures import InvalidInput, NotProven
from ledger.log.proof_file import ProofFile
from ledger.log.proofs import prove_inclusion, verify_inclusion
from ledger.log.tree import leaf_hash
from ledger.reader import Reader


def prove(reader: Reader, positions: Sequence[int]) -> Iterator[ProofFile]:
    """A proof for each of the records, with the record in it, to the newest checkpoint.

    Refused when no checkpoint covers them all; Tampered when the ledger cannot prove it.
    """
    message, found = _covering(reader.path, max(positions))
    hashes = reader.subtrees(found.size)
    for position in positions:
        ((_, stored),) = reader.stored(position, position + 1)
        try:
            proof = prove_inclusion(hashes, position, found.size)
            verify_inclusion(leaf_hash(stored), position, found.size, proof, found.root)
        except (NotProven, InvalidInput) as error:
            raise Tampered(
                f"prove record {position} of {reader.path}",
                f"it is not what was signed in the checkpoint of {found.size} records",
                "See `gestand verify`",
            ) from error
        yield ProofFile(position, tuple(proof), message, stored)


def _covering(path: Path, position: int) -> tuple[bytes, Checkpoint]:
    """The newest checkpoint of a ledger, if it reaches as far as a record."""
    found = checkpoints.newest(path)
    if found is None or found[1].size <= position:
        raise Refused(
            f"prove record {position} of {path}",
            "no signed checkpoint covers it yet",
            "Sign one first: gestand checkpoint",
        )
    return found
