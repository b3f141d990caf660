"""The tables, indexes and guards of a ledger file, against those that its format has.

A guard that is missing shows that something could have been changed, not that anything was: the
hashes tell that. So these are remarks beside the verdict, and no part of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from ledger.schema import FORMATS

_PARTS = """
    SELECT type, name, sql FROM sqlite_master
    WHERE sql IS NOT NULL AND NOT (type = 'table' AND name LIKE 'sqlite!_stat_' ESCAPE '!')
"""
"""Indexes that SQLite makes by itself have no statement; tables of statistics come by ANALYZE."""

_Parts = dict[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a file that proves nothing and should be known.

    code: `missing`, `changed` or `extra`. part: `table`, `index`, `trigger` or `view`.
    """

    code: str
    part: str
    name: str


def remarks(connection: sqlite3.Connection) -> Iterator[Remark]:
    """What is missing in a file, is not as its format has it, or does not belong there."""
    there = _parts(connection)
    expected = _of_format(connection.execute("PRAGMA user_version").fetchone()[0])
    for one in sorted(expected.keys() | there.keys()):
        if there.get(one) != expected.get(one):
            code = "missing" if one not in there else "changed" if one in expected else "extra"
            yield Remark(code, *one)


def _of_format(form: int) -> _Parts:
    """What a new file of a format has."""
    with closing(sqlite3.connect(":memory:")) as empty:
        for statements in FORMATS[: form + 1]:
            for statement in statements:
                empty.execute(statement)
        return _parts(empty)


def _parts(connection: sqlite3.Connection) -> _Parts:
    """What a file has, with the statements that made it; where lines break tells nothing."""
    return {
        (part, name): " ".join(str(statement).split())
        for part, name, statement in connection.execute(_PARTS)
    }
