"""The sentences about witnesses and policies, through the command line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

import cli
from features.continuity.conftest import kept, key_of
from features.continuity.neighbours import witness_key
from features.world import World
from ledger.transparency import checkpoint
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.keys import SigningKey, Type
from ledger.transparency.oracle_test import Oracle
from ledger.transparency.policy import Policy
from ledger.transparency.witness_protocol import Request, cosigned
from ledger.witnessing.client import submit, witnessed

scenarios("witness.feature")

LOG = key_of("example.org/ledger")
TRUE = Oracle([b"record %d" % number for number in range(9)])
FORGED = Oracle([b"record %d" % number for number in range(3)] + [b"changed"] * 6)


def signed(size: int, oracle: Oracle = TRUE, key: SigningKey = LOG) -> bytes:
    """The checkpoint of a size."""
    return checkpoint.signed(Checkpoint(key.name, size, oracle.mth(0, size)), [key])


def request(old: int, size: int, oracle: Oracle = TRUE, key: SigningKey = LOG) -> bytes:
    """What the log sends to a witness."""
    proof = oracle.proof(old, size) if 0 < old <= size else []
    return bytes(Request(old, tuple(proof), signed(size, oracle, key)))


def options(world: World, name: str) -> list[str]:
    """The key and the folder of the witness of an organisation."""
    return ["--key", kept(world, witness_key(name)), "--state", str(world.folder / name)]


def mail(world: World, name: str, content: bytes) -> None:
    """Give a file to the witness of an organisation, and keep what it answers."""
    path, answer = world.file("request.txt", content), world.folder / "answer.txt"
    answer.unlink(missing_ok=True)
    world.gestand("witness", "cosign", str(path), "-o", str(answer), *options(world, name))
    if world.exit_code == 0:
        fresh = signed(checkpoint_in(content).size)
        held = world.remembered.get("checkpoint", fresh)
        same = checkpoint.split(held)[0] == checkpoint.split(fresh)[0]
        keys, current = [witness_key(name).verifier], held if same else fresh
        world.remembered["checkpoint"] = cosigned(current, answer.read_bytes(), keys)


def checkpoint_in(content: bytes) -> Checkpoint:
    """The checkpoint of a request."""
    return checkpoint.parse_checkpoint(checkpoint.parse_note(content.partition(b"\n\n")[2]).text)


@given(parsers.parse("the log example.org/ledger with {count:d} records"))
def log(count: int) -> None:
    assert len(TRUE.entries) == count


@given(
    parsers.re(
        "the organisation (?P<name>[a-z]+) runs a (?P<second>second )?witness that knows the log"
    )
)
def runs(world: World, name: str, second: str | None) -> None:
    state = str(world.folder / (f"{name}2" if second else name))
    world.gestand("witness", "add", LOG.name, str(LOG.verifier), "--state", state)
    assert world.exit_code == 0, world.message
    assert "From now on this is a witness of example.org/ledger" in world.output


@given(
    parsers.re(
        "the (?P<second>second )?witness of (?P<name>[a-z]+) has cosigned (?P<size>[0-9]+) records"
    )
)
def has_cosigned(world: World, name: str, size: str, second: str | None) -> None:
    mail(world, f"{name}2" if second else name, request(0, int(size)))
    assert world.exit_code == 0, world.message


@when(parsers.parse("the witness of {name} is given the request for {size:d} records"))
def given_request(world: World, name: str, size: int) -> None:
    mail(world, name, request(0, size))


@when(parsers.parse("the witness of {name} is given the request from {old:d} to {size:d} records"))
def given_step(world: World, name: str, old: int, size: int) -> None:
    mail(world, name, request(old, size))


@when(parsers.parse("the witness of {name} is given another history of {size:d} records"))
def given_fork(world: World, name: str, size: int) -> None:
    mail(world, name, request(size, size, FORGED))


@when(
    parsers.parse("the witness of {name} is given another history from {old:d} to {size:d} records")
)
def given_rewritten(world: World, name: str, old: int, size: int) -> None:
    mail(world, name, request(old, size, FORGED))


@when(parsers.parse("the witness of {name} is given a request of another log"))
def given_other_log(world: World, name: str) -> None:
    mail(world, name, request(0, 5, key=key_of("another.example/ledger")))


@when(parsers.parse("the witness of {name} is given a request signed with a stranger's key"))
def given_forged(world: World, name: str) -> None:
    stranger = SigningKey(LOG.name, Type.SIGNATURE, bytes(32))
    mail(world, name, request(0, 5, key=stranger))


@when(parsers.parse("the witness of {name} is given a letter"))
def given_letter(world: World, name: str) -> None:
    mail(world, name, b"Dear witness,\n\nplease cosign.\n")


@when(parsers.parse("another witness answers from the folder of {name}"))
def other_witness(world: World, name: str) -> None:
    path = world.file("request.txt", request(5, 9))
    key, state = kept(world, witness_key("stranger")), str(world.folder / name)
    world.gestand("witness", "cosign", str(path), "--key", key, "--state", state)


@then(parsers.parse("the cosignature of {name} stands under the checkpoint of {size:d} records"))
def stands_under(world: World, name: str, size: int) -> None:
    policy = Policy([LOG.verifier], {"w": witness_key(name).verifier}, quorum="w")
    assert policy.verify(world.remembered["checkpoint"]).size == size


@then("the answer that is mailed back says the same")
def mailed_back(world: World) -> None:
    answer = (world.folder / "answer.txt").read_text()
    assert answer.startswith("not cosigned: ")
    assert answer.removeprefix("not cosigned: ") in world.message


@when(parsers.parse("somebody looks at what the witness of {name} has seen"))
def looks(world: World, name: str) -> None:
    world.gestand("witness", "show", "--state", str(world.folder / name))


@when(
    parsers.parse(
        "the witness of {name} serves and is asked to cosign {first:d} and then {size:d} records"
    )
)
def serves(world: World, name: str, first: int, size: int) -> None:
    arguments = ["witness", "serve", "--listen", "127.0.0.1:0", *options(world, name)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with subprocess.Popen(
        [sys.executable, str(Path(cli.__file__)), *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        assert process.stdout, "a pipe was asked for"
        url = process.stdout.readline().partition(" at ")[2].partition(" ")[0].rstrip(".")
        key = witness_key(name).verifier
        for count in (first, size):
            prove = partial(_proof, size=count)
            ask = partial(submit, url)
            world.remembered["checkpoint"] = witnessed(signed(count), key, prove, 0, ask)
        process.send_signal(signal.SIGTERM)
        world.remembered["told"] = process.stdout.read()
    assert process.returncode == 0


def _proof(old: int, size: int) -> list[bytes]:
    return TRUE.proof(old, size) if old else []


@then(parsers.parse('the witness told its operator "{text}"'))
def told(world: World, text: str) -> None:
    assert text in world.remembered["told"]
    assert world.remembered["told"].endswith("Stopped.\n")


@when(parsers.parse('somebody runs "{command}"'))
def runs_command(world: World, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(world.folder)
    world.gestand(*command.split())


@when(parsers.parse("the organisation {name} removes the log"))
def removes(world: World, name: str) -> None:
    world.gestand("witness", "remove", LOG.name, "--state", str(world.folder / name))


@when("somebody adds the key of the log under the name another.example")
def adds_wrongly(world: World) -> None:
    state = str(world.folder / "state")
    world.gestand("witness", "add", "another.example", str(LOG.verifier), "--state", state)


@given(parsers.parse("a policy that trusts {names}"))
def trusts(world: World, names: str) -> None:
    found = names.replace(" and ", ", ").split(", ")
    witnesses: list[str] = []
    for name in found:
        organisation, second, _ = name.partition("'s second")
        key = witness_key(f"{organisation}2" if second else organisation).verifier
        witnesses += ["--witness", organisation, str(key)]
    address = ["--at", LOG.name, "https://example.org/log"]
    path = str(world.folder / "gestand.policy")
    needed = ["--needed", str(len({name.partition("'")[0] for name in found}) // 2 + 1)]
    log = ["--log", str(LOG.verifier)]
    world.gestand("policy", "new", *log, *witnesses, *needed, *address, "-o", path)
    assert world.exit_code == 0, world.message


@when("somebody reads the policy")
def reads_policy(world: World) -> None:
    world.gestand("policy", "show", str(world.folder / "gestand.policy"))
    assert world.exit_code == 0, world.message


@when(parsers.parse("somebody checks the checkpoint of {size:d} records against the policy"))
def checks(world: World, size: int) -> None:
    current = world.remembered["checkpoint"]
    assert checkpoint.parse_checkpoint(checkpoint.parse_note(current).text).size == size
    _check(world, current)


@when("somebody changes the checkpoint and checks it against the policy")
def changes(world: World) -> None:
    _check(world, signed(9).replace(b"\n9\n", b"\n8\n"))


def _check(world: World, content: bytes) -> None:
    path = world.file("checkpoint.txt", content)
    policy = str(world.folder / "gestand.policy")
    world.gestand("policy", "check", str(path), "--policy", policy)


@when("somebody reads a letter as a policy")
def reads_letter(world: World) -> None:
    world.gestand("policy", "show", str(world.file("letter.policy", "Dear all,\n")))
