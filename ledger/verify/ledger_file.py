"""A ledger file as evidence; its guards and indexes, against those that its format has."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from ledger.helpers import without_cycles
from ledger.said_by_others import of_sqlite
from ledger.store import log_tables
from ledger.store.database import FORMATS, opened
from ledger.store.reader import RECORD_ID
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
#
# While all is well, an index is read in its own order, which must be right, and its entries are
# summed up under a key of chance; the records, read in theirs, have the same sum. It is as good as
# looking up each of them, and takes a third of the time.

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
_IN_ORDER_OF_PLACES = f"""
    SELECT originator_id, originator_version, position FROM stored_events INDEXED BY {_PLACES}
    ORDER BY originator_id, originator_version
"""  # noqa: S608 - a constant is put in
_IDS = f"""
    SELECT {RECORD_ID}, position FROM stored_events INDEXED BY record_id ORDER BY {RECORD_ID}
"""  # noqa: S608 - constants are put together


class Entries:
    """The entries that the indexes are to have for the records that were read, as sums."""

    def __init__(self, *, with_ids: bool) -> None:
        self._key = secrets.randbits(60)
        self._with_ids = with_ids
        self._places = self._ids = 0

    def follows(
        self,
        positions: Sequence[int],
        streams: Sequence[str],
        versions: Sequence[int],
        ids: Sequence[str],
    ) -> bool:
        """Whether records follow on their streams is told by the index of places, afterwards."""
        keys = (self._key,) * len(positions)
        self._places += sum(map(hash, zip(keys, streams, versions, positions, strict=True)))
        if self._with_ids:
            self._ids += sum(map(hash, zip(keys, ids, positions, strict=True)))
        return True

    def are_those_of(self, connection: sqlite3.Connection) -> bool:
        """Whether the indexes have these and are in order, and each record follows on its stream.

        An index that is not there has none; a sum that is equal by chance is one of 2^64.
        """
        try:
            return self._of_places(connection) and (not self._with_ids or self._of_ids(connection))
        except TypeError:  # what is no text or no number has no order among those that are
            return False

    def _of_places(self, connection: sqlite3.Connection) -> bool:
        key, total, before, last, after = self._key, 0, "", 0, -1
        for stream, version, position in connection.execute(_IN_ORDER_OF_PLACES):
            if stream == before:
                if version != last + 1 or position <= after:
                    return False
            elif stream < before or version != 1:
                return False
            before, last, after = stream, version, position
            total += hash((key, stream, version, position))
        return total == self._places

    def _of_ids(self, connection: sqlite3.Connection) -> bool:
        total, before = 0, None
        for record_id, position in connection.execute(_IDS):
            if before is not None and record_id <= before:
                return False
            before = record_id
            total += hash((self._key, record_id, position))
        return total == self._ids


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

MOST_IDS_COMPARED = 100_000
"""Records up to which the index of ids is compared, and not only counted."""

_CHUNK = 256

# A value of another type than it should have is as good as none, for questions would pass it by.
_RECORDS = (
    "SELECT position, ifnull(originator_id, 0), "
    "CASE typeof(originator_version) WHEN 'integer' THEN originator_version ELSE 0 END, "
    "ifnull(topic, 0), leaf_hash, state FROM stored_events ORDER BY position"
)


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
        """Every record, and whether questions find them."""
        size = next(_rows(self._connection, "SELECT COUNT(*) FROM stored_events"))[0]
        with_ids = size < MOST_IDS_COMPARED
        with without_cycles():
            return self._well(with_ids=with_ids) or self._one_by_one(with_ids=with_ids)

    def _well(self, *, with_ids: bool) -> Records | None:
        """The records if nothing is wrong with them and with the file."""
        entries = Entries(with_ids=with_ids)
        try:
            every = records.well(self._entries, entries, self._leaves_of())
            well = (
                every is not None
                and entries.are_those_of(self._connection)
                and not list(check_structure(self._connection))
                and not list(check_counts(self._connection, every.end))
            )
        except (Damaged, sqlite3.Error, UnicodeDecodeError):
            return None
        return every if well else None

    def _one_by_one(self, *, with_ids: bool) -> Records:
        """The records with all that is wrong with them, and else with the file as a whole."""
        try:
            every = records.one_by_one(self._entries)
        except Damaged:
            # What is no UTF-8 any more must be found, not refused. Looking takes twice the time.
            self._connection.text_factory = _readable
            every = records.one_by_one(self._entries)
        # What is wrong with the records says more than what is wrong with their index.
        if not every.findings:
            _check(every, check_structure(self._connection))
            _check(every, check_places(self._connection))
        if not every.findings:
            _check(every, check_counts(self._connection, every.end))
        if not every.findings and with_ids:
            _check(every, check_ids(self._connection, every.ids))
        return every

    def _entries(self) -> Iterator[Any]:
        return _rows(self._connection, _RECORDS)

    def _leaves_of(self) -> Callable[[int], object]:
        """The leaf hashes of a tile as they are kept; None where they are not."""
        if not self._has_tiles():
            return lambda _: None

        def stored(number: int) -> object:
            statement = "SELECT hashes FROM tiles WHERE level = 0 AND number = ?"
            row = self._connection.execute(statement, (number,)).fetchone()
            return row and row[0]

        return stored

    def _has_tiles(self) -> bool:
        return bool(
            list(_rows(self._connection, "SELECT 1 FROM sqlite_master WHERE name = 'tiles'"))
        )

    def remarks(self) -> list[Remark]:
        """What is odd about the tables and guards; nothing of a file that cannot be read."""
        try:
            return list(remarks(self._connection))
        except (sqlite3.Error, UnicodeDecodeError):
            return []

    def tiles(self) -> Iterator[StoredTile]:
        """The full tiles; a file of format 0 has none."""
        if not self._has_tiles():
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
            raise Damaged(of_sqlite(error)) from error


def _check(every: Records, findings: Iterator[Finding]) -> None:
    try:
        for finding in findings:
            every.find(finding)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise Damaged(of_sqlite(error)) from error


def _readable(stored: bytes) -> str:
    """Text, with marks where it is none that equal no text of a record."""
    return stored.decode(errors="surrogateescape")


def _rows(connection: sqlite3.Connection, statement: str, *parameters: int) -> Iterator[Any]:
    return chain.from_iterable(_some_at_a_time(connection, statement, parameters))


def _some_at_a_time(
    connection: sqlite3.Connection, statement: str, parameters: Sequence[int]
) -> Iterator[list[Any]]:
    try:
        cursor = connection.execute(statement, parameters)
        while chunk := cursor.fetchmany(_CHUNK):
            yield chunk
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise Damaged(of_sqlite(error)) from error
