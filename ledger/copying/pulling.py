"""Clone and pull: a copy is made, or extended, or left as it was."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from domain.errors import Refused, Tampered, Unavailable
from ledger import checkpoints, durable
from ledger.copying.copy_file import Extension, extend
from ledger.copying.copy_of import CopyOf, copy_of
from ledger.copying.offering import Signed, checked
from ledger.copying.parting import Parted, Side, parted
from ledger.copying.source import Offer, Source
from ledger.log import tree
from ledger.log.failures import InvalidInput, NotProven
from ledger.log.policy import Policy, parse
from ledger.log.proofs import prove_consistency, verify_consistency
from ledger.log.tiles import WIDTH, TileHashes
from ledger.reader import Head, Reader
from ledger.watch import Watch, unwatched


@dataclass(frozen=True, slots=True)
class Taken:
    """A copy that was made or extended: what it had, what it has, and how far that is signed."""

    source: str
    had: int
    size: int
    root: bytes
    signed: tuple[Signed, ...]


def clone(source: Source, target: Path, policy: bytes, watch: Watch = unwatched) -> Taken:
    """Make a copy of everything that a source has, in a file that is not there yet.

    policy: whose signatures count, now and whenever the copy is extended; empty: nobody's are
    checked. Refused when the file exists or the signatures are not there; Tampered when the
    source contradicts itself. The file appears when it is whole.
    """
    from ledger.store import Store

    if target.exists():
        raise Refused(f"make the copy {target}", "the file exists", "Use it, or name another file")
    try:
        folder = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except OSError as error:
        raise _unwritable(target, error) from error
    try:
        made = folder / target.name
        Store.create(made).close()
        offer = source.offer()
        hashes = TileHashes(offer.size, source.tile)
        signed = checked(source.name, offer, hashes, parse(policy) if policy else None)
        extend(
            made,
            source.name,
            _extension(source, offer, hashes, 0, signed, watch),
            CopyOf(source.name, policy),
        )
        made.replace(target)
        durable.sync_folder(target.parent)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Taken(source.name, 0, offer.size, offer.root, signed)


def pull(copy: Path, source: Source, row: CopyOf, watch: Watch = unwatched) -> Taken | Parted:
    """Extend a copy with what a source has more, if it extends what the copy has.

    row: what the copy is to say of itself from now on. Whatever the source says, the copy keeps
    what it had.
    """
    policy = parse(row.policy) if row.policy else None
    with closing(Reader(copy)) as reader:
        head = reader.head()
        offer = source.offer()
        hashes = TileHashes(offer.size, source.tile)
        extends = _extends(head, offer, hashes)
        try:
            signed = checked(source.name, offer, hashes, policy)
        except Refused:
            if extends:
                raise
            signed = ()  # what differs is told whoever signed it
        if not extends:
            there = Side(offer.size, offer.root, hashes, signed, source.entries)
            here = _here(reader, head, policy)
            return parted(copy, here, source.name, there, trusted=policy is not None)
    extension = _extension(source, offer, hashes, head.size, signed, watch)
    extend(copy, source.name, extension, row)
    return Taken(source.name, head.size, offer.size, offer.root, signed)


def required(copy: Path) -> CopyOf:
    """What a file says of being a copy; Refused when it is a ledger of its own."""
    found = copy_of(copy)
    if found is None:
        raise Refused(
            f"extend {copy}",
            "it is a ledger of its own, not a copy",
            "Name a copy with --ledger, or make one with `gestand clone`",
        )
    return found


def _extension(
    source: Source,
    offer: Offer,
    hashes: TileHashes,
    start: int,
    signed: tuple[Signed, ...],
    watch: Watch,
) -> Extension:
    notes = [(one.size, message) for one, message in signed]
    chunks = _chunks(source, hashes, start, offer.size, watch)
    return Extension(start, chunks, offer.size, offer.root, notes)


def _chunks(
    source: Source, hashes: TileHashes, start: int, stop: int, watch: Watch
) -> Iterator[list[bytes]]:
    """The records of a stretch, a tile at a time, each with the leaf hash that its tile says."""
    # A range, and no list: a stranger may say that there are more records than memory holds.
    ends = range((start // WIDTH + 1) * WIDTH, stop + WIDTH, WIDTH) if start < stop else range(0)
    for full in watch(ends, "Copying"):
        end = min(full, stop)
        chunk = list(source.entries(start, end))
        for position, stored in enumerate(chunk, start):
            if tree.leaf_hash(stored) != hashes.subtree(0, position):
                raise Tampered(
                    f"take over record {position} of {source.name}",
                    "it is not what its hash was computed from",
                    "Nothing was taken over. Keep it as evidence, and ask the operator",
                )
        yield chunk
        start = end


def _here(reader: Reader, head: Head, policy: Policy | None) -> Side:
    """The copy as one side of a contradiction; Tampered when it is not what was signed either."""
    hashes = reader.subtrees(head.size)
    kept = tuple(message for _, message in checkpoints.kept(reader.path))
    try:
        signed = checked(str(reader.path), Offer(head.size, head.root, kept), hashes, policy)
    except Refused:
        signed = ()
    return Side(head.size, head.root, hashes, signed, reader.entries)


def _extends(head: Head, offer: Offer, hashes: TileHashes) -> bool:
    """Whether what is offered begins with what the copy has."""
    if head.size == 0:
        return True
    try:
        proof = prove_consistency(hashes, head.size, offer.size)
        verify_consistency(head.size, offer.size, proof, head.root, offer.root)
    except (NotProven, InvalidInput):
        return False
    return True


def _unwritable(target: Path, error: OSError) -> Unavailable:
    return Unavailable(
        f"make the copy {target}",
        (error.strerror or str(error)).lower(),
        "Make the folder first, or name another file",
    )
