"""What was signed, by whom, and what it tells of a ledger that says something else.

Whoever has the key and drops its memory can sign another history; what others kept of the first
one proves that.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from domain.errors import Problem, Tampered
from ledger.signing import checkpoint_signing, key_file
from ledger.store import log_tables
from ledger.transparency import checkpoint
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.keys import SigningKey, Type
from ledger.transparency.policy import Policy
from ledger.verify.conftest import (
    KEY,
    OTHER,
    SET,
    SIZE,
    attack,
    extend,
    newest,
    recomputed,
    signed,
    text_of,
    verdict,
)
from ledger.verify.finding import Word
from ledger.verify.ledger_file import LedgerFile
from ledger.verify.signatures import KEPT, MEMORY, Presented, Trust
from ledger.verify.verdict import Verdict, examine


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
