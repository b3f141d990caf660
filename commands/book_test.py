"""The book beside a ledger, when several ask at once."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from commands.book_cache import book_of, caught_up
from domain.errors import Tampered
from ledger.journal.shape import Entry, Journal
from ledger.recording.planning import record
from ledger.store.reader import Reader
from ledger.store.writer import Store
from projections.book import Book, grown
from projections.rows.subjects import PartyRow

LETTER = {"on": "2020", "source": [{"title": "a letter"}]}


def recorded(path: Path, *names: str) -> None:
    """Record parties in one transaction."""
    party = {"kind": "party.registered", "type": "other", "name": "A party"}
    entries = [Entry(party | LETTER | {"party": name}, lambda _: "") for name in names]
    with closing(Store.open(path)) as store:
        record(store, Journal(entries))


def spans(book: Book, size: int) -> list[str]:
    """The parties that a book knows."""
    return [row.subject for row in book.ever(PartyRow, size)]


def test_two_extend_one_book(tmp_path: Path) -> None:
    """What another process took in meanwhile is not taken in twice."""
    path = tmp_path / "ledger.db"
    Store.create(path).close()
    recorded(path, "first", "second")
    with closing(Reader(path)) as reader:
        records = list(reader.records())
        slow = Book(sqlite3.connect(book_of(path)))
        book, head = caught_up(reader)
        assert slow.follow(grown(records), (head.ledger_id, b"")) is False
        assert spans(slow, head.size) == spans(book, head.size) == ["party/first", "party/second"]
        assert slow.state() == book.state()
        book.close()
        slow.close()


def of_another_program(path: Path) -> None:
    """Make the book beside a ledger one that other sources derived."""
    with closing(sqlite3.connect(book_of(path))) as connection, connection:
        connection.execute("UPDATE state SET format = 1")


def ask(path: Path) -> list[str]:
    """The parties that a ledger tells of, by the book beside it."""
    with closing(Reader(path)) as reader:
        book, head = caught_up(reader)
        with closing(book):
            return spans(book, head.size)


def test_a_book_of_another_program(tmp_path: Path) -> None:
    """It is made anew, and may be once more before anybody asks."""
    path = tmp_path / "ledger.db"
    Store.create(path).close()
    recorded(path, "first", "second")
    assert ask(path) == ["party/first", "party/second"]
    of_another_program(path)
    Book(sqlite3.connect(book_of(path))).close()
    recorded(path, "third")
    assert ask(path) == ["party/first", "party/second", "party/third"]
    assert ask(path) == ["party/first", "party/second", "party/third"]


@pytest.mark.parametrize("later", [(), ("other",), ("other", "third")], ids=len)
def test_a_past_that_changed_between_two_programs(tmp_path: Path, later: tuple[str, ...]) -> None:
    """What a book of another program knew of the ledger is held against it all the same."""
    path, backup = tmp_path / "ledger.db", tmp_path / "backup.db"
    Store.create(path).close()
    recorded(path, "first")
    shutil.copy(path, backup)
    recorded(path, "second")
    ask(path)
    of_another_program(path)
    shutil.copy(backup, path)
    if later:
        recorded(path, *later)
    for _ in range(2):  # asking once does not make it forget
        with pytest.raises(Tampered, match="it no longer extends what was read from it before"):
            ask(path)


def test_another_ledger_between_two_programs(tmp_path: Path) -> None:
    """Another ledger in the same place is noticed too."""
    path, elsewhere = tmp_path / "ledger.db", tmp_path / "other.db"
    for ledger in (path, elsewhere):
        Store.create(ledger).close()
        recorded(ledger, "first")
    ask(path)
    of_another_program(path)
    shutil.copy(elsewhere, path)
    with pytest.raises(Tampered, match="another ledger stands in its place"):
        ask(path)


def test_a_book_that_is_ahead_of_the_question(tmp_path: Path) -> None:
    """A ledger and its book that grew while somebody asks are not taken for a forgery."""
    path = tmp_path / "ledger.db"
    Store.create(path).close()
    recorded(path, "first")
    with closing(Reader(path)) as early:
        recorded(path, "second")
        with closing(Reader(path)) as late:
            caught_up(late)[0].close()
        book, head = caught_up(early)
        assert (head.size, len(spans(book, 2))) == (2, 2)
        book.close()
