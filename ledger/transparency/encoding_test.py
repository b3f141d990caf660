"""One spelling for each value: everything else is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.transparency import encoding
from ledger.transparency.encoding import InvalidInput


@given(st.integers(0, 2**63 - 1))
def test_numbers(value: int) -> None:
    """Every number up to 2^63 - 1 is read from its digits."""
    assert encoding.number(str(value)) == value


@pytest.mark.parametrize(
    "text",
    [
        *("", " 1", "1 ", "1\n", "01", "00", "+1", "-1", "-0", "1_0", "1.0", "1e3", "0x1", "a"),
        *("\u0663", "\uff11", "\u00b2", str(2**63), "9" * 20, "1" * 5000),
    ],
)
def test_no_numbers(text: str) -> None:
    """What Python would read as a number too, or what is too large, is none."""
    with pytest.raises(InvalidInput):
        encoding.number(text)


@given(st.binary(max_size=100))
def test_base64(value: bytes) -> None:
    """Every value is read from its base64."""
    assert encoding.from_base64(encoding.to_base64(value)) == value


@pytest.mark.parametrize(
    "text",
    [
        *("A", "AA", "AAA", "AA=", "=", "====", "AAAA=", "AA==AA==", "A===", "AAAAA"),
        *("AB==", "AAB=", "AAAA\n", " AAAA", "AA AA", "AA\nAA", "-_-_", "AAAA AAAA", "AA==\n"),
        *("\uff21" * 4, "\u00e9===", "AA.A"),
    ],
)
def test_no_base64(text: str) -> None:
    """Missing or misplaced padding, stray bits and stray characters are refused."""
    with pytest.raises(InvalidInput):
        encoding.from_base64(text)


@given(st.text(st.sampled_from("AB/+=\n "), max_size=9))
def test_base64_has_one_spelling(text: str) -> None:
    """Whatever is read is written again to the letter."""
    try:
        value = encoding.from_base64(text)
    except InvalidInput:
        return
    assert encoding.to_base64(value) == text


@pytest.mark.parametrize("length", [0, 31, 33])
def test_hashes(length: int) -> None:
    """A hash has 32 bytes."""
    assert encoding.hash_from_base64(encoding.to_base64(bytes(32))) == bytes(32)
    with pytest.raises(InvalidInput):
        encoding.hash_from_base64(encoding.to_base64(bytes(length)))


def test_lines() -> None:
    """Only a newline ends a line, and the last line has one."""
    assert encoding.lines("a\n") == ["a"]
    assert encoding.lines("\n") == [""]
    assert encoding.lines("a\u2028b\rc\x0bd\x85e\n\n") == ["a\u2028b\rc\x0bd\x85e", ""]
    for text in ("", "a", "a\nb", "a\r"):
        with pytest.raises(InvalidInput):
            encoding.lines(text)


def test_utf8() -> None:
    """Every text is UTF-8 but for the halves of surrogate pairs, which Python lets stand alone."""
    for text in ("", "a", "\ud7ff\ue000", "\U0010ffff"):
        assert encoding.is_utf8(text) is True
    for half in ("\ud800", "\udbff", "\udc00", "\udfff"):
        assert encoding.is_utf8(half) is False
        assert encoding.is_utf8(f"a{half}z") is False


def test_heads() -> None:
    """A head ends at the first blank line; what is below is kept to the last byte."""
    below = b"\xff\n\nmore"
    content = encoding.join_head(["a", "b c"], below)
    assert content == b"a\nb c\n\n" + below
    assert encoding.split_head(content) == (["a", "b c"], below)
    assert encoding.split_head(b"a\n\n") == (["a"], b"")
    for wrong in (b"", b"a", b"a\nb\n", "é\n\n".encode(), b"\xff\n\n"):
        with pytest.raises(InvalidInput):
            encoding.split_head(wrong)
