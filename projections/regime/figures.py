"""The figures on the stability of the rules for one subject: METHODS 3, E01 to E03."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from domain.dates import Instant, days_between, seconds_between
from domain.spans import NO, YES, both
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
        **share_start_regime(compared, start, end),
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


def share_start_regime(compared: Sequence[Compared], start: Instant, end: Instant) -> Fields:
    """The share of all days of [start, end) on which all topics are as at the start, from 0 to 1.

    Low: the days of which that is proven; high: those of which it is possible, also by topics of
    which it is not known what held at the start. One figure only where the two agree (METHODS 3);
    nulls without any day, or any topic.
    """
    whole = seconds_between(start, end)
    if not compared or whole <= 0:
        return {
            "share_start_regime": None,
            "share_start_regime_low": None,
            "share_start_regime_high": None,
        }
    same = both(*(one.same() for one in compared))
    proven = same.seconds(lambda value: value == YES)
    possible = whole - same.seconds(lambda value: value == NO)
    return {
        "share_start_regime": proven / whole if proven == possible else None,
        "share_start_regime_low": proven / whole,
        "share_start_regime_high": possible / whole,
    }


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
