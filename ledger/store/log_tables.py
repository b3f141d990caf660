"""What a ledger keeps beside its records: the mark of a copy, and its checkpoints."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import Any

from domain.errors import Refused, Tampered
from domain.value import value_class
from languages import N_
from ledger.store import database
from ledger.store.address import Location
from ledger.store.connection import Connection, ask_of, opened
from ledger.store.database import FORMATS, TABLE_THERE
from ledger.store.stored_tiles import Ask, StoredTiles
from ledger.store.transaction import writing_to
from ledger.transparency import checkpoint
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.encoding import InvalidInput
from ledger.transparency.policy import NONE, Policy, parse

# -- the mark of a copy ------------------------------------------------------------------------
# The row by which a ledger file says that it is a copy.


@value_class
class CopyOf:
    """Of what a file is a copy, and the policy by which what it pulls counts; empty: none."""

    source: str
    policy: bytes = b""

    @property
    def checked_by(self) -> Policy | None:
        """The policy by which signatures in the file can be checked; None if there is none.

        Without its quorum: whoever sends a file wrote the policy in it.
        """
        return replace(parse(self.policy), quorum=NONE) if self.policy else None


def copy_of(path: Location) -> CopyOf | None:
    """What a ledger file says of being a copy; None when it is none."""
    with closing(opened(path)) as connection:
        try:
            if not connection.execute(TABLE_THERE, ("copy",)).fetchone():
                return None
            row = connection.execute("SELECT source, policy FROM copy").fetchone()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise database.unavailable(path, error) from error
    if row is None:
        return None
    source, policy = row
    if not isinstance(source, str) or not isinstance(policy, bytes) or not _is_policy(policy):
        raise Tampered(
            N_("read of what {path} is a copy").format(path=path),
            N_("it does not say so in a way in which it was ever written"),
            N_("Take a new copy; keep this file as evidence"),
        )
    return CopyOf(source, policy)


def _is_policy(content: bytes) -> bool:
    try:
        return not content or bool(parse(content).logs)
    except InvalidInput:
        return False


def check_own(path: Location, asked: str, remedy: str) -> None:
    """Refused when a file is a copy: what is written there would never reach the original."""
    original = copy_of(path)
    if original is not None:
        raise Refused(asked, N_("it is a copy of {source}").format(source=original.source), remedy)


# -- upgrades ----------------------------------------------------------------------------------
# Ledger files of older formats become of the newest one with the first write.


def upgraded(ask: Ask) -> bool:
    """Bring a file to the newest format, in the transaction of a write; whether it was older."""
    form = ask("PRAGMA user_version")[0][0]
    missing = FORMATS[form + 1 :]
    for statements in missing:
        for statement in statements:
            ask(statement)
    return bool(missing)


def bring_up_to_date(ask: Ask) -> None:
    """Bring a file to the newest format, with the tiles over what is recorded in it."""
    if upgraded(ask):
        StoredTiles(ask).complete(ask("SELECT size FROM head")[0][0], [], [])


# -- checkpoints -------------------------------------------------------------------------------
# The checkpoints that are kept in a ledger file: our own, and with what others signed below.
#
# Rows are only added. A checkpoint of the same size with more cosignatures is a further row.


def kept(path: Location) -> list[tuple[int, bytes]]:
    """Sizes and signed notes in the order in which they came; none in a file of an older format.

    What is no number and no note is passed by: `gestand verify` tells of it.
    """
    with closing(opened(path)) as connection:
        try:
            read = rows(connection)
            return [row for row in read if type(row[0]) is int and type(row[1]) is bytes]
        except sqlite3.Error as error:
            raise database.unavailable(path, error) from error


def rows(connection: Connection) -> list[tuple[Any, Any]]:
    """The same over an open connection, whatever stands in the columns."""
    if not connection.execute(TABLE_THERE, ("checkpoints",)).fetchone():
        return []
    return connection.execute("SELECT size, note FROM checkpoints ORDER BY number").fetchall()


def newest(path: Location) -> tuple[bytes, Checkpoint] | None:
    """The largest checkpoint of a ledger, as it was signed and as it reads; None if there is none.

    Of one size that with most signatures, and of these the latest. What cannot be read is passed
    by: `gestand verify` tells of it.
    """
    best: tuple[bytes, Checkpoint] | None = None
    most = (0, 0)
    for _, message in kept(path):
        try:
            opened = checkpoint.parse_note(message)
            read = checkpoint.parse_checkpoint(opened.text)
        except InvalidInput:
            continue
        rank = (read.size, len(opened.signatures))
        if rank >= most:
            best, most = (message, read), rank
    return best


def keep(path: Location, size: int, message: bytes) -> None:
    """Add a checkpoint, on disk when this returns; one that is there already is not added again."""
    with writing_to(path) as transaction:
        add(ask_of(transaction.connection), size, message)


def add(ask: Ask, size: int, message: bytes) -> None:
    """Add a checkpoint in the transaction of a write, if it is not there already."""
    if not ask("SELECT 1 FROM checkpoints WHERE note = ?", message):
        ask("INSERT INTO checkpoints (size, note) VALUES (?, ?)", size, message)
