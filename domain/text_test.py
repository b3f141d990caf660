"""What strangers write, as it is shown and refused; the tables of Unicode are the oracle."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.text import (
    first_hidden,
    harmless,
    json_harmless,
    lines_harmless,
    named,
    one_line,
    quoted,
    shortened,
)

SEEN_THOUGH_FORMAT = {
    *range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD,
}  # fmt: skip
"""Signs of Arabic, Syriac and Kaithi that enclose numbers: format characters that have ink."""

FINE = (
    "می\u200cخواهم",  # noqa: RUF001 - Persian: I want
    "ශ්\u200dරී",  # Sinhala: Sri
    "👩\u200d🚒 en 👩🏽\u200d⚕\ufe0f",  # a firefighter, a doctor
    "❤\ufe0f 1\ufe0f\u20e3 🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "葛\U000e0100城",  # the name of a town in Japan, as it is written there
    "een\u00a0huis, «maison» — 200 m²",
)
WORDS = st.text(st.characters(exclude_categories=()), max_size=12)
JOINED = st.lists(st.sampled_from([*FINE, "\u200d", "\u200c", "\ufe0f", "a", "\n"])).map("".join)


def shows(character: str) -> bool:
    """Whether a character alone has ink or takes room, as Unicode has it."""
    if ord(character) in SEEN_THOUGH_FORMAT:
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize("text", FINE)
def test_needed(text: str) -> None:
    """Joiners, selectors and tags stand where writing needs them."""
    assert first_hidden(text) is None
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("text", "place", "shown"),
    [
        ("ab\u202ec", 3, "ab\\u202ec"),
        ("min\u200bister", 4, "min\\u200bister"),
        ("a\u200db", 2, "a\\u200db"),  # joined letters, of a script that joins none
        ("می\u200c", 3, "می\\u200c"),  # with nothing behind it
        ("\x1b[2J", 1, "\\x1b[2J"),
        ("\x9b2J", 1, "\\x9b2J"),
        ("a\u2028b", 2, "a\\u2028b"),
        ("a\u3164b", 2, "a\\u3164b"),  # a letter without ink
        ("a\ufe0fb", 2, "a\\ufe0fb"),
        ("🏴\U000e0067", 2, "🏴\\U000e0067"),  # a flag that is not finished
        ("❤\ufe0f\ufe0f", 3, "❤\ufe0f\\ufe0f"),
    ],
)
def test_hidden(text: str, place: int, shown: str) -> None:
    """Anything else that nobody sees is found, and shown as an escape."""
    found = first_hidden(text)
    assert found
    assert (found.place, found.character) == (place, text[place - 1])
    assert harmless(text) == shown


@given(st.characters(exclude_categories=()))
def test_every_character(character: str) -> None:
    """Whatever has no ink and takes no room is hidden, in every version of Unicode."""
    if not shows(character):
        assert first_hidden(character) == (character, 1)
    elif unicodedata.category(character)[0] in "NPLS" and harmless(character) != character:
        assert unicodedata.category(character) in {"Lo", "So"}  # fillers, and an empty Braille cell


@given(st.one_of(WORDS, JOINED))
def test_nothing_is_left(text: str) -> None:
    """What was made harmless has nothing to hide, stays so, and shows every other character."""
    shown = harmless(text)
    assert first_hidden(shown) is None
    assert harmless(shown) == shown
    assert (shown == text) == (first_hidden(text) is None)
    assert "\n" not in one_line(text)
    assert lines_harmless(text).count("\n") == text.count("\n")


@given(WORDS)
def test_data_stay_the_same(text: str) -> None:
    """In JSON an escape is the character: whoever reads it back has the same text."""
    written = json_harmless(json.dumps({text: [text]}, ensure_ascii=False, indent=1))
    assert first_hidden(written, "\n") is None
    assert json.loads(written) == {text: [text]}


@given(WORDS, st.integers(1, 20))
def test_quoted(text: str, most: int) -> None:
    """A quotation ends where it ends: no quote within it does, and it has a length."""
    said = quoted(text, most)
    assert said[0] == "“"
    assert len(shortened(text, most)) <= most + 1
    assert first_hidden(shortened(text, most)) is None
    assert said.index("”") == len(said) - 1
    assert len(said) <= most + 3
    assert first_hidden(said) is None


@pytest.mark.parametrize("name", ["example.org/ledger", "provincie.nl/Fryslân", "日本"])
def test_a_name(name: str) -> None:
    """What is a name is shown as it is, without quotes."""
    assert named(name) == name


@pytest.mark.parametrize(
    "text", ["", "All is well.\nIt is", "all is well", "a\u00a0b", "a\u202eb", "n" * 81, "“a”"]
)
def test_no_name(text: str) -> None:
    """What could be read as a sentence of ours, or hides something, stands between quotes."""
    assert named(text) == quoted(text)
