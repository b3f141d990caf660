"""What a witness keeps: it answers once, after storing, and proves a fork when it sees one."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections import Counter
from contextlib import closing
from http import HTTPStatus
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from domain.errors import NotFound, Refused, Unavailable
from ledger.transparency import checkpoint
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.keys import SigningKey, Type
from ledger.transparency.oracle_test import Oracle
from ledger.transparency.witness_protocol import Request
from ledger.witnessing.state import FILE, WitnessStore

ORACLE = Oracle([b"entry %d" % number for number in range(40)])
OTHER = Oracle([b"entry %d" % number for number in range(3)] + [b"forged"] * 37)
LOG = SigningKey("example.com/log", Type.SIGNATURE, bytes(32))
WITNESS = SigningKey("witness.example", Type.COSIGNATURE, bytes([2] * 32))


def signed(size: int, oracle: Oracle = ORACLE, key: SigningKey = LOG) -> bytes:
    """The checkpoint of a size."""
    return checkpoint.signed(Checkpoint(key.name, size, oracle.mth(0, size)), [key])


def request(old: int, size: int, oracle: Oracle = ORACLE, key: SigningKey = LOG) -> bytes:
    """A request with a true proof in its own history."""
    proof = oracle.proof(old, size) if 0 < old <= size else []
    return bytes(Request(old, tuple(proof), signed(size, oracle, key)))


@pytest.fixture
def state(tmp_path: Path) -> WitnessStore:
    """A witness that knows the log and has seen nothing of it."""
    made = WitnessStore(tmp_path / "witness")
    made.add(LOG.verifier)
    return made


def ask(state: WitnessStore, body: bytes, time: int = 1) -> int:
    """The status of the answer."""
    return state.answer(body, WITNESS, time).answer.status


def test_it_remembers(state: WitnessStore) -> None:
    """What was cosigned is known to whoever opens the folder later; a refusal changes nothing."""
    assert ask(state, request(0, 5), time=7) == HTTPStatus.OK
    again = WitnessStore(state.folder)
    assert ask(again, request(0, 9)) == HTTPStatus.CONFLICT
    assert ask(again, request(5, 9, OTHER)) == HTTPStatus.UNPROCESSABLE_ENTITY
    assert [(line.origin, line.size, line.time) for line in again.overview()] == [(LOG.name, 5, 7)]
    assert ask(again, request(5, 9), time=8) == HTTPStatus.OK
    assert [(line.size, line.time) for line in again.overview()] == [(9, 8)]


def test_the_same_checkpoint_again(state: WitnessStore) -> None:
    """A log may have the same size cosigned anew, to show that it is still looked at."""
    for time in (1, 2):
        answered = state.answer(request(0 if time == 1 else 5, 5), WITNESS, time).answer
        (cosignature,) = checkpoint.parse_signatures(answered.body.decode())
        assert WITNESS.verifier.verifies(checkpoint.parse_note(signed(5)).text, cosignature.value)
    assert [line.time for line in state.overview()] == [2]


def test_logs_and_their_keys(state: WitnessStore) -> None:
    """An unknown log is none of its business; a second key of a known one counts once added."""
    new = SigningKey(LOG.name, Type.SIGNATURE, bytes([9] * 32))
    other_key = SigningKey("example.com/other", Type.SIGNATURE, bytes(32))
    assert ask(state, request(0, 5, key=other_key)) == HTTPStatus.NOT_FOUND
    assert ask(state, request(0, 5, key=new)) == HTTPStatus.FORBIDDEN
    assert (state.add(new.verifier), state.add(new.verifier)) == (True, False)
    assert ask(state, request(0, 5, key=new)) == HTTPStatus.OK
    with pytest.raises(Refused, match="no log signs with such a key"):
        state.add(WITNESS.verifier)


def test_one_folder_one_witness(state: WitnessStore) -> None:
    """Two witnesses in one folder would vouch for what only one of them saw."""
    ask(state, request(0, 5))
    stranger = SigningKey("stranger.example", Type.COSIGNATURE, bytes([3] * 32))
    with pytest.raises(Refused, match="that of another witness"):
        state.answer(request(5, 6), stranger, 1)
    with pytest.raises(Refused, match="that of another witness"):
        state.claim(stranger)


def test_a_fork_is_kept(state: WitnessStore) -> None:
    """Two roots of one size, both signed by the log, are kept as proof, whichever way they come."""
    for old, size in ((0, 2), (2, 5), (5, 7)):
        assert ask(state, request(old, size)) == HTTPStatus.OK
    harmless = [
        request(7, 9, OTHER),  # a size that nobody cosigned: not extended, but no proof either
        request(5, 2, OTHER),  # the two histories are one up to here
        request(7, 7, key=SigningKey(LOG.name, Type.SIGNATURE, bytes([9] * 32))),
        b"nonsense",
    ]
    for body in harmless:
        outcome = state.answer(body, WITNESS, 1)
        assert (outcome.forked, outcome.answer.accepted) == (False, None)
    forged = SigningKey(LOG.name, Type.SIGNATURE, bytes([9] * 32))
    assert not state.answer(request(7, 7, OTHER, forged), WITNESS, 1).forked
    for body in (request(7, 7, OTHER), request(0, 5, OTHER), request(3, 5, OTHER)):
        outcome = state.answer(body, WITNESS, 1)
        assert (outcome.forked, outcome.answer.accepted) == (True, None)
    (log,) = state.overview()
    assert log.forks == ((signed(5), signed(5, OTHER)), (signed(7), signed(7, OTHER)))
    for pair in log.forks:
        assert all(
            checkpoint.verified(checkpoint.parse_note(note), [LOG.verifier]) for note in pair
        )
        first, second = (
            checkpoint.parse_checkpoint(checkpoint.parse_note(note).text) for note in pair
        )
        assert first.size == second.size
        assert first.root != second.root


def test_a_log_is_removed_and_not_forgotten(state: WitnessStore) -> None:
    """It is not answered any more; added again, it goes on from where it was and nowhere else."""
    assert ask(state, request(0, 5), time=7) == HTTPStatus.OK
    assert state.answer(request(5, 5, OTHER), WITNESS, 8).forked
    assert not state.remove(LOG.name)
    for body in (request(5, 9), request(0, 2), request(0, 5, OTHER)):
        outcome = state.answer(body, WITNESS, 9)
        assert (outcome.answer.status, outcome.forked) == (HTTPStatus.NOT_FOUND, False)
    (seen,) = state.overview()
    assert (seen.origin, seen.size, seen.time, len(seen.forks)) == (LOG.name, 5, 7, 1)
    assert seen.removed
    assert state.add(LOG.verifier)
    assert not state.overview()[0].removed
    assert ask(state, request(0, 2)) == HTTPStatus.CONFLICT
    assert ask(state, request(5, 9, OTHER)) == HTTPStatus.UNPROCESSABLE_ENTITY
    assert ask(state, request(5, 9)) == HTTPStatus.OK


def test_one_key_of_a_log_is_removed(state: WitnessStore) -> None:
    """A log that has changed its key is answered under the new one, and goes on."""
    new = SigningKey(LOG.name, Type.SIGNATURE, bytes([9] * 32))
    state.add(new.verifier)
    assert ask(state, request(0, 5)) == HTTPStatus.OK
    assert state.remove(LOG.name, LOG.verifier)
    assert ask(state, request(5, 9)) == HTTPStatus.FORBIDDEN
    assert ask(state, request(5, 9, key=new)) == HTTPStatus.OK
    with pytest.raises(NotFound, match="does not know this key"):
        state.remove(LOG.name, LOG.verifier)
    assert not state.remove(LOG.name, new.verifier)
    with pytest.raises(NotFound, match="does not know it"):
        state.remove(LOG.name)


def test_the_checkpoint_of_nothing(state: WitnessStore) -> None:
    """It asks what was seen last and changes nothing, also where it is cosigned."""
    assert ask(state, request(0, 0)) == HTTPStatus.OK
    assert ask(state, request(0, 5)) == HTTPStatus.OK
    answer = state.answer(request(0, 0), WITNESS, 2).answer
    assert (answer.status, answer.body) == (HTTPStatus.CONFLICT, b"5\n")
    assert [line.size for line in state.overview()] == [5]


def test_what_cannot_be_stored_is_not_cosigned(state: WitnessStore) -> None:
    """When the disk refuses, there is no cosignature that the witness would forget."""
    ask(state, request(0, 5))
    with closing(sqlite3.connect(state.folder / FILE)) as database, database:
        database.execute(
            "CREATE TRIGGER full BEFORE INSERT ON seen "
            "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
    with pytest.raises(Unavailable, match="disk is full"):
        ask(state, request(5, 6))
    assert [line.size for line in state.overview()] == [5]


def test_other_files(tmp_path: Path) -> None:
    """A file of something else is left alone, and so is what is no database, or no folder."""
    with closing(sqlite3.connect(tmp_path / FILE)) as database, database:
        database.execute("CREATE TABLE diary (day TEXT)")
    with pytest.raises(Unavailable, match="none of a witness"):
        WitnessStore(tmp_path).add(LOG.verifier)
    (tmp_path / FILE).write_bytes(b"a letter\n" * 200)
    with pytest.raises(Unavailable, match="not a database"):
        WitnessStore(tmp_path).add(LOG.verifier)
    with pytest.raises(Unavailable):
        WitnessStore(tmp_path / FILE).add(LOG.verifier)


ASKERS, ROUNDS = 4, 8


def race(folder: Path, asker: int, start: Barrier, won: SimpleQueue[int]) -> None:
    """Ask for the same step from size to size as the others do, each in a history of its own."""
    state = WitnessStore(folder)
    mine = Oracle([b"entry %d" % number for number in range(ROUNDS)] + [b"by %d" % asker] * ROUNDS)
    start.wait()
    for step in range(ROUNDS):
        if ask(state, request(step, step + 1)) == HTTPStatus.OK:
            won.put(step)
    start.wait()
    if ask(state, request(ROUNDS, ROUNDS + 1 + asker, mine)) == HTTPStatus.OK:
        won.put(ROUNDS)


def test_of_those_who_ask_at_once_one_wins(state: WitnessStore) -> None:
    """From one size only one request of several processes is cosigned, and never two histories."""
    context = multiprocessing.get_context("spawn")
    start, won = context.Barrier(ASKERS), context.SimpleQueue()
    processes = [
        context.Process(target=race, args=(state.folder, asker, start, won))
        for asker in range(ASKERS)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    wins: Counter[int] = Counter()
    while not won.empty():
        wins[won.get()] += 1
    assert wins == Counter(range(ROUNDS + 1))
