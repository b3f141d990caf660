"""What is told of a table beside its records: how it was read, what is new or was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Code = Literal[
    "never-scored", "undated", "bounded", "number", "new-party", "new-area", "near", "column",
    "skipped", "nothing", "hidden", "repeated", "encoding", "unchanged", "changed", "differs",
    "missing", "left-out", "overlap", "reversed", "several",
]  # fmt: skip
"""never-scored: a deadline in words. bounded: a date that words bound. number: one with marks in
it. near: two names that are nearly the same. column: one of which nothing is recorded. nothing: a
status of which nothing is recorded. hidden: characters that nobody sees, taken out. changed: what
a later file says otherwise, and was recorded; differs: the same, of which nobody said what it
means."""

UNCONFIRMED: frozenset[Code] = frozenset({
    "never-scored", "bounded", "number", "new-party", "new-area", "near", "column", "encoding",
    "differs",
})  # fmt: skip
"""What `--strict` refuses as long as the mapping does not say so itself."""

MOST = 100_000
"""So many different notes are kept; what comes after them is counted with the last."""


class Note(NamedTuple):
    """One thing that is told. about: the column or field; text: as written; read_as: as what."""

    code: Code
    about: str
    text: str = ""
    read_as: str = ""


@dataclass(slots=True)
class Notes:
    """All that is told, each with how often it was so and where first.

    confirmed: what the mapping says itself.
    """

    counts: Counter[Note] = field(default_factory=Counter)
    confirmed: set[Note] = field(default_factory=set)
    places: dict[Note, str] = field(default_factory=dict)

    def add(self, note: Note, place: str, count: int = 1) -> None:
        """Tell of something once more."""
        if note not in self.counts and len(self.counts) >= MOST:
            note = Note(note.code, "")
        self.counts[note] += count
        self.places.setdefault(note, place)

    def unconfirmed(self) -> Iterator[Note]:
        """What the mapping leaves open."""
        return (
            note for note in self.counts if note.code in UNCONFIRMED and note not in self.confirmed
        )
