"""Journals in JSON and JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from domain.errors import Problem
from ledger.journal.entry import Journal, Mark, Path, Where
from ledger.journal.json_walk import Walk, no_float, whole_number
from ledger.journal.shape import journal


def read_json(text: str, name: str) -> Journal:
    """Read one JSON value: a list of records, or `{ledger, sources, records}`."""
    whole, where, problems = parsed(text, name)
    if whole is None:
        return Journal(problems=problems)
    found = journal(whole, where)
    found.problems[:0] = problems
    return found


def read_json_lines(lines: Iterable[str], name: str) -> Journal:
    """Read one record a line; a bad line does not stop the rest."""
    found = Journal()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        record, where, problems = parsed(line, name, number)
        found.problems += problems
        if record is None:
            found.unread.append(line)
        else:
            found.add(journal([record], _first(where)))
    return found


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
    found = dict(pairs)
    if len(found) < len(pairs) or None in found.values():
        raise ValueError("a field stands there twice or has no value")
    return found


_FAST = json.JSONDecoder(
    object_pairs_hook=_once,
    parse_float=no_float,
    parse_constant=no_float,
    parse_int=whole_number,
)
