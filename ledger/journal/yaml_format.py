"""Journals in YAML, read: every scalar a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import yaml

from domain.errors import Problem, Problems
from ledger.journal.shape import DEEPEST, Journal, Mark, journal, unreadable

# -- reading -----------------------------------------------------------------------------------
# Journals in YAML, every scalar a text: YAML 1.1 would read `on` as true and `no` as false.
#
# The parser's events are read, not its nodes: only they tell an anchor and a tag that was written
# from one that was concluded, and every one has its mark.

NULLS = frozenset({"", "~", "null", "Null", "NULL"})

_MEND = "Mend the YAML there"
_SHARE = "Name a shared source under `sources` and cite it by key"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENOUGH = 20
"""So many unprintable characters are listed: a file with more is not a text."""


def read_yaml(text: str, name: str) -> Journal:
    """Read a YAML document."""
    strange = [character.start() for character in islice(_UNPRINTABLE.finditer(text), _ENOUGH)]
    if strange:
        return Journal(problems=[_unprintable(text, index, name) for index in strange])
    reading = _Reading(name)
    try:
        whole, mark = reading.document(text)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark or error.context_mark
        place = f"{name}:{at.line + 1}:{at.column + 1}" if at else name
        reason = str(error.problem or error.context)
        return Journal(problems=[*reading.problems, unreadable(place, reason, _MEND)])
    if mark is None:
        return Journal(problems=reading.problems)
    read = journal(whole, lambda path: mark.place(name, path))
    read.problems[:0] = reading.problems
    return read


def plain_value(text: str) -> Any:
    """The value of a piece of YAML such as `[a, b]`; Problems says what is wrong with it."""
    reading = _Reading("the value")
    try:
        value, _ = reading.document(text)
    except (yaml.YAMLError, UnicodeError) as error:
        reason = getattr(error, "problem", None) or str(error).replace("\n", " ")
        raise Problems([unreadable(text, reason, "Close the brackets")]) from error
    if reading.problems:
        raise Problems(reading.problems)
    return value


class _Reading:
    """One pass over the events: plain values, their marks, and what is wrong."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []

    def document(self, text: str) -> tuple[Any, Mark | None]:
        """The value of the one document in a text."""
        events = yaml.parse(text, Loader=_Loader)
        start = next(islice(events, 1, 2))
        if isinstance(start, yaml.StreamEndEvent):
            place = f"{self.name}:1:1"
            self.problems.append(unreadable(place, "the file is empty", "Write records in it"))
            return "", None
        value, mark = self._node(events, next(events), 0)
        after = next(islice(events, 1, 2))
        if not isinstance(after, yaml.StreamEndEvent):
            self._wrong(after, "it holds several documents", "Split the file there")
        return value, mark

    def _node(self, events: Iterator[yaml.Event], event: yaml.Event, depth: int) -> Any:
        if depth > DEEPEST:
            self._wrong(event, "the values are nested too deeply", "Write them less deep")
            raise Problems(self.problems)
        mark = _mark(event)
        if isinstance(event, yaml.AliasEvent):
            self._wrong(event, "an alias is not allowed", _SHARE)
            return "", mark
        if getattr(event, "anchor", None) is not None:
            self._wrong(event, "an anchor is not allowed", _SHARE)
        if (tag := getattr(event, "tag", None)) is not None:
            self._wrong(event, f"the tag {tag} is not allowed", "Write a plain value")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, mark, depth), mark
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, mark, depth), mark
        assert isinstance(event, yaml.ScalarEvent), "nothing else begins a value"
        if event.implicit[0] and event.value in NULLS:
            self._wrong(event, "the field has no value", "Give it one, or leave the field out")
        return event.value, mark

    def _sequence(self, events: Iterator[yaml.Event], mark: Mark, depth: int) -> list[Any]:
        items: list[Any] = []
        mark.inside = {}
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            value, mark.inside[len(items)] = self._node(events, event, depth + 1)
            items.append(value)
        return items

    def _mapping(self, events: Iterator[yaml.Event], mark: Mark, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        mark.inside = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key, _ = self._node(events, event, depth + 1)
            value, at = self._node(events, next(events), depth + 1)
            if not isinstance(key, str):
                self._wrong(event, "the name of a field is no text", "Write `field: value`")
            elif key in values:
                self._wrong(event, f"the field {key} stands there twice", "Remove one of the two")
            else:
                values[key], mark.inside[key] = value, at
        return values

    def _wrong(self, event: yaml.Event, obstacle: str, remedy: str) -> None:
        self.problems.append(unreadable(_mark(event).place(self.name), obstacle, remedy))


def _mark(event: yaml.Event) -> Mark:
    assert event.start_mark, "every event of a parser has its mark"
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)


def _unprintable(text: str, index: int, name: str) -> Problem:
    line, column = text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
    obstacle = f"the character U+{ord(text[index]):04X} cannot be printed"
    return unreadable(f"{name}:{line}:{column}", obstacle, "Remove it")
