"""Witnesses on the network of a scenario, each at its address: honest ones, and others."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from pathlib import Path

from domain.errors import Problem
from features.continuity.conftest import key_of
from ledger.transparency import checkpoint, witness_protocol
from ledger.transparency.checkpoint import Checkpoint, Signature
from ledger.transparency.keys import SigningKey, Type
from ledger.witnessing.server import Limits, WitnessServer
from ledger.witnessing.state import Outcome, WitnessStore

Talk = Callable[[SigningKey, bytes], Iterable[bytes]]
"""What somebody answers to a request in the place of a witness with a key."""


def witness_key(name: str) -> SigningKey:
    """The key of the witness of an organisation."""
    return key_of(f"witness.{name}.example", Type.COSIGNATURE)


class Neighbour:
    """An address at which a witness can be reached, at times."""

    def __init__(self, name: str, folder: Path) -> None:
        self.key = witness_key(name)
        self.state = WitnessStore(folder)
        self.told: list[Outcome | Problem] = []
        self._server: HTTPServer | None = None
        self._address = ("127.0.0.1", 0)
        self.comes()

    @property
    def url(self) -> str:
        """The address that stands in a policy."""
        return f"http://127.0.0.1:{self._address[1]}/"

    def comes(self) -> None:
        """Be the honest witness; what it is told from now on is remembered."""
        self.told.clear()
        limits = Limits(request_s=60.0)
        self._serve(WitnessServer(self._address, self.state, self.key, self.told.append, limits))

    def is_replaced(self, talk: Talk) -> None:
        """Have somebody answer in its place."""
        self.goes()
        key = self.key

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                with suppress(OSError):
                    for piece in talk(key, body):
                        self.wfile.write(piece)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is that of http.server
                """Say nothing."""

        self._serve(ThreadingHTTPServer(self._address, Handler))

    def goes(self) -> None:
        """Be down."""
        if self._server is not None:
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()
            self._server = None

    def _serve(self, server: HTTPServer) -> None:
        self._server = server
        self._address = ("127.0.0.1", int(server.server_address[1]))
        self._thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        self._thread.start()


def _ok(body: bytes) -> list[bytes]:
    return [b"HTTP/1.0 200 OK\r\n\r\n", body]


def _other(status: str, kind: str = "text/plain", body: str = "") -> list[bytes]:
    return [f"HTTP/1.0 {status}\r\nContent-Type: {kind}\r\n\r\n{body}".encode()]


def _size(body: bytes) -> int:
    return checkpoint.parse_checkpoint(
        checkpoint.split(witness_protocol.parse(body).checkpoint)[0]
    ).size


def _wrongly(key: SigningKey, _: bytes) -> Iterable[bytes]:
    return _ok(Signature(key.name, key.verifier.id, bytes(72)).line.encode())


def _another_root(key: SigningKey, body: bytes) -> Iterable[bytes]:
    shown = checkpoint.parse_checkpoint(
        checkpoint.split(witness_protocol.parse(body).checkpoint)[0]
    )
    other = Checkpoint(shown.origin, max(1, shown.size), bytes(32))
    return _ok(checkpoint.cosign(other.text, key, 1).line.encode())


def _without_end(_: SigningKey, __: bytes) -> Iterable[bytes]:
    yield from _ok(b"")
    while True:
        yield bytes(4096)


def _beyond(_: SigningKey, __: bytes) -> Iterable[bytes]:
    return _other("409 Conflict", "text/x.tlog.size", "99\n")


def _beyond_at_last(key: SigningKey, body: bytes) -> Iterable[bytes]:
    return _beyond(key, body) if _size(body) else _ok(b"")


def _nothing_of_nothing(key: SigningKey, body: bytes) -> Iterable[bytes]:
    shown = checkpoint.split(witness_protocol.parse(body).checkpoint)[0]
    if checkpoint.parse_checkpoint(shown).size == 0:
        return _other("400 Bad Request", body="an empty log is none\n")
    return _ok(checkpoint.cosign(shown, key, 1).line.encode())


ANSWERS: dict[str, Talk] = {
    "gives a wrong signature": _wrongly,
    "cosigns another root": _another_root,
    "answers without end": _without_end,
    "hangs up": lambda _, __: [],
    "is said to be elsewhere": lambda _, __: _other("302 Found"),
    "does not know the log": lambda _, __: _other("404 Not Found"),
    "speaks of other keys": lambda _, __: _other("403 Forbidden"),
    "says that it has seen 99 records": _beyond,
    "says at last that it has seen 99 records": _beyond_at_last,
    "refuses the checkpoint of an empty log": _nothing_of_nothing,
}
"""What somebody in the place of a witness does, as the scenarios say it."""
