"""A witness over HTTP: POST /add-checkpoint (c2sp.org/tlog-witness v1.0.0).

It stands in the open, so everything is bounded: the bytes of a request, the time from its first
byte to the last one of the answer, and how many are answered at once. One request a connection.
"""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any

from domain.errors import Problem, Unavailable
from ledger.clock import seconds
from ledger.http_client import hang_up
from ledger.transparency.encoding import InvalidInput, number
from ledger.transparency.keys import SigningKey
from ledger.transparency.witness_protocol import TEXT_TYPE, Answer
from ledger.witnessing.state import Outcome, WitnessStore

PATH = "/add-checkpoint"

_PATIENCE_BYTES = 1024 * 1024
"""So much of what is refused unread is still taken in, so that whoever sends it hears why."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of the machine strangers may use.

    The longest request that makes sense has 63 hashes and a checkpoint with 100 signatures; that
    is less than 32 KiB.
    """

    request_bytes: int = 64 * 1024
    request_s: float = 10.0
    at_once: int = 32


class WitnessServer(ThreadingHTTPServer):
    """Answers for one witness until it is shut down.

    tell: called with every outcome, and with the problem where there was none, for the operator.
    Unavailable when the address is taken; Refused when the state is that of another witness.
    """

    daemon_threads = True

    def __init__(
        self,
        address: tuple[str, int],
        state: WitnessStore,
        key: SigningKey,
        tell: Callable[[Outcome | Problem], None],
        limits: Limits | None = None,
    ) -> None:
        state.claim(key)
        self.state = state
        self.key = key
        self.tell = tell
        self.limits = limits or Limits()
        self._room = threading.BoundedSemaphore(self.limits.at_once)
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        try:
            super().__init__(address, _Handler)
        except OSError as error:
            raise Unavailable(
                f"listen at {address[0]}:{address[1]}",
                (error.strerror or str(error)).lower(),
                "Name another address with --listen",
            ) from error

    @property
    def url(self) -> str:
        """The address to give to logs, to be followed by add-checkpoint."""
        host, port = str(self.server_address[0]), self.server_address[1]
        return f"http://{f'[{host}]' if ':' in host else host}:{port}/"

    def server_bind(self) -> None:
        """Bind without asking the network for a name of this computer, which nobody needs."""
        TCPServer.server_bind(self)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own while there is room, and hang up while there is none."""
        if self._room.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Make room again, whatever happened."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever hangs up in the middle gets no answer; that is no error of ours."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """One request."""

    server: WitnessServer
    server_version, sys_version = "gestand", ""
    error_content_type, error_message_format = TEXT_TYPE, "%(message)s\n"

    def setup(self) -> None:
        """Hang up when the time is over: a timeout of the socket would begin anew every byte."""
        super().setup()
        self._alarm = threading.Timer(self.server.limits.request_s, hang_up, [self.connection])
        self._alarm.daemon = True
        self._alarm.start()

    def finish(self) -> None:
        """Call off the alarm."""
        self._alarm.cancel()
        super().finish()

    def do_POST(self) -> None:
        """Ask the witness; what is no request, or too long, is refused before it is read."""
        if self.path != PATH:
            self._refuse_unread(HTTPStatus.NOT_FOUND, f"checkpoints are sent to {PATH}")
            return
        try:
            length = number(self.headers.get("Content-Length", ""))
        except InvalidInput:
            self._refuse_unread(HTTPStatus.LENGTH_REQUIRED, "a request says how many bytes it has")
            return
        most = self.server.limits.request_bytes
        if length > most:
            reason = f"a request has at most {most:,} bytes"
            self._refuse_unread(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, reason)
            return
        body = self.rfile.read(length)
        # A request that was cut off is not answered, whatever the part of it says.
        if len(body) == length:
            self._send(self._answer(body))

    def do_GET(self) -> None:
        """Say who this is, so that a person can see that it works."""
        if self.path == "/":
            key = self.server.key.verifier
            self._send(Answer(HTTPStatus.OK, f"The witness {key.name}\n{key}\n".encode()))
        elif self.path == PATH:
            self._refuse(HTTPStatus.METHOD_NOT_ALLOWED, "checkpoints are sent with POST")
        else:
            self._refuse(HTTPStatus.NOT_FOUND, f"checkpoints are sent to {PATH}")

    def _answer(self, body: bytes) -> Answer:
        try:
            outcome = self.server.state.answer(body, self.server.key, seconds())
        except Problem as problem:
            self.server.tell(problem)
            # Its words name files of the operator, which are nobody else's business.
            reason = b"nothing can be stored now, so nothing was cosigned\n"
            return Answer(HTTPStatus.SERVICE_UNAVAILABLE, reason)
        self.server.tell(outcome)
        return outcome.answer

    def _refuse(self, status: HTTPStatus, reason: str) -> None:
        self._send(Answer(status, f"{reason}\n".encode()))

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def _refuse_unread(self, status: HTTPStatus, reason: str) -> None:
        """Refuse, and let the rest of the request come: hanging up on it takes the answer back."""
        self._refuse(status, reason)
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            self.rfile.read(_PATIENCE_BYTES)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is that of http.server
        """Say nothing here: the operator is told of outcomes."""
