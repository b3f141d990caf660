"""The steps of the scenarios on what a copy holds, and what can be done with it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing

from pytest_bdd import given, parsers, scenarios, then, when

from features.continuity import tampering
from features.continuity.conftest import key_of
from features.continuity.copies.conftest import NAME, done, on_copy, run_by
from features.world import World
from ledger.transparency.keys import Type

scenarios("copies.feature")

QUESTIONS = (
    ("trust", "village", "--as-of", "2021", "--format", "json"),
    ("trust", "village", "--as-of", "2021", "--known-at", "300", "--format", "json"),
    ("promises", "--as-of", "2021", "--format", "csv"),
    ("log", "--as-of", "2021", "--format", "json"),
    ("export", "--format", "jsonl"),
)


@then("the copy and the original answer alike")
def alike(world: World) -> None:
    for question in QUESTIONS:
        world.gestand(*question)
        done(world)
        answer = world.output
        on_copy(world, *question)
        done(world)
        assert world.output == answer, question


@then(parsers.parse('the copy verifies as "{word}"'))
def copy_verifies(world: World, word: str) -> None:
    on_copy(world, "verify", "--format", "json")
    assert json.loads(world.output)["verdict"] == word


@when("the organisation records something in its copy")
def records_in_copy(world: World) -> None:
    on_copy(world, "import", str(world.journal(20)))


@when("the organisation signs its copy")
def signs_copy(world: World) -> None:
    on_copy(world, "checkpoint")


@given("somebody deleted a record of the copy")
def lost(world: World) -> None:
    with closing(sqlite3.connect(world.folder / "copy.db")) as connection, connection:
        connection.execute("DROP TRIGGER no_delete")
        connection.execute("DELETE FROM stored_events WHERE position = 299")


@when("the organisation asks its copy")
def asks_copy(world: World) -> None:
    on_copy(world, "promises")


@when(parsers.parse("another one clones {what}, without a key"))
def another_clones(world: World, where: Callable[[str], str], what: str) -> None:
    run_by(world, "clone", where(what), "another-copy.db")


@when("somebody else clones the published folder, with a policy that asks for a witness")
def clones_by_policy(world: World) -> None:
    witness = key_of("witness.bond.example", Type.COSIGNATURE).verifier
    log = (world.folder / "operator.pub").read_text().strip()
    run_by(world, "policy", "new", "--log", log, "--witness", "bond", str(witness), "-o", "policy")
    done(world)
    run_by(world, "clone", "public", "other.db", "--policy", "policy")


@given("another ledger in which nothing is recorded")
def another(world: World) -> None:
    run_by(world, "--ledger", "another.db", "init")
    done(world)


@when("somebody else clones that ledger")
def clones_another(world: World) -> None:
    run_by(world, "clone", "another.db", "other.db")


@given(parsers.parse("{count:d} records are recorded there"))
def recorded_there(world: World, count: int) -> None:
    run_by(world, "--ledger", "another.db", "import", str(world.journal(count)))
    done(world)


@when("somebody else pulls with the operator's key")
def other_pulls_with_key(world: World) -> None:
    on_copy(world, "pull", "--key", "operator.pub", copy="other.db")


@when(parsers.parse('somebody runs "{command}"'))
def runs(world: World, command: str) -> None:
    run_by(world, *command.split())


@given(parsers.parse('somebody publishes the same records as "{name}"'))
def publishes_as(world: World, name: str) -> None:
    shutil.copytree(world.folder / "public", world.folder / "forged")
    path = world.folder / "forged" / "checkpoint"
    path.write_bytes(path.read_bytes().replace(NAME.encode(), name.encode(), 1))


@when("somebody takes a copy of what they publish, without a key")
def clones_forged(world: World) -> None:
    run_by(world, "clone", "forged", "other.db")


@when(parsers.parse("the organisation keeps what was signed in {name}"))
def keeps(world: World, name: str) -> None:
    on_copy(world, "keep", name)


@given(parsers.parse("somebody edits record {position:d} of the copy, and no hash"))
def edits_copy(world: World, position: int) -> None:
    edited = "CAST(replace(CAST(state AS TEXT), '20', '19') AS BLOB)"
    for connection in tampering.unguarded(world.folder / "copy.db"):
        connection.execute(
            f"UPDATE stored_events SET state = {edited} WHERE position = ?",
            (position,),
        )


@then(parsers.parse("nothing is kept in {name}"))
def kept_nothing(world: World, name: str) -> None:
    assert not (world.folder / name).exists()


@then(parsers.parse('the copy verifies with {name} as "{verdict}"'))
def verifies_with(world: World, name: str, verdict: str) -> None:
    on_copy(world, "verify", "--checkpoint", name)
    done(world)
    assert world.output.startswith(verdict)


@when(parsers.parse("somebody verifies the ledger with {name}"))
def verifies_ledger_with(world: World, name: str) -> None:
    world.gestand("verify", "--checkpoint", name)


@when("somebody keeps what was signed of that ledger")
def keeps_of_that(world: World) -> None:
    on_copy(world, "keep", "none.txt", copy="another.db")
