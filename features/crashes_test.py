"""Processes that die at any moment and in any write: what was acknowledged stays, nothing is half.

A child process is ended by the kernel, in the middle of whatever it does: when it has used so much
of a processor, or with the write that makes a file longer than so many bytes. It says over a pipe
what was acknowledged to it. What is not tried here is a machine that loses its power: that SQLite
waits for the disk is a setting, and what disks do with it their affair.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path
from random import Random

import pytest

from commands.book_cache import caught_up, kept_for
from domain.errors import Unavailable
from features.world import SOURCE
from ledger.exchange.backup import back_up
from ledger.journal.shape import Entry, Journal
from ledger.recording.planning import record
from ledger.signing import key_file
from ledger.signing.checkpoint_signing import memory, sign
from ledger.store.address import Location
from ledger.store.checked_reader import CheckedReader
from ledger.store.reader import Reader
from ledger.store.writer import Store
from ledger.transparency.keys import SigningKey, Type
from ledger.verify.ledger_database import evidence_of
from ledger.verify.ledger_file import LedgerFile
from ledger.verify.signatures import MEMORY, Presented, Trust
from ledger.verify.verdict import examine
from projections.rows.subjects import PartyRow

KEY = SigningKey("example.org/crashes", Type.SIGNATURE, bytes(32))
MOST_IN_AN_IMPORT = 40

Acknowledge = Callable[[int], object]
Work = Callable[[Acknowledge], object]
"""What a child does, telling which of its steps were acknowledged."""


# -- ends --------------------------------------------------------------------------------------


def after(seconds: float) -> None:
    """Have the kernel end this process when it has worked for so long."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)


def beyond(size_bytes: int) -> None:
    """Have the kernel end this process with the write that makes a file longer than this."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, size_bytes))


def no_room_beyond(size_bytes: int) -> None:
    """Refuse every write that makes a file longer than this, as a full disk does."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, size_bytes))


REFUSED, MISTAKEN = 7, 70


def outcome(end: Callable[[], None], work: Work, tally: Counter[str]) -> tuple[int, list[int]]:
    """Do work in a child until its end: the signal, negative, or exit code; what it was told."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = MISTAKEN
        try:
            end()
            work(lambda number: os.write(writing, b"%d\n" % number))
            code = 0
        except Unavailable:
            code = REFUSED
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading) as told:
        acknowledged = [int(line) for line in told]
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    tally["killed"] += code < 0
    tally["refused"] += code == REFUSED
    tally["acknowledged"] += len(acknowledged)
    return code, acknowledged


# -- work --------------------------------------------------------------------------------------


def size_of(number: int) -> int:
    """How many records the import of a number has."""
    return number * 7 % MOST_IN_AN_IMPORT + 1


def imported(place: Location, number: int) -> None:
    """Record an import, whose records say its number."""
    party = {"kind": "party.registered", "type": "other", "on": "2020", "source": SOURCE}
    entries = [
        Entry(party | {"party": f"p{number}-{each}", "name": f"{number}"}, lambda _: "")
        for each in range(size_of(number))
    ]
    with closing(Store.open(place)) as store:
        record(store, Journal(entries))


def import_on(place: Location, numbers: Iterator[int], acknowledge: Acknowledge) -> None:
    """Import after import, without end."""
    for number in numbers:
        imported(place, number)
        acknowledge(number)


def counted(place: Location) -> Counter[int]:
    """How many records of each import a ledger has, once it was found to be what it says."""
    with closing(evidence_of(place)) as evidence:
        verdict = examine(evidence, Trust())
    assert not verdict.word.tampered, verdict
    with closing(Reader(place)) as reader:
        return Counter(int(record.fields["name"]) for record in reader.records())


def check_whole(place: Location, acknowledged: list[int], before: int, tally: Counter[str]) -> int:
    """Nothing acknowledged is lost, nothing half; gives the number of the next import."""
    there = counted(place)
    assert all(there[number] == size_of(number) for number in there), "half an import"
    lost = {*range(before), *acknowledged} - set(there)
    tally["lost"] += len(lost)
    assert not lost, "something was lost"
    assert len(there) <= before + len(acknowledged) + 1, "more than was ever asked for"
    return len(there)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger with one import."""
    path = tmp_path / "ledger.db"
    Store.create(path).close()
    imported(path, 0)
    return path


def made_new(path: Path, acknowledge: Acknowledge) -> None:
    """Make a ledger, and say so."""
    Store.create(path).close()
    acknowledge(0)


@pytest.mark.long
def test_killed_while_a_ledger_is_made(tmp_path: Path, tally: Counter[str]) -> None:
    """There is a ledger in which can be recorded, or nothing stands in its place."""
    made = Counter[bool]()
    draw = ends(Random(4), 0.01, range(0, 60_000, 500))
    for number, end in zip(range(60), draw, strict=False):
        path = tmp_path / f"{number}.db"
        _, acknowledged = outcome(end, partial(made_new, path), tally)
        made[path.exists()] += 1
        assert path.exists() or not acknowledged
        if not path.exists():
            Store.create(path).close()
        imported(path, 0)
        check_whole(path, [0], 0, tally)
    assert made[False] > 10


KILLS = 30


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
def test_killed_at_any_moment(ledger: Path, seed: int, tally: Counter[str]) -> None:
    """Three hundred writers die at moments of chance, one after the other on ten ledgers."""
    draw, following, acknowledged_of_all = Random(seed), 1, 0
    for _ in range(KILLS):
        end = partial(after, draw.uniform(0.001, 0.08))
        code, acknowledged = outcome(end, partial(import_on, ledger, count(following)), tally)
        assert code == -signal.SIGPROF
        following = check_whole(ledger, acknowledged, following, tally)
        acknowledged_of_all += len(acknowledged)
    assert acknowledged_of_all > 0
    imported(ledger, following)
    check_whole(ledger, [following], following, tally)


SIZES = [*range(33_000, 150_000, 900)]
"""Bytes beyond which a write is the last, from what SQLite shares between processes upwards."""


@pytest.mark.long
def test_killed_in_any_write(ledger: Path, tmp_path: Path, tally: Counter[str]) -> None:
    """A writer dies in a write to the log, in the commit, or in what moves the log to the file."""
    left = Counter[bool]()
    for size in SIZES:
        copied = tmp_path / f"{size}.db"
        shutil.copy(ledger, copied)
        code, acknowledged = outcome(
            partial(beyond, size), partial(import_on, copied, count(1)), tally
        )
        assert code == -signal.SIGXFSZ
        left[Path(f"{copied}-wal").exists()] += 1
        following = check_whole(copied, acknowledged, 1, tally)
        imported(copied, following)
        check_whole(copied, [following], following, tally)
    assert left[True] > len(SIZES) // 2, "no log was left behind: nobody died in the middle"


@pytest.mark.long
def test_no_room_at_any_size(ledger: Path, tmp_path: Path, tally: Counter[str]) -> None:
    """A full disk is told in words, and the import that met it is not there at all."""
    for size in SIZES:
        copied = tmp_path / f"{size}.db"
        shutil.copy(ledger, copied)
        end = partial(no_room_beyond, size)
        code, acknowledged = outcome(end, partial(import_on, copied, count(1)), tally)
        assert code == REFUSED
        following = check_whole(copied, acknowledged, 1, tally)
        imported(copied, following)
        check_whole(copied, [following], following, tally)


def names(path: Path) -> list[str]:
    """The parties that a ledger tells of, by its book."""
    with closing(CheckedReader(path)) as reader:
        book, head = caught_up(reader)
        with closing(book):
            return sorted(row.subject for row in book.ever(PartyRow, head.size))


def ends(draw: Random, most_s: float, sizes: range) -> Iterator[Callable[[], None]]:
    """Ends of both kinds, in turn."""
    while True:
        yield partial(after, draw.uniform(0.001, most_s))
        yield partial(beyond, draw.choice(sizes))


@pytest.mark.long
def test_killed_while_a_book_is_made(ledger: Path, tally: Counter[str]) -> None:
    """A book that was half made, or half extended, answers as one that was made in peace."""
    killed, following = 0, 1
    place = kept_for(ledger)
    assert place is not None
    for number, end in zip(range(60), ends(Random(1), 0.02, range(4_000, 60_000)), strict=False):
        if number % 3 == 0:
            place.book.unlink(missing_ok=True)
        code, _ = outcome(end, lambda _: names(ledger), tally)
        killed += code < 0
        with closing(Reader(ledger)) as reader:
            there = {record.stream for record in reader.records()}
        assert names(ledger) == sorted(there)
        imported(ledger, following)
        following += 1
    assert killed > 20


@pytest.mark.long
def test_killed_while_signing(ledger: Path, tmp_path: Path, tally: Counter[str]) -> None:
    """Whatever was signed last is extended by what is signed next, and never forked."""
    key_path = tmp_path / "key"
    key_file.create(key_path, KEY)

    def work(acknowledge: Acknowledge) -> None:
        for number in count(following):
            imported(ledger, number)
            acknowledge(number)
            sign(ledger, key_path, KEY)

    following = 1
    for _, end in zip(range(40), ends(Random(2), 0.08, range(33_000, 150_000)), strict=False):
        code, acknowledged = outcome(end, work, tally)
        assert code < 0
        following = check_whole(ledger, acknowledged, following, tally)
        sign(ledger, key_path, KEY)
        last = Presented(memory(key_path).read_bytes(), MEMORY, "last")
        with closing(LedgerFile(ledger)) as evidence:
            assert not examine(evidence, Trust([KEY.verifier]), [last]).word.tampered


def backed_up(ledger: Path, target: Path, acknowledge: Acknowledge) -> None:
    """Back up, and say so."""
    acknowledge(back_up(ledger, target).size)


@pytest.mark.long
def test_killed_while_backing_up(ledger: Path, tmp_path: Path, tally: Counter[str]) -> None:
    """There is a whole backup or none of that name, and the ledger is as it was."""
    for number in range(1, 40):
        imported(ledger, number)
    made = Counter[bool]()
    for number, end in zip(range(40), ends(Random(3), 0.06, range(4_000, 400_000)), strict=False):
        target = tmp_path / f"{number}.db"
        outcome(end, partial(backed_up, ledger, target), tally)
        made[target.exists()] += 1
        for path in (ledger, *([target] if target.exists() else [])):
            check_whole(path, [], 40, tally)
    assert made[False] > 5
