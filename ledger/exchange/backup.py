"""A backup: the ledger as it is at one moment, in a file of its own, while others go on recording.

SQLite copies the pages of one reading transaction, so what is written meanwhile is in it as a whole
or not at all. What was copied is hashed before it gets its name: a ledger that was damaged or
altered takes the place of no good backup. To restore is the same in the other direction.
"""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from domain.errors import Refused, Tampered, Unavailable
from languages import N_, pgettext
from ledger.files import place_new
from ledger.said_by_others import of_system
from ledger.store import database
from ledger.store.address import Address, Location
from ledger.verify.ledger_file import LedgerFile
from ledger.verify.signatures import Trust
from ledger.verify.verdict import Verdict, examine

PAGES = 4096
"""So many are copied at once, 16 MiB: an interrupt waits for no more than these."""


@dataclass(frozen=True, slots=True)
class BackupSummary:
    """What is in a backup: how many records, and the root of the tree over them."""

    size: int
    root: bytes


def back_up(ledger: Location, target: Path) -> BackupSummary:
    """Write the ledger as it is now to a new file, on disk when this returns.

    Refused when there is such a file, or what belonged to one; Tampered when what was copied does
    not agree with itself or with a checkpoint that is kept in it; then there is no new file.
    """
    asked = N_("back up the ledger {ledger} in {target}").format(ledger=ledger, target=target)
    if isinstance(ledger, Address):
        obstacle = N_("it lies in a database, of which its server makes the backups")
        remedy = N_("Use pg_basebackup or pg_dump there, or `gestand clone` for a copy in a file")
        raise Refused(asked, obstacle, remedy)
    database.check_free(target, asked)
    partial = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    try:
        with closing(database.opened(ledger)) as source:
            _copied(source, partial)
        verdict = _verified(partial, asked)
        place_new(partial, target)
    except sqlite3.Error as error:
        problem = database.unavailable(target, error)
        raise Unavailable(asked, problem.obstacle, problem.remedy) from error
    except OSError as error:
        reason = of_system(error)
        raise Unavailable(asked, reason, N_("Check the folder, its rights and the disk")) from error
    finally:
        for left in (partial, *database.beside(partial)):
            with suppress(OSError):
                left.unlink()
    return BackupSummary(verdict.size, verdict.root)


def _copied(source: sqlite3.Connection, partial: Path) -> None:
    """Copy what one reading transaction sees, as one file that needs none beside it."""
    # Made here, so that a folder that is not there is told in words of the system.
    partial.open("xb").close()
    source.execute("BEGIN")
    source.execute("SELECT size FROM head").fetchone()
    with closing(sqlite3.connect(database.uri(partial), uri=True)) as target:
        target.execute("PRAGMA synchronous = OFF")  # the whole file is synced before it is named
        source.backup(target, pages=PAGES, progress=lambda *_: None)
        target.execute("PRAGMA journal_mode = DELETE")


def _verified(partial: Path, asked: str) -> Verdict:
    with closing(LedgerFile(partial)) as evidence:
        verdict = examine(evidence, Trust())
    if verdict.word.tampered:
        raise Tampered(
            asked,
            N_("it is {word}, so no backup was made of it").format(
                word=pgettext("verdict", verdict.word.word)
            ),
            N_("Keep it and the backups that there are, and see `gestand verify`"),
        )
    return verdict
