"""The figures on the stability of the rules for one subject: METHODS 3, E01 to E03."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from domain.dates import Instant, days_between
from domain.spans import UNKNOWN, YES, both
from projections.regime.changes import Change, Compared
from projections.report import Fields
from projections.statistics.poisson import limits

YEAR_DAYS = 365.25


def figures(
    compared: Sequence[Compared], start: Instant, end: Instant, *, stable: bool | None
) -> Fields:
    """Every figure of the topics compared on [start, end).

    Changes are counted in days on which anything changed: one act that touches two topics is one
    change, and of the topics compared it touches two. Only what is proven is counted. Where it is
    certain that nothing changed, the days to the first change are all days so far (E02).
    """
    changes = sorted(proven(compared), key=lambda one: one.moment)
    worse = [one for one in changes if one.direction == "unfavourable"]
    days = days_between(start, end)
    count = len(days_with_change(changes))
    touched = {change.topic for change in changes}
    return {
        "stable": stable,
        "changes": count,
        "unfavourable": len(days_with_change(worse)),
        "breadth": len(touched) / len(compared) if compared else None,
        "first_change": changes[0].on if changes else None,
        "first_unfavourable": worse[0].on if worse else None,
        "days_to_first_change": _days_to(changes, start) if changes else days if stable else None,
        "share_start_regime": share_start_regime(compared),
        **rate(count, days),
        "retroactive": len(days_with_change(one for one in changes if one.retroactive)),
        "min_notice_days": min(
            (one.notice_days for one in changes if one.notice_days is not None), default=None
        ),
    }


def proven(compared: Iterable[Compared]) -> list[Change]:
    """Every proven change of some topics."""
    return [change for one in compared for change in one.changes if change.proven]


def days_with_change(changes: Iterable[Change]) -> set[str]:
    """The days with a change; an imprecise day, as it is written, is a day of its own."""
    return {change.on[:10] if change.after == change.moment else change.on for change in changes}


def _days_to(changes: Sequence[Change], start: Instant) -> int | None:
    """Days to the first change; None where its day is not known exactly."""
    first = changes[0]
    return days_between(start, first.moment) if first.after == first.moment else None


def share_start_regime(compared: Sequence[Compared]) -> float | None:
    """The share of the time in which all topics are as at the start, by the record.

    Of the topics whose start is on record, and of the time for which it can be told; None where
    there is neither.
    """
    told = [one.same() for one in compared if one.at_start is not None]
    if not told:
        return None
    same = both(*told)
    sure = same.seconds(lambda value: value != UNKNOWN)
    return same.seconds(lambda value: value == YES) / sure if sure else None


def rate(count: int, days: int) -> Fields:
    """Changes per year with exact Poisson limits (Garwood 1936); without any day there is none."""
    if not days:
        return {"rate_per_year": None, "rate_low": None, "rate_high": None}
    low, high = limits(count)
    years = days / YEAR_DAYS
    return {
        "rate_per_year": count / years,
        "rate_low": low / years,
        "rate_high": high / years,
    }
