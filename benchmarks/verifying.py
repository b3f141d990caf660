"""How long it takes to verify a ledger of a million records.

Run: PYTHONPATH=. .venv/bin/python benchmarks/verifying.py [COUNT] [FOLDER]

Two ledgers are made by the recorder, in saves of 20,000: promises with three later records on the
stream of each, about 550 bytes long. In the second one a party has registered a key and signed one
record in a thousand, so that verifying tells whose word every record is. Ledgers in FOLDER are kept
and used again.

What is timed is `gestand verify` as a whole process, from the start of Python to the last line.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from eventsourcing.persistence import StoredEvent

from ledger.codec import canonical, record_id
from ledger.signing.authorship import label, signed_text
from ledger.store.recorder import DurableDatastore, LedgerRecorder
from ledger.transparency.encoding import to_base64
from ledger.transparency.keys import SigningKey, Type

COUNT, BATCH, ROUNDS, TARGET_S = 1_000_000, 20_000, 5, 5
SIGNED_EVERY = 1_000
ROOT = Path(__file__).parent.parent
KEY = SigningKey("ministry.example", Type.SIGNATURE, bytes(range(32)))
MOMENT, SIGNED_AT = "2026-11-24T09:30:00.000000Z", "2026-11-24T09:00:00Z"
SOURCE = [{"title": "Letter to the House of Representatives", "type": "official"}]
KINDS = (
    ("promise.made", {"by": ["m"], "to": ["r"], "place": {"area": "v"}, "due": "2018-06-30"}),
    ("promise.postponed", {"by": ["m"], "due": "2019-06-30", "consent_by": ["r"]}),
    ("promise.progressed", {"by": ["m"], "done": 12, "total": 40}),
    ("promise.assessed", {"by": ["a"], "outcome": "kept", "basis": "independent"}),
)


def events(count: int, *, keys: bool) -> Iterator[StoredEvent]:
    """Records as they are stored: four to a stream, stream after stream."""
    if keys:
        yield stored(
            "party/m", 1, {"kind": "party.key_added", "party": "m", "key": str(KEY.verifier)}
        )
    for number in range(count - keys):
        promise, step = divmod(number, len(KINDS))
        kind, own = KINDS[step]
        text = "All houses in the village will be inspected. " * 3
        fields = own | {"kind": kind, "promise": f"p{promise}", "text": text}
        signs = keys and number % SIGNED_EVERY == 0
        yield stored(f"promise/p{promise}", step + 1, fields, signs=signs)


def stored(
    stream: str, version: int, fields: dict[str, Any], *, signs: bool = False
) -> StoredEvent:
    """A record in its place on its stream, signed by the ministry or not."""
    content = fields | {"on": "2015-06-01", "source": SOURCE}
    said = content | {"id": record_id(content), "schema": 1, "stream": stream}
    added: dict[str, Any] = {"version": version, "recorded_at": MOMENT, "recorded_by": "m"}
    if signs:
        value = to_base64(KEY.sign(signed_text(said, "m", SIGNED_AT)))
        made = {"by": "m", "at": SIGNED_AT, "key": label(KEY.verifier), "value": value}
        added["signature"] = made
    return StoredEvent(stream, version, fields["kind"], canonical(said | added))


def make(path: Path, count: int, *, keys: bool) -> None:
    """A ledger of so many records."""
    made = events(count, keys=keys)
    with closing(DurableDatastore(str(path), lock_timeout_s=30)) as datastore:
        recorder = LedgerRecorder(datastore)
        recorder.create_table()
        while batch := list(islice(made, BATCH)):
            recorder.insert_events(batch, recorded_at=MOMENT)


def timed(path: Path) -> float:
    """Seconds that `gestand verify` takes; it finds nothing wrong."""
    start = time.perf_counter()
    command = [sys.executable, "cli.py", "--ledger", str(path), "verify"]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - start


def compare(folder: Path, name: str, count: int, *, keys: bool) -> None:
    """Print the spread over the rounds."""
    path = folder / f"{name.replace(' ', '-')}-{count}.db"
    if not path.exists():
        make(path, count, keys=keys)
    rounds = sorted(timed(path) for _ in range(ROUNDS))
    met = "met" if median(rounds) <= TARGET_S else "missed"
    spread = f"{rounds[0]:8.2f} {median(rounds):8.2f} {rounds[-1]:8.2f}"
    print(f"{f'{count:,} records, {name}':40}{spread}   target {TARGET_S}: {met}")


def main() -> None:
    """Print what was measured."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    print(f"{f'{ROUNDS} runs, in seconds':40}     min   median      max")
    with TemporaryDirectory() as temporary:
        folder = Path(sys.argv[2] if len(sys.argv) > 2 else temporary)  # noqa: PLR2004 - the second argument
        compare(folder, "no keys", count, keys=False)
        compare(folder, "a party has a key", count, keys=True)


if __name__ == "__main__":
    main()
