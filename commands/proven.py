"""The records of a ledger for whoever records or proves: each is in its tree, and none is missing.

What a book remembers of the ledger is made use of where there is one; nobody waits for one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from commands.book_files import place_of
from ledger.store.address import Location
from ledger.store.proven_reader import ProvenReader, Remembered
from ledger.store.reader import Reader

if TYPE_CHECKING:
    from projections.book import Book


@contextmanager
def remembered(path: Location) -> Iterator[Remembered | None]:
    """What was read before of a ledger that may have grown since; None where that is nothing.

    How far it was is remembered also where the book is gone, or not the one that was left there.
    Tampered where the file says otherwise than then which records count, and wrongly.
    """
    with closing(Reader(path)) as reader:
        place = place_of(path, reader.head().ledger_id)
        memory = None if place is None else place.remembered()
        if memory is not None:
            from commands.book_cache import judge_marks, left_there

            judge_marks(reader, memory.size, memory)
    if place is None or memory is None:
        yield None
        return
    with left_there(place, memory, path) as book:
        if book is None:
            yield Remembered(memory.size, memory.frontier, None)
        else:
            yield Remembered(memory.size, memory.frontier, _counts(book, memory.size))


def _counts(book: Book, size: int) -> Callable[[Sequence[str]], Mapping[str, int] | None]:
    """How many records stand on streams by a book; None unless it has just so many in all.

    What was pulled it has only after the next question, and somebody may extend it meanwhile.
    """

    def counts(streams: Sequence[str]) -> Mapping[str, int] | None:
        try:
            found = book.counts(streams)
            # A book only grows: where it is as long as it was, so it was when it was asked.
            return found if book.state()[1] == size else None
        except sqlite3.Error:  # somebody else extends it
            return None

    return counts


@contextmanager
def proven(path: Location) -> Iterator[ProvenReader]:
    """A ledger whose records are proven, and that extends what is remembered of it."""
    with remembered(path) as known, closing(ProvenReader(path, remembered=known)) as reader:
        yield reader
