"""Attacks on a ledger file: every one is found, named, and located where that can be known.

The attacker has the file and SQLite, drops the triggers that stand in the way, and may recompute
hashes. What remains out of reach is the signature, and the checkpoints that others keep.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from eventsourcing.persistence import StoredEvent
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.errors import Problem, Tampered
from ledger.codec import canonical
from ledger.signing import checkpoint_signing, key_file
from ledger.store import log_tables
from ledger.store.recorder import DurableDatastore, LedgerRecorder
from ledger.transparency import checkpoint, merkle_tree
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.keys import SigningKey, Type
from ledger.transparency.policy import Policy
from ledger.transparency.tiles import grow
from ledger.verify import records
from ledger.verify.finding import Word
from ledger.verify.ledger_file import LedgerFile
from ledger.verify.signatures import KEPT, MEMORY, Presented, Trust
from ledger.verify.verdict import Verdict, examine

KEY = SigningKey("example.org/log", Type.SIGNATURE, bytes(range(32)))
OTHER = SigningKey("example.org/log", Type.SIGNATURE, bytes(32))
SIZE, SIGNED = 700, (300, 600)
"""Two full tiles and the beginning of a third; checkpoints in the second and the third."""

Attack = Callable[[sqlite3.Connection], None]


def stored(number: int, text: str = "All houses will be inspected.") -> StoredEvent:
    """Record `number`: two to a stream, stream after stream."""
    stream, version = f"promise/p{number // 2}", number % 2 + 1
    kind = ("promise.made", "promise.postponed")[number % 2]
    fields = {
        "id": f"record-{number}",
        "kind": kind,
        "on": "2015",
        "recorded_at": f"2026-11-24T09:{number // 60:02}:{number % 60:02}.000000Z",
        "schema": 1,
        "stream": stream,
        "text": text,
        "version": version,
    }
    return StoredEvent(stream, version, kind, canonical(fields))


def moment(event: StoredEvent) -> str:
    """When it was recorded."""
    return str(json.loads(event.state)["recorded_at"])


def extend(path: Path, start: int, end: int, text: str = "All houses will be inspected.") -> None:
    """Record these, each in a save of its own moment."""
    with closing(DurableDatastore(str(path), lock_timeout_s=5)) as datastore:
        recorder = LedgerRecorder(datastore)
        if start == 0:
            recorder.create_table()
        events = [stored(number, text) for number in range(start, end)]
        recorder.insert_events(events, recorded_at=moment(events[-1]))


def signed(folder: Path, ends: Sequence[int], key: SigningKey = KEY) -> Path:
    """A ledger that was signed at each of these sizes but the last."""
    path, file = folder / "ledger.db", folder / "gestand.key"
    key_file.create(file, key)
    for start, end in pairwise([0, *ends]):
        extend(path, start, end)
        if end != ends[-1]:
            checkpoint_signing.sign(path, file, key)
    return path


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger before anybody attacks it."""
    return signed(tmp_path_factory.mktemp("original"), [*SIGNED, SIZE])


@pytest.fixture
def ledger(original: Path, tmp_path: Path) -> Path:
    """A copy to be attacked."""
    shutil.copytree(original.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / "ledger.db"


def attack(
    path: Path, *statements: str | tuple[str, tuple[Any, ...]], then: Attack | None = None
) -> None:
    """Drop the triggers, do what they forbid, and put them back."""
    with closing(sqlite3.connect(path)) as connection, connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for entry in statements:
            statement, parameters = entry if isinstance(entry, tuple) else (entry, ())
            assert connection.execute(statement, parameters).rowcount > 0, "it hits something"
        if then is not None:
            then(connection)
        for _, sql in triggers:
            connection.execute(sql)


def recomputed(connection: sqlite3.Connection) -> None:
    """Compute leaf hashes, tiles and head anew from the contents, as an operator could."""
    rows = connection.execute(
        "SELECT position, state FROM stored_events ORDER BY position"
    ).fetchall()
    leaves = [merkle_tree.leaf_hash(state) for _, state in rows]
    connection.executemany(
        "UPDATE stored_events SET leaf_hash = ? WHERE position = ?",
        [(leaf, position) for leaf, (position, _) in zip(leaves, rows, strict=True)],
    )
    connection.execute("DELETE FROM tiles")
    frontier: list[bytes] = []
    roots = grow(frontier, 0, leaves)
    connection.executemany(
        "INSERT INTO tiles VALUES (0, ?, ?, ?)",
        [
            (number, root, merkle_tree.pack(leaves[number * 256 : number * 256 + 256]))
            for number, root in enumerate(roots)
        ],
    )
    last = json.loads(rows[-1][1])["recorded_at"]
    connection.execute(
        "UPDATE head SET size = ?, frontier = ?, recorded_at = ?",
        (len(rows), merkle_tree.pack(frontier), last),
    )


def verdict(path: Path, *kept: bytes, keys: Sequence[SigningKey] = (KEY,)) -> Verdict:
    """The verdict of somebody who knows the key and may have kept checkpoints."""
    presented = [Presented(note, KEPT, f"kept-{number}") for number, note in enumerate(kept)]
    with closing(LedgerFile(path)) as evidence:
        return examine(evidence, Trust([key.verifier for key in keys]), presented)


def newest(path: Path) -> bytes:
    """The newest checkpoint in a ledger."""
    return log_tables.kept(path)[-1][1]


def text_of(number: int) -> tuple[bytes, int]:
    """A record with one word changed, and its position."""
    return stored(number, "All houses were inspected.").state, number


def test_nothing_happened(ledger: Path) -> None:
    """Without an attack the word says who stands for the ledger, and nothing differs."""
    assert (verdict(ledger).word, verdict(ledger).signed) == (Word.UNWITNESSED, 600)
    judgement = verdict(ledger, newest(ledger))
    assert (judgement.word, judgement.covered, judgement.first) == (Word.STALE, 600, None)
    assert [(finding.first, finding.last) for finding in judgement.findings] == [(600, 699)]
    checkpoint_signing.sign(ledger, ledger.parent / "gestand.key", KEY)
    assert verdict(ledger, newest(ledger)).word is Word.INTACT
    assert verdict(ledger, newest(ledger)).findings == []


SET, AT = "UPDATE stored_events SET", "WHERE position = 450"
CUT, EARLIER = "substr(frontier, 33)", "replace(note, '300', '299')"
CHANGES: dict[str, tuple[str, int | None, str]] = {
    "content": (f"{SET} state = CAST(state || ' ' AS BLOB) {AT}", 450, "leaf"),
    "content that is no record": (f"{SET} state = x'7b' {AT}", 450, "leaf"),
    "content as text": (f"{SET} state = CAST(state AS TEXT) {AT}", 450, "content"),
    "version": (f"{SET} originator_version = 9 {AT}", 450, "column"),
    "kind": (f"{SET} topic = 'promise.kept' {AT}", 450, "column"),
    "stream": (f"{SET} originator_id = 'promise/x' {AT}", 450, "column"),
    "kind that is no text": (f"{SET} topic = x'ff' {AT}", 450, "column"),
    "leaf hash": (f"{SET} leaf_hash = zeroblob(32) {AT}", 450, "leaf"),
    "short leaf hash": (f"{SET} leaf_hash = x'' {AT}", 450, "leaf"),
    "position": (f"{SET} position = 5000 {AT}", 450, "missing"),
    "position below 0": (f"{SET} position = -1 WHERE position = 0", -1, "place"),
    "tile": ("UPDATE tiles SET hashes = zeroblob(8192) WHERE number = 1", 256, "tile"),
    "root of a tile": ("UPDATE tiles SET root = zeroblob(32) WHERE number = 1", 256, "tile_root"),
    "level of a tile": ("UPDATE tiles SET level = 1000000000", None, "tile_name"),
    "size above": ("UPDATE head SET size = 9999", None, "head_size"),
    "size below": ("UPDATE head SET size = 9", None, "head_size"),
    "size as text": ("UPDATE head SET size = 'many'", None, "head"),
    "last moment": ("UPDATE head SET recorded_at = '2030'", None, "head_moment"),
    "compact range": (
        f"UPDATE head SET frontier = CAST(zeroblob(32) || {CUT} AS BLOB)", 0, "frontier"
    ),
    "compact range cut": (f"UPDATE head SET frontier = {CUT}", None, "head"),
    "no head": ("DELETE FROM head", None, "head"),
    "size beside a checkpoint": ("UPDATE checkpoints SET size = 301", None, "unreadable"),
    "text of a checkpoint": (
        f"UPDATE checkpoints SET size = 299, note = CAST({EARLIER} AS BLOB) WHERE size = 300",
        None, "unsigned"
    ),
    "checkpoint that is none": ("UPDATE checkpoints SET note = 'x' || size", None, "unreadable"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_one_thing_changed(ledger: Path, name: str) -> None:
    """Whatever is changed alone contradicts the rest, and is named with its position."""
    change, first, code = CHANGES[name]
    attack(ledger, change)
    judgement = verdict(ledger)
    assert (judgement.word, judgement.first) == (Word.ALTERED, first)
    assert code in [finding.code for finding in judgement.findings]


def test_signature_changed(ledger: Path) -> None:
    """A signature that does not belong to its text is named."""

    def flip(connection: sqlite3.Connection) -> None:
        note = connection.execute("SELECT note FROM checkpoints WHERE number = 1").fetchone()[0]
        place = note.rindex(b" ") + 20
        letter = b"A" if note[place : place + 1] != b"A" else b"B"
        connection.execute(
            "UPDATE checkpoints SET note = ? WHERE number = 1",
            (note[:place] + letter + note[place + 1 :],),
        )

    attack(ledger, then=flip)
    judgement = verdict(ledger)
    assert judgement.word is Word.ALTERED
    assert [finding.code for finding in judgement.findings] == ["unsigned"]


def test_unknown_key(ledger: Path, tmp_path: Path) -> None:
    """A checkpoint by a key that the reader does not know is not the log's, whatever its name."""
    key_file.create(tmp_path / "other.key", OTHER)
    checkpoint_signing.sign(ledger, tmp_path / "other.key", OTHER)
    judgement = verdict(ledger)
    assert judgement.word is Word.ALTERED
    assert [finding.code for finding in judgement.findings] == ["other_key"]
    assert verdict(ledger, keys=[KEY, OTHER]).word is Word.UNWITNESSED


def test_record_deleted(ledger: Path) -> None:
    """A gap is where records are missing."""
    attack(ledger, "DELETE FROM stored_events WHERE position BETWEEN 450 AND 452")
    judgement = verdict(ledger)
    assert (judgement.word, judgement.first) == (Word.ALTERED, 450)


def test_record_deleted_and_hidden(ledger: Path) -> None:
    """Closing the gap and recomputing all hashes leaves the version, and what was signed."""

    def close_gap(connection: sqlite3.Connection) -> None:
        for position in range(451, SIZE):
            connection.execute(f"{SET} position = position - 1 WHERE position = ?", (position,))
        recomputed(connection)

    attack(ledger, "DELETE FROM stored_events WHERE position = 450", then=close_gap)
    judgement = verdict(ledger)
    assert (judgement.word, judgement.first, judgement.last) == (Word.ALTERED, 450, 450)
    assert {"version", "root"} <= {finding.code for finding in judgement.findings}


def test_records_swapped(ledger: Path) -> None:
    """Two records in each other's places are found, though each is as it was."""

    def swap(connection: sqlite3.Connection) -> None:
        for old, new in ((400, -5), (410, 400), (-5, 410)):
            connection.execute(f"{SET} position = ? WHERE position = ?", (new, old))

    attack(ledger, then=swap)
    judgement = verdict(ledger)
    assert (judgement.word, judgement.first, judgement.last) == (Word.ALTERED, 400, 400)


def inserted(connection: sqlite3.Connection) -> None:
    """Make room at 450 and put a record of its own stream there."""
    for position in range(SIZE - 1, 449, -1):
        connection.execute(f"{SET} position = position + 1 WHERE position = ?", (position,))
    slipped = stored(450)
    fields = json.loads(slipped.state) | {"id": "x", "stream": "promise/x", "version": 1}
    connection.execute(
        "INSERT INTO stored_events VALUES ('promise/x', 1, ?, ?, 450, ?)",
        (slipped.topic, canonical(fields), merkle_tree.leaf_hash(canonical(fields))),
    )
    recomputed(connection)


def test_record_inserted(ledger: Path) -> None:
    """A record slipped in, all hashes recomputed: the second checkpoint says where at most."""
    attack(ledger, then=inserted)
    judgement = verdict(ledger)
    assert (judgement.word, judgement.first, judgement.last) == (Word.ALTERED, 300, 599)


def test_content_edited_and_everything_recomputed(ledger: Path) -> None:
    """An edited promise contradicts the checkpoints that reach it, and no other."""
    attack(ledger, (f"{SET} state = ? WHERE position = ?", text_of(450)), then=recomputed)
    judgement = verdict(ledger)
    assert (judgement.word, judgement.first, judgement.last) == (Word.ALTERED, 300, 599)
    assert [(finding.code, finding.fields["size"]) for finding in judgement.findings] == [
        ("root", 600)
    ]


NO_MOMENT = {"recorded_at": "2026-13-01T00:00:00.000000Z"}
"""Of a month that no clock has."""


def rewritten(position: int, **fields: Any) -> tuple[str, tuple[Any, ...]]:
    """A statement that puts other fields into the content of a record."""
    content = canonical(json.loads(stored(position).state) | fields)
    return f"{SET} state = ? WHERE position = ?", (content, position)


@pytest.mark.parametrize(
    "field", [{"version": True}, {"version": 1.0}, {"id": 5}, {"recorded_at": []}, NO_MOMENT]
)
def test_what_only_equals_a_number(ledger: Path, field: dict[str, Any]) -> None:
    """True is no 1, though a program may take it for one, and a number is no text.

    What is no record does not count on its stream, so the next one there is found as well.
    """
    attack(ledger, rewritten(450, **field), "DELETE FROM checkpoints", then=recomputed)
    judgement = verdict(ledger)
    assert (judgement.word, judgement.first) == (Word.ALTERED, 450)
    assert [finding.code for finding in judgement.findings] == ["content", "version"]


def test_what_only_reads_like_the_content(ledger: Path) -> None:
    """Bytes that are no text differ from the sign that is shown in their place."""
    change = f"{SET} topic = CAST(x'70ff' AS TEXT) {AT}"
    attack(
        ledger, rewritten(450, kind="p\ufffd"), change, "DELETE FROM checkpoints", then=recomputed
    )
    judgement = verdict(ledger)
    assert (judgement.word, judgement.first) == (Word.ALTERED, 450)
    assert [finding.code for finding in judgement.findings] == ["column"]
    assert str(judgement.findings[0].fields["beside"]).isprintable()


def test_checkpoints_removed_too(ledger: Path) -> None:
    """Without its checkpoints a rewritten ledger has only those against it that others kept."""
    kept = newest(ledger)
    change = (f"{SET} state = ? WHERE position = ?", text_of(450))
    attack(ledger, change, "DELETE FROM checkpoints", then=recomputed)
    assert verdict(ledger).word is Word.UNWITNESSED
    assert verdict(ledger, kept).word is Word.ALTERED


def test_two_histories_signed(ledger: Path, tmp_path: Path) -> None:
    """Signing the rewritten ledger needs the key's memory to go, and proves the fork."""
    kept, file = newest(ledger), ledger.parent / "gestand.key"
    change = (f"{SET} state = ? WHERE position = ?", text_of(450))
    attack(ledger, change, "DELETE FROM checkpoints", then=recomputed)
    with pytest.raises(Tampered, match=r"gestand\.key\.last"):
        checkpoint_signing.sign(ledger, file, KEY)
    checkpoint_signing.memory(file).unlink()
    checkpoint_signing.sign(ledger, file, KEY)
    assert verdict(ledger).word is Word.UNWITNESSED
    judgement = verdict(ledger, kept)
    assert (judgement.word, judgement.first, judgement.last) == (Word.FORKED, 0, 599)


def test_pages_that_cannot_be_read(ledger: Path) -> None:
    """Of a damaged file nothing is said but that: no size, and nobody who stands for it."""
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'stored_events'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(ledger.read_bytes())
    content[(page - 1) * size : page * size] = b"\xff" * size
    ledger.write_bytes(content)
    judgement = verdict(ledger)
    assert [finding.code for finding in judgement.findings] == ["damaged"]
    assert (judgement.word, judgement.size, judgement.covered, judgement.signed) == (
        Word.ALTERED,
        0,
        0,
        0,
    )


def note_of(size: int, root: bytes, key: SigningKey = KEY) -> bytes:
    """A signed checkpoint of whatever history."""
    return checkpoint.signed(Checkpoint(key.name, size, root), [key])


def test_one_record_is_no_fork_by_itself(ledger: Path) -> None:
    """A single checkpoint that contradicts the ledger proves that one of the two was changed."""
    attack(ledger, "DELETE FROM checkpoints")
    judgement = verdict(ledger, note_of(1, bytes(32)))
    assert (judgement.word, judgement.first, judgement.last) == (Word.ALTERED, 0, 0)


def test_two_histories_beyond_the_ledger(ledger: Path) -> None:
    """Two signed checkpoints of one size contradict each other, however short the ledger is."""
    judgement = verdict(ledger, note_of(800, bytes(32)), note_of(800, bytes(range(32))))
    assert judgement.word is Word.FORKED
    (fork,) = [finding for finding in judgement.findings if finding.code == "two_histories"]
    assert (fork.first, fork.last) == (None, 799)
    elsewhere = SigningKey("example.org/elsewhere", Type.SIGNATURE, bytes(32))
    first, second = note_of(800, bytes(32)), note_of(800, bytes(range(32)), elsewhere)
    assert verdict(ledger, first, second, keys=[KEY, elsewhere]).word is Word.TRUNCATED


def test_tail_cut(ledger: Path) -> None:
    """A cut tail is missing in the head, in the tiles and in what was signed."""
    attack(ledger, "DELETE FROM stored_events WHERE position >= 400")
    judgement = verdict(ledger)
    assert (judgement.word, judgement.first) == (Word.TRUNCATED, 400)
    assert {finding.code for finding in judgement.findings} == {"end", "tile_end", "shorter"}


def test_tail_cut_and_hidden(ledger: Path) -> None:
    """With head and tiles recomputed, what was signed still reaches further."""
    attack(ledger, "DELETE FROM stored_events WHERE position >= 400", then=recomputed)
    judgement = verdict(ledger)
    assert (judgement.word, judgement.first) == (Word.TRUNCATED, 400)
    assert [finding.code for finding in judgement.findings] == ["shorter"]


def test_old_backup(tmp_path: Path) -> None:
    """A restored backup is whole in itself; the memory of the key knows better."""
    path = signed(tmp_path, [300, 400])
    backup = tmp_path / "backup.db"
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(backup)) as target:
        source.backup(target)
    extend(path, 400, 500)
    file = tmp_path / "gestand.key"
    checkpoint_signing.sign(path, file, KEY)
    assert verdict(backup).word is Word.UNWITNESSED
    with closing(LedgerFile(backup)) as evidence:
        memory = Presented(checkpoint_signing.memory(file).read_bytes(), MEMORY, "the key's memory")
        judgement = examine(evidence, Trust([KEY.verifier]), [memory])
    assert (judgement.word, judgement.first) == (Word.TRUNCATED, 400)
    with pytest.raises(Tampered, match="over 500 records and there are 400"):
        checkpoint_signing.sign(backup, file, KEY)
    extend(backup, 400, 600, "Something else.")
    with pytest.raises(Tampered, match="its first 500 records are not those"):
        checkpoint_signing.sign(backup, file, KEY)


def test_signing_what_was_edited(ledger: Path) -> None:
    """A record that was edited before it was first signed is not signed."""
    attack(ledger, (f"{SET} state = ? WHERE position = ?", text_of(650)))
    with pytest.raises(Tampered, match="from 600 on"):
        checkpoint_signing.sign(ledger, ledger.parent / "gestand.key", KEY)


def test_memory_of_the_key_changed(ledger: Path) -> None:
    """A memory that cannot be read is no permission."""
    file = ledger.parent / "gestand.key"
    last = checkpoint_signing.memory(file)
    last.write_bytes(last.read_bytes().replace(b"600", b"500"))
    with pytest.raises(Problem, match="a fork could be signed unseen"):
        checkpoint_signing.sign(ledger, file, KEY)


def test_signing_again(ledger: Path) -> None:
    """The same log gives the same checkpoint, which is kept once."""
    file = ledger.parent / "gestand.key"
    first = checkpoint_signing.sign(ledger, file, KEY)
    assert checkpoint_signing.sign(ledger, file, KEY) == first
    assert [size for size, _ in log_tables.kept(ledger)] == [300, 600, 700]


def test_policy(ledger: Path) -> None:
    """With a policy that asks for no witness, what the log signed is signed, and no more."""
    with closing(LedgerFile(ledger)) as evidence:
        judgement = examine(evidence, Trust(policy=Policy([KEY.verifier])))
    assert (judgement.word, judgement.covered, judgement.signed) == (Word.UNWITNESSED, 0, 600)


def test_witness(ledger: Path) -> None:
    """A policy that asks for a witness is content with its cosignature, and not with less."""
    witness = SigningKey("witness.example", Type.COSIGNATURE, bytes(32))
    policy = Policy([KEY.verifier], {"w": witness.verifier}, quorum="w")

    def judged() -> Verdict:
        with closing(LedgerFile(ledger)) as evidence:
            return examine(evidence, Trust(policy=policy))

    checkpoint_signing.sign(ledger, ledger.parent / "gestand.key", KEY)
    assert judged().word is Word.UNWITNESSED
    opened = checkpoint.parse_note(newest(ledger))
    cosigned = checkpoint.write(
        opened.text, [*opened.signatures, checkpoint.cosign(opened.text, witness, 1_700_000_000)]
    )
    log_tables.keep(ledger, SIZE, cosigned)
    assert (judged().word, judged().covered) == (Word.INTACT, SIZE)
    assert [checked.seen for checked in judged().checkpoints][-1] == {
        "witness.example": 1_700_000_000
    }


def test_a_witness_is_not_the_log(ledger: Path) -> None:
    """What a known witness cosigned and no known log signed is not of the log."""
    witness = SigningKey("witness.example", Type.COSIGNATURE, bytes(32))
    opened = checkpoint.parse_note(newest(ledger))
    cosigned = checkpoint.write(
        opened.text, [*opened.signatures, checkpoint.cosign(opened.text, witness, 1)]
    )
    stranger = SigningKey("example.org/stranger", Type.SIGNATURE, bytes(32))
    policy = Policy([stranger.verifier], {"w": witness.verifier}, quorum="w")
    kept = [Presented(cosigned, KEPT, "kept")]
    with closing(LedgerFile(ledger)) as evidence:
        judgement = examine(evidence, Trust(policy=policy), kept)
    assert judgement.word is Word.ALTERED
    assert "unsigned" in {finding.code for finding in judgement.findings}
    assert not judgement.checkpoints


@settings(max_examples=settings().max_examples // 2)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
@example(place=0.01, bit=7)  # the name of a table that is no text any more
def test_any_bit_of_the_file(
    original: Path, tmp_path_factory: pytest.TempPathFactory, place: float, bit: int
) -> None:
    """A bit flipped anywhere in the file gives a verdict or a refusal, and never a wrong record.

    Where it changes nothing that is read (free space, the header) nothing is found.
    """
    with closing(sqlite3.connect(original)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        before = connection.execute("SELECT * FROM stored_events").fetchall()
    content = bytearray(original.read_bytes())
    content[int(place * len(content))] ^= 1 << bit
    path = tmp_path_factory.mktemp("flipped") / "ledger.db"
    path.write_bytes(content)
    try:
        judgement = verdict(path)
    except Problem:
        return
    if not judgement.word.tampered:
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("SELECT * FROM stored_events").fetchall() == before


def rows_of(path: Path) -> list[tuple[Any, ...]]:
    """All records with what stands beside them."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(
            "SELECT position, originator_id, originator_version, topic, leaf_hash, state "
            "FROM stored_events ORDER BY position"
        ).fetchall()


def tiles_in(every: records.Records) -> list[bytes]:
    """All leaf hashes, tile by tile."""
    return [every.leaves.tile(number) for number in range(len(every.leaves) // 256 + 2)]


def test_contents_alone(original: Path) -> None:
    """A source without columns is read by its contents, and gives the same tree."""
    rows: list[Any] = [(row[0], None, None, None, None, row[5]) for row in rows_of(original)]
    alone = records.read(lambda: rows)
    with closing(LedgerFile(original)) as evidence:
        whole = evidence.records()
        assert (tiles_in(alone), alone.findings) == (tiles_in(whole), [])
    rows[500] = (*rows[500][:5], b"{}")
    assert [(finding.code, finding.first) for finding in records.read(lambda: rows).findings] == [
        ("content", 500),
        ("version", 501),
    ]


FIELDS = {
    "id": st.sampled_from(["record-1", "record-300", "record-690", 7]),
    "stream": st.sampled_from(["promise/p3", "promise/p149", "other", None]),
    "version": st.sampled_from([1, 2, 3, True, 1.0, "1"]),
    "recorded_at": st.sampled_from(["2026-11-24T09:00:00.000000Z", "2026-11-24T09:07:00Z", 1]),
    "kind": st.sampled_from(["promise.made", "promise.kept", 1]),
    "schema": st.sampled_from([1, "1"]),
    "signature": st.just({}),
}


@settings(max_examples=8 * settings().max_examples)
@given(st.data())
def test_what_is_read_at_once_is_read_as_one_by_one(original: Path, data: st.DataObject) -> None:
    """That all is well is said where nothing is found, and then the same is known."""
    rows: list[Any] = rows_of(original)
    if data.draw(st.booleans(), "without columns"):
        rows = [(row[0], None, None, None, None, row[5]) for row in rows]
    position = data.draw(st.integers(0, SIZE - 1), "position")
    match data.draw(st.sampled_from(["nothing", "field", "column", "missing", "twice"]), "what"):
        case "field":
            name = data.draw(st.sampled_from(sorted(FIELDS)))
            changed = json.loads(rows[position][5]) | {name: data.draw(FIELDS[name])}
            content = canonical(changed)
            leaf = rows[position][4] and merkle_tree.leaf_hash(content)
            rows[position] = (*rows[position][:4], leaf, content)
        case "column" if rows[0][1] is not None:
            column = data.draw(st.integers(1, 5))
            row = list(rows[position])
            row[column] = data.draw(st.sampled_from(["x", 1, 2, b"{}", True, b""]))
            rows[position] = tuple(row)
        case "missing":
            del rows[position]
        case "twice":
            rows.insert(position, rows[position])
    exact = records.one_by_one(lambda: rows)
    well = records.well(lambda: rows, records.Versions())
    assert (well is None) == bool(exact.findings)
    if well is not None:
        assert tiles_in(well) == tiles_in(exact)
        assert (well.end, well.moments, well.authors) == (exact.end, exact.moments, exact.authors)


def test_what_is_kept_just_so_is_held_once(original: Path) -> None:
    """Of a ledger with its tiles only the last leaf hashes are held; the answers are the same."""
    with closing(LedgerFile(original)) as evidence:
        every = evidence.records()
        assert not every.leaves._held
        assert tiles_in(every) == tiles_in(records.one_by_one(lambda: rows_of(original)))
        assert not every.ids, "nothing was read one by one"
