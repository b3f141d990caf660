"""How a history becomes rows: what held of a subject, from when to when, by which event.

`spans(history)` of each kind of stream is the definition of every view. The future is in the
data: a deadline yields `open` up to the due instant and `overdue` after it, at once, so no view
needs a clock and a question about a moment is one look-up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol, TypeVar

from domain.dates import BEGINNING, FOREVER, Bounds, Instant, bounds
from domain.record import Record
from projections.rows.frozen import Envelope, Row

JsonObject = dict[str, Any]
"""An object in a stored record, as JSON has it."""


class Dated(Protocol):
    """Whatever happened on a day, as the source writes it."""

    @property
    def on(self) -> str:
        """The day, as written (EDTF)."""


def when(act: Dated) -> Bounds:
    """When something happened: at the earliest, and at the latest."""
    return bounds(act.on)


class Money(NamedTuple):
    """An amount of money: a decimal number as text, a currency such as EUR, and per what."""

    value: str
    currency: str
    per: str | None


Derive = Callable[[Sequence[Record]], Sequence[Row]]
"""From one stream's standing history to its rows."""


T = TypeVar("T")
V = TypeVar("V")


def envelope(history: Sequence[Record]) -> Envelope:
    """The stream and the place of the founding record, for all time."""
    first = history[0]
    return Envelope(first.stream, first.scope, BEGINNING, FOREVER, first.position)


def since(record: Record) -> Envelope:
    """The stream and the place of a record, from its moment on."""
    return Envelope(record.stream, record.scope, record.on.earliest, FOREVER, record.position)


def contradicted(record: Record) -> tuple[str, ...]:
    """The records, by id, and streams that a record sets against itself."""
    return tuple(link["to"] for link in record.get("relates", ()) if link["as"] == "contradicts")


def recorded(kind: type[T], record: Record, *first: Any, **otherwise: Any) -> T:
    """A value of a class, each field as a record has it under that name, and a list as a tuple.

    first: the values of the first fields. otherwise: those of fields that the record has not got
    under their name, or has otherwise.
    """
    values = list(first)
    for name in vars(kind)["__match_args__"][len(first) :]:
        value = otherwise[name] if name in otherwise else record.get(name)
        values.append(tuple(value) if isinstance(value, list) else value)
    return kind(*values)


def stretches(
    values: Mapping[Instant, tuple[V, int]],
) -> list[tuple[Instant, Instant, V, int]]:
    """What holds from each moment to the next, by which event; equal neighbours are joined."""
    found: list[tuple[Instant, Instant, V, int]] = []
    points = sorted(values.keys() - {FOREVER})
    for start, end in zip(points, [*points[1:], FOREVER], strict=True):
        value, event = values[start]
        if found and found[-1][2] == value:
            found[-1] = (found[-1][0], end, value, found[-1][3])
        else:
            found.append((start, end, value, event))
    return found
