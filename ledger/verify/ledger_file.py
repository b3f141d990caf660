"""A ledger file as evidence; its guards and indexes, against those that its format has."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from ledger.store import log_tables
from ledger.store.database import FORMATS, opened
from ledger.store.reader import RECORD_ID
from ledger.transparency.tiles import WIDTH
from ledger.verify import records
from ledger.verify.evidence import Damaged, StoredCheckpoint, StoredHead, StoredTile
from ledger.verify.finding import Finding, altered
from ledger.verify.records import Records

# -- guards ------------------------------------------------------------------------------------
# The tables, indexes and guards of a ledger file, against those that its format has.
#
# A guard that is missing shows that something could have been changed, not that anything was: the
# hashes tell that. So these are remarks beside the verdict, and no part of it.

_PARTS = """
    SELECT type, name, sql FROM sqlite_master
    WHERE sql IS NOT NULL AND NOT (type = 'table' AND name LIKE 'sqlite!_stat_' ESCAPE '!')
"""
"""Indexes that SQLite makes by itself have no statement; tables of statistics come by ANALYZE."""

_Parts = dict[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a file that proves nothing and should be known.

    code: `missing`, `changed` or `extra`. part: `table`, `index`, `trigger` or `view`.
    """

    code: str
    part: str
    name: str


def remarks(connection: sqlite3.Connection) -> Iterator[Remark]:
    """What is missing in a file, is not as its format has it, or does not belong there."""
    there = _parts(connection)
    expected = _of_format(connection.execute("PRAGMA user_version").fetchone()[0])
    for part in sorted(expected.keys() | there.keys()):
        if there.get(part) != expected.get(part):
            code = "missing" if part not in there else "changed" if part in expected else "extra"
            yield Remark(code, *part)


def _of_format(form: int) -> _Parts:
    """What a new file of a format has."""
    with closing(sqlite3.connect(":memory:")) as empty:
        for statements in FORMATS[: form + 1]:
            for statement in statements:
                empty.execute(statement)
        return _parts(empty)


def _parts(connection: sqlite3.Connection) -> _Parts:
    """What a file has, with the statements that made it; where lines break tells nothing."""
    return {
        (part, name): " ".join(str(statement).split())
        for part, name, statement in connection.execute(_PARTS)
    }


# -- indexes -----------------------------------------------------------------------------------
# The indexes of a ledger file: whether questions find every record.
#
# Questions look records up, where verifying reads them one after the other. A record that an
# index leaves out, or has in another's place, is there and is not shown. SQLite's integrity_check
# would tell, in more time than all else together takes: it parses every record for the index of
# ids.
#
# The index of ids serves who asks for one record by its id; views and proofs do without.
# Comparing it takes 2 seconds in a million records, so of large ledgers only its entries are
# counted.

_PLACES = "sqlite_autoindex_stored_events_1"
"""The index of UNIQUE (originator_id, originator_version), as SQLite calls it."""

_HIDDEN = f"""
    SELECT position FROM stored_events AS stored NOT INDEXED WHERE NOT EXISTS (
        SELECT 1 FROM stored_events AS found INDEXED BY {_PLACES}
        WHERE found.originator_id = stored.originator_id
        AND found.originator_version = stored.originator_version
        AND found.position = stored.position
    ) ORDER BY position LIMIT 1
"""  # noqa: S608 - constants are put together
_IDS = f"""
    SELECT {RECORD_ID}, position FROM stored_events INDEXED BY record_id ORDER BY {RECORD_ID}
"""  # noqa: S608 - constants are put together


def check_structure(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The pages of the file hang together, so that a record is found by its position."""
    ((answer,), *_) = connection.execute("PRAGMA quick_check(1)").fetchall()
    if answer != "ok":
        yield altered("structure", None, why=" ".join(answer.split()))


def check_places(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every record is found by its stream and version."""
    if _there(connection, _PLACES):
        for (position,) in connection.execute(_HIDDEN):
            yield altered("hidden", position, index="stream")


def check_counts(connection: sqlite3.Connection, size: int) -> Iterator[Finding]:
    """There are as many entries as records."""
    # COUNT(*) would count the entries of whichever index is smallest.
    for index, name, value in (
        (_PLACES, "stream", "originator_id"),
        ("record_id", "id", RECORD_ID),
    ):
        if _there(connection, index):
            statement = f"SELECT COUNT({value}) FROM stored_events INDEXED BY {index}"  # noqa: S608 - constants
            ((count,),) = connection.execute(statement)
            if count != size:
                yield altered("entries", None, index=name, entries=count, count=size)


def check_ids(connection: sqlite3.Connection, ids: dict[str, int]) -> Iterator[Finding]:
    """Every record is found by its id; ids: of all records, with their positions."""
    if not _there(connection, "record_id"):
        return
    rows = connection.execute(_IDS).fetchall()
    positions = dict(rows)
    if positions != ids:
        hidden = (at for record_id, at in ids.items() if positions.get(record_id) != at)
        yield altered("hidden", min(hidden, default=None), index="id")
    elif [record_id for record_id, _ in rows] != sorted(ids):
        yield altered("order", None, index="id")


def _there(connection: sqlite3.Connection, index: str) -> bool:
    """Whether a file has an index; that it has not is for `guards` to remark."""
    rows = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (index,))
    return rows.fetchone() is not None


# -- ledger file -------------------------------------------------------------------------------
# A ledger file as evidence: read in one transaction, so that records may come in meanwhile.

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
            every = self._by_two(size) if size >= WORTH_A_PROCESS else self._alone()
            # What is wrong with the records says more than what is wrong with their index.
            if not every.findings:
                _check(every, check_counts(self._connection, every.end))
            if not every.findings and size < WORTH_A_PROCESS:
                _check(every, check_ids(self._connection, every.ids))
        return every

    def _alone(self) -> Records:
        return _checked(self._connection, _read(self._connection, _LEAST, _MOST))

    def _by_two(self, size: int) -> Records:
        # The other one has less to read, as it must start, look at the pages, and hand over.
        middle = size * 8 // 20 // WIDTH * WIDTH
        with ProcessPoolExecutor(1, get_context("spawn")) as executor:
            first = executor.submit(_read_file, self._path, _LEAST, middle - 1)
            second = _read(self._connection, middle, _MOST)
            return records.joined(first.result(), second)

    def remarks(self) -> list[Remark]:
        """What is odd about the tables and guards; nothing of a file that cannot be read."""
        try:
            return list(remarks(self._connection))
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
            for size, note in log_tables.rows(self._connection):
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


def _checked(connection: sqlite3.Connection, every: Records) -> Records:
    """The same, with what is wrong with the file as a whole if nothing is with the records."""
    if not every.findings:
        _check(every, check_structure(connection))
        _check(every, check_places(connection))
    return every


def _check(every: Records, findings: Iterator[Finding]) -> None:
    try:
        for finding in findings:
            every.find(finding)
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
