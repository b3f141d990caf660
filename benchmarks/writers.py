"""Many writers at once: how long each waits for a save, on a file and on a PostgreSQL server.

    python -m benchmarks.writers [--writers 16] [--records 500]

Each writer is a process that records parties one by one. Nothing may be lost, nothing come twice,
and whoever follows the ledger meanwhile sees each record once and in order. Beside a file in which
writers queue stands one in which they cannot.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from domain.errors import Conflict
from features.server import running
from ledger.journal.shape import Entry, Journal
from ledger.recording.planning import record
from ledger.store import queue
from ledger.store.address import location
from ledger.store.reader import Reader
from ledger.store.writer import Store
from ledger.transparency import merkle_tree

SOURCE = [{"title": "a letter", "type": "official"}]
SHARED = 10
"""Every so manieth record is for a stream that all writers want, as real ones do."""

WAIT_S = 300


def party(name: str) -> Journal:
    """The registration of a party."""
    fields = {"kind": "party.registered", "party": name, "name": name.title(), "type": "other"}
    return Journal([Entry({"on": "2020-01-01", "source": SOURCE} | fields, lambda _: "")])


def write(place: str, writer: int, records: int, together: Any, results: Any) -> None:
    """Record so many parties, and say how long each took (seconds) and what was acknowledged."""
    took, acknowledged = [], []
    with closing(Store.open(location(place), wait_s=WAIT_S)) as store:
        together.wait(WAIT_S)
        for number in range(records):
            # Some are wanted by all: the first one founds it, the others find it there.
            name = f"s{number}" if number % SHARED == 0 else f"p{writer}-{number}"
            begun = time.perf_counter()
            try:
                record(store, party(name))
            except Conflict:
                continue
            took.append(time.perf_counter() - begun)
            acknowledged.append(name)
    results.put((took, acknowledged))


def follow(place: str, until: int, results: Any) -> None:
    """Read what is new, again and again, until so many records were seen; their positions."""
    seen: list[int] = []
    with closing(Reader(location(place))) as reader:
        while len(seen) < until:
            with reader.snapshot():
                seen += [position for position, _ in reader.stored(len(seen))]
            time.sleep(0.02)
    results.put(seen)


@dataclass(frozen=True)
class Outcome:
    """What many writers did: how long a save took (seconds), and whether all is right.

    problems: what is wrong, in words; none should be.
    """

    saves: int
    median_s: float
    p99_s: float
    longest_s: float
    elapsed_s: float
    problems: Sequence[str]

    @property
    def unfairness(self) -> float:
        """How much longer than usual the unlucky wait."""
        return self.p99_s / self.median_s


def outcome(place: str, writers: int, records: int) -> Outcome:
    """Have many writers record in a new ledger."""
    Store.create(location(place)).close()
    context = multiprocessing.get_context("spawn")
    results, followed = context.Queue(), context.Queue()
    # Who has started waits for the others: to start takes longer than many a save.
    together = context.Barrier(writers + 1)
    shared = len(range(0, records, SHARED))
    expected = shared + writers * (records - shared)
    processes = [
        context.Process(target=write, args=(place, number, records, together, results))
        for number in range(writers)
    ]
    follower = context.Process(target=follow, args=(place, expected, followed))
    for process in (*processes, follower):
        process.start()
    together.wait(WAIT_S)
    begun = time.perf_counter()
    told = [results.get(timeout=WAIT_S * 2) for _ in processes]
    elapsed = time.perf_counter() - begun
    seen = followed.get(timeout=WAIT_S)
    for process in (*processes, follower):
        process.join()
    took = sorted(each for times, _ in told for each in times)
    acknowledged = {name for _, names in told for name in names}
    problems = [*_problems(place, expected, acknowledged)]
    if seen != list(range(expected)):
        problems.append("the follower did not see each record once and in order")
    return Outcome(
        len(took), median(took), took[len(took) * 99 // 100], took[-1], elapsed, problems
    )


def _problems(place: str, expected: int, acknowledged: set[str]) -> list[str]:
    problems = []
    with closing(Reader(location(place))) as reader:
        stored = list(reader.stored())
        frontier: list[bytes] = []
        merkle_tree.extend(frontier, 0, [merkle_tree.leaf_hash(state) for _, state in stored])
        if [position for position, _ in stored] != list(range(expected)):
            problems.append(f"there are {len(stored)} records and not {expected}, or gaps")
        streams = [each.stream for each in reader.records()]
        if len(set(streams)) != len(streams):
            problems.append("a record is there twice")
        if not acknowledged <= {stream.partition("/")[2] for stream in streams}:
            problems.append("what was acknowledged is not there")
        hashes = reader.subtrees(len(stored))
        kept = merkle_tree.range_root(hashes, 0, len(stored))
        if not reader.head().root == merkle_tree.root(frontier) == kept:
            problems.append("the root or a tile is not that of the records")
        moments = [str(each.get("recorded_at")) for each in reader.records()]
        if moments != sorted(moments):
            problems.append("a moment lies before the one of the record before")
    return problems


def _show(name: str, found: Outcome) -> None:
    print(
        f"{name:12} {found.saves / found.elapsed_s:7.0f}/s  median {found.median_s * 1000:7.1f} ms"
        f"  p99 {found.p99_s * 1000:8.1f} ms = {found.unfairness:5.1f} x the median"
        f"  longest {found.longest_s * 1000:8.1f} ms  {'; '.join(found.problems) or 'all right'}"
    )


def main() -> int:
    """Measure all three in one run; 1 when anything was lost."""
    parser = argparse.ArgumentParser(description="Many writers at once.")
    parser.add_argument("--writers", type=int, default=16)
    parser.add_argument("--records", type=int, default=500)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        unqueued, queued = Path(folder) / "unqueued.db", Path(folder) / "queued.db"
        # A link that leads to itself stands in the place of the queue, which is never opened.
        queue.beside(unqueued).symlink_to(queue.beside(unqueued))
        without = outcome(str(unqueued), asked.writers, asked.records)
        _show("no queue", without)
        on_file = outcome(str(queued), asked.writers, asked.records)
        _show("one file", on_file)
    with running("-c fsync=on") as server:
        on_server = outcome(server.database(), asked.writers, asked.records)
    _show("PostgreSQL", on_server)
    print(
        f"p99 of one file is {on_file.p99_s / without.p99_s:.2f} x that of one without a queue, "
        f"that of PostgreSQL {on_server.p99_s / on_file.p99_s:.2f} x that of one file"
    )
    return any(found.problems for found in (without, on_file, on_server))


if __name__ == "__main__":
    sys.exit(main())
