"""Journals in YAML, every scalar a text: YAML 1.1 would read `on` as true and `no` as false."""

from __future__ import annotations

from typing import Any

import yaml

from domain.errors import Problems
from ledger.journal.entry import Journal, Path, unreadable
from ledger.journal.shape import journal

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STRING_TAGS = frozenset({"str", "int", "float", "bool", "timestamp", "null", "value"})


def read_yaml(text: str, name: str) -> Journal:
    """Read a YAML document."""
    try:
        documents = list(yaml.compose_all(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        return Journal(problems=[unreadable(place, str(error.problem), "Mend the YAML there")])
    except yaml.YAMLError as error:
        reason = str(error).replace("\n", " ")
        return Journal(problems=[unreadable(name, reason, "Remove what cannot be printed")])
    if len(documents) != 1:
        return Journal(problems=[unreadable(name, "it holds several documents", "Split the file")])
    reading = _Reading(name)
    whole = reading.value(documents[0], ())
    found = journal(whole, reading.where)
    found.problems[:0] = reading.problems
    return found


class _Reading:
    """One pass over the nodes: plain values, their marks, and what is wrong."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Any] = []
        self._marks: dict[Path, tuple[int, int]] = {}
        self._seen: set[int] = set()

    def where(self, path: Path) -> str:
        """The place of the value at a path, or of the nearest above it."""
        while path and path not in self._marks:
            path = path[:-1]
        line, column = self._marks.get(path, (1, 1))
        return f"{self.name}:{line}:{column}"

    def value(self, node: yaml.Node, path: Path) -> Any:
        """The plain value of a node."""
        self._marks[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
        if id(node) in self._seen:
            self._wrong(path, "an alias is not allowed", "Name a shared source under `sources`")
            return ""
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(one, (*path, index)) for index, one in enumerate(node.value)]
        return self._text(node, path)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, held in node.value:
            name = str(key.value)
            here = (*path, name)
            value = self.value(held, here)
            if name in found:
                self._marks[here] = (key.start_mark.line + 1, key.start_mark.column + 1)
                self._wrong(here, f"the field {name} stands there twice", "Remove one of the two")
            found[name] = value
        return found

    def _text(self, node: yaml.Node, path: Path) -> str:
        tag = node.tag.rpartition(":")[2]
        if tag not in _STRING_TAGS:
            self._wrong(path, f"the tag {node.tag} is not allowed", "Write a plain value")
        elif tag == "null" and not node.value.strip("~"):
            self._wrong(path, "the field has no value", "Give it one, or leave the field out")
        return str(node.value)

    def _wrong(self, path: Path, obstacle: str, remedy: str) -> None:
        self.problems.append(unreadable(self.where(path), obstacle, remedy))


def plain_value(text: str) -> Any:
    """The value of a piece of YAML such as `[a, b]`; Problems says what is wrong with it."""
    reading = _Reading("the value")
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        reason = str(error).replace("\n", " ")
        raise Problems([unreadable(text, reason, "Close the brackets")]) from error
    value = reading.value(node, ()) if node is not None else ""
    if reading.problems:
        raise Problems(reading.problems)
    return value
