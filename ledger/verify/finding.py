"""One thing that was found, and the words of which one becomes the verdict."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any


class Word(IntEnum):
    """What can be said of a ledger, from good to bad; the worst that was found is said."""

    INTACT = 0
    """Everything agrees, up to a checkpoint of which others have a copy."""
    UNWITNESSED = 1
    """Everything agrees, but nobody but the operator stands for it."""
    STALE = 2
    """Everything agrees, but what others stand for ends before the last record."""
    TRUNCATED = 3
    """Records that were there are missing at the end; what is there agrees."""
    ALTERED = 4
    """Something is not what it was, or two parts of the ledger contradict each other."""
    FORKED = 5
    """The operator signed two histories, of which neither extends the other."""

    @property
    def word(self) -> str:
        """The word as it is said."""
        return self.name.lower()

    @property
    def tampered(self) -> bool:
        """Whether it is worse than a lack of witnesses."""
        return self >= Word.TRUNCATED


@dataclass(frozen=True, slots=True)
class Finding:
    """A word, what it is about, and where it begins.

    code: what was found, a key of the catalogue of words. first, last: the positions between
    which the first difference lies, equal when it is known exactly; None when nothing tells.
    fields: what the sentence needs.
    """

    word: Word
    code: str
    first: int | None = None
    last: int | None = None
    fields: dict[str, Any] = field(default_factory=dict)


def altered(code: str, position: int | None, **fields: Any) -> Finding:
    """A finding at one position, or at none."""
    return Finding(Word.ALTERED, code, position, position, fields)
