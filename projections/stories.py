"""Streams as they are told: what a view of rules, mandates, decisions or charters begins with."""

from __future__ import annotations

from collections.abc import Iterator

from domain.dates import Bounds, bounds
from domain.record import ENVELOPE
from projections.report import Fields, Question

EXTRA = frozenset({"event", "order", "disputed", "disputes", "sources", "titles"})
"""What the book adds to a record: its position, the one that counts among equal days, whether it is
disputed and by whom, the types and titles of its sources."""


def stories(question: Question, kind: str) -> Iterator[tuple[str, list[Fields]]]:
    """Every stream of a kind as known: its name, and its records in the order of their days."""
    for row in question.book.at(kind, question.as_of, question.known):
        yield row.subject.partition("/")[2], row.value["records"]


def when(fields: Fields, name: str = "on") -> Bounds:
    """The bounds of a date of a told record."""
    return bounds(str(fields[name]))


def payload(fields: Fields) -> Fields:
    """What a told record says, without its envelope."""
    return {
        name: value for name, value in fields.items() if name not in ENVELOPE and name not in EXTRA
    }
