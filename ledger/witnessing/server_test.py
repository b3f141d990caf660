"""A witness in the open: what it answers, and what strangers cannot do to it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest

from domain.errors import Problem, Refused, Unavailable
from ledger.transparency import checkpoint, witness_protocol
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.keys import SigningKey, Type
from ledger.transparency.policy import Policy
from ledger.transparency.proofs import MOST_HASHES
from ledger.witnessing.server import Limits, WitnessServer
from ledger.witnessing.state import Outcome, WitnessStore
from ledger.witnessing.state_test import LOG, OTHER, WITNESS, request, signed

SMALL = Limits(request_bytes=4096, request_s=60.0)
HASTY = Limits(request_s=0.3)


class Counting(WitnessServer):
    """A witness that counts the connections that it was asked on."""

    connections = 0

    def process_request(self, request: Any, client_address: Any) -> None:
        """Count one more."""
        self.connections += 1
        super().process_request(request, client_address)


class Running:
    """A witness at work, and what its operator was told."""

    def __init__(self, state: WitnessStore, limits: Limits) -> None:
        self.told: list[Outcome | Problem] = []
        self.server = Counting(("127.0.0.1", 0), state, WITNESS, self.told.append, limits)
        self.port = int(self.server.server_address[1])

    @property
    def connections(self) -> int:
        """How many connections there were until now."""
        return self.server.connections

    def connect(self) -> socket.socket:
        """A connection on which nothing was said yet."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=60)

    def ask(self, method: str, path: str, body: bytes | None = None) -> tuple[int, str, str]:
        """Status, content type and body of an answer."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request(method, path, body)
            response = connection.getresponse()
            return response.status, response.headers["Content-Type"], response.read().decode()


@contextmanager
def running(state: WitnessStore, limits: Limits = SMALL) -> Iterator[Running]:
    """Serve in a thread, and stop."""
    running_witness = Running(state, limits)
    thread = threading.Thread(target=running_witness.server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield running_witness
    finally:
        running_witness.server.shutdown()
        thread.join()
        running_witness.server.server_close()


@pytest.fixture
def state(tmp_path: Path) -> WitnessStore:
    """A witness that knows the log."""
    made = WitnessStore(tmp_path / "witness")
    made.add(LOG.verifier)
    return made


def test_the_conversation(state: WitnessStore) -> None:
    """Each answer has its status, its type and its words, and the operator hears of all."""
    stranger = SigningKey("stranger.example/log", Type.SIGNATURE, bytes(32))
    plain = "text/plain; charset=utf-8"
    expected = [
        (request(0, 5), 200, plain, f"— {WITNESS.name} "),
        (request(0, 9), 409, "text/x.tlog.size", "5\n"),
        (request(5, 9, OTHER), 422, plain, ""),
        (request(5, 5, OTHER), 422, plain, "another root was cosigned for this size\n"),
        (request(5, 9, key=stranger), 404, plain, "this log is not known here\n"),
        (request(5, 9).replace(b"old 5", b"old 10"), 400, plain, "the old size is above"),
        (b"hello", 400, plain, "lines in ASCII"),
        (signed(9), 400, plain, "a request starts with the old size\n"),
    ]
    with running(state) as witness:
        for body, *answer in expected:
            status, content_type, text = witness.ask("POST", "/add-checkpoint", body)
            assert [status, content_type] == answer[:2]
            assert text.startswith(str(answer[2]))
    outcomes = [outcome for outcome in witness.told if isinstance(outcome, Outcome)]
    assert [outcome.answer.status for outcome in outcomes] == [answer[1] for answer in expected]
    assert [outcome.forked for outcome in outcomes] == [False] * 3 + [True] + [False] * 4
    assert outcomes[0].shown == Checkpoint(LOG.name, 5, signed_root(5))
    assert outcomes[-2].shown is None


def signed_root(size: int) -> bytes:
    """The root in the checkpoint of a size."""
    return checkpoint.parse_checkpoint(checkpoint.parse_note(signed(size)).text).root


def test_other_requests(state: WitnessStore) -> None:
    """Other paths and methods are refused in words; whoever looks sees who this is."""
    with running(state) as witness:
        greeting = f"The witness {WITNESS.name}\n{WITNESS.verifier}\n"
        assert witness.ask("GET", "/")[::2] == (200, greeting)
        assert witness.ask("GET", "/add-checkpoint")[::2] == (
            405,
            "checkpoints are sent with POST\n",
        )
        for method in ("GET", "POST"):
            status, _, text = witness.ask(method, "/elsewhere", b"x" if method == "POST" else None)
            assert (status, text) == (404, "checkpoints are sent to /add-checkpoint\n")
        status, content_type, _ = witness.ask("DELETE", "/")
        assert (status, content_type) == (501, "text/plain; charset=utf-8")
    assert witness.told == []


def test_too_long(state: WitnessStore) -> None:
    """A long request is refused in words, one without an honest length is not read."""
    with running(state) as witness:
        most = SMALL.request_bytes
        status, _, text = witness.ask("POST", "/add-checkpoint", bytes(most + 1))
        assert (status, text) == (413, "a request has at most 4,096 bytes\n")
        assert witness.ask("POST", "/add-checkpoint", bytes(most))[0] == 400
        for length in ("", "+5", "-1", "0x5", "5, 5", "\u0665"):
            head = f"POST /add-checkpoint HTTP/1.1\r\nContent-Length: {length}\r\n\r\nhello"
            assert heard(witness, head.encode()).startswith(b"HTTP/1.1 411 ")
        chunked = b"POST /add-checkpoint HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        assert heard(witness, chunked).startswith(b"HTTP/1.1 411 ")
        assert heard(witness, b"GET /" + b"a" * 70_000 + b" HTTP/1.0\r\n\r\n")[9:12] in {
            b"414",
            b"",
        }


def heard(witness: Running, request_bytes: bytes) -> bytes:
    """All that a connection answers to what was said on it."""
    with closing(witness.connect()) as connection:
        connection.sendall(request_bytes)
        answer = b""
        try:
            while piece := connection.recv(4096):
                answer += piece
        except ConnectionResetError:
            pass
        return answer


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"",
        b"POST /add-checkpoint HTTP/1.0\r\nContent-",
        b"POST /add-checkpoint HTTP/1.0\r\nContent-Length: 500\r\n\r\nold 0\n\n",
    ],
)
def test_too_slow(state: WitnessStore, request_bytes: bytes) -> None:
    """Whoever does not come to an end is left alone, without an answer, and in his time."""
    with running(state, HASTY) as witness:
        assert heard(witness, request_bytes) == b""
    assert witness.told == []
    assert state.overview()[0].time is None


def test_a_drip_is_no_excuse(state: WitnessStore) -> None:
    """A byte now and then does not keep the connection: the time is that of the whole request."""
    body = request(0, 5)
    head = f"POST /add-checkpoint HTTP/1.0\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    with running(state, HASTY) as witness, closing(witness.connect()) as connection:
        connection.sendall(head)
        connection.settimeout(0.02)
        assert drip(connection, body) < len(body)
    assert witness.told == []


def drip(connection: socket.socket, body: bytes) -> int:
    """Send a byte each time that nothing came back for a while; how many until the end."""
    for sent, byte in enumerate(body):
        try:
            connection.sendall(bytes([byte]))
            if connection.recv(1) == b"":
                return sent
        except TimeoutError:
            continue
        except ConnectionError:
            return sent
    return len(body)


def test_a_cut_request_is_not_answered(state: WitnessStore) -> None:
    """A request that breaks off is nothing, also where its part would be a request."""
    body = request(0, 5)
    cut = f"POST /add-checkpoint HTTP/1.0\r\nContent-Length: {len(body) + 1}\r\n\r\n".encode()
    with running(state) as witness, closing(witness.connect()) as connection:
        connection.sendall(cut + body)
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(1) == b""
    assert witness.told == []
    assert state.overview()[0].time is None


def test_crowds(state: WitnessStore) -> None:
    """Beyond so many at once the next one is sent away; who was there is answered."""
    patient = Limits(request_s=60.0, at_once=2)
    body = request(0, 5)
    head = f"POST /add-checkpoint HTTP/1.0\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    with (
        running(state, patient) as witness,
        closing(witness.connect()) as a,
        closing(witness.connect()) as b,
    ):
        for connection in (a, b):
            connection.sendall(head)
        assert heard(witness, b"GET / HTTP/1.0\r\n\r\n") == b""
        for connection in (a, b):
            connection.sendall(body)
        statuses = []
        for connection in (a, b):
            response = HTTPResponse(connection)
            response.begin()
            statuses.append(response.status)
            response.close()
        assert sorted(statuses) == [200, 409]


def test_keep_alive(state: WitnessStore) -> None:
    """A log asks as often as it needs to on one connection, up to so many times."""
    limits = Limits(request_s=60.0, on_one_connection=3)
    with (
        running(state, limits) as witness,
        closing(HTTPConnection("127.0.0.1", witness.port, timeout=60)) as connection,
    ):
        connection.connect()
        wire = connection.sock
        for body, expected in ((request(0, 5), 200), (request(0, 9), 409), (b"no", 400)):
            assert connection.sock is wire
            connection.request("POST", "/add-checkpoint", body)
            response = connection.getresponse()
            assert (response.status, bool(response.read())) == (expected, True)
        assert response.headers["Connection"] == "close"
        assert connection.sock is None


def test_what_was_not_read_is_no_request(state: WitnessStore) -> None:
    """The body of a request that needs none is not taken for a further request."""
    within = b"GET / HTTP/1.1\r\n\r\n"
    for path in (b"/", b"/elsewhere"):
        head = b"GET " + path + b" HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % len(within)
        with running(state) as witness:
            assert heard(witness, head + within).count(b"HTTP/1.1 ") == 1


def test_the_checkpoint_for_monitors(state: WitnessStore) -> None:
    """Whoever asks by the hash of its origin is given what was cosigned last of a log."""
    path = f"/{sha256(LOG.name.encode()).hexdigest()}/checkpoint"
    with running(state) as witness:
        assert witness.ask("GET", path)[0] == 404
        answers = [
            witness.ask("POST", "/add-checkpoint", body) for body in (request(0, 5), request(5, 9))
        ]
        status, content_type, text = witness.ask("GET", path)
        assert (status, content_type) == (200, "text/plain; charset=utf-8")
        known = Policy([LOG.verifier], {"w": WITNESS.verifier}, quorum="w")
        assert known.verify(text.encode()) == Checkpoint(LOG.name, 9, signed_root(9))
        assert text.endswith(answers[1][2])
        assert witness.ask("GET", path.replace("checkpoint", "elsewhere"))[0] == 404
        assert witness.ask("GET", f"/{'0' * 64}/checkpoint")[0] == 404
        assert witness.ask("GET", path.upper())[0] == 404
        state.remove(LOG.name)
        assert witness.ask("GET", path)[0] == 404


def test_a_witness_that_cannot_write(state: WitnessStore) -> None:
    """Nothing is cosigned, strangers learn nothing of the disk, and the operator hears why."""
    with running(state) as witness:
        (state.folder / "witness.db").unlink()
        (state.folder / "witness.db").mkdir()
        status, _, text = witness.ask("POST", "/add-checkpoint", request(0, 5))
        assert (status, text) == (503, "nothing can be stored now, so nothing was cosigned\n")
    (problem,) = witness.told
    assert isinstance(problem, Unavailable)
    assert str(state.folder) in str(problem)


def test_addresses(state: WitnessStore) -> None:
    """A taken address and the folder of another witness are problems in words; IPv6 is fine."""
    with running(state) as witness:
        with pytest.raises(Unavailable, match="address already in use"):
            WitnessServer(("127.0.0.1", witness.port), state, WITNESS, witness.told.append)
        stranger = SigningKey("stranger.example", Type.COSIGNATURE, bytes([3] * 32))
        with pytest.raises(Refused, match="that of another witness"):
            WitnessServer(("127.0.0.1", 0), state, stranger, witness.told.append)
        assert witness.server.url == f"http://127.0.0.1:{witness.port}/"


def test_the_longest_request() -> None:
    """What the specification allows fits in the limits with room to spare."""
    names = "n" * 200
    signatures = 100 * (len(f"— {names} ".encode()) + 100 + 1)
    longest = witness_protocol.Request(2**63 - 1, (bytes(32),) * MOST_HASHES, bytes(signatures))
    assert len(bytes(longest)) + 1024 < Limits().request_bytes
