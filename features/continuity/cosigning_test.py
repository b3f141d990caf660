"""The sentences about a checkpoint that witnesses cosign: an operator and a small network."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from features.continuity.conftest import kept, key_of, restore
from features.continuity.neighbours import ANSWERS, Neighbour, witness_key
from features.continuity.tampering import recompute, unguarded
from features.world import PLAN, World, founding
from ledger.store import log_tables
from ledger.transparency import checkpoint, witness_protocol
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.keys import VerifierKey
from ledger.witnessing.state import Outcome

scenarios("cosigning.feature")

NAME = "example.org/village"
POLICY = "gestand.policy"
OUTPUT = "checkpoint.txt"
MAIL = "mail"

Network = dict[str, Neighbour]


@pytest.fixture
def network() -> Iterator[Network]:
    """The witnesses by their organisations, stopped at the end."""
    found: Network = {}
    yield found
    for one in found.values():
        one.goes()


def done(world: World) -> None:
    assert world.exit_code == 0, world.message


def listed(text: str) -> list[str]:
    """The names in "a, b and c"."""
    return [] if text == "nobody" else re.split(", | and ", text)


def key_named(name: str) -> VerifierKey:
    """The key of a witness: of bond, or of bond's second."""
    return witness_key(name.replace("'s second", "2")).verifier


@given("an operator whose ledger holds 6 records, with a key")
def operator(world: World) -> None:
    world.gestand("init")
    world.record(*founding("open"), PLAN)
    done(world)
    world.gestand("key", "new", "--name", NAME)
    done(world)
    world.gestand("key", "show")
    world.remembered["key"] = world.output.strip()


def _runs(world: World, network: Network, name: str) -> None:
    network[name] = Neighbour(name, world.folder / "witnesses" / name)
    network[name].state.add(VerifierKey.parse(world.remembered["key"]))


@given(parsers.parse("the organisations {names} each run a witness"))
def run(world: World, network: Network, names: str) -> None:
    for name in listed(names):
        _runs(world, network, name)


@given(parsers.parse("the organisation {name} runs a second witness"))
def runs_second(world: World, network: Network, name: str) -> None:
    _runs(world, network, f"{name}2")


@given("a policy by which two of these three must have seen a checkpoint")
def trusts(world: World, network: Network) -> None:
    _policy(world, network, world.remembered["key"])


def _policy(world: World, network: Network, key: str) -> None:
    named = ["--log", key, "--needed", "2"]
    for name, one in network.items():
        named += ["--witness", name.rstrip("2"), str(one.key.verifier)]
        named += ["--at", one.key.name, one.url]
    world.gestand("policy", "new", *named, "-o", POLICY)
    done(world)


@given(parsers.re("the witness of (?P<name>[a-z]+) (?P<what>.*)"))
def behaves(network: Network, name: str, what: str) -> None:
    match what:
        case "is down":
            network[name].goes()
        case "is back":
            network[name].comes()
        case _:
            network[name].is_replaced(ANSWERS[what])


@when("the operator has a checkpoint cosigned")
def cosigned(world: World) -> None:
    world.gestand("checkpoint", "--policy", POLICY, "-o", OUTPUT)


@when("the operator has a checkpoint cosigned and names no file for it")
def cosigned_printed(world: World) -> None:
    world.gestand("checkpoint", "--policy", POLICY)


@given("the operator had a checkpoint cosigned")
def had_cosigned(world: World) -> None:
    cosigned(world)
    done(world)


def _record(world: World, *names: str) -> None:
    party = {"kind": "party.registered", "name": "A party", "type": "other"}
    world.record(*(party | {"party": name} for name in names))
    done(world)


@given("the operator recorded one more")
def recorded(world: World) -> None:
    count = world.remembered["recorded"] = world.remembered.get("recorded", 0) + 1
    _record(world, f"party-{count}")


@when("the operator records two others")
def records_others(world: World) -> None:
    _record(world, "other", "another")


@given("the operator recorded one more and had a checkpoint cosigned")
def recorded_cosigned(world: World) -> None:
    recorded(world)
    had_cosigned(world)


@when("the operator restores the backup, and has lost what the key signed last")
def restores(world: World) -> None:
    restore(world)
    (world.folder / "gestand.key.last").unlink()
    (world.folder / OUTPUT).unlink()


@when("the operator restores the backup, and has lost what was signed")
def restores_bare(world: World) -> None:
    restores(world)
    for connection in unguarded(world.ledger):
        connection.execute("DELETE FROM checkpoints")


@when(
    "somebody changes the due date in the database, recomputes all hashes and forgets what was "
    "signed"
)
def edits(world: World) -> None:
    for connection in unguarded(world.ledger):
        changed = connection.execute(
            "UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT), '2020-06-30', "
            "'2030-06-30') AS BLOB) WHERE position = 5"
        )
        assert changed.rowcount == 1
        recompute(connection)
        connection.execute("DELETE FROM checkpoints")
    (world.folder / "gestand.key.last").unlink()


@when("the operator signs it all the same")
def signs(world: World) -> None:
    world.gestand("checkpoint")
    done(world)


@then(parsers.parse("the checkpoint of {size:d} records is cosigned by {names}"))
def cosigned_by(world: World, size: int, names: str) -> None:
    opened = checkpoint.parse_note((world.folder / OUTPUT).read_bytes())
    log = VerifierKey.parse(world.remembered["key"])
    expected = {log, *(key_named(name) for name in listed(names))}
    assert checkpoint.parse_checkpoint(opened.text).size == size
    every = [log, *map(key_named, ("bond", "bond2", "union", "press"))]
    assert checkpoint.verified(opened, every).keys() == expected
    assert len(opened.signatures) == len(expected)


@then("the ledger keeps it so")
def keeps(world: World) -> None:
    assert log_tables.kept(world.location)[-1][1] == (world.folder / OUTPUT).read_bytes()


@then("the checkpoint stands on the screen as the ledger keeps it")
def printed(world: World) -> None:
    newest = log_tables.kept(world.location)[-1][1].decode()
    assert world.output.endswith(f"\n\n{newest}")
    assert not (world.folder / OUTPUT).exists()


@then(parsers.parse("the witness of {name} was asked what it has seen, and once to cosign"))
def asked(network: Network, name: str) -> None:
    outcomes = [one for one in network[name].told if isinstance(one, Outcome)]
    assert [int(one.answer.status) for one in outcomes] == [409, 200]
    assert [one.shown.size for one in outcomes if one.shown] == [0, 8]


@given("the operator has a new key, which the witnesses know")
def new_key(world: World, network: Network) -> None:
    world.gestand("key", "new", "--name", NAME, "--key", "new.key")
    done(world)
    world.gestand("key", "show", "--key", "new.key")
    world.remembered["key"] = world.output.strip()
    for one in network.values():
        one.state.add(VerifierKey.parse(world.remembered["key"]))
    _policy(world, network, world.remembered["key"])


@when("the operator has a checkpoint cosigned with the new key")
def cosigned_anew(world: World) -> None:
    world.gestand("checkpoint", "--policy", POLICY, "-o", OUTPUT, "--key", "new.key")


@given(
    parsers.parse(
        "a stranger put a checkpoint of {size:d} records in the name of the log into the ledger"
    )
)
def stranger(world: World, size: int) -> None:
    other = checkpoint.signed(Checkpoint(NAME, size, bytes(32)), [key_of(NAME)])
    log_tables.keep(world.location, size, other)


@then("only one checkpoint was signed")
def one_signed(world: World) -> None:
    texts = {checkpoint.split(message)[0] for _, message in log_tables.kept(world.location)}
    assert len(texts) == 1


@then("nothing was signed")
def none_signed(world: World) -> None:
    assert not (world.folder / "gestand.key.last").exists()
    assert not (world.folder / OUTPUT).exists()
    assert log_tables.kept(world.location) == []


@then("everybody can verify the ledger by the policy")
def verifies(world: World) -> None:
    world.gestand("verify", "--policy", POLICY)
    done(world)
    assert world.output.startswith("intact:")


@when("the operator writes the requests")
@given("the operator wrote the requests")
def writes(world: World) -> None:
    world.gestand("checkpoint", "--policy", POLICY, "--requests", MAIL)


@given("the operator wrote other requests")
def wrote_others(world: World) -> None:
    world.gestand("checkpoint", "--policy", POLICY, "--requests", "other")
    done(world)


@when(parsers.re("the operator writes the requests, with (?P<options>.*)"))
def writes_with(world: World, options: str) -> None:
    world.gestand("checkpoint", "--policy", POLICY, "--requests", MAIL, *options.split())


@then(parsers.parse("the request to {name} starts from {size:d} records"))
def starts(world: World, name: str, size: int) -> None:
    assert witness_protocol.parse(_request(world, name).read_bytes()).old_size == size


def _request(world: World, name: str, mail: str = MAIL) -> Path:
    return world.folder / mail / f"{witness_key(name).name}.request"


@when(parsers.parse("the witness of {name} is given its request"))
def given_request(world: World, name: str) -> None:
    _give(world, name, MAIL)


def _give(world: World, name: str, mail: str) -> None:
    answer, state = world.folder / f"{name}.answer", world.folder / "witnesses" / name
    options = ["--key", kept(world, witness_key(name)), "--state", str(state), "-o", str(answer)]
    world.gestand("witness", "cosign", str(_request(world, name, mail)), *options)


def _answers(world: World, names: str) -> list[str]:
    answers = []
    for name in listed(names):
        given_request(world, name)
        done(world)
        answers += ["--answer", f"{name}.answer"]
    return answers


def _take(world: World, answers: Sequence[str]) -> None:
    world.gestand("checkpoint", "--policy", POLICY, *answers, "-o", OUTPUT)


@when(parsers.re("the operator takes in what (?P<names>.*) sends? back"))
def takes(world: World, names: str) -> None:
    _take(world, _answers(world, names))


@when(parsers.parse("the operator takes in the refusal of {name}"))
def takes_refusal(world: World, name: str) -> None:
    _take(world, ["--answer", f"{name}.answer"])


@when(
    parsers.parse(
        "the operator takes in what {name} sends back to the first and {other} to the other"
    )
)
def takes_both(world: World, name: str, other: str) -> None:
    for one, mail in ((name, MAIL), (other, "other")):
        _give(world, one, mail)
        done(world)
    _take(world, ["--answer", f"{name}.answer", "--answer", f"{other}.answer"])


@when(parsers.parse("the operator takes in a letter and what {names} send back"))
def takes_letter(world: World, names: str) -> None:
    world.file("letter", "Dear operator,\nwe have seen another history.\n")
    _take(world, ["--answer", "letter", *_answers(world, names)])


@when("the operator takes in a cosignature under something else")
def takes_other(world: World) -> None:
    other = checkpoint.cosign("something else\n", witness_key("bond"), 1)
    world.file("other", other.line)
    _take(world, ["--answer", "other"])


@when("the operator has a checkpoint cosigned by the policy of another log")
def cosigned_elsewhere(world: World, network: Network) -> None:
    _policy(world, network, str(key_of("another.example/ledger").verifier))
    cosigned(world)


@when("the operator has a checkpoint cosigned by a policy that names no log")
def cosigned_without_log(world: World) -> None:
    path = world.folder / POLICY
    _, _, witnesses = path.read_text().partition("\n")
    path.write_text(witnesses)
    cosigned(world)


@when(parsers.parse('the operator runs "{command}"'))
def runs_command(world: World, command: str) -> None:
    world.gestand(*command.split())
