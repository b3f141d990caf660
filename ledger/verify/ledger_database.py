"""A ledger in a PostgreSQL database as evidence, read in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.errors import Unavailable
from ledger.store import log_tables, server
from ledger.store.address import Address, Location
from ledger.store.server_schema import EXPECTED, PARTS
from ledger.verify import records
from ledger.verify.evidence import Damaged, StoredCheckpoint, StoredHead, StoredTile
from ledger.verify.ledger_file import LedgerFile, Remark
from ledger.verify.records import Records


def evidence_of(location: Location) -> LedgerFile | LedgerDatabase:
    """A ledger as evidence, wherever it is kept; to be closed."""
    return LedgerDatabase(location) if isinstance(location, Address) else LedgerFile(location)


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
        """Every record. Whether the indexes of a server are whole, pg_amcheck tells."""
        return records.one_by_one(self._entries)

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
