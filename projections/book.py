"""The book: all spans in a file of SQLite, caught up on every read, never needed to be kept.

A row holds from `valid_from` to `valid_to` in the world, and from the ledger of `known_from`
records to that of `known_to` in our knowledge of it. When a stream grows, its spans are derived
again by the same pure function; those that no longer hold are closed, new ones inserted: the book
never forgets what it once said. Delete the file and it comes back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar

from domain.dates import Instant
from domain.record import Record
from projections.rows.frozen import Row, restored, stored

# -- format ------------------------------------------------------------------------------------
# The format of a book: a fingerprint of the sources of which its rows are made.
#
# A book is right only for the program that derived it. So its format is no number that somebody
# has to raise, but follows from the files themselves: of one that changed, the book of before is
# made anew. Reading them takes less than a thousandth of a second.

ROOT = Path(__file__).parents[1]

SOURCES = (
    "domain/dates.py", "domain/edtf.py", "domain/errors.py", "domain/hierarchy.py",
    "domain/history.py", "domain/parties.py", "domain/quantity.py", "domain/record.py",
    "domain/roles.py", "domain/step_function.py", "projections/promise/admissible.py",
    "projections/promise/evidence.py", "projections/promise/findings.py",
    "projections/promise/judgement.py", "projections/promise/spans.py",
    "projections/promise/timeline.py", "projections/rows/acts.py",
    "projections/rows/communication.py", "projections/rows/frozen.py",
    "projections/rows/promise.py", "projections/rows/records.py", "projections/rows/span.py",
    "projections/rows/subjects.py", "projections/rows/tenure.py", "projections/spans/acts.py",
    "projections/spans/registry.py", "projections/spans/subjects.py",
    "projections/spans/tenures.py",
)  # fmt: skip
"""The derivation, and all that it imports of ours; a test holds this list against the imports."""


SCHEMA = """
CREATE TABLE IF NOT EXISTS state (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    format INTEGER, ledger_id TEXT, size INTEGER, frontier BLOB);
CREATE TABLE IF NOT EXISTS seen (
    one INTEGER PRIMARY KEY CHECK (one = 1), ledger_id TEXT, size INTEGER, frontier BLOB);
CREATE TABLE IF NOT EXISTS commits (size INTEGER PRIMARY KEY, recorded_at TEXT);
CREATE TABLE IF NOT EXISTS spans (
    subject TEXT, kind TEXT, scope TEXT, value TEXT,
    valid_from TEXT, valid_to TEXT, known_from INTEGER, known_to INTEGER, event INTEGER);
CREATE INDEX IF NOT EXISTS by_subject ON spans (subject, kind);
CREATE INDEX IF NOT EXISTS by_scope ON spans (kind, scope);
CREATE TABLE IF NOT EXISTS placed (place TEXT, position INTEGER, PRIMARY KEY (place, position))
    WITHOUT ROWID;
"""
"""`placed` has the place that each record names, whatever became of the record."""


def fingerprint(sources: tuple[str, ...] = SOURCES, root: Path = ROOT) -> int:
    """A number of 60 bits that follows from the tables and from the contents of files, in order."""
    contents = sha256(SCHEMA.encode())
    for source in sources:
        contents.update(sha256((root / source).read_bytes()).digest())
    return int(contents.hexdigest()[:15], 16)


FINGERPRINT = fingerprint()

# -- book --------------------------------------------------------------------------------------

NEVER = 2**62
"""The size at which a row that still holds will cease to be known."""

History = Callable[[str], Sequence[Record]]

R = TypeVar("R", bound=Row)


class Book:
    """Spans of many streams, to be asked at any moment as known at any size."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.executescript(SCHEMA)
        kept = connection.execute("SELECT format FROM state").fetchone()
        if kept is not None and kept[0] != FINGERPRINT:
            self._forget()

    @classmethod
    def in_memory(cls) -> Book:
        """A book that leaves no trace, for `--public-at` and for folders without write access."""
        return cls(sqlite3.connect(":memory:"))

    def _forget(self) -> None:
        """Empty a book that other sources derived, to be derived anew.

        What ledger it was derived from is kept: what is read now must extend that.
        """
        with self._connection:
            self._connection.execute(
                "INSERT OR REPLACE INTO seen SELECT one, ledger_id, size, frontier FROM state"
            )
            for table in ("state", "commits", "spans", "placed"):
                self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own tables

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def state(self) -> tuple[str, int, bytes]:
        """The ledger id, size and compact range that the book was derived from."""
        row = self._connection.execute("SELECT ledger_id, size, frontier FROM state").fetchone()
        return row or ("", 0, b"")

    def seen(self) -> tuple[str, int, bytes]:
        """The same of the book of another program in whose place this one was made."""
        row = self._connection.execute("SELECT ledger_id, size, frontier FROM seen").fetchone()
        return row or ("", 0, b"")

    def follow(self, records: Sequence[Record], history: History, state: tuple[str, bytes]) -> bool:
        """Take in new records, commit by commit, in one transaction.

        history: the whole history of a stream. state: the ledger id and the compact range after
        the last record. False, and nothing is taken in, when somebody else has taken in some of
        the records meanwhile. Equation: follow(a + b) == follow(a) then follow(b), for a and b
        that end where a commit ends.
        """
        # Whoever only asks need not wait until all that derives rows has been loaded.
        from projections.spans.registry import spans

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
                self._connection.executemany(
                    "INSERT INTO placed VALUES (?, ?)",
                    [(record.scope, record.position) for record in batch if record.scope],
                )
            self._connection.execute(
                "INSERT OR REPLACE INTO state VALUES (1, ?, ?, ?, ?)",
                (FINGERPRINT, ledger_id, size, frontier),
            )
        return True

    def _replace(self, subject: str, new: Sequence[Row], size: int) -> None:
        """Close the rows that no longer hold and insert those that are new."""
        rows = {stored(row) for row in new}
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

    def answers(self, known: int) -> bool:
        """Whether a commit ended at a size, so that the book tells what was known then.

        Commits of one moment count as one, unless the book was caught up between them.
        """
        row = self._connection.execute("SELECT 1 FROM commits WHERE size = ?", (known,)).fetchone()
        return known == 0 or row is not None

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

    def naming(self, places: Sequence[str], known: int) -> list[int]:
        """The positions of the records that name one of these places, as known at a size."""
        found: list[int] = []
        for start in range(0, len(places), _CHUNK):
            chunk = places[start : start + _CHUNK]
            rows = self._connection.execute(
                "SELECT position FROM placed WHERE position < ? "  # noqa: S608 - only placeholders
                f"AND place IN ({','.join('?' * len(chunk))})",
                (known, *chunk),
            )
            found += [position for (position,) in rows]
        return sorted(found)

    def ever(self, kind: type[R], known: int, *, scopes: Sequence[str] | None = None) -> list[R]:
        """Every row of a kind at any moment, as known at a size, by its start."""
        rows = self._read("", (kind.KIND, known, known), "scope", scopes)
        return restored(kind, sorted(rows, key=itemgetter(2, 4)))

    def at(
        self,
        kind: type[R],
        moment: Instant,
        known: int,
        *,
        scopes: Sequence[str] | None = None,
        subjects: Sequence[str] | None = None,
    ) -> list[R]:
        """Every row of a kind that held at a moment, as known at a size, ordered by subject."""
        column, names = ("subject", subjects) if scopes is None else ("scope", scopes)
        values = (kind.KIND, known, known, moment, moment)
        rows = self._read("AND valid_from <= ? AND ? < valid_to", values, column, names)
        return restored(kind, sorted(rows, key=itemgetter(0, 1, 4)))

    def _read(
        self, where: str, values: tuple[Any, ...], column: str, names: Sequence[str] | None
    ) -> list[tuple[Any, ...]]:
        """Rows as they are kept, those with one of the names in a column where names are given."""
        statement = (
            "SELECT subject, scope, valid_from, valid_to, event, value FROM spans "  # noqa: S608 - only constants of ours are put together
            f"WHERE kind = ? AND known_from <= ? AND ? < known_to {where} "
        )
        if names is None:
            return self._connection.execute(statement, values).fetchall()
        found: list[tuple[Any, ...]] = []
        for start in range(0, len(names), _CHUNK):
            chunk = names[start : start + _CHUNK]
            among = f"AND {column} IN ({','.join('?' * len(chunk))})"
            found += self._connection.execute(statement + among, (*values, *chunk))
        return found


_CHUNK = 500
"""How many names one question to the database holds at the most."""
