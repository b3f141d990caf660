"""Checkpoints: three lines, one spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.transparency import checkpoint
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.encoding import InvalidInput, NotProven, to_base64
from ledger.transparency.keys import SigningKey, Type
from ledger.transparency.merkle_tree import EMPTY_ROOT
from ledger.transparency.oracle_test import PUBLISHED, Oracle, outcome

ROOT = bytes(range(32))
ROOT_TEXT = to_base64(ROOT)
line = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1)


def test_published_checkpoint() -> None:
    """A checkpoint of the Go checksum database is read and written again to the letter."""
    text, _ = checkpoint.split(PUBLISHED["signed_notes"][2]["note"].encode())
    parsed = checkpoint.parse_checkpoint(text)
    assert (parsed.origin, parsed.size) == ("go.sum database tree", 35_225_469)
    assert parsed.text == text


@given(line, st.integers(1, 2**63 - 1), st.binary(min_size=32, max_size=32), st.lists(line))
def test_text(origin: str, size: int, root: bytes, extensions: list[str]) -> None:
    """Every checkpoint is read from its text."""
    written = Checkpoint(origin, size, root, tuple(extensions))
    assert checkpoint.parse_checkpoint(written.text) == written


def test_example() -> None:
    """The text has a line each for origin, size, root and what others add."""
    assert Checkpoint("a log", 7, ROOT).text == f"a log\n7\n{ROOT_TEXT}\n"
    assert Checkpoint("a", 0, EMPTY_ROOT).text == f"a\n0\n{to_base64(EMPTY_ROOT)}\n"
    extended = checkpoint.parse_checkpoint(f"a\n7\n{ROOT_TEXT}\none\ntwo\n")
    assert extended == Checkpoint("a", 7, ROOT, ("one", "two"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "a\n7\n",
        f"a\n7\n{ROOT_TEXT}",
        f"\n7\n{ROOT_TEXT}\n",
        f"a\n\n{ROOT_TEXT}\n",
        "a\n7\n\n",
        f"a\n07\n{ROOT_TEXT}\n",
        f"a\n+7\n{ROOT_TEXT}\n",
        f"a\n-7\n{ROOT_TEXT}\n",
        f"a\n 7\n{ROOT_TEXT}\n",
        f"a\n7 \n{ROOT_TEXT}\n",
        f"a\n7_0\n{ROOT_TEXT}\n",
        f"a\n\u0667\n{ROOT_TEXT}\n",
        f"a\n{2**63}\n{ROOT_TEXT}\n",
        f"a\n0\n{ROOT_TEXT}\n",
        f"a\n7\n{ROOT_TEXT}=\n",
        f"a\n7\n{ROOT_TEXT[:-1]}\n",
        f"a\n7\n{ROOT_TEXT[:-2]}9=\n",
        f"a\n7\n{to_base64(ROOT[:31])}\n",
        f"a\n7\n{to_base64(ROOT + bytes(1))}\n",
        f"a\n7\n {ROOT_TEXT}\n",
        f"a\n7\n{ROOT_TEXT}\n\n",
        f"a\n7\n{ROOT_TEXT}\n\nextension\n",
        f"a\n7\n{ROOT_TEXT}\nextension",
        f"a\r\n7\r\n{ROOT_TEXT}\r\n",
        f"a\tb\n7\n{ROOT_TEXT}\n",
        f"7\n{ROOT_TEXT}\na\n",
    ],
)
def test_no_checkpoints(text: str) -> None:
    """A line too few, an empty line, or a second spelling makes no checkpoint."""
    with pytest.raises(InvalidInput):
        checkpoint.parse_checkpoint(text)


def test_stray_bits() -> None:
    """The root with other bits in its padding is refused, though lenient readers take it."""
    last = ROOT_TEXT[-2]
    stray = chr(ord(last) + 1)
    with pytest.raises(InvalidInput):
        checkpoint.parse_checkpoint(f"a\n7\n{ROOT_TEXT[:-2]}{stray}=\n")


@pytest.mark.parametrize("wrong", ["", "a\nb", "\n", "a\n"])
def test_one_line_each(wrong: str) -> None:
    """No origin and no extension can be made to look like another line."""
    with pytest.raises(InvalidInput):
        Checkpoint(wrong, 7, ROOT)
    with pytest.raises(InvalidInput):
        Checkpoint("a", 7, ROOT, ("one", wrong))
    with pytest.raises(InvalidInput):
        Checkpoint("a", 7, ROOT[:31])


def test_growth() -> None:
    """A checkpoint extends every earlier one of its log, and the proof of that is given out."""
    oracle = Oracle([b"entry %d" % number for number in range(9)])
    heads = [Checkpoint("a", size, oracle.mth(0, size)) for size in range(10)]
    for new in heads:
        for old in heads[: new.size + 1]:
            proof = checkpoint.prove_extends(old, new, oracle)
            assert proof == (oracle.proof(old.size, new.size) if old.size else [])


def test_forks() -> None:
    """Another log, a shorter one, or one that is not what it was extends nothing."""
    oracle = Oracle([b"entry %d" % number for number in range(9)])
    new = Checkpoint("a", 8, oracle.mth(0, 8))
    for old in (
        Checkpoint("b", 8, new.root),
        Checkpoint("b", 0, EMPTY_ROOT),
        Checkpoint("a", 9, oracle.mth(0, 9)),
        Checkpoint("a", 8, oracle.mth(0, 7)),
        Checkpoint("a", 7, oracle.mth(0, 8)),
    ):
        assert outcome(checkpoint.prove_extends, old, new, oracle) is NotProven
    wrong = Checkpoint("a", 8, oracle.mth(1, 9))
    assert outcome(checkpoint.prove_extends, Checkpoint("a", 3, ROOT), wrong, oracle) is NotProven


def test_signed() -> None:
    """A log signs under its own name, with one key or with several."""
    keys = [SigningKey("a", Type.SIGNATURE, bytes([number] * 32)) for number in range(2)]
    written = Checkpoint("a", 7, ROOT)
    opened = checkpoint.parse_note(checkpoint.signed(written, keys))
    assert checkpoint.parse_checkpoint(opened.text) == written
    assert list(checkpoint.verified(opened, [key.verifier for key in keys])) == [
        key.verifier for key in keys
    ]
    with pytest.raises(AssertionError):
        checkpoint.signed(written, [*keys, SigningKey("b", Type.SIGNATURE, bytes(32))])
