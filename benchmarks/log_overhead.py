"""What tamper evidence costs when recording, beside the bare recorder of eventsourcing.

Run: PYTHONPATH=. .venv/bin/python benchmarks/log_overhead.py [FOLDER]

Three recorders write the same bytes with the same durability (WAL, synchronous=FULL), by turns in
one run, so that whatever else the machine does falls on all of them:

    bare          eventsourcing's SQLiteApplicationRecorder
    without log   ours without leaf hashes, compact range and tiles: contiguous positions, unique
                  ids, and the guards against changes
    with log      ours

`the log` is what hashing adds, and `all of it` what we add, both in terms of bare. A ratio is the
median over the rounds. Single saves wait for the disk and are timed on the clock; FOLDER decides on
which disk: the slower it is to say that something is written, the less everything else weighs.
Bulk saves work, and are timed in seconds of the processor, which others do not lengthen.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from eventsourcing.persistence import EventStore, JSONTranscoder, StoredEvent
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteCursor, SQLiteDatastore

from ledger.codec import LedgerMapper, Stamped
from ledger.recording.validation import draft
from ledger.store.recorder import DurableDatastore, LedgerRecorder

SINGLE_SAVES, BULK = 500, 10_000
ROUNDS = 15
BULK_TARGET = 0.25
"""Of what the bare recorder takes: more the log should not add where bytes are at hand."""
MOMENT = "2026-11-24T09:30:00.000000Z"


class WithoutLog(LedgerRecorder):
    """Our tables, but nothing is hashed."""

    def _insert_events(
        self, c: SQLiteCursor, stored_events: Sequence[StoredEvent], **_: Any
    ) -> Sequence[int]:
        c.execute("UPDATE head SET size = size + ?", (len(stored_events),))
        c.execute("SELECT size, recorded_at FROM head")
        size = c.fetchone()[0]
        first = size - len(stored_events)
        rows = [
            (one.originator_id, one.originator_version, one.topic, one.state, position, b"")
            for position, one in enumerate(stored_events, first)
        ]
        c.executemany("INSERT INTO stored_events VALUES (?,?,?,?,?,?)", rows)
        c.execute("UPDATE head SET recorded_at = ?", (MOMENT,))
        return [position + 1 for position in range(first, size)]


def bare(path: Path) -> SQLiteApplicationRecorder:
    """The recorder of eventsourcing as it comes; its connections are as durable as ours."""
    datastore = SQLiteDatastore(str(path), originator_id_type="text")
    with datastore.transaction(commit=False) as c:
        c.execute("PRAGMA synchronous")
        assert c.fetchone()[0] == 2, "FULL is what SQLite does when nobody says otherwise"  # noqa: PLR2004
    return SQLiteApplicationRecorder(datastore)


def without_log(path: Path) -> SQLiteApplicationRecorder:
    """Ours, with nothing hashed."""
    return WithoutLog(DurableDatastore(str(path), lock_timeout_s=30))


def with_log(path: Path) -> SQLiteApplicationRecorder:
    """Ours."""
    return LedgerRecorder(DurableDatastore(str(path), lock_timeout_s=30))


Clock = Callable[[], float]
Make = Callable[[Path], SQLiteApplicationRecorder]
Save = Callable[[SQLiteApplicationRecorder], None]
RECORDERS: tuple[Make, ...] = (bare, without_log, with_log)


def records(count: int) -> list[Stamped]:
    """Promises, about 550 bytes each when they are stored."""
    made = []
    for number in range(count):
        promise = {
            "kind": "promise.made",
            "promise": f"p{number}",
            "by": "m",
            "to": "r",
            "place": {"area": f"v{number % 100}"},
            "text": "All houses in the village will be inspected. " * 4,
            "due": "2018-06-30",
            "on": "2015-06-01",
            "source": [{"title": "Letter to the House of Representatives", "type": "official"}],
        }
        one = draft(promise, lambda _: "", lambda _: None)
        assert not isinstance(one, list), "the promise is in order"
        made.append(Stamped(one, 1, MOMENT, None))
    return made


def timed(make: Make, save: Save, within: str, seconds: Clock) -> float:
    """Seconds for one round with a new file, after a first record has warmed it up."""
    with TemporaryDirectory(dir=within) as folder:
        recorder = make(Path(folder) / "ledger.db")
        with closing(recorder.datastore):
            recorder.create_table()
            recorder.insert_events([StoredEvent("first", 1, "kind", b"first")])
            gc.collect()
            start = seconds()
            save(recorder)
            return seconds() - start


def compare(what: str, count: int, save: Save, within: str, seconds: Clock) -> float:
    """Print microseconds an event with each recorder and two overheads; return that of the log."""
    rounds = [[timed(make, save, within, seconds) for make in RECORDERS] for _ in range(ROUNDS)]
    times = "".join(f"{median(times) / count * 1e6:10.1f}" for times in zip(*rounds, strict=True))
    log = median((with_ - without) / bare_ for bare_, without, with_ in rounds)
    whole = median(with_ / bare_ - 1 for bare_, _, with_ in rounds)
    print(f"{what:34}{times}{log:+12.0%}{whole:+12.0%}")
    return log


def main() -> None:
    """Print what was measured."""
    stamped = records(BULK)
    mapper = LedgerMapper(JSONTranscoder())
    stored = [mapper.to_stored_event(one) for one in stamped]

    def single_saves(recorder: SQLiteApplicationRecorder) -> None:
        for one in stored[:SINGLE_SAVES]:
            recorder.insert_events([one])

    def bulk(recorder: SQLiteApplicationRecorder) -> None:
        recorder.insert_events(stored)

    def bulk_of_records(recorder: SQLiteApplicationRecorder) -> None:
        EventStore(mapper, recorder).put(stamped)

    print("µs an event                             bare  without  with log     the log   all of it")
    with TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as folder:
        compare("one event a save", SINGLE_SAVES, single_saves, folder, time.perf_counter)
        clock = time.process_time
        log = compare(f"{BULK:,} a save, bytes at hand", BULK, bulk, folder, clock)
        compare(f"{BULK:,} a save, from records", BULK, bulk_of_records, folder, clock)
    met = "met" if log <= BULK_TARGET else "missed"
    print(f"the log on bulk saves, bytes at hand: target {BULK_TARGET:.0%}: {met}")


if __name__ == "__main__":
    main()
