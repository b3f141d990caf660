"""Steps of the scenarios about ledgers in a PostgreSQL database."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from commands.program import run
from features.server import Server
from features.world import World, many

scenarios("postgres.feature")

SECRET = "a-secret-of-somebody"


def head_of(world: World, ledger: str) -> str:
    """The root of a ledger, and how many records it has."""
    world.capture.readouterr()
    assert run(["--ledger", ledger, "verify", "--format", "json"]) == 0
    answer = json.loads(world.capture.readouterr().out)
    return f"{answer['size']} {answer['root']}"


def database_of(world: World) -> str:
    """The name of the database of a scenario."""
    assert world.address is not None
    return world.address.rpartition("/")[2]


@pytest.fixture
def world(server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> World:
    """A scenario's own folder and database."""
    made = World(tmp_path, capsys, server.database())
    made.remembered["password"] = server.password
    return made


@given("a ledger in a database with the records of a village")
def recorded(world: World) -> None:
    world.gestand("init")
    world.gestand("import", str(world.journal(300)))
    assert world.exit_code == 0, world.message


@given("the operator signs it")
def signs(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(world.folder)
    world.gestand("key", "new", "--name", "example.org/village")
    world.gestand("checkpoint")
    assert world.exit_code == 0, world.message


@when("somebody clones it into a file, and that into another database")
def cloned(world: World, server: Server) -> None:
    copies = [str(world.folder / "copy.db"), server.database()]
    world.gestand("clone", str(world.address), copies[0])
    assert world.exit_code == 0, world.message
    world.gestand("clone", copies[0], copies[1])
    assert world.exit_code == 0, world.message
    world.remembered["copies"] = copies


@when("one record more is recorded, signed and pulled into both")
def pulled(world: World) -> None:
    world.record({"kind": "party.registered", "party": "more", "name": "More", "type": "other"})
    world.gestand("checkpoint")
    first, second = world.remembered["copies"]
    for ledger, source in ((first, str(world.address)), (second, first)):
        assert run(["--ledger", ledger, "pull", source]) == 0, world.capture.readouterr()


@then("all three have the same root")
def same_root(world: World) -> None:
    ledgers = [str(world.address), *world.remembered["copies"]]
    assert len({head_of(world, ledger) for ledger in ledgers}) == 1


@then("all three give the same answer")
def same_answer(world: World) -> None:
    answers = set()
    for ledger in (str(world.address), *world.remembered["copies"]):
        asked = ("trust", "village", "--as-of", "2024-01-01", "--format", "json")
        assert run(["--ledger", ledger, *asked]) == 0
        answers.add(world.capture.readouterr().out)
    assert len(answers) == 1


@when("somebody makes a ledger there again")
def made_again(world: World) -> None:
    world.gestand("init")


@given("its owner, a writer, a reader and a stranger")
def people(world: World, server: Server) -> None:
    world.gestand("init", "--roles")
    name = database_of(world)
    server.ask(name, world.output)
    server.ask(name, world.output)  # run as often as one likes
    for role in ("owner", "writer", "reader", "stranger"):
        server.ask(name, f"CREATE ROLE {name}_{role} LOGIN PASSWORD '{SECRET}'")
        if role != "stranger":
            server.ask(name, f"GRANT gestand_{role} TO {name}_{role}")


def as_(world: World, server: Server, role: str, *arguments: str) -> None:
    """Run a command as somebody."""
    name = database_of(world)
    theirs = World(world.folder, world.capture, server.address(name, f"{name}_{role}", SECRET))
    theirs.gestand(*arguments)
    world.exit_code, world.output, world.message = theirs.exit_code, theirs.output, theirs.message
    assert SECRET not in world.output + world.message


TASKS = {
    "record": (
        "record",
        "party.registered",
        "--party",
        "late",
        "--name",
        "Late",
        "--type",
        "other",
    ),
    "ask": ("trust", "village"),
    "sign": ("checkpoint",),
}


def task(world: World, what: str) -> list[str]:
    """The command line of a task."""
    more = {"record": ["--on", "2020", "--source", "A letter"]}
    return [*TASKS[what], *more.get(what, [])]


@then(parsers.re(r"the (?P<role>\w+) can (?P<what>\w+)$"))
def can(
    world: World, server: Server, role: str, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(world.folder)
    as_(world, server, role, *task(world, what))
    assert world.exit_code == 0, world.message


@then(parsers.re(r'the (?P<role>\w+) cannot (?P<what>\w+): "(?P<text>.+)"'))
def cannot(
    world: World, server: Server, role: str, what: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(world.folder)
    if what == "sign":
        world.gestand("key", "new", "--name", "example.org/village")
    as_(world, server, role, *task(world, what))
    assert world.exit_code == 7
    assert text in world.message


CHANGES = (
    "UPDATE gestand.stored_events SET state = '\\x00' WHERE position = 7",
    "UPDATE gestand.stored_events SET state = '\\x00' WHERE false",
    "DELETE FROM gestand.stored_events",
    "TRUNCATE gestand.stored_events",
    "INSERT INTO gestand.stored_events SELECT * FROM gestand.stored_events WHERE position = 7",
    (
        "INSERT INTO gestand.stored_events SELECT * FROM gestand.stored_events WHERE position = 7 "
        "ON CONFLICT (position) DO UPDATE SET state = '\\x00'"
    ),
    "UPDATE gestand.tiles SET root = hashes",
    "DELETE FROM gestand.tiles",
    "TRUNCATE gestand.tiles",
    "DELETE FROM gestand.head",
    "TRUNCATE gestand.head",
    "INSERT INTO gestand.head VALUES (2, '', 0, '', '')",
    "DELETE FROM gestand.checkpoints",
    "UPDATE gestand.checkpoints SET size = 0",
    "TRUNCATE gestand.checkpoints",
    "DELETE FROM gestand.copy",
)


@when("the superuser tries to change what is recorded")
def changes(world: World, server: Server) -> None:
    world.remembered["before"] = head_of(world, str(world.address))
    refused = []
    for statement in CHANGES:
        with pytest.raises(psycopg.IntegrityError) as caught:
            server.ask(database_of(world), statement)
        refused.append(caught.value)
    world.remembered["refused"] = refused


@then("the server refuses each of it")
def each_refused(world: World) -> None:
    assert len(world.remembered["refused"]) == len(CHANGES)


@then("the ledger is as it was")
def as_it_was(world: World) -> None:
    assert head_of(world, str(world.address)) == world.remembered["before"]


@when("the superuser takes the guard of the records away, and adds a table")
def unguarded(world: World, server: Server) -> None:
    server.ask(
        database_of(world),
        "DROP TRIGGER no_change ON gestand.stored_events",
        "CREATE TABLE gestand.notes (note text)",
        "CREATE FUNCTION gestand.tidy() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    )


@when("the superuser rewrites a record behind its guard")
def rewritten(world: World, server: Server) -> None:
    server.ask(
        database_of(world),
        "ALTER TABLE gestand.stored_events DISABLE TRIGGER no_change",
        "UPDATE gestand.stored_events SET state = overlay(state PLACING 'x' FROM 30) "
        "WHERE position = 7",
        "ALTER TABLE gestand.stored_events ENABLE TRIGGER no_change",
    )


@when(parsers.parse("the superuser has the index {index} miss a record"))
def missed(world: World, server: Server, index: str) -> None:
    ready = f"UPDATE pg_index SET indisready = {{}} WHERE indexrelid = 'gestand.{index}'::regclass"
    server.ask(database_of(world), ready.format("false"))
    world.record({"kind": "party.registered", "party": "late", "name": "Late", "type": "other"})
    assert world.exit_code == 0, world.message
    server.ask(database_of(world), ready.format("true"))


@when("somebody verifies it")
def verifies(world: World) -> None:
    world.gestand("verify")


def without_ledger(_server: Server, address: str) -> str:
    return address


def with_ledger(*statements: str) -> Callable[[Server, str], str]:
    """A database with a ledger in which something was done."""

    def made(server: Server, address: str) -> str:
        assert run(["--ledger", address, "init"]) == 0
        server.ask(address.rpartition("/")[2], *statements)
        return address

    return made


def limited(server: Server, address: str) -> str:
    name = address.rpartition("/")[2]
    server.ask(name, f"CREATE ROLE {name}_limited LOGIN PASSWORD '{SECRET}'")
    return server.address(name, f"{name}_limited", SECRET)


STATES: dict[str, Callable[[Server, str], str]] = {
    "on a server that does not answer": lambda _, __: f"postgresql://anna:{SECRET}@127.0.0.1:1/x",
    "that wants another password": lambda server, _: server.address("postgres", password=SECRET),
    "that is not there": lambda server, _: server.address("nowhere"),
    "without a ledger": without_ledger,
    "with a schema of somebody else": lambda server, address: (
        server.ask(address.rpartition("/")[2], "CREATE SCHEMA gestand"),
        address,
    )[1],
    "with a ledger half made": with_ledger("DROP TABLE gestand.tiles"),
    "with a ledger less a column": with_ledger(
        "ALTER TABLE gestand.stored_events DROP COLUMN topic"
    ),
    "with a ledger of a later version": with_ledger(
        "COMMENT ON SCHEMA gestand IS 'a ledger of gestand, format 2'"
    ),
    "over a line that must be encrypted": lambda _, address: f"{address}?sslmode=require",
    "with an option that nobody knows": lambda _, address: f"{address}?pasword={SECRET}",
    "with a password that holds an @": lambda _, __: f"postgresql://anna:a@{SECRET}@127.0.0.1/x",
    "in which nobody may make one": limited,
    "that keeps its texts in LATIN1": lambda server, _: server.database(
        "ENCODING 'LATIN1' TEMPLATE template0"
    ),
}


@given(parsers.re(rf"a database (?P<state>{'|'.join(STATES)})$"))
def in_a_state(world: World, server: Server, state: str) -> None:
    world.address = STATES[state](server, str(world.address))
    world.capture.readouterr()


@when("somebody backs it up")
def backs_up(world: World) -> None:
    world.gestand("backup", str(world.folder / "backup.db"))


@when("somebody asks for the log of it")
def asks_log(world: World) -> None:
    world.gestand("log")


@when(parsers.parse('somebody asks what is done while a party called "{name}" is recorded'))
def told(world: World, name: str) -> None:
    said = (
        "--party",
        "p",
        "--name",
        name,
        "--type",
        "other",
        "--on",
        "2020",
        "--source",
        "A letter",
    )
    world.gestand("--verbose", "record", "party.registered", *said)


@then(parsers.parse('the message says nothing of "{text}"'))
def nothing_of(world: World, text: str) -> None:
    assert text not in world.message


@then("the message says nothing of a password")
def no_password(world: World) -> None:
    said = world.output + world.message
    assert SECRET not in said
    assert world.remembered["password"] not in said


@when("somebody records while another program holds the ledger")
def held(world: World) -> None:
    journal = world.file("more.jsonl", json.dumps(many(20)[-1] | SAID))
    with closing(psycopg.connect(str(world.address))) as other:
        other.execute("SELECT gestand.lock_head()")
        world.gestand("import", str(journal), "--wait", "0")


SAID: dict[str, Any] = {"party": "later", "on": "2020", "source": [{"title": "a letter"}]}
