"""Sources and files that mean harm: what they gain is a refusal in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from domain.errors import Problem, Refused, Tampered, Unavailable, UsageProblem
from ledger.exchange.copy_writer import Extension, extend
from ledger.exchange.divergence import Divergence
from ledger.exchange.publish import publish
from ledger.exchange.published_log import Folder, PublishedLog, StaticLog
from ledger.exchange.pull import Fetched, clone, pull
from ledger.exchange.sources import opened
from ledger.signing import checkpoint_signing, key_file
from ledger.store import log_tables
from ledger.store.log_tables import CopyOf, copy_of
from ledger.store.reader import Reader
from ledger.store.writer import Store
from ledger.transparency import checkpoint
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.keys import SigningKey, Type
from ledger.transparency.merkle_tree import EMPTY_ROOT
from ledger.transparency.policy import Policy, written
from ledger.verify.conftest import KEY, verdict
from ledger.verify.conftest import extend as record
from ledger.verify.finding import Word
from ledger.verify.ledger_file import LedgerFile
from ledger.verify.signatures import Trust
from ledger.verify.verdict import examine

WITNESS = SigningKey("witness.example", Type.COSIGNATURE, bytes(32))
ELSEWHERE = SigningKey("example.org/elsewhere", Type.SIGNATURE, bytes(range(1, 33)))
POLICY = written([KEY.verifier], {}).encode()
WITNESSED = written([KEY.verifier], {"bond": [WITNESS.verifier]}).encode()
OTHER_TEXT = "No house will be inspected."


def operator(folder: Path, size: int, text: str = "", key: SigningKey = KEY) -> Path:
    """A signed ledger of so many records."""
    folder.mkdir()
    path = folder / "ledger.db"
    key_file.create(folder / "gestand.key", key)
    record(path, 0, size, *([text] if text else []))
    checkpoint_signing.sign(path, folder / "gestand.key", key)
    return path


def cosigned(path: Path) -> bytes:
    """Have the witness cosign the newest checkpoint of a ledger."""
    newest = log_tables.newest(path)
    assert newest is not None
    opened_note = checkpoint.parse_note(newest[0])
    lines = [*opened_note.signatures, checkpoint.cosign(opened_note.text, WITNESS, 1_700_000_000)]
    message = checkpoint.write(opened_note.text, lines)
    log_tables.keep(path, newest[1].size, message)
    return message


def copied(source: Path, target: Path, policy: bytes) -> Path:
    """A copy of a ledger file or a published folder."""
    with closing(opened(str(source))) as log:
        clone(log, target, policy)
    return target


def pulled(copy: Path, source: Path, policy: bytes) -> Fetched | Divergence:
    """Pull from a ledger file or a published folder."""
    with closing(opened(str(source))) as log:
        return pull(copy, log, CopyOf(str(source), policy))


def size_of(path: Path) -> int:
    """How many records a ledger file has."""
    with closing(Reader(path)) as reader:
        return reader.head().size


def execute(path: Path, *statements: str) -> None:
    """Do to a file what its guards forbid."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)


def test_an_unsigned_tail_is_left_out(tmp_path: Path) -> None:
    """A neighbour cannot slip records in behind the last signature, to accuse the operator."""
    true = operator(tmp_path / "true", 300)
    neighbour = copied(true, tmp_path / "neighbour.db", b"")
    record(neighbour, 300, 310, OTHER_TEXT)
    copy = copied(neighbour, tmp_path / "copy.db", POLICY)
    assert size_of(copy) == 300
    record(true, 300, 320)
    assert pulled(copy, neighbour, POLICY).__class__ is Fetched
    assert size_of(copy) == 300
    checkpoint_signing.sign(true, true.parent / "gestand.key", KEY)
    result = pulled(copy, true, POLICY)
    assert isinstance(result, Fetched)
    assert (result.had, result.size, result.left_out) == (300, 320, 0)


def test_what_nobody_signed_accuses_nobody(tmp_path: Path) -> None:
    """A copy with an unsigned tail that differs from the source does not say who changed it."""
    true = operator(tmp_path / "true", 300)
    neighbour = copied(true, tmp_path / "neighbour.db", b"")
    record(neighbour, 300, 310, OTHER_TEXT)
    copy = copied(neighbour, tmp_path / "copy.db", b"")
    record(true, 300, 320)
    checkpoint_signing.sign(true, true.parent / "gestand.key", KEY)
    result = pulled(copy, true, POLICY)
    assert isinstance(result, Divergence)
    assert (result.word, result.proven) == (Word.ALTERED, False)
    record(true, 320, 330)
    edited = operator(tmp_path / "edited", 330, OTHER_TEXT)
    result = pulled(copy, edited, POLICY)
    assert isinstance(result, Divergence)
    assert (result.word, result.proven) == (Word.FORKED, True)


def test_two_logs_are_no_fork(tmp_path: Path) -> None:
    """Two logs differ without anybody having signed two histories."""
    plain = operator(tmp_path / "one", 30)
    elsewhere = operator(tmp_path / "other", 30, OTHER_TEXT, ELSEWHERE)
    both = f"log {KEY.verifier}\nlog {ELSEWHERE.verifier}\nquorum none\n".encode()
    copy = copied(plain, tmp_path / "copy.db", both)
    with pytest.raises(Refused, match=r"another log, example\.org/elsewhere"):
        pulled(copy, elsewhere, both)
    newest = log_tables.newest(elsewhere)
    assert newest is not None
    log_tables.keep(plain, 30, newest[0])
    with closing(LedgerFile(plain)) as evidence:
        judgement = examine(evidence, Trust([KEY.verifier, ELSEWHERE.verifier]))
    assert judgement.word is Word.ALTERED


def test_a_fork_that_no_witness_saw_is_proven_all_the_same(tmp_path: Path) -> None:
    """Who demands witnesses is not left without proof because a forger has none."""
    true = operator(tmp_path / "true", 30)
    cosigned(true)
    copy = copied(true, tmp_path / "copy.db", WITNESSED)
    forged = operator(tmp_path / "forged", 40, OTHER_TEXT)
    result = pulled(copy, forged, WITNESSED)
    assert isinstance(result, Divergence)
    assert (result.word, result.proven) == (Word.FORKED, True)
    assert len([name for name in result.files if name.endswith(".tlog-proof")]) == 2


def test_of_two_notes_the_one_that_counts(tmp_path: Path) -> None:
    """A plain note beside a cosigned one of the same size takes nothing away."""
    true = operator(tmp_path / "true", 30)
    plain = log_tables.newest(true)
    assert plain is not None
    execute(true, "DELETE FROM checkpoints")
    log_tables.keep(true, 30, plain[0])
    message = cosigned(true)
    execute(true, "DELETE FROM checkpoints")
    for note in (message, plain[0]):
        log_tables.keep(true, 30, note)
    assert size_of(copied(true, tmp_path / "copy.db", WITNESSED)) == 30
    record(true, 30, 40)
    checkpoint_signing.sign(true, true.parent / "gestand.key", KEY)
    result = pulled(tmp_path / "copy.db", true, WITNESSED)
    assert isinstance(result, Fetched)
    assert (result.size, result.left_out) == (30, 10), "the witness has not seen the rest"


def test_a_file_does_not_bring_its_own_witnesses(tmp_path: Path) -> None:
    """Whoever sends a copy wrote the policy in it: it never makes the file intact."""
    true = operator(tmp_path / "true", 30)
    cosigned(true)
    copy = copied(true, tmp_path / "copy.db", WITNESSED)
    row = copy_of(copy)
    assert row is not None
    with closing(LedgerFile(copy)) as evidence:
        by_itself = examine(evidence, Trust(policy=row.checked_by))
        demanded = examine(
            evidence, Trust(policy=Policy([KEY.verifier], {"w": WITNESS.verifier}, quorum="w"))
        )
    assert (by_itself.word, demanded.word) == (Word.UNWITNESSED, Word.INTACT)


def empty_log(folder: Path) -> StaticLog:
    """A log that says to have nothing, signed and witnessed, as every log once was."""
    folder.mkdir()
    text = Checkpoint(KEY.name, 0, EMPTY_ROOT).text
    lines = [checkpoint.sign(text, KEY), checkpoint.cosign(text, WITNESS, 1_700_000_000)]
    (folder / "checkpoint").write_bytes(checkpoint.write(text, lines))
    return StaticLog("empty", Folder(folder))


def test_nothing_is_not_verified_unchanged(tmp_path: Path) -> None:
    """An empty log is what everybody once signed: it does not say that nothing was recorded."""
    log = empty_log(tmp_path / "public")
    policy = Policy([KEY.verifier], {"w": WITNESS.verifier}, quorum="w")
    assert examine(PublishedLog(log), Trust(policy=policy)).word is Word.UNWITNESSED
    true = operator(tmp_path / "true", 30)
    copy = copied(true, tmp_path / "copy.db", POLICY)
    result = pulled(copy, tmp_path / "public", POLICY)
    assert isinstance(result, Divergence)
    assert result.word is Word.TRUNCATED


def test_a_size_without_end(tmp_path: Path) -> None:
    """A size that a stranger states is believed only as far as there are records."""
    public = tmp_path / "public"
    public.mkdir()
    enormous = Checkpoint(KEY.name, 2**62, bytes(32))
    (public / "checkpoint").write_bytes(checkpoint.signed(enormous, [KEY]))
    with closing(opened(str(public))) as log, pytest.raises(Tampered):
        clone(log, tmp_path / "copy.db", b"")
    judgement = examine(PublishedLog(StaticLog("public", Folder(public))), Trust([KEY.verifier]))
    assert judgement.word is Word.TRUNCATED


RECORD = (
    b'{"id":"b","kind":"k","recorded_at":"2026-01-01T00:00:00.000000Z","stream":"s/1","version":1}'
)
HOSTILE = {
    "depth without end": RECORD.replace(b'"k"', b"[" * 20_000 + b"]" * 20_000),
    "half a character": RECORD.replace(b"s/1", b"\\ud800"),
    "another encoding": RECORD.decode().encode("utf-16"),
    "no number": RECORD.replace(b'"version":1', b'"version":NaN'),
    "a number for a name": RECORD.replace(b'"s/1"', b"7"),
}


@pytest.mark.parametrize("stored", HOSTILE.values(), ids=HOSTILE)
def test_hostile_records(tmp_path: Path, stored: bytes) -> None:
    """What is no record is refused in words, whatever it does to a reader of JSON."""
    copy = tmp_path / "copy.db"
    Store.create(copy).close()
    extension = Extension(0, [[stored]], 1, bytes(32), [])
    with pytest.raises(Tampered, match="record 0 of somewhere: it is no record of a ledger"):
        extend(copy, "somewhere", extension, CopyOf("somewhere"))


TYPES = {
    "a note": "UPDATE checkpoints SET note = 'text'",
    "a number for a note": "UPDATE checkpoints SET note = 7",
    "a size": "UPDATE checkpoints SET size = 'many'",
    "a leaf hash": "UPDATE stored_events SET leaf_hash = 'text' WHERE position = 299",
    "a record": "UPDATE stored_events SET state = 'text' WHERE position = 299",
    "a tile": "UPDATE tiles SET hashes = CAST(substr(hex(hashes), 1, 8192) AS TEXT)",
    "the size of the head": "UPDATE head SET size = 'many'",
    "the frontier": "UPDATE head SET frontier = 'text'",
}


@pytest.mark.parametrize("statement", TYPES.values(), ids=TYPES)
def test_values_of_another_type(tmp_path: Path, statement: str) -> None:
    """A file may hold anything; whatever is done with it succeeds or is refused in words."""
    path = operator(tmp_path / "operator", 300)
    with closing(sqlite3.connect(path)) as connection:
        try:
            execute(path, statement)
        except sqlite3.IntegrityError:
            return  # the file does not take it
        connection.close()
    for do in (
        lambda: copied(path, tmp_path / "copy.db", b""),
        lambda: publish(path, tmp_path / "public"),
        lambda: checkpoint_signing.sign(path, path.parent / "gestand.key", KEY),
    ):
        try:
            do()
        except Problem:
            continue
    assert verdict(path).word is Word.ALTERED


@pytest.mark.parametrize("policy", ["'text'", "x'6c6f67206e6f6e73656e7365'", "x'ff'"])
def test_a_policy_that_is_none(tmp_path: Path, policy: str) -> None:
    """What a file says of being a copy is read strictly."""
    path = operator(tmp_path / "operator", 3)
    copy = copied(path, tmp_path / "copy.db", POLICY)
    execute(copy, f"UPDATE copy SET policy = {policy}")
    with pytest.raises(Tampered, match="Take a new copy"):
        copy_of(copy)


@pytest.mark.parametrize("ending", ["-wal", "-shm", "-journal"])
def test_what_lies_beside_another_file_of_that_name(tmp_path: Path, ending: str) -> None:
    """SQLite would read it as belonging to the copy: nothing is put beside it."""
    path = operator(tmp_path / "operator", 3)
    (tmp_path / f"copy.db{ending}").write_bytes(b"of another")
    with pytest.raises(Refused, match="is there, left over from another"):
        copied(path, tmp_path / "copy.db", b"")
    assert not (tmp_path / "copy.db").exists()


class Slow:
    """A source in whose place somebody else makes the file meanwhile."""

    def __init__(self, path: Path, meanwhile: Path) -> None:
        self._source = opened(str(path))
        self.name, self._meanwhile = "slow", meanwhile
        self.offer, self.tile, self.close = (
            self._source.offer,
            self._source.tile,
            self._source.close,
        )

    def entries(self, start: int, stop: int) -> Iterator[bytes]:
        """The records, and a file of somebody else."""
        self._meanwhile.write_bytes(b"of somebody else")
        return self._source.entries(start, stop)


def test_a_file_that_was_made_meanwhile(tmp_path: Path) -> None:
    """A copy is never put in the place of a file of somebody else."""
    path, target = operator(tmp_path / "operator", 3), tmp_path / "copy.db"
    with (
        closing(Slow(path, target)) as source,
        pytest.raises(Refused, match="the file exists"),
    ):
        clone(source, target, b"")
    assert target.read_bytes() == b"of somebody else"
    target.unlink()
    target.symlink_to(tmp_path / "nowhere")
    with pytest.raises(Refused, match="the file exists"):
        copied(path, target, b"")


@pytest.mark.parametrize("address", ["http://a b/", "https://example.org:70000/", "http://x:y/"])
def test_addresses_that_are_none(address: str) -> None:
    """What is no address is refused before anybody is asked."""
    with pytest.raises(UsageProblem, match="that is no address"):
        opened(address)


def test_a_damaged_folder_is_mended(tmp_path: Path) -> None:
    """Publishing once more writes what is not as it should be."""
    path, public = operator(tmp_path / "operator", 300), tmp_path / "public"
    publish(path, public)
    tile = public / "tile/0/000"
    damaged = bytearray(tile.read_bytes())
    damaged[77] ^= 1
    tile.write_bytes(damaged)
    assert publish(path, public).written == 1
    log = PublishedLog(StaticLog("public", Folder(public)))
    assert examine(log, Trust([KEY.verifier])).word is Word.UNWITNESSED


def test_a_disk_that_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy that is not whole in its file is not put in its place."""
    path = operator(tmp_path / "operator", 300)
    limited = sqlite3.connect

    def connected(*arguments: object, **options: object) -> sqlite3.Connection:
        connection = limited(*arguments, **options)  # type: ignore[call-overload]  # as it came
        connection.execute("PRAGMA max_page_count = 30")
        return connection  # type: ignore[no-any-return]  # of the overload above

    monkeypatch.setattr(sqlite3, "connect", connected)
    with pytest.raises(Unavailable, match="full"):
        copied(path, tmp_path / "copy.db", b"")
    assert not (tmp_path / "copy.db").exists()
