"""Writing a bundle: the same every time, of what was signed, and of nothing else."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest
from eventsourcing.persistence import StoredEvent

from domain.errors import Refused, Tampered, Unavailable
from ledger.exchange import bundle_writer
from ledger.exchange.bundle_files import CHECKPOINT, KEYS, POLICY, README, SCRIPT
from ledger.exchange.bundle_writer import BundleSummary, write
from ledger.exchange.hands_test import agreed, bundled, signed, taken_apart
from ledger.files import MANIFEST, RECORDS
from ledger.store import log_tables
from ledger.store.reader import Reader
from ledger.store.recorder import DurableDatastore, LedgerRecorder
from ledger.verify.conftest import KEY, OTHER, attack, extend, recomputed, stored

SIZE = 300


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger that was signed as far as it is."""
    path = tmp_path / "ledger.db"
    extend(path, 0, SIZE)
    sign(path)
    return path


def sign(path: Path) -> None:
    """Keep a checkpoint of all that is there."""
    with closing(Reader(path)) as reader:
        head = reader.head()
    log_tables.keep(path, head.size, signed(head.root, head.size))


@pytest.fixture
def reader(ledger: Path) -> Iterator[Reader]:
    """It, opened for reading."""
    with closing(Reader(ledger)) as opened:
        yield opened


def test_files(reader: Reader, tmp_path: Path) -> None:
    """Every file is there in its order, with the moment of the last record and plain rights."""
    path = tmp_path / "b.zip"
    policy = f"log {KEY.verifier}\nquorum none\n".encode()
    assert write(reader, path, [KEY.verifier], policy) == BundleSummary(KEY.name, SIZE, 0)
    with ZipFile(path) as archive:
        entries = archive.infolist()
    tiles = ["tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1"]
    names = [README, SCRIPT, CHECKPOINT, KEYS, POLICY, RECORDS, *tiles, MANIFEST]
    assert [entry.filename for entry in entries] == names
    assert {entry.date_time for entry in entries} == {(2026, 11, 24, 9, 4, 58)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    files = taken_apart(path)
    assert files[POLICY] == policy
    assert files[KEYS] == f"{KEY.verifier}\n".encode()
    assert files[RECORDS].split(b"\n") == [*(stored(number).state for number in range(SIZE)), b""]
    assert files[CHECKPOINT] == log_tables.kept(reader.path)[-1][1]
    assert list(json.loads(files[MANIFEST])["files"]) == names[:-1]


def test_same_bytes(ledger: Path, tmp_path: Path) -> None:
    """The same ledger and checkpoint give the same bytes, from a copy as well."""
    shutil.copy(ledger, tmp_path / "copy.db")
    for name in ("ledger", "copy"):
        with closing(Reader(tmp_path / f"{name}.db")) as reader:
            write(reader, tmp_path / f"{name}.zip", [KEY.verifier])
    assert (tmp_path / "copy.zip").read_bytes() == (tmp_path / "ledger.zip").read_bytes()


@pytest.mark.parametrize("chunk", [1, 7, 256, SIZE])
def test_chunks(
    reader: Reader, tmp_path: Path, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How many records are held in memory at once changes nothing."""
    write(reader, tmp_path / "a.zip")
    monkeypatch.setattr(bundle_writer, "_CHUNK", chunk)
    write(reader, tmp_path / "b.zip")
    assert taken_apart(tmp_path / "a.zip") == taken_apart(tmp_path / "b.zip")


def test_not_signed_yet(ledger: Path, tmp_path: Path) -> None:
    """Records after the checkpoint stay out, and are counted."""
    extend(ledger, SIZE, SIZE + 5)
    with closing(Reader(ledger)) as reader:
        made = write(reader, tmp_path / "b.zip", [KEY.verifier])
    assert (made.size, made.left_out) == (SIZE, 5)
    assert agreed(tmp_path / "b.zip", [KEY]) == ("unwitnessed", None, None)


def test_nothing_signed(tmp_path: Path) -> None:
    """What nobody signed proves nothing."""
    extend(tmp_path / "ledger.db", 0, 3)
    with (
        closing(Reader(tmp_path / "ledger.db")) as reader,
        pytest.raises(Refused, match="Sign first with `gestand checkpoint`"),
    ):
        write(reader, tmp_path / "b.zip")
    assert not (tmp_path / "b.zip").exists()


def test_file_exists(reader: Reader, tmp_path: Path) -> None:
    """No file is written over, not even an older bundle."""
    write(reader, tmp_path / "b.zip")
    before = (tmp_path / "b.zip").read_bytes()
    with pytest.raises(Refused, match="the file exists"):
        write(reader, tmp_path / "b.zip", [KEY.verifier])
    assert (tmp_path / "b.zip").read_bytes() == before


def test_key_of_another(reader: Reader, tmp_path: Path) -> None:
    """A bundle whose own keys did not sign it is not written."""
    with pytest.raises(Refused, match="none of the known keys has signed this text"):
        write(reader, tmp_path / "b.zip", [OTHER.verifier])


def test_no_such_folder(reader: Reader, tmp_path: Path) -> None:
    """Where nothing can be written, that is said."""
    with pytest.raises(Unavailable, match="no such file or directory"):
        write(reader, tmp_path / "nowhere" / "b.zip")


ONE = "UPDATE stored_events SET state = CAST(replace(state, 'will be', 'were') AS BLOB)"
CHANGES = {
    "a record": f"{ONE} WHERE position = 100",
    "the last record": f"{ONE} WHERE position = 299",
    "the last record's kind of value": "UPDATE stored_events SET state = 'x' WHERE position = 299",
    "a record that is gone": "DELETE FROM stored_events WHERE position = 100",
    "the last record that is gone": "DELETE FROM stored_events WHERE position = 299",
}


@pytest.mark.parametrize("name", CHANGES)
def test_not_what_was_signed(ledger: Path, tmp_path: Path, name: str) -> None:
    """A ledger that is not what was signed gives no bundle, and leaves nothing behind."""
    attack(ledger, CHANGES[name])
    with closing(Reader(ledger)) as reader, pytest.raises(Tampered, match="not what was signed"):
        write(reader, tmp_path / "b.zip")
    assert {path.name for path in tmp_path.iterdir()} - {"ledger.db-shm", "ledger.db-wal"} == {
        "ledger.db"
    }


def test_cut(ledger: Path, tmp_path: Path) -> None:
    """So does one that is shorter than it was."""
    attack(ledger, "DELETE FROM stored_events WHERE position >= 200", then=recomputed)
    with (
        closing(Reader(ledger)) as reader,
        pytest.raises(Tampered, match="there are 200 records, and 300 were signed"),
    ):
        write(reader, tmp_path / "b.zip")


@pytest.mark.parametrize("state", [b'{"id":"x"}\n', b"x" * 65_536])
def test_no_line(tmp_path: Path, state: bytes) -> None:
    """A record that cannot stand on a line of a bundle is not put there in another way."""
    path = tmp_path / "ledger.db"
    with closing(DurableDatastore(str(path), lock_timeout_s=5)) as datastore:
        recorder = LedgerRecorder(datastore)
        recorder.create_table()
        last = stored(2)
        recorder.insert_events([StoredEvent("promise/x", 1, "kind", state), last])
    sign(path)
    with (
        closing(Reader(path)) as reader,
        pytest.raises(Refused, match="record 0 is no line of JSON"),
    ):
        write(reader, tmp_path / "b.zip")


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("1970-01-01T00:00:00.000000Z", (1980, 1, 1, 0, 0, 0)),
        ("2026-11-24T23:59:59.999999Z", (2026, 11, 24, 23, 59, 58)),
        ("2999-01-01T00:00:00.000000Z", (2107, 12, 31, 23, 59, 58)),
    ],
)
def test_moments(tmp_path: Path, moment: str, shown: tuple[int, ...]) -> None:
    """Moments that a zip file cannot say are the nearest that it can."""
    path = tmp_path / "ledger.db"
    with closing(DurableDatastore(str(path), lock_timeout_s=5)) as datastore:
        recorder = LedgerRecorder(datastore)
        recorder.create_table()
        only = stored(0)
        state = json.dumps(json.loads(only.state) | {"recorded_at": moment}).encode()
        recorder.insert_events([StoredEvent(only.originator_id, 1, only.topic, state)])
    sign(path)
    with closing(Reader(path)) as reader:
        write(reader, tmp_path / "b.zip")
    with ZipFile(tmp_path / "b.zip") as archive:
        assert {member.date_time for member in archive.infolist()} == {shown}


GOLDEN = Path(__file__).parent / "testdata" / "bundle-1.zip"


def test_golden_program(tmp_path: Path) -> None:
    """The program that came with it still says what it said."""
    shutil.unpack_archive(GOLDEN, tmp_path)
    call = [sys.executable, "-I", "verify.py", "--checkpoint", CHECKPOINT]
    done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "Verdict: intact"


def test_golden(tmp_path: Path) -> None:
    """A bundle of the first format, written once and for all, is read and written as it was."""
    assert agreed(GOLDEN, [KEY]) == ("unwitnessed", None, None)
    files = taken_apart(GOLDEN)
    assert agreed(GOLDEN, [], [files[CHECKPOINT]]) == ("intact", None, None)
    again = taken_apart(bundled(tmp_path, 260))
    explained = {README, SCRIPT, MANIFEST}
    assert {**again, **dict.fromkeys(explained)} == {**files, **dict.fromkeys(explained)}
    first, second = (json.loads(each[MANIFEST]) for each in (files, again))
    for name in (README, SCRIPT):  # texts may become better
        del first["files"][name], second["files"][name]
    assert list(first.items()) == list(second.items())
    assert list(first["files"]) == list(second["files"])
