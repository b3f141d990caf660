"""The steps of the scenarios on a past that was rewritten, and the copy that notices."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing

from pytest_bdd import given, parsers, scenarios, then, when

from docs.rewrite_history import main as rewritten
from docs.rewrite_history import rehash
from features.continuity.copies.conftest import STATES, done, on_copy, run_by, sign_anew
from features.world import World

scenarios("copies_rewriting.feature")


@when("the operator secretly moves the deadline of a promise, and signs nothing")
def moves_unsigned(world: World) -> None:
    rewritten(str(world.ledger), "2020-06-30", "2030-06-30")
    world.capture.readouterr()


@when("the organisation pulls from the ledger file itself")
def pulls_from_file(world: World) -> None:
    on_copy(world, "pull", "ledger.db")


@when(parsers.parse("the operator secretly slips a record in before number {number:d}"))
def slips_in(world: World, number: int) -> None:
    with unguarded(world) as connection:
        connection.execute(
            "UPDATE stored_events SET position = -position - 1 WHERE position >= ?", (number,)
        )
        connection.execute("UPDATE stored_events SET position = -position WHERE position < 0")
        state = connection.execute(
            "SELECT state FROM stored_events WHERE position = ?", (number + 1,)
        ).fetchone()[0]
        said = json.loads(state)
        said |= {"id": "slipped-in", "stream": "party/slipped-in", "party": "slipped-in"}
        forged = json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
        row = ("party/slipped-in", 1, "party.registered", forged, number, "")
        connection.execute("INSERT INTO stored_events VALUES (?, ?, ?, ?, ?, ?)", row)
    sign_anew(world)


@when(parsers.parse("the operator secretly removes the records from number {number:d} on"))
def removes(world: World, number: int) -> None:
    with unguarded(world) as connection:
        connection.execute("DELETE FROM stored_events WHERE position >= ?", (number,))
    sign_anew(world)


class unguarded:  # noqa: N801 - reads as what it does
    """The ledger without its triggers; at the end everything is made anew, and they come back."""

    def __init__(self, world: World) -> None:
        self._connection = sqlite3.connect(world.ledger)

    def __enter__(self) -> sqlite3.Connection:
        self._triggers = self._connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in self._triggers:
            self._connection.execute(f"DROP TRIGGER {name}")
        return self._connection

    def __exit__(self, *_: object) -> None:
        connection = self._connection
        rehash(connection)
        (state,) = connection.execute(f"{STATES} DESC LIMIT 1").fetchone()
        connection.execute(
            "UPDATE head SET size = (SELECT COUNT(*) FROM stored_events), recorded_at = ?",
            (json.loads(state)["recorded_at"],),
        )
        connection.execute("DELETE FROM checkpoints")
        for _, statement in self._triggers:
            connection.execute(statement)
        connection.commit()
        connection.close()


@when("somebody edits the ledger file and its hashes, and nothing else")
def edits_ledger(world: World) -> None:
    with closing(sqlite3.connect(world.ledger)) as connection:
        notes = connection.execute("SELECT * FROM checkpoints").fetchall()
    rewritten(str(world.ledger), "2020-06-30", "2030-06-30")
    world.capture.readouterr()
    with closing(sqlite3.connect(world.ledger)) as connection, connection:
        connection.executemany("INSERT INTO checkpoints VALUES (?, ?, ?)", notes)


@given("a backup of the published folder")
def backup(world: World) -> None:
    shutil.copytree(world.folder / "public", world.folder / "backup")


@when("the operator puts the backup in its place")
def puts_back(world: World) -> None:
    shutil.rmtree(world.folder / "public")
    shutil.copytree(world.folder / "backup", world.folder / "public")


@then("the operator's ledger by itself shows nothing of it")
def shows_nothing(world: World) -> None:
    world.gestand("verify")
    assert world.output.startswith("unwitnessed")
    done(world)


@then(
    parsers.parse('the screen shows "{name}" as "{here}" in the copy and "{there}" at the source')
)
def shows_field(world: World, name: str, here: str, there: str) -> None:
    lines = [" ".join(line.split()) for line in world.output.splitlines()]
    assert f"{name} {here} {there}" in lines


@then("anybody can verify both proofs that were written, with the operator's key")
def proofs(world: World) -> None:
    found = sorted(world.folder.glob("copy.db.evidence/*/*.tlog-proof"))
    assert [path.name for path in found] == [
        "record-5-here.tlog-proof",
        "record-5-there.tlog-proof",
    ]
    said = []
    for path in found:
        run_by(world, "verify", str(path), "--key", "operator.pub")
        done(world)
        said.append("30 Jun 2030" in world.output)
    assert said == [False, True]


@when("somebody verifies the evidence as a whole, with the operator's key")
def verifies_evidence(world: World) -> None:
    (folder,) = world.folder.glob("copy.db.evidence/*")
    run_by(world, "verify", str(folder), "--key", "operator.pub")


@when("somebody holds the proof of the source against the checkpoint of the copy")
def holds_against(world: World) -> None:
    (folder,) = world.folder.glob("copy.db.evidence/*")
    proof, kept = (
        str(folder / name) for name in ("record-5-there.tlog-proof", "checkpoint-here.txt")
    )
    run_by(world, "verify", proof, "--key", "operator.pub", "--checkpoint", kept)


@when(
    parsers.parse(
        'the operator secretly writes "{sentence}" into a promise, on a line and as a name'
    )
)
def writes_a_sentence(world: World, sentence: str) -> None:
    lines = f"A plan.\\n\\n{sentence}\\n\\u001b[2J\\u202e{'and more ' * 1000}"
    rewritten(str(world.ledger), '"text":"A plan."', f'"text":"{lines}","{sentence}":"yes"')
    world.capture.readouterr()
    sign_anew(world)


@then(parsers.parse("what the source says is shown with {most:d} characters at the most"))
def bounded(world: World, most: int) -> None:
    shown = world.output.count("and more")
    assert 0 < shown * len("and more ") <= most
