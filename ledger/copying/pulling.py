"""Pull: a copy is extended, or left as it was."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from domain.errors import Refused
from ledger import checkpoints
from ledger.copying.copy_file import extend
from ledger.copying.copy_of import CopyOf, copy_of
from ledger.copying.offering import signed_for
from ledger.copying.parting import Parted, Side, parted
from ledger.copying.source import Offer, Source
from ledger.copying.taking import Offered, Taken, offered
from ledger.log.failures import NotProven
from ledger.log.policy import Policy, parse
from ledger.log.proofs import prove_extends
from ledger.reader import Head, Reader
from ledger.watch import Watch, unwatched


def pull(copy: Path, source: Source, row: CopyOf, watch: Watch = unwatched) -> Taken | Parted:
    """Extend a copy with what a source has more, if it extends what the copy has.

    row: what the copy is to say of itself from now on. Whatever the source says, the copy keeps
    what it had. What differs is told whoever signed it; what is added must be signed as the policy
    of the copy asks, if it has one.
    """
    policy = parse(row.policy) if row.policy else None
    with closing(Reader(copy)) as reader:
        head = reader.head()
        found = offered(source, policy)
        if not _extends(head, found):
            here = _here(reader, head, policy)
            offer = found.offer
            there = Side(offer.size, offer.root, found.hashes, found.signed, source.entries)
            _check_one_log(copy, here, source.name, there)
            return parted(copy, here, source.name, there, trusted=policy is not None)
    extension = found.extension(head.size, head.root, watch)
    extend(copy, source.name, extension, row)
    return found.taken(head.size, extension)


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


def _extends(head: Head, found: Offered) -> bool:
    """Whether what is offered begins with what the copy has."""
    try:
        prove_extends(found.hashes, head.size, head.root, found.offer.size, found.offer.root)
    except NotProven:
        return False
    return True


def _here(reader: Reader, head: Head, policy: Policy | None) -> Side:
    """The copy as one side of a contradiction; Tampered when it is not what was signed either."""
    hashes = reader.subtrees(head.size)
    kept = tuple(message for _, message in checkpoints.kept(reader.path))
    offer = Offer(head.size, head.root, kept)
    signed = signed_for(str(reader.path), offer, hashes, policy)
    return Side(head.size, head.root, hashes, signed, reader.entries)


def _check_one_log(copy: Path, here: Side, source: str, there: Side) -> None:
    """Two logs differ without anybody having changed anything."""
    own, other = ({one.origin for one, _ in side.signed} for side in (here, there))
    if own and other and own.isdisjoint(other):
        raise Refused(
            f"extend {copy} from {source}",
            f"that is another log, {min(other)}, and this is a copy of {min(own)}",
            "Name where that log is published, or clone the other one",
        )
