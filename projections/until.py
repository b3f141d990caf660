"""The last day of what ended: `until` names a day that is included, in every answer."""

from __future__ import annotations

from domain.dates import BEGINNING, FOREVER, Bounds, Instant, bounds, plus_days

MIDNIGHT = "T00:00:00"


def day(instant: Instant) -> str:
    """A moment as a day, unless it lies within one."""
    return instant[:10] if instant.endswith(MIDNIGHT) else instant


def last_day(end: Instant) -> str:
    """The last day before a moment; the moment itself if it lies within a day."""
    return day(day_before(end)) if end.endswith(MIDNIGHT) else end


def last_days(first_without: str) -> Bounds:
    """Between which two days the last one lies, of what was gone on a day as written."""
    gone = bounds(first_without)
    return Bounds(day_before(gone.earliest), day_before(gone.latest))


def until(first_without: str | None) -> str | None:
    """The last day of what was gone on a day; as written where that is less exact than a day."""
    if first_without is None or not bounds(first_without).exact:
        return first_without
    return last_day(bounds(first_without).earliest)


def day_before(moment: Instant) -> Instant:
    """The same time on the day before; of the first and the last day there are, that day."""
    return moment if moment[:10] in {BEGINNING[:10], FOREVER[:10]} else plus_days(moment, -1)
