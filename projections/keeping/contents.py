"""What a book says, whatever numbers it says it under: to hold two books against each other.

Books of one ledger that were made in one go and in several give the same things other numbers. So
every row is read with the texts that its numbers stand for, and the rows of a part are summed up,
in whatever order they come.
"""

from __future__ import annotations

import sqlite3
from hashlib import sha256

from projections.keeping.rows import BESIDE, HOME
from projections.keeping.tables import PLACE_BITS, ROW_BITS

NAMED = "LEFT JOIN names AS {name} ON {name}.number = {number}"
"""What a number of a stream stands for; nothing where it stands for none."""

ROWS = f"""
SELECT kinds.name, home.name, names.name, scope.name, valid_from, valid_to, known_from, known_to,
    event, texts.text, shapes.text, rest
FROM spans {BESIDE}
LEFT JOIN kinds ON kinds.number = spans.number >> {ROW_BITS + PLACE_BITS}
{NAMED.format(name="home", number=f"(spans.number >> {ROW_BITS} & {HOME})")}
{NAMED.format(name="scope", number="spans.scope")}
LEFT JOIN shapes ON shapes.number = shape
"""  # noqa: S608 - names of ours
LINKS = f"""
SELECT parent.name, how, child.name FROM {{table}}
{NAMED.format(name="parent", number="{table}.parent")}
{NAMED.format(name="child", number="{table}.child")}
"""  # noqa: S608 - names of ours
PARTS = {
    "rows": ROWS,
    "links": LINKS.format(table="links"),
    "links upward": LINKS.format(table="upward"),
    "places": "SELECT name, position FROM placed LEFT JOIN names ON names.number = place",
    "signatures": "SELECT position FROM signed",
    "records": """
SELECT position, names.name, text FROM records
LEFT JOIN names ON names.number = stream LEFT JOIN shapes ON shapes.number = cites
""",
    "names": "SELECT name, records, remarked FROM names",
    "kinds of records": "SELECT kind, records FROM told",
    "hashes of records": "SELECT row, hashes FROM leaves",
}
"""The parts of a book, and how to read each; a test holds them against the tables."""


def contents(connection: sqlite3.Connection) -> dict[str, int]:
    """Of each part the sum of what it says: books that say the same have the same sums."""
    return {name: _sum(connection, question) for name, question in PARTS.items()}


def _sum(connection: sqlite3.Connection, question: str) -> int:
    digests = (sha256(repr(row).encode()).digest() for row in connection.execute(question))
    return sum(map(int.from_bytes, digests)) % 2**256
