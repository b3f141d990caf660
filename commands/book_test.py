"""The book of a ledger, when several ask at once, and when it is not the one that was left."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from commands import book_cache
from commands.book_cache import caught_up, checked, compared, differing, kept_for
from commands.book_files import Place
from commands.program import run
from commands.proven import proven
from domain.errors import Tampered, Unavailable
from ledger import files
from ledger.journal.shape import Entry, Journal
from ledger.recording.planning import record
from ledger.store.checked_reader import CheckedReader
from ledger.store.writer import Store
from projections.book import Book
from projections.rows.subjects import PartyRow

LETTER = {"on": "2020", "source": [{"title": "a letter"}]}


SECOND = (
    "party.registered",
    "--party",
    "second",
    "--type",
    "other",
    "--name",
    "A party",
    "--on",
    "2020",
    "--source",
    "a letter",
)


def recorded(path: Path, *names: str) -> None:
    """Record parties in one transaction."""
    party = {"kind": "party.registered", "type": "other", "name": "A party"}
    entries = [Entry(party | LETTER | {"party": name}, lambda _: "") for name in names]
    with closing(Store.open(path)) as store:
        record(store, Journal(entries))


def spans(book: Book, size: int) -> list[str]:
    """The parties that a book knows."""
    return [row.subject for row in book.ever(PartyRow, size)]


def kept(path: Path) -> Place:
    """The files of the book of a ledger."""
    place = kept_for(path)
    assert place is not None
    return place


def ask(path: Path) -> list[str]:
    """The parties that a ledger tells of, by its book."""
    with closing(CheckedReader(path)) as reader:
        book, head = caught_up(reader)
        with closing(book):
            return spans(book, head.size)


def test_two_extend_one_book(tmp_path: Path) -> None:
    """What another process took in meanwhile is not taken in twice."""
    path = tmp_path / "ledger.db"
    Store.create(path).close()
    recorded(path, "first")
    ask(path)
    recorded(path, "second")
    answers: list[list[str]] = []
    asking = [Thread(target=lambda: answers.append(ask(path))) for _ in range(2)]
    with files.exclusive(kept(path).lock, 0):
        for one in asking:
            one.start()
    for one in asking:
        one.join()
    assert answers == [["party/first", "party/second"]] * 2
    assert ask(path) == answers[0]


def test_somebody_does_not_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the book cannot be extended, it is made for the question alone."""
    monkeypatch.setattr(book_cache, "TIMEOUT_S", 0)
    path = tmp_path / "ledger.db"
    Store.create(path).close()
    recorded(path, "first")
    with files.exclusive(kept(path).lock, 0):
        assert ask(path) == ["party/first"]
    assert not kept(path).book.exists()


def of_another_program(path: Path) -> None:
    """Make the book of a ledger one that other sources derived."""
    place = kept(path)
    memory = place.remembered()
    assert memory is not None
    place.remember(memory._replace(format=1))


def test_a_book_of_another_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is made anew, without a word."""
    path = tmp_path / "ledger.db"
    Store.create(path).close()
    recorded(path, "first", "second")
    assert ask(path) == ["party/first", "party/second"]
    of_another_program(path)
    recorded(path, "third")
    assert ask(path) == ["party/first", "party/second", "party/third"]
    assert ask(path) == ["party/first", "party/second", "party/third"]
    assert capsys.readouterr().err == ""


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


def test_another_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another ledger in the same place has a book of its own, and that it is another is told."""
    path, elsewhere = tmp_path / "ledger.db", tmp_path / "other.db"
    for ledger in (path, elsewhere):
        Store.create(ledger).close()
        recorded(ledger, ledger.stem)
    before = kept(path)
    ask(path)
    shutil.copy(elsewhere, path)
    assert ask(path) == ["party/other"]
    assert "Another ledger than before stands at" in capsys.readouterr().err
    assert not before.book.exists()
    assert ask(path) == ["party/other"]
    assert capsys.readouterr().err == ""


def test_a_book_that_is_ahead_of_the_question(tmp_path: Path) -> None:
    """A ledger and its book that grew while somebody asks are not taken for a forgery."""
    path = tmp_path / "ledger.db"
    Store.create(path).close()
    recorded(path, "first")
    with closing(CheckedReader(path)) as early:
        recorded(path, "second")
        with closing(CheckedReader(path)) as late:
            caught_up(late)[0].close()
        book, head = caught_up(early)
        assert (head.size, len(spans(book, 2))) == (2, 2)
        book.close()


def test_a_book_that_grows_while_somebody_records(tmp_path: Path) -> None:
    """What was taken into the book meanwhile is not taken for a forgery."""
    path = tmp_path / "ledger.db"
    Store.create(path).close()
    recorded(path, "first")
    ask(path)
    with proven(path) as reader:
        changed = {"kind": "party.changed", "party": "first", "what": "Its place."}
        with closing(Store.open(path)) as store:
            record(store, Journal([Entry(changed | LETTER, lambda _: "")]))
        ask(path)
        kinds = [one.kind for one in reader.stream("party/first")]
        assert kinds == ["party.registered", "party.changed"]


@pytest.mark.parametrize(
    "asked", [["verify"], ["export"], ["record", *SECOND], ["book", "--verify"]], ids=" ".join
)
def test_a_book_that_somebody_does_not_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list[str]
) -> None:
    """Who records, exports or verifies meanwhile does without it."""
    monkeypatch.setattr(book_cache, "TIMEOUT_S", 0)
    path = tmp_path / "ledger.db"
    Store.create(path).close()
    recorded(path, "first")
    ask(path)
    with closing(sqlite3.connect(kept(path).book)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert run(["--ledger", str(path), *asked]) == 0


IN_EACH_PART = {
    "rows": "UPDATE spans SET known_from = known_from - 1",
    "links": "INSERT INTO links VALUES (1, 0, 1)",
    "links upward": "INSERT INTO upward VALUES (1, 0, 1)",
    "places": "INSERT INTO placed VALUES (1, 1)",
    "signatures": "INSERT INTO signed VALUES (1)",
    "names": "UPDATE names SET records = records + 1",
    "hashes of records": "UPDATE leaves SET hashes = zeroblob(32)",
    "commits": "UPDATE commits SET recorded_at = '2020'",
}


@pytest.mark.parametrize("part", [None, *IN_EACH_PART])
def test_derived_anew_and_compared(tmp_path: Path, part: str | None) -> None:
    """A book that was made in several goes says what one made at once does; or where it differs."""
    path = tmp_path / "ledger.db"
    Store.create(path).close()
    for name in ("first", "second"):
        recorded(path, name)
        ask(path)
    if part is not None:
        with closing(sqlite3.connect(kept(path).book)) as connection, connection:
            connection.execute(IN_EACH_PART[part])
    with (
        closing(sqlite3.connect(kept(path).book)) as connection,
        closing(CheckedReader(path)) as reader,
    ):
        assert compared(reader, Book(connection)) == ([] if part is None else [part])


def test_a_book_that_could_not_be_made_longer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It stays the one that was left there."""
    path, backup = tmp_path / "ledger.db", tmp_path / "backup.db"
    Store.create(path).close()
    recorded(path, "first")
    ask(path)
    recorded(path, "second")
    shutil.copy(path, backup)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TRIGGER no_update")
        connection.execute("UPDATE stored_events SET state = x'00' WHERE position = 1")
    with pytest.raises(Tampered):
        ask(path)
    shutil.copy(backup, path)
    assert ask(path) == ["party/first", "party/second"]
    assert capsys.readouterr().err == ""


def test_a_book_that_is_locked_while_records_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever reads them is told to ask again, for some may have been handed out."""
    monkeypatch.setattr(book_cache, "TIMEOUT_S", 0)
    path = asked_before(tmp_path)

    def read() -> None:
        with closing(CheckedReader(path)) as reader, checked(reader):
            other.execute("BEGIN EXCLUSIVE")
            list(reader.records())

    with (
        closing(sqlite3.connect(kept(path).book)) as other,
        pytest.raises(Unavailable, match=r"locked\. Somebody else extends it; ask"),
    ):
        read()


@pytest.mark.parametrize("damaged", [False, True])
def test_a_book_that_is_locked_while_it_is_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, damaged: bool
) -> None:
    """It counts as none, as one that was locked before; a damaged one is told of."""
    monkeypatch.setattr(book_cache, "TIMEOUT_S", 0)
    path = asked_before(tmp_path)
    connect = sqlite3.connect
    with closing(connect(kept(path).book)) as other:

        def meanwhile(database: str, **options: Any) -> Any:
            if not database and damaged:
                kept(path).book.write_bytes(b"no longer one" * 1000)
            elif not database:
                other.execute("BEGIN EXCLUSIVE")
            return connect(database, **options)

        monkeypatch.setattr(sqlite3, "connect", meanwhile)
        if damaged:
            with pytest.raises(Unavailable, match="book --forget"):
                differing(path)
        else:
            assert differing(path) is None


def asked_before(folder: Path) -> Path:
    """A ledger of which a book is kept."""
    path = folder / "ledger.db"
    Store.create(path).close()
    recorded(path, "first")
    ask(path)
    return path
