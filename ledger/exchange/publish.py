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
from pathlib import Path

from domain.errors import Refused, Tampered, Unavailable, Unreadable
from domain.text import named
from ledger import files
from ledger.clock import Progress, without_progress
from ledger.exchange.published_log import CHECKPOINT, MOST_CHECKPOINT_BYTES, Folder
from ledger.store import log_tables
from ledger.store.reader import Reader
from ledger.transparency import checkpoint
from ledger.transparency.checkpoint import Checkpoint, prove_extends
from ledger.transparency.encoding import InvalidInput, NotProven
from ledger.transparency.tiles import WIDTH, Bundle, Tile, pack_entries, tiles_of
from ledger.verify.ledger_file import LedgerFile
from ledger.verify.signatures import Trust
from ledger.verify.verdict import examine


@dataclass(frozen=True, slots=True)
class Published:
    """What stands in the folder now, and how many files were written for it."""

    origin: str
    size: int
    written: int
    left: int


def publish(ledger: Path, folder: Path, progress: Progress = without_progress) -> Published:
    """Publish what was signed of a ledger; the folder is made if need be.

    Refused when nothing was signed or another log is published there; Tampered when the ledger is
    not what it was, or not what is published. Whatever fails, what was published stays.
    """
    newest = log_tables.newest(ledger)
    if newest is None:
        raise Refused(
            f"publish the ledger {ledger}",
            "nothing of it is signed",
            "Sign it first: gestand checkpoint",
        )
    signed, new = newest
    _check_intact(ledger)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder), closing(Reader(ledger)) as reader:
            old = _published(folder)
            if old is not None:
                _check_extends(ledger, folder, old, new, reader)
            return _write(reader, folder, new, signed, progress)
    except OSError as error:
        raise Unavailable(
            f"publish in {folder}",
            (error.strerror or str(error)).lower(),
            "Check the folder and its rights; what was published there before is still there",
        ) from error


def _check_intact(ledger: Path) -> None:
    """Nothing is published that a reader would find altered."""
    with closing(LedgerFile(ledger)) as evidence:
        verdict = examine(evidence, Trust())
    if verdict.word.tampered:
        raise Tampered(
            f"publish the ledger {ledger}",
            f"it is {verdict.word.word}",
            "See `gestand verify` for what was found; nothing was published",
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
            f"publish in {folder}",
            f"the file {CHECKPOINT} there is no checkpoint: {problem}",
            "Name another folder, or remove that file if it is nothing of yours",
        ) from problem


def _check_extends(
    ledger: Path, folder: Path, old: Checkpoint, new: Checkpoint, reader: Reader
) -> None:
    asked = f"publish the ledger {ledger} in {folder}"
    if old.origin != new.origin:
        raise Refused(
            asked, f"the log {named(old.origin)} is published there", "Name another folder"
        )
    try:
        prove_extends(old, new, reader.subtrees(new.size))
    except NotProven as problem:
        raise Tampered(
            asked,
            f"what is published there is not the beginning of it: {problem}",
            "Others may have copied it. Find out with `gestand verify` what happened",
        ) from problem


def _write(
    reader: Reader, folder: Path, new: Checkpoint, signed: bytes, progress: Progress
) -> Published:
    tiles, written, left = reader.tiles(), 0, 0
    for tile in progress([*tiles_of(new.size)], "Publishing"):
        pieces: list[tuple[Tile | Bundle, bytes]] = [(tile, tiles.read(tile))]
        if tile.level == 0:
            first = tile.number * WIDTH
            entries = list(reader.entries(first, first + tile.width))
            pieces.append((Bundle(tile.number, tile.width), pack_entries(entries)))
        for piece, content in pieces:
            new_one = _keep(folder, piece, content)
            written, left = written + new_one, left + (not new_one)
    os.sync()
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
