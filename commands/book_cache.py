"""The book beside a ledger: kept, held to the ledger, extended, and set aside when damaged."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from commands.terminal import tell
from domain.errors import Tampered, Unavailable
from ledger.store.database import primary_code
from ledger.store.reader import Head, Reader, Stored, history, moment_of
from ledger.transparency import merkle_tree
from projections.book import Book, Commit, Growth

if TYPE_CHECKING:
    from projections.book import Holding
    from projections.keeping.versions import Growth as StreamGrowth
    from projections.keeping.writer import Held

    Task = list[tuple[Stored, Held]]
    """Streams as they are stored, with the rows that are known of them."""

TIMEOUT_S = 1
"""How long to wait while another process extends the book: making one takes not much longer."""

DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
"""The primary error codes of SQLite that say that a file is no database, or not whole."""

AT_ONCE = 10_000
"""So many records are held in memory at once."""

TOGETHER = 1_000
"""The streams of so many records are derived together."""

ALONE = 20
"""So often this process does that before others help."""

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
    book = Book.in_memory(reader.stream)
    return book, _extended(book, reader)


def _kept(file: Path, reader: Reader) -> tuple[Book, Head]:
    """The book in a file, extended to the present."""
    connection = sqlite3.connect(file, timeout=TIMEOUT_S)
    try:
        book = Book(connection, reader.stream)
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
        frontier, commits = merkle_tree.unpack(packed), list[Commit]()
        again = max(known, size)
        _read_on(reader, size, again, frontier, commits)
        if again > size and merkle_tree.pack(frontier) != known_packed:
            raise _tampered(reader.path, _other_past(known))
        _read_on(reader, again, head.size, frontier, commits)
        if merkle_tree.root(frontier) != head.root:
            other_root = "its records are not those of its root"
            raise _tampered(reader.path, _other_past(size) if size else other_root)
        if size == head.size:
            return head
        grown = Growth(size, commits, _derived(reader, size, commits))
        if book.follow(grown, (head.ledger_id, merkle_tree.pack(frontier))):
            return head


def _derived(
    reader: Reader, since: int, commits: Sequence[Commit]
) -> Callable[[Holding], Iterator[tuple[StreamGrowth, Held]]]:
    """What new commits change of each stream, by all processors where that is much."""

    def each(holding: Holding) -> Iterator[tuple[StreamGrowth, Held]]:
        from ledger.helpers import results
        from projections.keeping.versions import growth

        ends = [commit.size for commit in commits]

        def work(task: Task) -> list[StreamGrowth]:
            return [growth(history(stored), since, ends, held) for stored, held in task]

        tasks = _tasks(reader.stored_histories(since, ends[-1] if ends else since), holding)
        asked = f"make the book of {reader.path}"
        with closing(results(work, tasks, alone=ALONE, asked=asked)) as done:
            for task, grown in done:
                yield from zip(grown, (held for _, held in task), strict=True)

    return each


def _tasks(streams: Iterable[Stored], holding: Holding) -> Iterator[Task]:
    """Streams as they are stored, with the rows that are known of them, so many at once."""
    task: Task = []
    count = 0
    for stored in streams:
        task.append((stored, holding(stored[0])))
        count += len(stored[1])
        if count >= TOGETHER:
            yield task
            task, count = [], 0
    if task:
        yield task


def _read_on(
    reader: Reader, start: int, stop: int, frontier: list[bytes], commits: list[Commit]
) -> None:
    """Extend a compact range by a stretch of the ledger, and the commits by those that end in it.

    Where a record is missing it stops, and the compact range is none of that size.
    """
    for first in range(start, stop, AT_ONCE):
        entries = list(reader.stored(first, min(first + AT_ONCE, stop)))
        merkle_tree.extend(
            frontier, first, [merkle_tree.leaf_hash(stored) for _, stored in entries]
        )
        for position, stored in entries:
            # Most records are of the commit of the one before: that is seen without reading them.
            if commits and f'"recorded_at":"{commits[-1].recorded_at}"'.encode() in stored:
                commits[-1] = Commit(position + 1, commits[-1].recorded_at)
            else:
                recorded_at = moment_of(position, stored)
                commits.append(Commit(position + 1, recorded_at))
        if len(entries) < min(AT_ONCE, stop - first):
            return


def _other_past(size: int) -> str:
    return f"{CHANGED}its first {size} records are not what they were"


def _tampered(path: Path, obstacle: str) -> Tampered:
    return Tampered(
        f"read the ledger {path}",
        obstacle,
        f"Keep it and {path}.book as evidence and ask the operator what happened; if you replaced "
        "the ledger yourself, remove that book",
    )
