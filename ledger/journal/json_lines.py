"""Journals in JSON Lines: a record a line, read at a glance where nothing is wrong with it."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from domain.errors import Problem
from ledger.journal.json_format import first_of, parsed
from ledger.journal.shape import Journal, Mark, journal
from ledger.journal.source import (
    LONGEST_LINE_BYTES,
    Source,
    decoded,
    empty,
    is_wide,
    unread,
    wide,
)


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines of JSON Lines as they stand in their file, each with its end.

    first: the number of the first of them in the file, from 1.
    """

    name: str
    first: int
    data: bytes

    def each(self) -> list[bytes]:
        """The lines, one by one."""
        return self.data.split(b"\n")

    def __len__(self) -> int:
        """How many they are, an empty one at the end included."""
        return self.data.count(b"\n") + 1

    def journal(self, index: int | None = None) -> Journal:
        """The lines as a journal of records and of what is wrong; index: only one of them."""
        lines, first = self.each(), self.first
        if index is not None:
            lines, first = lines[index : index + 1], first + index
        problems: list[Problem] = []
        journal = read_json_lines(decoded(lines, self.name, problems, first), self.name, first)
        journal.problems[:0] = problems
        # What is not UTF-8 may have been any name.
        journal.unseen = bool(problems)
        return journal


def read_json_lines(lines: Iterable[str], name: str, first: int = 1) -> Journal:
    """Read one record a line; a bad line does not stop the rest. first: the number of the first."""
    whole = Journal()
    for number, line in enumerate(lines, first):
        if not line.strip():
            continue
        record, where, problems = parsed(line, name, Mark(number, 1))
        whole.problems += problems
        if record is None:
            whole.unread.append(line)
        else:
            whole.add(journal([record], first_of(where)))
    return whole


def plain_object(line: bytes) -> dict[str, Any] | None:
    """The object on a line; None: look closer, perhaps something is wrong with it.

    A field without a value and a number that loses digits are left to whoever checks the fields.
    """
    try:
        value = orjson.loads(line)
    except ValueError:
        return None
    # Of two fields of one name it keeps the last: then quotation marks are missing. One that was
    # written as a number of four digits stands for none.
    if type(value) is not dict or b"\\u00" in line:
        return None
    return value if orjson.dumps(value).count(b'"') == line.count(b'"') else None


def json_lines_parts(source: Source) -> Iterator[Lines | Journal]:
    """Read one record a line; the lines come as they are, some hundreds at a time."""
    if is_wide(source.start()):
        yield unread(wide(source.name))
        return
    first, rest, blank = 1, b"", True
    for block in source.blocks():
        whole, end, rest = (rest + block).rpartition(b"\n")
        blank = blank and not (whole + rest).removeprefix(BOM_UTF8).strip()
        if end:
            if len(whole[: LONGEST_LINE_BYTES + 1].partition(b"\n")[0]) >= LONGEST_LINE_BYTES:
                yield unread(source.too_long(first))
                return
            lines = Lines(source.name, first, whole)
            yield lines
            first += len(lines)
        if len(rest) > LONGEST_LINE_BYTES:
            yield unread(source.too_long(first))
            return
    if rest:
        yield Lines(source.name, first, rest)
    if blank:
        yield unread(empty(source.name))
