"""The tables of a ledger file, and the guards that keep them from being changed.

The format of a file is its `PRAGMA user_version`. A format is never dropped: every file that was
ever written can be read, and the first write brings it to the newest one.
"""

from __future__ import annotations

APPLICATION_ID = 0x67657374
"""`gest` in ASCII, in the header of the file: tells a ledger from any other SQLite file."""

FORMAT = 3
"""Files of format 0 have no tiles, of 1 no checkpoints, of 2 no word on being a copy."""

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
    # An id cannot differ from the record that it is read from, as a column of its own could.
    """CREATE UNIQUE INDEX IF NOT EXISTS record_id ON stored_events (
        CASE WHEN json_valid(CAST(state AS TEXT))
        THEN json_extract(CAST(state AS TEXT), '$.id') END
    )""",
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
    # INSERT OR REPLACE deletes without firing the trigger above, so it is stopped here.
    """CREATE TRIGGER IF NOT EXISTS no_replacement BEFORE INSERT ON stored_events
        WHEN EXISTS (SELECT 1 FROM stored_events WHERE position = NEW.position
            OR (originator_id = NEW.originator_id
                AND originator_version = NEW.originator_version))
        BEGIN SELECT RAISE(ABORT, 'that place in the ledger is taken'); END""",
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

FORMATS = (EVENTS, TILES, CHECKPOINTS, COPY)
"""What each format added to the one before."""
