"""What the rows of every kind have in common; and what became public long after it happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from domain.dates import BEGINNING, FOREVER, Instant, bounds, day_of, days_between, local_time
from domain.record import Record, StreamName
from projections.rows.span import place_of
from projections.rows.subjects import LateRow

# -- envelope ----------------------------------------------------------------------------------
# What is the same in the rows of every kind: the stream, the place, and from when on they hold.


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
    return StreamName.parse(record.stream).name


def level(record: Record) -> str | None:
    """The level of the place that a record names; None for all of them, or without a place."""
    return (record.get("place") or {}).get("level")


# -- late --------------------------------------------------------------------------------------
# What became public long after it happened: late evidence restates history (METHODS 0).

A_YEAR = 365
"""Days after which a record counts as late."""

REGISTRATIONS = ("party.", "area.", "case.", "cohort.", "ledger.")
"""The kinds that are public from their `on` where nothing else is said."""


def published(record: Record) -> str:
    """The day on which a record was public, as written; of most the day of recording, if unsaid.

    That is a day in Amsterdam, as for `--public-at`.
    """
    said = record.get("published")
    if said is None and record.kind.startswith(REGISTRATIONS):
        said = record.get("on")
    return str(said or day_of(local_time(str(record.get("recorded_at")))))


def days_late(record: Record) -> int | None:
    """Days from when it happened until it was public; None if it is not known when it happened."""
    happened = record.on.latest
    if happened == BEGINNING:
        return None
    return max(days_between(happened, Instant(bounds(published(record)).latest)), 0)


def late(history: Sequence[Record]) -> list[LateRow]:
    """A row for each record of a stream that was public more than a year after.

    It begins with what the record tells: with `--as-of` one sees what is known late of that time.
    """
    found: list[LateRow] = []
    for record in history:
        days = days_late(record)
        if days is not None and days > A_YEAR:
            found.append(LateRow(*since(record), record.kind, days, record.get("on")))
    return found
