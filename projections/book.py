"""The book: all spans in a file of SQLite, caught up on every read, never needed to be kept.

A row holds from `valid_from` to `valid_to` in the world, and from the ledger of `known_from`
records to that of `known_to` in our knowledge of it. When a stream grows, its spans are derived
again by the same pure function; those that no longer hold are closed, new ones inserted: the book
never forgets what it once said. Delete the file and it comes back.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from domain.dates import Instant
from domain.record import Record
from projections.derivation import spans
from projections.span import Span, Value

FORMAT = 8
"""Of the book and of what the spans mean; a book of another format is made anew."""

NEVER = 2**62
"""The size at which a row that still holds will cease to be known."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS state (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    format INTEGER, ledger_id TEXT, size INTEGER, frontier BLOB);
CREATE TABLE IF NOT EXISTS commits (size INTEGER PRIMARY KEY, recorded_at TEXT);
CREATE TABLE IF NOT EXISTS spans (
    subject TEXT, kind TEXT, scope TEXT, value TEXT,
    valid_from TEXT, valid_to TEXT, known_from INTEGER, known_to INTEGER, event INTEGER);
CREATE INDEX IF NOT EXISTS by_subject ON spans (subject, kind);
CREATE INDEX IF NOT EXISTS by_scope ON spans (kind, scope);
"""

History = Callable[[str], Sequence[Record]]


@dataclass(frozen=True, slots=True)
class Row:
    """What held of a subject at the moment that was asked for."""

    subject: str
    scope: str
    value: Value
    start: Instant
    end: Instant
    event: int


class Book:
    """Spans of many streams, to be asked at any moment as known at any size."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.executescript(SCHEMA)
        kept = connection.execute("SELECT format FROM state").fetchone()
        if kept is not None and kept[0] != FORMAT:
            self._forget()

    @classmethod
    def in_memory(cls) -> Book:
        """A book that leaves no trace, for `--public-at` and for folders without write access."""
        return cls(sqlite3.connect(":memory:"))

    def _forget(self) -> None:
        """Empty a book of another format, to be derived anew."""
        with self._connection:
            for table in ("state", "commits", "spans"):
                self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own three tables

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def state(self) -> tuple[str, int, bytes]:
        """The ledger id, size and compact range that the book was derived from."""
        row = self._connection.execute("SELECT ledger_id, size, frontier FROM state").fetchone()
        return row or ("", 0, b"")

    def follow(self, records: Sequence[Record], history: History, state: tuple[str, bytes]) -> bool:
        """Take in new records, commit by commit, in one transaction.

        history: the whole history of a stream. state: the ledger id and the compact range after
        the last record. False, and nothing is taken in, when somebody else has taken in some of
        the records meanwhile. Equation: follow(a + b) == follow(a) then follow(b), for a and b
        that end where a commit ends.
        """
        ledger_id, frontier = state
        whole: dict[str, Sequence[Record]] = {}
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")  # nobody else writes from here on
            size = self.state()[1]
            if records and records[0].position < size:
                return False
            for recorded_at, commit in groupby(records, lambda one: str(one.get("recorded_at"))):
                batch = list(commit)
                size = batch[-1].position + 1
                self._connection.execute("INSERT INTO commits VALUES (?, ?)", (size, recorded_at))
                for stream in dict.fromkeys(record.stream for record in batch):
                    if stream not in whole:
                        whole[stream] = history(stream)
                    known = [record for record in whole[stream] if record.position < size]
                    self._replace(stream, spans(known), size)
            self._connection.execute(
                "INSERT OR REPLACE INTO state VALUES (1, ?, ?, ?, ?)",
                (FORMAT, ledger_id, size, frontier),
            )
        return True

    def _replace(self, subject: str, new: list[Span], size: int) -> None:
        """Close the rows that no longer hold and insert those that are new."""
        rows = {
            (span.kind, span.scope, _text(span.value), span.start, span.end, span.event)
            for span in new
        }
        held = {
            tuple(row[1:]): row[0]
            for row in self._connection.execute(
                "SELECT rowid, kind, scope, value, valid_from, valid_to, event FROM spans "
                "WHERE subject = ? AND known_to = ?",
                (subject, NEVER),
            )
        }
        ended = [(size, rowid) for row, rowid in held.items() if row not in rows]
        self._connection.executemany("UPDATE spans SET known_to = ? WHERE rowid = ?", ended)
        self._connection.executemany(
            "INSERT INTO spans VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (subject, kind, scope, value, start, end, size, NEVER, event)
                for kind, scope, value, start, end, event in sorted(rows - held.keys())
            ],
        )

    def size_at(self, recorded_at: str) -> int:
        """How many records the ledger held at a moment of its knowledge (UTC)."""
        row = self._connection.execute(
            "SELECT MAX(size) FROM commits WHERE recorded_at <= ?", (recorded_at,)
        ).fetchone()
        return row[0] or 0

    def recorded_at(self, size: int) -> str:
        """When the last record of a ledger of this size was recorded (UTC); empty if never."""
        row = self._connection.execute(
            "SELECT MAX(recorded_at) FROM commits WHERE size <= ?", (size,)
        ).fetchone()
        return row[0] or ""

    def ever(self, kind: str, known: int, *, scopes: Sequence[str] | None = None) -> list[Row]:
        """Every row of a kind at any moment, as known at a size, by its start."""
        found: list[Row] = []
        for column, chunk in _chunks(scopes, None):
            where = f"AND {column} IN ({','.join('?' * len(chunk))})" if column else ""
            statement = (
                "SELECT subject, scope, value, valid_from, valid_to, event FROM spans "  # noqa: S608 - only placeholders are put together
                f"WHERE kind = ? AND known_from <= ? AND ? < known_to {where}"
            )
            cursor = self._connection.execute(statement, (kind, known, known, *chunk))
            found += [_row(*row) for row in cursor]
        return sorted(found, key=lambda row: (row.start, row.event))

    def turns(self, kind: str, known: int) -> list[Instant]:
        """Every moment at which a row of a kind begins or ends, as known at a size."""
        cursor = self._connection.execute(
            "SELECT valid_from FROM spans WHERE kind = ? AND known_from <= ? AND ? < known_to "
            "UNION SELECT valid_to FROM spans WHERE kind = ? AND known_from <= ? AND ? < known_to",
            (kind, known, known) * 2,
        )
        return [Instant(row[0]) for row in cursor]

    def at(
        self,
        kind: str,
        moment: Instant,
        known: int,
        *,
        scopes: Sequence[str] | None = None,
        subjects: Sequence[str] | None = None,
    ) -> list[Row]:
        """Every row of a kind that held at a moment, as known at a size, ordered by subject."""
        found: list[Row] = []
        for column, chunk in _chunks(scopes, subjects):
            where = f"AND {column} IN ({','.join('?' * len(chunk))}) " if column else ""
            statement = (
                "SELECT subject, scope, value, valid_from, valid_to, event FROM spans "  # noqa: S608 - only placeholders are put together
                "WHERE kind = ? AND valid_from <= ? AND ? < valid_to "
                f"AND known_from <= ? AND ? < known_to {where}"
            )
            cursor = self._connection.execute(
                statement, (kind, moment, moment, known, known, *chunk)
            )
            found += [_row(*row) for row in cursor]
        return sorted(found, key=lambda row: (row.subject, row.scope, row.event))


def _row(subject: str, scope: str, value: str, start: str, end: str, event: int) -> Row:
    return Row(subject, scope, json.loads(value), Instant(start), Instant(end), event)


def _text(value: Value) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


_CHUNK = 500


def _chunks(
    scopes: Sequence[str] | None, subjects: Sequence[str] | None
) -> Iterator[tuple[str, Sequence[str]]]:
    if scopes is None and subjects is None:
        yield "", ()
        return
    column, names = ("scope", scopes) if scopes is not None else ("subject", subjects or ())
    assert names is not None, "one of the two was given"
    for start in range(0, len(names), _CHUNK):
        yield column, names[start : start + _CHUNK]
