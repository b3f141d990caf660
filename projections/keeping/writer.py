"""Writing a book: what grew of each stream becomes rows of its tables."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import Any

from projections.keeping.links import NAMES, STANDS_AT, Link
from projections.keeping.numbers import Numbers
from projections.keeping.rows import BESIDE, COLUMNS, Rows
from projections.keeping.tables import (
    BY_SUBJECT,
    ROWS,
    first_number,
    from_second,
    to_second,
)
from projections.keeping.versions import Growth, Version
from projections.rows.frozen import Kept

PUT_IN_ORDER = {"spans": "number", "texts": "number", "records": "position"}
"""The tables whose rows come in another order than they lie in, and by what that is."""

MANY = 5_000
"""So many rows are handed to the database at once."""

HELD = f"SELECT {COLUMNS}, lasting FROM spans {BESIDE} WHERE subject = ? AND known_to IS NULL"  # noqa: S608 - names of ours


Held = dict[Kept, tuple[int, int]]
"""Rows of a stream, each with its number and that under which stands what lasts."""

Said = dict[tuple[str, str, str], int]
"""What lasts of a stream, by kind, place and text, with the last bits of its number."""


class Writer:
    """Takes in the growth of streams, one after another, within a transaction.

    anew: whether the book is empty. Then its rows are put in order before they are written, so
    that what belongs together lies together and every page is full.
    """

    def __init__(self, connection: sqlite3.Connection, *, anew: bool) -> None:
        self._connection, self._anew = connection, anew
        self._names = Numbers(connection, "names")
        self._kinds = Numbers(connection, "kinds")
        self._shapes = Numbers(connection, "shapes")
        self._last: dict[tuple[str, str], int] = {}
        self._rows: list[tuple[Any, ...]] = []
        self._texts: list[tuple[Any, ...]] = []
        self._links: list[tuple[Any, ...]] = []
        self._upward: list[tuple[Any, ...]] = []
        self._placed: list[tuple[Any, ...]] = []
        self._signed: list[tuple[Any, ...]] = []
        self._records: list[tuple[Any, ...]] = []
        self._told: Counter[str] = Counter()
        if anew:
            connection.execute("DROP INDEX by_subject")
            for table in PUT_IN_ORDER:
                connection.execute(f"CREATE TEMP TABLE new_{table} AS SELECT * FROM {table}")  # noqa: S608 - names of ours

    def held(self, stream: str) -> Held:
        """The rows of a stream that are known still."""
        subject = None if self._anew else self._names.number(stream)
        if subject is None:
            return {}
        found = self._connection.execute(HELD, (subject,)).fetchall()
        rows = Rows(self._names, self._kinds, self._shapes)
        kept = rows.kept(row[:-1] for row in found)
        return {row: (number, last) for row, (number, *_, last) in zip(kept, found, strict=True)}

    def take_in(self, growth: Growth, held: Held) -> None:
        """Write what grew of a stream; held: its rows that were known."""
        for row, size in growth.ended:
            ended = "UPDATE spans SET known_to = ? WHERE number = ?"
            self._connection.execute(ended, (size, held[row][0]))
        subject = self._names.given_once(growth.stream)
        told = "UPDATE names SET records = ?, remarked = ? WHERE number = ?"
        self._connection.execute(told, (growth.records, growth.remarked, subject))
        said = {(row.kind, row.home, row.lasting): last for row, (_, last) in held.items()}
        for version in growth.versions:
            self._add(subject, version, said)
        for link in growth.links:
            self._link(subject, growth.stream, link)
        for place, position in growth.placed:
            self._placed.append((self._names.given(place), position))
        self._signed += [(position,) for position in growth.signed]
        for position, types in growth.cited:
            self._records.append((position, subject, self._shapes.given(types)))
        self._told.update(growth.told)
        if len(self._rows) >= MANY:
            self._write()

    def finish(self) -> None:
        """Write what is left, all in order."""
        self._write()
        told = (
            "INSERT INTO told VALUES (?, ?) ON CONFLICT (kind) DO UPDATE SET records = records + ?"
        )
        counts = ((kind, count, count) for kind, count in self._told.items())
        self._connection.executemany(told, counts)
        if not self._anew:
            return
        for table, first in PUT_IN_ORDER.items():
            self._connection.execute(
                f"INSERT INTO {table} SELECT * FROM new_{table} ORDER BY {first}"  # noqa: S608 - names of ours
            )
            self._connection.execute(f"DROP TABLE new_{table}")
        self._connection.execute(BY_SUBJECT)

    def _add(self, subject: int, version: Version, said: Said) -> None:
        """A row under a number of its own, and what lasts of its subject unless that was said."""
        (kind, home, _, scope, start, end, event, text, shape, rest), begun, ended = version
        number = self._number(kind, home)
        lasting = None
        if text:
            lasting = said.setdefault((kind, home, text), number % ROWS)
            if lasting == number % ROWS:
                self._texts.append((number, text))
        self._rows.append(
            (
                number,
                subject,
                None if scope == home else self._names.given(scope),
                from_second(start),
                to_second(end),
                begun,
                ended,
                event,
                lasting,
                self._shapes.given(shape),
                rest,
            )
        )

    def _number(self, kind: str, home: str) -> int:
        """The next number of a row of a kind that belongs to a stream."""
        last = self._last.get((kind, home))
        if last is None:
            first = first_number(self._kinds.given(kind), self._names.given(home))
            last = first if self._anew else self._last_number(first)
        self._last[kind, home] = number = last + 1
        return number

    def _last_number(self, first: int) -> int:
        question = "SELECT MAX(number) FROM spans WHERE number BETWEEN ? AND ?"
        ((last,),) = self._connection.execute(question, (first, first + ROWS - 1))
        return first if last is None else int(last)

    def _link(self, subject: int, stream: str, link: Link) -> None:
        child = subject if link.child == stream else self._names.given(link.child)
        parent = subject if link.parent == stream else self._names.given(link.parent)
        self._links.append((parent, link.how, child))
        if link.how not in {STANDS_AT, NAMES}:
            self._upward.append((child, link.how, parent))

    def _write(self) -> None:
        """Hand the rows to the database."""
        new = "new_" if self._anew else ""
        for table, rows in (
            (f"{new}spans", self._rows),
            (f"{new}texts", self._texts),
            (f"{new}records", self._records),
            ("links", self._links),
            ("upward", self._upward),
            ("placed", self._placed),
            ("signed", self._signed),
        ):
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                statement = f"INSERT OR IGNORE INTO {table} VALUES ({marks})"  # noqa: S608 - names of ours
                self._connection.executemany(statement, rows)
            rows.clear()
