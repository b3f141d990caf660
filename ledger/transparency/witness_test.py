"""The conversation with a witness, from both ends."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.transparency import checkpoint, witness_protocol
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.encoding import InvalidInput, NotProven, to_base64
from ledger.transparency.keys import SigningKey, Type, cosigned_at
from ledger.transparency.merkle_tree import EMPTY_ROOT
from ledger.transparency.oracle_test import PUBLISHED, Oracle, outcome
from ledger.transparency.policy import Policy
from ledger.transparency.witness_protocol import Answer, Known, Request

ORACLE = Oracle([b"entry %d" % number for number in range(9)])
LOG = SigningKey("example.com/log", Type.SIGNATURE, bytes(32))
STRANGER = SigningKey(LOG.name, Type.SIGNATURE, bytes([1] * 32))
WITNESS = SigningKey("witness.example", Type.COSIGNATURE, bytes([2] * 32))
HASH = to_base64(bytes(32))
TIME = 1_700_000_000


def signed(size: int, key: SigningKey = LOG, root: bytes | None = None) -> bytes:
    """The checkpoint of a size, signed."""
    written = Checkpoint(key.name, size, ORACLE.mth(0, size) if root is None else root)
    return checkpoint.signed(written, [key])


def request(old_size: int, size: int, key: SigningKey = LOG) -> bytes:
    """A true request."""
    proof = ORACLE.proof(old_size, size) if 0 < old_size <= size else []
    return bytes(Request(old_size, tuple(proof), signed(size, key)))


def known(size: int) -> dict[str, Known]:
    """A witness that has seen the log grow to a size."""
    return {LOG.name: Known((LOG.verifier,), size, ORACLE.mth(0, size))}


def decide(body: bytes, logs: dict[str, Known]) -> Answer:
    """The answer at a fixed time."""
    return witness_protocol.decide(body, logs, WITNESS, TIME)


@given(
    st.integers(0, 2**63 - 1),
    st.lists(st.binary(min_size=32, max_size=32), max_size=63),
    st.binary(),
)
def test_requests(old_size: int, hashes: list[bytes], below: bytes) -> None:
    """Every request is read from its text, the checkpoint in it to the last byte."""
    sent = Request(old_size, tuple(hashes), below)
    assert witness_protocol.parse(bytes(sent)) == sent


def test_example() -> None:
    """A request as the specification lays it out."""
    assert bytes(Request(7, (bytes(32),), b"origin\n")).decode() == f"old 7\n{HASH}\n\norigin\n"
    assert bytes(Request(0, (), b"origin\n")) == b"old 0\n\norigin\n"


def test_the_longest_proof() -> None:
    """A log may send 63 hashes."""
    longest = Request(1, (bytes(32),) * 63, b"origin\n")
    assert witness_protocol.parse(bytes(longest)) == longest


def test_growth() -> None:
    """From every size to every other the witness cosigns, and says when it saw what."""
    for old_size in range(10):
        for size in range(old_size, 10):
            answer = decide(request(old_size, size), known(old_size))
            assert answer.status == HTTPStatus.OK
            assert answer.accepted == Checkpoint(LOG.name, size, ORACLE.mth(0, size))
            (cosignature,) = checkpoint.parse_signatures(answer.body.decode())
            assert cosigned_at(cosignature.value) == TIME
            message = witness_protocol.cosigned(signed(size), answer.body, [WITNESS.verifier])
            both = Policy([LOG.verifier], {"w": WITNESS.verifier}, quorum="w")
            assert both.verify(message) == answer.accepted


def test_the_first_checkpoint() -> None:
    """Of a log that it has not seen yet the witness takes any size, with an empty proof."""
    fresh = {LOG.name: Known((LOG.verifier,))}
    assert fresh[LOG.name].root == EMPTY_ROOT
    assert decide(request(0, 5), fresh).status == HTTPStatus.OK
    with_proof = bytes(Request(0, (bytes(32),), signed(5)))
    assert decide(with_proof, fresh).status == HTTPStatus.UNPROCESSABLE_ENTITY


def test_refusals_change_nothing() -> None:
    """Each reason has its status, and none of them leaves anything to store."""
    proof = tuple(ORACLE.proof(3, 5))
    other_root = signed(5, root=ORACLE.mth(0, 4))
    unreadable = signed(5).replace(b"\n5\n", b"\n05\n")
    expected: list[tuple[bytes, int]] = [
        (b"", 400),
        (b"old 3\n" + signed(5), 400),
        (request(3, 5)[1:], 400),
        (request(3, 5).replace(b"old 3", b"old 03"), 400),
        (bytes(Request(3, (bytes(32),) * 64, signed(5))), 400),
        (bytes(Request(3, proof, b"\n" + signed(5))), 400),
        (bytes(Request(3, proof, unreadable)), 400),
        (bytes(Request(3, proof, signed(5)[:-1] + b"\xff\n")), 400),
        (bytes(Request(6, (), signed(5))), 400),
        (request(3, 5, SigningKey("other.example", Type.SIGNATURE, LOG.seed)), 404),
        (request(3, 5, STRANGER), 403),
        (bytes(Request(6, (), signed(5, STRANGER))), 403),
        (bytes(Request(3, proof, signed(5)[:-2] + b"\n")), 403),
        (bytes(Request(3, proof, signed(5)[:-1])), 403),
        (request(0, 5), 409),
        (request(2, 5), 409),
        (request(4, 5), 409),
        (bytes(Request(3, (), signed(3, root=ORACLE.mth(0, 4)))), 422),
        (bytes(Request(3, proof[1:], signed(5))), 422),
        (bytes(Request(3, (*proof, bytes(32)), signed(5))), 422),
        (bytes(Request(3, (), signed(5))), 422),
        (bytes(Request(3, proof, other_root)), 422),
        (bytes(Request(3, (bytes(32),), signed(3))), 422),
        (bytes(Request(3, (bytes(32),), signed(3, root=ORACLE.mth(0, 4)))), 422),
    ]
    for body, status in expected:
        answer = decide(body, known(3))
        assert (answer.status, answer.accepted) == (status, None), body
        assert answer.body.endswith(b"\n")


def test_conflicts() -> None:
    """Whoever is behind is told the size that the witness saw last; a fork is another matter."""
    behind = decide(request(2, 5), known(3))
    assert (behind.body, behind.content_type) == (b"3\n", "text/x.tlog.size")
    fresh = decide(request(2, 5), {LOG.name: Known((LOG.verifier,))})
    assert (fresh.body, fresh.content_type) == (b"0\n", "text/x.tlog.size")
    fork = decide(bytes(Request(3, (), signed(3, root=ORACLE.mth(0, 4)))), known(3))
    assert (fork.status, fork.content_type) == (422, "text/plain; charset=utf-8")
    assert decide(request(0, 1), {}).body == b"this log is not known here\n"
    refused = decide(b"", known(3))
    assert refused.content_type == "text/plain; charset=utf-8"


def test_an_empty_log() -> None:
    """Of an empty log there is one root; another is refused, after what else is asked of it."""
    claim = checkpoint.signed(Checkpoint(LOG.name, 0, ORACLE.mth(0, 4)), [LOG])
    fresh = {LOG.name: Known((LOG.verifier,))}
    assert decide(bytes(Request(0, (), claim)), fresh).status == 422
    assert decide(bytes(Request(0, (), claim)), known(3)).body == b"3\n"
    assert decide(bytes(Request(0, (), claim)), {}).status == 404
    stranger = checkpoint.signed(Checkpoint(LOG.name, 0, ORACLE.mth(0, 4)), [STRANGER])
    assert decide(bytes(Request(0, (), stranger)), fresh).status == 403
    assert decide(bytes(Request(0, (), signed(0))), fresh).status == 200


def test_published_conversation() -> None:
    """One witness after the other request, in the order of a conversation that others published."""
    logs = {LOG.name: Known((LOG.verifier,))}
    unknown = SigningKey("example.com/unknown", Type.SIGNATURE, LOG.seed)
    requests = [
        request(0, 1),
        bytes(Request(1, tuple(ORACLE.proof(1, 3)), signed(3)[:-2] + b"A\n")),
        request(1, 3, unknown),
        bytes(Request(1, (), signed(3))),
        bytes(Request(1, (ORACLE.proof(1, 3)[0], bytes(32)), signed(3))),
        request(1, 3),
        request(1, 5),
        request(3, 5),
        request(0, 5),
    ]
    statuses = []
    for body in requests:
        answer = decide(body, logs)
        statuses.append(int(answer.status))
        if answer.accepted:
            logs[LOG.name] = Known((LOG.verifier,), answer.accepted.size, answer.accepted.root)
    assert statuses == PUBLISHED["witness_conversation"]["statuses"]


def test_any_key_of_the_log() -> None:
    """A log that changes its key is known under both; strangers may sign along."""
    new = SigningKey(LOG.name, Type.SIGNATURE, bytes([7] * 32))
    logs = {LOG.name: Known((LOG.verifier, new.verifier))}
    written = Checkpoint(LOG.name, 5, ORACLE.mth(0, 5))
    for keys in ([LOG], [new], [LOG, new], [STRANGER, new]):
        body = bytes(Request(0, (), checkpoint.signed(written, keys)))
        assert decide(body, logs).status == HTTPStatus.OK


@pytest.mark.parametrize(
    "text",
    [
        "",
        "old 1\n",
        "1\n\na\n",
        "old\n\na\n",
        "old \n\na\n",
        "old +1\n\na\n",
        "old 1_0\n\na\n",
        "old  1\n\na\n",
        "old 1 \n\na\n",
        "Old 1\n\na\n",
        f"old {2**63}\n\na\n",
        f"{HASH}\nold 1\n\na\n",
        f"old 1\n{HASH} \n\na\n",
        f"old 1\n{HASH[:-2]}B=\n\na\n",
        f"old 1\n{to_base64(bytes(33))}\n\na\n",
        "old 1\r\n\r\na\n",
        "old \u0661\n\na\n",
    ],
)
def test_no_requests(text: str) -> None:
    """Other words, other spellings and other lengths make no request."""
    with pytest.raises(InvalidInput):
        witness_protocol.parse(text.encode())


def test_cosigned() -> None:
    """Of an answer the log keeps the cosignatures of known witnesses, the newest of each."""
    text = checkpoint.parse_note(signed(5)).text
    stranger_key = SigningKey("other.example", Type.COSIGNATURE, bytes([3] * 32))
    first, second = checkpoint.cosign(text, WITNESS, 1), checkpoint.cosign(text, WITNESS, 2)
    stranger = checkpoint.cosign(text, stranger_key, 1)
    once = witness_protocol.cosigned(
        signed(5), (stranger.line + first.line).encode(), [WITNESS.verifier]
    )
    assert checkpoint.parse_note(once).signatures == (checkpoint.sign(text, LOG), first)
    twice = witness_protocol.cosigned(once, second.line.encode(), [WITNESS.verifier])
    assert checkpoint.parse_note(twice).signatures == (checkpoint.sign(text, LOG), second)
    # An old cosignature that is sent again takes nothing away.
    replayed = witness_protocol.cosigned(twice, first.line.encode(), [WITNESS.verifier])
    assert replayed == twice
    # A wrong one that somebody put there is replaced.
    wrong = checkpoint.Signature(WITNESS.name, WITNESS.verifier.id, second.value[:-1] + b"x")
    spoiled = checkpoint.write(text, [checkpoint.sign(text, LOG), wrong])
    mended = witness_protocol.cosigned(spoiled, first.line.encode(), [WITNESS.verifier])
    assert checkpoint.parse_note(mended).signatures == (checkpoint.sign(text, LOG), first)


def test_not_cosigned() -> None:
    """An answer without a cosignature of a known witness, or with a wrong one, is refused."""
    line = checkpoint.cosign(checkpoint.parse_note(signed(4)).text, WITNESS, 1).line
    keys = [WITNESS.verifier]
    assert outcome(witness_protocol.cosigned, signed(5), line.encode(), keys) is NotProven
    assert outcome(witness_protocol.cosigned, signed(4), line.encode(), []) is NotProven
    for wrong in (b"", b"\n", line.encode()[:-1], b"\xff\n", b"<html>\n"):
        assert outcome(witness_protocol.cosigned, signed(4), wrong, keys) is InvalidInput
