"""A log asks witnesses: honest ones, stale ones, and those that lie."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from http import HTTPStatus
from pathlib import Path

import pytest

from domain.errors import NotFound, Problem, Refused, Tampered, Unavailable
from ledger.http_post_test import says, server
from ledger.transparency import checkpoint
from ledger.transparency.keys import SigningKey, Type, cosigned_at
from ledger.transparency.oracle_test import Oracle
from ledger.transparency.policy import Policy
from ledger.transparency.witness_protocol import SIZE_TYPE, Answer, Request
from ledger.witnessing.client import Line, submit, witnessed
from ledger.witnessing.server import Limits
from ledger.witnessing.server_test import running
from ledger.witnessing.state import WitnessStore
from ledger.witnessing.state_test import LOG, ORACLE, OTHER, WITNESS, request, signed

LIAR = SigningKey("liar.example", Type.COSIGNATURE, bytes([5] * 32))


@pytest.fixture
def state(tmp_path: Path) -> WitnessStore:
    """A witness that knows the log and has seen five records of it."""
    made = WitnessStore(tmp_path / "witness")
    made.add(LOG.verifier)
    made.answer(request(0, 5), WITNESS, 1)
    return made


def prove(size: int, oracle: Oracle = ORACLE) -> Callable[[int], Sequence[bytes]]:
    """The proofs of a log of that size."""
    return lambda old: oracle.proof(old, size) if 0 < old <= size else []


def asked(state: WitnessStore, size: int, old: int, oracle: Oracle = ORACLE) -> bytes:
    """The checkpoint of a size, cosigned by the witness with that state, over HTTP."""
    with running(state, Limits(request_s=60.0)) as witness:
        ask = partial(submit, witness.server.url)
        return witnessed(signed(size, oracle), WITNESS.verifier, prove(size, oracle), old, ask)


@pytest.mark.parametrize("old", [0, 3, 5, 7])
def test_growth(state: WitnessStore, old: int) -> None:
    """Whatever the log thinks that the witness saw last, it gets its cosignature, verified."""
    cosigned = asked(state, 9, old)
    policy = Policy([LOG.verifier], {"w": WITNESS.verifier}, quorum="w")
    assert policy.verify(cosigned).size == 9
    assert [line.size for line in state.overview()] == [9]


def test_split_view(state: WitnessStore) -> None:
    """A log that shows its witness another history than before is found out, and told so."""
    for size in (5, 7):
        with pytest.raises(Tampered) as caught:
            asked(state, size, 5, OTHER)
        assert LOG.name in str(caught.value)
    assert [line.size for line in state.overview()] == [5]


def test_an_old_backup(state: WitnessStore) -> None:
    """A log that lost records is told how many the witness has seen."""
    with pytest.raises(Tampered, match="it says that it has seen 5 records of this log"):
        asked(state, 3, 3)


def test_unknown(tmp_path: Path) -> None:
    """A witness that does not know the log, or not this key of it, says so."""
    state = WitnessStore(tmp_path)
    with pytest.raises(NotFound, match="gestand witness add"):
        asked(state, 5, 0)
    state.add(SigningKey(LOG.name, Type.SIGNATURE, bytes([9] * 32)).verifier)
    with pytest.raises(Refused, match="no signature by a key of this log"):
        asked(state, 5, 0)


def conversation(*answers: Answer) -> tuple[list[Request], Callable[[Request], Answer]]:
    """A witness that answers what it likes, and what it was asked."""
    requests: list[Request] = []

    def ask(sent: Request) -> Answer:
        requests.append(sent)
        return answers[len(requests) - 1]

    return requests, ask


def cosignature(size: int, key: SigningKey, time: int = 1, oracle: Oracle = ORACLE) -> bytes:
    """A cosignature under the checkpoint of a size."""
    return checkpoint.cosign(
        checkpoint.parse_note(signed(size, oracle)).text, key, time
    ).line.encode()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\n",
        b"ok\n",
        b"<html>\n",
        b"\xff\xfe",
        cosignature(9, LIAR),  # by a key that the policy does not name, or no longer
        cosignature(7, WITNESS),  # replayed from an older checkpoint
        cosignature(9, WITNESS, oracle=OTHER),  # over another history
        cosignature(9, WITNESS)[:-1],
        cosignature(9, WITNESS).replace(b" ", b"  "),
        cosignature(9, WITNESS) * 101,
        cosignature(9, WITNESS) + cosignature(7, WITNESS),
    ],
)
def test_a_witness_that_lies(body: bytes) -> None:
    """What is no cosignature of this witness under this checkpoint is not taken for one."""
    _, ask = conversation(Answer(HTTPStatus.OK, body))
    with pytest.raises(Unavailable, match="no cosignature of this witness"):
        witnessed(signed(9), WITNESS.verifier, prove(9), 5, ask)


def test_a_replay_takes_nothing_away() -> None:
    """An older cosignature under the same checkpoint does not make it look less recent."""
    _, ask = conversation(*(Answer(HTTPStatus.OK, cosignature(9, WITNESS, t)) for t in (7, 3)))
    once = witnessed(signed(9), WITNESS.verifier, prove(9), 5, ask)
    twice = witnessed(once, WITNESS.verifier, prove(9), 5, ask)
    assert cosigned_at(checkpoint.parse_note(twice).signatures[-1].value) == 7


def test_what_strangers_add_is_left_out() -> None:
    """Signatures of others in an answer are not taken along."""
    answer = Answer(HTTPStatus.OK, cosignature(9, LIAR) + cosignature(9, WITNESS))
    _, ask = conversation(answer)
    cosigned = witnessed(signed(9), WITNESS.verifier, prove(9), 5, ask)
    assert [signature.name for signature in checkpoint.parse_note(cosigned).signatures] == [
        LOG.name,
        WITNESS.name,
    ]


def size(number: str) -> Answer:
    """An answer that the witness has seen another size."""
    return Answer(HTTPStatus.CONFLICT, f"{number}\n".encode(), SIZE_TYPE)


def test_a_witness_that_changes_its_mind() -> None:
    """It is asked once more from the size that it names, and then no more."""
    requests, ask = conversation(size("7"), size("8"))
    with pytest.raises(Refused, match="from another size"):
        witnessed(signed(9), WITNESS.verifier, prove(9), 5, ask)
    assert [sent.old_size for sent in requests] == [5, 7]
    assert requests[1].proof == tuple(ORACLE.proof(7, 9))


def test_another_history_of_the_same_size() -> None:
    """A witness that names the very size that it was asked for objects to the root."""
    requests, ask = conversation(size("9"), size("9"))
    with pytest.raises(Tampered, match="another history of the same 9 records"):
        witnessed(signed(9), WITNESS.verifier, prove(9), 5, ask)
    assert [sent.old_size for sent in requests] == [5, 9]


@pytest.mark.parametrize("number", ["007", "+7", "7 ", "", "-1", "1e3", "\u0667"])
def test_no_size(number: str) -> None:
    """A size in another spelling is none, and nothing is asked again because of it."""
    requests, ask = conversation(size(number))
    with pytest.raises(Problem):
        witnessed(signed(9), WITNESS.verifier, prove(9), 5, ask)
    assert len(requests) == 1


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (400, Refused, "it cannot read the request: “because"),
        (403, Refused, "it finds no signature by a key of this log"),
        (404, NotFound, "it does not know this log"),
        (409, Tampered, "it has cosigned another history of the same 9 records"),
        (422, Tampered, "it is not proven that this log extends what the witness saw before"),
        (302, Unavailable, "it answers 302: “because"),
        (429, Unavailable, "it answers 429: “because"),
        (500, Unavailable, "it answers 500: “because"),
    ],
)
def test_words_for_every_refusal(status: int, kind: type[Problem], words: str) -> None:
    """Each status says what stands in the way and what to do, and no more than was said."""
    _, ask = conversation(Answer(HTTPStatus(status), b"because\x1b[2J\n"))
    with pytest.raises(kind) as caught:
        witnessed(signed(9), WITNESS.verifier, prove(9), 5, ask)
    assert words in str(caught.value)
    assert f"have {WITNESS.name} witness the 9 records of {LOG.name}" in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_an_unknown_status() -> None:
    """A status that HTTP does not have is no answer that counts."""
    with server(says(b"HTTP/1.0 999 Whatever\r\n\r\n")) as url:
        assert submit(url, Request(0, (), signed(1))).status == HTTPStatus.BAD_GATEWAY


def test_one_connection(state: WitnessStore) -> None:
    """A witness is asked again on the connection that there is, and on a new one when it ended."""
    limits = Limits(request_s=60.0, on_one_connection=2)
    with running(state, limits) as witness, closing(Line(witness.server.url)) as line:
        sizes = [line.submit(Request(0, (), signed(9))).body for _ in range(5)]
        assert sizes == [b"5\n"] * 5
        assert witness.connections == 3
