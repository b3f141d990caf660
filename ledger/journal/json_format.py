"""Journals in JSON and JSON Lines, with the place of every value."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Generator, Iterator
from typing import Any

from domain.errors import Problem
from domain.quantity import LARGEST_INTEGER
from languages import N_
from ledger.journal.shape import (
    DEEPEST,
    START,
    Journal,
    Mark,
    Path,
    Shared,
    Where,
    around,
    journal,
    one_of_many,
    unreadable,
)
from ledger.journal.source import (
    Source,
    unread,
)
from ledger.said_by_others import of_json

# -- walk --------------------------------------------------------------------------------------
# A slow walk over a JSON text that knows where every value stands and goes on after a mistake.
#
# It is taken only when the fast decoder refuses a text, or when somebody asks for a place.

_SPACE = re.compile(r"[ \t\n\r]*")


def no_float(text: str) -> Any:
    """Refuse a number with a fraction, and NaN and Infinity."""
    raise ValueError(
        N_('the number {text} may lose digits; write decimals as text, "{text}"').format(text=text)
    )


def whole_number(text: str) -> int:
    """A whole number that every program reads the same."""
    if len(text) > len(str(-LARGEST_INTEGER)) or abs(int(text)) > LARGEST_INTEGER:
        return int(no_float(text))
    return int(text)


class Walk:
    """One pass over a text: its value, the marks of all values, and what is wrong."""

    def __init__(self, text: str, name: str, first: Mark = START) -> None:
        """first: where the text begins in its file."""
        self.name = name
        self.problems: list[Problem] = []
        self._show(text, first)
        self._scalar = json.JSONDecoder(
            parse_float=no_float, parse_constant=no_float, parse_int=whole_number
        )

    def _show(self, text: str, first: Mark) -> None:
        self._text = text
        self._first = first
        self._starts = [0, *(newline.end() for newline in re.finditer("\n", text))]

    def whole(self) -> tuple[Any, Mark]:
        """The value of the text, or None when its grammar is broken."""
        try:
            value, mark, index = self._value(0, 0)
            self._end(index)
        except json.JSONDecodeError as error:
            self.broken(error)
            return None, self._mark(0)
        return value, mark

    def broken(self, error: json.JSONDecodeError) -> None:
        """Note where the grammar is broken."""
        self._wrong(error.pos, of_json(error.msg), N_("Mend the JSON there"))

    def _value(self, index: int, depth: int) -> tuple[Any, Mark, int]:
        index = self._skip(index)
        mark = self._mark(index)
        if depth > DEEPEST:
            raise json.JSONDecodeError(N_("the values are nested too deeply"), self._text, index)
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
            start, key, index = self._name(index)
            value, at, index = self._value(index, depth + 1)
            self._put(start, key, (value, at), values, mark.inside)
            index = self._next(index, "}")
        return values, index + 1

    def _name(self, index: int) -> tuple[int, str, int]:
        """The name of a field: where it begins, the name, and where its value begins."""
        if self._text[index : index + 1] != '"':
            raise json.JSONDecodeError(N_("expecting a name in quotes"), self._text, index)
        key, end = self._scalar.raw_decode(self._text, index)
        return index, key, self._expect(end, ":")

    def _put(
        self,
        start: int,
        key: str,
        read: tuple[Any, Mark],
        values: dict[str, Any],
        inside: dict[str | int, Mark],
    ) -> None:
        """Put a value and its mark in its place, unless there is one of that name."""
        if key in values:
            self._wrong(
                start,
                N_("the field {key} stands there twice").format(key=key),
                N_("Remove one of the two"),
            )
        else:
            values[key], inside[key] = read

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
            self._wrong(index, str(error), N_("Put it in quotes"))
            return "", number.end()
        if value is None:
            self._wrong(
                index, N_("the field has no value"), N_("Give it one, or leave the field out")
            )
        return value, end

    def _next(self, index: int, closing: str) -> int:
        """The start of the next member after a comma, or the closing bracket."""
        index = self._skip(index)
        if self._text[index : index + 1] == closing:
            return index
        index = self._expect(index, ",")
        if self._text[index : index + 1] == closing:
            raise json.JSONDecodeError(N_("there is nothing after the comma"), self._text, index)
        return index

    def _expect(self, index: int, sign: str) -> int:
        index = self._skip(index)
        if self._text[index : index + 1] != sign:
            raise json.JSONDecodeError(
                N_("expecting {sign!r}").format(sign=sign), self._text, index
            )
        return self._skip(index + 1)

    def _end(self, index: int) -> None:
        index = self._skip(index)
        if index < len(self._text):
            raise json.JSONDecodeError(N_("there is more after the end"), self._text, index)

    def _skip(self, index: int) -> int:
        space = _SPACE.match(self._text, index)
        assert space, "no space at all is also found"
        return space.end()

    def _mark(self, index: int) -> Mark:
        line = bisect_right(self._starts, index)
        column = index - self._starts[line - 1]
        return Mark(self._first.line + line - 1, (self._first.column if line == 1 else 1) + column)

    def _wrong(self, index: int, obstacle: str, remedy: str) -> None:
        place = self._mark(index).place(self.name)
        self.problems.append(unreadable(place, obstacle, remedy))


# -- a list of any length ------------------------------------------------------------------------
# A text is looked at through a window, which moves on from record to record.

WINDOW = 2**20
"""So many characters lie before the next value; no record fills as many."""


class _Window(Walk):
    """One pass over a text of any length whose records come one by one."""

    def __init__(self, text: Iterator[str], name: str, ahead: int) -> None:
        super().__init__("", name)
        self._ahead = ahead
        self._coming: Iterator[str] | None = text
        self._told = 0

    def parts(self) -> Iterator[Journal]:
        """The records, each a journal, and what stands around them."""
        index = self._onward(0)
        match self._text[index : index + 1]:
            case "[":
                index = yield from self._records(index, 1, Shared())
            case "{":
                index = yield from self._around(index)
            case _:
                value, mark, index = self._value(index, 0)
                where = mark.place(self.name)
                read = Journal() if value is None else journal(value, lambda _: where)
                read.problems[:0] = self._new_problems()
                yield read
        self._end(self._onward(index))

    def _around(self, index: int) -> Generator[Journal, None, int]:
        values: dict[str, Any] = {}
        mark = self._mark(index)
        mark.inside = {}

        def where(path: Path) -> str:
            return mark.place(self.name, path)

        index = self._onward(index + 1)
        while self._text[index : index + 1] != "}":
            start, key, index = self._name(index)
            if key == "records" and key not in values and self._text[index : index + 1] == "[":
                values[key], mark.inside[key] = [], self._mark(index)
                sources = values.get("sources")
                shared = Shared(sources if isinstance(sources, dict) else None, where)
                index = yield from self._records(index, 2, shared)
            else:
                value, at, index = self._value(index, 1)
                self._put(start, key, (value, at), values, mark.inside)
            index = self._next(self._onward(index), "}")
        read = around(values, where) if isinstance(values.get("records"), list) else None
        read = read or journal(values, where)
        read.problems += self._new_problems()
        yield read
        return index + 1

    def _records(self, index: int, depth: int, shared: Shared) -> Generator[Journal, None, int]:
        index = self._onward(index + 1)
        while self._text[index : index + 1] != "]":
            value, where, index = self._one(index, depth)
            yield one_of_many(value, where, self._new_problems(), shared)
            index = self._onward(self._next(self._onward(index), "]"))
        return index + 1

    def _one(self, index: int, depth: int) -> tuple[Any, Where, int]:
        """One record, in which most often nothing is wrong."""
        try:
            value, end = _FAST.raw_decode(self._text, index)
            _once([("", value)])
        except (ValueError, RecursionError):
            value, mark, end = self._value(index, depth)
            return value, lambda path: mark.place(self.name, path), end
        return value, _Places(self._text[index:end], self.name, self._mark(index)), end

    def _new_problems(self) -> list[Problem]:
        """What was found to be wrong since the last time."""
        new, self._told = self.problems[self._told :], len(self.problems)
        return new

    def _onward(self, index: int) -> int:
        """Skip space, and see to it that the next value lies in the window as a whole."""
        index = self._skip(index)
        while self._coming is not None and len(self._text) - index < self._ahead:
            first, pieces, size = self._mark(index), [self._text[index:]], len(self._text) - index
            while size < 2 * self._ahead and (piece := next(self._coming, None)) is not None:
                pieces.append(piece)
                size += len(piece)
            if size < 2 * self._ahead:
                self._coming = None
            self._show("".join(pieces), first)
            index = self._skip(0)
        return index


# -- reading -----------------------------------------------------------------------------------
# Journals in JSON and JSON Lines.


def json_parts(source: Source, ahead: int = WINDOW) -> Iterator[Journal]:
    """Read one JSON value: a list of records, or `{ledger, sources, records}`.

    ahead: so many characters of the text are there before a value is read.
    """
    order = _Order()
    if problems := source.check(order.look):
        yield unread(*problems)
        return
    if order.sources_last:
        yield from _whole("".join(source.text()), source.name)
        return
    window, some = _Window(source.text(), source.name, ahead), False
    try:
        for part in window.parts():
            some = some or bool(part.entries)
            yield part
    except json.JSONDecodeError as error:
        window.broken(error)
        yield Journal(problems=window.problems, void=True)
        some = False
    if not some:
        yield from (Journal(unread=[text]) for text in source.texts_between('"'))


def _whole(text: str, name: str) -> Iterator[Journal]:
    """The same where the sources follow the records that cite them: in memory."""
    value, where, problems = parsed(text, name)
    read = Journal() if value is None else journal(value, where)
    read.problems[:0] = problems
    if read.problems and not read.entries:
        read.unread.append(text)
    yield read


class _Order:
    """Whether shared sources may stand behind the records, as far as the bytes tell."""

    def __init__(self) -> None:
        self.sources_last = False
        self._records = False
        self._end = b""

    def look(self, block: bytes) -> None:
        """Look at the next block of the file."""
        seen = self._end + block
        at = 0 if self._records else seen.find(_RECORDS)
        self._records = at >= 0
        self.sources_last |= self._records and seen.find(_SOURCES, at) >= 0
        self._end = seen[-len(_RECORDS) :]


_RECORDS, _SOURCES = b'"records"', b'"sources"'


def parsed(text: str, name: str, first: Mark = START) -> tuple[Any, Where, list[Problem]]:
    """The value of a JSON text (None when it is none), its places, and what is wrong with it.

    first: where the text begins in its file.
    """
    try:
        value = _once([("", _FAST.decode(text))])[""]
    except (ValueError, RecursionError):
        walk = Walk(text, name, first)
        value, mark = walk.whole()
        assert walk.problems, "the slow walk refuses what the fast one refuses"
        return value, lambda path: mark.place(name, path), walk.problems
    return value, _Places(text, name, first), []


class _Places:
    """Where the values of a text stand; found out only when somebody asks."""

    __slots__ = ("_first", "_mark", "_name", "_text")

    def __init__(self, text: str, name: str, first: Mark) -> None:
        self._text, self._name, self._first = text, name, first
        self._mark: Mark | None = None

    def __call__(self, path: Path) -> str:
        """`FILE:LINE:COLUMN` of the value at a path."""
        if self._mark is None:
            self._mark = Walk(self._text, self._name, self._first).whole()[1]
        return self._mark.place(self._name, path)


def first_of(where: Where) -> Where:
    """The places of a list of one whose only value they are of."""
    return lambda path: where(path[1:])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs) or None in fields.values():
        raise ValueError(N_("a field stands there twice or has no value"))
    return fields


_FAST = json.JSONDecoder(
    object_pairs_hook=_once,
    parse_float=no_float,
    parse_constant=no_float,
    parse_int=whole_number,
)
