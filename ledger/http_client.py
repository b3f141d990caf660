"""Requests over HTTP, bounded in bytes and in time: one POST, or the files of a website."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from domain.errors import Problem, Unavailable, UsageProblem
from domain.text import named, without_userinfo
from languages import N_
from ledger import diagnostics
from ledger.said_by_others import of_network

if TYPE_CHECKING:
    from http.client import HTTPConnection, HTTPResponse

# -- post --------------------------------------------------------------------------------------
# One HTTP POST, bounded in bytes and in time: how witnesses and time authorities are asked.
#
# No redirects are followed: what was asked of one is not answered by another.

TIMEOUT_S = 30.0
"""From the first packet to the last: an answer that drips in counts as none."""

_WRITE_IT_AS = N_("Write it as https://example.org/path")

_PACKED = {"Accept-Encoding": "gzip, identity"}
_GZIP = 16
"""With the largest window it tells zlib that gzip is what is to be unpacked."""

MOST_BYTES = 64 * 1024
"""An answer of a witness or of a time authority is a few kilobytes long."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered."""

    status: int
    content_type: str
    body: bytes


class Post:
    """An address, http:// or https://, to which bodies are sent over one connection; to be closed.

    UsageProblem when the address is none.
    """

    def __init__(self, url: str, timeout_s: float = TIMEOUT_S) -> None:
        self._url, self._asked = url, N_("ask {url}").format(url=without_userinfo(url))
        self._timeout_s = timeout_s
        self._connection, self._path = connection_to(url, self._asked, timeout_s)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def send(self, body: bytes, content_type: str) -> Reply:
        """Send a body and return the answer whatever its status.

        Unavailable when nobody answers there in time, or the answer is longer than MOST_BYTES or
        no HTTP.
        """
        from http.client import HTTPException

        # A server hangs up on a connection that was idle: then it is asked once more on a new one.
        used = self._connection.sock is not None
        try:
            try:
                reply = self._sent(body, content_type)
            except ConnectionError:
                if not used:
                    raise
                diagnostics.tell("%s hung up: it is asked once more", self._url)
                self._connection.close()
                reply = self._sent(body, content_type)
        except (OSError, HTTPException, UnicodeError) as error:
            self._connection.close()
            raise unanswered(self._asked, error) from error
        if len(reply.body) > MOST_BYTES:
            self._connection.close()
            raise too_long(self._asked, MOST_BYTES)
        return reply

    def _sent(self, body: bytes, content_type: str) -> Reply:
        started = diagnostics.clock()
        with deadline(self._connection, self._timeout_s):
            self._connection.request("POST", self._path, body, {"Content-Type": content_type})
            # What is not read to its end has to be closed: the connection is the response's then.
            with self._connection.getresponse() as response:
                answer = bounded(response, MOST_BYTES)
        diagnostics.tell(
            "POST %s of %d bytes: %d, %d bytes in %.0f ms",
            *(self._url, len(body), response.status, len(answer), diagnostics.ms_since(started)),
        )
        return Reply(response.status, response.headers.get("Content-Type", ""), answer)


def post(url: str, body: bytes, content_type: str, timeout_s: float = TIMEOUT_S) -> Reply:
    """Send a body to an address once; the problems are those of `Post`."""
    with closing(Post(url, timeout_s)) as address:
        return address.send(body, content_type)


def bounded(response: HTTPResponse, most_bytes: int) -> bytes:
    """The body of an answer, or its first bytes, one more than there may be.

    IncompleteRead when it breaks off before it is as long as it says.
    """
    from http.client import IncompleteRead

    body = response.read(most_bytes + 1)
    if response.length and len(body) <= most_bytes:
        raise IncompleteRead(body, response.length)
    return body


def unpacked(response: HTTPResponse, most_bytes: int) -> bytes:
    """The same of an answer that may be compressed, which a log may do unasked (tlog-tiles).

    No more than the bytes that there may be, and one, are ever unpacked.
    """
    from http.client import HTTPException

    form = response.headers.get("Content-Encoding", "identity").strip().lower()
    body = bounded(response, most_bytes)
    if form == "identity" or len(body) > most_bytes:
        return body
    if form not in {"gzip", "x-gzip"}:
        raise HTTPException(
            N_("it is compressed as {form}, which was not asked for").format(form=named(form))
        )
    from zlib import MAX_WBITS, decompressobj
    from zlib import error as damaged

    unpacking = decompressobj(_GZIP | MAX_WBITS)
    try:
        content = unpacking.decompress(body, most_bytes + 1)
    except damaged as error:
        raise HTTPException(N_("it cannot be unpacked")) from error
    if len(content) <= most_bytes and (not unpacking.eof or unpacking.unused_data):
        raise HTTPException(N_("it is not packed as a whole"))
    return content


def unanswered(asked: str, error: Exception) -> Unavailable:
    """That no answer came, and why as far as the error tells."""
    return Unavailable(
        asked,
        N_("no answer came ({error})").format(error=of_network(error)),
        N_("Check the address and try again later"),
    )


def too_long(asked: str, most_bytes: int) -> Unavailable:
    """That an answer is longer than it may be."""
    return Unavailable(
        asked,
        N_("the answer is longer than {most_bytes:,} bytes").format(most_bytes=most_bytes),
        N_("Check the address"),
    )


def connection_to(url: str, asked: str, timeout_s: float) -> tuple[HTTPConnection, str]:
    """A connection to the server of an address, not yet made, and the path that it names there.

    UsageProblem when the address is none.
    """
    from http.client import HTTPConnection, HTTPSConnection, InvalidURL

    kinds = {"http": HTTPConnection, "https": HTTPSConnection}
    try:
        parts = urlsplit(url)
        kind, host, port = kinds.get(parts.scheme), parts.hostname, parts.port
    except ValueError:
        kind = None
    if kind is None or not host or parts.username is not None:
        raise UsageProblem(asked, N_("that is no address"), _WRITE_IT_AS)
    query = f"?{parts.query}" if parts.query else ""
    try:
        return kind(host, port, timeout=timeout_s), f"{parts.path or '/'}{query}"
    except InvalidURL as error:
        raise UsageProblem(asked, N_("that is no address"), _WRITE_IT_AS) from error


@contextmanager
def deadline(connection: HTTPConnection, timeout_s: float) -> Iterator[None]:
    """Hang up when the time is over; the timeout of a socket begins anew with every byte.

    A connection that is not made yet, or not any more, is made first.
    """
    from threading import Event, Timer

    if connection.sock is None:
        connection.connect()
    # The response takes the socket over and the connection forgets it: hold on to it here.
    wire, over = connection.sock, Event()

    def end() -> None:
        over.set()
        hang_up(wire)

    alarm = Timer(timeout_s, end)
    alarm.start()
    try:
        yield
    finally:
        alarm.cancel()
        alarm.join()
    if over.is_set():
        # What came until then may look like a whole answer, and is none.
        raise TimeoutError(
            N_("not all of it within {timeout_s:g} seconds").format(timeout_s=timeout_s)
        )


def hang_up(wire: socket.socket) -> None:
    """End a connection from another thread: whoever waits for it gets an end of file."""
    try:
        wire.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # the other side was faster


# -- website -----------------------------------------------------------------------------------
# Files of a website, read one after the other over one connection, bounded in bytes and time.
#
# No redirects are followed: what was asked of one is not answered by another.


class Website:
    """The files below one address, http:// or https://; to be closed.

    UsageProblem when the address is none.
    """

    def __init__(self, address: str, timeout_s: float = TIMEOUT_S) -> None:
        self._address = address.rstrip("/")
        self._timeout_s = timeout_s
        self._used = False
        asked = N_("read {address}").format(address=without_userinfo(address))
        if {"?", "#"} & set(address):
            raise UsageProblem(
                asked,
                N_("that is no folder"),
                N_("Write it as https://example.org/log"),
            )
        self._connection, path = connection_to(address, asked, timeout_s)
        self._root = path.rstrip("/")

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def read(self, path: str, most_bytes: int) -> bytes | None:
        """The file at a path below the address, or None where there is none.

        Unavailable when it does not come in time, is longer than `most_bytes`, or the server
        answers something else.
        """
        from http.client import HTTPException

        asked = N_("read {address}/{path}").format(address=self._address, path=path)
        try:
            try:
                response, body = self._asked(path, most_bytes)
            except ConnectionError:
                if not self._used:
                    raise
                diagnostics.tell("%s hung up: it is asked once more", self._address)
                # A server hangs up on a connection that was idle: asked once more on a new one.
                self._connection.close()
                response, body = self._asked(path, most_bytes)
        except (OSError, HTTPException, UnicodeError) as error:
            self._connection.close()
            raise unanswered(asked, error) from error
        self._used = True
        if len(body) > most_bytes:
            self._connection.close()
            if response.status == HTTPStatus.OK:
                raise too_long(asked, most_bytes)
        if response.status == HTTPStatus.OK:
            return body
        if response.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
            return None
        raise _other(asked, response)

    def _asked(self, path: str, most_bytes: int) -> tuple[HTTPResponse, bytes]:
        connection: HTTPConnection = self._connection
        started = diagnostics.clock()
        with deadline(connection, self._timeout_s):
            connection.request("GET", f"{self._root}/{quote(path)}", headers=_PACKED)
            response = connection.getresponse()
            body = unpacked(response, most_bytes)
        diagnostics.tell(
            "GET %s/%s: %d, %d bytes in %.0f ms",
            *(self._address, path, response.status, len(body), diagnostics.ms_since(started)),
        )
        return response, body


def _other(asked: str, response: HTTPResponse) -> Problem:
    elsewhere = response.headers.get("Location", "")
    if HTTPStatus.MULTIPLE_CHOICES <= response.status < HTTPStatus.BAD_REQUEST and elsewhere:
        return Unavailable(
            asked,
            N_("it has moved to {elsewhere}").format(elsewhere=named(elsewhere)),
            N_("Name that address"),
        )
    return Unavailable(
        asked,
        N_("it answers {status}").format(status=response.status),
        N_("Check the address and try again later"),
    )
