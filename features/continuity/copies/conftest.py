"""What the scenarios on copies share: an operator who publishes, and who clones and pulls."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pytest_bdd import given, parsers, then, when

from commands.program import run
from docs.rewrite_history import main as rewritten
from features.world import World

NAME = "example.org/village"
"""Of the log that the operator signs."""
STATES = "SELECT state FROM stored_events ORDER BY position"


@pytest.fixture
def address(world: World) -> Iterator[str]:
    """The address of a server that carries the published folder."""

    class Quiet(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    handler = partial(Quiet, directory=str(world.folder / "public"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def run_by(world: World, *arguments: str) -> None:
    """Run a command whoever's ledger it is about."""
    world.exit_code = run(list(arguments))
    captured = world.capture.readouterr()
    world.output, world.message = captured.out, captured.err


def on_copy(world: World, *arguments: str, copy: str = "copy.db") -> None:
    """Run a command on the copy of the organisation, or on another."""
    run_by(world, "--ledger", copy, *arguments)


def done(world: World) -> None:
    """The last command did what it was asked."""
    assert world.exit_code == 0, world.message


def record(world: World, count: int) -> None:
    """So many records more, of parties that nobody knows yet."""
    number = world.remembered.get("parties", 0)
    world.remembered["parties"] = number + count
    party = {"kind": "party.registered", "type": "other", "name": "A party"}
    world.record(*(party | {"party": f"later-{number + one}"} for one in range(count)))
    done(world)


def publish(world: World) -> None:
    """Sign the ledger as it is now, and publish it."""
    for command in (("checkpoint",), ("publish-log", "public")):
        world.gestand(*command)
        done(world)


@given(parsers.parse("an operator who signed and published a ledger of {count:d} records"))
def operator(world: World, count: int) -> None:
    world.gestand("init")
    world.gestand("import", str(world.journal(count)))
    done(world)
    world.gestand("key", "new", "--name", NAME)
    done(world)
    publish(world)
    world.gestand("key", "show")
    world.file("operator.pub", world.output)
    (world.folder / "organisation").mkdir()


@given("an organisation that cloned what is published, with the operator's key")
def organisation(world: World) -> None:
    run_by(world, "clone", "public", "copy.db", "--key", "operator.pub")
    done(world)
    world.remembered["before"] = entries(world, "copy.db")


def entries(world: World, ledger: str) -> list[bytes]:
    """The stored bytes of each record of a ledger, in their order."""
    with closing(sqlite3.connect(world.folder / ledger)) as connection:
        return [state for (state,) in connection.execute(STATES)]


@given(parsers.parse("the operator recorded {count:d} records more"))
def recorded(world: World, count: int) -> None:
    record(world, count)


@given(parsers.parse("the operator recorded {count:d} records more, signed and published"))
def recorded_and_published(world: World, count: int) -> None:
    tile = world.folder / "public" / "tile" / "0" / "000"
    world.remembered["tile"] = tile.stat()
    record(world, count)
    publish(world)


@when("the organisation pulls")
@given("the organisation pulled")
def pulls(world: World) -> None:
    on_copy(world, "pull")
    if world.exit_code == 0:
        world.remembered["before"] = entries(world, "copy.db")


@pytest.fixture
def where(world: World, address: str) -> Callable[[str], str]:
    """What a source that the scenarios name is called on the command line."""
    names = {"folder": "public", "server": address, "itself": world.address or "ledger.db"}
    return lambda what: names[what.split()[-1]]


@when(parsers.parse("somebody else clones {what}, with the operator's key"))
def clones(world: World, where: Callable[[str], str], what: str) -> None:
    run_by(world, "clone", where(what), "other.db", "--key", "operator.pub")


@when(parsers.parse("somebody else clones {what}, without a key"))
def clones_without(world: World, where: Callable[[str], str], what: str) -> None:
    run_by(world, "clone", where(what), "other.db")


@when("somebody else pulls")
def other_pulls(world: World) -> None:
    on_copy(world, "pull", copy="other.db")


@then("nobody has a copy by that")
def no_copy(world: World) -> None:
    assert not [path for path in world.folder.iterdir() if "other.db" in path.name]


def sign_anew(world: World) -> None:
    """What a dishonest operator does after the deed: forget, sign and publish."""
    (world.folder / "gestand.key.last").unlink()
    shutil.rmtree(world.folder / "public")
    publish(world)


@when(
    parsers.parse(
        "the operator secretly moves the deadline of a promise from {old:ymd} to {new:ymd}",
        extra_types={"ymd": str},
    )
)
def moves_deadline(world: World, old: str, new: str) -> None:
    rewritten(str(world.ledger), old, new)
    world.capture.readouterr()
    sign_anew(world)


@then("the copy is as it was")
def as_it_was(world: World) -> None:
    assert entries(world, "copy.db") == world.remembered["before"]
    run_by(world, "--ledger", "copy.db", "verify")
    done(world)
