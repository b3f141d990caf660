"""Ledger files in places where files are hard to keep."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from domain.errors import Refused, Unavailable
from features.limits import ordinary_rights
from ledger.journal.shape import Entry, Journal
from ledger.recording.planning import record
from ledger.store.reader import Reader
from ledger.store.writer import Store

PARTY = {"kind": "party.registered", "party": "ncg", "name": "NCG", "type": "other"}
LETTER = {"on": "2020", "source": [{"title": "a letter"}]}


def recorded(store: Store) -> None:
    """Record one party."""
    record(store, Journal([Entry(PARTY | LETTER, lambda _: "")]))


def test_an_interrupt_while_waiting(tmp_path: Path) -> None:
    """Whoever waits for a lock can stop waiting; nothing is recorded, nothing is left open."""
    path = tmp_path / "ledger.db"
    Store.create(path).close()

    before = signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGINT))

    with (
        closing(sqlite3.connect(path)) as connection,
        closing(Store.open(path, wait_s=60)) as store,
        closing(Reader(path)) as reader,
    ):
        connection.execute("BEGIN IMMEDIATE")
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        with pytest.raises(KeyboardInterrupt) as caught:
            recorded(store)
        assert reader.head().size == 0
    signal.signal(signal.SIGALRM, before)
    arrived = {Path(entry.path).name for entry in caught.traceback}
    assert "sqlite.py" not in arrived, "it arrives between transactions, never in one"


@pytest.mark.parametrize("name", [":memory:", "file:x?mode=memory", "a b%20#?.db", "é.db"])
def test_any_name(tmp_path: Path, name: str) -> None:
    """A ledger is a file of that name, also where SQLite would read it as something else."""
    path = tmp_path / name
    with closing(Store.create(path)) as store:
        recorded(store)
    assert {path.name for path in tmp_path.iterdir()} == {name}
    with closing(Reader(path)) as reader:
        assert reader.head().size == 1


def test_nothing_is_made_over_something(tmp_path: Path) -> None:
    """A file that is there stays as it is, also a link to nowhere."""
    path = tmp_path / "ledger.db"
    path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(Refused, match="the file exists"):
        Store.create(path)
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.db"]


def test_no_folder(tmp_path: Path) -> None:
    """A ledger is not made in a folder that is not there."""
    with pytest.raises(Unavailable, match="no such file or directory"):
        Store.create(tmp_path / "none" / "ledger.db")


def test_a_log_that_cannot_be_followed(tmp_path: Path) -> None:
    """Where the last records stand in a log that cannot be read, no older state is shown."""
    path, folder = tmp_path / "ledger.db", tmp_path / "copy"
    folder.mkdir()
    with closing(Store.create(path)) as store:
        recorded(store)
        for name in ("ledger.db", "ledger.db-wal"):
            shutil.copy(tmp_path / name, folder / name)
    assert (folder / "ledger.db-wal").stat().st_size > 0
    folder.chmod(0o555)
    try:
        with ordinary_rights(), pytest.raises(Unavailable, match="Ask for the right to use"):
            Reader(folder / "ledger.db")
    finally:
        folder.chmod(0o755)


def test_a_folder_without_rights(tmp_path: Path) -> None:
    """A ledger at rest is read where nothing can be written, as on a disc."""
    path = tmp_path / "ledger.db"
    with closing(Store.create(path)) as store:
        recorded(store)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for beside in tmp_path.glob("ledger.db-*"):
        beside.unlink()
    tmp_path.chmod(0o555)
    try:
        with ordinary_rights(), closing(Reader(path)) as reader:
            assert reader.head().size == 1
    finally:
        tmp_path.chmod(0o755)
