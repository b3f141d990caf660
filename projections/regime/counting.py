"""How many rules there are: acts in force by rank, and exceptions, at a moment and over the years.

Rules with one identifier are one act: a decree with ten articles is recorded as ten rules, and is
one rule more to know. A rule without an identifier counts as an act of its own.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from domain.dates import Instant, day_of, end_of
from projections.regime.values import Rulebook, Subject
from projections.report import Fields

NO_RANK = "not-recorded"


def counting(rulebook: Rulebook, subject: Subject, moment: Instant) -> Fields:
    """Acts certainly in force for a subject at a moment, by rank, and exceptions beside them."""
    acts: dict[str, str] = {}
    excepted = 0
    for holding in rulebook.in_force(subject, moment):
        if holding.spot.exception:
            excepted += 1
        else:
            acts.setdefault(holding.identifier or holding.rule, holding.rank or NO_RANK)
    return {
        "acts_in_force": len(acts),
        "acts_by_rank": dict(sorted(Counter(acts.values()).items())),
        "exceptions_in_force": excepted,
    }


def over_years(
    rulebook: Rulebook, subject: Subject, since: Instant, moment: Instant
) -> list[Fields]:
    """The same at the start, at the end of every year since, and at the moment asked for."""
    years = range(day_of(since).year, day_of(moment).year)
    ends = [end_of(date(year, 12, 31)) for year in years]
    return [
        {"as_of": one[:10]} | counting(rulebook, subject, one) for one in [since, *ends, moment]
    ]
