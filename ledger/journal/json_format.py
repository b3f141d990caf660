"""Journals in JSON and JSON Lines, with the place of every value."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

from domain.errors import Problem
from ledger.journal.shape import DEEPEST, Journal, Mark, Path, Where, journal, unreadable

# -- walk --------------------------------------------------------------------------------------
# A slow walk over a JSON text that knows where every value stands and goes on after a mistake.
#
# It is taken only when the fast decoder refuses a text, or when somebody asks for a place.

LARGEST_INTEGER = 2**53 - 1
"""Beyond it, programs that hold numbers as floats lose digits."""

_SPACE = re.compile(r"[ \t\n\r]*")


def no_float(text: str) -> Any:
    """Refuse a number with a fraction, and NaN and Infinity."""
    raise ValueError(f'the number {text} may lose digits; write decimals as text, "{text}"')


def whole_number(text: str) -> int:
    """A whole number that every program reads the same."""
    if len(text) > len(str(-LARGEST_INTEGER)) or abs(int(text)) > LARGEST_INTEGER:
        return int(no_float(text))
    return int(text)


class Walk:
    """One pass over a text: its value, the marks of all values, and what is wrong."""

    def __init__(self, text: str, name: str, first_line: int = 1) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self._text = text
        self._first_line = first_line
        self._starts = [0, *(newline.end() for newline in re.finditer("\n", text))]
        self._scalar = json.JSONDecoder(
            parse_float=no_float, parse_constant=no_float, parse_int=whole_number
        )

    def whole(self) -> tuple[Any, Mark]:
        """The value of the text, or None when its grammar is broken."""
        try:
            value, mark, index = self._value(0, 0)
            self._end(index)
        except json.JSONDecodeError as error:
            self._wrong(error.pos, error.msg[0].lower() + error.msg[1:], "Mend the JSON there")
            return None, self._mark(0)
        return value, mark

    def _value(self, index: int, depth: int) -> tuple[Any, Mark, int]:
        index = self._skip(index)
        mark = self._mark(index)
        if depth > DEEPEST:
            raise json.JSONDecodeError("the values are nested too deeply", self._text, index)
        match self._text[index : index + 1]:
            case "{":
                value, index = self._object(index, mark, depth)
            case "[":
                value, index = self._array(index, mark, depth)
            case _:
                value, index = self._plain(index)
        return value, mark, index

    def _object(self, index: int, mark: Mark, depth: int) -> tuple[Any, int]:
        values: dict[str, Any] = {}
        mark.inside = {}
        index = self._skip(index + 1)
        while self._text[index : index + 1] != "}":
            if self._text[index : index + 1] != '"':
                raise json.JSONDecodeError("expecting a name in quotes", self._text, index)
            start = index
            key, index = self._scalar.raw_decode(self._text, index)
            index = self._expect(index, ":")
            value, at, index = self._value(index, depth + 1)
            if key in values:
                self._wrong(start, f"the field {key} stands there twice", "Remove one of the two")
            else:
                values[key], mark.inside[key] = value, at
            index = self._next(index, "}")
        return values, index + 1

    def _array(self, index: int, mark: Mark, depth: int) -> tuple[Any, int]:
        items: list[Any] = []
        mark.inside = {}
        index = self._skip(index + 1)
        while self._text[index : index + 1] != "]":
            value, mark.inside[len(items)], index = self._value(index, depth + 1)
            items.append(value)
            index = self._next(index, "]")
        return items, index + 1

    def _plain(self, index: int) -> tuple[Any, int]:
        try:
            value, end = self._scalar.raw_decode(self._text, index)
        except json.JSONDecodeError:
            raise
        except ValueError as error:
            number = re.compile(r"[-+.\w]+").match(self._text, index)
            assert number, "only numbers are refused by their value"
            self._wrong(index, str(error), "Put it in quotes")
            return "", number.end()
        if value is None:
            self._wrong(index, "the field has no value", "Give it one, or leave the field out")
        return value, end

    def _next(self, index: int, closing: str) -> int:
        """The start of the next member after a comma, or the closing bracket."""
        index = self._skip(index)
        if self._text[index : index + 1] == closing:
            return index
        index = self._expect(index, ",")
        if self._text[index : index + 1] == closing:
            raise json.JSONDecodeError("there is nothing after the comma", self._text, index)
        return index

    def _expect(self, index: int, sign: str) -> int:
        index = self._skip(index)
        if self._text[index : index + 1] != sign:
            raise json.JSONDecodeError(f"expecting {sign!r}", self._text, index)
        return self._skip(index + 1)

    def _end(self, index: int) -> None:
        index = self._skip(index)
        if index < len(self._text):
            raise json.JSONDecodeError("there is more after the end", self._text, index)

    def _skip(self, index: int) -> int:
        space = _SPACE.match(self._text, index)
        assert space, "no space at all is also found"
        return space.end()

    def _mark(self, index: int) -> Mark:
        line = bisect_right(self._starts, index)
        return Mark(line - 1 + self._first_line, index - self._starts[line - 1] + 1)

    def _wrong(self, index: int, obstacle: str, remedy: str) -> None:
        place = self._mark(index).place(self.name)
        self.problems.append(unreadable(place, obstacle, remedy))


# -- reading -----------------------------------------------------------------------------------
# Journals in JSON and JSON Lines.


def read_json(text: str, name: str) -> Journal:
    """Read one JSON value: a list of records, or `{ledger, sources, records}`."""
    whole, where, problems = parsed(text, name)
    if whole is None:
        return Journal(problems=problems)
    read = journal(whole, where)
    read.problems[:0] = problems
    return read


def read_json_lines(lines: Iterable[str], name: str) -> Journal:
    """Read one record a line; a bad line does not stop the rest."""
    whole = Journal()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        record, where, problems = parsed(line, name, number)
        whole.problems += problems
        if record is None:
            whole.unread.append(line)
        else:
            whole.add(journal([record], _first(where)))
    return whole


def parsed(text: str, name: str, first_line: int = 1) -> tuple[Any, Where, list[Problem]]:
    """The value of a JSON text (None when it is none), its places, and what is wrong with it."""
    try:
        value = _once([("", _FAST.decode(text))])[""]
    except (ValueError, RecursionError):
        walk = Walk(text, name, first_line)
        value, mark = walk.whole()
        assert walk.problems, "the slow walk refuses what the fast one refuses"
        return value, lambda path: mark.place(name, path), walk.problems
    return value, _Places(text, name, first_line), []


class _Places:
    """Where the values of a text stand; found out only when somebody asks."""

    __slots__ = ("_first_line", "_mark", "_name", "_text")

    def __init__(self, text: str, name: str, first_line: int) -> None:
        self._text, self._name, self._first_line = text, name, first_line
        self._mark: Mark | None = None

    def __call__(self, path: Path) -> str:
        """`FILE:LINE:COLUMN` of the value at a path."""
        if self._mark is None:
            self._mark = Walk(self._text, self._name, self._first_line).whole()[1]
        return self._mark.place(self._name, path)


def _first(where: Where) -> Where:
    """The places of a list of one whose only value they are of."""
    return lambda path: where(path[1:])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs) or None in fields.values():
        raise ValueError("a field stands there twice or has no value")
    return fields


_FAST = json.JSONDecoder(
    object_pairs_hook=_once,
    parse_float=no_float,
    parse_constant=no_float,
    parse_int=whole_number,
)
