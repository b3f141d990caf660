"""One question to a ledger: open it, catch the book up, and hold it to what it said before."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

from domain.dates import Bounds, Instant, bounds, day_of, end_of, last_moment
from domain.errors import Tampered, UsageProblem
from domain.record import Record
from ledger.clock import local, today, universal
from ledger.log import tree
from ledger.reader import Head, Reader
from ledger.reader import record as record_at
from projections.book import Book
from projections.render import words
from projections.render.dates import spoken
from projections.report import Checkpoint, Question


@contextmanager
def question(
    path: Path,
    as_of: str | None,
    known_at: str | None,
    public_at: str | None,
    *,
    signed: bool = False,
) -> Iterator[Question]:
    """A question to the ledger at a path, with the checkpoint that the answer rests on."""
    with closing(Reader(path)) as reader:
        head = reader.head()
        as_of_moment = _end("--as-of", as_of) if as_of else Instant(today())
        if public_at:
            known = head.size
            book = _folded(reader, known, public_at, signed=signed)
        else:
            book = caught_up(reader, head)
            known = _known(book, known_at, head)
            if signed:
                book.close()
                book = _folded(reader, known, None, signed=True)
        with closing(book):
            declared = book.at("ledger", as_of_moment, known)
            burden = declared[0].value["burden"] if declared else "promisor"
            checkpoint = Checkpoint(head.size, head.root.hex(), book.recorded_at(known))
            knowledge = _knowledge(known_at, public_at, signed=signed)
            yield Question(book, as_of_moment, known, burden, checkpoint, knowledge)


def _knowledge(known_at: str | None, public_at: str | None, *, signed: bool) -> str:
    said = words.KNOWN_NOW
    if public_at:
        said = words.PUBLIC_AT.format(date=spoken(public_at))
    elif known_at:
        said = words.KNOWN_AT.format(date=spoken(known_at))
    return words.SIGNED_ONLY.format(knowledge=said) if signed else said


def caught_up(reader: Reader, head: Head) -> Book:
    """The book beside the ledger, extended to the present; Tampered when it cannot be."""
    book = _open(reader.path)
    ledger_id, size, packed = book.state()
    if ledger_id not in {"", head.ledger_id}:
        raise _tampered(reader.path, "another ledger stands in its place")
    frontier = tree.unpack(packed)
    if size > head.size:
        raise _tampered(reader.path, f"it had {size} records and now has {head.size}")
    records: list[Record] = []
    for position, stored in reader.stored(size):
        tree.append(frontier, position, tree.leaf_hash(stored))
        records.append(record_at(position, stored))
    if tree.root(frontier) != head.root:
        raise _tampered(reader.path, f"its first {size} records are not what they were")
    if records:
        whole = _grouped(records) if size == 0 else None
        history = whole.__getitem__ if whole is not None else reader.stream
        book.follow(records, history, (head.ledger_id, tree.pack(frontier)))
    return book


def _tampered(path: Path, what: str) -> Tampered:
    return Tampered(
        f"read the ledger {path}",
        f"it no longer extends what was read from it before: {what}",
        f"Keep {path}.book as evidence and ask the operator what happened; if you replaced the "
        "ledger yourself, remove that file",
    )


def _open(path: Path) -> Book:
    try:
        return Book(sqlite3.connect(f"{path}.book"))
    except sqlite3.Error:
        # The book is a cache: where it cannot be kept, it is made for this question only.
        return Book.in_memory()


def _grouped(records: list[Record]) -> dict[str, list[Record]]:
    streams: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        streams[record.stream].append(record)
    return streams


def visible(
    records: Iterable[Record],
    known: int,
    public_at: str | None,
    signed: frozenset[int] | None = None,
) -> list[Record]:
    """The records that an answer may rest on: known by then and, if asked so, public by then.

    signed: the places of those that are signed, if only these may count.
    """
    seen = [
        record
        for record in records
        if record.position < known and (signed is None or record.position in signed)
    ]
    if public_at is None:
        return seen
    moment = _end("--public-at", public_at)
    return [record for record in seen if _is_public(record, moment)]


def _folded(reader: Reader, known: int, public_at: str | None, *, signed: bool) -> Book:
    """A book for this question: of what was public, of what was signed, or of what was both.

    Of what was public our own retractions count as they are now.
    """
    records = list(reader.records(0, known))
    places = resting_on(records, signed_by(reader, known)) if signed else None
    records = visible(records, known, public_at, places)
    book = Book.in_memory()
    book.follow(records, _grouped(records).__getitem__, ("", b""))
    return book


def signed_by(reader: Reader, known: int) -> frozenset[int]:
    """The places of the records, among those known by then, that a registered party signed."""
    from ledger.authorship import signed_positions

    return signed_positions(reader.stored(0, known))


NAMING = ("ledger/", "party/", "area/", "cohort/")
NAMING_KINDS = frozenset({"case.opened", "cohort.joined", "cohort.left"})


def resting_on(records: Iterable[Record], signed: frozenset[int]) -> frozenset[int]:
    """The places of signed records, and of all that say who is who and what lies where.

    A promise that is signed would mean nothing if the village that it names were unknown.
    """
    return signed | {
        record.position
        for record in records
        if record.stream.startswith(NAMING) or record.kind in NAMING_KINDS
    }


REGISTRATIONS = ("party.", "area.", "case.", "cohort.", "ledger.")


def _is_public(record: Record, moment: Instant) -> bool:
    if record.kind == "record.retracted":
        return True
    published = record.get("published")
    if published is None and record.kind.startswith(REGISTRATIONS):
        published = record.get("on")
    if published is None:
        return local(str(record.get("recorded_at"))) <= moment
    # What appeared some time in 2018 was certainly public when 2018 ended.
    return bounds(str(published)).latest <= moment


def _known(book: Book, known_at: str | None, head: Head) -> int:
    if known_at is None:
        return head.size
    if known_at.isdigit() and len(known_at) != len("2018"):
        return min(int(known_at), head.size)
    return book.size_at(universal(_end("--known-at", known_at)))


def moments(start: str | None, end: str, every: str) -> list[Instant]:
    """The last moments of the years or quarters from `start` up to `end`."""
    if start is None:
        raise UsageProblem(
            "make a series", "it has no beginning", "Add --from, such as --from 2015"
        )
    step = {"year": 12, "quarter": 3}[every]
    first, last = day_of(moment("--from", start).earliest), _end("--to", end)
    found: list[Instant] = []
    month = first.year * 12 + (first.month - 1) // step * step
    while not found or found[-1] < last:
        month += step
        until = end_of(date(month // 12, month % 12 + 1, 1) - timedelta(days=1))
        found.append(min(until, last))
    return found


def moment(option: str, text: str) -> Bounds:
    """The bounds of a date given to an option; UsageProblem when it is no date."""
    try:
        return bounds(text)
    except ValueError as error:
        raise UsageProblem(
            f"ask with {option} {text}", "that is no date", str(error).capitalize()
        ) from error


def _end(option: str, text: str) -> Instant:
    """A day given to an option means the end of that day."""
    moment(option, text)
    return last_moment(text)
