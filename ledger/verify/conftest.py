"""A ledger that was signed, and what somebody who has the file can do to it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from eventsourcing.persistence import StoredEvent

from features.continuity.tampering import unguarded
from ledger.codec import canonical
from ledger.signing import checkpoint_signing, key_file
from ledger.store import log_tables
from ledger.store.recorder import DurableDatastore, LedgerRecorder
from ledger.transparency import merkle_tree
from ledger.transparency.keys import SigningKey, Type
from ledger.transparency.tiles import grow
from ledger.verify.ledger_file import LedgerFile
from ledger.verify.signatures import KEPT, Presented, Trust
from ledger.verify.verdict import Verdict, examine

KEY = SigningKey("example.org/log", Type.SIGNATURE, bytes(range(32)))
OTHER = SigningKey("example.org/log", Type.SIGNATURE, bytes(32))
SIZE, SIGNED = 700, (300, 600)
"""Two full tiles and the beginning of a third; checkpoints in the second and the third."""

SET = "UPDATE stored_events SET"

Attack = Callable[[sqlite3.Connection], None]


def stored(number: int, text: str = "All houses will be inspected.") -> StoredEvent:
    """Record `number`: two to a stream, stream after stream."""
    stream, version = f"promise/p{number // 2}", number % 2 + 1
    kind = ("promise.made", "promise.postponed")[number % 2]
    fields = {
        "id": f"record-{number}",
        "kind": kind,
        "on": "2015",
        "recorded_at": f"2026-11-24T09:{number // 60:02}:{number % 60:02}.000000Z",
        "schema": 1,
        "stream": stream,
        "text": text,
        "version": version,
    }
    return StoredEvent(stream, version, kind, canonical(fields))


def moment(event: StoredEvent) -> str:
    """When it was recorded."""
    return str(json.loads(event.state)["recorded_at"])


def extend(path: Path, start: int, end: int, text: str = "All houses will be inspected.") -> None:
    """Record these, each in a save of its own moment."""
    with closing(DurableDatastore(str(path), lock_timeout_s=5)) as datastore:
        recorder = LedgerRecorder(datastore)
        if start == 0:
            recorder.create_table()
        events = [stored(number, text) for number in range(start, end)]
        recorder.insert_events(events, recorded_at=moment(events[-1]))


def signed(folder: Path, ends: Sequence[int], key: SigningKey = KEY) -> Path:
    """A ledger that was signed at each of these sizes but the last."""
    path, file = folder / "ledger.db", folder / "gestand.key"
    key_file.create(file, key)
    for start, end in pairwise([0, *ends]):
        extend(path, start, end)
        if end != ends[-1]:
            checkpoint_signing.sign(path, file, key)
    return path


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger before anybody attacks it."""
    return signed(tmp_path_factory.mktemp("original"), [*SIGNED, SIZE])


@pytest.fixture
def ledger(original: Path, tmp_path: Path) -> Path:
    """A copy to be attacked."""
    shutil.copytree(original.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / "ledger.db"


def attack(
    path: Path, *statements: str | tuple[str, tuple[Any, ...]], then: Attack | None = None
) -> None:
    """Drop the triggers, do what they forbid, and put them back."""
    for connection in unguarded(path):
        for entry in statements:
            statement, parameters = entry if isinstance(entry, tuple) else (entry, ())
            assert connection.execute(statement, parameters).rowcount > 0, "it hits something"
        if then is not None:
            then(connection)


def recomputed(connection: sqlite3.Connection) -> None:
    """Compute leaf hashes, tiles and head anew from the contents, as an operator could."""
    rows = connection.execute(
        "SELECT position, state FROM stored_events ORDER BY position"
    ).fetchall()
    leaves = [merkle_tree.leaf_hash(state) for _, state in rows]
    connection.executemany(
        "UPDATE stored_events SET leaf_hash = ? WHERE position = ?",
        [(leaf, position) for leaf, (position, _) in zip(leaves, rows, strict=True)],
    )
    connection.execute("DELETE FROM tiles")
    frontier: list[bytes] = []
    roots = grow(frontier, 0, leaves)
    connection.executemany(
        "INSERT INTO tiles VALUES (0, ?, ?, ?)",
        [
            (number, root, merkle_tree.pack(leaves[number * 256 : number * 256 + 256]))
            for number, root in enumerate(roots)
        ],
    )
    last = json.loads(rows[-1][1])["recorded_at"]
    connection.execute(
        "UPDATE head SET size = ?, frontier = ?, recorded_at = ?",
        (len(rows), merkle_tree.pack(frontier), last),
    )


def verdict(path: Path, *kept: bytes, keys: Sequence[SigningKey] = (KEY,)) -> Verdict:
    """The verdict of somebody who knows the key and may have kept checkpoints."""
    presented = [Presented(note, KEPT, f"kept-{number}") for number, note in enumerate(kept)]
    with closing(LedgerFile(path)) as evidence:
        return examine(evidence, Trust([key.verifier for key in keys]), presented)


def newest(path: Path) -> bytes:
    """The newest checkpoint in a ledger."""
    return log_tables.kept(path)[-1][1]


def text_of(number: int) -> tuple[bytes, int]:
    """A record with one word changed, and its position."""
    return stored(number, "All houses were inspected.").state, number
