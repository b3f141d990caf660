"""The book beside a ledger: kept, held to the ledger, extended, and set aside when damaged."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from commands.terminal import tell
from domain.errors import Tampered, Unavailable
from domain.record import Record
from ledger.store.database import primary_code
from ledger.store.reader import Head, Reader
from ledger.store.reader import record as record_at
from ledger.transparency import merkle_tree
from projections.book import Book

TIMEOUT_S = 1
"""How long to wait while another process extends the book: making one takes not much longer."""

DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
"""The primary error codes of SQLite that say that a file is no database, or not whole."""

CHANGED = "it no longer extends what was read from it before: "


def caught_up(reader: Reader) -> tuple[Book, Head]:
    """The book beside the ledger, extended to the present; Tampered when it cannot be.

    The book is a cache: where it cannot be kept, it is made for this question only.
    """
    file = book_of(reader.path)
    if file.is_file() or not file.exists():
        with suppress(sqlite3.Error):
            try:
                return _kept(file, reader)
            except sqlite3.Error as error:
                _set_aside(file, error)
                return _kept(file, reader)
    book = Book.in_memory()
    return book, _extended(book, reader)


def _kept(file: Path, reader: Reader) -> tuple[Book, Head]:
    """The book in a file, extended to the present."""
    connection = sqlite3.connect(file, timeout=TIMEOUT_S)
    try:
        book = Book(connection)
        return book, _extended(book, reader)
    except BaseException:
        connection.close()
        raise


def book_of(ledger: Path) -> Path:
    """The file of the book, beside that of its ledger."""
    return ledger.with_name(f"{ledger.name}.book")


def _set_aside(file: Path, error: sqlite3.Error) -> None:
    """Move a damaged book out of the way, and say so; raise the error when it is another one."""
    if primary_code(error) not in DAMAGED:
        raise error
    aside = file.with_name(f"{file.name}.damaged")
    try:
        file.replace(aside)
    except OSError:
        raise error from None
    tell(
        f"read the book {file}: {error}. It was set aside as {aside.name} and made anew from the "
        "ledger; what the ledger held before can no longer be compared with it."
    )


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Say what to do when the book proves to be damaged in the middle of a question."""
    try:
        yield
    except sqlite3.Error as error:
        file = book_of(path)
        raise Unavailable(
            f"read the book {file}", str(error), "Remove that file and ask again: it comes back"
        ) from error


def _extended(book: Book, reader: Reader) -> Head:
    """Hold the book to the ledger, extend it, and say how far the ledger is.

    Where another process extends the book at the same time, its work is taken over.
    """
    while True:
        state = book.state()
        _, size, packed = state
        # A book that is made anew is held to what the one before it was derived from.
        ledger_id, known, known_packed = state if size else book.seen()
        head = reader.head()  # read after the book: the ledger only grows
        if ledger_id not in {"", head.ledger_id}:
            raise _tampered(reader.path, f"{CHANGED}another ledger stands in its place")
        if known > head.size:
            which = f"{CHANGED}it had {known} records and now has {head.size}"
            raise _tampered(reader.path, which)
        entries = list(reader.stored(size, head.size))
        records = [record_at(*entry) for entry in entries]
        leaves = [merkle_tree.leaf_hash(stored) for _, stored in entries]
        frontier, again = merkle_tree.unpack(packed), max(known - size, 0)
        merkle_tree.extend(frontier, size, leaves[:again])
        if again and merkle_tree.pack(frontier) != known_packed:
            raise _tampered(reader.path, _other_past(known))
        merkle_tree.extend(frontier, size + again, leaves[again:])
        if len(entries) != head.size - size or merkle_tree.root(frontier) != head.root:
            other_root = "its records are not those of its root"
            raise _tampered(reader.path, _other_past(size) if size else other_root)
        if not records:
            return head
        whole = grouped(records) if size == 0 else None
        history = whole.__getitem__ if whole is not None else reader.stream
        if book.follow(records, history, (head.ledger_id, merkle_tree.pack(frontier))):
            return head


def _other_past(size: int) -> str:
    return f"{CHANGED}its first {size} records are not what they were"


def _tampered(path: Path, obstacle: str) -> Tampered:
    return Tampered(
        f"read the ledger {path}",
        obstacle,
        f"Keep it and {path}.book as evidence and ask the operator what happened; if you replaced "
        "the ledger yourself, remove that book",
    )


def grouped(records: list[Record]) -> dict[str, list[Record]]:
    """The records of each stream."""
    streams: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        streams[record.stream].append(record)
    return streams
