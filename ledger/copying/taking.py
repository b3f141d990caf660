"""What is taken over from a source: records that are hashed anew, up to a size that was signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.errors import Tampered
from ledger.copying.copy_file import Extension
from ledger.copying.offering import Signed, accepted, signed_for
from ledger.copying.source import Offer, Source
from ledger.log import tree
from ledger.log.policy import Policy
from ledger.log.tiles import WIDTH, TileHashes
from ledger.watch import Watch


@dataclass(frozen=True, slots=True)
class Taken:
    """A copy that was made or extended.

    had, size: how many records it had and has. left_out: how many more the source has that nobody
    signed who counts. signed: the checkpoints of what it has, smallest first.
    """

    source: str
    had: int
    size: int
    root: bytes
    left_out: int
    signed: tuple[Signed, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """A source, what it offers, the hashes of that, and who signed for it by a policy."""

    source: Source
    offer: Offer
    hashes: TileHashes
    signed: tuple[Signed, ...]
    policy: Policy | None

    def extension(self, start: int, own_root: bytes, watch: Watch) -> Extension:
        """What a copy of `start` records with its own root is to become.

        With a policy only what counts by it is taken: for the rest nobody answers, and a record
        that is nobody's would accuse the operator later. Refused when nothing counts.
        """
        size, root, hashes = self.offer.size, self.offer.root, self.hashes
        if self.policy is not None:
            counts = accepted(self.source.name, self.signed, self.policy)
            if counts.size < size:
                hashes = TileHashes(counts.size, self.source.tile)
            size, root = counts.size, counts.root
        if size < start:  # what it has more was taken over when nobody's signature was asked for
            size, root = start, own_root
        notes = [(one.size, message) for one, message in self.signed if one.size <= size]
        return Extension(start, _chunks(self.source, hashes, start, size, watch), size, root, notes)

    def taken(self, had: int, extension: Extension) -> Taken:
        """What was taken over, once it was."""
        signed = tuple(one for one in self.signed if one[0].size <= extension.size)
        left_out = self.offer.size - extension.size
        return Taken(self.source.name, had, extension.size, extension.root, left_out, signed)


def offered(source: Source, policy: Policy | None) -> Offered:
    """What a source offers; Tampered when it contradicts what was signed of it."""
    offer = source.offer()
    hashes = TileHashes(offer.size, source.tile)
    return Offered(source, offer, hashes, signed_for(source.name, offer, hashes, policy), policy)


def _chunks(
    source: Source, hashes: TileHashes, start: int, stop: int, watch: Watch
) -> Iterator[Sequence[bytes]]:
    """The records of a stretch, a tile at a time, each with the leaf hash that its tile says."""
    # A size that a stranger states may be enormous: nothing is made of it beforehand.
    first = (start // WIDTH + 1) * WIDTH
    ends = range(first, stop + WIDTH if start < stop else first, WIDTH)
    for end in watch(ends, "Copying"):
        chunk = list(source.entries(start, min(end, stop)))
        for position, stored in enumerate(chunk, start):
            if tree.leaf_hash(stored) != hashes.subtree(0, position):
                raise Tampered(
                    f"take over record {position} of {source.name}",
                    "it is not what its hash was computed from",
                    "Nothing was taken over. Keep it as evidence, and ask the operator",
                )
        yield chunk
        start = end
