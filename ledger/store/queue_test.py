"""Writers of one file queue: in their order, past the dead, and never in the way."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from domain.errors import Unavailable
from ledger.clock import elapsed_s
from ledger.store import queue, transaction
from ledger.store import writer as store_writer
from ledger.store.database import settle
from ledger.store.transaction import writing_to
from ledger.store.writer import Store

LONG_S = 60
"""What no test waits for."""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger, whose rights are those of a group."""
    path = tmp_path / "ledger.db"
    Store.create(path).close()
    path.chmod(0o660)
    return path


@pytest.fixture
def held(ledger: Path) -> Iterator[ExitStack]:
    """Somebody is first in the queue, until this is closed."""
    with ExitStack() as first:
        first.enter_context(queue.in_turn(ledger, 0))
        yield first


def waiting(ledger: Path) -> int:
    """How many wait for their turn, as the kernel tells."""
    inode = f":{queue.beside(ledger).stat().st_ino} "
    lines = Path("/proc/locks").read_text().splitlines()
    return sum("-> FLOCK" in line and inode in line for line in lines)


def until_waiting(ledger: Path, count: int) -> None:
    """Wait until so many wait."""
    end = elapsed_s() + LONG_S
    while waiting(ledger) != count:
        assert elapsed_s() < end, f"{waiting(ledger)} wait, and not {count}"


def test_in_their_order(ledger: Path, held: ExitStack) -> None:
    """Who came first goes first."""
    order: list[int] = []

    def write(number: int) -> None:
        with queue.in_turn(ledger, LONG_S):
            order.append(number)

    writers = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for number, writer in enumerate(writers):
        writer.start()
        until_waiting(ledger, number + 1)
    held.close()
    for writer in writers:
        writer.join()
    assert order == list(range(8))


def test_the_dead_leave_it(ledger: Path) -> None:
    """Neither one who dies first in the queue nor one who dies in it keeps anybody waiting."""
    reading, writing = os.pipe()
    children = []
    for _ in range(2):
        child = os.fork()
        if child == 0:
            with queue.in_turn(ledger, LONG_S):
                os.write(writing, b"first")
                signal.pause()
        children.append(child)
        if len(children) == 1:
            assert os.read(reading, 5) == b"first"
    until_waiting(ledger, 1)
    turn = threading.Event()

    def write() -> None:
        with queue.in_turn(ledger, LONG_S):
            turn.set()

    last = threading.Thread(target=write)
    last.start()
    until_waiting(ledger, 2)
    for child in reversed(children):
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    assert turn.wait(LONG_S)
    last.join()


def test_who_waited_too_long(ledger: Path, held: ExitStack) -> None:
    """One who no longer waits keeps nobody waiting when the turn comes."""
    with queue.in_turn(ledger, 0.01):
        until_waiting(ledger, 1)
    held.close()
    with queue.in_turn(ledger, LONG_S):
        until_waiting(ledger, 0)


def test_a_helper_that_goes_on(ledger: Path) -> None:
    """A process that was begun meanwhile, and has the file open too, keeps nobody waiting."""
    with queue.in_turn(ledger, 0):
        child = os.fork()
        if child == 0:
            signal.pause()
    try:
        with queue.in_turn(ledger, LONG_S):
            assert waiting(ledger) == 0
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_only_where_writers_met(ledger: Path) -> None:
    """One writer leaves no file; two that meet leave one that all users of the ledger may open."""
    with writing_to(ledger):
        assert not queue.beside(ledger).exists()
        with pytest.raises(Unavailable, match="locked"), writing_to(ledger, 0):
            pass
    assert queue.beside(ledger).stat().st_mode & 0o777 == 0o660
    with writing_to(ledger):
        queue.beside(ledger).unlink()  # whoever does that does no harm
    with writing_to(ledger):
        pass


def test_no_queue_there(ledger: Path, tmp_path: Path) -> None:
    """Where there can be no queue SQLite says who writes, and a link is not followed."""
    elsewhere = tmp_path / "elsewhere"
    queue.beside(ledger).symlink_to(elsewhere)
    with closing(sqlite3.connect(ledger, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable, match="locked"), writing_to(ledger, 0):
            pass
    with writing_to(ledger):
        assert not elsewhere.exists()


def test_held_by_somebody_who_never_writes(ledger: Path, held: ExitStack) -> None:
    """Whoever may only read can hold the queue, and thereby delay, but not prevent, a record."""
    with writing_to(ledger, 0.01) as transaction:
        assert transaction.connection.execute("SELECT size FROM head").fetchone() == (0,)
    held.close()


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOTSUP, errno.EBADF, errno.ETIMEDOUT])
@pytest.mark.parametrize("asked", [1, 2])
def test_no_lock_there(
    ledger: Path, number: int, asked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a file system has no such lock, at once or while one waits, SQLite says who writes."""
    queue.beside(ledger).touch()
    operations: list[int] = []

    def lock(_handle: int, operation: int) -> None:
        operations.append(operation)
        if len(operations) < asked:
            raise BlockingIOError
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", lock)
    with writing_to(ledger, LONG_S) as writing:
        assert writing.connection.execute("SELECT size FROM head").fetchone() == (0,)
    assert len(operations) == asked, "nobody lets go of what nobody holds"
    assert not open_beside(ledger)


def open_beside(ledger: Path) -> list[Path]:
    """The files of the folder of a ledger that this process has open."""
    handles = (Path("/proc/self/fd") / name for name in os.listdir("/proc/self/fd"))  # noqa: PTH208 - iterdir is open meanwhile
    still_open = [handle.readlink() for handle in handles if handle.is_symlink()]
    return [path for path in still_open if path.parent == ledger.parent]


def test_a_lock_that_is_lost(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written is written, also where a file system cannot let go of the lock."""
    queue.beside(ledger).touch()

    def lock(_handle: int, operation: int) -> None:
        if operation == fcntl.LOCK_UN:
            raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", lock)
    with writing_to(ledger) as writing:
        writing.connection.execute("UPDATE head SET recorded_at = '2030'")
    with closing(sqlite3.connect(ledger)) as other:
        assert other.execute("SELECT recorded_at FROM head").fetchone() == ("2030",)
    assert not [path for path in open_beside(ledger) if path == queue.beside(ledger)]


def test_no_rights_there(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file system knows no rights there is no queue, and its file does not stay open."""

    def change(_handle: int, _mode: int) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "fchmod", change)
    with queue.in_turn(ledger, 0):
        assert not open_beside(ledger)


@pytest.mark.parametrize("through", ["transaction", "store"])
def test_a_file_as_backups_leave_it(
    ledger: Path, through: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a file has no log yet, as a backup has none, a writer waits as long as it was told."""
    for module in (transaction, store_writer):
        monkeypatch.setattr(module, "ATTEMPT_S", 0.01)
    settle(ledger)

    def write(wait_s: int) -> None:
        if through == "transaction":
            with writing_to(ledger, wait_s):
                return
        with closing(Store.open(ledger, wait_s=wait_s)) as store, store.writing():
            pass

    with closing(sqlite3.connect(ledger, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable, match="locked"):
            write(0)
        later = threading.Timer(0.3, other.rollback)
        later.start()
        write(LONG_S)
        later.join()
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
