"""The sentences of who changes a book, a record, or where one is found."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from commands.book_cache import kept_for
from commands.book_files import Place
from features.continuity.tampering import recompute, unguarded
from features.world import PLAN, World, founding
from ledger import files

scenarios("untouched.feature")

VILLAGE = {"kind": "area.registered", "area": "hamlet", "name": "The hamlet", "type": "village"}
OTHER = PLAN | {"promise": "bridge", "place": {"area": "hamlet"}, "text": "A bridge."}

QUESTIONS = (
    ("promises", "--as-of", "2020-12-31", "--format", "csv"),
    ("trust", "village", "--as-of", "2020-12-31", "--format", "csv"),
    ("control", "hamlet", "--as-of", "2020-12-31", "--format", "json"),
    ("areas", "--as-of", "2020-12-31", "--format", "csv"),
)


def kept(world: World) -> Place:
    """The files of the book of a ledger."""
    place = kept_for(world.ledger)
    assert place is not None
    return place


def answers(world: World) -> list[str]:
    """What the questions are answered; the exit code and the messages are those of the first."""
    found, first = [], ("", 0)
    for question in QUESTIONS:
        world.gestand(*question)
        found.append(world.output)
        first = first if len(found) > 1 else (world.message, world.exit_code)
    world.message, world.exit_code = first
    return found


@given("a ledger with two villages and a promise to each")
def two_promises(world: World) -> None:
    world.gestand("init")
    world.record(*founding("open"), VILLAGE, PLAN | {"id": "minutes-1"})
    world.record(OTHER | {"id": "minutes-2"})
    assert world.exit_code == 0, world.message


@given("somebody asked what was promised")
def asked(world: World) -> None:
    world.remembered["said"] = answers(world)


@when("somebody asks again what was promised")
@when("somebody asks what was promised")
def asks_again(world: World) -> None:
    world.remembered["says"] = answers(world)


@then("the answer is what the records say")
def as_recorded(world: World) -> None:
    assert world.remembered["says"] == world.remembered["said"]


# -- the book -------------------------------------------------------------------------------------


def write(path: Path, *statements: str) -> None:
    """Change a database as somebody may who has the file and knows SQLite."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            assert connection.execute(statement).rowcount, statement


IN_BOOK = {
    "writes another text into a row of": ("UPDATE texts SET text = replace(text, 'A', 'No')",),
    "writes another shape into": ("UPDATE shapes SET text = replace(text, 'false', 'true')",),
    "writes another name into": ("UPDATE names SET name = 'area/x' WHERE name = 'area/village'",),
    "deletes a row of": ("DELETE FROM spans WHERE number = (SELECT MAX(number) FROM spans)",),
    "adds a row to": ("INSERT INTO spans (number, subject) SELECT MAX(number) + 1, 1 FROM spans",),
    "swaps the rows of two villages in": (
        "UPDATE names SET name = 'area/x' WHERE name = 'area/village'",
        "UPDATE names SET name = 'area/village' WHERE name = 'area/hamlet'",
        "UPDATE names SET name = 'area/hamlet' WHERE name = 'area/x'",
    ),
    "writes another size into the state of": ("UPDATE state SET size = size - 1",),
    "writes another ledger into the state of": ("UPDATE state SET ledger_id = 'another'",),
    "writes other moments into the commits of": ("UPDATE commits SET size = size - 1",),
    "deletes the links of": ("DELETE FROM links",),
    "deletes the hashes of the records in": ("DELETE FROM leaves",),
    "writes other hashes of records into": ("UPDATE leaves SET hashes = zeroblob(256)",),
}


@when(parsers.parse("somebody {change} the book"))
def changes_book(world: World, change: str) -> None:
    if change in IN_BOOK:
        write(kept(world).book, *IN_BOOK[change])
    else:
        BOOK_CHANGES[change](world)


def back_in_time(world: World) -> None:
    """Another text, and the moment of the last change as it was before."""
    book = kept(world).book
    before = book.stat()
    write(book, *IN_BOOK["writes another text into a row of"])
    os.utime(book, ns=(before.st_atime_ns, before.st_mtime_ns))


def of_another(world: World) -> None:
    """The book of another ledger."""
    folder = world.folder / "elsewhere"
    folder.mkdir()
    other = World(folder, world.capture)
    other.gestand("init")
    other.record(*founding("promisor"))
    answers(other)
    shutil.copy(kept(other).book, kept(world).book)


def older(world: World) -> None:
    """The book of the same ledger as it was before more was recorded and asked."""
    kept(world).book.rename(world.folder / "older")
    postpones(world, "plan")
    world.remembered["said"] = answers(world)
    (world.folder / "older").rename(kept(world).book)


def undone(world: World) -> None:
    """A journal as SQLite leaves it when a change is not ended: it writes back what was before."""
    book = kept(world).book
    copy = world.folder / "copy"
    shutil.copy(book, copy)
    write(copy, *IN_BOOK["writes another text into a row of"])
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("PRAGMA cache_spill = 1")
        for table in ("spans", "texts", "links", "names", "leaves"):
            connection.execute(f"DELETE FROM {table}")
        shutil.copy(f"{copy}-journal", f"{book}-journal")


BOOK_CHANGES: dict[str, Callable[[World], None]] = {
    "writes another text and sets back the clock of": back_in_time,
    "puts the book of another ledger in the place of": of_another,
    "puts an older book of the same ledger in the place of": older,
    "leaves a journal that undoes a change beside": undone,
}


@when("somebody says that another version of gestand made it")
def another_format(world: World) -> None:
    memory = kept(world).memory
    told = json.loads(memory.read_text())
    memory.write_text(json.dumps(told | {"format": told["format"] + 1}))


@then("the command book tells that it is the one that was left there")
def is_left(world: World) -> None:
    world.gestand("book", "--format", "json")
    told = json.loads(world.output)
    assert (told["bound"], told["current"], told["size"]) == (True, True, 8)


@when("somebody who may do so writes that this is the book that was left there")
def remembered(world: World) -> None:
    memory, left = kept(world).remembered(), files.state(kept(world).book)
    assert memory is not None
    assert left is not None
    kept(world).remember(memory._replace(book=left))


@when("another user asks what was promised")
def other_user(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as theirs:
        theirs.setenv("XDG_CACHE_HOME", str(world.folder / "cache"))
        theirs.setenv("XDG_STATE_HOME", str(world.folder / "state"))
        asks_again(world)
        assert kept(world).book.exists()


@when("another user, who was handed the book of the first one, asks what was promised")
def handed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    write(kept(world).book, *IN_BOOK["writes another text into a row of"])
    with monkeypatch.context() as theirs:
        theirs.setenv("XDG_STATE_HOME", str(world.folder / "state"))
        asks_again(world)


@when("somebody asks about its book")
def asks_about_book(world: World) -> None:
    world.gestand("book")


@when("somebody who has no home asks about its book")
def asks_without_home(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as theirs:
        theirs.delenv("XDG_STATE_HOME")
        theirs.setenv("HOME", "nowhere")
        world.gestand("book")


@when("the command book derives it anew")
def derived_anew(world: World) -> None:
    world.gestand("book", "--verify")


@when("the book is forgotten")
def forgotten(world: World) -> None:
    world.gestand("book", "--forget")
    assert not kept(world).book.exists()


# -- the ledger -----------------------------------------------------------------------------------

TEXT = "CAST(replace(CAST(state AS TEXT), 'A plan.', 'No plan') AS BLOB)"
IN_LEDGER = {
    "writes another text into a record": (
        f"UPDATE stored_events SET state = {TEXT} WHERE position = 6",
    ),
    "deletes a record": ("DELETE FROM stored_events WHERE position = 6",),
    "deletes the last record": ("DELETE FROM stored_events WHERE position = 7",),
    "swaps two records": (
        "UPDATE stored_events SET position = 99 WHERE position = 6",
        "UPDATE stored_events SET position = 6 WHERE position = 5",
        "UPDATE stored_events SET position = 5 WHERE position = 99",
    ),
    "says of a record that it stands elsewhere": (
        "UPDATE stored_events SET originator_id = 'promise/other' WHERE position = 6",
    ),
    "writes another hash beside a record": (
        "UPDATE stored_events SET leaf_hash = zeroblob(32) WHERE position = 6",
    ),
    "writes another kind beside a record": (
        "UPDATE stored_events SET topic = 'rule.enacted' WHERE position = 6",
    ),
    "writes that kind beside another record": (
        "UPDATE stored_events SET topic = 'promise.made' WHERE position = 5",
    ),
}


@when(parsers.parse("somebody writes another {what} {where} a record"))
def changes_record(world: World, what: str, where: str) -> None:
    in_ledger(world, f"writes another {what} {where} a record")


@when("somebody writes that kind beside another record")
def changes_other(world: World) -> None:
    in_ledger(world, "writes that kind beside another record")


@when("somebody deletes a record")
def deletes(world: World) -> None:
    in_ledger(world, "deletes a record")


@when("somebody deletes the last record")
def deletes_last(world: World) -> None:
    in_ledger(world, "deletes the last record")


@when("somebody swaps two records")
def swaps(world: World) -> None:
    in_ledger(world, "swaps two records")


@when("somebody says of a record that it stands elsewhere")
def elsewhere(world: World) -> None:
    in_ledger(world, "says of a record that it stands elsewhere")


def in_ledger(world: World, change: str) -> None:
    """Change a ledger without the guards that its file has."""
    with closing(sqlite3.connect(world.ledger)) as connection, connection:
        for guard in ("no_update", "no_delete", "no_replacement"):
            connection.execute(f"DROP TRIGGER {guard}")
    write(world.ledger, *IN_LEDGER[change])


@when("somebody adds a second record to a place")
def second(world: World) -> None:
    """The same table without the rules that there is one record to a place."""
    columns = "originator_id, originator_version, topic, state, position, leaf_hash"
    with closing(sqlite3.connect(world.ledger)) as connection, connection:
        connection.execute("DROP TABLE IF EXISTS before")
        connection.execute("ALTER TABLE stored_events RENAME TO before")
        connection.execute(f"CREATE TABLE stored_events ({columns})")
        connection.execute(f"INSERT INTO stored_events SELECT {columns} FROM before")
        connection.execute(
            "INSERT INTO stored_events "
            f"SELECT originator_id, 2, topic, {TEXT}, position, leaf_hash "
            "FROM before WHERE position = 6"
        )
        connection.execute("DROP TABLE before")


@given("the operator signed it")
def signed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(world.folder)
    world.gestand("key", "new", "--name", "example.org/village")
    world.gestand("checkpoint")
    assert world.exit_code == 0, world.message


@given("somebody asked before the book was lost")
def asked_and_lost(world: World) -> None:
    asked(world)
    kept(world).book.unlink()


@given("somebody asked with an older version")
def asked_with_older(world: World) -> None:
    asked(world)
    another_format(world)


@given("nobody asked anything")
def nobody_asked(world: World) -> None:
    assert not kept(world).book.exists()


@when("somebody rewrites a record and all hashes")
def rewrites(world: World) -> None:
    for connection in unguarded(world.ledger):
        connection.execute(IN_LEDGER["writes another text into a record"][0])
        recompute(connection)


@when("somebody says that a record counts for nothing")
def marks(world: World) -> None:
    write(world.ledger, "INSERT INTO unlawful VALUES (6)")


@when("somebody says that a record counts for nothing, and rewrites another")
def marks_and_rewrites(world: World) -> None:
    rewrites(world)
    write(world.ledger, "INSERT INTO unlawful VALUES (0)")


@when("somebody says that a record counts for nothing, and makes another unreadable")
def marks_and_spoils(world: World) -> None:
    for connection in unguarded(world.ledger):
        connection.execute("UPDATE stored_events SET state = x'00' WHERE position = 5")
    marks(world)


@when("somebody says that a record counts for nothing, and deletes the last")
def marks_and_deletes(world: World) -> None:
    deletes_last(world)
    marks(world)


def postpones(world: World, promise: str) -> None:
    later = {"kind": "promise.postponed", "promise": promise, "by": "ministry", "on": "2020-01-01"}
    world.record(later | {"due": "2020-09-30"})


def releases(world: World, promise: str) -> None:
    released = {"kind": "promise.released", "promise": promise, "by": "agency", "on": "2020-01-01"}
    world.record(released)


DOES: dict[str, Callable[[World], None]] = {
    "releases the ministry from the promise in their name": lambda world: releases(world, "plan"),
    "releases the ministry from the other promise in their name": lambda world: releases(
        world, "bridge"
    ),
    "postpones the promise": lambda world: postpones(world, "plan"),
    "postpones the other promise": lambda world: postpones(world, "bridge"),
    "corrects the promise": lambda world: world.gestand(
        "correct", "minutes-1", "due=2021", "--reason", "a typing error"
    ),
    "imports both promises anew": lambda world: world.record(
        PLAN | {"id": "minutes-1"}, OTHER | {"id": "minutes-2"}
    ),
    "proves the promise": lambda world: world.gestand("prove", "promise/plan", "-o", "proofs"),
}


DOING = (
    "postpones .*|releases .*|founds .*|makes .*|changes the whole|retracts .*|corrects .*|"
    "imports .*|proves .*"
)


@when(parsers.re(f"somebody (?P<does>{DOING})"))
def does(world: World, does: str) -> None:
    world.remembered["count"] = count_records(world)
    DOES[does](world)


@then("as many records are there as before that")
def as_many(world: World) -> None:
    assert count_records(world) == world.remembered["count"]


def count_records(world: World) -> int:
    """How many records the database of a ledger has."""
    with closing(sqlite3.connect(world.ledger)) as connection:
        ((count,),) = connection.execute("SELECT COUNT(*) FROM stored_events")
    return int(count)


ASKS = {
    "shows the promise": ("show", "promise/plan"),
    "shows the other promise": ("show", "promise/bridge"),
    "shows the record by its number": ("show", "6"),
    "shows the record by its id": ("show", "minutes-1"),
    "lists all records": ("log",),
    "lists the records of the village": ("log", "--area", "village"),
    "exports the ledger": ("export",),
    "exports the promises": ("export", "--kind", "promise.made"),
    "asks for the sources of an answer": ("trust", "village", "--explain"),
    "verifies the ledger": ("verify",),
}


@when(parsers.re("somebody (?P<asks>shows .*|lists .*|exports .*|asks for the .*|verifies .*)"))
def asks(world: World, asks: str) -> None:
    world.gestand(*ASKS[asks])


@then("the screen tells of the promise")
def told(world: World) -> None:
    assert "promise/plan" in world.output or "promise: plan" in world.output


# -- columns and indexes ---------------------------------------------------------------------------

PARTY = {"kind": "party.registered", "type": "other"}
WHOLE = PARTY | {"party": "whole", "name": "The whole", "id": "of-whole"}
PART = PARTY | {"name": "A part", "part_of": "whole"}
GONE = PARTY | {"party": "gone", "name": "Gone", "id": "of-gone"}
RETRACTS = {"kind": "record.retracted", "reason": "a mistake", "on": "2020-01-01"}


@given("a party that was retracted, and one with a part")
def parties(world: World) -> None:
    world.record(WHOLE, PART | {"party": "part", "id": "of-part"}, GONE)
    world.record(RETRACTS | {"record": "of-gone", "id": "undone"})
    assert world.exit_code == 0, world.message


AT = '(SELECT position FROM stored_events WHERE instr(state, \'"id":"{id}"\'))'
BY_COLUMN = {
    "says that the retraction is a remark": "UPDATE stored_events SET topic = 'record.commented' "
    f"WHERE position = {AT.format(id='undone')}",
    "says that the part is a remark": "UPDATE stored_events SET topic = 'record.commented' "
    f"WHERE position = {AT.format(id='of-part')}",
    "marks the retraction": f"INSERT INTO unlawful SELECT {AT.format(id='undone')}",
    "moves a record to a party that is not there": "UPDATE stored_events "
    "SET originator_id = 'party/missing' WHERE position = 0",
    "empties the bytes of the part": "UPDATE stored_events SET state = "
    "CAST(replace(CAST(state AS TEXT), '\"whole\"', '\"other\"') AS BLOB) "
    f"WHERE position = {AT.format(id='of-part')}",
    "empties the bytes of the mandate": "UPDATE stored_events SET state = "
    "CAST(replace(CAST(state AS TEXT), '\"mandate\"', '\"delegate\"') AS BLOB) "
    f"WHERE position = {AT.format(id='of-mandate')}",
}


@given("the residents gave an agency a mandate to speak for them")
def speaks(world: World) -> None:
    given_ = {"kind": "mandate.granted", "mandate": "voice", "holder": "agency", "power": "decide"}
    basis = {"basis": "mandate", "granted_by": "residents", "place": {"area": "village"}}
    agency = PARTY | {"party": "agency", "name": "The agency"}
    world.record(agency, given_ | basis | {"from": "2019-01-01", "id": "of-mandate"})
    assert world.exit_code == 0, world.message


@when(parsers.parse("somebody who knows the file {change}"))
def by_column(world: World, change: str) -> None:
    if change in BY_COLUMN:
        for connection in unguarded(world.ledger):
            assert connection.execute(BY_COLUMN[change]).rowcount == 1
        return
    index = {"streams": "sqlite_autoindex_stored_events_1", "ids": "record_id"}
    thin_out(world.ledger, index[change.rpartition(" ")[2]])


def thin_out(ledger: Path, index: str) -> None:
    """Take the last entry out of an index that is one page."""
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = DELETE")
        ((size,),) = connection.execute("PRAGMA page_size")
        ((root,),) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (index,)
        )
    content = bytearray(ledger.read_bytes())
    header = (root - 1) * size
    assert content[header] == 10, "a leaf of an index"
    count = int.from_bytes(content[header + 3 : header + 5], "big")
    content[header + 3 : header + 5] = (count - 1).to_bytes(2, "big")
    ledger.write_bytes(content)


def founds(whole: str) -> Callable[[World], None]:
    return lambda world: world.record(PART | {"party": "new", "part_of": whole})


DOES |= {
    "founds a part of that party": founds("gone"),
    "makes a promise to the missing party": lambda world: world.record(
        PLAN | {"promise": "new", "to": "missing"}
    ),
    "changes the whole": lambda world: world.record(
        {"kind": "party.changed", "party": "whole", "what": "All of it", "on": "2020-01-01"}
    ),
    "retracts the whole": lambda world: world.record(RETRACTS | {"record": "of-whole"}),
}
