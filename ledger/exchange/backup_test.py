"""Backups: of one moment, whole, while others write; of what is damaged none, none by halves."""

from __future__ import annotations

import multiprocessing
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from domain.errors import Refused, Tampered, Unavailable
from features.limits import no_file_beyond, process
from ledger.exchange.backup import back_up
from ledger.journal.shape import Entry, Journal
from ledger.recording.planning import record
from ledger.store.database import BESIDE
from ledger.store.reader import Reader
from ledger.store.writer import Store
from ledger.verify.conftest import extend
from ledger.verify.ledger_file import LedgerFile
from ledger.verify.signatures import Trust
from ledger.verify.verdict import examine

SOURCE = [{"title": "a letter", "type": "official"}]
SIZE = 300


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger with full tiles."""
    path = tmp_path / "ledger.db"
    extend(path, 0, SIZE)
    return path


def stored(path: Path) -> list[tuple[int, bytes]]:
    """All records of a ledger as bytes."""
    with closing(Reader(path)) as reader:
        return list(reader.stored(0, reader.head().size))


def test_the_same_ledger(ledger: Path, tmp_path: Path) -> None:
    """A backup has the same records and the same root, in one file, and takes records again."""
    with closing(Reader(ledger)) as reader:
        head = reader.head()
    target = tmp_path / "backup.db"
    done = back_up(ledger, target)
    assert (done.size, done.root) == (SIZE, head.root)
    assert sorted(tmp_path.glob("backup*")) == [target]
    assert stored(target) == stored(ledger)
    added(target, "later")
    assert len(stored(target)) == SIZE + 1


def added(path: Path, party: str) -> None:
    """Record a party by itself."""
    fields = {"kind": "party.registered", "party": party, "name": "A party", "type": "other"}
    with closing(Store.open(path)) as store:
        entry = Entry(fields | {"on": "2020", "source": SOURCE}, lambda _: "")
        record(store, Journal([entry]))


def test_in_the_middle_of_a_transaction(ledger: Path, tmp_path: Path) -> None:
    """What somebody has written and not kept yet is not in it; nobody waits for anybody."""
    with closing(sqlite3.connect(ledger, isolation_level=None)) as writing:
        writing.execute("BEGIN IMMEDIATE")
        writing.execute("UPDATE head SET size = size + 1")
        assert back_up(ledger, tmp_path / "backup.db").size == SIZE
        writing.execute("ROLLBACK")


def _record_on(path: Path, stop: multiprocessing.synchronize.Event) -> None:
    number = 0
    while not stop.is_set():
        number += 1
        added(path, f"p{number}")


@pytest.mark.long
def test_while_another_records(tmp_path: Path) -> None:
    """Every backup that is made while another process records is the beginning of the ledger."""
    ledger, stop = tmp_path / "ledger.db", multiprocessing.get_context("spawn").Event()
    Store.create(ledger).close()
    added(ledger, "first")
    other = multiprocessing.get_context("spawn").Process(target=_record_on, args=(ledger, stop))
    other.start()
    try:
        while len(stored(ledger)) == 1:
            assert other.is_alive()
        sizes = [back_up(ledger, tmp_path / f"{number}.db").size for number in range(20)]
    finally:
        stop.set()
        other.join()
    assert other.exitcode == 0
    assert len(set(sizes)) > 1, "nothing was recorded meanwhile"
    everything = stored(ledger)
    for number, size in enumerate(sizes):
        assert stored(tmp_path / f"{number}.db") == everything[:size]


def test_a_damaged_ledger(ledger: Path, tmp_path: Path) -> None:
    """Of a ledger whose record was changed there is no backup, and no file is left."""
    with closing(sqlite3.connect(ledger)) as connection, connection:
        connection.execute("DROP TRIGGER no_update")
        connection.execute("UPDATE stored_events SET state = x'7b7d' WHERE position = 7")
    with pytest.raises(Tampered, match="altered"):
        back_up(ledger, tmp_path / "backup.db")
    assert not list(tmp_path.glob("backup*"))


@pytest.mark.parametrize("ending", ["", *BESIDE])
def test_nothing_is_overwritten(ledger: Path, tmp_path: Path, ending: str) -> None:
    """Neither a file of that name, nor one that SQLite would take for a part of it."""
    there = tmp_path / f"backup.db{ending}"
    there.write_bytes(b"kept")
    with pytest.raises(Refused, match=r"[Mm]ove"):
        back_up(ledger, tmp_path / "backup.db")
    assert [path.read_bytes() for path in tmp_path.glob("backup*")] == [b"kept"]


def test_a_folder_that_is_not_there(ledger: Path, tmp_path: Path) -> None:
    """It is told in words."""
    with pytest.raises(Unavailable, match="no such file or directory"):
        back_up(ledger, tmp_path / "nowhere" / "backup.db")


def test_a_full_disk(ledger: Path, tmp_path: Path) -> None:
    """Where there is no room nothing is left, and the ledger is as it was."""
    target = tmp_path / "backup.db"
    room = partial(no_file_beyond, 100_000)
    with process(ledger, "backup", str(target), preexec_fn=room) as running:
        _, message = running.communicate()
    assert running.returncode == 7, message
    assert "Make room on the disk" in message
    assert not list(tmp_path.glob("backup*"))
    with closing(LedgerFile(ledger)) as evidence:
        assert not examine(evidence, Trust()).word.tampered
