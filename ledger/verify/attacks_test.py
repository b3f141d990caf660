"""Attacks on a ledger file: every one is found, named, and located where that can be known.

The attacker has the file and SQLite, drops the triggers that stand in the way, and may recompute
hashes. What remains out of reach is the signature, and the checkpoints that others keep.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.errors import Problem
from ledger.codec import canonical
from ledger.signing import checkpoint_signing
from ledger.transparency import merkle_tree
from ledger.verify.conftest import (
    KEY,
    SET,
    SIZE,
    attack,
    newest,
    recomputed,
    stored,
    text_of,
    verdict,
)
from ledger.verify.finding import Word


def test_nothing_happened(ledger: Path) -> None:
    """Without an attack the word says who stands for the ledger, and nothing differs."""
    assert (verdict(ledger).word, verdict(ledger).signed) == (Word.UNWITNESSED, 600)
    judgement = verdict(ledger, newest(ledger))
    assert (judgement.word, judgement.covered, judgement.first) == (Word.STALE, 600, None)
    assert [(finding.first, finding.last) for finding in judgement.findings] == [(600, 699)]
    checkpoint_signing.sign(ledger, ledger.parent / "gestand.key", KEY)
    assert verdict(ledger, newest(ledger)).word is Word.INTACT
    assert verdict(ledger, newest(ledger)).findings == []


AT, CUT, EARLIER = "WHERE position = 450", "substr(frontier, 33)", "replace(note, '300', '299')"
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
