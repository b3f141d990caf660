"""The book of a ledger: kept, held to the ledger, extended, and made anew where it was changed."""

from __future__ import annotations

import os
import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from commands.book_files import Memory, Place, named, place_of, places_at
from commands.terminal import tell
from domain.errors import Tampered, Unavailable
from domain.record import Record
from languages import N_
from ledger import diagnostics, files
from ledger.clock import now
from ledger.said_by_others import of_sqlite
from ledger.store.address import Location
from ledger.store.checked_reader import CheckedReader, altered, batches, bytes_of, stands_on
from ledger.store.database import is_locked, primary_code, uri
from ledger.store.reader import Head, Reader, Stored, history, moment_of
from ledger.transparency import merkle_tree
from ledger.transparency.encoding import InvalidInput
from projections.book import Book, Commit, Growth
from projections.keeping.format import FINGERPRINT

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

ANEW = N_(
    "The book of {path} is not the one that gestand left there: it "
    "was made anew from the ledger, and the other one set aside as "
    "{aside}."
)
ANOTHER = N_(
    "Another ledger than before stands at {path}, and a book of it "
    "was made; if you did not replace it yourself, ask the operator "
    "what happened."
)

CHANGED = N_("it no longer extends what was read from it before: ")


def caught_up(reader: CheckedReader) -> tuple[Book, Head]:
    """The book of the ledger, extended to the present; Tampered when it cannot be.

    The book is a cache: where it cannot be kept, it is made for this question only. From here on
    the reader takes no record that the book was not made from.
    """
    place = place_of(reader.path, reader.head().ledger_id)
    memory = None
    if place is not None:
        memory = place.remembered()
        with suppress(sqlite3.Error, OSError):
            return _held(reader, _kept(place, reader))
    book = Book.in_memory(reader.histories_of)
    try:
        _extend(book, reader, memory)
    except BaseException:
        book.close()
        raise
    return _held(reader, book)


def bound_for(reader: CheckedReader) -> Book | None:
    """The book that was left there and has all records of a ledger; None where there is none."""
    place = place_of(reader.path, reader.head().ledger_id)
    with suppress(sqlite3.Error):  # somebody else extends it, and takes long
        book = _bound(place, place.remembered(), reader) if place is not None else None
        if book is None:
            return None
        with ExitStack() as unless_kept:
            unless_kept.callback(book.close)
            if _is_extended(book, reader):
                unless_kept.pop_all()
                return book
    return None


def remember_copy(path: Location, *, new: bool) -> None:
    """Write down how far a copy is that was just made or extended, before anybody asks it.

    new: whether all of it was judged just now. Else nothing is written where it is not what was
    remembered, or lacks records, so that the next question finds that.
    """
    with closing(CheckedReader(path)) as reader, suppress(OSError, Unavailable, InvalidInput):
        place = place_of(path, reader.head().ledger_id)
        if place is None:
            return
        with files.exclusive(place.lock, TIMEOUT_S):
            memory = place.remembered()
            head = reader.head()
            if memory is None and new:
                book, made_by = files.NOTHING, FINGERPRINT
            elif memory is not None and _is_remembered(reader, head.size, memory):
                book, made_by = memory.book, memory.format
            else:
                return
            frontier = merkle_tree.pack(merkle_tree.frontier(reader.subtrees(head.size), head.size))
            unlawful, ledger = _unlawful(reader, head.size), named(path)
            state = ledger, head.ledger_id, head.size, frontier, unlawful, made_by, now(), book
            place.remember(Memory(*state))


def _is_remembered(reader: Reader, size: int, memory: Memory) -> bool:
    """Whether a ledger extends what is remembered, and as much of that counts."""
    if memory.size > size or memory.unlawful != _unlawful(reader, memory.size):
        return False
    begins = merkle_tree.frontier(reader.subtrees(size), memory.size)
    return merkle_tree.pack(begins) == memory.frontier


@contextmanager
def left_there(place: Place, memory: Memory, path: Location) -> Iterator[Book | None]:
    """The book that was left there, as far as it was made; None where it is another one.

    None also where somebody else extends it, and takes long. Nothing reads the ledger meanwhile:
    who writes to it brings it into one file as the last.
    """
    book = None
    if place.is_bound(memory):
        with closing(CheckedReader(path)) as reader, suppress(sqlite3.Error):
            book = _bound(place, memory, reader)
    if book is None:
        yield None
        return
    with closing(book):
        yield book


def kept_for(path: Location) -> Place | None:
    """The files of the book of a ledger; None where this user has no folder for them."""
    with closing(Reader(path)) as reader:
        return place_of(path, reader.head().ledger_id)


def _held(reader: CheckedReader, book: Book) -> tuple[Book, Head]:
    """A book that is extended, and the head that it is extended to, to which the reader is held."""
    ledger_id, size, packed = book.state()
    reader.hold_to(book, size)
    root = merkle_tree.root(merkle_tree.unpack(packed))
    return book, Head(ledger_id, size, root, book.recorded_at(size))


def _kept(place: Place, reader: CheckedReader) -> Book:
    """The book that is kept, extended to the present, or made anew."""
    book = _bound(place, place.remembered(), reader)
    if book is not None and _is_extended(book, reader):
        return book
    if book is not None:
        book.close()
    with files.exclusive(place.lock, TIMEOUT_S):
        memory = place.remembered()  # somebody may have extended the book meanwhile
        book = _bound(place, memory, reader)
        if book is None:
            _make_anew(place, reader, memory)
        else:
            _make_longer(place, reader, memory, book)
        return Book(_connected(place.book), reader.histories_of)


def _make_longer(place: Place, reader: CheckedReader, memory: Memory | None, book: Book) -> None:
    """Extend the book that was left there; somebody who stops that finds it as it was."""
    try:
        with closing(book):
            _extend(book, reader, memory)
            _remember(place, reader, book)
    except BaseException:
        # What was begun is undone, and that too is a change of the file.
        left = files.state(place.book)
        if memory is not None and left is not None:
            place.remember(memory._replace(book=left))
        raise


def _connected(file: Path) -> sqlite3.Connection:
    diagnostics.tell("opens the book %s", file)
    return sqlite3.connect(f"{uri(file)}?mode=rw", uri=True, timeout=TIMEOUT_S)


def _bound(place: Place, memory: Memory | None, reader: CheckedReader) -> Book | None:
    """The book that is kept; None where it is not the one that was left there, or is damaged.

    Somebody may have left a journal beside it: SQLite plays that back when it reads first. So it
    is read once, and then looked at once more.
    """
    if memory is None or not place.is_bound(memory):
        return None
    if memory.unlawful != _unlawful(reader, memory.size):
        return None
    connection = _connected(place.book)
    try:
        book = Book(connection, reader.histories_of)
        book.recorded_at(book.state()[1])
    except sqlite3.Error as error:
        connection.close()
        if primary_code(error) not in DAMAGED:
            raise
        return None
    if not place.is_bound(memory):
        connection.close()
        return None
    return book


def _is_extended(book: Book, reader: CheckedReader) -> bool:
    """Whether a ledger has nothing that the book does not have, and is the same."""
    ledger_id, size, packed = book.state()
    head = reader.head()
    root = merkle_tree.root(merkle_tree.unpack(packed))
    return (head.ledger_id, head.size, head.root) == (ledger_id, size, root)


def _make_anew(place: Place, reader: CheckedReader, memory: Memory | None) -> None:
    """Make a book from the ledger, in the place of one that is not the one that was left there."""
    foreign = memory is not None and memory.format == FINGERPRINT and os.path.lexists(place.book)
    if foreign and memory is not None and place.is_bound(memory):
        # Nobody changed a book that only counts what the ledger now leaves out, or the reverse.
        foreign = memory.unlawful == _unlawful(reader, memory.size)
    *beside, new = place.beside
    new.unlink(missing_ok=True)
    os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with closing(Book.new(_connected(new), reader.histories_of)) as book:
            _extend(book, reader, memory)
            if foreign:
                place.book.replace(place.aside)
            for path in beside:
                path.unlink(missing_ok=True)
            new.replace(place.book)
            _remember(place, reader, book)
    finally:
        new.unlink(missing_ok=True)
    if foreign:
        tell(ANEW.format(path=reader.path, aside=place.aside))
    for other in places_at(reader.path) if memory is None else ():
        if other != place and other.book.exists():
            tell(ANOTHER.format(path=reader.path))
            other.book.unlink()


def _remember(place: Place, reader: CheckedReader, book: Book) -> None:
    """Write down which file the book is now, and how far the ledger was."""
    ledger_id, size, frontier = book.state()
    left = files.settled(place.book)
    if left is not None:
        path = named(reader.path)
        unlawful = _unlawful(reader, size)
        place.remember(Memory(path, ledger_id, size, frontier, unlawful, FINGERPRINT, now(), left))


@contextmanager
def readable(path: Location) -> Iterator[None]:
    """Say what to do when the book proves to be damaged, or locked, in the middle of a question."""
    try:
        yield
    except sqlite3.Error as error:
        remedy = N_("Remove it with `gestand --ledger {path} book --forget` and ask again").format(
            path=path
        )
        if is_locked(error):
            remedy = N_("Somebody else extends it; ask again in a moment")
        raise Unavailable(
            N_("read the book of {path}").format(path=path), of_sqlite(error), remedy
        ) from error


@contextmanager
def checked(reader: CheckedReader) -> Iterator[None]:
    """Hold the records of a ledger to its root: by the book, where there is one that has all."""
    place = place_of(reader.path, reader.head().ledger_id)
    memory = None if place is None else place.remembered()
    if book := bound_for(reader):
        with closing(book), readable(reader.path):
            _held(reader, book)
            yield
        return
    with reader.snapshot(), closing(Book.in_memory()) as leaves:
        reader.hold_to(leaves, _read(reader, leaves, memory).head.size)
        yield


def differing(ledger: Location) -> tuple[str, ...] | None:
    """What the book of a ledger says otherwise than its records; None where there is no book.

    None also where somebody else comes to extend it meanwhile; Unavailable where it is damaged.
    """
    with closing(CheckedReader(ledger)) as reader:
        book = bound_for(reader)
        if book is None:
            return None
        with closing(book), readable(ledger):
            try:
                return tuple(compared(reader, book))
            except sqlite3.OperationalError as error:
                if not is_locked(error):
                    raise
                return None


def compared(reader: CheckedReader, book: Book) -> list[str]:
    """The parts of a book that are not what the ledger amounts to, as it is derived anew."""
    with reader.snapshot(), closing(Book.new(sqlite3.connect(""), reader.histories_of)) as anew:
        head, packed, ends = _read(reader, anew, None)
        commits = book.commits()
        if not _tell_of(commits, ends):
            return ["commits"]
        reader.hold_to(anew, head.size)
        grown = Growth(0, commits, _derived(reader, anew, 0, commits))
        anew.follow(grown, (head.ledger_id, packed))
        return book.differs_from(anew)


def _tell_of(commits: Sequence[Commit], ends: Sequence[Commit]) -> bool:
    """Whether commits are those of a ledger, of which those of one moment count as one or more."""
    sizes = [commit.size for commit in ends]
    if not {*sizes} <= {commit.size for commit in commits}:
        return False
    found = ((commit, bisect_left(sizes, commit.size)) for commit in commits)
    return all(
        at < len(ends) and commit.recorded_at == ends[at].recorded_at for commit, at in found
    )


class Read(NamedTuple):
    """What was read of a ledger: its head, the compact range and the new commits."""

    head: Head
    packed: bytes
    commits: list[Commit]


def _extend(book: Book, reader: CheckedReader, memory: Memory | None) -> None:
    """Hold a book and what is remembered of it to the ledger, and extend it."""
    with reader.snapshot():
        size = book.state()[1]
        head, packed, commits = _read(reader, book, memory)
        reader.hold_to(book, head.size)
        diagnostics.tell("the book has %d records, the ledger %d", size, head.size)
        grown = Growth(size, commits, _derived(reader, book, size, commits))
        book.follow(grown, (head.ledger_id, packed))


def _read(reader: CheckedReader, book: Book, memory: Memory | None) -> Read:
    """Read what a book does not have yet; Tampered unless it leads to the root of the ledger."""
    _, size, packed = book.state()
    known = size if memory is None else memory.size
    known_packed = packed if memory is None else memory.frontier
    head = reader.head()
    if known > head.size:
        which = N_("{changed}it had {known:,} records and now has {size:,}").format(
            changed=CHANGED, known=known, size=head.size
        )
        raise _tampered(reader.path, which)
    judge_marks(reader, head.size, memory)
    reader.hold_to(None)
    frontier, commits = merkle_tree.unpack(packed), list[Commit]()
    _read_on(reader, book, size, known, frontier, commits)
    if merkle_tree.pack(frontier) != known_packed:
        raise _tampered(reader.path, _other_past(known))
    _read_on(reader, book, known, head.size, frontier, commits)
    if merkle_tree.root(frontier) != head.root:
        other_root = N_("its records are not those of its root")
        raise _tampered(reader.path, _other_past(known) if known else other_root)
    return Read(head, merkle_tree.pack(frontier), commits)


def _derived(
    reader: CheckedReader, book: Book, since: int, commits: Sequence[Commit]
) -> Callable[[Holding], Iterator[tuple[StreamGrowth, Held]]]:
    """What new commits change of each stream, by all processors where that is much."""

    def each(holding: Holding) -> Iterator[tuple[StreamGrowth, Held]]:
        from ledger.helpers import results
        from projections.keeping.versions import growth

        ends = [commit.size for commit in commits]

        def work(task: Task) -> list[StreamGrowth]:
            return [growth(_history(reader, stored), since, ends, held) for stored, held in task]

        streams = _complete(reader, book, since, ends[-1] if ends else since)
        asked = N_("make the book of {path}").format(path=reader.path)
        with closing(results(work, _tasks(streams, holding), alone=ALONE, asked=asked)) as done:
            for task, grown in done:
                yield from zip(grown, (held for _, held in task), strict=True)

    return each


def _history(reader: Reader, stored: Stored) -> list[Record]:
    """The records of a stream; Tampered where one of them says that it stands on another."""
    records = history(stored)
    if not stands_on(records, stored[0]):
        raise altered(
            reader.path,
            N_("what stands on {stored} is not what was recorded there").format(stored=stored[0]),
        )
    return records


def _complete(reader: CheckedReader, book: Book, since: int, stop: int) -> Iterator[Stored]:
    """Each stream that grew, as it is stored; Tampered unless all is there that was recorded.

    What is new was read before in the order of the log, and held to its root.
    """
    new = 0
    for name, entries in reader.stored_histories(since, stop):
        for position, state in entries:
            if position < since:
                reader.check(position, state)
        old = sum(position < since for position, _ in entries)
        if since and old != book.count(name):
            raise altered(
                reader.path,
                N_("what stands on {name} is not what was recorded there").format(name=name),
            )
        new += len(entries) - old
        yield name, entries
    if new != reader.count(since, stop):
        raise altered(
            reader.path, N_("a record is found in another place than where it was recorded")
        )


def _tasks(streams: Iterable[Stored], holding: Holding) -> Iterator[Task]:
    """Streams as they are stored, with the rows that are known of them, so many at once."""
    for batch in batches(streams, TOGETHER):
        yield [(stored, holding(stored[0])) for stored in batch]


def _read_on(
    reader: CheckedReader,
    book: Book,
    start: int,
    stop: int,
    frontier: list[bytes],
    commits: list[Commit],
) -> None:
    """Extend a compact range by a stretch of the ledger, and the commits by those that end in it.

    Where a record is missing it stops, and the compact range is none of that size.
    """
    for first in range(start, stop, AT_ONCE):
        entries = list(reader.stored(first, min(first + AT_ONCE, stop)))
        hashes = [merkle_tree.leaf_hash(bytes_of(stored)) for _, stored in entries]
        merkle_tree.extend(frontier, first, hashes)
        book.add_leaves(first, hashes)
        for position, stored in entries:
            # Most records are of the commit of the one before: that is seen without reading them.
            if commits and f'"recorded_at":"{commits[-1].recorded_at}"'.encode() in stored:
                commits[-1] = Commit(position + 1, commits[-1].recorded_at)
            else:
                recorded_at = moment_of(position, stored)
                commits.append(Commit(position + 1, recorded_at))
        if len(entries) < min(AT_ONCE, stop - first):
            return


def _unlawful(reader: Reader, size: int) -> str:
    """A hash of the positions of those of the first records that the file says not to count."""
    positions = sorted(position for position in reader.unlawful() if position < size)
    return sha256(repr(positions).encode()).hexdigest() if positions else _NONE


_NONE = ""
"""The same where all of them count."""


def judge_marks(reader: Reader, size: int, memory: Memory | None) -> None:
    """Tampered where a file says wrongly which of its first records count for nothing.

    Where it says what it said before, it is not judged again.
    """
    if _unlawful(reader, size) == (_NONE if memory is None else memory.unlawful):
        return
    from ledger.recording.judging import judge_file  # the rules take a while to load

    wrong = judge_file(reader.path, size).wrong
    if wrong:
        raise altered(
            reader.path, N_("it says wrongly whether record {wrong} counts").format(wrong=wrong[0])
        )


def _other_past(size: int) -> str:
    return N_("{changed}its first {size:,} records are not what they were").format(
        changed=CHANGED, size=size
    )


def _tampered(path: Location, obstacle: str) -> Tampered:
    return Tampered(
        N_("read the ledger {path}").format(path=path),
        obstacle,
        N_(
            "Keep it as evidence and ask the operator what happened; if you "
            "replaced it yourself, forget what was read before with `gestand "
            "--ledger {path} book --forget`"
        ).format(path=path),
    )
