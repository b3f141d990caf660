"""Where the book of a ledger lies, and what its user remembers of it.

A book is a file, and who changes it changes what it answers. So it lies in the cache of its user,
where nobody else can write; and in another folder stands what that user remembers: which file was
left there, as the system tells files apart, and how far the ledger was that it was made from. A
book that is not the one that is remembered is not read. See docs/decisions/0076.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ledger import files
from ledger.store.address import Address, Location
from projections.keeping.format import FINGERPRINT

NAME_CHARACTERS = 16
"""So many of a hash tell ledgers apart: their paths, and what their ids are."""


class Memory(NamedTuple):
    """What a user remembers of a book, and of the ledger that it was made from.

    ledger: its path. size, frontier: how many records were read, and their compact range.
    unlawful: the hash of the positions of those that count for nothing. format: of the program that
    made the book. made_at: when it did, or made it longer (UTC). book: the state of the file that
    it left.
    """

    ledger: str
    ledger_id: str
    size: int
    frontier: bytes
    unlawful: str
    format: int
    made_at: str
    book: files.State


class Place(NamedTuple):
    """The files of a book: itself, what is remembered of it, and what keeps others out."""

    book: Path
    memory: Path
    lock: Path

    @property
    def aside(self) -> Path:
        """Where a book lies that somebody changed."""
        return self.book.with_suffix(".changed")

    @property
    def lawful(self) -> Path:
        """Where it is remembered how much of the ledger was found lawful."""
        return self.memory.with_suffix(".lawful")

    @property
    def beside(self) -> list[Path]:
        """What SQLite would take as a part of the book, and what is left of a book half made."""
        return [self.book.with_suffix(end) for end in (".book-journal", ".book-wal", ".new")]

    def remembered(self) -> Memory | None:
        """What is remembered; None where that is nothing, or cannot be read."""
        try:
            told = json.loads(self.memory.read_text(encoding="utf-8"))
            told |= {"frontier": bytes.fromhex(told["frontier"]), "book": tuple(told["book"])}
            return Memory(**told)
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def remember(self, memory: Memory) -> None:
        """Write that down; OSError where it cannot be."""
        told = memory._asdict() | {"frontier": memory.frontier.hex()}
        self.memory.touch(mode=0o600)  # what takes its place has the same rights
        files.replace(self.memory, json.dumps(told).encode())

    def is_bound(self, memory: Memory | None) -> bool:
        """Whether the book is the file that was left there, by a program such as this one."""
        bound = memory is not None and memory.format == FINGERPRINT
        return bound and memory is not None and files.state(self.book) == memory.book


def place_of(ledger: Location, ledger_id: str) -> Place | None:
    """The files of the book of a ledger; None where this user has no folder for them.

    A copy elsewhere has a book of its own, and so has another ledger in the same place.
    """
    folders = _folders()
    return (
        _place(folders, f"{_path_name(ledger)}-{_short(ledger_id.encode())}") if folders else None
    )


def places_at(ledger: Location) -> list[Place]:
    """The same of every ledger of which anything is kept that stands, or stood, at a path."""
    folders = _folders()
    if folders is None:
        return []
    found = (folder.glob(f"{_path_name(ledger)}-*.*") for folder in folders)
    return [
        _place(folders, name) for name in sorted({path.stem for some in found for path in some})
    ]


def forget(place: Place) -> None:
    """Remove a book and what is remembered of it; OSError where something cannot be removed."""
    for path in (place.book, place.aside, *place.beside, place.memory, place.lawful):
        path.unlink(missing_ok=True)


def _folders() -> tuple[Path, Path] | None:
    """The folders of books and of what is remembered of them, both for the user alone."""
    cache, memories = _folder("XDG_CACHE_HOME", ".cache"), _folder("XDG_STATE_HOME", ".local/state")
    if cache is None or memories is None:
        return None
    return (cache, memories) if files.private(cache) and files.private(memories) else None


def _place(folders: tuple[Path, Path], name: str) -> Place:
    cache, memories = folders
    return Place(cache / f"{name}.book", memories / f"{name}.json", memories / f"{name}.lock")


def _folder(variable: str, otherwise: str) -> Path | None:
    """The folder of ours in one that the XDG Base Directory Specification names."""
    named = Path(os.environ.get(variable, ""))
    if not named.is_absolute():
        with suppress(RuntimeError):  # whoever has no home
            named = Path.home() / otherwise
    return named / "gestand" if named.is_absolute() else None


def named(ledger: Location) -> str:
    """Where a ledger is, in full: its path, or its address without the password."""
    return str(ledger) if isinstance(ledger, Address) else str(ledger.resolve())


def _path_name(ledger: Location) -> str:
    return _short(os.fsencode(named(ledger)))


def _short(octets: bytes) -> str:
    return sha256(octets).hexdigest()[:NAME_CHARACTERS]
