"""A ledger as it is asked, wherever it is kept: in a file, or in a database on a server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from ledger.store import database
from ledger.store.address import Address, Location
from ledger.store.stored_tiles import Ask


class Rows(Protocol):
    """The rows of an answer."""

    def fetchall(self) -> list[Any]:
        """All of them."""

    def fetchone(self) -> Any:
        """The first one, None where there is none."""

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """What asks a ledger in the words of SQLite; a server is asked in its own, by a translation."""

    def execute(self, statement: str, parameters: Sequence[Any] = ..., /) -> Rows:
        """What a statement gives."""

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]], /) -> object:
        """Run a statement for each of some rows."""

    def rollback(self) -> None:
        """End a transaction, and keep nothing of it."""

    def close(self) -> None:
        """Let go of the ledger."""


def opened(location: Location) -> Connection:
    """A connection to a ledger, for reading; NotFound or Unavailable says why there is none."""
    if isinstance(location, Address):
        from ledger.store import server

        return server.opened(location)
    return database.opened(location)


def ask_of(connection: Connection) -> Ask:
    """Ask over a connection, in whatever transaction it is."""

    def ask(statement: str, *parameters: Any) -> list[Any]:
        return connection.execute(statement, parameters).fetchall()

    return ask
