"""The sentences about witnesses and policies, through the command line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from pytest_bdd import given, parsers, scenarios, then, when

import cli
from features.continuity.conftest import kept, key_of
from features.continuity.neighbours import witness_key
from features.world import World
from ledger.transparency import checkpoint
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.keys import (
    SigningKey,
    Type,
    VerifierKey,
    ml_dsa_is_known,
    ml_dsa_message,
)
from ledger.transparency.oracle_test import Oracle
from ledger.transparency.policy import Policy
from ledger.transparency.witness_protocol import Request, cosigned
from ledger.witnessing.client import submit, witnessed
from ledger.witnessing.server import WitnessServer
from ledger.witnessing.state import WitnessStore

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


# -- over the network --------------------------------------------------------------------------


def asked(
    world: World, name: str, method: str, path: str, body: bytes | None = None
) -> tuple[int, str]:
    """Status and body of what the witness of an organisation answers."""
    state, key = WitnessStore(world.folder / name), witness_key(name)
    server = WitnessServer(("127.0.0.1", 0), state, key, lambda _: None)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        port = int(server.server_address[1])
        with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            connection.request(method, path, body)
            response = connection.getresponse()
            return response.status, response.read().decode()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def shown(world: World, name: str, body: bytes) -> None:
    world.remembered["answer"] = asked(world, name, "POST", "/add-checkpoint", body)


@when(parsers.parse("the witness of {name} serves, and is shown another history of 5 records"))
def shown_fork(world: World, name: str) -> None:
    shown(world, name, request(5, 5, FORGED))


@when(parsers.parse("the witness of {name} serves, and is shown 9 records from the size 0"))
def shown_from_nothing(world: World, name: str) -> None:
    shown(world, name, request(0, 9))


@when(parsers.parse("the witness of {name} serves, and is shown an empty log with another root"))
def shown_empty(world: World, name: str) -> None:
    claim = checkpoint.signed(Checkpoint(LOG.name, 0, bytes(32)), [LOG])
    shown(world, name, bytes(Request(0, (), claim)))


@when(parsers.parse("somebody asks the witness of {name} for the log by the hash of its name"))
def asks_for_log(world: World, name: str) -> None:
    path = f"/{sha256(LOG.name.encode()).hexdigest()}/checkpoint"
    world.remembered["answer"] = asked(world, name, "GET", path)


@when(parsers.parse("somebody asks the witness of {name} for another log by the hash of its name"))
def asks_for_other(world: World, name: str) -> None:
    world.remembered["answer"] = asked(world, name, "GET", f"/{'0' * 64}/checkpoint")


@then(parsers.parse('it answers {status:d} with "{text}"'))
def answers(world: World, status: int, text: str) -> None:
    assert world.remembered["answer"] == (status, f"{text}\n")


@then(
    parsers.parse(
        "it answers 200 with the checkpoint of {size:d} records, signed by the log and by {name}"
    )
)
def answers_with_checkpoint(world: World, size: int, name: str) -> None:
    status, text = world.remembered["answer"]
    policy = Policy([LOG.verifier], {"w": witness_key(name).verifier}, quorum="w")
    assert (status, policy.verify(text.encode()).size) == (200, size)


@when(
    parsers.parse('the witness of {name} is given another history of 5 records that says "{text}"')
)
def given_fork_with_words(world: World, name: str, text: str) -> None:
    claim = Checkpoint(LOG.name, 5, FORGED.mth(0, 5), (text,))
    mail(world, name, bytes(Request(5, (), checkpoint.signed(claim, [LOG]))))


# -- ML-DSA-44 ---------------------------------------------------------------------------------

POST_QUANTUM = MLDSA44PrivateKey.from_seed_bytes(bytes(32))
PUBLIC = POST_QUANTUM.public_key().public_bytes_raw()
PQ = VerifierKey("pq.example", Type.ML_DSA_COSIGNATURE, PUBLIC)


@given("a policy by which two must have seen it: bond, union, or pq with ML-DSA-44")
def trusts_pq(world: World) -> None:
    lines = [f"log {LOG.verifier}", f"witness {PQ.name} {PQ}"]
    runs(world, "union", None)
    for name in ("bond", "union"):
        key = witness_key(name).verifier
        lines.append(f"witness {key.name} {key}")
    lines.append(f"group two 2 {PQ.name} witness.bond.example witness.union.example")
    world.file("gestand.policy", "\n".join([*lines, "quorum two", ""]))


@given(parsers.parse("the witness pq has cosigned {size:d} records"))
def pq_has_cosigned(world: World, size: int) -> None:
    held = world.remembered["checkpoint"]
    opened = checkpoint.parse_note(held)
    message = ml_dsa_message(PQ.name, opened.text, 1_700_000_000)
    assert message
    value = (1_700_000_000).to_bytes(8, "big") + POST_QUANTUM.sign(message)
    line = checkpoint.Signature(PQ.name, PQ.id, value)
    world.remembered["checkpoint"] = checkpoint.write(opened.text, [*opened.signatures, line])


@given("the OpenSSL that is installed does not know ML-DSA")
def without_ml_dsa(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    name = "cryptography.hazmat.primitives.asymmetric.mldsa"
    monkeypatch.setitem(sys.modules, name, None)
    ml_dsa_is_known.cache_clear()
    yield
    ml_dsa_is_known.cache_clear()
