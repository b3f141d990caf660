"""What was written and is to be recorded, kept aside until all of it was read and decided about.

In a temporary database of SQLite: a small import never leaves memory, a large one goes to a file
without a name, which is gone with the process, however that ends. So an import of any size takes
the memory of a small one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, NamedTuple

import orjson

from domain.errors import Unavailable
from domain.streams.event import KINDS, Draft
from languages import N_
from ledger.codec import Parts, draft_from, parts
from ledger.said_by_others import of_sqlite

_CACHE_KIB = 32_768
"""So much of it stays in memory."""

_TABLES = (
    """CREATE TABLE prepared (
        number INTEGER PRIMARY KEY,
        rank INTEGER,
        stream TEXT,
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        said_before BLOB NOT NULL,
        said_between BLOB NOT NULL,
        said_after BLOB NOT NULL,
        founding INTEGER
    )""",
    "CREATE TABLE waiting (number INTEGER PRIMARY KEY, field TEXT NOT NULL, target TEXT NOT NULL)",
    """CREATE TABLE mentioned (key TEXT, rests INTEGER, PRIMARY KEY (key, rests)) WITHOUT ROWID""",
)
"""prepared: what becomes a record, in the order of number as it was written, in that of rank as it
is to be recorded; founding: the rank of the record that begins its stream, where it waits for that.
waiting: what stands on the stream of another record (target), which the field names. mentioned:
the names that they refer to."""

_INDEXES = (
    "CREATE INDEX by_stream ON prepared (stream, rank)",
    "CREATE INDEX by_id ON prepared (id)",
)

_ROW = "number, rank, stream, id, kind, said_before, said_between, said_after"
_INSERT = f"INSERT INTO prepared ({_ROW}) VALUES (?,?,?,?,?,?,?,?)"  # noqa: S608 - a constant


class Row(NamedTuple):
    """A record that was prepared; the names of its fields are those of the table."""

    number: int
    rank: int | None
    stream: str | None
    id: str
    kind: str
    before: bytes
    between: bytes
    after: bytes

    @property
    def place(self) -> int:
        """Its place in the order in which records are to be recorded."""
        return self.number if self.rank is None else self.rank

    @property
    def parts(self) -> Parts:
        """What it says, in the parts that it is stored in."""
        return Parts(self.before, self.between, self.after)

    def fields(self) -> dict[str, Any]:
        """What it says."""
        fields: dict[str, Any] = orjson.loads(self.parts.whole())
        return fields

    def draft(self) -> Draft:
        """The draft of it."""
        assert self.stream is not None, "a record without a stream is no draft"
        return draft_from(KINDS[self.kind], self.fields(), self.id, self.stream)


Values = tuple[int, int | None, str | None, str, str, bytes, bytes, bytes]
"""The same as a plain tuple, which goes from one process to another in a third of the time."""


class Waiting(NamedTuple):
    """A record that stands on the stream of the record that a field of it names."""

    number: int
    field: str
    target: str


class Spool:
    """Records that were prepared, in a database of their own."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect("", isolation_level=None)
        with _kept():
            for statement in (
                "PRAGMA journal_mode = OFF",
                "PRAGMA synchronous = OFF",
                f"PRAGMA cache_size = -{_CACHE_KIB}",
                "BEGIN",
                *_TABLES,
            ):
                self._connection.execute(statement)
        self._known: set[tuple[str, bool]] = set()
        self._ordered = False

    def close(self) -> None:
        """Throw everything away."""
        self._connection.close()

    def add(self, rows: Iterable[Values], waiting: Iterable[Waiting]) -> None:
        """Keep records, those that wait for the stream of another one among them."""
        self._many(_INSERT, rows)
        self._many("INSERT INTO waiting VALUES (?,?,?)", waiting)

    def mention(self, names: set[tuple[str, bool]]) -> None:
        """Keep the names that records refer to, each with whether they rest on it."""
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        new = names - self._known
        self._known |= new
        self._many("INSERT OR IGNORE INTO mentioned VALUES (?,?)", new)

    def complete(self) -> None:
        """Put what was added in its order, and make it ready to be asked."""
        if self._all("SELECT 1 FROM prepared WHERE rank IS NOT NULL LIMIT 1"):
            # Those that say nothing of their order come first.
            self._do(
                "UPDATE prepared SET rank = ranked.at FROM (SELECT number AS own, row_number() "
                "OVER (ORDER BY coalesce(rank, -1), number) AS at FROM prepared) AS ranked "
                "WHERE number = own"
            )
            self._ordered = True
        for statement in _INDEXES:
            self._do(statement)

    def waiting(self) -> list[Waiting]:
        """The records whose stream is that of another one, and not known yet."""
        return [Waiting(*row) for row in self._all("SELECT * FROM waiting ORDER BY number")]

    def place(self, number: int, stream: str) -> None:
        """Say on which stream a record stands that waited for that."""
        row = self.row(number)
        said = parts(row.fields() | {"stream": stream})
        self._do("UPDATE prepared SET stream = ? WHERE number = ?", stream, number)
        self.replace(number, said)
        self._do("DELETE FROM waiting WHERE number = ?", number)

    def replace(self, number: int, said: Parts) -> None:
        """Say what a record says in another way."""
        self._do(
            "UPDATE prepared SET said_before = ?, said_between = ?, said_after = ? "
            "WHERE number = ?",
            *said,
            number,
        )

    def remove(self, number: int) -> None:
        """Leave a record out."""
        self._do("DELETE FROM prepared WHERE number = ?", number)
        self._do("DELETE FROM waiting WHERE number = ?", number)

    def remove_from(self, number: int) -> None:
        """Leave out all records from a number on."""
        self._do("DELETE FROM prepared WHERE number >= ?", number)
        self._do("DELETE FROM waiting WHERE number >= ?", number)

    def numbers(self, record_id: str) -> list[int]:
        """The numbers of the records with an id, the first one first."""
        rows = self._all(
            "SELECT number FROM prepared WHERE id = ? ORDER BY coalesce(rank, number)", record_id
        )
        return [number for (number,) in rows]

    def pages(self) -> Iterator[list[Row]]:
        """All records, as they were written, some at a time; each may be replaced meanwhile."""
        last = -1
        while rows := list(self._rows("WHERE number > ? ORDER BY number LIMIT 1000", last)):
            yield rows
            last = rows[-1].number

    def row(self, number: int) -> Row:
        """One record."""
        (row,) = self._rows("WHERE number = ?", number)
        return row

    def twice(self) -> Iterator[list[int]]:
        """The numbers of records that have the same id, in the order of recording."""
        rows = self._all(
            "SELECT id, number FROM prepared WHERE id IN "
            "(SELECT id FROM prepared GROUP BY id HAVING count(*) > 1) "
            "ORDER BY id, coalesce(rank, number)"
        )
        for _, same in groupby(rows, itemgetter(0)):
            yield [number for _, number in same]

    def last(self) -> int:
        """The number of the last record; -1 where there is none."""
        return int(self._all("SELECT coalesce(max(number), -1) FROM prepared")[0][0])

    def __len__(self) -> int:
        """How many records there are."""
        return int(self._all("SELECT count(*) FROM prepared")[0][0])

    def count_streams(self) -> int:
        """On how many streams they stand."""
        return int(self._all("SELECT count(DISTINCT stream) FROM prepared")[0][0])

    def rows(self) -> Iterator[Row]:
        """All records, as they were written."""
        return self._rows("ORDER BY number")

    def by_stream(self) -> Iterator[tuple[str, list[Row]]]:
        """The records of each stream, as they are to be recorded."""
        for stream, rows in groupby(
            self._rows("INDEXED BY by_stream ORDER BY stream, rank, number"), itemgetter(2)
        ):
            yield stream, list(rows)

    def stream(self, name: str) -> list[Row]:
        """The records of one stream."""
        return list(self._rows("WHERE stream = ? ORDER BY rank, number", name))

    def streams_of(self, kind: str) -> list[str]:
        """The names of the streams of a kind, such as `mandate`."""
        rows = self._all(
            "SELECT DISTINCT stream FROM prepared WHERE stream > ? AND stream < ?",
            f"{kind}/",
            f"{kind}0",  # the character after the slash
        )
        return [name for (name,) in rows]

    def stream_with(self, record_id: str) -> str | None:
        """The stream of the record with an id, where it is known."""
        rows = self._all(
            "SELECT stream FROM prepared WHERE id = ? AND stream IS NOT NULL", record_id
        )
        return rows[0][0] if rows else None

    def missing(self) -> Iterator[str]:
        """The names that are mentioned and are neither a stream nor a record among these."""
        return (
            key
            for (key,) in self._each(
                "SELECT DISTINCT key FROM mentioned "
                "WHERE NOT EXISTS (SELECT 1 FROM prepared WHERE stream = key) "
                "AND NOT EXISTS (SELECT 1 FROM prepared WHERE id = key)"
            )
        )

    def rested_on(self) -> Iterator[str]:
        """The names that some record rests on."""
        return (key for (key,) in self._each("SELECT key FROM mentioned WHERE rests"))

    def among_rested_on(self, names: Iterable[str]) -> set[str]:
        """Those of some names that some record rests on."""
        question = "SELECT 1 FROM mentioned WHERE key = ? AND rests"
        return {name for name in names if self._all(question, name)}

    def among_mentioned(self, names: Iterable[str]) -> set[str]:
        """Those of some names that some record refers to."""
        question = "SELECT 1 FROM mentioned WHERE key = ?"
        return {name for name in names if self._all(question, name)}

    def delay(self, number: int, founding: int) -> None:
        """Let a record wait for the one that begins its stream, which has that rank."""
        self._ordered = True
        self._do("UPDATE prepared SET founding = ? WHERE number = ?", founding, number)

    def to_record(self) -> Iterator[Row]:
        """All records as they are to be recorded.

        As written, so that an export keeps its order; but a new stream begins with its founding.
        What stands before it in the file waits for it.
        """
        if not self._ordered:
            return self.rows()
        return self._rows(
            "ORDER BY coalesce(founding, rank, number), founding IS NOT NULL, "
            "coalesce(rank, number)"
        )

    def _rows(self, rest: str, *parameters: Any) -> Iterator[Row]:
        question = f"SELECT {_ROW} FROM prepared {rest}"  # noqa: S608 - our own constants
        return map(Row._make, self._each(question, *parameters))

    def _each(self, question: str, *parameters: Any) -> Iterator[Any]:
        with _kept():
            # A chain, which is not closed when somebody stops: a cursor would be, too late.
            yield from chain(self._connection.execute(question, parameters))

    def _all(self, question: str, *parameters: Any) -> list[Any]:
        with _kept():
            return self._connection.execute(question, parameters).fetchall()

    def _do(self, statement: str, *parameters: Any) -> None:
        with _kept():
            self._connection.execute(statement, parameters)

    def _many(self, statement: str, rows: Iterable[Any]) -> None:
        with _kept():
            self._connection.executemany(statement, rows)


_MOST_KNOWN = 100_000
"""So many names are remembered as kept, so as not to be kept again and again."""


@contextmanager
def _kept() -> Iterator[None]:
    """Say what it means that the temporary database cannot be written."""
    try:
        yield
    except sqlite3.Error as error:
        raise Unavailable(
            N_("keep what was read until it is recorded"),
            of_sqlite(error),
            N_(
                "Make room for temporary files, or name another folder in "
                "TMPDIR; nothing was recorded"
            ),
        ) from error
