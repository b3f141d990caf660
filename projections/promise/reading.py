"""A history read with every imprecise date at its latest, or at its earliest.

One reading puts every record at one instant, so whatever is told of a reading is told of exact
dates. What both readings agree on is known; where they differ, imprecise dates leave it open
(METHODS 0: neither kept nor late).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from domain.dates import Instant
from domain.record import Record


@dataclass(frozen=True, slots=True)
class Told:
    """A record, at the instant at which a reading puts it."""

    at: Instant
    record: Record

    @property
    def kind(self) -> str:
        """The kind of the record."""
        return self.record.kind

    def get(self, name: str, default: Any = None) -> Any:
        """A field of the record."""
        return self.record.get(name, default)


@dataclass(frozen=True, slots=True)
class Reading:
    """What had happened to a promise by a moment, in order.

    made: the making, which is told whatever its date.
    told: what happened after it; of equal instants the place decides.
    """

    made: Record
    told: tuple[Told, ...]


def readings(history: Sequence[Record], at: Instant) -> tuple[Reading, Reading]:
    """The readings with every date at its latest and at its earliest, in this order.

    `history` stands (nothing retracted) and begins with the making. Of exact dates there is only
    one reading, and both are the same object.
    """
    late = _read(history, at, lambda record: record.on.latest)
    if all(record.on.exact for record in history[1:]):
        return late, late
    return late, _read(history, at, lambda record: record.on.earliest)


def _read(history: Sequence[Record], at: Instant, when: Callable[[Record], Instant]) -> Reading:
    told = [Told(when(record), record) for record in history[1:] if when(record) <= at]
    return Reading(history[0], tuple(sorted(told, key=lambda one: (one.at, one.record.place))))
