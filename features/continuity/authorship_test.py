"""The sentences about signed records, through the command line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from commands.keys import VARIABLE
from domain.streams.event import Draft, content
from features.continuity.conftest import kept, key_of
from features.world import SOURCE, World, founding
from ledger.recording.validation import draft as validated
from ledger.signing import key_file
from ledger.signing.authorship import label, signed_text
from ledger.transparency.encoding import to_base64
from ledger.transparency.keys import SigningKey, Type

scenarios("authorship.feature")


def promise(name: str, text: str = "The ministry will publish a plan.") -> dict[str, Any]:
    """A promise of the ministry to the village."""
    who = {"by": "ministry", "to": "residents", "place": {"area": "village"}}
    what = {"kind": "promise.made", "promise": name, "text": text, "id": name}
    return what | who | {"on": "2019-01-01", "source": SOURCE}


def signed(record: dict[str, Any], party: str, at: str) -> dict[str, Any]:
    """The record with the signature of a party, made without this program's commands."""
    draft = validated(record, lambda _: "", lambda _: None)
    assert isinstance(draft, Draft), draft
    key = key_of(party)
    value = to_base64(key.sign(signed_text(content(draft), party, at)))
    signature = {"by": party, "at": at, "key": label(key.verifier), "value": value}
    return record | {"signature": signature}


def register(world: World, party: str, day: str) -> None:
    """Register the key of a party."""
    key = str(key_of(party).verifier)
    fields = ["--party", party, "--key", key, "--on", day, "--source", "The website of the party"]
    world.gestand("record", "party.key_added", *fields)
    assert world.exit_code == 0, world.message


@given(parsers.parse("a ledger in which the ministry has registered its key since {day}"))
def ledger(world: World, day: str) -> None:
    world.gestand("init")
    world.record(*founding("open"))
    register(world, "ministry", day)


@given(parsers.parse("the auditor has registered its key since {day}"))
def auditor(world: World, day: str) -> None:
    register(world, "auditor", day)


@given(parsers.parse("the residents have registered their key since {day}"))
def residents(world: World, day: str) -> None:
    register(world, "residents", day)


@given("the residents signed a finding that was changed before it came here")
def changed_finding(world: World) -> None:
    said = {"kind": "promise.assessed", "promise": "old", "outcome": "broken", "by": "residents"}
    finding = said | {"basis": "beneficiary", "on": "2021-05-01", "id": "f", "source": SOURCE}
    good = signed(finding, "residents", "2021-06-01T10:00:00Z")
    _imports(world, good | {"outcome": "kept"})
    assert world.exit_code == 0, world.message


@given("a ledger in which nobody has a key")
def keyless(world: World) -> None:
    for old in world.folder.glob("ledger.db*"):
        old.unlink()
    world.gestand("init")
    world.record(*founding("open"))


@when("somebody verifies the ledger")
def verifies(world: World) -> None:
    world.gestand("verify", "--format", "json")
    world.remembered["authorship"] = json.loads(world.output)["authorship"]
    world.gestand("verify")


@then(
    parsers.re(
        r"the (?P<party>\w+) ha(s|ve) (?P<right>\d+) signed and (?P<wrong>\d+) wrongly "
        r"signed record"
    )
)
def share(world: World, party: str, right: str, wrong: str) -> None:
    (found,) = (one for one in world.remembered["authorship"] if one["party"] == party)
    assert (found["signed"], found["wrong"]) == (int(right), int(wrong))


@given(parsers.parse('an unsigned promise "{name}" to the village'))
def unsigned(world: World, name: str) -> None:
    world.record(promise(name))
    assert world.exit_code == 0, world.message
    world.gestand("log", "--format", "json")
    world.remembered["size"] = json.loads(world.output)["checkpoint"]["size"]


def _records(world: World, name: str, *options: str) -> None:
    fields = ["--by", "ministry", "--to", "residents", "--area", "village", "--on", "2019-01-01"]
    fields += ["--promise", name, "--text", "The ministry will publish a plan."]
    fields += ["--source", "A letter to the village"]
    world.gestand("record", "promise.made", *fields, *options)


@when(parsers.parse('the {party} signs the promise "{name}" to the village'))
def signs(world: World, party: str, name: str) -> None:
    _records(world, name, "--sign-with", kept(world, key_of(party)), "--as", party)


@when(parsers.parse('the promise "{name}" is recorded with the options "{options}"'))
def records_with(world: World, name: str, options: str) -> None:
    kept(world, key_of("ministry"))
    kept(world, key_of("witness", Type.COSIGNATURE))
    words = [str(world.folder / one) if one.endswith(".key") else one for one in options.split(" ")]
    _records(world, name, *words)


@given(parsers.parse('the key of the ministry is locked with the passphrase "{passphrase}"'))
def locked(world: World, passphrase: str) -> None:
    key_file.create(world.folder / "ministry.key", key_of("ministry"), passphrase)


@when(parsers.parse('the passphrase is given as "{passphrase}"'))
def unlocks(monkeypatch: pytest.MonkeyPatch, passphrase: str) -> None:
    monkeypatch.setenv(VARIABLE, passphrase)


@when("the key of the ministry is readable by others")
def readable(world: World) -> None:
    (world.folder / kept(world, key_of("ministry"))).chmod(0o644)


def _asks(world: World, *options: str) -> None:
    world.gestand("promises", "--format", "json", *options)
    assert world.exit_code == 0, world.message
    world.remembered["answer"] = json.loads(world.output)


@when("somebody asks for the promises")
def asks(world: World) -> None:
    _asks(world)


@when("somebody asks for the promises that are signed")
def asks_signed(world: World) -> None:
    _asks(world, "--signed", "--explain")


@when("somebody asks for the signed promises as the ledger stood before")
def asks_before(world: World) -> None:
    _asks(world, "--signed", "--known-at", str(world.remembered["size"]))


@when("somebody asks for the signed promises as the ledger stood before the revocation")
def asks_before_revocation(world: World) -> None:
    _asks(world, "--signed", "--known-at", str(world.remembered["size"] + 1))


@when("somebody asks for the signed promises as was public in 2018")
def asks_public(world: World) -> None:
    _asks(world, "--signed", "--public-at", "2018-12-31", "--as-of", "2026-01-01")


@then(parsers.parse('the promises are "{names}"'))
def are(world: World, names: str) -> None:
    found = [row["promise"] for row in world.remembered["answer"]["rows"]]
    assert sorted(found) == names.split(", ")


@then('the promises are ""')
def are_none(world: World) -> None:
    assert world.remembered["answer"]["rows"] == []


@then(parsers.parse('that promise says "{text}"'))
def says(world: World, text: str) -> None:
    (row,) = world.remembered["answer"]["rows"]
    assert row["text"] == text


@then("the answer says that only signed records count")
def told(world: World) -> None:
    assert world.remembered["answer"]["parameters"]["signed"] is True


@when("somebody reads the signed promises that were postponed")
def reads_postponed(world: World) -> None:
    world.gestand("promises", "--signed", "--postponed")


@when("somebody reads the screen of signed promises")
def reads(world: World) -> None:
    world.gestand("promises", "--signed", "--explain")


@when(parsers.parse('somebody shows "{stream}"'))
def shows(world: World, stream: str) -> None:
    world.gestand("show", stream)


@when(parsers.parse('somebody shows "{stream}" as the ledger stood before any key'))
def shows_before(world: World, stream: str) -> None:
    world.gestand("show", stream, "--known-at", str(len(founding("open"))))


@when("somebody reads the log")
def reads_all(world: World) -> None:
    world.gestand("log", "--format", "json")
    world.remembered["rows"] = json.loads(world.output)["rows"]
    world.gestand("log")


@then(parsers.parse('the log has the signatures "{signatures}"'))
def has_signatures(world: World, signatures: str) -> None:
    found = [row["signature"] for row in world.remembered["rows"] if row["signature"]]
    assert ", ".join("{by}: {status}".format(**one) for one in found) == signatures


@when("somebody reads the log of signed records")
def reads_log(world: World) -> None:
    world.gestand("log", "--signed")


@then(parsers.parse('the screen does not say "{text}"'))
def silent(world: World, text: str) -> None:
    assert text not in world.output
    assert world.output


@when(parsers.parse("the ledger is exported as {form} and imported into a new one"))
def exported(world: World, form: str) -> None:
    world.gestand("export", "--format", form)
    path = world.file(f"exported.{form}", world.output)
    for old in world.folder.glob("ledger.db*"):
        old.unlink()
    world.gestand("init")
    world.gestand("import", str(path))
    assert world.exit_code == 0, world.message


@when(parsers.parse('the same promise "{name}" is imported without a signature'))
def same_unsigned(world: World, name: str) -> None:
    world.gestand("log", "--kind", "promise.made", "--format", "json")
    found = next(r for r in json.loads(world.output)["rows"] if r["stream"] == f"promise/{name}")
    source = [{"title": "A letter to the village"}]
    world.record(promise(name) | {"id": found["id"], "source": source})


@when("a journal with a promise and a finding that the auditor signed is signed by the ministry")
def signed_as_a_whole(world: World) -> None:
    finding: dict[str, Any] = {"kind": "promise.assessed", "promise": "plan", "outcome": "kept"}
    finding |= {"by": "auditor", "basis": "independent", "on": "2020-05-01", "id": "finding"}
    finding |= {"source": SOURCE}
    lines = [promise("plan"), signed(finding, "auditor", "2020-06-01T10:00:00Z")]
    path = world.file("journal.jsonl", "\n".join(json.dumps(one) for one in lines))
    key = kept(world, key_of("ministry"))
    world.gestand("import", str(path), "--sign-with", key, "--as", "ministry")


@then(parsers.parse("the finding is signed by {first} and the promise by {second}"))
def by_whom(world: World, first: str, second: str) -> None:
    world.gestand("export", "--format", "jsonl")
    records = {one["id"]: one for one in map(json.loads, world.output.splitlines())}
    assert [records[name]["signature"]["by"] for name in ("finding", "plan")] == [first, second]
    _asks(world, "--signed")
    assert [row["status"] for row in world.remembered["answer"]["rows"]] == ["kept"]


def _imports(world: World, record: dict[str, Any]) -> None:
    world.gestand("import", str(world.file("journal.jsonl", json.dumps(record))))


@when("a journal is imported in which a signed promise was changed")
def changed(world: World) -> None:
    good = signed(promise("plan"), "ministry", "2020-06-01T10:00:00Z")
    _imports(world, good | {"due": "2030-12-31"})


@when("a journal is imported that a stranger signed")
def stranger(world: World) -> None:
    _imports(world, signed(promise("plan"), "stranger", "2020-06-01T10:00:00Z"))


@then(parsers.parse("the message points to line {line:d} of the journal"))
def points(world: World, line: int) -> None:
    assert f"journal.jsonl:{line}:" in world.message


@when(parsers.parse('somebody corrects the promise "{name}" without signing'))
def corrects(world: World, name: str) -> None:
    _correct(world, name)


@when(parsers.parse('the ministry corrects the promise "{name}" and signs'))
def corrects_signed(world: World, name: str) -> None:
    _correct(world, name, "--sign-with", kept(world, key_of("ministry")), "--as", "ministry")


def _correct(world: World, name: str, *options: str) -> None:
    world.gestand("log", "--kind", "promise.made", "--format", "json")
    rows = [r for r in json.loads(world.output)["rows"] if r["stream"] == f"promise/{name}"]
    record = next(row["id"] for row in rows if not row["status"])
    text = "text=The ministry will publish the plan."
    world.gestand("correct", record, text, "--reason", "a typing error", *options)
    assert world.exit_code == 0, world.message


@when(parsers.parse("the ministry revokes its key from {day}"))
def revokes(world: World, day: str) -> None:
    when_ = "2999-01-01" if day == "tomorrow" else day
    fields = ["--key", str(key_of("ministry").verifier), "--party", "ministry", "--on", when_]
    world.gestand("record", "party.key_revoked", *fields, "--source", "A letter of the ministry")
    assert world.exit_code == 0, world.message


@when(parsers.parse('the thief signs the promise "{name}", dated back to {day}'))
def steals(world: World, name: str, day: str) -> None:
    _imports(world, signed(promise(name), "ministry", f"{day}T10:00:00Z"))
    assert world.exit_code == 0, world.message


KEYS = {
    "nonsense": "nonsense",
    "of another id": str(key_of("ministry").verifier).replace("ministry", "minister"),
    "of a witness": str(key_of("witness", Type.COSIGNATURE).verifier),
    "its own": str(key_of("ministry").verifier),
    "a new one": str(SigningKey("ministry", Type.SIGNATURE, bytes(32)).verifier),
}


@when(parsers.parse('somebody records "{kind}" of the ministry with the key "{key}" on {day}'))
def records_key(world: World, kind: str, key: str, day: str) -> None:
    fields = ["--party", "ministry", "--key", KEYS[key], "--on", day, "--source", "A letter"]
    world.gestand("record", kind, *fields)
