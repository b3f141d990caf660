"""The records of a ledger for whoever records or proves: each is in its tree, and none is missing.

What a book remembers of the ledger is made use of where there is one; nobody waits for one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from commands.book_files import place_of
from ledger.store.address import Location
from ledger.store.proven_reader import ProvenReader, Remembered
from ledger.store.reader import Reader


@contextmanager
def remembered(path: Location) -> Iterator[Remembered | None]:
    """What the book that was left there tells of a ledger that may have grown since, if any."""
    with closing(Reader(path)) as reader:
        place = place_of(path, reader.head().ledger_id)
    memory = None if place is None else place.remembered()
    if place is None or not place.is_bound(memory):
        yield None
        return
    from commands.book_cache import left_there

    with left_there(place, path) as book:
        if book is None:
            yield None
        else:
            _, size, frontier = book.state()
            yield Remembered(size, frontier, book.counts)


@contextmanager
def proven(path: Location) -> Iterator[ProvenReader]:
    """A ledger whose records are proven, and that extends what is remembered of it."""
    with remembered(path) as known, closing(ProvenReader(path, remembered=known)) as reader:
        yield reader
