"""Work that is done by all processors, once there is much of it, with its results in order.

A little is done by this process alone, before another one could even begin. So many tasks are
handed out that all processors have work, and no more: what is read ahead is bounded however much
there is.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from domain.errors import Unavailable
from languages import N_
from ledger import diagnostics

if TYPE_CHECKING:
    from concurrent.futures import Future

Task = TypeVar("Task")
Result = TypeVar("Result")

AHEAD = 2
"""So many tasks for each processor are handed out at once."""

SELDOM = 200_000
"""After so many new values a process that helps looks for those that only hold each other. Work
makes many values and hardly any of these: after each 700 it takes a tenth of all its time."""


def processors() -> int:
    """How many processes can work at once."""
    return len(os.sched_getaffinity(0))


def ended_from_outside(asked: str, remedy: str) -> Unavailable:
    """That a process that helped with what was asked for did not come to its end."""
    return Unavailable(asked, N_("a process that helped with it was ended from outside"), remedy)


def results(
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    *,
    alone: int,
    asked: str,
    here: Callable[[Task], Result | None] = lambda _: None,
) -> Generator[tuple[Task, Result], None, None]:
    """What some work makes of each task, in the order of the tasks.

    alone: so many tasks are done before others help. here: the result of a task that only this
    process can do; None for all others. asked: what is said to have been asked for when a helper
    is ended from outside.
    """
    most = processors()
    waiting: deque[tuple[Task, Callable[[], Result]]] = deque()
    pool = None
    try:
        for number, task in enumerate(tasks):
            result = here(task)
            if result is None and pool is None and number >= alone and most > 1:
                pool = _Pool(most, work, asked)
            if pool is None:
                yield task, work(task) if result is None else result
                continue
            waiting.append((task, pool.handed(task) if result is None else partial(_known, result)))
            if len(waiting) > AHEAD * most:
                yield _taken(waiting)
        while waiting:
            yield _taken(waiting)
    finally:
        if pool is not None:
            pool.close()


def _known(result: Result) -> Result:
    """A result that nobody has to wait for."""
    return result


def _taken(waiting: deque[tuple[Task, Callable[[], Result]]]) -> tuple[Task, Result]:
    """The first task that waits, once its result is there."""
    task, result = waiting.popleft()
    return task, result()


class _Pool:
    """Processes that help with some work, and end with this one however that ends."""

    def __init__(self, count: int, work: Callable[[Any], Any], asked: str) -> None:
        # Whoever does little need not wait until all that starts processes has been loaded.
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        watched, held = os.pipe()
        self._pipe, self._asked = (watched, held), asked
        diagnostics.tell("%d processes help to %s", count, asked)
        self.executor = ProcessPoolExecutor(
            count, multiprocessing.get_context("fork"), _begin, (watched, held, work)
        )

    def handed(self, task: Any) -> Callable[[], Any]:
        """Hand a task to a process that helps; what waits for its result."""
        return partial(self._awaited, self.executor.submit(_done, task))

    def _awaited(self, result: Future[Any]) -> Any:
        from concurrent.futures.process import BrokenProcessPool

        try:
            return result.result()
        except BrokenProcessPool as error:
            remedy = N_("Try again, with more memory if that was short; nothing was recorded")
            raise ended_from_outside(self._asked, remedy) from error

    def close(self) -> None:
        """Let go of the processes, once each has done what it is at."""
        self.executor.shutdown(cancel_futures=True)
        for end in self._pipe:
            os.close(end)


_WORK: list[Callable[[Any], Any]] = []
"""Of a process that helps what it does: it has that from the other one, which need not send it."""


def _done(task: Any) -> Any:
    """A task, done by a process that helps."""
    return _WORK[0](task)


def _begin(watched: int, held: int, work: Callable[[Any], Any]) -> None:
    """Prepare a process that helps with some work."""
    begin(watched, held)
    _WORK.append(work)


@contextmanager
def pipe() -> Iterator[tuple[int, int]]:
    """A pipe that is open as long as this process is there: the end that is read, and the other."""
    ends = os.pipe()
    try:
        yield ends
    finally:
        for end in ends:
            os.close(end)


def begin(watched: int, held: int) -> None:
    """Prepare a process that helps: interrupts are for the one that it helps, and it ends with it.

    watched, held: a pipe of which that process holds the one end as long as it is there.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what both have stays untouched, and so in one place
    gc.set_threshold(SELDOM)
    os.close(held)
    _once_let_go(watched, partial(os._exit, 0))


def stop_with(watched: int) -> None:
    """Stop this process as an interrupt would, cleaning up, once nobody holds a pipe any more.

    Called in the main thread. watched: the end of the pipe that is read; whoever started this
    process holds the other one.
    """
    # Interrupts themselves may be held back here, and nobody else sends this signal.
    signal.signal(signal.SIGUSR1, signal.default_int_handler)
    # The thread is woken from whatever it waits for.
    _once_let_go(watched, partial(signal.pthread_kill, threading.get_ident(), signal.SIGUSR1))


def _once_let_go(watched: int, do: Callable[[], object]) -> None:
    """Do something once nobody holds a pipe any more, which is when the other process has ended."""

    def wait() -> None:
        os.read(watched, 1)
        do()

    threading.Thread(target=wait, daemon=True).start()


@contextmanager
def without_cycles() -> Iterator[None]:
    """Millions of values are read and stay, or go by: looking for cycles among them finds none."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
