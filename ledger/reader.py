"""Reading a ledger file with the standard library alone, so that a question answers at once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from domain.errors import NotFound, Unavailable
from domain.record import Record
from ledger.log import tree
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
        ledger_id, size, packed, recorded_at = self._all(
            "SELECT ledger_id, size, frontier, recorded_at FROM head"
        )[0]
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
    return Record(position, upcast(json.loads(stored)))


def unavailable(path: Path, error: Exception) -> Unavailable:
    """What an error of the database means to the user."""
    text = str(error)
    if "locked" in text or "busy" in text:
        remedy = "Wait until the other program is done and try again"
    elif "full" in text:
        remedy = "Make room on the disk and try again; nothing was written"
    elif "readonly" in text or "read-only" in text:
        remedy = "Ask for the right to write there, or work on a copy"
    else:
        remedy = "Check the file and its folder, or name another one with --ledger"
    return Unavailable(f"use the ledger {path}", text, remedy)


def _open(path: Path) -> sqlite3.Connection:
    asked = f"open the ledger {path}"
    if not path.exists():
        raise NotFound(
            asked, "there is no such file", "Make one with `gestand init`, or name it with --ledger"
        )
    if path.is_dir():
        raise Unavailable(asked, "it is a folder", "Name the file in it with --ledger")
    problem: Exception | None = None
    # A ledger in a folder that cannot be written to is read as the unchanging file that it is.
    for mode in ("mode=ro", "mode=ro&immutable=1"):
        try:
            connection = sqlite3.connect(f"file:{quote(str(path))}?{mode}", uri=True)
            with closing(connection.execute("PRAGMA application_id")) as cursor:
                (application_id,) = cursor.fetchone()
            connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        except sqlite3.Error as error:
            problem = error
            continue
        if application_id != APPLICATION_ID:
            connection.close()
            raise Unavailable(
                asked, "the file is not a ledger of gestand", "Name a ledger with --ledger"
            )
        return connection
    assert problem is not None, "a loop without success left an error"
    if "not a database" in str(problem):
        raise Unavailable(
            asked, "the file is not a ledger of gestand", "Name a ledger with --ledger"
        )
    raise unavailable(path, problem)
