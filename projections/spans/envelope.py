"""What is the same in the rows of every kind: the stream, the place, and from when on they hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from domain.dates import BEGINNING, FOREVER, Instant
from domain.record import Record
from projections.span import place_of


class Envelope(NamedTuple):
    """The fields that every row has, in their order."""

    subject: str
    scope: str
    start: Instant
    end: Instant
    event: int


def envelope(history: Sequence[Record]) -> Envelope:
    """The stream and the place of the founding record, for all time."""
    first = history[0]
    return Envelope(first.stream, place_of(first), BEGINNING, FOREVER, first.position)


def since(record: Record) -> Envelope:
    """The stream and the place of a record, from its moment on."""
    return Envelope(record.stream, place_of(record), record.on.earliest, FOREVER, record.position)


def slug(record: Record) -> str:
    """The name of a stream without its kind."""
    return record.stream.partition("/")[2]


def level(record: Record) -> str | None:
    """The level of the place that a record names; None for all of them, or without a place."""
    return (record.get("place") or {}).get("level")
