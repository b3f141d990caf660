"""The tiles of a ledger file: kept as they fill, made up for in old files, few rows for a proof."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from eventsourcing.persistence import IntegrityError, StoredEvent

from domain.errors import Unavailable
from ledger.store.database import FORMAT
from ledger.store.reader import Reader
from ledger.store.recorder import DurableDatastore, EarlierThanHead, LedgerRecorder
from ledger.store.stored_tiles import StoredTiles
from ledger.transparency import merkle_tree
from ledger.transparency.encoding import InvalidInput
from ledger.transparency.oracle_test import Oracle
from ledger.transparency.proofs import (
    prove_consistency,
    prove_inclusion,
    verify_consistency,
    verify_inclusion,
)
from ledger.transparency.tiles import Tile, TileHashes, completed, tiles_of

GOLDEN = Path(__file__).parent.parent / "golden" / "ledger.0.db.gz"
"""A ledger of 260 records in format 0, which had no tiles."""

BATCHES = (1, 254, 1, 1, 300, 64_978, 1, 4_464)
"""Saves that end before, at and after the ends of tiles, 70,000 records in all."""

SIZE = sum(BATCHES)
ORACLE = Oracle([b"%d" % number for number in range(SIZE)])


def events(start: int, end: int) -> list[StoredEvent]:
    """Records that are a number each."""
    return [StoredEvent(f"s/{number}", 1, "kind", b"%d" % number) for number in range(start, end)]


def save(path: Path, start: int, end: int) -> None:
    """Record these numbers with a recorder of its own."""
    with closing(DurableDatastore(str(path), lock_timeout_s=5)) as datastore:
        LedgerRecorder(datastore).insert_events(events(start, end), recorded_at="2027")


def new(path: Path) -> Path:
    """An empty ledger file."""
    with closing(DurableDatastore(str(path), lock_timeout_s=5)) as datastore:
        LedgerRecorder(datastore).create_table()
    return path


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of 70,000 records, saved in batches."""
    path = new(tmp_path_factory.mktemp("tiles") / "ledger.db")
    start = 0
    for count in BATCHES:
        save(path, start, start + count)
        start += count
    return path


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A copy of the ledger in format 0."""
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress(GOLDEN.read_bytes()))
    return path


@pytest.fixture
def reader(ledger: Path) -> Iterator[Reader]:
    """The large ledger, opened for reading."""
    with closing(Reader(ledger)) as opened:
        yield opened


def rows(path: Path, statement: str) -> list[Any]:
    """What a statement finds in a file."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()


def expected(tile: Tile) -> bytes:
    """The hashes of a tile by its definition."""
    each, first = 256**tile.level, 256 * tile.number
    return b"".join(
        ORACLE.mth(index * each, (index + 1) * each) for index in range(first, first + tile.width)
    )


def test_what_is_kept(ledger: Path) -> None:
    """Every full tile is there with its root, at every level, and nothing else is."""
    kept = {
        Tile(level, number): (root, hashes)
        for level, number, root, hashes in rows(ledger, "SELECT * FROM tiles")
    }
    assert sorted(kept) == sorted(completed(0, SIZE))
    for tile, (root, hashes) in kept.items():
        each = 256 ** (tile.level + 1)
        assert hashes == expected(tile)
        assert root == ORACLE.mth(tile.number * each, (tile.number + 1) * each)


def test_every_tile_is_read(reader: Reader) -> None:
    """Full tiles and the partial ones of the present size, and of an earlier one."""
    tiles = reader.tiles()
    for size in (SIZE, 65_535, 700):
        for tile in tiles_of(size):
            if tile.level > 0 or tile.number % 50 == 0 or tile.width < 256:
                assert tiles.read(tile) == expected(tile)


@pytest.mark.parametrize("size", [1, 255, 256, 257, 65_536, SIZE])
def test_proofs(reader: Reader, size: int) -> None:
    """Proofs for the present size and for earlier ones, against roots computed directly."""
    hashes = reader.subtrees(size)
    root = ORACLE.mth(0, size)
    assert merkle_tree.range_root(hashes, 0, size) == root
    for index in {0, size // 3, size - 1}:
        proof = prove_inclusion(hashes, index, size)
        verify_inclusion(merkle_tree.leaf_hash(b"%d" % index), index, size, proof, root)
        proof = prove_consistency(hashes, index + 1, size)
        verify_consistency(index + 1, size, proof, ORACLE.mth(0, index + 1), root)


def test_few_rows(ledger: Path) -> None:
    """A proof from 70,000 records reads a tile and a partial tile a level, not the log."""
    with closing(sqlite3.connect(ledger)) as connection:
        count = 0

        def counted(statement: str, *parameters: Any) -> list[Any]:
            nonlocal count
            answer = connection.execute(statement, parameters).fetchall()
            count += len(answer)
            return answer

        prove_inclusion(TileHashes(SIZE, StoredTiles(counted).read), 12_345, SIZE)
    # The leaf hashes of one partial tile, the roots below the partial tiles, and the full tiles.
    assert count <= 112 + 17 + 1 + 3


def test_root_of_the_head(reader: Reader) -> None:
    """The compact range of the head and the tiles tell the same root."""
    head = reader.head()
    assert (head.size, head.root) == (SIZE, ORACLE.mth(0, SIZE))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tiles SET hashes = zeroblob(8192)",
        "UPDATE OR REPLACE tiles SET number = 0",
        "DELETE FROM tiles",
        "INSERT INTO tiles VALUES (0, 0, zeroblob(32), zeroblob(8192))",
        "INSERT OR REPLACE INTO tiles VALUES (0, 0, zeroblob(32), zeroblob(8192))",
        "INSERT INTO tiles VALUES (9, 0, zeroblob(31), zeroblob(8192))",
        "INSERT INTO tiles VALUES (9, 0, zeroblob(32), zeroblob(8191))",
    ],
)
def test_immutable(ledger: Path, statement: str) -> None:
    """The database itself refuses to change, delete or replace a tile, and tiles of other sizes."""
    with (
        closing(DurableDatastore(str(ledger), lock_timeout_s=5)) as datastore,
        pytest.raises(IntegrityError),
        datastore.transaction(commit=True) as cursor,
    ):
        cursor.execute(statement)


def test_an_old_file_is_read(old: Path) -> None:
    """A file without tiles is read, proofs and all, and is not touched by it."""
    before = sha256(old.read_bytes()).digest()
    with closing(Reader(old)) as opened:
        head = opened.head()
        oracle = Oracle([stored for _, stored in opened.stored()])
        assert (head.size, head.root) == (260, oracle.mth(0, 260))
        hashes = opened.subtrees(260)
        for index in range(0, 260, 37):
            assert prove_inclusion(hashes, index, 260) == oracle.path(index, 0, 260)
        assert opened.tiles().read(Tile(1, 0, 1)) == oracle.mth(0, 256)
    assert sha256(old.read_bytes()).digest() == before
    assert rows(old, "PRAGMA user_version") == [(0,)]


def test_an_old_file_is_written(old: Path) -> None:
    """The first save brings the file to the newest format, with the tiles that were missing."""
    save(old, 0, 1)
    assert rows(old, "PRAGMA user_version") == [(FORMAT,)]
    with closing(Reader(old)) as opened:
        oracle = Oracle([stored for _, stored in opened.stored()])
        assert opened.head().root == oracle.mth(0, 261)
    leaves = b"".join(oracle.mth(index, index + 1) for index in range(256))
    assert rows(old, "SELECT * FROM tiles") == [(0, 0, oracle.mth(0, 256), leaves)]
    save(old, 1, 300)
    assert rows(old, "SELECT level, number FROM tiles ORDER BY number") == [(0, 0), (0, 1)]


def test_a_save_that_fails_changes_nothing(old: Path) -> None:
    """The format changes with the save or not at all."""
    with (
        closing(DurableDatastore(str(old), lock_timeout_s=5)) as datastore,
        pytest.raises(EarlierThanHead),
    ):
        LedgerRecorder(datastore).insert_events(events(0, 1), recorded_at="2025")
    twice = events(0, 1) * 2
    with (
        closing(DurableDatastore(str(old), lock_timeout_s=5)) as datastore,
        pytest.raises(IntegrityError),
    ):
        LedgerRecorder(datastore).insert_events(twice, recorded_at="2027")
    assert rows(old, "PRAGMA user_version") == [(0,)]
    assert rows(old, "SELECT name FROM sqlite_master WHERE name LIKE '%tile%'") == []


def test_an_old_program_wrote_to_a_new_file(tmp_path: Path) -> None:
    """Tiles that a program without them left out are made up for when the next one fills."""
    path = new(tmp_path / "ledger.db")
    save(path, 0, 300)
    with closing(sqlite3.connect(path)) as connection, connection:
        for number in range(300, 600):
            leaf = merkle_tree.leaf_hash(b"%d" % number)
            row = (f"s/{number}", 1, "kind", b"%d" % number, number, leaf)
            connection.execute("INSERT INTO stored_events VALUES (?,?,?,?,?,?)", row)
        frontier = [ORACLE.mth(0, 512), ORACLE.mth(512, 576)]
        frontier += [ORACLE.mth(576, 592), ORACLE.mth(592, 600)]
        connection.execute("UPDATE head SET size = 600, frontier = ?", (b"".join(frontier),))
    with closing(Reader(path)) as opened:
        assert opened.tiles().read(Tile(0, 1)) == expected(Tile(0, 1))
        assert opened.tiles().read(Tile(1, 0, 2)) == expected(Tile(1, 0, 2))
    save(path, 600, 768)
    assert rows(path, "SELECT level, number, hashes FROM tiles ORDER BY number") == [
        (0, number, expected(Tile(0, number))) for number in range(3)
    ]


def test_a_newer_format(tmp_path: Path) -> None:
    """A file of a format that is not known yet is left alone."""
    path = new(tmp_path / "ledger.db")
    rows(path, f"PRAGMA user_version = {FORMAT + 1}")
    with pytest.raises(Unavailable, match="newer version"):
        Reader(path)


def test_missing_records(tmp_path: Path) -> None:
    """Where records are gone no tile is put together out of those that are left."""
    path = new(tmp_path / "ledger.db")
    save(path, 0, 20)
    rows(path, "DROP TRIGGER no_delete")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM stored_events WHERE position = 7")
    with closing(Reader(path)) as opened:
        assert opened.tiles().read(Tile(0, 0, 7)) == expected(Tile(0, 0, 7))
        with pytest.raises(InvalidInput):
            opened.tiles().read(Tile(0, 0, 20))
