"""The book: all spans in a file of SQLite, caught up on every read, never needed to be kept.

A row holds from `valid_from` to `valid_to` in the world, and from the ledger of `known_from`
records to that of `known_to` in our knowledge of it. When a stream grows, its spans are derived
again by the same pure function; those that no longer hold are closed, new ones inserted: the book
never forgets what it once said. Delete the file and it comes back.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from domain.dates import Instant
from domain.record import Record
from projections.askable import ALL, Linked, R
from projections.keeping.leaves import Leaves
from projections.keeping.numbers import Numbers
from projections.keeping.rows import BESIDE, COLUMNS, Rows
from projections.keeping.tables import (
    BY_SUBJECT,
    ROW_BITS,
    ROWS,
    SCHEMA,
    first_number,
    instant,
    second,
)
from projections.rows.frozen import Kept, Row, restored
from projections.rows.subjects import MembershipRow

if TYPE_CHECKING:
    from projections.keeping.versions import Growth as StreamGrowth
    from projections.keeping.writer import Held

    Holding = Callable[[str], Held]
    """From the name of a stream to its rows that are known."""

Histories = Callable[[Sequence[str]], Mapping[str, Sequence[Record]]]
"""From the names of some streams to all their records, in the order of recording."""


class Commit(NamedTuple):
    """The size of the ledger after a commit, and when that was recorded (UTC)."""

    size: int
    recorded_at: str


def derived(
    streams: Iterable[Sequence[Record]], since: int, commits: Sequence[Commit]
) -> Callable[[Holding], Iterator[tuple[StreamGrowth, Held]]]:
    """What new commits change of each stream, given all its records, the earlier ones included."""

    def each(holding: Holding) -> Iterator[tuple[StreamGrowth, Held]]:
        # Whoever only asks need not wait until all that derives rows has been loaded.
        from projections.keeping.versions import growth

        ends = [commit.size for commit in commits]
        for history in streams:
            held = holding(history[0].stream)
            yield growth(history, since, ends, held), held

    return each


class Growth(NamedTuple):
    """How a ledger grew: from what size, commit by commit, and what that changes of its streams.

    derived: what that is, one stream after another, given how to find the rows that are known.
    """

    since: int
    commits: Sequence[Commit]
    derived: Callable[[Holding], Iterable[tuple[StreamGrowth, Held]]]


def grown(records: Sequence[Record], since: int = 0) -> Growth:
    """How a ledger of these records, in the order of recording, grew from a size on."""
    streams = by_stream(records).values()
    grew = (history for history in streams if history[-1].position >= since)
    new = (record for record in records if record.position >= since)
    # Commits of one moment count as one.
    together = groupby(new, lambda record: str(record.get("recorded_at")))
    commits = [Commit(max(one.position for one in some) + 1, moment) for moment, some in together]
    return Growth(since, commits, derived(grew, since, commits))


def by_stream(records: Iterable[Record]) -> dict[str, list[Record]]:
    """The records of each stream."""
    streams: dict[str, list[Record]] = {}
    for record in records:
        streams.setdefault(record.stream, []).append(record)
    return streams


AT_ONCE = 500
"""So many streams are read at once, and so many values asked for."""


def some_of(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """Values in their order, as many of them at a time as are asked for at once."""
    return (values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE))


EVERYTHING = 2**62
"""A size that no ledger has: of rows that are known with all the records that there are."""

KNOWN = "known_from <= ? AND (known_to IS NULL OR ? < known_to)"
HELD = "(valid_from IS NULL OR valid_from <= ?) AND (valid_to IS NULL OR ? < valid_to)"
"""Of a row, whether it was known at a size, and whether it held at a moment."""

READ = f"SELECT {COLUMNS} FROM spans"  # noqa: S608 - names of ours
BELONGING = f"{READ} NOT INDEXED {BESIDE} WHERE spans.number BETWEEN ? AND ? AND {KNOWN}"
OF_SUBJECT = f"{READ} INDEXED BY by_subject {BESIDE} WHERE subject = ? AND {KNOWN}"
"""The questions for rows that belong together, and for those of a stream."""

COUNTED = f"""
SELECT (spans.number >> {ROW_BITS}) - ? AS home, COUNT(*) FROM spans NOT INDEXED
    WHERE spans.number BETWEEN ? AND ? AND {KNOWN} AND {HELD} GROUP BY home
"""  # noqa: S608 - names of ours
"""The question for how many rows belong together."""


NAMING = """
SELECT position FROM json_each(?) AS asked CROSS JOIN placed
    ON place = asked.value AND position < ?
"""
"""The question for the records that name some places."""

SIGNED = "SELECT position FROM signed WHERE position < ? ORDER BY position"
"""The question for the records that bear a signature."""

CITED = """
SELECT text, COUNT(*) FROM json_each(?) AS asked CROSS JOIN records ON position = asked.value
    JOIN shapes ON shapes.number = cites GROUP BY cites
"""
"""The question for the types of the sources of some records."""

REMARKED = """
SELECT position, name FROM json_each(?) AS asked CROSS JOIN records ON position = asked.value
    CROSS JOIN names ON names.number = stream AND remarked
"""
"""The question for the records on whose stream one tells what became of a record."""

BEYOND = "subject NOT IN (SELECT value FROM json_each(?))"
"""Of a member, whether it is none of some streams."""

UPWARD = """
WITH RECURSIVE reached (place) AS (
    SELECT value FROM json_each(?1)
    UNION SELECT upward.parent FROM reached CROSS JOIN upward
        ON child = place AND how IN (SELECT value FROM json_each(?2)) LIMIT ?3)
SELECT place FROM reached
"""
DOWNWARD = """
WITH RECURSIVE reached (place) AS (
    SELECT value FROM json_each(?1)
    UNION SELECT child FROM reached CROSS JOIN links
        ON links.parent = place AND how IN (SELECT value FROM json_each(?2)) LIMIT ?3)
SELECT place FROM reached
"""
PARENTS = """
SELECT DISTINCT upward.parent FROM json_each(?1) AS place CROSS JOIN upward
    ON child = place.value AND how IN (SELECT value FROM json_each(?2)) LIMIT ?3
"""
CHILDREN = """
SELECT DISTINCT child FROM json_each(?1) AS place CROSS JOIN links
    ON links.parent = place.value AND how IN (SELECT value FROM json_each(?2)) LIMIT ?3
"""
"""The questions about links: from some places on, and one step away."""

NAMED = "SELECT number, name FROM names WHERE number IN ({numbers})"
"""The streams that such a question finds, with their names."""


class Book(Linked):
    """Spans of many streams, to be asked at any moment as known at any size."""

    def __init__(self, connection: sqlite3.Connection, histories: Histories = lambda _: {}) -> None:
        """histories: the whole history of some streams, for what is not worth keeping twice."""
        self._connection, self._histories = connection, histories
        self._leaves = Leaves(connection)
        self._names = Numbers(connection, "names")
        self._kinds = Numbers(connection, "kinds")
        self._rows = Rows(self._names, self._kinds, Numbers(connection, "shapes"))

    @classmethod
    def new(cls, connection: sqlite3.Connection, histories: Histories = lambda _: {}) -> Book:
        """A book of nothing yet, in an empty database."""
        connection.executescript(f"{SCHEMA}{BY_SUBJECT}")
        return cls(connection, histories)

    @classmethod
    def in_memory(cls, histories: Histories = lambda _: {}) -> Book:
        """A book that leaves no trace, for folders without write access."""
        return cls.new(sqlite3.connect(":memory:"), histories)

    @classmethod
    def of_streams(cls, histories: Iterable[Sequence[Record]]) -> Book:
        """A book of some streams alone, as known with all their records."""
        book = cls.in_memory()
        commits = [Commit(EVERYTHING, "")]
        streams = derived(filter(None, histories), 0, commits)
        book.follow(Growth(0, commits, streams), ("", b""))
        return book

    @classmethod
    def of(cls, records: Sequence[Record]) -> Book:
        """A book of these records alone, in the order of recording."""
        streams = by_stream(records)
        book = cls.in_memory(lambda names: {name: streams.get(name, ()) for name in names})
        book.follow(grown(records), ("", b""))
        return book

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def state(self) -> tuple[str, int, bytes]:
        """The ledger id, size and compact range that the book was derived from."""
        row = self._connection.execute("SELECT ledger_id, size, frontier FROM state").fetchone()
        return row or ("", 0, b"")

    def follow(self, grown: Growth, state: tuple[str, bytes]) -> None:
        """Take in how the ledger grew, in one transaction: that of the leaves, if there is one.

        state: the ledger id and the compact range after the last record. Equation:
        follow(a + b) == follow(a) then follow(b), for a and b that end where a commit ends.
        """
        # Whoever only asks need not wait until all that derives rows has been loaded.
        from projections.keeping.writer import Writer

        ledger_id, frontier = state
        size = grown.commits[-1].size if grown.commits else grown.since
        with self._connection:
            if not self._connection.in_transaction:
                self._connection.execute("BEGIN IMMEDIATE")
            writer = Writer(self._connection, anew=grown.since == 0)
            for growth, held in grown.derived(writer.held):
                writer.take_in(growth, held)
            writer.finish()
            self._connection.executemany("INSERT INTO commits VALUES (?, ?)", grown.commits)
            self._connection.execute(
                "INSERT OR REPLACE INTO state VALUES (1, ?, ?, ?)", (ledger_id, size, frontier)
            )

    def answers(self, known: int) -> bool:
        """Whether a commit ended at a size, so that the book tells what was known then.

        Commits of one moment count as one, unless the book was caught up between them.
        """
        row = self._connection.execute("SELECT 1 FROM commits WHERE size = ?", (known,)).fetchone()
        return known == 0 or row is not None

    def commits(self) -> list[Commit]:
        """At which sizes a commit ended, and when that was."""
        found = self._connection.execute("SELECT size, recorded_at FROM commits ORDER BY size")
        return [Commit(*row) for row in found]

    def differs_from(self, other: Book) -> list[str]:
        """The parts of which two books say something else."""
        from projections.keeping.contents import contents

        here, there = contents(self._connection), contents(other._connection)
        return [name for name, said in here.items() if said != there[name]]

    def size_at(self, recorded_at: str) -> int:
        """How many records the ledger held at a moment of its knowledge (UTC)."""
        row = self._connection.execute(
            "SELECT MAX(size) FROM commits WHERE recorded_at <= ?", (recorded_at,)
        ).fetchone()
        return row[0] or 0

    def size_before(self, recorded_at: str) -> int:
        """How many it held before what was recorded at a moment (UTC)."""
        row = self._connection.execute(
            "SELECT MAX(size) FROM commits WHERE recorded_at < ?", (recorded_at,)
        ).fetchone()
        return row[0] or 0

    def recorded_at(self, size: int) -> str:
        """When the last record of a ledger of this size was recorded (UTC); empty if never."""
        row = self._connection.execute(
            "SELECT MAX(recorded_at) FROM commits WHERE size <= ?", (size,)
        ).fetchone()
        return row[0] or ""

    @property
    def whole(self) -> Book:
        """The book itself."""
        return self

    def history(self, stream: str, known: int) -> list[Record]:
        """The records of a stream as known at a size, in the order of recording."""
        return next(self.histories([stream], known))

    def histories(self, streams: Sequence[str], known: int) -> Iterator[list[Record]]:
        """The same of each of some streams, of which many are read at once."""
        for some in some_of(streams):
            found = self._histories(some)
            for stream in some:
                yield [record for record in found.get(stream, ()) if record.position < known]

    def grown(self, start: str) -> dict[str, int]:
        """How many records stand on each stream whose name begins so, where that is several."""
        question = "SELECT name, records FROM names WHERE records > 1 AND name >= ? AND name < ?"
        return dict(self._connection.execute(question, (start, f"{start}\U0010ffff")))

    def naming(self, places: Iterable[str], known: int) -> list[int]:
        """The positions of the records that name one of these places, as known at a size."""
        numbers = json.dumps(self._names.numbers(places))
        found = self._connection.execute(NAMING, (numbers, known))
        return sorted(position for (position,) in found)

    def signed(self, known: int) -> Iterator[int]:
        """The positions of the records that bear a signature, be it a wrong one, at a size."""
        found = self._connection.execute(SIGNED, (known,))
        return (position for (position,) in found)

    def cited(self, positions: Iterable[int]) -> dict[str, int]:
        """How many sources of each type some records name, by the names of the types."""
        found: Counter[str] = Counter()
        for types, records in self._connection.execute(CITED, (json.dumps([*positions]),)):
            for source_type in json.loads(types):
                found[source_type] += records
        return dict(sorted(found.items()))

    def remarked(self, positions: Iterable[int]) -> dict[int, str]:
        """The streams of those records on whose stream one tells what became of a record."""
        return dict(self._connection.execute(REMARKED, (json.dumps([*positions]),)))

    def read(
        self,
        kind: type[R],
        known: int,
        moment: Instant | None,
        *,
        homes: Iterable[str] | None = None,
        subjects: Iterable[str] | None = None,
    ) -> list[R]:
        """The rows of a kind as known at a size, in no order.

        moment: those that held then; None for any. homes: those that belong to these streams.
        subjects: those of these streams.
        """
        return restored(kind, self._found(kind, known, moment, homes, subjects))

    @property
    def keeps(self) -> bool:
        """Whether rows are kept."""
        return True

    def kept(
        self,
        kind: type[Row],
        moment: Instant | None,
        known: int,
        *,
        homes: Iterable[str] | None = None,
    ) -> Iterator[Kept]:
        """The rows of a kind that held at a moment as the book keeps them, in no order."""
        return self._found(kind, known, moment, homes)

    def _found(
        self,
        kind: type[Row],
        known: int,
        moment: Instant | None,
        homes: Iterable[str] | None = None,
        subjects: Iterable[str] | None = None,
    ) -> Iterator[Kept]:
        """What `read` makes rows of."""
        number = self._kinds.number(kind.KIND)
        if number is None:
            return iter(())
        values = [known, known]
        where = ""
        if moment is not None:
            values += [second(moment)] * 2
            where = f" AND {HELD}"
        first, beyond = first_number(number, 0), first_number(number + 1, 0)
        asked: Iterable[tuple[int, ...]] = [(first, beyond, *values)]
        question = f"{BELONGING}{where}"
        if homes is not None:
            numbers = (first_number(number, home) for home in self._names.numbers(homes))
            asked = ((home, home + ROWS, *values) for home in numbers)
        elif subjects is not None:
            question = f"{OF_SUBJECT}{where} AND spans.number BETWEEN ? AND ?"
            asked = ((one, *values, first, beyond) for one in self._names.numbers(subjects))
        execute = self._connection.execute
        found = (row for parameters in asked for row in execute(question, parameters))
        return self._rows.kept(found)

    def counted(self, kind: type[Row], moment: Instant, known: int) -> dict[str, int]:
        """How many rows of a kind held at a moment, by the stream that they belong to."""
        number = self._kinds.number(kind.KIND)
        if number is None:
            return {}
        first, beyond = first_number(number, 0), first_number(number + 1, 0)
        values = (first >> ROW_BITS, first, beyond, known, known, *[second(moment)] * 2)
        found = self._connection.execute(COUNTED, values)
        return {self._names.texts[home]: rows for home, rows in found}

    # -- records -----------------------------------------------------------------------------------

    def add_leaves(self, first: int, hashes: Sequence[bytes]) -> None:
        """Take in the hashes of the records that `follow` derives from, before it does."""
        self._leaves.add(first, hashes)

    def leaves(self, first: int, count: int) -> bytes:
        """The hashes of so many records in a row, as far as the book was derived from them."""
        return self._leaves.read(first, count)

    def hashes(self, positions: Sequence[int]) -> list[bytes]:
        """The hash of the record at each of some positions; empty where the book has none."""
        return self._leaves.at(positions)

    def count(self, stream: str) -> int:
        """How many records stand on a stream."""
        return self.counts([stream]).get(stream, 0)

    def counts(self, streams: Sequence[str]) -> dict[str, int]:
        """How many records stand on each of some streams; those of which it has none left out."""
        return dict(self._of_each("SELECT name, records FROM names WHERE name IN", streams))

    def told(self, kinds: Sequence[str], size: int) -> int | None:
        """How many records of some kinds there are among the first so many.

        None where the book was not derived from so many.
        """
        if self.state()[1] != size:
            return None
        found = self._of_each("SELECT kind, records FROM told WHERE kind IN", kinds)
        return sum(count for _, count in found)

    def _of_each(self, question: str, values: Sequence[str]) -> Iterator[tuple[str, int]]:
        """The rows of a question that ends in IN, some values at a time."""
        for some in some_of(values):
            marks = ",".join("?" * len(some))
            yield from self._connection.execute(f"{question} ({marks})", some)

    def is_remarked(self, stream: str) -> bool:
        """Whether a record on a stream tells what became of a record."""
        question = "SELECT 1 FROM names WHERE name = ? AND remarked"
        return self._connection.execute(question, (stream,)).fetchone() is not None

    def streams(self, start: str = "", *, remarked: bool = False) -> list[str]:
        """The streams on which records stand and whose names begin so.

        remarked: only those on which something tells what became of a record.
        """
        which = "remarked = 1" if remarked else "records > 0"
        question = f"SELECT name FROM names WHERE {which} AND name >= ? AND name < ?"  # noqa: S608 - words of ours
        found = self._connection.execute(question, (start, f"{start}\U0010ffff"))
        return [name for (name,) in found]

    # -- links -------------------------------------------------------------------------------------

    def has(self, stream: str) -> bool:
        """Whether any record ever named a stream."""
        return self._names.number(stream) is not None

    def upward(self, streams: Iterable[str], how: Iterable[int]) -> frozenset[str]:
        """Some streams and everything above them by links of these kinds, at any time."""
        return self._reached(UPWARD, streams, how, ALL)

    def downward(self, streams: Iterable[str], how: Iterable[int], most: int) -> frozenset[str]:
        """Some streams and everything below them; a few more than so many, where it is more."""
        return self._reached(DOWNWARD, streams, how, most + 1)

    def parents(self, streams: Iterable[str], how: Iterable[int]) -> frozenset[str]:
        """What lies directly above some streams."""
        return self._reached(PARENTS, streams, how, ALL)

    def children(
        self, streams: Iterable[str], how: Iterable[int], most: int = ALL
    ) -> frozenset[str]:
        """What lies directly below some streams; so many of it at the most."""
        return self._reached(CHILDREN, streams, how, most)

    def _reached(
        self, question: str, streams: Iterable[str], how: Iterable[int], most: int
    ) -> frozenset[str]:
        """The names of what a question about links finds."""
        numbers = json.dumps(self._names.numbers(streams)), json.dumps(list(how)), most
        found = dict(self._connection.execute(NAMED.format(numbers=question), numbers))
        self._names.remember(found)
        return frozenset(found.values())

    def first_beyond(
        self, group: str, inside: Iterable[str], moment: Instant, known: int
    ) -> MembershipRow | None:
        """Some member of a group at a moment that is none of certain places; None: there is none.

        A group may have more members than anybody wants to read.
        """
        question = f"{BELONGING} AND {HELD} AND {BEYOND} LIMIT 1"
        then = second(moment)
        found = self._beyond(question, group, inside, (known, known, then, then))
        return next(iter(restored(MembershipRow, self._rows.kept(found))), None)

    def next_beyond(
        self, group: str, inside: Iterable[str], moment: Instant, known: int
    ) -> Instant | None:
        """When, after a moment, the next such member joins; None: never."""
        question = (
            f"SELECT MIN(valid_from) FROM spans WHERE spans.number BETWEEN ? AND ? AND {KNOWN} "  # noqa: S608 - names of ours
            f"AND valid_from > ? AND {BEYOND}"
        )
        found = self._beyond(question, group, inside, (known, known, second(moment)))
        ((start,),) = found or [(None,)]
        return None if start is None else instant(start)

    def _beyond(
        self, question: str, group: str, inside: Iterable[str], values: tuple[int, ...]
    ) -> list[Any]:
        kind, home = self._kinds.number(MembershipRow.KIND), self._names.number(group)
        if kind is None or home is None:
            return []
        first = first_number(kind, home)
        numbers = json.dumps(self._names.numbers(inside))
        return self._connection.execute(
            question, (first, first + ROWS, *values, numbers)
        ).fetchall()
