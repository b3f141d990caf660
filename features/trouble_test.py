"""The sentences of what can happen to a ledger, its book and the program."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from commands.book_cache import kept_for
from commands.book_files import Place
from features.limits import no_file_beyond, ordinary_rights, process
from features.world import PLAN, World, founding, many
from ledger import files
from ledger.transparency import merkle_tree

scenarios("trouble.feature")

PAGE_BYTES = 4096


@pytest.fixture
def held() -> Iterator[ExitStack]:
    """What a scenario holds on to, and gives back at its end."""
    with ExitStack() as stack:
        yield stack


def size(world: World) -> int:
    """How many records a ledger holds."""
    world.gestand("log", "--format", "json")
    return int(json.loads(world.output)["checkpoint"]["size"])


# -- the ledger -----------------------------------------------------------------------------------


@given("a ledger with a promise")
def with_promise(world: World) -> None:
    world.gestand("init")
    world.record(*founding("open"), PLAN)
    assert world.exit_code == 0, world.message


@given(parsers.parse("a ledger with {count:d} records"))
def with_many(world: World, count: int) -> None:
    world.gestand("init")
    world.record(*many(count))
    assert world.exit_code == 0, world.message


@given("a letter in the place of the ledger")
def a_letter(world: World) -> None:
    world.file("ledger.db", "this is a letter\n" * 100)


@given("the log of another ledger in the folder")
def log_of_another(world: World) -> None:
    world.file(f"{world.ledger.name}-wal", b"of another")


@given("a database of another program in the place of the ledger")
def another_database(world: World) -> None:
    with closing(sqlite3.connect(world.ledger)) as connection:
        connection.execute("CREATE TABLE head (one INTEGER)")


@given("an empty file in the place of the ledger")
def an_empty_file(world: World) -> None:
    world.file("ledger.db", "")


@given("a folder in the place of the ledger")
def a_folder(world: World) -> None:
    world.ledger.mkdir()


@given("a pipe in the place of the ledger")
def a_pipe(world: World) -> None:
    os.mkfifo(world.ledger)


@given("a name that is too long in the place of the ledger")
def a_long_name(world: World) -> None:
    world.folder = world.folder / ("x" * 300)


@given("a link in the place of the ledger")
def a_link(world: World) -> None:
    world.ledger.rename(world.folder / "elsewhere.db")
    world.ledger.symlink_to(world.folder / "elsewhere.db")


@given("another program that is writing in it")
def another_writes(world: World, held: ExitStack) -> None:
    connection = held.enter_context(closing(sqlite3.connect(world.ledger)))
    connection.execute("BEGIN IMMEDIATE")


@given("nobody has the right to write in the ledger and its folder")
def no_writing(world: World, held: ExitStack) -> None:
    held.callback(world.folder.chmod, 0o755)
    world.ledger.chmod(0o444)
    world.folder.chmod(0o555)
    held.enter_context(ordinary_rights())


@given("nobody has the right to read the ledger")
def no_reading(world: World, held: ExitStack) -> None:
    world.ledger.chmod(0)
    held.enter_context(ordinary_rights())


@given("the deadline was changed in the file")
def changed(world: World) -> None:
    new = "CAST(replace(CAST(state AS TEXT), '2020-06-30', '2021-06-30') AS BLOB)"
    _forge(world, f"UPDATE stored_events SET state = {new} WHERE topic = 'promise.made'")


@given("a record was overwritten with noise")
def overwritten(world: World) -> None:
    _forge(world, "UPDATE stored_events SET state = x'00ff' WHERE topic = 'promise.made'")


@given("the head of the ledger was changed")
def beheaded(world: World) -> None:
    _forge(world, "UPDATE head SET frontier = x'00'")


def _forge(world: World, statement: str) -> None:
    """Change a ledger as somebody may who has the file and knows SQLite."""
    with closing(sqlite3.connect(world.ledger)) as connection, connection:
        connection.execute("DROP TRIGGER no_update")
        connection.execute(statement)


@given("a later version recorded something unknown about the promise")
def later_version(world: World) -> None:
    fields = {"kind": "promise.celebrated", "schema": 1, "id": "x", "stream": "promise/plan"}
    stored = json.dumps(fields | {"version": 2, "on": "2020", "recorded_at": "2020"}).encode()
    with closing(sqlite3.connect(world.ledger)) as connection, connection:
        size, packed = connection.execute("SELECT size, frontier FROM head").fetchone()
        frontier, leaf = merkle_tree.unpack(packed), merkle_tree.leaf_hash(stored)
        merkle_tree.append(frontier, size, leaf)
        row = ("promise/plan", 2, "promise.celebrated", stored, size, leaf)
        connection.execute("INSERT INTO stored_events VALUES (?, ?, ?, ?, ?, ?)", row)
        connection.execute("UPDATE head SET size = 7, frontier = ?", (merkle_tree.pack(frontier),))


@given("the pages of the ledger that hold its records are damaged")
def damaged_ledger(world: World) -> None:
    _damage(world.ledger, but="head")


def _damage(path: Path, but: str) -> None:
    """Overwrite every page of a database but the first one and that of one table."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (kept,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (but,)
        ).fetchone()
    content = bytearray(path.read_bytes())
    for page in range(1, len(content) // PAGE_BYTES):
        if page != kept - 1:
            content[page * PAGE_BYTES : (page + 1) * PAGE_BYTES] = b"\xaa" * PAGE_BYTES
    path.write_bytes(content)


@when("the ledger is replaced by a shorter one")
def replaced(world: World) -> None:
    ledger_id = _ledger_id(world.ledger)
    for path in world.folder.glob("ledger.db*"):
        path.unlink()
    world.gestand("init")
    _set_ledger_id(world.ledger, ledger_id)


def _ledger_id(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        (ledger_id,) = connection.execute("SELECT ledger_id FROM head").fetchone()
    return str(ledger_id)


def _set_ledger_id(path: Path, ledger_id: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE head SET ledger_id = ?", (ledger_id,))


# -- its book -------------------------------------------------------------------------------------


def book(world: World) -> Path:
    """The book of the ledger."""
    return kept(world).book


def kept(world: World) -> Place:
    """The files of the book."""
    place = kept_for(world.ledger)
    assert place is not None
    return place


@given("the book was overwritten with a text")
def text_for_book(world: World) -> None:
    book(world).write_text("this is a letter\n" * 100)


@given("the first page of the book is damaged")
def damaged_start(world: World) -> None:
    content = bytearray(book(world).read_bytes())
    content[100:PAGE_BYTES] = b"\xaa" * (PAGE_BYTES - 100)
    book(world).write_bytes(content)


@given("the pages of the book that hold what it knows are damaged")
def damaged_pages(world: World) -> None:
    _damage(book(world), but="state")


@given("the page of the book at which its rows begin is damaged")
def damaged_rows(world: World) -> None:
    with closing(sqlite3.connect(book(world))) as connection:
        question = "SELECT rootpage FROM sqlite_master WHERE name = 'spans'"
        ((page,),) = connection.execute(question)
    content = bytearray(book(world).read_bytes())
    content[(page - 1) * PAGE_BYTES : page * PAGE_BYTES] = b"\xaa" * PAGE_BYTES
    book(world).write_bytes(content)


@given("there is a folder in place of a book")
def folder_for_book(world: World) -> None:
    book(world).unlink()
    book(world).mkdir()


@given("there is a pipe in place of a book")
def pipe_for_book(world: World) -> None:
    book(world).unlink()
    os.mkfifo(book(world))


@given("the book is a file of another program")
def other_book(world: World) -> None:
    book(world).unlink()
    with closing(sqlite3.connect(book(world))) as connection:
        connection.execute("CREATE TABLE state (mood TEXT)")


@given("another program is writing in the book")
def book_is_locked(world: World, held: ExitStack) -> None:
    connection = held.enter_context(closing(sqlite3.connect(book(world))))
    connection.execute("BEGIN EXCLUSIVE")


@given("nobody may write any more where books are kept")
def books_are_read_only(world: World, held: ExitStack) -> None:
    postpones(world, 0)
    assert world.exit_code == 0, "now the book would have to be extended"
    folder = book(world).parent
    folder.chmod(0o500)
    held.callback(folder.chmod, 0o700)
    held.enter_context(ordinary_rights())


@given("whoever asks has no home")
def no_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "nowhere")


@given("the folder of the books is a file")
def no_folder(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.file("cache/gestand", "this is a letter")
    monkeypatch.setenv("XDG_CACHE_HOME", str(world.folder / "cache"))


@given("the system does not notice")
def unnoticed(world: World) -> None:
    memory = kept(world).remembered()
    left = files.state(book(world))
    assert memory is not None
    assert left is not None
    kept(world).remember(memory._replace(book=left))


@then("beside the ledger lies no book")
def no_book(world: World) -> None:
    assert not [*world.folder.glob("*book*")]
    assert book(world).exists()


@then("the answer is the same as without a book")
def same_answer(world: World) -> None:
    answered = world.remembered["row"]
    shutil.copy(world.ledger, world.file("copy/ledger.db", ""))
    world.folder = world.folder / "copy"
    assert world.trust("--as-of", "2020-12-31") == answered
    assert answered["due"] == 1


# -- writing --------------------------------------------------------------------------------------


@when(parsers.parse('somebody runs the command "{command}"'))
def runs(world: World, command: str) -> None:
    world.gestand(*command.split())


@when(parsers.parse("somebody imports a postponement and waits for {seconds:d} seconds"))
def postpones(world: World, seconds: int) -> None:
    said = "record promise.postponed --promise plan --by ministry --on 2020-01-01 --source x"
    world.gestand(*said.split(), "--wait", str(seconds))


@when(
    parsers.parse("somebody imports {count:d} records where no file may grow beyond {most:d} bytes")
)
def imports_on_full_disk(world: World, count: int, most: int) -> None:
    path = world.journal(count)
    _run(world, "import", str(path), preexec_fn=partial(no_file_beyond, most))


@when(parsers.parse("somebody makes a ledger where no file may grow beyond {most:d} bytes"))
def makes_on_full_disk(world: World, most: int) -> None:
    _run(world, "init", preexec_fn=partial(no_file_beyond, most))


def _run(world: World, *arguments: str, **options: Any) -> None:
    """Run a command as a process of its own, to its end."""
    with process(world.ledger, *arguments, **options) as running:
        world.output, world.message = running.communicate()
    world.exit_code = running.returncode


@when("somebody stops an import while the journal is being read")
def stops(world: World) -> None:
    lines = world.journal(500).read_text()
    path = world.folder / "pipe.jsonl"
    os.mkfifo(path)
    # Opening the pipe waits for its reader, and the reader waits for the rest of the journal.
    with process(world.ledger, "import", str(path)) as running, path.open("w") as pipe:
        pipe.write(lines)
        pipe.flush()
        while running.returncode is None:
            running.send_signal(signal.SIGINT)
            # One that comes just before a read begins does not end it: somebody presses again.
            with suppress(subprocess.TimeoutExpired):
                _, world.message = running.communicate(timeout=AGAIN_S)
    world.exit_code = running.returncode


AGAIN_S = 5
"""So long whoever pressed keys waits for what that does."""


@then(parsers.parse("the ledger still holds {count:d} records"))
def holds(world: World, count: int) -> None:
    assert size(world) == count


@then("the folder of the ledger is empty")
def nothing_left(world: World) -> None:
    assert list(world.folder.iterdir()) == []


# -- the output -----------------------------------------------------------------------------------


@when("somebody exports it and reads the first line only")
def reads_one_line(world: World) -> None:
    _read_one_line(world, "export --format jsonl", '{"kind":"ledger.declared"')


@when("somebody asks for its log as CSV and reads the first line only")
def reads_headings(world: World) -> None:
    _read_one_line(world, "log --format csv", "as_of,position,id,")


def _read_one_line(world: World, command: str, beginning: str) -> None:
    with process(world.ledger, *command.split()) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline().startswith(beginning)
        running.stdout.close()
        world.message = running.stderr.read()
    world.exit_code = running.returncode


@when(parsers.parse('somebody exports a party called "{name}" where the system has Latin-1'))
def another_alphabet(world: World, name: str) -> None:
    party = {"kind": "party.registered", "party": "cooperative", "name": name, "type": "other"}
    world.record(party)
    latin = os.environ | {"PYTHONIOENCODING": "latin-1"}
    _run(world, "export", env=latin, encoding="utf-8")


@then(parsers.parse('the journal says "{text}" in UTF-8'))
def says_in_utf8(world: World, text: str) -> None:
    assert text in world.output


@when("somebody exports it with the output closed")
def closed_output(world: World) -> None:
    _run(world, "export", stdout=None, preexec_fn=partial(os.close, 1))


@when("somebody exports it to a disk that is full")
def full_output(world: World) -> None:
    with Path("/dev/full").open("w") as full:
        _run(world, "export", stdout=full)
