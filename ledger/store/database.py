"""A ledger file as a database: its tables and guards, opening it, and what its errors mean."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from stat import S_ISREG
from urllib.parse import quote

from domain.errors import NotFound, Refused, Unavailable
from languages import N_
from ledger import diagnostics
from ledger.said_by_others import NAMES_ARE_NO_TEXT, of_sqlite, of_system
from ledger.store.address import Location

# -- schema ------------------------------------------------------------------------------------
# The tables of a ledger file, and the guards that keep them from being changed.
#
# The format of a file is its `PRAGMA user_version`. A format is never dropped: every file that
# was ever written can be read, and the first write brings it to the newest one.

APPLICATION_ID = 0x67657374
"""`gest` in ASCII, in the header of the file: tells a ledger from any other SQLite file."""

FORMAT = 4
"""Files of format 0 have no tiles, of 1 no checkpoints, of 2 no word on being a copy, of 3 none on
which records were recorded against the rules."""

ID_INDEX = """CREATE UNIQUE INDEX IF NOT EXISTS record_id ON stored_events (
        CASE WHEN json_valid(CAST(state AS TEXT))
        THEN json_extract(CAST(state AS TEXT), '$.id') END
    )"""
"""An id cannot differ from the record that it is read from, as a column of its own could."""

NO_REPLACEMENT = """CREATE TRIGGER IF NOT EXISTS no_replacement BEFORE INSERT ON stored_events
        WHEN EXISTS (SELECT 1 FROM stored_events WHERE position = NEW.position
            OR (originator_id = NEW.originator_id
                AND originator_version = NEW.originator_version))
        BEGIN SELECT RAISE(ABORT, 'that place in the ledger is taken'); END"""
"""INSERT OR REPLACE deletes without firing the trigger `no_delete`, so it is stopped here."""

EVENTS = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    """CREATE TABLE IF NOT EXISTS stored_events (
        originator_id TEXT NOT NULL,
        originator_version INTEGER NOT NULL,
        topic TEXT NOT NULL,
        state BLOB NOT NULL,
        position INTEGER PRIMARY KEY,
        leaf_hash BLOB NOT NULL,
        UNIQUE (originator_id, originator_version)
    )""",
    ID_INDEX,
    """CREATE TABLE IF NOT EXISTS head (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        ledger_id TEXT NOT NULL,
        size INTEGER NOT NULL,
        frontier BLOB NOT NULL,
        recorded_at TEXT NOT NULL
    )""",
    """CREATE TRIGGER IF NOT EXISTS no_update BEFORE UPDATE ON stored_events
        BEGIN SELECT RAISE(ABORT, 'a recorded event is never changed'); END""",
    """CREATE TRIGGER IF NOT EXISTS no_delete BEFORE DELETE ON stored_events
        BEGIN SELECT RAISE(ABORT, 'a recorded event is never deleted'); END""",
    NO_REPLACEMENT,
    """CREATE TRIGGER IF NOT EXISTS head_stays BEFORE DELETE ON head
        BEGIN SELECT RAISE(ABORT, 'the head of a ledger is never deleted'); END""",
)
"""Format 0: the records with their leaf hashes, and the head with the compact range."""

TILES = (
    # Without a rowid, so that level and number are the only way to name, and to replace, a row.
    """CREATE TABLE IF NOT EXISTS tiles (
        level INTEGER NOT NULL,
        number INTEGER NOT NULL,
        root BLOB NOT NULL CHECK (length(root) = 32),
        hashes BLOB NOT NULL CHECK (length(hashes) = 8192),
        PRIMARY KEY (level, number)
    ) WITHOUT ROWID""",
    """CREATE TRIGGER IF NOT EXISTS no_tile_update BEFORE UPDATE ON tiles
        BEGIN SELECT RAISE(ABORT, 'a full tile is never changed'); END""",
    """CREATE TRIGGER IF NOT EXISTS no_tile_delete BEFORE DELETE ON tiles
        BEGIN SELECT RAISE(ABORT, 'a full tile is never deleted'); END""",
    """CREATE TRIGGER IF NOT EXISTS no_tile_replacement BEFORE INSERT ON tiles
        WHEN EXISTS (SELECT 1 FROM tiles WHERE level = NEW.level AND number = NEW.number)
        BEGIN SELECT RAISE(ABORT, 'that tile is there already'); END""",
    "PRAGMA user_version = 1",
)
"""Format 1: full tiles with their roots, which are hashes of the tiles above them."""

CHECKPOINTS = (
    """CREATE TABLE IF NOT EXISTS checkpoints (
        number INTEGER PRIMARY KEY,
        size INTEGER NOT NULL,
        note BLOB NOT NULL UNIQUE
    )""",
    """CREATE TRIGGER IF NOT EXISTS no_checkpoint_update BEFORE UPDATE ON checkpoints
        BEGIN SELECT RAISE(ABORT, 'a checkpoint is never changed'); END""",
    """CREATE TRIGGER IF NOT EXISTS no_checkpoint_delete BEFORE DELETE ON checkpoints
        BEGIN SELECT RAISE(ABORT, 'a checkpoint is never deleted'); END""",
    """CREATE TRIGGER IF NOT EXISTS no_checkpoint_replacement BEFORE INSERT ON checkpoints
        WHEN EXISTS (SELECT 1 FROM checkpoints WHERE number = NEW.number OR note = NEW.note)
        BEGIN SELECT RAISE(ABORT, 'that checkpoint is there already'); END""",
    "PRAGMA user_version = 2",
)
"""Format 2: signed checkpoints, with the cosignatures that they had when they came."""

COPY = (
    """CREATE TABLE IF NOT EXISTS copy (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        source TEXT NOT NULL,
        policy BLOB NOT NULL
    )""",
    """CREATE TRIGGER IF NOT EXISTS copy_stays BEFORE DELETE ON copy
        BEGIN SELECT RAISE(ABORT, 'a copy never becomes a ledger of its own'); END""",
    "PRAGMA user_version = 3",
)
"""Format 3: a row that says of what the file is a copy, and whose signatures its owner trusts."""

JUDGED = (
    """CREATE TABLE IF NOT EXISTS judged (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        size INTEGER NOT NULL,
        kinds TEXT NOT NULL
    )""",
    "CREATE TABLE IF NOT EXISTS unlawful (position INTEGER PRIMARY KEY)",
    "PRAGMA user_version = 4",
)
"""Format 4: of a copy how many records were held against the rules of recording, by a program that
knew which kinds, and which of them count for nothing."""

FORMATS = (EVENTS, TILES, CHECKPOINTS, COPY, JUDGED)
"""What each format added to the one before."""

TABLE_THERE = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
"""Whether a ledger has a table: a file of an older format has not got all of them."""


# -- database ----------------------------------------------------------------------------------
# A ledger file as a database: opening it for reading, and what its errors mean to the user.

LOCK_TIMEOUT_S = 30
"""How long a save waits for another one before it gives up."""

_NAME_ONE = N_("Name a ledger with --ledger")
_A_BUNDLE = N_(
    "If it is a bundle, `gestand verify {path}` checks it, and "
    "`gestand clone {path} copy.db` makes a ledger of it that can be "
    "asked"
)
_MAKE_ONE = N_(
    "Make one with `gestand init`, `gestand demo` or `gestand "
    "clone`, or name it with --ledger or in GESTAND_LEDGER"
)

_REMEDIES = {
    sqlite3.SQLITE_BUSY: N_("Wait until the other program is done and try again"),
    sqlite3.SQLITE_FULL: N_("Make room on the disk and try again; nothing was written"),
    sqlite3.SQLITE_IOERR: N_(
        "Make room on the disk or mend it, and try again; nothing was written"
    ),
    sqlite3.SQLITE_READONLY: N_("Ask for the right to write there, or work on a copy"),
    sqlite3.SQLITE_PERM: N_("Ask for the right to use that file, or work on a copy"),
    sqlite3.SQLITE_CANTOPEN: N_("Ask for the right to use that file and its folder"),
    sqlite3.SQLITE_CORRUPT: N_("The file is damaged: take a copy of the ledger in its place"),
    sqlite3.SQLITE_NOTADB: _NAME_ONE,
}
"""What to do, by the primary error code of SQLite."""


def unavailable(path: Location, error: Exception) -> Unavailable:
    """What an error of the database means to the user."""
    cause = _database_error(error)
    remedy = _REMEDIES.get(
        primary_code(cause), N_("Check the file, or name another one with --ledger")
    )
    return Unavailable(N_("use the ledger {path}").format(path=path), of_sqlite(cause), remedy)


def is_locked(error: Exception) -> bool:
    """Whether an error of the database only says that somebody else is writing."""
    return primary_code(_database_error(error)) == sqlite3.SQLITE_BUSY


def _database_error(error: BaseException) -> BaseException:
    """SQLite's own error, which eventsourcing wraps in one of its own."""
    while not isinstance(error, sqlite3.Error) and error.__cause__ is not None:
        error = error.__cause__
    return error


def primary_code(error: BaseException) -> int:
    """SQLite's primary error code, the lowest byte of an extended one; 0 where there is none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def uri(path: Path) -> str:
    """The path as SQLite takes it whatever is in it: a bare `:memory:` would be no file."""
    return f"file:{quote(os.fsencode(path))}"


def opened(path: Path) -> sqlite3.Connection:
    """A connection that can only read; NotFound or Unavailable says why there is none."""
    asked = N_("open the ledger {path}").format(path=path)
    _check_file(path, asked)
    problem: Exception | None = None
    for mode in _modes(path):
        connection = None
        try:
            connection = sqlite3.connect(f"{uri(path)}?{mode}", uri=True)
            application_id = _header(connection, "application_id")
            form = _header(connection, "user_version")
            connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            # Where the names of its tables are no text any more, the file is damaged.
            problem = error if isinstance(error, sqlite3.Error) else _damaged()
            if connection is not None:
                connection.close()
            continue
        if application_id == APPLICATION_ID and form <= FORMAT:
            diagnostics.tell("opened the ledger file %s (%s, format %d)", path, mode, form)
            return connection
        connection.close()
        raise _later(asked) if application_id == APPLICATION_ID else _no_ledger(path, asked)
    assert problem is not None, "a loop without success left an error"
    if primary_code(problem) == sqlite3.SQLITE_NOTADB:
        raise _no_ledger(path, asked) from problem
    raise unavailable(path, problem) from problem


def _damaged() -> sqlite3.Error:
    return sqlite3.DatabaseError(NAMES_ARE_NO_TEXT)


def _check_file(path: Path, asked: str) -> None:
    """Say in plain words why something cannot be a ledger, before the database says it in its."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFound(asked, N_("there is no such file"), _MAKE_ONE) from error
    except OSError as error:
        obstacle = of_system(error)
        raise Unavailable(asked, obstacle, _NAME_ONE) from error
    if stat.S_ISDIR(mode):
        raise Unavailable(asked, N_("it is a folder"), N_("Name the file in it with --ledger"))
    if not stat.S_ISREG(mode):
        raise Unavailable(asked, N_("it is not a regular file"), _NAME_ONE)


def _modes(path: Path) -> Iterator[str]:
    yield "mode=ro"
    log = path.with_name(f"{path.name}-wal")
    if not log.exists() or log.stat().st_size == 0:
        # A ledger in a folder that cannot be written to is read as the unchanging file that it
        # is; but what still stands in the log beside it would be left out.
        yield "mode=ro&immutable=1"


def _header(connection: sqlite3.Connection, name: str) -> int:
    with closing(connection.execute(f"PRAGMA {name}")) as cursor:
        return int(cursor.fetchone()[0])


def _no_ledger(path: Path, asked: str) -> Unavailable:
    from ledger.files import is_bundle

    remedy = _A_BUNDLE.format(path=path) if is_bundle(path) else _NAME_ONE
    return Unavailable(asked, N_("the file is not a ledger of gestand"), remedy)


def _later(asked: str) -> Unavailable:
    obstacle = N_("a newer version of gestand has written it")
    return Unavailable(asked, obstacle, N_("Install that version or later"))


# -- a new file --------------------------------------------------------------------------------
# A ledger is made under another name and gets its own when it is whole.

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file; left over from another one, it would be taken for its own."""


def beside(path: Path) -> list[Path]:
    """What SQLite keeps beside a file, whether it is there or not."""
    return [path.with_name(f"{path.name}{ending}") for ending in BESIDE]


def check_free(path: Path, asked: str) -> None:
    """No file is overwritten; nor made where SQLite would add to it what belonged to another.

    An empty log and its index, which whoever only reads leaves behind, are taken away.
    """
    if os.path.lexists(path):
        remedy = N_("Use it, move it away, or name another file")
        raise Refused(asked, N_("the file exists"), remedy)
    there = {left: left.lstat() for left in beside(path) if os.path.lexists(left)}
    log = there.get(beside(path)[0])
    only_read = log is not None and S_ISREG(log.st_mode) and log.st_size == 0
    for left in there:
        if not (only_read and left in beside(path)[:2]):
            obstacle = N_("{left} is there, left over from another file, and would change it")
            remedy = N_("Move it away too, beside the file that it belongs to")
            raise Refused(asked, obstacle.format(left=left.name), remedy)
    for left in there:
        left.unlink(missing_ok=True)


def settle(path: Path) -> None:
    """Have everything in the file itself: what is left in a log beside it would stay behind."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.Error as error:
        raise unavailable(path, error) from error
    assert mode == "delete", "nobody else uses a file that has no name yet"
