"""Signing how far a log is, and proving single records by what was signed."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from domain.errors import Refused, Tampered, Unavailable, Unreadable
from languages import N_
from ledger import files
from ledger.said_by_others import of_system
from ledger.store import log_tables
from ledger.store.address import Location
from ledger.store.log_tables import check_own
from ledger.store.reader import Head, Reader
from ledger.transparency import checkpoint, merkle_tree
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.encoding import InvalidInput, NotProven
from ledger.transparency.keys import SigningKey, VerifierKey
from ledger.transparency.merkle_tree import leaf_hash
from ledger.transparency.proof_file import ProofFile, portable
from ledger.transparency.proofs import prove_extends, prove_inclusion, verify_inclusion
from ledger.transparency.tiles import WIDTH, TileHashes

# -- signing -----------------------------------------------------------------------------------
# Signing a checkpoint: only of a log that extends everything that was signed with the key before.
#
# The last checkpoint that a key signed is kept beside it, in `<key>.last`, on disk before the
# signature is shown. So an old backup of the ledger, or a second one under the same key, is
# refused even where the ledger itself has forgotten. Where both have forgotten, witnesses may
# remember: what they say to have seen is heard before anything is signed.


MOST_BYTES = 1024 * 1024
"""A checkpoint with the signature of its log is a few hundred bytes long."""


def memory(key_file: Path) -> Path:
    """Where the last checkpoint that a key signed is kept."""
    return key_file.with_name(f"{key_file.name}.last")


def sign(
    ledger: Location, key_file: Path, key: SigningKey, seen: Mapping[str, int] | None = None
) -> bytes:
    """Sign how far the ledger is, and keep the checkpoint beside the key and in the ledger.

    seen: how many records witnesses say to have seen, by their names. Tampered when the ledger does
    not extend what was signed before, or a witness has seen more; Refused when it is empty, a copy
    of another, or has no memory of what a witness has seen.
    """
    check_own(
        ledger,
        N_("sign the ledger {ledger}").format(ledger=ledger),
        N_("Only the operator of the original signs it"),
    )
    with _alone(key_file), closing(Reader(ledger)) as reader:
        head = reader.head()
        if head.size == 0:
            raise Refused(
                N_("sign the ledger {ledger}").format(ledger=ledger),
                N_("nothing is recorded in it"),
                N_("Record first"),
            )
        signed = remembered(key_file, key.verifier)
        before = [(str(memory(key_file)), signed)] if signed else []
        before += _kept(ledger, key.verifier)
        for name, older in before:
            _check_extends(reader, head, name, older)
        _check_seen(reader, head, key.name, [older for _, older in before], seen or {})
        last = max((older.size for _, older in before), default=0)
        _check_contents(reader, head, last)
        message = checkpoint.signed(Checkpoint(key.name, head.size, head.root), [key])
        _remember(memory(key_file), message)
    log_tables.keep(ledger, head.size, message)
    return message


def remembered(key_file: Path, key: VerifierKey) -> Checkpoint | None:
    """The last checkpoint that a key signed; Unreadable when something else stands there."""
    path = memory(key_file)
    if not path.exists():
        return None
    try:
        return _opened(files.bounded(path, MOST_BYTES, links=True), key)
    except (InvalidInput, NotProven, OSError) as error:
        raise Unreadable(
            N_("read the last checkpoint of the key in {path}").format(path=path),
            str(error),
            N_("Restore that file from a backup: without it a fork could be signed unseen"),
        ) from error


def _opened(message: bytes, key: VerifierKey) -> Checkpoint:
    opened = checkpoint.parse_note(message)
    checkpoint.verified(opened, [key])
    return checkpoint.parse_checkpoint(opened.text)


def _kept(ledger: Location, key: VerifierKey) -> list[tuple[str, Checkpoint]]:
    """The checkpoints in the ledger that this key signed, whatever others signed below."""
    names: dict[Checkpoint, str] = {}
    for size, message in log_tables.kept(ledger):
        try:
            names[_opened(message, key)] = N_(
                "the checkpoint of {size:,} records in the ledger"
            ).format(size=size)
        except (InvalidInput, NotProven):
            continue
    return [(name, older) for older, name in names.items()]


def _check_extends(reader: Reader, head: Head, name: str, older: Checkpoint) -> None:
    if older.size > head.size:
        raise _refusal(
            reader.path,
            N_("{name} was signed over {size:,} records and there are {head_size:,}").format(
                name=name, size=older.size, head_size=head.size
            ),
        )
    hashes = reader.subtrees(head.size)
    try:
        prove_extends(hashes, older.size, older.root, head.size, head.root)
    except NotProven as error:
        raise _refusal(
            reader.path,
            N_("its first {size:,} records are not those of {name}").format(
                size=older.size, name=name
            ),
        ) from error


def _check_seen(
    reader: Reader, head: Head, origin: str, signed: Sequence[Checkpoint], seen: Mapping[str, int]
) -> None:
    """Refuse a ledger that is behind a witness, or that has forgotten what one has seen.

    What a witness has seen was signed once. A ledger that does not know of it may be an older
    backup that has grown since, and its next checkpoint a fork; what is signed already is not a
    new one.
    """
    asked = N_("sign the ledger {path}").format(path=reader.path)
    known = {0, *(older.size for older in signed), *_sizes(reader.path, origin)}
    for witness, size in seen.items():
        if size > head.size:
            raise Tampered(
                asked,
                N_(
                    "the witness {witness} says that it has seen {size:,} records of "
                    "this log, and here are {head_size:,}"
                ).format(witness=witness, size=size, head_size=head.size),
                N_(
                    "Nothing was signed. Look for a ledger that has them all: an "
                    "older backup may have been put in its place"
                ),
            )
        if size not in known and all(older.size != head.size for older in signed):
            raise Refused(
                asked,
                N_(
                    "the witness {witness} says that it has seen {size:,} records of "
                    "this log, and neither the key nor the ledger remembers a "
                    "checkpoint of so many"
                ).format(witness=witness, size=size),
                N_(
                    "Nothing was signed. This may be an older backup that has grown "
                    "since, or somebody else has the key. If you know better, sign "
                    "without --policy first"
                ),
            )


def _sizes(ledger: Location, origin: str) -> Iterator[int]:
    """The sizes for which the ledger keeps a checkpoint of a log, with whatever key of it."""
    for _, message in log_tables.kept(ledger):
        try:
            read = checkpoint.read(message)
        except InvalidInput:
            continue
        if read.origin == origin:
            yield read.size


def _check_contents(reader: Reader, head: Head, start: int) -> None:
    """What is signed for the first time is what stands there, not what its hashes say."""
    hashes = reader.subtrees(head.size)
    try:
        frontier = merkle_tree.frontier(hashes, start)
    except InvalidInput as error:
        raise _refusal(
            reader.path, N_("its tree cannot be read: {error}").format(error=error)
        ) from error
    size, rows = start, reader.stored(start, head.size)
    while chunk := list(islice(rows, WIDTH)):
        if [position for position, _ in chunk] != [*range(size, size + len(chunk))]:
            break
        merkle_tree.extend(frontier, size, [leaf_hash(stored) for _, stored in chunk])
        size += len(chunk)
    if size != head.size or merkle_tree.root(frontier) != head.root:
        raise _refusal(
            reader.path,
            N_("the records from {start} on are not what their hashes say").format(start=start),
        )


def _refusal(path: Location, what: str) -> Tampered:
    return Tampered(
        N_("sign the ledger {path}").format(path=path),
        N_("it does not extend what was signed before: {what}").format(what=what),
        N_("Signing would prove a fork. Find out with `gestand verify` what happened"),
    )


def _remember(path: Path, message: bytes) -> None:
    """Replace the last checkpoint as a whole, on disk when this returns."""
    try:
        files.replace(path, message)
    except OSError as error:
        raise Unavailable(
            N_("keep the last checkpoint in {path}").format(path=path),
            of_system(error),
            N_("Check the folder and its rights; nothing was signed"),
        ) from error


@contextmanager
def _alone(key_file: Path) -> Iterator[None]:
    """One signature with a key at a time: of two at once the one could be a fork of the other."""
    with key_file.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


# -- proving -----------------------------------------------------------------------------------
# Proofs of single records, taken from a ledger and its checkpoints.


def prove(reader: Reader, positions: Sequence[int]) -> Iterator[tuple[ProofFile, bytes]]:
    """A proof for each of the records to the newest checkpoint, and the bytes of the record.

    The record is in its proof as well, if it is not too long for that.

    Refused when no checkpoint covers them all; Tampered when the ledger cannot prove it.
    """
    message, covering = _covering(reader.path, max(positions))
    hashes = reader.subtrees(covering.size)
    proven = _proven(reader, positions, hashes, covering.size, covering.root)
    for position, stored, proof in proven:
        yield portable(position, proof, message, stored), stored


@dataclass(frozen=True, slots=True)
class Together:
    """Several records with the proof of each to one head of the log.

    note: the signed checkpoint of that head; empty where none covers all the records, and then
    nobody stands for the root. records: of each its place, its bytes and its proof.
    """

    note: bytes
    size: int
    root: bytes
    records: tuple[tuple[int, bytes, tuple[bytes, ...]], ...]


def prove_together(reader: Reader, positions: Sequence[int]) -> Together:
    """As `Prover.together`, of a ledger of which nothing else is to be proven."""
    return Prover(reader).together(positions)


class Standing(NamedTuple):
    """How a ledger stands: its newest checkpoint with its signed text, if any, and its head."""

    newest: tuple[bytes, Checkpoint] | None
    head: Head


def standing(reader: Reader) -> Standing:
    """How a ledger stands now."""
    return Standing(log_tables.newest(reader.path), reader.head())


class Prover:
    """Proves records of a ledger to the newest checkpoint, or to the ledger as it is unsigned.

    Both as they are when it is made, or as they stood before; the hashes of one proof are kept for
    the next.
    """

    def __init__(self, reader: Reader, stood: Standing | None = None) -> None:
        self._reader = reader
        self._newest, self._head = stood or standing(reader)
        self._hashes: dict[int, TileHashes] = {}

    def together(self, positions: Sequence[int]) -> Together:
        """Records with their proofs; Tampered when the ledger cannot prove one of them."""
        note, size, root = b"", self._head.size, self._head.root
        if self._newest is not None and self._newest[1].size > max(positions, default=-1):
            note, size, root = self._newest[0], self._newest[1].size, self._newest[1].root
        if size not in self._hashes:
            self._hashes[size] = self._reader.subtrees(size)
        hashes = self._hashes[size]
        return Together(
            note, size, root, tuple(_proven(self._reader, positions, hashes, size, root))
        )


def _proven(
    reader: Reader, positions: Sequence[int], hashes: TileHashes, size: int, root: bytes
) -> Iterator[tuple[int, bytes, tuple[bytes, ...]]]:
    """The place of each record, its bytes and its proof to a head of the log."""
    for position in positions:
        ((_, stored),) = reader.stored(position, position + 1)
        try:
            proof = prove_inclusion(hashes, position, size)
            verify_inclusion(leaf_hash(stored), position, size, proof, root)
        except (NotProven, InvalidInput) as error:
            raise Tampered(
                N_("prove record {position} of {path}").format(position=position, path=reader.path),
                N_("it is not what was signed in the checkpoint of {size:,} records").format(
                    size=size
                ),
                N_("See `gestand verify`"),
            ) from error
        yield position, stored, tuple(proof)


def _covering(path: Location, position: int) -> tuple[bytes, Checkpoint]:
    """The newest checkpoint of a ledger, if it reaches as far as a record."""
    newest = log_tables.newest(path)
    if newest is None or newest[1].size <= position:
        raise Refused(
            N_("prove record {position} of {path}").format(position=position, path=path),
            N_("no signed checkpoint covers it yet"),
            N_("Sign one first: gestand checkpoint"),
        )
    return newest
