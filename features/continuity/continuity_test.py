"""The steps of tamper evidence: an operator, an organisation, and somebody with SQLite."""

from __future__ import annotations

import base64
import json
import os
import sqlite3
from contextlib import closing
from datetime import datetime

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from features.continuity.conftest import restore
from features.continuity.tampering import recompute, unguarded
from features.world import SOURCE, World, founding
from ledger.store import log_tables
from ledger.transparency import checkpoint
from ledger.transparency.keys import SigningKey, Type

scenarios("continuity.feature")

NAME = "example.org/village"
WITNESS = SigningKey("witness.example", Type.COSIGNATURE, bytes(range(32)))


def done(world: World) -> None:
    assert world.exit_code == 0, world.message


@given(parsers.parse("an operator whose ledger holds 6 records and a promise due on {due}"))
def operator(world: World, due: str) -> None:
    world.gestand("init")
    who = {"by": "ministry", "to": "residents", "place": {"area": "village"}}
    what = {"promise": "plan", "text": "The ministry will publish a plan.", "due": due}
    council = {"kind": "party.registered", "party": "council", "name": "Council", "type": "other"}
    world.record(*founding("open"), council)
    done(world)
    world.record({"kind": "promise.made", "id": "the-plan"} | who | what)
    done(world)


@given("the operator made a key and signed a checkpoint")
def made_key(world: World) -> None:
    world.gestand("key", "new", "--name", NAME)
    done(world)
    world.gestand("checkpoint", "-o", "signed")
    done(world)


@given("the operator signed a checkpoint")
def signed(world: World) -> None:
    world.gestand("checkpoint")
    done(world)


@given("the organisation keeps that checkpoint and the verifier key")
def keeps(world: World) -> None:
    world.gestand("key", "show")
    folder = world.folder / "organisation"
    folder.mkdir()
    (folder / "key").write_text(world.output)
    (folder / "checkpoint").write_bytes((world.folder / "signed").read_bytes())


@given(parsers.parse("the operator recorded that the plan was postponed to {due}"))
def postponed(world: World, due: str) -> None:
    moved = {"kind": "promise.postponed", "promise": "plan", "by": "ministry", "due": due}
    world.record(moved | {"on": "2020-06-01", "id": "postponed"})
    done(world)


@given(parsers.parse("the operator recorded that the plan had been kept on {day}"))
@when(parsers.parse("the operator recorded that the plan had been kept on {day}"))
def kept(world: World, day: str) -> None:
    found = {"kind": "promise.assessed", "promise": "plan", "outcome": "kept", "on": day}
    world.record(found | {"by": "auditor", "basis": "independent"})
    done(world)


@given(parsers.parse('the operator recorded that of the plan "{text}" some time in {year}'))
def progressed(world: World, text: str, year: str) -> None:
    told = {"kind": "promise.progressed", "promise": "plan", "by": "ministry", "text": text}
    world.record(told | {"on": year})
    done(world)


@when("the operator restores the backup")
def restores(world: World) -> None:
    restore(world)


def _verify(world: World, *options: str) -> None:
    """The verdict as data, and then the screen."""
    key = str(world.folder / "organisation" / "key")
    world.gestand("verify", "--key", key, *options, "--format", "json")
    world.remembered["verdict"] = json.loads(world.output)["verdict"]
    code = world.exit_code
    world.gestand("verify", "--key", key, *options)
    assert world.exit_code == code


@when("the organisation verifies the ledger with its checkpoint")
def organisation_verifies(world: World) -> None:
    _verify(world, "--checkpoint", str(world.folder / "organisation" / "checkpoint"))


@when("somebody verifies the ledger with the key alone")
def verifies(world: World) -> None:
    _verify(world)


@when("somebody verifies the ledger with the key alone and strictly")
def verifies_strictly(world: World) -> None:
    _verify(world, "--strict")


@given("a second ledger in the same folder that nobody signed")
def second(world: World) -> None:
    other = str(world.folder / "second.db")
    world.gestand("--ledger", other, "init")
    records = [{"on": "2015-01-01", "source": SOURCE} | one for one in founding("open")]
    journal = world.file("second.jsonl", "\n".join(map(json.dumps, records)))
    world.gestand("--ledger", other, "import", str(journal))
    done(world)


@when("somebody verifies the second ledger")
def verifies_second(world: World) -> None:
    other = str(world.folder / "second.db")
    world.gestand("verify", other, "--format", "json")
    world.remembered["verdict"] = json.loads(world.output)["verdict"]
    world.gestand("verify", other)


@given(parsers.parse("a witness cosigned the checkpoint on {day}"))
def cosigned(world: World, day: str) -> None:
    opened = checkpoint.parse_note((world.folder / "signed").read_bytes())
    time = int(datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp())
    lines = [*opened.signatures, checkpoint.cosign(opened.text, WITNESS, time)]
    log_tables.keep(world.ledger, 7, checkpoint.write(opened.text, lines))


@when("the organisation verifies the ledger by a policy with that witness")
def by_policy(world: World) -> None:
    key = (world.folder / "organisation" / "key").read_text().strip()
    lines = [f"log {key}", f"witness w {WITNESS.verifier}", "quorum w"]
    policy = str(world.file("policy", "\n".join(lines) + "\n"))
    world.gestand("verify", "--policy", policy, "--format", "json")
    world.remembered["verdict"] = json.loads(world.output)["verdict"]
    world.gestand("verify", "--policy", policy)


@when(parsers.parse('somebody removes the guard "{name}" from the database'))
def removes_guard(world: World, name: str) -> None:
    with closing(sqlite3.connect(world.ledger)) as connection:
        connection.execute(f"DROP TRIGGER {name}")


@then(parsers.parse('the verdict is "{word}" with exit code {code:d}'))
def verdict(world: World, word: str, code: int) -> None:
    assert (world.remembered["verdict"], world.exit_code) == (word, code)
    assert world.output.startswith(f"{word}:")


@then(parsers.parse('the operator\'s own verdict is "{word}"'))
def own_verdict(world: World, word: str) -> None:
    world.gestand("verify", "--format", "json")
    assert json.loads(world.output)["verdict"] == word
    assert world.exit_code == 8


@then(parsers.parse('the screen says "{text}"'))
def screen_says(world: World, text: str) -> None:
    assert text in " ".join(world.output.split())


@then(parsers.parse('the message says "{text}"'))
def message_says(world: World, text: str) -> None:
    assert text in world.message


@then(parsers.parse("the exit code is {code:d}"))
def exits(world: World, code: int) -> None:
    assert world.exit_code == code


EDIT = (
    "UPDATE stored_events SET state = "
    "CAST(replace(CAST(state AS TEXT), '2020-06-30', '2030-06-30') AS BLOB) WHERE position = 6"
)


@when("somebody changes the due date in the database")
def edits(world: World) -> None:
    for connection in unguarded(world.ledger):
        assert connection.execute(EDIT).rowcount == 1


@when("somebody changes the due date in the database and recomputes all hashes")
def edits_all(world: World) -> None:
    for connection in unguarded(world.ledger):
        assert connection.execute(EDIT).rowcount == 1
        recompute(connection)


@when("somebody removes the checkpoints from the database")
def removes_checkpoints(world: World) -> None:
    for connection in unguarded(world.ledger):
        connection.execute("DELETE FROM checkpoints")


@when("somebody removes the promise from the database and recomputes all hashes")
def removes(world: World) -> None:
    for connection in unguarded(world.ledger):
        connection.execute("DELETE FROM stored_events WHERE position = 6")
        recompute(connection)


@then(parsers.parse("signing is refused with exit code {code:d}"))
def not_signed(world: World, code: int) -> None:
    world.gestand("checkpoint")
    assert (world.exit_code, world.output) == (code, "")


@then("the operator can sign it")
def can_sign(world: World) -> None:
    world.gestand("checkpoint")
    assert world.exit_code == 0, world.message


@when("the operator removes the memory of the key and the old checkpoints, and signs again")
def signs_again(world: World) -> None:
    (world.folder / "gestand.key.last").unlink()
    for connection in unguarded(world.ledger):
        connection.execute("DELETE FROM checkpoints")
    world.gestand("checkpoint")
    done(world)


@when("a stranger signs the ledger under the name of the log")
def stranger(world: World) -> None:
    world.gestand("key", "new", "--name", NAME, "--key", "stranger.key")
    done(world)
    world.gestand("checkpoint", "--key", "stranger.key")
    done(world)


@when("the resident asks for a proof of the promise")
def asks_proof(world: World) -> None:
    world.gestand("prove", "the-plan", "-o", "proof")
    done(world)


@when("the resident asks for a proof of the newest record")
def asks_newest(world: World) -> None:
    world.gestand("prove", "postponed")


@when("somebody changes the due date in the proof")
def edits_proof(world: World) -> None:
    head, extra, rest = (world.folder / "proof").read_text().split("\n", 2)
    record = base64.b64decode(extra.removeprefix("extra ")).replace(b"2020-06-30", b"2030-06-30")
    extra = f"extra {base64.b64encode(record).decode()}"
    (world.folder / "proof").write_text(f"{head}\n{extra}\n{rest}")


def _verify_proof(world: World) -> None:
    world.ledger.rename(world.folder / "elsewhere")
    world.gestand("verify", "proof", "--key", str(world.folder / "organisation" / "key"))


@then("the proof holds with the verifier key alone")
def proof_holds(world: World) -> None:
    _verify_proof(world)
    done(world)


@then(parsers.parse("the proof does not hold, with exit code {code:d}"))
def proof_fails(world: World, code: int) -> None:
    _verify_proof(world)
    assert (world.exit_code, world.output) == (code, "")


@when("others can read the key")
def readable(world: World) -> None:
    (world.folder / "gestand.key").chmod(0o644)


@given(parsers.parse('the operator made another key under the passphrase "{passphrase}"'))
def under_passphrase(world: World, passphrase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GESTAND_PASSPHRASE", passphrase)
    made = ("--name", "example.org/second", "--passphrase", "--key", "second.key")
    world.gestand("key", "new", *made)
    done(world)
    assert (world.folder / "second.key").stat().st_mode & 0o777 == 0o600
    assert "PRIVATE" not in (world.folder / "second.key").read_text()
    monkeypatch.delenv("GESTAND_PASSPHRASE")


@then("the verifier key can be shown without it")
def shown(world: World) -> None:
    assert "GESTAND_PASSPHRASE" not in os.environ
    world.gestand("key", "show", "--key", "second.key")
    done(world)
    assert world.output.startswith("example.org/second+")


@then(parsers.parse('signing with the passphrase "{passphrase}" succeeds'))
def signs_with(world: World, passphrase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GESTAND_PASSPHRASE", passphrase)
    world.gestand("checkpoint", "--key", "second.key")
    done(world)


@then(parsers.parse('signing with the passphrase "{passphrase}" is refused'))
def refused_with(world: World, passphrase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GESTAND_PASSPHRASE", passphrase)
    world.gestand("checkpoint", "--key", "second.key")
    assert world.exit_code == 3
    assert "the passphrase does not open it" in world.message


@given("there is no key in the folder")
def no_key(world: World) -> None:
    (world.folder / "gestand.key").unlink()


@given("somebody changed the signature of the checkpoint that was kept")
def forged(world: World) -> None:
    path = world.folder / "organisation" / "checkpoint"
    content = path.read_bytes()
    place = content.rindex(b" ") + 20
    other = b"A" if content[place : place + 1] != b"A" else b"B"
    path.write_bytes(content[:place] + other + content[place + 1 :])


@when("the organisation asks by the key of another log what was recorded since")
def asks_diff_by_other(world: World) -> None:
    key = str(SigningKey("example.org/other", Type.SIGNATURE, bytes(32)).verifier)
    world.gestand("diff", str(world.folder / "organisation" / "checkpoint"), "--key", key)


@when("the organisation asks what was recorded since its checkpoint")
def asks_diff(world: World) -> None:
    world.gestand("diff", str(world.folder / "organisation" / "checkpoint"))


@then(parsers.parse('the screen tells "{text}"'))
def screen_tells(world: World, text: str) -> None:
    assert text in " ".join(world.output.split()), world.output
