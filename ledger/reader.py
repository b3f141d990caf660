"""Reading a ledger file with the standard library alone, so that a question answers at once."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from domain.errors import NotFound, Tampered, Unavailable
from domain.record import Record
from ledger import tree
from ledger.upcasting import upcast

APPLICATION_ID = 0x67657374
"""`gest` in ASCII, in the header of the file: tells a ledger from any other SQLite file."""

_CHUNK = 500
"""How many values one question to the database holds at the most."""

_RECORD_ID = (
    "CASE WHEN json_valid(CAST(state AS TEXT)) THEN json_extract(CAST(state AS TEXT), '$.id') END"
)


@dataclass(frozen=True, slots=True)
class Head:
    """How far a ledger is: its random id, its size, its Merkle root and its last moment."""

    ledger_id: str
    size: int
    root: bytes
    recorded_at: str


class Reader:
    """A ledger file, opened for reading only."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = _open(path)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def head(self) -> Head:
        """How far the ledger is now."""
        rows = self._all("SELECT ledger_id, size, frontier, recorded_at FROM head")
        if not rows or len(rows[0][2]) != tree.HASH_BYTES * rows[0][1].bit_count():
            raise Tampered(
                f"read the head of the ledger {self.path}",
                "it does not fit a tree of records",
                "Keep the file as evidence, and ask the operator what happened",
            )
        ledger_id, size, packed, recorded_at = rows[0]
        return Head(ledger_id, size, tree.root(tree.unpack(packed)), recorded_at)

    def stored(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, bytes]]:
        """Positions and stored bytes from `start` up to, not including, `stop`."""
        end = self.head().size if stop is None else stop
        return iter(
            self._all(
                "SELECT position, state FROM stored_events WHERE position >= ? AND position < ? "
                "ORDER BY position",
                start,
                end,
            )
        )

    def records(self, start: int = 0, stop: int | None = None) -> Iterator[Record]:
        """The records from `start` up to, not including, `stop`."""
        return (record(position, state) for position, state in self.stored(start, stop))

    def stream(self, name: str) -> list[Record]:
        """The history of one stream, in the order of recording."""
        rows = self._all(
            "SELECT position, state FROM stored_events WHERE originator_id = ? "
            "ORDER BY originator_version",
            name,
        )
        return [record(position, state) for position, state in rows]

    def existing(self, names: Iterable[str]) -> set[str]:
        """Those of the streams that something stands on, in few questions to the database."""
        waiting = list(names)
        found: set[str] = set()
        for start in range(0, len(waiting), _CHUNK):
            chunk = waiting[start : start + _CHUNK]
            marks = ",".join("?" * len(chunk))
            rows = self._all(
                f"SELECT originator_id FROM stored_events WHERE originator_version = 1 "  # noqa: S608 - only placeholders are put together
                f"AND originator_id IN ({marks})",
                *chunk,
            )
            found.update(name for (name,) in rows)
        return found

    def find(self, record_id: str) -> Record | None:
        """The record with an id, or None."""
        rows = self._all(
            f"SELECT position, state FROM stored_events WHERE {_RECORD_ID} = ?",  # noqa: S608 - a constant
            record_id,
        )
        return record(*rows[0]) if rows else None

    def _all(self, statement: str, *parameters: Any) -> list[Any]:
        try:
            return self._connection.execute(statement, parameters).fetchall()
        except sqlite3.Error as error:
            raise unavailable(self.path, error) from error


def record(position: int, stored: bytes) -> Record:
    """The record that stored bytes hold, upcast to the current schema of its kind."""
    try:
        found = Record(position, upcast(json.loads(stored)))
        assert found.stream, "a record names its stream"
    except (ValueError, KeyError, TypeError) as error:
        raise Tampered(
            f"read record {position}",
            "its bytes are not those of a record",
            "Keep the file as evidence, and ask the operator what happened",
        ) from error
    return found


_REMEDIES = {
    sqlite3.SQLITE_BUSY: "Wait until the other program is done and try again",
    sqlite3.SQLITE_FULL: "Make room on the disk and try again; nothing was written",
    sqlite3.SQLITE_IOERR: "Make room on the disk or mend it, and try again; nothing was written",
    sqlite3.SQLITE_READONLY: "Ask for the right to write there, or work on a copy",
    sqlite3.SQLITE_PERM: "Ask for the right to use that file, or work on a copy",
    sqlite3.SQLITE_CANTOPEN: "Ask for the right to use that file and its folder",
    sqlite3.SQLITE_CORRUPT: "The file is damaged: take a copy of the ledger in its place",
    sqlite3.SQLITE_NOTADB: "Name a ledger with --ledger",
}
"""What to do, by the primary error code of SQLite."""


def unavailable(path: Path, error: Exception) -> Unavailable:
    """What an error of the database means to the user."""
    cause = _database_error(error)
    remedy = _REMEDIES.get(_code(cause), "Check the file, or name another one with --ledger")
    return Unavailable(f"use the ledger {path}", str(cause), remedy)


def is_locked(error: Exception) -> bool:
    """Whether an error of the database only says that somebody else is writing."""
    return _code(_database_error(error)) == sqlite3.SQLITE_BUSY


def _database_error(error: BaseException) -> BaseException:
    """SQLite's own error, which eventsourcing wraps in one of its own."""
    while not isinstance(error, sqlite3.Error) and error.__cause__ is not None:
        error = error.__cause__
    return error


def _code(error: BaseException) -> int:
    """The primary code: the lowest byte of an extended one."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _open(path: Path) -> sqlite3.Connection:
    asked = f"open the ledger {path}"
    _check_file(path, asked)
    problem: Exception | None = None
    for mode in _modes(path):
        try:
            connection = sqlite3.connect(f"{uri(path)}?{mode}", uri=True)
            with closing(connection.execute("PRAGMA application_id")) as cursor:
                (application_id,) = cursor.fetchone()
            connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        except sqlite3.Error as error:
            problem = error
            continue
        if application_id != APPLICATION_ID:
            connection.close()
            raise Unavailable(asked, "the file is not a ledger of gestand", _NAME_ONE)
        return connection
    assert problem is not None, "a loop without success left an error"
    if _code(problem) == sqlite3.SQLITE_NOTADB:
        raise Unavailable(asked, "the file is not a ledger of gestand", _NAME_ONE) from problem
    raise unavailable(path, problem) from problem


def uri(path: Path) -> str:
    """The path as SQLite takes it whatever is in it: a bare `:memory:` would be no file."""
    return f"file:{quote(os.fsencode(path))}"


_NAME_ONE = "Name a ledger with --ledger"


def _check_file(path: Path, asked: str) -> None:
    """Say in plain words why something cannot be a ledger, before the database says it in its."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        remedy = "Make one with `gestand init`, or name it with --ledger"
        raise NotFound(asked, "there is no such file", remedy) from error
    except OSError as error:
        raise Unavailable(asked, (error.strerror or str(error)).lower(), _NAME_ONE) from error
    if stat.S_ISDIR(mode):
        raise Unavailable(asked, "it is a folder", "Name the file in it with --ledger")
    if not stat.S_ISREG(mode):
        raise Unavailable(asked, "it is not a regular file", _NAME_ONE)


def _modes(path: Path) -> Iterator[str]:
    yield "mode=ro"
    log = path.with_name(f"{path.name}-wal")
    if not log.exists() or log.stat().st_size == 0:
        # A ledger in a folder that cannot be written to is read as the unchanging file that it
        # is; but what still stands in the log beside it would be left out.
        yield "mode=ro&immutable=1"
