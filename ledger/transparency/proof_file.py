"""One entry's proof as a file, to be checked offline for ever (c2sp.org/tlog-proof@v1).

c2sp.org/tlog-proof@v1
extra <base64>               only if there is any; nobody has signed it
index <index of the entry>
<base64 of a hash>           the inclusion proof, from the leaf's sibling up
…
<blank line>
<the signed checkpoint, to the last byte>
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from languages import N_
from ledger.transparency.checkpoint import Checkpoint, parse_note, write
from ledger.transparency.encoding import (
    InvalidInput,
    from_base64,
    hash_from_base64,
    join_head,
    number,
    split_head,
    to_base64,
)
from ledger.transparency.merkle_tree import leaf_hash
from ledger.transparency.policy import Policy
from ledger.transparency.proofs import MOST_HASHES, verify_inclusion

LONGEST_LINE = 2**16 - 1
"""Bytes of a line with its newline: many programs read no longer line than 64 KiB."""

SUFFIX = ".tlog-proof"
"""How the name of such a file ends."""

_HEADER = "c2sp.org/tlog-proof@v1"
_EXTRA = "extra "
_INDEX = "index "


@dataclass(frozen=True, slots=True)
class ProofFile:
    """Index and inclusion proof of an entry, and the signed checkpoint that they lead to.

    checkpoint: the signed note, verbatim. extra: what the entry needs beside it, not authenticated.
    """

    index: int
    proof: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes = b""

    def __bytes__(self) -> bytes:
        extra = [_EXTRA + to_base64(self.extra)] if self.extra else []
        hashes = [to_base64(node) for node in self.proof]
        return join_head([_HEADER, *extra, f"{_INDEX}{self.index}", *hashes], self.checkpoint)

    def verify(self, entry: bytes, policy: Policy) -> Checkpoint:
        """The checkpoint in which the entry is proven to stand, valid by the policy.

        InvalidInput when no log of that size has such an index, or the checkpoint is none;
        NotProven when signatures or proof are wrong.
        """
        covering = policy.verify(self.checkpoint)
        verify_inclusion(leaf_hash(entry), self.index, covering.size, self.proof, covering.root)
        return covering


def portable(index: int, proof: Sequence[bytes], signed: bytes, entry: bytes) -> ProofFile:
    """A proof that any reader takes, with the entry in it if that fits on a line.

    Of the signatures under the checkpoint those are left out that are no canonical base64.
    """
    opened = parse_note(signed)
    kept = [signature for signature in opened.signatures if not signature.strange]
    line = len(_EXTRA) + len(to_base64(entry)) + 1
    extra = entry if line <= LONGEST_LINE else b""
    return ProofFile(index, tuple(proof), write(opened.text, kept), extra)


def parse(content: bytes) -> ProofFile:
    """Read a proof file; bytes(parse(c)) == c. The checkpoint in it is not looked at yet."""
    (header, *head), checkpoint = split_head(content)
    if header != _HEADER:
        raise InvalidInput(N_("a proof starts with {header}").format(header=_HEADER))
    extra = _extra(head.pop(0)) if head and head[0].startswith(_EXTRA) else b""
    if not head or not head[0].startswith(_INDEX):
        raise InvalidInput(N_("a proof says the index of its entry"))
    index = number(head.pop(0).removeprefix(_INDEX))
    if len(head) > MOST_HASHES:
        raise InvalidInput(
            N_("a proof has at most {most_hashes:,} hashes, not {count:,}").format(
                most_hashes=MOST_HASHES, count=len(head)
            )
        )
    return ProofFile(index, tuple(hash_from_base64(line) for line in head), checkpoint, extra)


def _extra(line: str) -> bytes:
    extra = from_base64(line.removeprefix(_EXTRA))
    if not extra:
        raise InvalidInput(N_("a proof without extra data has no line for it"))
    return extra
