"""Ledger files of older formats become of the newest one with the first write."""

from __future__ import annotations

from ledger.schema import FORMATS
from ledger.stored_tiles import Ask, StoredTiles


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
