"""Parts of a large import made ready by all processors, while one reads on and keeps the results.

Reading, checking and writing down a record needs nothing but the record. A small import is done by
this process alone, before another one could even begin. So many parts are handed out that all
processors have work, and no more: what is read ahead is bounded however large the file is.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from domain.errors import Unavailable
from ledger.journal.json_lines import Lines
from ledger.journal.reading import Part
from ledger.recording.batch import Batch, of_journal, of_lines

ALONE = 8
"""So many parts, some 6,000 records, are done before others help."""

AHEAD = 2
"""So many parts for each processor are handed out at once."""


@dataclass(frozen=True, slots=True)
class Job:
    """A part, the number of its first record, and the number of the file that it is of."""

    part: Part
    first: int
    file: int


def batches(jobs: Iterable[Job]) -> Iterator[tuple[Job, Batch]]:
    """The batch of each part, in the order of the parts."""
    processors = len(os.sched_getaffinity(0))
    alone = 0
    mistaken: set[str] = set()
    waiting: deque[tuple[Job, Future[Batch]]] = deque()
    pool = None
    try:
        for job in jobs:
            part = job.part
            if not isinstance(part, Lines):
                mistaken.update(problem.place for problem in part.problems)
                yield job, of_journal(part, job.first, mistaken)
            elif alone < ALONE or processors == 1:
                alone += 1
                yield job, of_lines(part, job.first)
            else:
                pool = pool or _Pool(processors)
                waiting.append((job, pool.executor.submit(of_lines, part, job.first)))
                while len(waiting) > AHEAD * processors:
                    yield _done(*waiting.popleft())
        while waiting:
            yield _done(*waiting.popleft())
    finally:
        if pool is not None:
            pool.close()


def _done(job: Job, batch: Future[Batch]) -> tuple[Job, Batch]:
    try:
        return job, batch.result()
    except BrokenProcessPool as error:
        raise Unavailable(
            "check the records",
            "a process that helped with it was ended from outside",
            "Try again, with more memory if that was short; nothing was recorded",
        ) from error


class _Pool:
    """Processes that help, and end with this one however that ends."""

    def __init__(self, processors: int) -> None:
        watched, held = os.pipe()
        self._pipe = watched, held
        self.executor = ProcessPoolExecutor(
            processors, multiprocessing.get_context("fork"), _begin, (watched, held)
        )

    def close(self) -> None:
        """Let go of the processes, once each has done what it is at."""
        self.executor.shutdown(cancel_futures=True)
        for end in self._pipe:
            os.close(end)


def _begin(watched: int, held: int) -> None:
    """Prepare a process that helps: interrupts are for the one that it helps."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what both have stays untouched, and so in one place
    os.close(held)
    threading.Thread(target=_end_with_the_other, args=(watched,), daemon=True).start()


def _end_with_the_other(watched: int) -> None:
    """Wait until nobody holds the pipe any more, which is when that process has ended."""
    os.read(watched, 1)
    os._exit(0)
