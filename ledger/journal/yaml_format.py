"""Journals in YAML: in and out, every scalar a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import yaml

from domain.errors import Problem, Problems
from domain.text import first_hidden, yaml_harmless
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


# -- writing -----------------------------------------------------------------------------------
# Writing YAML that people like to read, and that every reader reads back to the same texts.
#
# Our own reader has texts and nothing else. Others follow YAML 1.1 or 1.2, to which `no` is
# false, 0363 is 243, 12:30 is 750 and a day is a date, and drop what they take for a key of their
# own. So whatever either of the two reads as anything but text is put in quotes, names of fields
# too.

WIDTH = 96
_LONG = 72
"""A text longer than this is folded; a list or mapping shorter than this stands on one line."""

_NO_TEXT = re.compile(
    r"""(
    # nothing at all
    | ~ | null | true | false | yes | no | on | off | y | n  # in any case: some readers take all
    | << | =  # YAML 1.1: what is merged in, and the value of a mapping
    | [-+]? \.? (inf | nan)
    | [-+]? [.0-9] [-+.,:_e0-9]*  # numbers with any separators, base 60, days
    | [-+]? 0 [box] [_0-9a-f]*
    | [0-9]{4} - [0-9]{1,2} - [0-9]{1,2} (t | [ \t]+) [0-9] [-+.:0-9z \t]*  # moments
    )\Z""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""What YAML 1.1 or 1.2 reads as something else than text, and what wider readers do (Psych takes
1,000 for a number). A few texts more are quoted than must be: that does no harm."""

_WORD = re.compile(r"[\w./-]+")


def yaml_pieces(
    records: Iterable[Mapping[str, Any]], ledger: Mapping[str, Any] | None
) -> Iterator[str]:
    """The records as YAML, a piece for each, with an empty line between them."""
    if ledger is not None:
        yield _dump({"ledger": _plain(ledger)}) + "\n"
    between = "" if ledger is None else "records:\n\n"
    empty = "[]\n" if ledger is None else "records: []\n"
    for record in records:
        yield between + _dump([{name: _plain(value) for name, value in record.items()}])
        between, empty = "\n", ""
    yield empty


class _Inline(dict[str, Any]):
    """A short mapping, written on one line."""


class _InlineList(list[Any]):
    """A short list, written on one line."""


def _plain(value: Any) -> Any:
    """A value with every scalar a text, and what is short on one line."""
    if isinstance(value, Mapping):
        mapping = {name: _plain(item) for name, item in value.items()}
        return _Inline(mapping) if _short([*mapping, *mapping.values()]) else mapping
    if isinstance(value, list | tuple):
        items = [_plain(item) for item in value]
        return _InlineList(items) if _short(items) else items
    return value if isinstance(value, str) else str(value).lower()


def _short(parts: list[Any]) -> bool:
    words = all(isinstance(part, str) and _WORD.fullmatch(part) for part in parts)
    return words and sum(len(part) + 2 for part in parts) < _LONG


class _Dumper(yaml.SafeDumper):
    """Quotes what some reader would read as anything but the text that it is."""

    # Under None stands what is tried whatever a scalar begins with.
    yaml_implicit_resolvers = {None: [("no text", _NO_TEXT)]}  # noqa: RUF012 - PyYAML's name

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - the signature is PyYAML's
        """Set the items of a list in, below the name of the list."""
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature is PyYAML's
        """Write a value that occurs twice twice: our reader refuses anchors."""
        return True


def _text(dumper: _Dumper, text: str) -> yaml.Node:
    style = None
    if first_hidden(text, "\n\t") or ("\n" in text and text != text.strip()):
        style = '"'
    elif "\n" in text:
        style = "|"
    elif len(text) > _LONG and " " in text:
        style = ">"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _inline_mapping(dumper: _Dumper, value: _Inline) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=True)


def _inline_list(dumper: _Dumper, value: _InlineList) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(_Inline, _inline_mapping)
_Dumper.add_representer(_InlineList, _inline_list)


def _dump(value: Any) -> str:
    written: str = yaml.dump(
        value,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=WIDTH,
        default_flow_style=False,
    )
    return yaml_harmless(written)
