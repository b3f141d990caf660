"""How long it takes to verify a ledger of a million records.

Run: PYTHONPATH=. .venv/bin/python benchmarks/verifying.py [COUNT] [FILE]

The ledger is made by the recorder, in saves of 20,000: promises with three later records on the
stream of each, about 550 bytes long. FILE is kept and used again. Verifying is timed three times,
as `gestand verify` does it: with a second process for one half of the records.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from eventsourcing.persistence import StoredEvent

from ledger.codec import canonical, record_id
from ledger.recorder import DurableDatastore, LedgerRecorder
from ledger.verifying.ledger_file import LedgerFile
from ledger.verifying.signatures import Trust
from ledger.verifying.verdict import examine

COUNT, BATCH, ROUNDS = 1_000_000, 20_000, 3
MOMENT = "2026-11-24T09:30:00.000000Z"
SOURCE = [{"title": "Letter to the House of Representatives", "type": "official"}]
KINDS = (
    ("promise.made", {"by": ["m"], "to": ["r"], "place": {"area": "v"}, "due": "2018-06-30"}),
    ("promise.postponed", {"by": ["m"], "due": "2019-06-30", "consent_by": ["r"]}),
    ("promise.progressed", {"by": ["m"], "done": 12, "total": 40}),
    ("promise.assessed", {"by": ["a"], "outcome": "kept", "basis": "independent"}),
)


def events(count: int) -> Iterator[StoredEvent]:
    """Records as they are stored: four to a stream, stream after stream."""
    for number in range(count):
        promise, step = divmod(number, len(KINDS))
        kind, own = KINDS[step]
        fields = own | {
            "kind": kind,
            "promise": f"p{promise}",
            "text": "All houses in the village will be inspected. " * 3,
            "on": "2015-06-01",
            "source": SOURCE,
        }
        envelope = {
            "id": record_id(fields),
            "recorded_at": MOMENT,
            "schema": 1,
            "stream": f"promise/p{promise}",
            "version": step + 1,
        }
        state = canonical(fields | envelope)
        yield StoredEvent(f"promise/p{promise}", step + 1, kind, state)


def make(path: Path, count: int) -> None:
    """A ledger of so many records."""
    made = events(count)
    with closing(DurableDatastore(str(path), lock_timeout_s=30)) as datastore:
        recorder = LedgerRecorder(datastore)
        recorder.create_table()
        while batch := list(islice(made, BATCH)):
            recorder.insert_events(batch, recorded_at=MOMENT)


def main() -> None:
    """Print what was measured."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with TemporaryDirectory() as folder:
        path = Path(sys.argv[2] if len(sys.argv) > 2 else f"{folder}/ledger.db")  # noqa: PLR2004 - the second argument
        if not path.exists():
            start = time.perf_counter()
            make(path, count)
            print(f"made     {count:,} records in {time.perf_counter() - start:.1f} s")
        for _ in range(ROUNDS):
            start = time.perf_counter()
            with closing(LedgerFile(path)) as evidence:
                found = examine(evidence, Trust())
            assert found.size == count, "every record was read"
            print(f"verified {count:,} records in {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
