"""The tables of a book, and the numbers that its rows are kept under.

A row is kept under a number that begins with its kind and the stream that it belongs to, such as
the place of a promise: so all rows of a kind at a place lie side by side, whenever they were
written, and are found without an index. What lasts of a subject (`texts`) is kept under the number
of the first of its rows that says so.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

from domain.dates import BEGINNING, FOREVER, Instant

SCHEMA = """
CREATE TABLE state (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    ledger_id TEXT, size INTEGER, frontier BLOB);
CREATE TABLE commits (size INTEGER PRIMARY KEY, recorded_at TEXT);
CREATE TABLE leaves (row INTEGER PRIMARY KEY, hashes BLOB);
CREATE TABLE kinds (number INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE names (
    number INTEGER PRIMARY KEY, name TEXT UNIQUE,
    records INTEGER NOT NULL DEFAULT 0, remarked INTEGER NOT NULL DEFAULT 0);
CREATE INDEX remarked ON names (remarked, name) WHERE remarked = 1;
CREATE TABLE told (kind TEXT PRIMARY KEY, records INTEGER) WITHOUT ROWID;
CREATE TABLE shapes (number INTEGER PRIMARY KEY, text TEXT UNIQUE);
CREATE TABLE texts (number INTEGER PRIMARY KEY, text TEXT);
CREATE TABLE spans (
    number INTEGER PRIMARY KEY,
    subject INTEGER, scope INTEGER, valid_from INTEGER, valid_to INTEGER,
    known_from INTEGER, known_to INTEGER, event INTEGER,
    lasting INTEGER, shape INTEGER, rest TEXT);
CREATE TABLE links (
    parent INTEGER, how INTEGER, child INTEGER, PRIMARY KEY (parent, how, child)) WITHOUT ROWID;
CREATE TABLE upward (
    child INTEGER, how INTEGER, parent INTEGER, PRIMARY KEY (child, how, parent)) WITHOUT ROWID;
CREATE TABLE placed (
    place INTEGER, position INTEGER, PRIMARY KEY (place, position)) WITHOUT ROWID;
CREATE TABLE signed (position INTEGER PRIMARY KEY);
CREATE TABLE records (position INTEGER PRIMARY KEY, stream INTEGER, cites INTEGER);
"""
"""state: what the book was derived from; leaves: the hashes of its records (see `leaves.py`).

names: of a stream also how many records stand on it, and whether one of them tells what became of
a record: it is about a record, or took the place of one. told: how many records of
a kind there are.

spans: subject, scope: streams by their numbers in `names`; no scope where the row belongs to it.
valid_from, valid_to: seconds since 1970; nothing for the beginning and the end of time. known_to:
nothing while a row still holds. lasting: the last bits of the number in `texts`; nothing where a
class has no such fields. links: from the parent down, upward: those between places from the child
up (see `links.py`). placed: the place that each record names, whatever became of the record.
signed: the records that bear a signature, whether or not it holds. records: of each the stream that
it stands on, and the types of its sources by their number in `shapes`.
"""

BY_SUBJECT = "CREATE INDEX by_subject ON spans (subject)"
"""The index of the rows of a stream: it is made last, as that is faster."""

NOTHING = 0
"""The number of the empty name: no scope, no place."""

PLACE_BITS, ROW_BITS = 32, 24
"""Of the number of a row, the bits that name the stream that it belongs to, and those that tell
apart the rows of one kind that belong to one."""

ROWS = 1 << ROW_BITS
"""How many rows of one kind can belong to one stream."""


def first_number(kind: int, home: int) -> int:
    """The number before that of the first row of a kind that belongs to a stream."""
    return (kind << PLACE_BITS | home) << ROW_BITS


_YEAR_0 = datetime(1970, 1, 1)  # noqa: DTZ001 - instants are local times, without a zone
_SECOND = timedelta(seconds=1)


def from_second(start: Instant) -> int | None:
    """The seconds from 1970 to a start; None for the beginning of time."""
    return None if start == BEGINNING else second(start)


def to_second(end: Instant) -> int | None:
    """The seconds from 1970 to an end; None for the end of time."""
    return None if end == FOREVER else second(end)


@lru_cache(maxsize=65536)
def second(instant: Instant) -> int:
    """The seconds from 1970 to an instant."""
    return (datetime.fromisoformat(instant) - _YEAR_0) // _SECOND


@lru_cache(maxsize=65536)
def instant(second: int) -> Instant:
    """An instant, by the seconds since 1970."""
    return Instant((_YEAR_0 + second * _SECOND).isoformat())
