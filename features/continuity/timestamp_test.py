"""The sentences about timestamps, through the command line."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from features.continuity.conftest import key_of
from features.world import World
from ledger.signing.timestamp import query
from ledger.store.time_authority_test import NOON, Authority
from ledger.transparency import checkpoint
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.keys import Type

scenarios("timestamp.feature")

LOG = key_of("example.org/ledger")


def signed(size: int) -> bytes:
    """A checkpoint of a size."""
    return checkpoint.signed(Checkpoint(LOG.name, size, bytes(32)), [LOG])


@contextmanager
def serving(answer: Callable[[bytes], bytes], kind: str = "timestamp-reply") -> Iterator[str]:
    """A time authority over HTTP, and its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["Content-Type"] == "application/timestamp-query"
            body = answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", f"application/{kind}")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is that of http.server
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/tsa"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _checkpoint(world: World) -> Path:
    return world.folder / "checkpoint.txt"


def _asks(world: World, answer: Callable[[bytes], bytes], kind: str = "timestamp-reply") -> None:
    with serving(answer, kind) as url:
        world.gestand("timestamp", str(_checkpoint(world)), "--authority", url)


@given(parsers.parse("a signed checkpoint of {size:d} records"))
def made(world: World, size: int) -> None:
    world.file("checkpoint.txt", signed(size))


@given("a time authority that the reader trusts")
def trusted(world: World) -> None:
    world.remembered["authority"] = Authority()
    world.file("roots.pem", world.remembered["authority"].pem)


@given(parsers.parse("a time authority that sends its own certificate {where} that of the root"))
def ordered(world: World, where: str) -> None:
    authority = Authority(
        name="A name that is longer than that of the root", unit_first=where == "before"
    )
    world.remembered["authority"] = authority
    world.file("roots.pem", authority.pem)


@given("the package rfc3161-client is not installed")
def missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)


@when("the operator asks the authority for a timestamp")
def asks(world: World) -> None:
    _asks(world, world.remembered["authority"].reply)


@when("the operator asks another authority for a timestamp")
def asks_another(world: World) -> None:
    _asks(world, Authority().reply)


@when("the operator asks an authority whose certificate had expired for a timestamp")
def asks_expired(world: World) -> None:
    expired = Authority(begins=NOON - timedelta(days=90))
    world.file("roots.pem", expired.pem)
    _asks(world, expired.reply)


@when("the operator asks an authority that grants nothing")
def asks_in_vain(world: World) -> None:
    _asks(world, lambda body: world.remembered["authority"].reply(body, status=2))


@when("the operator asks something that is no time authority")
def asks_elsewhere(world: World) -> None:
    _asks(world, lambda _: b"<html>", "xhtml+xml")


@when("the operator writes the question, and the authority answers it by mail")
def by_hand(world: World) -> None:
    question = world.folder / "question.tsq"
    world.gestand("timestamp", str(_checkpoint(world)), "--query", str(question))
    assert world.exit_code == 0, world.message
    reply = world.file("mailed", world.remembered["authority"].reply(question.read_bytes()))
    world.gestand("timestamp", str(_checkpoint(world)), "--reply", str(reply))


@when("the operator takes an answer about another checkpoint")
def other_answer(world: World) -> None:
    reply = world.file("mailed", world.remembered["authority"].reply(query(signed(5))))
    world.gestand("timestamp", str(_checkpoint(world)), "--reply", str(reply))


@when("a witness cosigns the checkpoint")
def cosigns(world: World) -> None:
    opened = checkpoint.parse_note(_checkpoint(world).read_bytes())
    cosignature = checkpoint.cosign(opened.text, key_of("witness.example", Type.COSIGNATURE), 1)
    message = checkpoint.write(opened.text, [*opened.signatures, cosignature])
    world.file("checkpoint.txt", message)


@when(parsers.parse("somebody puts a checkpoint of {size:d} records in its place"))
def replaced(world: World, size: int) -> None:
    world.file("checkpoint.txt", signed(size))


@when("the reader verifies the timestamp")
def verifies(world: World) -> None:
    roots = str(world.folder / "roots.pem")
    world.gestand("timestamp", "verify", str(_checkpoint(world)), "--roots", roots)


@when("the reader verifies the timestamp with a letter as roots")
def verifies_letter(world: World) -> None:
    letter = str(world.file("letter", "Dear reader,"))
    world.gestand("timestamp", "verify", str(_checkpoint(world)), "--roots", letter)


@when(parsers.re('somebody asks for a timestamp with "(?P<options>.*)"'))
def asks_with(world: World, options: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(world.folder)
    world.gestand("timestamp", "checkpoint.txt", *options.split())


@when("somebody asks for a timestamp on a letter")
def asks_letter(world: World) -> None:
    letter = str(world.file("letter", "Dear reader,"))
    world.gestand("timestamp", letter, "--query", str(world.folder / "question.tsq"))


@then("no timestamp is kept")
def none_kept(world: World) -> None:
    assert not (world.folder / "checkpoint.txt.tsr").exists()
