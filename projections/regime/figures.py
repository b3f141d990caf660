"""How often rules change, how long they stay as they were, and how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, NamedTuple

from domain.dates import Instant, day_of, days_between, end_of, seconds_between
from domain.step_function import NO, YES, both
from projections.regime.comparison import Change, Compared
from projections.regime.rulebook import Rulebook, Subject
from projections.rows.frozen import Frozen, row_class
from projections.statistics.measures import limits

# -- figures -----------------------------------------------------------------------------------
# The figures on the stability of the rules for one subject: METHODS 3, E01 to E03.
#
# Changes are counted in days on which anything changed: one act that touches two topics is one
# change, and of the topics compared it touches two. Only what is proven is counted.

YEAR_DAYS = 365.25


def proven(compared: Iterable[Compared]) -> list[Change]:
    """Every proven change of some topics, in their order."""
    found = [change for topic in compared for change in topic.changes if change.proven]
    return sorted(found, key=lambda change: change.moment)


def days_with_change(changes: Iterable[Change]) -> set[str]:
    """The days with a change; an imprecise day, as it is written, is a day of its own."""
    return {change.on[:10] if change.after == change.moment else change.on for change in changes}


def days_to_first(changes: Sequence[Change], start: Instant) -> int | None:
    """Days from a start to the first of some changes; None where its day is not known exactly.

    Nor is it where another one, of a day that is not known, may lie before it.
    """
    first, *others = changes
    earlier = any(other.after < first.moment for other in others)
    known = first.after == first.moment and not earlier
    return days_between(start, first.moment) if known else None


def least_notice(changes: Iterable[Change]) -> int | None:
    """The fewest days from publication to effect; None where no two such days are known."""
    days = [change.notice_days for change in changes if change.notice_days is not None]
    return min(days, default=None)


class ShareAsAtStart(NamedTuple):
    """A share of days: at the least, at the most, and the one figure where these agree."""

    one: float | None = None
    low: float | None = None
    high: float | None = None


def share_start_regime(
    compared: Sequence[Compared], start: Instant, end: Instant
) -> ShareAsAtStart:
    """The share of all days of [start, end) on which all topics are as at the start, from 0 to 1.

    Low: the days of which that is proven; high: those of which it is possible, also by topics of
    which it is not known what held at the start. One figure only where the two agree (METHODS 3);
    none without any day, or any topic.
    """
    whole = seconds_between(start, end)
    if not compared or whole <= 0:
        return ShareAsAtStart()
    same = both(*(comparison.same() for comparison in compared))
    low = same.seconds(lambda value: value == YES) / whole
    high = (whole - same.seconds(lambda value: value == NO)) / whole
    return ShareAsAtStart(low if low == high else None, low, high)


class Rate(NamedTuple):
    """How often something happens in a year, with exact limits of 95%."""

    per_year: float | None = None
    low: float | None = None
    high: float | None = None


def rate(count: int, days: int) -> Rate:
    """Changes per year with exact Poisson limits (Garwood 1936); without any day there is none."""
    if not days:
        return Rate()
    low, high = limits(count)
    years = days / YEAR_DAYS
    return Rate(count / years, low / years, high / years)


# -- counting ----------------------------------------------------------------------------------
# How many rules there are: acts in force by rank, and exceptions, at a moment and over the years.
#
# Rules with one identifier are one act: a decree with ten articles is recorded as ten rules, and
# is one rule more to know. A rule without an identifier counts as an act of its own.

NO_RANK = "not-recorded"

ActsInForce = Annotated[
    int, "acts with a rule in force for it; rules with one identifier are one act"
]
ActsByRank = Annotated[dict[str, int], "the same by rank"]
ExceptionsInForce = Annotated[int, "exceptions in force for it"]


@row_class
class RulesInForce(Frozen):
    """How many rules are certainly in force on one day."""

    as_of: Annotated[str, "the day"]
    acts_in_force: ActsInForce
    acts_by_rank: ActsByRank
    exceptions_in_force: ExceptionsInForce


def in_force(rulebook: Rulebook, subject: Subject, moment: Instant) -> RulesInForce:
    """Acts certainly in force for a subject at a moment, by rank, and exceptions beside them."""
    acts: dict[str, str] = {}
    excepted = 0
    for rule in rulebook.in_force(subject, moment):
        if rule.place.exception:
            excepted += 1
        else:
            acts.setdefault(rule.identifier or rule.rule, rule.rank or NO_RANK)
    by_rank = dict(sorted(Counter(acts.values()).items()))
    return RulesInForce(moment[:10], len(acts), by_rank, excepted)


def over_years(
    rulebook: Rulebook, subject: Subject, since: Instant, moment: Instant
) -> tuple[RulesInForce, ...]:
    """The same at the start, at the end of every year since, and at the moment asked for."""
    years = range(day_of(since).year, day_of(moment).year)
    ends = [end_of(date(year, 12, 31)) for year in years]
    return tuple(in_force(rulebook, subject, day) for day in (since, *ends, moment))
