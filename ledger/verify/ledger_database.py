"""A ledger in a PostgreSQL database as evidence, read in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from domain.errors import Unavailable
from ledger.store import log_tables, server
from ledger.store.address import Address, Location
from ledger.store.reader import RECORD_ID
from ledger.store.server_schema import EXPECTED, PARTS
from ledger.verify import records
from ledger.verify.evidence import Damaged, StoredCheckpoint, StoredHead, StoredTile
from ledger.verify.finding import Finding, altered
from ledger.verify.ledger_file import MOST_IDS_COMPARED, LedgerFile, Remark
from ledger.verify.records import Records


def evidence_of(location: Location) -> LedgerFile | LedgerDatabase:
    """A ledger as evidence, wherever it is kept; to be closed."""
    return LedgerDatabase(location) if isinstance(location, Address) else LedgerFile(location)


# -- indexes -----------------------------------------------------------------------------------
# Whether questions find every record, as in a file: each index is read in its own order, which must
# be right, and has to give the same records, as a sum under a key of chance, as reading the table
# does. Whether its pages hang together, and in large ledgers whether ids are found, pg_amcheck
# tells whoever may ask that.

_INDEXES = {
    "position": "position AS first, 0 AS second",
    "stream": "originator_id AS first, originator_version AS second",
    "id": f"{RECORD_ID} AS first, 0 AS second",
}
"""By what each index is ordered."""

_READING = """
    SELECT count(*), count(*) FILTER (WHERE NOT follows), sum(entry) FROM (
        SELECT (first, second) > (lag(first) OVER (), lag(second) OVER ()) AS follows,
            hashtextextended(concat_ws(' ', position, first, second), {seed}) AS entry
        FROM (SELECT position, {keys} FROM stored_events {order} OFFSET 0) AS found
    ) AS entries
"""
"""Without the OFFSET each id would be taken out of its record three times."""

_BY_INDEX = ("seqscan", "bitmapscan", "sort", "incremental_sort")
_BY_TABLE = ("indexscan", "indexonlyscan", "bitmapscan")
"""What the server is not to do, so that it reads in one way or the other."""


def _check_indexes(ask: Callable[[str], list[Any]], size: int) -> Iterator[Finding]:
    """Every record is found by its place, its stream and, in a ledger of that size, its id."""
    seed = secrets.randbits(60)
    ask("SET LOCAL max_parallel_workers_per_gather = 0")
    for index, keys in _INDEXES.items():
        if index == "id" and size >= MOST_IDS_COMPARED:
            continue
        ordered, unordered = (
            _READING.format(keys=keys, order=order, seed=seed).strip()
            for order in ("ORDER BY first, second", "")
        )
        ((entries, misplaced, by_index),) = _avoiding(_BY_INDEX, ask, ordered)
        ((count, _, by_table),) = _avoiding(_BY_TABLE, ask, unordered)
        if entries != count:
            yield altered("entries", None, index=index, entries=entries, count=count)
        elif misplaced or by_index != by_table:
            yield altered("order", None, index=index)


def _avoiding(ways: Iterable[str], ask: Callable[[str], list[Any]], statement: str) -> list[Any]:
    for way in ways:
        ask(f"SET LOCAL enable_{way} = off")
    rows = ask(statement)
    for way in ways:
        ask(f"SET LOCAL enable_{way} = on")
    return rows


# -- ledger on a server ------------------------------------------------------------------------


class LedgerDatabase:
    """The evidence in a database; to be closed."""

    def __init__(self, address: Address) -> None:
        self._connection = server.opened(address)
        self._all("BEGIN")

    def close(self) -> None:
        """Let go of the server."""
        self._connection.close()

    def head(self) -> StoredHead | None:
        """The head row."""
        rows = self._all("SELECT size, frontier, recorded_at FROM head")
        return StoredHead(*rows[0]) if len(rows) == 1 else StoredHead(None, None, None)

    def records(self) -> Records:
        """Every record, and whether questions find them."""
        every = records.one_by_one(self._entries)
        # What is wrong with the records says more than what is wrong with their index.
        if not every.findings:
            for finding in _check_indexes(self._all, every.end):
                every.find(finding)
        return every

    def _entries(self) -> Iterator[Any]:
        return self._pieces(
            "SELECT position, originator_id, originator_version, topic, leaf_hash, state "
            "FROM stored_events ORDER BY position"
        )

    def remarks(self) -> list[Remark]:
        """What is missing, or does not belong there."""
        there = set(self._all(PARTS))
        return [
            Remark("missing" if part in EXPECTED else "extra", *part)
            for part in sorted(EXPECTED ^ there)
        ]

    def tiles(self) -> Iterator[StoredTile]:
        """The full tiles."""
        for level, number, hashes, root in self._pieces(
            "SELECT level, number, hashes, root FROM tiles ORDER BY level, number"
        ):
            yield StoredTile(level, number, hashes, root)

    def checkpoints(self) -> Iterator[StoredCheckpoint]:
        """The checkpoints that were kept."""
        for size, note in log_tables.rows(self._connection):
            yield StoredCheckpoint(note, size)

    def _all(self, statement: str) -> list[Any]:
        return self._connection.execute(statement).fetchall()

    def _pieces(self, statement: str) -> Iterator[Any]:
        try:
            yield from self._connection.execute(statement)
        except Unavailable as error:
            raise Damaged(str(error)) from error
