r"""Texts that others wrote, as they may be shown: nothing in them moves, hides or reorders a line.

What stands in a record, a note, a header or the name of a file is data. A terminal obeys some
characters of it, others turn the order of the letters around, and others cannot be seen at all.
All of these are written as escapes where a text is shown (`\u202e`), and none of them is taken
into a new record. Joiners, variation selectors and tags are fine where writing needs them: between
letters of scripts that join, after ideographs, and within emoji.

The characters are listed here, and not asked of the tables of Python, so that the same text is
taken or refused by every version of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

_CONTROL = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
_DIRECTION = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = (
    r"\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f"
    r"\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    r"\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_HIDDEN = f"[{_CONTROL}{_DIRECTION}{_INVISIBLE}]"

_JOINING = r"[\u0600-\u0dff\u1000-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]"
"""Letters of Arabic, Syriac, N'Ko, the scripts of India, Burmese, Khmer and Mongolian."""

_PICTURE = (
    r"\xa9\xae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_IDEOGRAPH = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"

_NEEDED = "|".join((
    rf"(?<={_JOINING})[\u200c\u200d](?={_JOINING})",
    rf"(?<=[{_PICTURE}])\u200d(?=[{_PICTURE}])",
    rf"(?<=[{_PICTURE}]\ufe0f)\u200d(?=[{_PICTURE}])",
    rf"(?<=[{_PICTURE}])[\ufe0e\ufe0f]",
    r"(?<=[0-9#*])\ufe0f(?=\u20e3)",
    rf"(?<={_IDEOGRAPH})[\ufe00-\ufe0f\U000e0100-\U000e01ef]",
    r"(?<=[\u1800-\u18af])[\u180b-\u180d\u180f]",
    r"(?<=\U0001f3f4)[\U000e0061-\U000e007a]{5}\U000e007f",
))  # fmt: skip

_UNSEEN_MARKS = frozenset(map(chr, (
    0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2800, 0x3164, 0xFFA0,
    *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0),
)))  # fmt: skip
"""What cannot be seen though Python calls it printable: it is a mark, or a letter without ink."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Any character of these, and one that is judged by what stands beside it.

    Made when a text needs them, which is seldom: that takes 10 ms.
    """
    return re.compile(_HIDDEN), re.compile(f"(?P<needed>{_NEEDED})|(?P<hidden>{_HIDDEN})")


_BREAK = re.compile(r"\s*[\n\t]\s*")

LONGEST_QUOTED = 80
"""Characters of what a stranger says that are quoted in a sentence of ours."""


LONGEST_TOLD = 300
"""Characters of a sentence with something of a stranger in it."""


class Hidden(NamedTuple):
    """A character that nobody sees, and its place in the text, from 1."""

    character: str
    place: int


def first_hidden(text: str, allowed: str = "") -> Hidden | None:
    """The first character of a text that cannot be seen, but for those allowed."""
    if _plain(text):
        return None
    _, judged = _patterns()
    return next(
        (
            Hidden(match[0], match.start() + 1)
            for match in judged.finditer(text)
            if match.lastgroup == "hidden" and match[0] not in allowed
        ),
        None,
    )


def harmless(text: str, allowed: str = "") -> str:
    """The text with an escape in the place of every character that cannot be seen.

    Without an allowed line break it is one line.
    """
    return text if _plain(text) else _escaped(text, escape, allowed)


def without_hidden(text: str, allowed: str = "") -> tuple[str, int]:
    """The text without the characters that cannot be seen, but for those allowed; how many went."""
    if _plain(text):
        return text, 0
    _, judged = _patterns()

    def kept(match: re.Match[str]) -> str:
        return match[0] if match.lastgroup == "needed" or match[0] in allowed else ""

    shown = judged.sub(kept, text)
    return shown, len(text) - len(shown)


def one_line(text: str) -> str:
    """The same, with a space for a line break: a record may have paragraphs, and draws no line."""
    return text if _plain(text) else harmless(_BREAK.sub(" ", text.strip("\n\t")))


def lines_harmless(text: str) -> str:
    """The same of a text that has line breaks of its own."""
    return text if _plain_lines(text) else harmless(text, "\n")


def quoted(text: str, most: int = LONGEST_QUOTED) -> str:
    """What a stranger says, between quotes and no longer than so many characters.

    A quote in it is not one of ours: it looks like the beginning of one, never like the end.
    """
    shown = one_line(text[: most + 1]).replace("”", "“")
    return f"“{shown[:most]}…”" if len(shown) > most else f"“{shown}”"


def named(text: str) -> str:
    """What a stranger calls something: a name as it is, and quoted if it could be anything else."""
    plain = text and len(text) <= LONGEST_QUOTED and text.isprintable()
    spaced = any(character.isspace() or character in "“”" for character in text)
    return text if plain and not spaced and harmless(text) == text else quoted(text)


_USERINFO = re.compile(
    r"(?<=://)(?=[^/?#]*@|[^/?#\[]*:(?![0-9]*(?:[/?#]|$))).*@", re.IGNORECASE | re.DOTALL
)
"""What precedes the host, also where a password in it holds what ends a host elsewhere."""


def without_userinfo(address: str) -> str:
    """An address without the name and the password before its host; any other text as it is."""
    return _USERINFO.sub("", address, count=1)


def shortened(text: str, most: int = LONGEST_TOLD) -> str:
    """A sentence of ours with something of a stranger in it, no longer than so many characters."""
    shown = harmless(text[: most + 1])
    return f"{shown[:most]}…" if len(shown) > most else shown


def json_harmless(text: str) -> str:
    """A JSON text in which what cannot be seen is written as JSON has it, which reads the same."""
    # Line breaks stand between values; within them JSON has an escape for them already.
    return text if _plain_lines(text) else _escaped(text, _in_json, "\n")


def yaml_harmless(text: str) -> str:
    """The same of a YAML text in which whatever holds such characters is in double quotes."""
    return text if _plain_lines(text) else _escaped(text, _in_yaml, "\n")


def escape(character: str) -> str:
    r"""How a character is shown that cannot be: `\x1b`, `\u202e`, `\U000e0041`."""
    return ascii(character)[1:-1]


def _escaped(text: str, escape: Callable[[str], str], allowed: str) -> str:
    hidden, judged = _patterns()
    if not hidden.search(text):
        return text

    def written(match: re.Match[str]) -> str:
        stays = match.lastgroup == "needed" or match[0] in allowed
        return match[0] if stays else escape(match[0])

    return judged.sub(written, text)


def _plain(text: str) -> bool:
    return text.isprintable() and (text.isascii() or _UNSEEN_MARKS.isdisjoint(text))


def _plain_lines(text: str) -> bool:
    return _plain(text.replace("\n", ""))


def _in_json(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))


def _in_yaml(character: str) -> str:
    return f"\\U{ord(character):08x}"
