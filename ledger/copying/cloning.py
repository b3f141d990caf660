"""Clone: a copy is made beside its place, and put there when it is whole."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from domain.errors import Refused, Unavailable
from ledger import database, durable
from ledger.copying.copy_file import extend
from ledger.copying.copy_of import CopyOf
from ledger.copying.source import Source
from ledger.copying.taking import Taken, offered
from ledger.log.policy import parse
from ledger.log.tree import EMPTY_ROOT
from ledger.watch import Watch, unwatched

_BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite would read as belonging to a file of that name."""


def clone(source: Source, target: Path, policy: bytes, watch: Watch = unwatched) -> Taken:
    """Make a copy of what a source has, in a file that is not there yet.

    policy: whose signatures count, now and whenever the copy is extended; empty: nobody's are
    checked. Refused when the file exists or the signatures are not there; Tampered when the
    source contradicts itself; Unavailable when it does not fit on the disk.
    """
    from ledger.store.writer import Store

    asked = f"make the copy {target}"
    for ending in _BESIDE:
        other = target.with_name(f"{target.name}{ending}")
        if other.exists() or other.is_symlink():
            obstacle = "the file exists" if not ending else f"{other.name} is there, of another"
            raise Refused(asked, obstacle, "Use it, or name another file")
    folder = None
    try:
        folder = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        made = folder / target.name
        Store.create(made).close()
        found = offered(source, parse(policy) if policy else None)
        extension = found.extension(0, EMPTY_ROOT, watch)
        extend(made, source.name, extension, CopyOf(source.name, policy))
        _settle(made)
        durable.place_new(made, target)
    except FileExistsError as error:
        raise Refused(asked, "the file exists", "Use it, or name another file") from error
    except OSError as error:
        raise Unavailable(
            asked,
            (error.strerror or str(error)).lower(),
            "Make the folder first, or name another file",
        ) from error
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
    return found.taken(0, extension)


def _settle(path: Path) -> None:
    """Have everything in the file itself: what is left in a log beside it would stay behind."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.Error as error:
        raise database.unavailable(path, error) from error
    assert mode == "delete", "nobody else uses a file that has no name yet"
