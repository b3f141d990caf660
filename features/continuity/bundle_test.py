"""The sentences about bundles: every verdict is that of both verifiers."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing

from pytest_bdd import given, parsers, scenarios, then, when

from features.continuity.conftest import key_of
from features.world import PLAN, World, founding
from ledger.exchange import standalone_verifier
from ledger.exchange.bundle_files import CHECKPOINT, KEYS
from ledger.exchange.hands_test import (
    Files,
    edited,
    lines_of,
    of_lines,
    put_together,
    recomputed,
    taken_apart,
)
from ledger.signing import key_file
from ledger.store import log_tables
from ledger.transparency import checkpoint
from ledger.transparency.keys import SigningKey, Type

scenarios("bundle.feature")

LOG, WITNESS = key_of("example.org/village"), key_of("witness.example", Type.COSIGNATURE)
STRANGER = SigningKey(LOG.name, Type.SIGNATURE, bytes(32))
OPENSSL = standalone_verifier.openssl_works()
"""Without it the program in the bundle cannot tell whose a signature is."""


def done(world: World) -> None:
    assert world.exit_code == 0, world.message


@given(
    parsers.parse(
        "an operator with a ledger of 7 records, the last of which is a promise due on {due}"
    )
)
def operator(world: World, due: str) -> None:
    world.gestand("init")
    council = {"kind": "party.registered", "party": "council", "name": "Council", "type": "other"}
    world.record(*founding("open"), council, PLAN | {"due": due})
    done(world)


@given(
    "the operator published the verifier key, and signed a checkpoint that an organisation keeps"
)
def published(world: World) -> None:
    key_file.create(world.folder / "gestand.key", LOG)
    world.file("published", f"{LOG.verifier}\n")
    world.gestand("checkpoint", "-o", "kept")
    done(world)


@given("the operator recorded that the plan was postponed")
def postponed(world: World) -> None:
    moved = {"kind": "promise.postponed", "promise": "plan", "by": "ministry", "due": "2021-06-30"}
    world.record(moved | {"on": "2020-06-01"})
    done(world)


@given("the operator recorded that the plan was postponed, and signed again")
def postponed_and_signed(world: World) -> None:
    postponed(world)
    world.gestand("checkpoint")
    done(world)


@given("the operator has a policy with a witness that saw the checkpoint")
def has_policy(world: World) -> None:
    opened = checkpoint.parse_note((world.folder / "kept").read_bytes())
    seen = checkpoint.cosign(opened.text, WITNESS, 1_700_000_000)
    log_tables.keep(world.ledger, 7, checkpoint.write(opened.text, [*opened.signatures, seen]))
    lines = (f"log {LOG.verifier}", f"witness w {WITNESS.verifier}", "quorum w", "")
    world.file("policy", "\n".join(lines))


@given("another ledger in which nothing is signed")
def unsigned(world: World) -> None:
    world.ledger.unlink()
    operator(world, "2020-06-30")


@when("the operator bundles the ledger")
def bundles(world: World) -> None:
    world.gestand("bundle", "bundle.zip")


@when(parsers.parse('the operator bundles the ledger as "{name}"'))
def bundles_as(world: World, name: str) -> None:
    world.gestand("bundle", name)
    done(world)


@when("the operator bundles the ledger with the policy")
def bundles_with_policy(world: World) -> None:
    world.gestand("bundle", "bundle.zip", "--policy", "policy")
    done(world)


def change(world: World, changed: Callable[[Files], Files]) -> None:
    """Take the bundle apart, change it, and put it together again."""
    path = world.folder / "bundle.zip"
    put_together(path, changed(taken_apart(path)))


def redated(files: Files) -> Files:
    return edited(files, 6, "2020-06-30", "2030-06-30")


def shortened(files: Files) -> Files:
    return of_lines(files, lines_of(files)[:-1])


@when("somebody writes another due date into the bundle")
def edits(world: World) -> None:
    change(world, redated)


@when("somebody writes another due date into the bundle and computes all hashes anew")
def edits_all(world: World) -> None:
    change(world, lambda files: recomputed(redated(files)))


@when("the operator writes another due date into the bundle, computes all hashes anew and signs it")
def edits_and_signs(world: World) -> None:
    change(world, lambda files: recomputed(redated(files), LOG))


@when("a stranger writes another due date into the bundle, computes all hashes anew and signs it")
def stranger_edits(world: World) -> None:
    key = {KEYS: f"{STRANGER.verifier}\n".encode()}
    change(world, lambda files: recomputed(redated(files | key), STRANGER))


@when(parsers.parse("somebody changes the hash of record {number:d} in the bundle"))
def edits_tile(world: World, number: int) -> None:
    def changed(files: Files) -> Files:
        hashes = bytearray(files["tile/0/000.p/7"])
        hashes[number * 32] ^= 1
        return files | {"tile/0/000.p/7": bytes(hashes)}

    change(world, changed)


@when(parsers.parse("somebody writes that {count:d} records were signed"))
def edits_checkpoint(world: World, count: int) -> None:
    def changed(files: Files) -> Files:
        text = files[CHECKPOINT].replace(b"\n7\n", f"\n{count}\n".encode())
        return files | {CHECKPOINT: text}

    change(world, changed)


@when("somebody takes the promise out of the bundle")
def cuts(world: World) -> None:
    change(world, shortened)


@when("the operator takes the promise out of the bundle, computes all hashes anew and signs it")
def cuts_and_signs(world: World) -> None:
    change(world, lambda files: recomputed(shortened(files), LOG))


@when(parsers.parse('somebody puts the file "{name}" into the bundle'))
def slips_in(world: World, name: str) -> None:
    change(world, lambda files: files | {name: b"x"})


@when("the end of the file is missing")
def breaks_off(world: World) -> None:
    path = world.folder / "bundle.zip"
    path.write_bytes(path.read_bytes()[:-100])


@when("somebody changes the due date in the ledger")
def edits_ledger(world: World) -> None:
    with closing(sqlite3.connect(world.ledger)) as connection, connection:
        connection.execute("DROP TRIGGER no_update")
        connection.execute(
            "UPDATE stored_events SET state = CAST(replace(state, '2020', '2030') AS BLOB) "
            "WHERE position = 6"
        )


def verifies(world: World, *options: str) -> None:
    """Ask gestand for data and for the screen, and the program as it is in this repository."""
    where = world.remembered.get("unpacked", "bundle.zip")
    world.gestand("verify", where, *options, "--format", "json")
    world.remembered["answer"] = json.loads(world.output or "{}")
    world.gestand("verify", where, *options)
    call = [sys.executable, "-I", standalone_verifier.__file__, where, *options]
    run = subprocess.run(call, capture_output=True, text=True, check=False, cwd=world.folder)
    assert "Traceback" not in run.stderr
    world.remembered["program"] = run


@when("the organisation verifies the bundle with its key and its checkpoint")
def organisation_verifies(world: World) -> None:
    verifies(world, "--key", "published", "--checkpoint", "kept")


@when("somebody verifies the bundle with the published key")
def verifies_with_key(world: World) -> None:
    verifies(world, "--key", "published")


@when("somebody verifies the bundle without a key")
def verifies_without_key(world: World) -> None:
    verifies(world)


@when("somebody verifies the bundle with that policy")
def verifies_with_policy(world: World) -> None:
    world.gestand("verify", "bundle.zip", "--policy", "policy", "--format", "json")
    world.remembered["answer"] = json.loads(world.output)


@when("somebody unpacks the bundle")
def unpacks(world: World) -> None:
    shutil.unpack_archive(world.folder / "bundle.zip", world.folder / "unpacked")
    world.remembered["unpacked"] = "unpacked"


@when(parsers.parse('a court clones "{source}" with the published key'))
def court_clones(world: World, source: str) -> None:
    world.gestand("clone", source, "court.db", "--key", "published")


@when(parsers.parse('a court clones "{source}" without a key'))
def court_clones_without(world: World, source: str) -> None:
    world.gestand("clone", source, "court.db")


@when(parsers.parse('the court pulls "{source}"'))
def court_pulls(world: World, source: str) -> None:
    world.gestand("--ledger", "court.db", "pull", source)


@when("somebody asks the bundle itself to show the promise")
def asks_bundle(world: World) -> None:
    world.gestand("--ledger", "bundle.zip", "show", "promise/plan")


@then("the court's copy and the original answer alike")
def court_alike(world: World) -> None:
    said = (world.exit_code, world.output)
    for question in (("export",), ("show", "promise/plan"), ("trust", "village", "--as-of=2022")):
        answers = []
        for ledger in ("court.db", str(world.ledger)):
            world.gestand("--ledger", ledger, *question)
            done(world)
            answers.append(world.output)
        assert answers[0] == answers[1] != ""
    world.exit_code, world.output = said


@then("the court has no copy")
def no_copy(world: World) -> None:
    assert not [path for path in world.folder.iterdir() if "court.db" in path.name]


def agree(world: World, word: str, between: Sequence[int | None], code: int) -> None:
    """Both programs say this; without openssl what a signature shows is said by gestand alone."""
    answer, program = world.remembered["answer"], world.remembered["program"]
    assert (answer["verdict"], [answer["first"], answer["last"]]) == (word, list(between))
    assert world.exit_code == code
    assert world.output.startswith(f"{word}:")
    found = {one["code"] for one in answer["findings"]}
    if not OPENSSL and (word == "forked" or "unsigned" in found):
        return
    first, last = between
    place = "" if first is None else f", from record {first} on"
    if first != last:
        place = f", from one of the records {first} to {last} on"
    assert program.stdout.splitlines()[-1] == f"Verdict: {word}{place}"
    assert program.returncode == code


@then(parsers.re(r'both programs say "(?P<word>\w+)" and end with (?P<code>\d)'))
def both_say(world: World, word: str, code: str) -> None:
    agree(world, word, (None, None), int(code))


@then(
    parsers.re(
        r'both programs say "(?P<word>\w+)", from record (?P<first>\d+) on, '
        r"and end with (?P<code>\d)"
    )
)
def both_say_where(world: World, word: str, first: str, code: str) -> None:
    agree(world, word, (int(first), int(first)), int(code))


@then(
    parsers.re(
        r'both programs say "(?P<word>\w+)", from one of the records (?P<first>\d+) '
        r"to (?P<last>\d+) on, and end with (?P<code>\d)"
    )
)
def both_say_between(world: World, word: str, first: str, last: str, code: str) -> None:
    agree(world, word, (int(first), int(last)), int(code))


@then("both programs read nothing and end with 6")
def both_refuse(world: World) -> None:
    program = world.remembered["program"]
    assert (world.exit_code, world.output) == (6, "")
    assert (program.returncode, program.stdout) == (6, "")


@then("both programs say that the keys came along, and show them")
def keys_came_along(world: World) -> None:
    keys = taken_apart(world.folder / "bundle.zip")[KEYS].decode().splitlines()
    assert world.remembered["answer"]["keys_brought"] == keys
    for output in (world.output, world.remembered["program"].stdout):
        assert "keys" in output
        assert "came" in output
        assert set(keys) <= set(output.splitlines())


@then(parsers.parse('gestand says "{word}" and ends with {code:d}'))
def gestand_says(world: World, word: str, code: int) -> None:
    assert (world.remembered["answer"]["verdict"], world.exit_code) == (word, code)


@then("no line of the screen but that of a key or a root is longer than 80 characters")
def narrow_text(world: World) -> None:
    lines = [line for line in world.output.splitlines() if len(line) > 80]
    assert all(line.startswith((LOG.name, "Root of")) for line in lines)
