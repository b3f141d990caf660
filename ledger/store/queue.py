"""Writers of one ledger file, in the order in which they came.

SQLite lets whoever asks at the right moment write, and has the others ask again ever more seldom:
of many writers some wait a hundred times as long as others. So where somebody else was once found
writing, writers queue before they ask. The queue is a lock of the kernel on an empty file beside
the ledger: it wakes who has waited longest, and whoever dies leaves it. It only puts writers in an
order. That one writes at a time is due to SQLite's own lock, with the queue or without it.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ledger import diagnostics

ENDING = "-queue"
"""Of the file in which writers queue, after the name of the ledger."""


def beside(ledger: Path) -> Path:
    """The file in which the writers of a ledger queue, once two of them have met."""
    return ledger.with_name(f"{ledger.name}{ENDING}")


@contextmanager
def in_turn(ledger: Path, most_s: float) -> Iterator[None]:
    """Wait for those who came before, for so many seconds at the most, and keep others waiting.

    Where there can be no queue, as on a file system without such locks, or one of those before
    takes too long, nobody is kept waiting: SQLite says then whether somebody is writing.
    """
    started = diagnostics.clock()
    try:
        handle = _opened(ledger)
        ours = _at_once(handle) or _in_time(handle, most_s)
    except OSError as error:
        diagnostics.tell("no queue of writers: %s", error)
        yield
        return
    if not ours:
        diagnostics.tell("queued for %g s, and it was not our turn", most_s)
        yield
        return
    diagnostics.tell("our turn among writers after %.0f ms", diagnostics.ms_since(started))
    try:
        yield
    finally:
        _leave(handle)


def _opened(ledger: Path) -> int:
    """The file of the queue, which whoever may use the ledger may open."""
    path, flags = beside(ledger), os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW
    try:
        return os.open(path, flags)
    except FileNotFoundError:
        handle = os.open(path, flags | os.O_CREAT, 0o600)
    try:
        os.fchmod(handle, ledger.stat().st_mode & 0o666)
    except OSError:
        os.close(handle)
        raise
    return handle


def _leave(handle: int) -> None:
    """Let the next one go. What was written is written, so no writer is told that this failed."""
    try:
        # Unlocked and not only closed: a helper that was forked meanwhile has it open too.
        fcntl.flock(handle, fcntl.LOCK_UN)
    except OSError as error:
        diagnostics.tell("the queue of writers was not left: %s", error)
    finally:
        os.close(handle)


def _at_once(handle: int) -> bool:
    """Whether nobody is before us; where there is no such lock, the file is closed: OSError."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        os.close(handle)
        raise
    return True


def _in_time(handle: int, most_s: float) -> bool:
    """Whether it is our turn before so many seconds have gone; if not, the file is closed.

    OSError where there is no such lock, and the file is closed then too.

    The kernel waits without end, and keeps nobody's place who asks again and again: so a thread
    waits in it. One whose turn comes when nobody wants it any more lets the next one go.
    """
    from concurrent.futures import Future  # who meets nobody does not wait for it

    # An error is handed over as a result: raised, that of a lock which the system gave up waiting
    # for would be the one that says that the turn has not come yet.
    turn: Future[OSError | None] = Future()

    def wait() -> None:
        failed = None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError as error:
            failed = error
        if turn.set_running_or_notify_cancel():
            turn.set_result(failed)
        else:
            os.close(handle)

    threading.Thread(target=wait, daemon=True).start()
    try:
        failed = turn.result(most_s)
    except TimeoutError:
        # Cancelling fails where it became our turn just now.
        if turn.cancel():
            return False
        failed = turn.result()
    except BaseException:
        if not turn.cancel():
            os.close(handle)
        raise
    if failed:
        os.close(handle)
        raise failed
    return True
