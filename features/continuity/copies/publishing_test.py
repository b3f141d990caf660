"""The steps of the scenarios on what is published, and on what others make of it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

from pytest_bdd import given, parsers, scenarios, then, when

from docs.rewrite_history import main as rewritten
from features.continuity.conftest import kept, key_of
from features.continuity.copies.conftest import NAME, done, run_by
from features.world import World
from ledger.transparency.checkpoint import Checkpoint, signed
from ledger.transparency.merkle_tree import extend, leaf_hash, perfect_root, root
from ledger.transparency.tiles import Bundle, Tile, pack_entries, unpack_entries

scenarios("copies_publishing.feature")


@when("the operator secretly moves the deadline, and publishes in the same folder")
def moves_and_publishes(world: World) -> None:
    rewritten(str(world.ledger), "2020-06-30", "2030-06-30")
    world.capture.readouterr()
    (world.folder / "gestand.key.last").unlink()
    world.gestand("checkpoint")
    done(world)
    world.gestand("publish-log", "public")


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


@then(parsers.parse('the published folder verifies as "{one}" or "{other}"'))
def folder_verifies(world: World, one: str, other: str) -> None:
    run_by(world, "verify", "public", "--key", "operator.pub", "--format", "json")
    assert world.exit_code == 8
    assert json.loads(world.output)["verdict"] in {one, other}


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
