"""Clone and pull: a copy is made or extended with what a source signed for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from domain.errors import Refused, Tampered, Unavailable
from domain.text import named
from languages import N_
from ledger import files
from ledger.clock import Progress, without_progress
from ledger.exchange.copy_writer import Extension, extend
from ledger.exchange.divergence import Divergence, Side, divergence_of
from ledger.exchange.published_log import LogSource, Offer
from ledger.exchange.sources import Signed, accepted, signed_for
from ledger.recording.judging import Judged
from ledger.said_by_others import of_system
from ledger.store import database, log_tables
from ledger.store.address import Address, Location
from ledger.store.log_tables import CopyOf, copy_of
from ledger.store.reader import Head, Reader
from ledger.transparency import merkle_tree
from ledger.transparency.encoding import NotProven
from ledger.transparency.merkle_tree import EMPTY_ROOT
from ledger.transparency.policy import Policy, parse
from ledger.transparency.proofs import prove_extends
from ledger.transparency.tiles import WIDTH, TileHashes

# -- fetching ----------------------------------------------------------------------------------
# What is fetched from a source: records that are hashed anew, up to a size that was signed.


@dataclass(frozen=True, slots=True)
class Fetched:
    """A copy that was made or extended.

    had, size: how many records it had and has. left_out: how many more the source has that nobody
    signed who counts. signed: the checkpoints of what it has, smallest first.
    judged: what of it was recorded against the rules, among the records that are new.
    """

    source: str
    had: int
    size: int
    root: bytes
    left_out: int
    signed: tuple[Signed, ...]
    judged: Judged


@dataclass(frozen=True, slots=True)
class Offered:
    """A source, what it offers, the hashes of that, and who signed for it by a policy."""

    source: LogSource
    offer: Offer
    hashes: TileHashes
    signed: tuple[Signed, ...]
    policy: Policy | None

    def extension(self, start: int, own_root: bytes, progress: Progress) -> Extension:
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
        notes = [(signed.size, message) for signed, message in self.signed if signed.size <= size]
        return Extension(
            start, _chunks(self.source, hashes, start, size, progress), size, root, notes
        )

    def fetched(self, had: int, extension: Extension, judged: Judged) -> Fetched:
        """What was taken over, once it was."""
        signed = tuple(pair for pair in self.signed if pair[0].size <= extension.size)
        left_out = self.offer.size - extension.size
        root, size = extension.root, extension.size
        return Fetched(self.source.name, had, size, root, left_out, signed, judged)


def offered(source: LogSource, policy: Policy | None) -> Offered:
    """What a source offers; Tampered when it contradicts what was signed of it."""
    offer = source.offer()
    hashes = TileHashes(offer.size, source.tile)
    return Offered(source, offer, hashes, signed_for(source.name, offer, hashes, policy), policy)


def _chunks(
    source: LogSource, hashes: TileHashes, start: int, stop: int, progress: Progress
) -> Iterator[Sequence[bytes]]:
    """The records of a stretch, a tile at a time, each with the leaf hash that its tile says."""
    # A size that a stranger states may be enormous: nothing is made of it beforehand.
    first = (start // WIDTH + 1) * WIDTH
    ends = range(first, stop + WIDTH if start < stop else first, WIDTH)
    for end in progress(ends, N_("Copying")):
        chunk = list(source.entries(start, min(end, stop)))
        for position, stored in enumerate(chunk, start):
            if merkle_tree.leaf_hash(stored) != hashes.subtree(0, position):
                raise Tampered(
                    N_("take over record {position} of {name}").format(
                        position=position, name=source.name
                    ),
                    N_("it is not what its hash was computed from"),
                    N_("Nothing was taken over. Keep it as evidence, and ask the operator"),
                )
        yield chunk
        start = end


# -- pull --------------------------------------------------------------------------------------
# Pull: a copy is extended, or left as it was.


def pull(
    copy: Location, source: LogSource, row: CopyOf, progress: Progress = without_progress
) -> Fetched | Divergence:
    """Extend a copy with what a source has more, if it extends what the copy has.

    row: what the copy is to say of itself from now on. Whatever the source says, the copy keeps
    what it had. What differs is told whoever signed it; what is added must be signed as the policy
    of the copy asks, if it has one.
    """
    policy = parse(row.policy) if row.policy else None
    with closing(Reader(copy)) as reader:
        head = reader.head()
        checked = offered(source, policy)
        if not _extends(head, checked):
            here = _here(reader, head, policy)
            offer = checked.offer
            there = Side(offer.size, offer.root, checked.hashes, checked.signed, source.entries)
            _check_one_log(copy, here, source.name, there)
            return divergence_of(copy, here, source.name, there, trusted=policy is not None)
    extension = checked.extension(head.size, head.root, progress)
    judged = extend(copy, source.name, extension, row)
    return checked.fetched(head.size, extension, judged)


def required(copy: Location) -> CopyOf:
    """What a file says of being a copy; Refused when it is a ledger of its own."""
    row = copy_of(copy)
    if row is None:
        raise Refused(
            N_("extend {copy}").format(copy=copy),
            N_("it is a ledger of its own, not a copy"),
            N_("Name a copy with --ledger, or make one with `gestand clone`"),
        )
    return row


def _extends(head: Head, checked: Offered) -> bool:
    """Whether what is offered begins with what the copy has."""
    try:
        prove_extends(checked.hashes, head.size, head.root, checked.offer.size, checked.offer.root)
    except NotProven:
        return False
    return True


def _here(reader: Reader, head: Head, policy: Policy | None) -> Side:
    """The copy as one side of a contradiction; Tampered when it is not what was signed either."""
    hashes = reader.subtrees(head.size)
    kept = tuple(message for _, message in log_tables.kept(reader.path))
    offer = Offer(head.size, head.root, kept)
    signed = signed_for(str(reader.path), offer, hashes, policy)
    return Side(head.size, head.root, hashes, signed, reader.entries)


def _check_one_log(copy: Location, here: Side, source: str, there: Side) -> None:
    """Two logs differ without anybody having changed anything."""
    own, theirs = ({signed.origin for signed, _ in side.signed} for side in (here, there))
    if own and theirs and own.isdisjoint(theirs):
        raise Refused(
            N_("extend {copy} from {source}").format(copy=copy, source=source),
            N_("that is another log, {min}, and this is a copy of {other_min}").format(
                min=named(min(theirs)), other_min=named(min(own))
            ),
            N_("Name where that log is published, or clone the other one"),
        )


# -- clone -------------------------------------------------------------------------------------
# Clone: a copy is made beside its place, and put there when it is whole.


def clone(
    source: LogSource, target: Location, policy: bytes, progress: Progress = without_progress
) -> Fetched:
    """Make a copy of what a source has, in a file or a database where no ledger is yet.

    policy: whose signatures count, now and whenever the copy is extended; empty: nobody's are
    checked. Refused when there is one or the signatures are not there; Tampered when the
    source contradicts itself; Unavailable when it does not fit on the disk.
    """
    if isinstance(target, Address):
        return _clone_to_server(source, target, policy, progress)
    return _clone_to_file(source, target, policy, progress)


def _clone_to_server(
    source: LogSource, target: Address, policy: bytes, progress: Progress
) -> Fetched:
    """The same in a database: it is made first, and taken away when it does not become a copy."""
    from ledger.store import server
    from ledger.store.writer import Store

    Store.create(target).close()
    try:
        return _filled(source, target, policy, progress)
    except BaseException:
        server.drop(target)
        raise


def _filled(source: LogSource, target: Location, policy: bytes, progress: Progress) -> Fetched:
    """A ledger that was just made, filled with what a source has."""
    checked = offered(source, parse(policy) if policy else None)
    extension = checked.extension(0, EMPTY_ROOT, progress)
    judged = extend(target, source.name, extension, CopyOf(source.name, policy))
    return checked.fetched(0, extension, judged)


def _clone_to_file(source: LogSource, target: Path, policy: bytes, progress: Progress) -> Fetched:
    """The same in a file."""
    from ledger.store.writer import Store

    asked = N_("make the copy {target}").format(target=target)
    database.check_free(target, asked)
    try:
        with files.whole_new(target) as made:
            Store.create(made).close()
            fetched = _filled(source, made, policy, progress)
            database.settle(made)
    except FileExistsError as error:
        remedy = N_("Use it, move it away, or name another file")
        raise Refused(asked, N_("the file exists"), remedy) from error
    except OSError as error:
        raise Unavailable(
            asked,
            of_system(error),
            N_("Make the folder first, or name another file"),
        ) from error
    return fetched
