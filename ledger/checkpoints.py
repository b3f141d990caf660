"""The checkpoints that are kept in a ledger file: our own, and with what others signed below.

Rows are only added. A checkpoint of the same size with more cosignatures is a further row.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from ledger import database
from ledger.log import checkpoint, note
from ledger.log.checkpoint import Checkpoint
from ledger.log.failures import InvalidInput
from ledger.stored_tiles import Ask, asking
from ledger.upgrading import bring_up_to_date


def kept(path: Path) -> list[tuple[int, bytes]]:
    """Sizes and signed notes in the order in which they came; none in a file of an older format.

    What is no number and no note is passed by: `gestand verify` tells of it.
    """
    with closing(database.opened(path)) as connection:
        try:
            return rows(connection, "WHERE typeof(size) = 'integer' AND typeof(note) = 'blob'")
        except sqlite3.Error as error:
            raise database.unavailable(path, error) from error


def rows(connection: sqlite3.Connection, where: str = "") -> list[tuple[Any, Any]]:
    """The same over an open connection, whatever stands in the columns."""
    there = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'checkpoints'"
    ).fetchone()
    if not there:
        return []
    return connection.execute(
        f"SELECT size, note FROM checkpoints {where} ORDER BY number"  # noqa: S608 - our own constants
    ).fetchall()


def newest(path: Path) -> tuple[bytes, Checkpoint] | None:
    """The largest checkpoint of a ledger, as it was signed and as it reads; None if there is none.

    Of one size that with most signatures, and of these the latest. What cannot be read is passed
    by: `gestand verify` tells of it.
    """
    found: tuple[bytes, Checkpoint] | None = None
    most = (0, 0)
    for _, message in kept(path):
        try:
            opened = note.parse(message)
            read = checkpoint.parse(opened.text)
        except InvalidInput:
            continue
        rank = (read.size, len(opened.signatures))
        if rank >= most:
            found, most = (message, read), rank
    return found


def keep(path: Path, size: int, message: bytes) -> None:
    """Add a checkpoint, on disk when this returns; one that is there already is not added again."""
    database.opened(path).close()
    try:
        connection = sqlite3.connect(path, isolation_level=None, timeout=database.LOCK_TIMEOUT_S)
        with closing(connection):
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("BEGIN IMMEDIATE")
            ask = asking(connection.cursor())
            bring_up_to_date(ask)
            add(ask, size, message)
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise database.unavailable(path, error) from error


def add(ask: Ask, size: int, message: bytes) -> None:
    """Add a checkpoint in the transaction of a write, if it is not there already."""
    if not ask("SELECT 1 FROM checkpoints WHERE note = ?", message):
        ask("INSERT INTO checkpoints (size, note) VALUES (?, ?)", size, message)
