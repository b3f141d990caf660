"""Files of a website: whoever carries them may be slow, long-winded, elsewhere or gone."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from domain.errors import Unavailable, UsageProblem
from ledger.http_client import Website

Answers = list[bytes]


def answer(body: bytes, status: str = "200 OK", *fields: bytes) -> bytes:
    """An answer after which the connection stays."""
    head = b"HTTP/1.1 %s\r\nContent-Length: %d\r\n" % (status.encode(), len(body))
    return head + b"".join(field + b"\r\n" for field in fields) + b"\r\n" + body


@contextmanager
def server(*connections: Answers) -> Iterator[tuple[str, list[str]]]:
    """Something that answers the requests of each connection in turn, and tells what was asked."""
    asked: list[str] = []
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:

        def serve() -> None:
            for answers in connections:
                connection, _ = listening.accept()
                with closing(connection), connection.makefile("rb") as incoming:
                    for sent in answers:
                        asked.append(incoming.readline().decode().strip())
                        while incoming.readline().strip():
                            pass
                        connection.sendall(sent)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/log/", asked
        finally:
            thread.join()


def test_files_over_one_connection() -> None:
    """Files come one after the other; one that is not there is None, and the next one comes."""
    gone = answer(b"nothing", "404 Not Found")
    with server([answer(b"one"), gone, answer(b"")]) as (url, asked):
        with closing(Website(url)) as site:
            assert site.read("checkpoint", 10) == b"one"
            assert site.read("tile/0/x001/000", 10) is None
            assert site.read("tile/0/000.p/1", 10) == b""
        paths = ["checkpoint", "tile/0/x001/000", "tile/0/000.p/1"]
        assert asked == [f"GET /log/{path} HTTP/1.1" for path in paths]


def test_a_long_page_about_nothing() -> None:
    """A site that says at length that there is no such file has said so."""
    gone = answer(bytes(5000), "404 Not Found")
    with server([gone], [answer(b"two")]) as (url, _), closing(Website(url)) as site:
        assert site.read("a", 10) is None
        assert site.read("b", 10) == b"two"


def test_a_connection_that_was_idle() -> None:
    """A server that hangs up between two files is asked again."""
    with server([answer(b"one")], [answer(b"two")]) as (url, _), closing(Website(url)) as site:
        assert site.read("a", 10) == b"one"
        assert site.read("b", 10) == b"two"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (answer(b"0123456789+"), "longer than 10 bytes"),
        (answer(b"", "301 Moved", b"Location: https://example.org/\x1b[2J"), "it has moved to"),
        (answer(b"", "500 Oops"), "it answers 500"),
        (b"hello\r\n\r\n", "no answer came"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n1", "no answer came"),
    ],
)
def test_other_answers(given: bytes, message: str) -> None:
    """Too long, elsewhere, out of order, no HTTP, broken off: no file, and what to do about it."""
    with (
        server([given]) as (url, _),
        closing(Website(url)) as site,
        pytest.raises(Unavailable, match=message) as caught,
    ):
        site.read("checkpoint", 10)
    assert "\x1b" not in str(caught.value)


def test_too_slow() -> None:
    """What is not there in time counts as none."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        with (
            closing(Website(url, timeout_s=0.2)) as site,
            pytest.raises(Unavailable, match="no answer came"),
        ):
            site.read("checkpoint", 10)


@pytest.mark.parametrize("url", ["ftp://example.org/", "https://example.org/?log", "http:///x"])
def test_no_address(url: str) -> None:
    """What is no address of a folder is not asked at all."""
    with pytest.raises(UsageProblem):
        Website(url)


@pytest.mark.parametrize("end", ["", "?log"])
def test_no_password_is_shown(end: str) -> None:
    """Of an address that is refused for the password in it, the message shows no password."""
    with pytest.raises(UsageProblem, match=r"read https://example\.org/log") as told:
        Website(f"https://anna:s3cret@example.org/log{end}")
    assert "s3cret" not in str(told.value)


PACKED = b"Content-Encoding: gzip"


def test_packed_files() -> None:
    """A log may compress what it sends, asked or not; what was packed is what is read."""
    content = b"entry " * 1000
    packed = answer(gzip.compress(content), "200 OK", PACKED)
    with server([packed]) as (url, _), closing(Website(url)) as site:
        assert site.read("tile/entries/000", len(content)) == content


@pytest.mark.parametrize(
    "sent",
    [
        answer(gzip.compress(b"entry " * 1000)[:-9], "200 OK", PACKED),
        answer(gzip.compress(b"one") + b"more", "200 OK", PACKED),
        answer(b"no such thing", "200 OK", PACKED),
        answer(b"one", "200 OK", b"Content-Encoding: br"),
    ],
)
def test_packed_badly(sent: bytes) -> None:
    """What is cut off, has more behind it, or is packed otherwise is no file of a log."""
    with (
        server([sent]) as (url, _),
        closing(Website(url)) as site,
        pytest.raises(Unavailable, match="no answer came"),
    ):
        site.read("tile/entries/000", 10_000)


def test_packed_without_end() -> None:
    """No more is unpacked than a file may have, however much a few bytes stand for."""
    packed = answer(gzip.compress(bytes(2**19)), "200 OK", PACKED)
    with (
        server([packed]) as (url, _),
        closing(Website(url)) as site,
        pytest.raises(Unavailable, match="longer than 1,000"),
    ):
        site.read("tile/entries/000", 1_000)
