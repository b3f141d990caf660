"""Writing YAML that people like to read, and that every reader reads back to the same texts.

Our own reader has texts and nothing else. Others follow YAML 1.1 or 1.2, to which `no` is false,
0363 is 243, 12:30 is 750 and a day is a date, and drop what they take for a key of their own. So
whatever either of the two reads as anything but text is put in quotes, names of fields too.

Journals have few shapes, so this writes them itself, without PyYAML and fifteen times as fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from domain.text import first_hidden, yaml_harmless

WIDTH = 96
"""A line is broken at the first space after so many columns, where a text may be broken."""

_LONG = 72
"""A text longer than this is folded; a list or mapping shorter than this stands on one line."""

_STEP = 2
"""Columns by which what is inside something is set in."""

_NO_TEXT = re.compile(
    r"""
    # nothing at all
    | ~ | null | true | false | yes | no | on | off | y | n  # in any case: some readers take all
    | << | =  # YAML 1.1: what is merged in, and the value of a mapping
    | [-+]? \.? (inf | nan)
    | [-+]? [.0-9] [-+.,:_e0-9]*  # numbers with any separators, base 60, days
    | [-+]? 0 [box] [_0-9a-f]*
    | [0-9]{4} - [0-9]{1,2} - [0-9]{1,2} (t | [ \t]+) [0-9] [-+.:0-9z \t]*  # moments
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""What YAML 1.1 or 1.2 reads as something else than text, and what wider readers do (Psych takes
1,000 for a number). A few texts more are quoted than must be: that does no harm."""

_MARKS = re.compile(
    r"""
    \A (?: [ #,\[\]{}&*!|>'"%@`] | [-?:] (?: [ ] | \Z ) | --- | \.\.\. )
    | : (?: [ ] | \Z ) | [ ]\# | [ ]\Z
    """,
    re.VERBOSE,
)
"""What a text without quotes may not begin with, hold or end in."""

_STRANGE = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010fffe]"
)
"""What is no line break and cannot be printed, or some reader takes for a line break."""

_PARTING = re.compile(r"[,\[\]{}]|:$")
_WORD = re.compile(r"[\w./-]+")
_ONE_SPACE = re.compile("(?<! ) (?! )")
_ESCAPED = re.compile(f'[\n"\\\\]|{_STRANGE.pattern}')
_NUMBERED = (("x", 2), ("u", 4), ("U", 8))
_ESCAPES = {"\n": r"\n", "\t": r"\t", "\r": r"\r", '"': r"\"", "\\": r"\\"}


def yaml_pieces(
    records: Iterable[dict[str, Any]], ledger: Mapping[str, Any] | None
) -> Iterator[str]:
    """The records as YAML, a piece for each, with an empty line between them."""
    if ledger is not None:
        yield _mapping({"ledger": ledger}, 0) + "\n\n"
    between = "" if ledger is None else "records:\n\n"
    empty = "[]\n" if ledger is None else "records: []\n"
    for record in records:
        yield f"{between}- {_mapping(record, _STEP) or _inline(record)}\n"
        between, empty = "\n", ""
    yield empty


def _node(value: Any, indent: int) -> str:
    """A value after a dash, what is inside of it set in to a column."""
    if isinstance(value, dict):
        return _inline(value) or _mapping(value, indent)
    if isinstance(value, list | tuple):
        return _inline(value) or _sequence(value, indent)
    return _scalar(_text(value), indent, indent)


def _mapping(fields: Mapping[str, Any], indent: int) -> str:
    return f"\n{' ' * indent}".join(
        f"{_short(name)}:{_after_name(value, len(name), indent)}" for name, value in fields.items()
    )


def _after_name(value: Any, length: int, indent: int) -> str:
    """A value behind the name of a field of so many characters."""
    within = indent + _STEP
    if isinstance(value, dict):
        inline = _inline(value)
        return f" {inline}" if inline else f"\n{' ' * within}{_mapping(value, within)}"
    if isinstance(value, list | tuple):
        inline = _inline(value)
        return f" {inline}" if inline else f"\n{' ' * within}{_sequence(value, within)}"
    return f" {_scalar(_text(value), indent + length + _STEP, within)}"


def _sequence(items: Sequence[Any], indent: int) -> str:
    return f"\n{' ' * indent}".join(f"- {_node(item, indent + _STEP)}" for item in items)


def _inline(value: dict[str, Any] | Sequence[Any]) -> str:
    """A short list or mapping of words on one line; empty where it is none."""
    named = isinstance(value, dict)
    parts = [*value, *value.values()] if isinstance(value, dict) else value
    words = []
    for part in parts:
        if isinstance(part, dict | list | tuple):
            return ""
        words.append(_text(part))
    if sum(len(word) + 2 for word in words) >= _LONG or not all(map(_WORD.fullmatch, words)):
        return ""
    quoted = [*map(_short, words)]
    if not named:
        return f"[{', '.join(quoted)}]"
    middle = len(quoted) // 2
    pairs = zip(quoted[:middle], quoted[middle:], strict=True)
    return f"{{{', '.join(f'{name}: {word}' for name, word in pairs)}}}"


def _text(value: Any) -> str:
    """A scalar as a text: numbers, and yes and no, are texts too."""
    return value if isinstance(value, str) else str(value).lower()


def _scalar(text: str, column: int, indent: int) -> str:
    """A text that begins at a column; its other lines are set in to `indent`."""
    if len(text) <= _LONG:
        written = _short(text) if "\n" not in text else None
        if written is not None:
            fits = column + len(written) <= WIDTH or written[0] == '"'
            return written if fits else _folded(written, column, indent)
    if _strange(text) or text != text.strip(" \n"):
        return _escaped(text)
    if "\n" in text:
        return _escaped(text) if " \n" in text else _literal(text, indent)
    if " " in text:
        return f">-\n{' ' * indent}{_folded(text, indent, indent)}"
    return _short(text)


@lru_cache(maxsize=10_000)
def _short(text: str) -> str:
    """A text without line breaks as it stands on one line, in quotes where it needs them."""
    if _strange(text) or "\n" in text:
        return _escaped(text)
    if not text or _NO_TEXT.fullmatch(text) or _MARKS.search(text):
        doubled = text.replace("'", "''")
        return f"'{doubled}'"
    return text


def scalar(text: str) -> str:
    """The same within a list or mapping on one line, where commas and brackets part its values."""
    written = _short(text)
    parting = written == text and (_PARTING.search(text) or ": " in text)
    return f"'{text.replace(chr(39), chr(39) * 2)}'" if parting else written


def _strange(text: str) -> bool:
    """Whether a text holds what cannot be printed or seen."""
    return bool(_STRANGE.search(text) or first_hidden(text, "\n"))


def _folded(text: str, column: int, indent: int) -> str:
    """A text broken into lines, each at the first single space after the width, where there is."""
    lines, start = [], 0
    for space in _ONE_SPACE.finditer(text):
        if column + space.start() - start > WIDTH:
            lines.append(text[start : space.start()])
            start, column = space.end(), indent
    return f"\n{' ' * indent}".join([*lines, text[start:]])


def _literal(text: str, indent: int) -> str:
    """A text of several lines, as they are."""
    lines = (f"{' ' * indent}{line}" if line else "" for line in text.split("\n"))
    return "|-\n" + "\n".join(lines)


def _escaped(text: str) -> str:
    """A text in double quotes, with what cannot be printed or seen by its number."""
    return yaml_harmless(f'"{_ESCAPED.sub(_escape, text)}"')


def _escape(found: re.Match[str]) -> str:
    number = f"{ord(found[0]):X}"
    kind, digits = next(pair for pair in _NUMBERED if len(number) <= pair[1])
    return _ESCAPES.get(found[0]) or f"\\{kind}{number:0>{digits}}"
