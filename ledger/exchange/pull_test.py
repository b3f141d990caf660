"""Clone and pull over sources that break off, lie or grow: all or nothing, and nothing else."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.errors import Conflict, NotFound, Problem, Tampered, Unavailable
from ledger.exchange.copy_writer import Extension, extend
from ledger.exchange.divergence import Divergence
from ledger.exchange.publish import publish
from ledger.exchange.published_log import Folder, LogSource, Offer, PublishedLog, StaticLog
from ledger.exchange.pull import Fetched, clone, pull
from ledger.exchange.sources import opened
from ledger.signing import checkpoint_signing, key_file
from ledger.store import log_tables
from ledger.store.log_tables import CopyOf, copy_of
from ledger.store.reader import Reader
from ledger.transparency import checkpoint
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.policy import written
from ledger.transparency.tiles import Tile
from ledger.verify.conftest import KEY, signed
from ledger.verify.conftest import extend as record
from ledger.verify.finding import Word
from ledger.verify.ledger_file import LedgerFile
from ledger.verify.signatures import Trust
from ledger.verify.verdict import examine

POLICY = written([KEY.verifier], {}).encode()
SIZES = (1, 2, 255, 256, 257, 300, 511, 512, 513, 700)


class Interrupted(Exception):
    """What a test interrupts a source with."""


class Counting:
    """A source that stops, as `stop` does it, when it is asked for the n-th time."""

    def __init__(self, source: LogSource, last: int, stop: Callable[[], None]) -> None:
        self.name = source.name
        self._source, self._left, self._stop = source, last, stop

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            self._stop()

    def offer(self) -> Offer:
        """One step."""
        self._count()
        return self._source.offer()

    def tile(self, tile: Tile) -> bytes:
        """One step."""
        self._count()
        return self._source.tile(tile)

    def entries(self, start: int, stop: int) -> Iterator[bytes]:
        """A step for the file, and one for each record."""
        self._count()
        for entry in self._source.entries(start, stop):
            self._count()
            yield entry

    def close(self) -> None:
        """No step."""
        self._source.close()


def interrupt() -> None:
    """Stop here."""
    raise Interrupted


def contents(path: Path) -> list[bytes]:
    """The records of a ledger file."""
    with closing(Reader(path)) as reader:
        return list(reader.entries(0, reader.head().size))


@pytest.fixture(scope="module")
def histories(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Published folders of one ledger, one for each size that it had."""
    folder = tmp_path_factory.mktemp("operator")
    path = signed(folder, [SIZES[0]])
    copies: dict[int, Path] = {}
    for size in SIZES:
        if copies:
            record(path, max(copies), size)
        checkpoint_signing.sign(path, folder / "gestand.key", KEY)
        copies[size] = folder / f"public-{size}"
        publish(path, copies[size])
    return copies


def copied(source: Path, target: Path) -> Path:
    """A copy of what is published in a folder."""
    with closing(opened(str(source))) as log:
        clone(log, target, POLICY)
    return target


def pulled(copy: Path, source: Path) -> Fetched | Divergence:
    """Pull from a published folder."""
    with closing(opened(str(source))) as log:
        return pull(copy, log, CopyOf(str(source), POLICY))


@pytest.mark.parametrize("old", SIZES)
def test_from_every_size_to_every_size(
    histories: dict[int, Path], tmp_path: Path, old: int
) -> None:
    """A copy at any size extends to any later one, byte for byte; to none that is smaller."""
    for new in SIZES:
        copy = copied(histories[old], tmp_path / f"{new}.db")
        before = contents(copy)
        result = pulled(copy, histories[new])
        if new < old:
            assert isinstance(result, Divergence)
            assert (result.word, result.difference) == (Word.TRUNCATED, None)
            assert contents(copy) == before
            continue
        assert isinstance(result, Fetched)
        assert (result.had, result.size) == (old, new)
        assert contents(copy) == contents(histories[new].parent / "ledger.db")[:new]
        with closing(LedgerFile(copy)) as evidence:
            verdict = examine(evidence, Trust([KEY.verifier]))
        assert (verdict.findings[0].code, verdict.size) == ("no_witness", new)


def test_interrupted_at_every_step(histories: dict[int, Path], tmp_path: Path) -> None:
    """A pull that breaks off anywhere has changed nothing, and the next one succeeds."""
    copy, steps = copied(histories[255], tmp_path / "copy.db"), 0
    before = contents(copy)
    while True:
        with closing(opened(str(histories[300]))) as log:
            try:
                pull(copy, Counting(log, steps, interrupt), CopyOf("elsewhere", b""))
            except Interrupted:
                steps += 1
            else:
                break
        assert contents(copy) == before
        assert copy_of(copy) == CopyOf(str(histories[255]), POLICY)
    assert steps > 45, "it was interrupted at every record"
    assert contents(copy) == contents(histories[700].parent / "ledger.db")[:300]


@pytest.mark.parametrize(("size", "stride"), [(2, 1), (257, 29)])
def test_a_clone_interrupted(
    histories: dict[int, Path], tmp_path: Path, size: int, stride: int
) -> None:
    """A clone that breaks off anywhere leaves no file behind."""
    steps = 0
    while True:
        with closing(opened(str(histories[size]))) as log, suppress(Interrupted):
            clone(Counting(log, steps, interrupt), tmp_path / "copy.db", b"")
            break
        assert not list(tmp_path.iterdir())
        steps += stride
    assert len(contents(tmp_path / "copy.db")) == size


def _die(copy: Path, source: Path, steps: int) -> None:
    with closing(opened(str(source))) as log:
        pull(copy, Counting(log, steps, lambda: os._exit(9)), CopyOf("elsewhere", b""))


@pytest.mark.parametrize("steps", [0, 5, 100, 300, 440])
def test_killed(histories: dict[int, Path], tmp_path: Path, steps: int) -> None:
    """A pull whose process dies in the middle has changed nothing, and the next one succeeds."""
    copy = copied(histories[257], tmp_path / "copy.db")
    process = multiprocessing.get_context("fork").Process(
        target=_die, args=(copy, histories[700], steps)
    )
    process.start()
    process.join()
    assert process.exitcode == 9
    assert len(contents(copy)) == 257
    assert isinstance(pulled(copy, histories[700]), Fetched)
    assert len(contents(copy)) == 700


def damage(public: Path, data: st.DataObject) -> Path:
    """Flip a bit of one published file, cut it, add to it or remove it."""
    files = sorted(path for path in public.rglob("*") if path.is_file())
    path = data.draw(st.sampled_from(files), label="file")
    content = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1), label="byte")
    match data.draw(st.sampled_from(["flip", "cut", "add", "remove"]), label="damage"):
        case "flip":
            content[at] ^= 1 << data.draw(st.integers(0, 7), label="bit")
        case "cut":
            del content[at:]
        case "add":
            content.insert(at, 65)
        case "remove":
            path.unlink()
            return path
    path.write_bytes(content)
    return path


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.sampled_from([0, 256, 513]), data=st.data())
def test_damaged_files(
    histories: dict[int, Path], tmp_path: Path, start: int, data: st.DataObject
) -> None:
    """Whatever is done to whatever published file, a copy is never of another history.

    Either the copy refuses, in words, or it had no need of that byte; `verify` finds the damage in
    any case.
    """
    public, copy = tmp_path / "public", tmp_path / "copy.db"
    shutil.rmtree(public, ignore_errors=True)
    for ending in ("", "-wal", "-shm"):
        copy.with_name(f"copy.db{ending}").unlink(missing_ok=True)
    shutil.copytree(histories[700], public)
    path = damage(public, data)
    true = contents(histories[700].parent / "ledger.db")
    if start:
        copied(histories[start], copy)
    with suppress(Problem):
        if start:
            pulled(copy, public)
        else:
            copied(public, copy)
    if copy.exists():
        assert contents(copy) in (true, true[:start])
    log = StaticLog("public", Folder(public))
    try:
        judgement = examine(PublishedLog(log), Trust([KEY.verifier]))
    except NotFound:
        assert path.name == "checkpoint"
        return
    assert judgement.word.tampered


def test_a_fork_with_the_same_key(histories: dict[int, Path], tmp_path: Path) -> None:
    """Two histories that one key signed: each side's record is proven by its signature."""
    forged = tmp_path / "forged"
    forged.mkdir()
    path = forged / "ledger.db"
    key_file.create(forged / "gestand.key", KEY)
    record(path, 0, 300)
    record(path, 300, 700, "No house will be inspected.")
    checkpoint_signing.sign(path, forged / "gestand.key", KEY)
    publish(path, forged / "public")
    copy = copied(histories[513], tmp_path / "copy.db")
    result = pulled(copy, forged / "public")
    assert isinstance(result, Divergence)
    assert result.word is Word.FORKED
    assert result.difference is not None
    assert result.difference.position == 300
    assert result.difference.fields() == [
        ("text", "All houses will be inspected.", "No house will be inspected.")
    ]
    assert len(result.files) == 6
    assert len(contents(copy)) == 513


def test_a_log_that_says_to_be_endless(tmp_path: Path) -> None:
    """More records than memory could count are asked for one after the other, and are not there."""
    endless = checkpoint.signed(Checkpoint(KEY.name, 2**63 - 1, bytes(32)), [KEY])
    tmp_path.joinpath("checkpoint").write_bytes(endless)
    with pytest.raises(Tampered, match="it is not there, though the published checkpoint covers"):
        copied(tmp_path, tmp_path / "copy.db")
    assert [path.name for path in tmp_path.iterdir()] == ["checkpoint"]


class Lying:
    """A source that offers one history, and shows tiles and records of others."""

    name = "a liar"

    def __init__(self, offer: LogSource, tiles: LogSource, entries: LogSource) -> None:
        self.offer, self.tile, self.entries = offer.offer, tiles.tile, entries.entries
        for side in (tiles, entries):
            side.offer()

    def close(self) -> None:
        """Nothing is held."""


def test_a_source_that_contradicts_itself(histories: dict[int, Path], tmp_path: Path) -> None:
    """Who accuses the past of having changed must show it, down to the root that was signed."""
    forged = tmp_path / "forged"
    forged.mkdir()
    key_file.create(forged / "gestand.key", KEY)
    record(forged / "ledger.db", 0, 300, "No house will be inspected.")
    checkpoint_signing.sign(forged / "ledger.db", forged / "gestand.key", KEY)
    publish(forged / "ledger.db", forged / "public")
    copy = copied(histories[257], tmp_path / "copy.db")
    true, false = (opened(str(folder)) for folder in (histories[300], forged / "public"))
    row = CopyOf("a liar")
    for tiles, entries, message in (
        (true, false, "record 0 of a liar"),
        (true, true, "record 0 of a liar"),
        (false, true, "record 0 of a liar"),
    ):
        with pytest.raises(Tampered, match=message):
            pull(copy, Lying(false, tiles, entries), row)
    assert isinstance(pull(copy, false, row), Divergence)
    assert isinstance(pull(copy, true, row), Fetched)


def test_a_copy_whose_records_are_not_its_hashes(
    histories: dict[int, Path], tmp_path: Path
) -> None:
    """A copy in which one record was edited does not accuse a source that differs there."""
    copy = copied(histories[257], tmp_path / "copy.db")
    forged = tmp_path / "forged.db"
    record(forged, 0, 300, "No house will be inspected.")
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("DROP TRIGGER no_update")
        connection.execute("UPDATE stored_events SET state = x'7b7d' WHERE position = 0")
    with (
        closing(opened(str(forged))) as log,
        pytest.raises(Tampered, match=r"record 0 of .*copy\.db"),
    ):
        pull(copy, log, CopyOf("elsewhere"))


def test_records_of_a_log_that_are_none_of_a_ledger(tmp_path: Path) -> None:
    """What is hashed and signed and yet no record of a ledger is refused, whatever it is."""
    from ledger.store.writer import Store

    base = (
        b'{"id":"a","kind":"k","recorded_at":"2026-01-01T00:00:00.000000Z",'
        b'"stream":"s/1","version":1}'
    )
    next_record = base.replace(b'"id":"a"', b'"id":"b"').replace(b's/1"', b's/2"')
    wrong = {
        "no record": [
            *(b"7", b"[]", b"{}", b"\xff"),
            next_record.replace(b'"version":1', b'"version":true'),
            next_record.replace(b'"id":"b"', b'"id":7'),
            next_record.replace(b'"kind":"k"', b'"kind":""'),
        ],
        "before the one before it": [next_record.replace(b"2026", b"2025")],
        "number 3 of s/2, and should be 1": [next_record.replace(b'"version":1', b'"version":3')],
        "that of another record": [next_record.replace(b'"id":"b"', b'"id":"a"')],
    }
    copy = tmp_path / "copy.db"
    Store.create(copy).close()
    row = CopyOf("somewhere")

    def refused(message: str, *chunks: list[bytes]) -> None:
        size = sum(map(len, chunks))
        with pytest.raises(Tampered, match=message):
            extend(copy, "somewhere", Extension(0, chunks, size, bytes(32), []), row)
        assert contents(copy) == []

    for obstacle, seconds in wrong.items():
        for second in seconds:
            refused(f"record 1 of somewhere: .*{obstacle}", [base], [second])
            refused(f"records? (1|0 to 1) of somewhere: .*{obstacle}", [base, second])
    refused("records 0 to 1 of .*: the records are not those that", [base], [next_record])
    refused("record 0 of .*: the records are not those that", [base])
    with pytest.raises(Conflict):
        extend(copy, "somewhere", Extension(5, [[base]], 6, bytes(32), []), row)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE head SET size = 0")
        with pytest.raises(Unavailable, match="locked"):
            extend(copy, "somewhere", Extension(0, [[base]], 1, bytes(32), []), row, wait_s=0.01)
    assert copy_of(copy) is None


def test_a_copy_that_was_tampered_with(histories: dict[int, Path], tmp_path: Path) -> None:
    """Whoever rewrites a copy is not taken for the honest side: its own checkpoint tells."""
    forged = tmp_path / "copy.db"
    record(forged, 0, 257, "No house will be inspected.")
    log_tables.keep(forged, 257, (histories[257] / "checkpoint").read_bytes())
    with pytest.raises(
        Tampered, match=r"copy\.db offers: it contradicts its own checkpoint of 257"
    ):
        pulled(forged, histories[300])
