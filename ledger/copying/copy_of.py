"""The row by which a ledger file says that it is a copy."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from domain.errors import Refused, Tampered
from ledger import database
from ledger.log.failures import InvalidInput
from ledger.log.policy import NONE, Policy, parse


@dataclass(frozen=True, slots=True)
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


def copy_of(path: Path) -> CopyOf | None:
    """What a ledger file says of being a copy; None when it is none."""
    with closing(database.opened(path)) as connection:
        try:
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'copy'").fetchone():
                return None
            row = connection.execute("SELECT source, policy FROM copy").fetchone()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise database.unavailable(path, error) from error
    if row is None:
        return None
    source, policy = row
    if not isinstance(source, str) or not isinstance(policy, bytes) or not _is_policy(policy):
        raise Tampered(
            f"read of what {path} is a copy",
            "it does not say so in a way in which it was ever written",
            "Take a new copy; keep this file as evidence",
        )
    return CopyOf(source, policy)


def _is_policy(content: bytes) -> bool:
    try:
        return not content or bool(parse(content).logs)
    except InvalidInput:
        return False


def check_own(path: Path, asked: str, remedy: str) -> None:
    """Refused when a file is a copy: what is written there would never reach the original."""
    found = copy_of(path)
    if found is not None:
        raise Refused(asked, f"it is a copy of {found.source}", remedy)
