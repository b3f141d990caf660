"""Which of the checkpoints in a ledger file is the newest."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from ledger.store import log_tables
from ledger.store.writer import Store
from ledger.transparency import checkpoint
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.keys import SigningKey, Type

KEY = SigningKey("example.org/log", Type.SIGNATURE, bytes(32))
WITNESS = SigningKey("witness.example", Type.COSIGNATURE, bytes(32))


def signed(size: int) -> bytes:
    """A checkpoint of so many records, whatever they are."""
    return checkpoint.signed(Checkpoint(KEY.name, size, bytes(32)), [KEY])


def cosigned(size: int, at: int) -> bytes:
    """The same, seen by a witness at a time in seconds since 1970."""
    opened = checkpoint.parse_note(signed(size))
    return checkpoint.write(
        opened.text, [*opened.signatures, checkpoint.cosign(opened.text, WITNESS, at)]
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger file in which nothing is recorded."""
    path = tmp_path / "ledger.db"
    with closing(Store.create(path)):
        return path


def test_none(ledger: Path) -> None:
    """Nothing was signed, or nothing that can be read."""
    assert log_tables.newest(ledger) is None
    log_tables.keep(ledger, 9, b"no checkpoint")
    assert log_tables.newest(ledger) is None


def test_largest(ledger: Path) -> None:
    """The size decides, not the order in which they came."""
    for size in (3, 12, 7):
        log_tables.keep(ledger, size, signed(size))
    assert log_tables.newest(ledger) == (signed(12), Checkpoint(KEY.name, 12, bytes(32)))


def test_most_signatures(ledger: Path) -> None:
    """Of one size that with most signatures, and of these the latest."""
    for message in (cosigned(7, 1), cosigned(7, 2), signed(7), signed(3)):
        log_tables.keep(ledger, 7, message)
    newest = log_tables.newest(ledger)
    assert newest is not None
    assert newest[0] == cosigned(7, 2)
