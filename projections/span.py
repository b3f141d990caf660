"""Spans: what held of a subject, from when to when, by which event.

`spans(history)` of each kind of stream is the definition of every view. The future is in the
data: a deadline yields `open` up to the due instant and `overdue` after it, at once, so no view
needs a clock and a question about a moment is one look-up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from domain.dates import BEGINNING, FOREVER, Instant
from domain.record import ENVELOPE, Record
from projections.rows.span import Row, Value


@dataclass(frozen=True, slots=True)
class Span:
    """One thing that held of a stream's subject over [start, end).

    kind: which question it answers, such as `promise` or `area`.
    scope: the stream that it can be looked up by, such as the place of a promise; or empty.
    event: the position of the record that opened it.
    """

    kind: str
    scope: str
    value: Value
    start: Instant
    end: Instant
    event: int


Derive = Callable[[Sequence[Record]], Sequence[Span | Row]]
"""From one stream's standing history to its spans, as rows where their kind has a class."""


V = TypeVar("V")


def steps(
    moments: Iterable[Instant], value_at: Callable[[Instant], tuple[V, int] | None]
) -> list[tuple[Instant, Instant, V, int]]:
    """A step function sampled at every moment where it can change, equal neighbours joined.

    Equation: for every t, the step that contains t has the value value_at(t), provided that
    value_at changes at the given moments only.
    """
    found: list[tuple[Instant, Instant, V, int]] = []
    points = sorted(set(moments) - {FOREVER})
    for start, end in zip(points, [*points[1:], FOREVER], strict=True):
        sampled = value_at(start)
        if sampled is None:
            continue
        value, event = sampled
        if found and found[-1][1] == start and found[-1][2] == value:
            found[-1] = (found[-1][0], end, value, found[-1][3])
        else:
            found.append((start, end, value, event))
    return found


def lasting(kind: str, record: Record, value: Value, scope: str = "") -> Span:
    """A span from the moment of a record on, for what does not change any more."""
    return Span(kind, scope, value, record.on.earliest, FOREVER, record.position)


def payload(record: Record) -> Value:
    """What a record says, without its envelope."""
    return {name: value for name, value in record.fields.items() if name not in ENVELOPE}


def place_of(record: Record) -> str:
    """The place of a record as a stream: `area/x`, `cohort/y` or `case/z`; empty without one."""
    return scope_of(record.get("place") or {})


def scope_of(place: Value) -> str:
    """A place as a stream; empty where none is named."""
    return next(
        (f"{name}/{place[name]}" for name in ("area", "cohort", "case") if name in place), ""
    )


__all__ = [
    "BEGINNING", "FOREVER", "Derive", "Span", "Value", "lasting", "payload", "place_of", "scope_of",
    "steps",
]  # fmt: skip
