"""What the records of a stream link it to, whenever and whatever became of them.

By these links the book finds what concerns a place: what lies in what, and which streams name it.
They say that something may have been so, and nothing of when: that the rows tell. So a link is
never taken back, and one too many finds a row more than is needed, which changes no answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from domain.hierarchy import area_above
from domain.record import FOUNDING, PLACES, Record, StreamName

LIES_IN = 0
"""An area lies in an area."""
COMES_AFTER = 1
"""An area took the place of another one, or of a part of it."""
BELONGS_TO = 2
"""An area or a case joined a group."""
NAMED_BY = 3
"""An area is one of those that a group names."""
IS_IN = 4
"""A case is in an area."""
MAY_BELONG_TO = 5
"""An area or a case joined a group, or left it, on a day that is not known exactly."""
STANDS_AT = 6
"""A stream is about a place, and its rows are looked up by it."""
NAMES = 7
"""A stream names a place, and others: a rule may be enacted here and repealed there."""


class Link(NamedTuple):
    """That a stream lies to another one, its parent, in one of the ways above."""

    child: str
    how: int
    parent: str


def links(history: Iterable[Record]) -> set[Link]:
    """Every link that the records of a stream make."""
    records = list(history)
    scopes = {record.scope for record in records} - {""}
    named = {Link(records[0].stream, NAMES, scope) for scope in scopes} if len(scopes) > 1 else ()
    return {link for record in records for link in _of(record)}.union(named)


def _of(record: Record) -> Iterator[Link]:
    stream = record.stream
    if not stream.startswith(PLACES) and record.kind in FOUNDING:
        yield Link(stream, STANDS_AT, record.scope)
    above = area_above(record)
    if above:
        yield Link(stream, LIES_IN, f"area/{above}")
    yield from _membership(record)
    match record.kind:
        case "case.opened":
            yield Link(stream, IS_IN, f"area/{record.get('area')}")
        case "area.succeeded":
            for area in record.get("by"):
                yield Link(f"area/{area}", COMES_AFTER, stream)
        case "cohort.registered":
            for area in record.get("areas", ()):
                yield Link(f"area/{area}", NAMED_BY, stream)
        case "promise.superseded":
            yield Link(stream, STANDS_AT, f"promise/{record.get('successor')}")
        case _:
            pass


def _membership(record: Record) -> Iterator[Link]:
    """That an area or a case joins a group or leaves it."""
    if record.get("cohort") and StreamName.parse(record.stream).kind in {"area", "case"}:
        group = f"cohort/{record.get('cohort')}"
        yield Link(record.stream, BELONGS_TO, group)
        if not record.on.exact:
            yield Link(record.stream, MAY_BELONG_TO, group)
