"""What a reader of any format gives: fields, and where each of them stands in the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from domain.errors import Problem, Unreadable

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as it was written.

    where(path) gives `FILE:LINE:COLUMN` of the value at a path of keys and indexes, or of the
    nearest value above it; the empty path is the record.
    """

    fields: dict[str, Any]
    where: Callable[[Path], str]


@dataclass(slots=True)
class Journal:
    """The entries of a file and everything that is wrong with it."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def unreadable(place: str, obstacle: str, remedy: str) -> Unreadable:
    """A problem of a journal file."""
    return Unreadable("read the journal", obstacle, remedy, place)
