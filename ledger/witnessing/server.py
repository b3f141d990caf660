"""A witness over HTTP (c2sp.org/tlog-witness): POST /add-checkpoint, GET /<origin hash>/checkpoint.

It stands in the open, so everything is bounded: the bytes of a request, the time from the end of
one answer to the end of the next, how many are answered on one connection, and how many
connections there are at once.
"""

from __future__ import annotations

import re
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
from languages import N_
from ledger.clock import seconds
from ledger.http_client import hang_up
from ledger.said_by_others import of_system
from ledger.transparency.encoding import InvalidInput, number
from ledger.transparency.keys import SigningKey
from ledger.transparency.witness_protocol import TEXT_TYPE, Answer
from ledger.witnessing.state import Outcome, WitnessStore

PATH = "/add-checkpoint"
_LOG_PATH = re.compile("/([0-9a-f]{64})/checkpoint")
"""A log by the SHA-256 of its origin, in hexadecimal."""

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
    on_one_connection: int = 100


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
                N_("listen at {host}:{port}").format(host=address[0], port=address[1]),
                of_system(error),
                N_("Name another address with --listen"),
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
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "gestand", ""
    error_content_type, error_message_format = TEXT_TYPE, "%(message)s\n"

    def setup(self) -> None:
        """Nothing was answered on this connection yet."""
        super().setup()
        self._left = self.server.limits.on_one_connection

    def handle_one_request(self) -> None:
        """Hang up when the time is over: a timeout of the socket would begin anew every byte."""
        alarm = threading.Timer(self.server.limits.request_s, hang_up, [self.connection])
        alarm.daemon = True
        alarm.start()
        try:
            super().handle_one_request()
        finally:
            alarm.cancel()

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
        else:
            self.close_connection = True

    def do_GET(self) -> None:
        """The checkpoint of a log that was cosigned last; and who this is, for a person to see."""
        if {"Content-Length", "Transfer-Encoding"} & {*self.headers.keys()}:
            # What is not read would be taken for the next request.
            self.close_connection = True
        log = _LOG_PATH.fullmatch(self.path)
        if log is not None:
            self._send(self._last_of(log[1]))
        elif self.path == "/":
            key = self.server.key.verifier
            self._send(Answer(HTTPStatus.OK, f"The witness {key.name}\n{key}\n".encode()))
        elif self.path == PATH:
            self._refuse(HTTPStatus.METHOD_NOT_ALLOWED, "checkpoints are sent with POST")
        else:
            self._refuse(HTTPStatus.NOT_FOUND, f"checkpoints are sent to {PATH}")

    def _last_of(self, origin_hash: str) -> Answer:
        try:
            signed = self.server.state.cosigned_last(origin_hash, self.server.key)
        except Problem as problem:
            self.server.tell(problem)
            return Answer(HTTPStatus.SERVICE_UNAVAILABLE, b"nothing can be read now\n")
        if signed is None:
            return Answer(HTTPStatus.NOT_FOUND, b"no checkpoint of such a log was cosigned here\n")
        return Answer(HTTPStatus.OK, signed)

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
        self._left -= 1
        if self.close_connection or self._left <= 0:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(answer.body)

    def _refuse_unread(self, status: HTTPStatus, reason: str) -> None:
        """Refuse, and let the rest of the request come: hanging up on it takes the answer back."""
        self.close_connection = True
        self._refuse(status, reason)
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            self.rfile.read(_PATIENCE_BYTES)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is that of http.server
        """Say nothing here: the operator is told of outcomes."""
