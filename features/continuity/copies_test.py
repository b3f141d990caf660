"""The steps of copies: an operator who publishes, and organisations that clone and pull."""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from commands.program import run
from docs.rewrite_history import main as rewritten
from docs.rewrite_history import rehash
from features.continuity import tampering
from features.continuity.conftest import kept, key_of
from features.world import World
from ledger.transparency.checkpoint import Checkpoint, signed
from ledger.transparency.keys import Type
from ledger.transparency.merkle_tree import extend, leaf_hash, perfect_root, root
from ledger.transparency.tiles import Bundle, Tile, pack_entries, unpack_entries

scenarios("copies.feature")

NAME = "example.org/village"
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
    run_by(world, "--ledger", copy, *arguments)


def done(world: World) -> None:
    assert world.exit_code == 0, world.message


def text(world: World) -> str:
    return " ".join(world.output.split())


def record(world: World, count: int) -> None:
    """So many records more, of parties that nobody knows yet."""
    number = world.remembered.get("parties", 0)
    world.remembered["parties"] = number + count
    party = {"kind": "party.registered", "type": "other", "name": "A party"}
    world.record(*(party | {"party": f"later-{number + one}"} for one in range(count)))
    done(world)


def publish(world: World) -> None:
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


@when("somebody else pulls")
def other_pulls(world: World) -> None:
    on_copy(world, "pull", copy="other.db")


@when("somebody else pulls with the operator's key")
def other_pulls_with_key(world: World) -> None:
    on_copy(world, "pull", "--key", "operator.pub", copy="other.db")


@then("nobody has a copy by that")
def no_copy(world: World) -> None:
    assert not [path for path in world.folder.iterdir() if "other.db" in path.name]


def _sign_anew(world: World) -> None:
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
    _sign_anew(world)


@when("the operator secretly moves the deadline of a promise, and signs nothing")
def moves_unsigned(world: World) -> None:
    rewritten(str(world.ledger), "2020-06-30", "2030-06-30")
    world.capture.readouterr()


@when("the organisation pulls from the ledger file itself")
def pulls_from_file(world: World) -> None:
    on_copy(world, "pull", "ledger.db")


@when("the operator secretly moves the deadline, and publishes in the same folder")
def moves_and_publishes(world: World) -> None:
    rewritten(str(world.ledger), "2020-06-30", "2030-06-30")
    world.capture.readouterr()
    (world.folder / "gestand.key.last").unlink()
    world.gestand("checkpoint")
    done(world)
    world.gestand("publish-log", "public")


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
    _sign_anew(world)


@when(parsers.parse("the operator secretly removes the records from number {number:d} on"))
def removes(world: World, number: int) -> None:
    with unguarded(world) as connection:
        connection.execute("DELETE FROM stored_events WHERE position >= ?", (number,))
    _sign_anew(world)


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


@when("somebody edits a record in the ledger file")
def edits_record(world: World) -> None:
    with closing(sqlite3.connect(world.ledger)) as connection, connection:
        connection.execute("DROP TRIGGER no_update")
        connection.execute(
            "UPDATE stored_events SET state = "
            "CAST(replace(CAST(state AS TEXT), '2020-06-30', '2030-06-30') AS BLOB)"
        )


def _edit_published(world: World, *, hashed: bool) -> None:
    path = world.folder / "public" / "tile" / "entries" / "000"
    found = unpack_entries(path.read_bytes(), 256)
    found[5] = found[5].replace(b"2020-06-30", b"2030-06-30")
    path.write_bytes(pack_entries(found))
    if hashed:
        tile = world.folder / "public" / "tile" / "0" / "000"
        hashes = bytearray(tile.read_bytes())
        hashes[5 * 32 : 6 * 32] = leaf_hash(found[5])
        tile.write_bytes(hashes)


@when("somebody edits a published record")
def edits_published(world: World) -> None:
    _edit_published(world, hashed=False)


@when("somebody edits a published record and its hash")
def edits_published_hash(world: World) -> None:
    _edit_published(world, hashed=True)


@when("somebody removes a bundle of published records")
def removes_bundle(world: World) -> None:
    (world.folder / "public" / "tile" / "entries" / "000").unlink()


@when("somebody cuts a published tile")
def cuts_tile(world: World) -> None:
    tile = world.folder / "public" / "tile" / "0" / "000"
    tile.write_bytes(tile.read_bytes()[:-7])


@when("somebody changes the signature of the published checkpoint")
def changes_signature(world: World) -> None:
    path = world.folder / "public" / "checkpoint"
    signed = path.read_bytes()
    at = len(signed) - 20
    other = b"A" if signed[at : at + 1] != b"A" else b"B"
    path.write_bytes(signed[:at] + other + signed[at + 1 :])


@when("a stranger signs and publishes under the name of the log")
def stranger(world: World) -> None:
    key = kept(world, key_of(NAME))
    world.gestand("checkpoint", "--key", key)
    done(world)
    world.gestand("publish-log", "public")
    done(world)


@given("a backup of the published folder")
def backup(world: World) -> None:
    shutil.copytree(world.folder / "public", world.folder / "backup")


@when("the operator puts the backup in its place")
def puts_back(world: World) -> None:
    shutil.rmtree(world.folder / "public")
    shutil.copytree(world.folder / "backup", world.folder / "public")


@when("the operator publishes once more")
def publishes(world: World) -> None:
    world.gestand("publish-log", "public")


@when("another operator publishes in the same folder")
def another_publishes(world: World) -> None:
    key = kept(world, key_of("example.org/elsewhere"))
    run_by(world, "--ledger", "elsewhere.db", "init")
    run_by(world, "--ledger", "elsewhere.db", "import", str(world.journal(9)))
    run_by(world, "--ledger", "elsewhere.db", "checkpoint", "--key", key)
    done(world)
    run_by(world, "--ledger", "elsewhere.db", "publish-log", "public")


@then("the files of the first full tile are untouched")
def untouched(world: World) -> None:
    tile = world.folder / "public" / "tile" / "0" / "000"
    assert tile.stat() == world.remembered["tile"]


@then("no partial tile is left beside a full one")
def no_partial(world: World) -> None:
    partial = {path.name for path in (world.folder / "public").rglob("*.p")}
    assert partial == {"000.p", "002.p"}, "of level 1, and of the records from 512 on"


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


@then("the copy is as it was")
def as_it_was(world: World) -> None:
    assert entries(world, "copy.db") == world.remembered["before"]
    run_by(world, "--ledger", "copy.db", "verify")
    done(world)


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


@then(parsers.parse('the published folder verifies as "{one}" or "{other}"'))
def folder_verifies(world: World, one: str, other: str) -> None:
    run_by(world, "verify", "public", "--key", "operator.pub", "--format", "json")
    assert world.exit_code == 8
    assert json.loads(world.output)["verdict"] in {one, other}


@when(parsers.parse('somebody runs "{command}"'))
def runs(world: World, command: str) -> None:
    run_by(world, *command.split())


@then(parsers.parse('the screen says "{said}"'))
def screen_says(world: World, said: str) -> None:
    assert said in text(world)


# -- what a stranger says ----------------------------------------------------------------------


@when(
    parsers.parse(
        'the operator secretly writes "{sentence}" into a promise, on a line and as a name'
    )
)
def writes_a_sentence(world: World, sentence: str) -> None:
    lines = f"A plan.\\n\\n{sentence}\\n\\u001b[2J\\u202e{'and more ' * 1000}"
    rewritten(str(world.ledger), '"text":"A plan."', f'"text":"{lines}","{sentence}":"yes"')
    world.capture.readouterr()
    _sign_anew(world)


@then(parsers.parse("what the source says is shown with {most:d} characters at the most"))
def bounded(world: World, most: int) -> None:
    shown = world.output.count("and more")
    assert 0 < shown * len("and more ") <= most


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


@given("a log of 300 entries that are no records, published and signed by example.com/other")
def foreign(world: World) -> None:
    entries = [b"entry %d" % number for number in range(300)]
    leaves, frontier = [leaf_hash(entry) for entry in entries], list[bytes]()
    extend(frontier, 0, leaves)
    head = Checkpoint("example.com/other", 300, root(frontier))
    written = {"checkpoint": signed(head, [key_of("example.com/other")])}
    for number, width in ((0, 256), (1, 44)):
        stretch = slice(number * 256, number * 256 + width)
        written[Bundle(number, width).path] = pack_entries(entries[stretch])
        written[Tile(0, number, width).path] = b"".join(leaves[stretch])
    written[Tile(1, 0, 1).path] = perfect_root(leaves[:256])
    folder = world.folder / "foreign"
    for name, content in written.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


@when("somebody verifies that log")
def verifies_foreign(world: World) -> None:
    run_by(world, "verify", "foreign")


@given(parsers.parse("the operator removed the first {count:d} records from what is published"))
def pruned(world: World, count: int) -> None:
    for number in range(count // 256):
        (world.folder / "public" / Bundle(number).path).unlink()


@when("somebody verifies what is published")
def verifies_published(world: World) -> None:
    run_by(world, "verify", "public")


@given("somebody added a signature in another spelling to the published checkpoint")
def adds_a_line(world: World) -> None:
    with (world.folder / "public" / "checkpoint").open("ab") as file:
        file.write("— stranger.example AAAAAAB=\n".encode())
