"""Which of the checkpoints in a ledger file is the newest."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from ledger import checkpoints
from ledger.log import checkpoint, note
from ledger.log.checkpoint import Checkpoint
from ledger.log.keys import SigningKey, Type
from ledger.store.writer import Store

KEY = SigningKey("example.org/log", Type.SIGNATURE, bytes(32))
WITNESS = SigningKey("witness.example", Type.COSIGNATURE, bytes(32))


def signed(size: int) -> bytes:
    """A checkpoint of so many records, whatever they are."""
    return checkpoint.signed(Checkpoint(KEY.name, size, bytes(32)), [KEY])


def cosigned(size: int, at: int) -> bytes:
    """The same, seen by a witness at a time in seconds since 1970."""
    opened = note.parse(signed(size))
    return note.write(opened.text, [*opened.signatures, note.cosign(opened.text, WITNESS, at)])


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger file in which nothing is recorded."""
    path = tmp_path / "ledger.db"
    with closing(Store.create(path)):
        return path


def test_none(ledger: Path) -> None:
    """Nothing was signed, or nothing that can be read."""
    assert checkpoints.newest(ledger) is None
    checkpoints.keep(ledger, 9, b"no checkpoint")
    assert checkpoints.newest(ledger) is None


def test_largest(ledger: Path) -> None:
    """The size decides, not the order in which they came."""
    for size in (3, 12, 7):
        checkpoints.keep(ledger, size, signed(size))
    assert checkpoints.newest(ledger) == (signed(12), Checkpoint(KEY.name, 12, bytes(32)))


def test_most_signatures(ledger: Path) -> None:
    """Of one size that with most signatures, and of these the latest."""
    for message in (cosigned(7, 1), cosigned(7, 2), signed(7), signed(3)):
        checkpoints.keep(ledger, 7, message)
    found = checkpoints.newest(ledger)
    assert found is not None
    assert found[0] == cosigned(7, 2)
