"""A ledger as static files that any web server can carry (c2sp.org/tlog-tiles).

What is published is what was signed: the files of the newest checkpoint. Hashes and records are
written before the checkpoint that tells of them, so that whoever reads meanwhile finds everything
that he was told of. What is there as it should be is not written again; what was damaged is mended.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path

from domain.errors import Refused, Tampered, Unavailable, Unreadable
from domain.text import named
from languages import N_, pgettext
from ledger import files
from ledger.clock import Progress, without_progress
from ledger.exchange.published_log import CHECKPOINT, MOST_CHECKPOINT_BYTES, Folder
from ledger.said_by_others import of_system
from ledger.store import log_tables
from ledger.store.address import Location
from ledger.store.reader import Reader
from ledger.transparency import checkpoint
from ledger.transparency.checkpoint import Checkpoint, prove_extends
from ledger.transparency.encoding import InvalidInput, NotProven
from ledger.transparency.merkle_tree import leaf_hash
from ledger.transparency.tiles import (
    WIDTH,
    Bundle,
    RightEdge,
    Tile,
    last_tiles,
    pack_entries,
    tiles_of,
)


@dataclass(frozen=True, slots=True)
class Published:
    """What stands in the folder now, and how many files were written for it."""

    origin: str
    size: int
    written: int
    left: int


def publish(ledger: Location, folder: Path, progress: Progress = without_progress) -> Published:
    """Publish what was signed of a ledger; the folder is made if need be.

    What is added to an older checkpoint there is held against both, and nothing else is read. The
    first time, and when nothing is to be added, all is checked and all mended. Refused when nothing
    was signed or another log is published there; Tampered when the ledger is not what it was, or
    not what is published. Whatever fails, what was published stays.
    """
    newest = log_tables.newest(ledger)
    if newest is None:
        raise Refused(
            N_("publish the ledger {ledger}").format(ledger=ledger),
            N_("nothing of it is signed"),
            N_("Sign it first: gestand checkpoint"),
        )
    signed, new = newest
    try:
        old = _published(folder)
        if old is None or old.size in {0, new.size}:
            _check_intact(ledger)
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder), closing(Reader(ledger)) as reader, reader.snapshot():
            start = _start(ledger, folder, _published(folder), new, reader)
            return _write(reader, folder, new, signed, start, progress)
    except OSError as error:
        raise Unavailable(
            N_("publish in {folder}").format(folder=folder),
            of_system(error),
            N_("Check the folder and its rights; what was published there before is still there"),
        ) from error


def _check_intact(ledger: Location) -> None:
    """Nothing is published that a reader would find altered."""
    from ledger.verify.ledger_database import evidence_of
    from ledger.verify.signatures import Trust
    from ledger.verify.verdict import examine

    with closing(evidence_of(ledger)) as evidence:
        verdict = examine(evidence, Trust())
    if verdict.word.tampered:
        raise Tampered(
            N_("publish the ledger {ledger}").format(ledger=ledger),
            N_("it is {word}").format(word=pgettext("verdict", verdict.word.word)),
            N_("See `gestand verify` for what was found; nothing was published"),
        )


def _published(folder: Path) -> Checkpoint | None:
    """The checkpoint that is published in a folder, if there is one."""
    note = Folder(folder).read(CHECKPOINT, MOST_CHECKPOINT_BYTES)
    if note is None:
        return None
    try:
        return checkpoint.read(note)
    except InvalidInput as problem:
        raise Unreadable(
            N_("publish in {folder}").format(folder=folder),
            N_("the file {checkpoint} there is no checkpoint: {problem}").format(
                checkpoint=CHECKPOINT, problem=problem
            ),
            N_("Name another folder, or remove that file if it is nothing of yours"),
        ) from problem


def _start(
    ledger: Location, folder: Path, old: Checkpoint | None, new: Checkpoint, reader: Reader
) -> int:
    """The position from which on bundles are written: all, or those that are not published yet.

    Refused or Tampered when they cannot be added to what is published.
    """
    if old is None or not old.size:
        return 0
    asked = N_("publish the ledger {ledger} in {folder}").format(ledger=ledger, folder=folder)
    if old.origin != new.origin:
        raise Refused(
            asked,
            N_("the log {origin} is published there").format(origin=named(old.origin)),
            N_("Name another folder"),
        )
    try:
        prove_extends(old, new, reader.subtrees(new.size))
        if old.size == new.size:
            return 0
        if not _ends_as_signed(folder, old, reader):
            _check_intact(ledger)
            return 0
        _check_added(reader, old, new)
    except (InvalidInput, NotProven) as problem:
        raise Tampered(
            asked,
            N_("what is published there is not the beginning of it: {problem}").format(
                problem=problem
            ),
            N_("Others may have copied it. Find out with `gestand verify` what happened"),
        ) from problem
    return old.size // WIDTH * WIDTH


def _ends_as_signed(folder: Path, old: Checkpoint, reader: Reader) -> bool:
    """Whether the last tile of each level, and the last bundle, are there; NotProven if changed.

    What lies before them is left as it is: `verify` looks at all of it.
    """
    tiles, there = reader.tiles(), True
    first = (old.size - 1) // WIDTH * WIDTH
    entries = list(reader.entries(first, old.size))
    pieces: list[tuple[Tile | Bundle, bytes]] = [
        (Bundle(first // WIDTH, len(entries)), pack_entries(entries)),
        *((tile, tiles.read(tile)) for tile in last_tiles(old.size)),
    ]
    for piece, content in pieces:
        path = folder / piece.path
        if not path.is_file():
            there = False
        elif path.read_bytes() != content:
            raise NotProven(N_("{path} was changed since it was signed").format(path=piece.path))
    return there


def _check_added(reader: Reader, old: Checkpoint, new: Checkpoint) -> None:
    """The contents of what is added lead from what is published to what was signed."""
    first = old.size // WIDTH * WIDTH
    edge, roots = RightEdge(first, reader.tiles().read), {}
    for start, end in pairwise([first, old.size, new.size]):
        for chunk in _leaves(reader, start, end):
            edge.grow(chunk)
        roots[end] = edge.root()
    for signed in (old, new):
        if roots[signed.size] != signed.root:
            raise NotProven(
                N_("its records up to {size:,} are not what their hashes say").format(
                    size=signed.size
                )
            )


def _leaves(reader: Reader, start: int, end: int) -> Iterator[list[bytes]]:
    """The leaf hashes of the contents of a stretch, some at a time."""
    entries = reader.entries(start, end)
    while chunk := [leaf_hash(entry) for entry in islice(entries, WIDTH)]:
        yield chunk


def _write(
    reader: Reader, folder: Path, new: Checkpoint, signed: bytes, start: int, progress: Progress
) -> Published:
    """Write the tiles and bundles that begin at `start` or after it, and then the checkpoint."""
    edge, written = RightEdge(start, reader.tiles().read), 0
    for first in progress(range(start, new.size, WIDTH), N_("Publishing")):
        entries = list(reader.entries(first, min(first + WIDTH, new.size)))
        written += _keep(folder, Bundle(first // WIDTH, len(entries)), pack_entries(entries))
        for tile, hashes in edge.grow([*map(leaf_hash, entries)]):
            written += _keep(folder, tile, hashes)
    for tile, hashes in edge.partial():
        written += _keep(folder, tile, hashes)
    if edge.root() != new.root:
        raise Tampered(
            N_("publish the ledger {path}").format(path=reader.path),
            N_("its records are not what was signed"),
            N_(
                "See `gestand verify` for what was found; the checkpoint there is the one of before"
            ),
        )
    os.sync()
    left = sum(1 + (tile.level == 0) for tile in tiles_of(new.size)) - written
    if Folder(folder).read(CHECKPOINT, MOST_CHECKPOINT_BYTES) == signed:
        return Published(new.origin, new.size, written, left + 1)
    files.replace(folder / CHECKPOINT, signed)
    return Published(new.origin, new.size, written + 1, left)


def _keep(folder: Path, piece: Tile | Bundle, content: bytes) -> bool:
    """Have a piece there as a whole; whether it had to be written, for it was not or not so.

    Of a full piece the partial ones are not needed any more.
    """
    path = folder / piece.path
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    files.whole(path, content)
    if piece.width == WIDTH:
        shutil.rmtree(path.with_name(f"{path.name}.p"), ignore_errors=True)
    return True


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One at a time: of two at once the slower might put an older checkpoint last."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
