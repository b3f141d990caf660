"""Journals in YAML, read: every scalar a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import yaml

from domain.errors import Problem, Problems
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
from ledger.journal.source import Source, empty, unread
from ledger.said_by_others import of_yaml

# -- reading -----------------------------------------------------------------------------------
# Journals in YAML, every scalar a text: YAML 1.1 would read `on` as true and `no` as false.
#
# The parser's events are read, not its nodes: only they tell an anchor and a tag that was written
# from one that was concluded, and every one has its mark.

NULLS = frozenset({"", "~", "null", "Null", "NULL"})

MERGE = "<<"
"""The name under which the fields of another mapping are merged in (YAML 1.1)."""

MOST_REPEATED, REPEATED = 10_000, 10
"""Aliases may repeat so many values, and so many times what a file holds itself: not more, for a
file of a kilobyte could repeat a value a billion times."""

_MEND = N_("Mend the YAML there")
_SHARE = N_("Name a shared source under `sources` and cite it by key")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENOUGH = 20
"""So many unprintable characters are listed: a file with more is not a text."""


def yaml_parts(source: Source) -> Iterator[Journal]:
    """Read a YAML document, its records one by one."""
    if problems := source.check():
        yield unread(*problems)
        return
    looked = _Looked(source.name)
    looked.at(source.text())
    if looked.strange:
        yield Journal(problems=looked.strange)
        yield from _unread_text(source)
        return
    reading, some = _Reading(source.name), False
    try:
        for part in reading.parts(_Stream(source.text()), sources_last=looked.sources_last):
            some = some or bool(part.entries)
            yield part
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark or error.context_mark
        place = f"{source.name}:{at.line + 1}:{at.column + 1}" if at else source.name
        reason = of_yaml(str(error.problem or error.context))
        wrong = unreadable(place, reason, _MEND)
        yield Journal(problems=[*reading.problems, wrong], void=True)
        some = False
    except Problems:
        yield Journal(problems=reading.problems, void=True)
        some = False
    if not some:
        yield from _unread_text(source)


def _unread_text(source: Source) -> Iterator[Journal]:
    """All of a file as a text that may hold records."""
    return (Journal(unread=[text]) for text in source.texts_between("\n"))


class _Stream:
    """A text as a parser asks for it."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self._pieces = pieces

    def read(self, _: int = -1) -> str:
        """The next piece, empty only at the end."""
        return next((piece for piece in self._pieces if piece), "")


_SOURCES = re.compile(r"^(?:sources|'sources'|\"sources\")\s*:", re.MULTILINE)
_RECORDS = re.compile(r"^(?:records|'records'|\"records\")\s*:", re.MULTILINE)


class _Looked:
    """What a look at the text alone tells, before it is parsed."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.strange: list[Problem] = []
        self.sources_last = False

    def at(self, texts: Iterator[str]) -> None:
        """Look for characters that cannot be printed, and whether sources may come last."""
        line, records, held = 1, False, ""
        for text in texts:
            whole, end, rest = (held + text).rpartition("\n")
            line, records = self._look(whole + end, line, records=records)
            held = rest
        self._look(held, line, records=records)

    def _look(self, text: str, line: int, *, records: bool) -> tuple[int, bool]:
        for strange in islice(_UNPRINTABLE.finditer(text), _ENOUGH - len(self.strange)):
            self.strange.append(_unprintable(text, strange.start(), self._name, line))
        at = 0
        if not records and (found := _RECORDS.search(text)):
            records, at = True, found.end()
        self.sources_last |= records and _SOURCES.search(text, at) is not None
        return line + text.count("\n"), records


def plain_value(text: str) -> Any:
    """The value of a piece of YAML such as `[a, b]`; Problems says what is wrong with it."""
    reading = _Reading(N_("the value"))
    try:
        value, _ = reading.document(text)
    except (yaml.YAMLError, UnicodeError) as error:
        reason = of_yaml(getattr(error, "problem", None) or str(error))
        raise Problems([unreadable(text, reason, N_("Close the brackets"))]) from error
    if reading.problems:
        raise Problems(reading.problems)
    return value


def document(text: str, name: str) -> tuple[Any, Mark]:
    """The value of a file that is read as a whole, and where each part of it stands.

    Problems says all that is wrong with it.
    """
    reading = _Reading(name)
    try:
        value, mark = reading.document(text)
    except yaml.YAMLError as error:
        at = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        place = f"{name}:{at.line + 1}:{at.column + 1}" if at else name
        reason = of_yaml(getattr(error, "problem", None) or str(error))
        raise Problems([*reading.problems, unreadable(place, reason, _MEND)]) from error
    if reading.problems:
        raise Problems(reading.problems)
    return value, mark


class _Reading:
    """One pass over the events: plain values, their marks, and what is wrong."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self._told = 0
        self._anchored: dict[str, tuple[Any, int]] = {}
        self._parsed = self._repeated = 0

    def document(self, text: str) -> tuple[Any, Mark]:
        """The value of the one document in a text, and where its parts stand."""
        events = yaml.parse(text, Loader=_Loader)
        first = self._first(events)
        if first is None:
            return "", START
        value, mark = self._node(events, first, 0)
        self._end(events)
        return value, mark

    def parts(self, stream: _Stream, *, sources_last: bool) -> Iterator[Journal]:
        """The records of the one document in a text, each a journal, and what is around them.

        sources_last: whether sources may stand behind the records, which then come together.
        """
        events = yaml.parse(stream, Loader=_Loader)
        first = self._first(events)
        if first is None:
            yield Journal(problems=self._new_problems())
        elif isinstance(first, yaml.SequenceStartEvent) and _is_plain(first):
            yield from self._records(events, 1, Shared())
        elif (
            isinstance(first, yaml.MappingStartEvent)
            and _is_plain(first)
            and not (sources_last or first.flow_style)
        ):
            yield from self._around(events, _mark(first))
        else:
            value, mark = self._node(events, first, 0)
            yield self._with_problems(journal(value, lambda path: mark.place(self.name, path)))
        self._end(events)
        yield Journal(problems=self._new_problems())

    def _around(self, events: Iterator[yaml.Event], mark: Mark) -> Iterator[Journal]:
        values: dict[str, Any] = {}
        mark.inside = {}

        def where(path: Path) -> str:
            return mark.place(self.name, path)

        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key, _ = self._node(events, event, 1)
            first = next(events)
            if (
                key == "records"
                and key not in values
                and isinstance(first, yaml.SequenceStartEvent)
                and _is_plain(first)
            ):
                values[key], mark.inside[key] = [], _mark(first)
                sources = values.get("sources")
                shared = Shared(sources if isinstance(sources, dict) else None, where)
                yield from self._records(events, 2, shared)
            else:
                self._put(event, key, self._node(events, first, 1), values, mark.inside)
        listed = isinstance(values.get("records"), list)
        yield self._with_problems((around if listed else journal)(values, where))

    def _records(
        self, events: Iterator[yaml.Event], depth: int, shared: Shared
    ) -> Iterator[Journal]:
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            value, mark = self._node(events, event, depth)
            yield one_of_many(value, _places(mark, self.name), self._new_problems(), shared)

    def _first(self, events: Iterator[yaml.Event]) -> yaml.Event | None:
        """The event with which the document begins, if there is one."""
        start = next(islice(events, 1, 2))
        if isinstance(start, yaml.StreamEndEvent):
            self.problems.append(empty(self.name))
            return None
        return next(events)

    def _end(self, events: Iterator[yaml.Event]) -> None:
        after = next(islice(events, 1, 2), None)
        if after is not None and not isinstance(after, yaml.StreamEndEvent):
            self._wrong(after, N_("it holds several documents"), N_("Split the file there"))

    def _with_problems(self, read: Journal) -> Journal:
        read.problems[:0] = self._new_problems()
        return read

    def _new_problems(self) -> list[Problem]:
        """What was found to be wrong since the last time."""
        new, self._told = self.problems[self._told :], len(self.problems)
        return new

    def _node(self, events: Iterator[yaml.Event], event: yaml.Event, depth: int) -> Any:
        if depth > DEEPEST:
            self._wrong(event, N_("the values are nested too deeply"), N_("Write them less deep"))
            raise Problems(self.problems)
        mark = _mark(event)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event), mark
        self._parsed += 1
        if (anchor := getattr(event, "anchor", None)) is None:
            return self._value(events, event, mark, depth), mark
        before = self._parsed + self._repeated
        value = self._value(events, event, mark, depth)
        self._anchored[anchor] = value, self._parsed + self._repeated - before + 1
        return value, mark

    def _alias(self, event: yaml.AliasEvent) -> Any:
        """What an anchor before stands for, unless a file repeats more than it holds itself."""
        if event.anchor not in self._anchored:
            self._wrong(
                event,
                N_("no anchor &{anchor} stands before it").format(anchor=event.anchor),
                N_("Correct its name"),
            )
            return ""
        value, size = self._anchored[event.anchor]
        self._repeated += size
        if self._repeated > MOST_REPEATED + REPEATED * self._parsed:
            self._wrong(event, N_("aliases repeat too much"), _SHARE)
            raise Problems(self.problems)
        return value

    def _value(
        self, events: Iterator[yaml.Event], event: yaml.Event, mark: Mark, depth: int
    ) -> Any:
        if (tag := getattr(event, "tag", None)) is not None:
            self._wrong(
                event, N_("the tag {tag} is not allowed").format(tag=tag), N_("Write a plain value")
            )
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, mark, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, mark, depth)
        assert isinstance(event, yaml.ScalarEvent), "nothing else begins a value"
        if event.implicit[0] and event.value in NULLS:
            self._wrong(
                event, N_("the field has no value"), N_("Give it one, or leave the field out")
            )
        return event.value

    def _sequence(self, events: Iterator[yaml.Event], mark: Mark, depth: int) -> list[Any]:
        items: list[Any] = []
        mark.inside = {}
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            value, mark.inside[len(items)] = self._node(events, event, depth + 1)
            items.append(value)
        return items

    def _mapping(self, events: Iterator[yaml.Event], mark: Mark, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        merged: list[Any] = []
        mark.inside = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key, _ = self._node(events, event, depth + 1)
            read = self._node(events, next(events), depth + 1)
            if key == MERGE and isinstance(event, yaml.ScalarEvent) and event.implicit[0]:
                merged += read[0] if isinstance(read[0], list) else [read[0]]
            else:
                self._put(event, key, read, values, mark.inside)
        for fields in merged:
            if not isinstance(fields, dict):
                self._wrong(
                    event,
                    N_("what {merge} merges in holds no fields").format(merge=MERGE),
                    N_("Name a mapping"),
                )
                break
            values = {**fields, **values}
        return values

    def _put(
        self,
        event: yaml.Event,
        key: Any,
        read: tuple[Any, Mark],
        values: dict[str, Any],
        inside: dict[str | int, Mark],
    ) -> None:
        """Put a value and its mark in its place, unless there is one of that name."""
        if not isinstance(key, str):
            self._wrong(event, N_("the name of a field is no text"), N_("Write `field: value`"))
        elif key in values:
            self._wrong(
                event,
                N_("the field {key} stands there twice").format(key=key),
                N_("Remove one of the two"),
            )
        else:
            values[key], inside[key] = read

    def _wrong(self, event: yaml.Event, obstacle: str, remedy: str) -> None:
        self.problems.append(unreadable(_mark(event).place(self.name), obstacle, remedy))


def _mark(event: yaml.Event) -> Mark:
    assert event.start_mark, "every event of a parser has its mark"
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)


def _is_plain(event: yaml.CollectionStartEvent) -> bool:
    """Whether a list or mapping has neither an anchor nor a tag."""
    return event.anchor is None and event.tag is None


def _places(mark: Mark, name: str) -> Where:
    return lambda path: mark.place(name, path)


def _unprintable(text: str, index: int, name: str, first: int) -> Problem:
    line, column = text.count("\n", 0, index) + first, index - text.rfind("\n", 0, index)
    obstacle = N_("the character U+{ord:04X} cannot be printed").format(ord=ord(text[index]))
    return unreadable(f"{name}:{line}:{column}", obstacle, N_("Remove it"))
