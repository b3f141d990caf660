"""A ledger file as evidence: read in one transaction, so that records may come in meanwhile."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from ledger import checkpoints
from ledger.database import opened
from ledger.log.tiles import WIDTH
from ledger.verifying import guards, indexes, records
from ledger.verifying.evidence import Damaged, StoredCheckpoint, StoredHead, StoredTile
from ledger.verifying.finding import Finding
from ledger.verifying.guards import Remark
from ledger.verifying.records import Records

WORTH_A_PROCESS = 100_000
"""Records from which on a second process saves more than it costs to start."""

_CHUNK = 256

# A value of another type than it should have is as good as none, for questions would pass it by.
_RECORDS = (
    "SELECT position, ifnull(originator_id, 0), "
    "CASE typeof(originator_version) WHEN 'integer' THEN originator_version ELSE 0 END, "
    "ifnull(topic, 0), leaf_hash, state FROM stored_events WHERE position BETWEEN ? AND ? "
    "ORDER BY position"
)
_LEAST, _MOST = -(2**63), 2**63 - 1


class LedgerFile:
    """The evidence in a ledger file; to be closed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = opened(path)
        self._connection.execute("BEGIN")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def head(self) -> StoredHead | None:
        """The head row."""
        rows = list(
            _rows(self._connection, "SELECT size, frontier, CAST(recorded_at AS BLOB) FROM head")
        )
        if len(rows) != 1:
            return StoredHead(None, None, None)
        size, frontier, recorded_at = rows[0]
        moment = bytes(recorded_at).decode(errors="replace")
        return StoredHead(size, frontier, moment)

    def records(self) -> Records:
        """Every record, and whether questions find them; of a large ledger by two processes."""
        size = next(_rows(self._connection, "SELECT COUNT(*) FROM stored_events"))[0]
        with _without_cycles():
            found = self._by_two(size) if size >= WORTH_A_PROCESS else self._alone()
            # What is wrong with the records says more than what is wrong with their index.
            if not found.findings:
                _check(found, indexes.check_counts(self._connection, found.end))
            if not found.findings and size < WORTH_A_PROCESS:
                _check(found, indexes.check_ids(self._connection, found.ids))
        return found

    def _alone(self) -> Records:
        return _checked(self._connection, _read(self._connection, _LEAST, _MOST))

    def _by_two(self, size: int) -> Records:
        # The other one has less to read, as it must start, look at the pages, and hand over.
        middle = size * 8 // 20 // WIDTH * WIDTH
        with ProcessPoolExecutor(1, get_context("spawn")) as other:
            first = other.submit(_read_file, self._path, _LEAST, middle - 1)
            second = _read(self._connection, middle, _MOST)
            return records.joined(first.result(), second)

    def remarks(self) -> list[Remark]:
        """What is odd about the tables and guards; nothing of a file that cannot be read."""
        try:
            return list(guards.remarks(self._connection))
        except (sqlite3.Error, UnicodeDecodeError):
            return []

    def tiles(self) -> Iterator[StoredTile]:
        """The full tiles; a file of format 0 has none."""
        if not list(_rows(self._connection, "SELECT 1 FROM sqlite_master WHERE name = 'tiles'")):
            return
        for level, number, hashes, root in _rows(
            self._connection, "SELECT level, number, hashes, root FROM tiles ORDER BY level, number"
        ):
            yield StoredTile(level, number, hashes, root)

    def checkpoints(self) -> Iterator[StoredCheckpoint]:
        """The checkpoints that were kept."""
        try:
            for size, note in checkpoints.rows(self._connection):
                yield StoredCheckpoint(note, size)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise Damaged(str(error)) from error


def _read_file(path: Path, start: int, end: int) -> Records:
    with closing(opened(path)) as connection, _without_cycles():
        return _checked(connection, _read(connection, start, end))


def _read(connection: sqlite3.Connection, start: int, end: int) -> Records:
    try:
        return records.read(_rows(connection, _RECORDS, start, end), max(start, 0))
    except Damaged:
        # What is no UTF-8 any more must be found, not refused. Looking takes twice the time.
        connection.text_factory = _readable
        return records.read(_rows(connection, _RECORDS, start, end), max(start, 0))


def _checked(connection: sqlite3.Connection, found: Records) -> Records:
    """The same, with what is wrong with the file as a whole if nothing is with the records."""
    if not found.findings:
        _check(found, indexes.check_structure(connection))
        _check(found, indexes.check_places(connection))
    return found


def _check(found: Records, findings: Iterator[Finding]) -> None:
    try:
        for finding in findings:
            found.find(finding)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise Damaged(str(error)) from error


def _readable(stored: bytes) -> str:
    """Text, with marks where it is none that equal no text of a record."""
    return stored.decode(errors="surrogateescape")


@contextmanager
def _without_cycles() -> Iterator[None]:
    """Millions of values are read and stay: looking for cycles among them finds none."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _rows(connection: sqlite3.Connection, statement: str, *parameters: int) -> Iterator[Any]:
    try:
        cursor = connection.execute(statement, parameters)
        while chunk := cursor.fetchmany(_CHUNK):
            yield from chunk
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise Damaged(str(error)) from error
