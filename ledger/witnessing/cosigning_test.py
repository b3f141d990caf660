"""A log collects cosignatures: from many witnesses at once, by mail, and out of what it kept."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import (
    NotFound,
    Problem,
    Refused,
    Tampered,
    Unavailable,
    Unreadable,
    UsageProblem,
)
from ledger.http_post_test import says, server
from ledger.transparency import checkpoint
from ledger.transparency.encoding import InvalidInput, NotProven
from ledger.transparency.keys import SigningKey, Type, VerifierKey, cosigned_at
from ledger.transparency.oracle_test import Oracle
from ledger.witnessing.client_test import cosignature, prove
from ledger.witnessing.cosigning import (
    answered,
    collected,
    ending,
    gathered,
    request_file,
    sizes_cosigned,
    sizes_seen,
)
from ledger.witnessing.server import Limits
from ledger.witnessing.server_test import running
from ledger.witnessing.state import WitnessStore
from ledger.witnessing.state_test import LOG, ORACLE, OTHER, WITNESS, request, signed

UNION = SigningKey("union.example", Type.COSIGNATURE, bytes([4] * 32))
KEYS = [WITNESS.verifier, UNION.verifier]
HASTE_S = 0.2


def under(size: int, *cosignatures: tuple[SigningKey, int], oracle: Oracle = ORACLE) -> bytes:
    """The checkpoint of a size with cosignatures of some witnesses, each of its time."""
    lines = [cosignature(size, key, time, oracle) for key, time in cosignatures]
    return signed(size, oracle) + b"".join(lines)


def rows(*messages: bytes) -> list[tuple[int, bytes]]:
    """Checkpoints as a ledger keeps them."""
    return [
        (checkpoint.parse_checkpoint(checkpoint.split(message)[0]).size, message)
        for message in messages
    ]


def cosigners(message: bytes) -> dict[str, int]:
    """Who cosigned, and when."""
    return {
        signature.name: cosigned_at(signature.value)
        for signature in checkpoint.parse_note(message).signatures
        if signature.name != LOG.name
    }


def silent(connection: socket.socket) -> None:
    """Say nothing until the other side hangs up."""
    connection.recv(1)


def test_slow_ones_keep_nobody_waiting(tmp_path: Path) -> None:
    """Who answers is counted; who does not is named, once its time is over and that of no other."""
    state = WitnessStore(tmp_path / "witness")
    state.add(LOG.verifier)
    state.answer(request(0, 5), WITNESS, 1)
    slow = [SigningKey(f"slow-{n}.example", Type.COSIGNATURE, bytes([n] * 32)) for n in range(9)]
    with ExitStack() as stack:
        witness = stack.enter_context(running(state, Limits(request_s=60.0)))
        urls = {key.verifier: stack.enter_context(server(silent)) for key in slow}
        urls[WITNESS.verifier] = witness.server.url
        assert sizes_seen(LOG, urls, HASTE_S) == {WITNESS.verifier: 5}
    with ExitStack() as stack:
        witness = stack.enter_context(running(state, Limits(request_s=60.0)))
        urls = {key.verifier: stack.enter_context(server(silent)) for key in slow}
        urls[WITNESS.verifier] = witness.server.url
        message, problems = collected(signed(9), urls, prove(9), {}, HASTE_S)
    assert list(cosigners(message)) == [WITNESS.name]
    assert [type(problem) for problem in problems] == [Unavailable] * len(slow)
    for key, problem in zip(slow, problems, strict=True):
        assert f"ask the witness {key.name} at http://127.0.0.1" in str(problem)


def test_nobody_to_ask() -> None:
    """Without witnesses the checkpoint stays as it is."""
    assert sizes_seen(LOG, {}) == {}
    assert collected(signed(9), {}, prove(9), {}) == (signed(9), [])


@pytest.mark.parametrize(
    ("answer", "seen"),
    [
        (b"HTTP/1.0 409 C\r\nContent-Type: text/x.tlog.size\r\n\r\n7\n", 7),
        (b"HTTP/1.0 409 C\r\nContent-Type: text/plain\r\n\r\n7\n", None),
        (b"HTTP/1.0 409 C\r\nContent-Type: text/x.tlog.size\r\n\r\n07\n", None),
        (b"HTTP/1.0 200 OK\r\n\r\nwhatever\n", 0),
        (b"HTTP/1.0 400 No\r\n\r\nno empty logs here\n", None),
        (b"HTTP/1.0 422 No\r\n\r\nno empty logs here\n", None),
        (b"HTTP/1.0 404 No\r\n\r\n", None),
        (b"HTTP/1.0 302 Elsewhere\r\nLocation: http://127.0.0.1:1/\r\n\r\n", None),
        (b"", None),
        (b"SMTP\r\n", None),
    ],
)
def test_what_a_witness_says_to_have_seen(answer: bytes, seen: int | None) -> None:
    """Only a size in its one spelling says something; who has seen nothing cosigns nothing."""
    with server(says(answer)) as url:
        expected = {} if seen is None else {WITNESS.verifier: seen}
        assert sizes_seen(LOG, {WITNESS.verifier: url}) == expected


def test_an_address_that_is_none() -> None:
    """It is that witness that cannot be asked, and no other."""
    _, (problem,) = collected(signed(9), {WITNESS.verifier: "ftp://example.org"}, prove(9), {})
    assert isinstance(problem, UsageProblem)
    assert WITNESS.name in str(problem)


def test_gathered() -> None:
    """One checkpoint for each text, the largest first, with what stands under any of its rows."""
    unsigned = f"{checkpoint.split(signed(20))[0]}\n".encode()
    stranger = SigningKey("other.example/log", Type.SIGNATURE, bytes(32))
    kept = rows(
        signed(5),
        under(9, (WITNESS, 3)),
        under(5, (WITNESS, 1)),
        under(9, (WITNESS, 7), (UNION, 4)),
        under(9, (UNION, 6)),
        signed(9, OTHER),
        signed(12, key=stranger),
    )
    notes = gathered([*kept, (9, b"nonsense"), (9, b""), (20, unsigned)], LOG.name)
    assert [checkpoint.split(note)[0] for note in notes] == [
        checkpoint.split(note)[0] for note in (signed(9, OTHER), signed(9), signed(5))
    ]
    assert [cosigners(note) for note in notes] == [
        {},
        {WITNESS.name: 7, UNION.name: 6},
        {WITNESS.name: 1},
    ]
    for note in notes:
        assert checkpoint.verified(checkpoint.parse_note(note), [LOG.verifier, *KEYS])
    assert gathered([], LOG.name) == []


def test_sizes_cosigned() -> None:
    """The largest of each witness; a line in its name that is not its signature counts nothing."""
    false = under(9).rstrip(b"\n") + b"\n" + cosignature(7, WITNESS)
    kept = gathered(rows(under(5, (WITNESS, 1)), under(3, (WITNESS, 1)), false), LOG.name)
    assert sizes_cosigned(kept, KEYS) == {WITNESS.verifier: 5}
    assert sizes_cosigned([], KEYS) == {}


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from([WITNESS, UNION])), max_size=12))
def test_sizes_cosigned_are_the_largest(cosigned: list[tuple[int, SigningKey]]) -> None:
    """In whatever order they came."""
    kept = gathered(rows(*(under(size, (key, 1)) for size, key in cosigned)), LOG.name)
    sizes = [checkpoint.parse_checkpoint(checkpoint.split(note)[0]).size for note in kept]
    assert all(before > after for before, after in pairwise(sizes))
    expected: dict[VerifierKey, int] = {}
    for size, key in cosigned:
        expected[key.verifier] = max(size, expected.get(key.verifier, 0))
    assert sizes_cosigned(kept, KEYS) == expected


def test_answers_by_mail() -> None:
    """An answer finds the checkpoint that it belongs to, and what stands under it stays."""
    kept = gathered(rows(signed(5), under(9, (UNION, 2)), signed(12)), LOG.name)
    note = answered(kept, cosignature(9, WITNESS, 8), KEYS)
    assert checkpoint.split(note)[0] == checkpoint.split(signed(9))[0]
    assert cosigners(note) == {UNION.name: 2, WITNESS.name: 8}
    for body in (cosignature(7, WITNESS), cosignature(9, WITNESS, oracle=OTHER)):
        with pytest.raises(NotProven, match="under a checkpoint kept here"):
            answered(kept, body, KEYS)
    with pytest.raises(NotProven):
        answered(kept, cosignature(9, WITNESS), [UNION.verifier])
    with pytest.raises(NotProven):
        answered([], cosignature(9, WITNESS), KEYS)
    with pytest.raises(InvalidInput):
        answered(kept, b"Dear log,\n", KEYS)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("bond", "bond.request"),
        ("witness.bond.example", "witness.bond.example.request"),
        ("bond/second", "bond-second-"),
        ("../../etc/passwd", "etc-passwd-"),
        ("Bond", "bond-"),
        (".hidden", "hidden-"),
        ("...", "-"),
        ("a\\b:c*d", "a-b-c-d-"),
        ("b\udcff", "b--"),
        ("n" * 300, "n" * 100 + "-"),
    ],
)
def test_files_of_requests(name: str, file: str) -> None:
    """Whatever a witness is called, its file lies in the folder and looks like its name."""
    request_name = request_file(name, WITNESS.verifier)
    ending_of_it = "" if file.endswith(".request") else f"{WITNESS.verifier.id.hex()}.request"
    assert request_name == file + ending_of_it


@given(st.lists(st.text(min_size=1, max_size=6), unique=True, max_size=6))
def test_no_two_files_are_one(names: list[str]) -> None:
    """Also on a system that does not tell capitals from small letters."""
    keys = [SigningKey("w", Type.COSIGNATURE, bytes([n] * 32)).verifier for n in range(len(names))]
    files = {request_file(name, key).casefold() for name, key in zip(names, keys, strict=True)}
    assert len(files) == len(names)
    assert not any("/" in file or "\0" in file or file.startswith(".") for file in files)


KINDS: Sequence[Callable[[str, str, str], Problem]] = (
    UsageProblem,
    Refused,
    NotFound,
    Unreadable,
    Unavailable,
    Tampered,
)


@given(st.lists(st.sampled_from(KINDS), max_size=5), st.booleans())
def test_how_it_ends(kinds: list[Callable[[str, str, str], Problem]], reached: bool) -> None:  # noqa: FBT001 - hypothesis gives it by place
    """Well when the quorum is reached and no witness has seen another history; else with all."""
    failures = [kind("ask", "no", "Try") for kind in kinds]
    missing = None if reached else Unavailable("ask", "who is missing", "Wait")
    problems = ending(failures, missing)
    if reached and Tampered not in kinds:
        assert problems == []
    else:
        assert problems == [*failures, *([] if missing is None else [missing])]
