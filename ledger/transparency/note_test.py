"""Signed notes: published ones, our own, and everything that is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.transparency import checkpoint
from ledger.transparency.encoding import InvalidInput, NotProven, to_base64
from ledger.transparency.keys import SigningKey, Type, VerifierKey
from ledger.transparency.oracle_test import PUBLISHED, outcome

NOTES = PUBLISHED["signed_notes"]
TEXT = "one\n\ntwo\n"
FIRST = SigningKey("first.example", Type.SIGNATURE, bytes(32))
SECOND = SigningKey("second.example", Type.SIGNATURE, bytes([1] * 32))
WITNESS = SigningKey("witness.example", Type.COSIGNATURE, bytes([2] * 32))
SIGNED = checkpoint.write(TEXT, [checkpoint.sign(TEXT, FIRST)])
LINE = checkpoint.sign(TEXT, FIRST).line


@pytest.mark.parametrize("published", NOTES, ids=lambda note: note["source"][:20])
def test_published_notes(published: dict[str, str]) -> None:
    """Notes that others signed are read, verified and written again to the letter."""
    message = published["note"].encode()
    key = VerifierKey.parse(published["key"])
    opened = checkpoint.parse_note(message)
    assert list(checkpoint.verified(opened, [key])) == [key]
    assert bytes(opened) == message


def test_published_signature() -> None:
    """Ed25519 signs a text in one way only, so we sign a published text as it was signed."""
    published = NOTES[1]
    text, _ = checkpoint.split(published["note"].encode())
    key = SigningKey.parse(published["signing_key"])
    assert checkpoint.write(text, [checkpoint.sign(text, key)]).decode() == published["note"]


def test_the_last_blank_line_parts() -> None:
    """A text may have blank lines, also at its end."""
    for text in (TEXT, "\n", "one\n\n", "\n\none\n\n\n"):
        message = checkpoint.write(text, [checkpoint.sign(text, FIRST)])
        assert checkpoint.parse_note(message).text == text
        assert checkpoint.verified(checkpoint.parse_note(message), [FIRST.verifier])


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.just("\n")))
def test_any_text(text: str) -> None:
    """Whatever text is signed comes out as it was, with whoever signed it."""
    text += "\n"
    signatures = [checkpoint.sign(text, FIRST), checkpoint.cosign(text, WITNESS, 1)]
    opened = checkpoint.parse_note(checkpoint.write(text, signatures))
    assert opened == checkpoint.Note(text, tuple(signatures))
    signers = checkpoint.verified(opened, [WITNESS.verifier, SECOND.verifier])
    assert signers == {WITNESS.verifier: signatures[1]}


def test_unknown_signatures_are_ignored() -> None:
    """Signatures of unknown keys are no obstacle, also those that share a name or an id."""
    signature = checkpoint.sign(TEXT, FIRST)
    strangers = [
        checkpoint.Signature(FIRST.name, b"\0\0\0\0", b"x"),
        checkpoint.Signature("stranger.example", signature.key_id, bytes(100)),
        checkpoint.Signature(
            FIRST.name,
            SigningKey(FIRST.name, Type.COSIGNATURE, FIRST.seed).verifier.id,
            signature.value,
        ),
    ]
    opened = checkpoint.parse_note(checkpoint.write(TEXT, [*strangers, signature, *strangers]))
    assert checkpoint.verified(opened, [FIRST.verifier]) == {FIRST.verifier: signature}
    assert (
        outcome(checkpoint.verified, checkpoint.Note(TEXT, tuple(strangers)), [FIRST.verifier])
        is NotProven
    )


def test_a_wrong_signature_of_a_known_key() -> None:
    """One signature of a known key that is wrong spoils the note, whatever else signs it."""
    right, wrong = checkpoint.sign(TEXT, FIRST), checkpoint.sign(TEXT + "more\n", SECOND)
    keys = [FIRST.verifier, SECOND.verifier]
    assert outcome(checkpoint.verified, checkpoint.Note(TEXT, (right, wrong)), keys) is NotProven
    assert outcome(checkpoint.verified, checkpoint.Note(TEXT, (right, wrong)), keys[:1]) is None
    twice = (right, checkpoint.Signature(right.name, right.key_id, wrong.value))
    assert outcome(checkpoint.verified, checkpoint.Note(TEXT, twice), keys[:1]) is NotProven


def test_nobody_known() -> None:
    """A note that no known key signed proves nothing."""
    for keys in ([], [SECOND.verifier]):
        assert outcome(checkpoint.verified, checkpoint.parse_note(SIGNED), keys) is NotProven


def test_changed_notes() -> None:
    """No byte of a signed note can change without the note failing."""
    for at in range(len(SIGNED)):
        changed = SIGNED[:at] + bytes([SIGNED[at] ^ 1]) + SIGNED[at + 1 :]
        try:
            opened = checkpoint.parse_note(changed)
        except InvalidInput:
            continue
        assert outcome(checkpoint.verified, opened, [FIRST.verifier]) is NotProven


@pytest.mark.parametrize("count", [1, 16, 100])
def test_many_signatures(count: int) -> None:
    """A note may have up to a hundred signatures; the specification asks for sixteen."""
    lines = [
        checkpoint.Signature(f"{number}.example", bytes(4), b"x") for number in range(count - 1)
    ]
    opened = checkpoint.parse_note(checkpoint.write(TEXT, [*lines, checkpoint.sign(TEXT, FIRST)]))
    assert len(opened.signatures) == count
    assert checkpoint.verified(opened, [FIRST.verifier])


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"one\n",
        TEXT.encode(),
        b"one\n\n",
        b"one\n\n\n",
        LINE.encode(),
        SIGNED[:-1],
        SIGNED + b"\n",
        SIGNED + b"more\n",
        SIGNED.replace(b"two\n\n", b"two\n"),
        SIGNED.replace(b"\n", b"\r\n"),
        SIGNED.replace(b"one", b"o\xffe"),
        SIGNED.replace(b"one", b"o\xed\xa0\x80e"),
        SIGNED.replace(b"one", b"o\te"),
        SIGNED.replace(b"one", b"o\x00e"),
        SIGNED.replace(b"one", b"o\x1fe"),
        SIGNED.replace("— ".encode(), b"- "),
        SIGNED.replace("— ".encode(), "—".encode()),
        SIGNED.replace("— ".encode(), "—  ".encode()),
        SIGNED.replace(b"first.example ", b"first.example  "),
        SIGNED.replace(b"first.example ", b"first.example\t"),
        SIGNED.replace(b"first.example ", "first\u2003example ".encode()),
        SIGNED.replace(b"first.example ", b"first+example "),
        SIGNED.replace(b"first.example ", b""),
        SIGNED.replace(b"first.example", b""),
        SIGNED[:-1] + b" \n",
        SIGNED[:-3] + b"-=\n",
        f"one\n\n— a {to_base64(bytes(4))}\n".encode(),
        "one\n\n— a \n".encode(),
        "one\n\n— a\n".encode(),
        f"one\n\n{LINE * 101}".encode(),
    ],
)
def test_no_notes(message: bytes) -> None:
    """What is no note is refused before any signature is looked at."""
    with pytest.raises(InvalidInput):
        checkpoint.parse_note(message)


@pytest.mark.parametrize(
    "strange", ["AAAAAAB=", "AAAAAAA", "AAAAAAAA=", "A", LINE.split(" ")[2][:-2] + "\n"]
)
def test_strange_base64(strange: str) -> None:
    """A line that is no canonical base64 is kept as it stands and signs nothing."""
    message = SIGNED + f"— {SECOND.name} {strange.strip()}\n".encode()
    opened = checkpoint.parse_note(message)
    assert bytes(opened) == message
    keys = [FIRST.verifier, SECOND.verifier]
    assert list(checkpoint.verified(opened, keys)) == [FIRST.verifier]


@pytest.mark.parametrize("cut", [1, 2, 9])
def test_strange_base64_of_a_known_key(cut: int) -> None:
    """In the line of a known key it is a wrong signature: the note was tampered with."""
    changed = SIGNED[: -cut - 1] + b"\n"
    opened = checkpoint.parse_note(changed)
    assert outcome(checkpoint.verified, opened, [FIRST.verifier]) is NotProven


@pytest.mark.parametrize(
    "text", ["", "one", "one\n\n two", "one\r\n", "o\x00ne\n", "o\x7f\x1fne\n", "\ud800\n"]
)
def test_what_cannot_be_signed(text: str) -> None:
    """A text that would make no note is not signed."""
    with pytest.raises(InvalidInput):
        checkpoint.sign(text, FIRST)
    with pytest.raises(InvalidInput):
        checkpoint.cosign(text, WITNESS, 0)
    with pytest.raises(InvalidInput):
        checkpoint.write(text, [checkpoint.sign(TEXT, FIRST)])


def test_a_note_has_a_signature() -> None:
    """A text alone is no note."""
    with pytest.raises(AssertionError):
        checkpoint.write(TEXT, [])
