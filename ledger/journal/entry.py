"""What a reader of any format gives: fields, and where each of them stands in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from domain.errors import Problem, Problems, Unreadable

Path = tuple[str | int, ...]
Where = Callable[[Path], str]

DEEPEST = 40
"""Deeper than any record goes; a file that goes deeper is a mistake or an attack."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as it was written.

    where(path) gives `FILE:LINE:COLUMN` of the value at a path of keys and indexes, or of the
    nearest value above it, in a table with the name of the column; the empty path is the record.
    order: what a table of one kind says of the record's place among those of other kinds, if it
    says so.
    """

    fields: dict[str, Any]
    where: Where
    order: int | None = None


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """The entries of one import, those that say so in the order in which they were recorded.

    Those that do not say so come first, as they stand in their files.
    """
    return sorted(entries, key=lambda entry: -1 if entry.order is None else entry.order)


@dataclass(slots=True)
class Journal:
    """The entries of a file, what it says of its ledger, and everything that is wrong with it.

    unread: texts of the file that may hold records, and could not be read as such. unseen: whether
    there is more of it that nobody has seen.
    """

    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ledger: dict[str, Any] | None = None
    unread: list[str] = field(default_factory=list)
    unseen: bool = False

    def add(self, other: Journal) -> None:
        """Take in another file, to be recorded together with this one."""
        self.entries += other.entries
        self.problems += other.problems
        self.unread += other.unread
        self.unseen = self.unseen or other.unseen


class PartlyRead(Problems):
    """A file with mistakes, and what could be read of it all the same."""

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal.problems)
        self.journal = journal


@dataclass(slots=True)
class Mark:
    """Where a value begins, and where the values in it begin."""

    line: int
    column: int
    inside: dict[str | int, Mark] | None = None

    def nearest(self, path: Path) -> Mark:
        """The mark at a path, or the last one known on the way to it."""
        found = self
        for part in path:
            if found.inside is None or part not in found.inside:
                break
            found = found.inside[part]
        return found

    def place(self, name: str, path: Path = ()) -> str:
        """`FILE:LINE:COLUMN` of the value at a path."""
        found = self.nearest(path)
        return f"{name}:{found.line}:{found.column}"


def unreadable(place: str, obstacle: str, remedy: str) -> Unreadable:
    """A problem of a journal file."""
    return Unreadable("read the journal", obstacle, remedy, place)
