"""A published folder as it may be found: half renewed, damaged, or no such thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.errors import NotFound, Tampered, Unavailable, Unreadable
from ledger.exchange.published_log import MOST_CHECKPOINT_BYTES, Folder, StaticLog
from ledger.transparency import checkpoint
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.tiles import LONGEST_ENTRY_BYTES, WIDTH, Bundle, Tile, pack_entries
from ledger.verify.conftest import KEY


def published(folder: Path, size: int) -> StaticLog:
    """A folder with the checkpoint of so many records, and nothing else."""
    signed = checkpoint.signed(Checkpoint(KEY.name, size, bytes(32)), [KEY])
    folder.joinpath("checkpoint").write_bytes(signed)
    log = StaticLog("a folder", Folder(folder))
    assert log.offer().size == size
    return log


def put(folder: Path, piece: Tile | Bundle, content: bytes) -> None:
    """Write the file of a piece."""
    path = folder / piece.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def test_a_partial_piece_that_is_full_by_now(tmp_path: Path) -> None:
    """Whoever reads an older checkpoint finds its partial pieces within the full ones."""
    log = published(tmp_path, 40)
    with pytest.raises(Tampered, match="it is not there, though the published checkpoint covers"):
        log.tile(Tile(0, 0, 40))
    with pytest.raises(Tampered, match="it is not there, though the published checkpoint covers"):
        list(log.entries(0, 40))
    hashes, entries = bytes(range(256)) * 32, [b"%d" % number for number in range(WIDTH)]
    put(tmp_path, Tile(0, 0), hashes)
    put(tmp_path, Bundle(0), pack_entries(entries))
    assert log.tile(Tile(0, 0, 40)) == hashes[: 40 * 32]
    assert list(log.entries(0, 40)) == entries[:40]
    assert list(log.entries(7, 9)) == entries[7:9]
    put(tmp_path, Tile(0, 0, 40), hashes[:-1])
    with pytest.raises(Tampered, match="it is cut off"):
        log.tile(Tile(0, 0, 40))
    put(tmp_path, Bundle(0, 40), b"\x00\x05abc")
    with pytest.raises(Tampered, match="ends within entry 0"):
        list(log.entries(0, 40))


def test_the_largest_bundle(tmp_path: Path) -> None:
    """256 records of the greatest length are a bundle; more is not read."""
    log = published(tmp_path, WIDTH)
    entries = [bytes(LONGEST_ENTRY_BYTES)] * WIDTH
    put(tmp_path, Bundle(0), pack_entries(entries))
    assert list(log.entries(0, WIDTH)) == entries
    put(tmp_path, Bundle(0), pack_entries(entries) + b"!")
    with pytest.raises(Unavailable, match="longer than 16,777,472 bytes"):
        list(log.entries(0, WIDTH))


def test_no_checkpoint(tmp_path: Path) -> None:
    """No file, a file of something else, one that does not end, a folder of that name."""
    log = StaticLog("a folder", Folder(tmp_path))
    with pytest.raises(NotFound, match="no checkpoint is published there"):
        log.offer()
    file = tmp_path / "checkpoint"
    for content in (b"", b"a letter", bytes(MOST_CHECKPOINT_BYTES)):
        file.write_bytes(content)
        with pytest.raises(Unreadable, match="Check the address"):
            log.offer()
    file.write_bytes(bytes(MOST_CHECKPOINT_BYTES + 1))
    with pytest.raises(Unavailable, match="longer than 65,536 bytes"):
        log.offer()
    file.unlink()
    file.mkdir()
    with pytest.raises(Unavailable, match="is a directory"):
        log.offer()


def test_a_pruned_log(tmp_path: Path) -> None:
    """Which records are missing from the beginning on is said, however many there should be."""
    log = published(tmp_path, 2**40)
    put(tmp_path, Bundle(2**32 - 1), pack_entries([b"last"] * WIDTH))
    with pytest.raises(Tampered, match=rf"records 0 to {2**40 - WIDTH - 1:,} are not there"):
        list(log.entries(0, 1))
    log = published(tmp_path, 5 * WIDTH)
    for number in (3, 4):
        put(tmp_path, Bundle(number), pack_entries([b"entry"] * WIDTH))
    with pytest.raises(Tampered, match="records 0 to 767 are not there"):
        list(log.entries(0, 1))
