"""The moments at which anything in a history may change."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.dates import BEGINNING, FOREVER, Instant, bounds, due_instant
from domain.record import Record
from features.oracle.promise_oracle import turns
from projections.participation.delays import quarters
from projections.report import Window


def boundaries(records: list[Record], window: Window) -> list[Instant]:
    """Every moment at which anything may change, and the second before it."""
    names = ("effective", "from", "until")
    dates = [one.get(name) for one in records for name in names if one.get(name)]
    found = {bound for text in dates for bound in (bounds(text).earliest, bounds(text).latest)}
    found |= {due_instant(text) for text in dates} | {Instant("2021-06-01T00:00:00")}
    streams = {one.stream for one in records if one.stream.startswith("promise/")}
    for stream in streams:
        found |= turns([one for one in records if one.stream == stream])
    found |= {bound for one in records for bound in (one.on.earliest, one.on.latest)}
    found |= {quarter.start for quarter in quarters(window)}
    second = timedelta(seconds=1)
    inside = [one for one in found if BEGINNING < one < FOREVER]
    before = [Instant((datetime.fromisoformat(one) - second).isoformat()) for one in inside]
    return sorted({*inside, *before})
