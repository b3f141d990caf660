"""One bounded POST: whoever is asked may be slow, long-winded, silent or somebody else."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress

import pytest

from domain.errors import Unavailable, UsageProblem
from ledger.http_client import MOST_BYTES, Reply, post

Talk = Callable[[socket.socket], None]


@contextmanager
def server(talk: Talk) -> Iterator[str]:
    """Something that takes one connection, reads the request, and talks."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with closing(connection), connection.makefile("rb") as incoming:
                # What is left unread when a connection is closed takes the answer with it.
                length = 0
                while line := incoming.readline().strip():
                    name, _, value = line.partition(b":")
                    length = int(value) if name.lower() == b"content-length" else length
                incoming.read(length)
                talk(connection)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/path?query"
        finally:
            thread.join()


def says(*pieces: bytes) -> Talk:
    """Send pieces and hang up."""

    def talk(connection: socket.socket) -> None:
        for piece in pieces:
            connection.sendall(piece)

    return talk


def test_an_answer() -> None:
    """Status, type and body come back whatever the status is, also that of a redirect."""
    with server(says(b"HTTP/1.0 409 Conflict\r\nContent-Type: a/b\r\n\r\n12\n")) as url:
        assert post(url, b"body", "text/plain") == Reply(409, "a/b", b"12\n")
    elsewhere = b"HTTP/1.0 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n"
    with server(says(elsewhere)) as url:
        assert post(url, b"", "text/plain").status == 302


def test_too_long() -> None:
    """An answer that does not end is not read to its end."""

    def talk(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.0 200 OK\r\n\r\n")
        with suppress(OSError):
            while True:
                connection.sendall(bytes(4096))

    with server(talk) as url, pytest.raises(Unavailable, match="longer than"):
        post(url, b"", "text/plain")
    just = b"HTTP/1.0 200 OK\r\n\r\n" + bytes(MOST_BYTES)
    with server(says(just)) as url:
        assert len(post(url, b"", "text/plain").body) == MOST_BYTES


@pytest.mark.parametrize(
    "begun", [b"", b"HTTP/1.0 200 OK\r\n\r\nlooks whole\n", b"HTTP/1.0 200 OK\r\nX: "]
)
def test_too_slow(begun: bytes) -> None:
    """An answer that is not there in time counts as none, however much of it came."""

    def talk(connection: socket.socket) -> None:
        connection.sendall(begun)
        connection.recv(1)  # until the other side hangs up

    with server(talk) as url, pytest.raises(Unavailable, match="no answer came"):
        post(url, b"", "text/plain", timeout_s=0.2)


def test_no_answer() -> None:
    """Nobody there, no HTTP, an answer that breaks off: no answer, and what to do about it."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        free = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    with pytest.raises(Unavailable, match="Check the address"):
        post(free, b"", "text/plain")
    for piece in (b"", b"hello\r\n\r\n", b"HTTP/1.0 200 OK\r\nContent-Length: 9\r\n\r\n1"):
        with server(says(piece)) as url, pytest.raises(Unavailable, match="no answer came"):
            post(url, b"", "text/plain")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "ftp://example.org/",
        "file:///etc/passwd",
        "http:///path",
        "http://user:secret@example.org/",
        "http://example.org:port/",
        "http://[::1/",
    ],
)
def test_no_address(url: str) -> None:
    """What is no http or https address is not asked at all."""
    with pytest.raises(UsageProblem, match="that is no address"):
        post(url, b"", "text/plain")
