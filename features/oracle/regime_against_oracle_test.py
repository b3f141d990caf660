"""What holds for whom, against the naive reading: two programs from one page must agree."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.dates import Bounds
from features.oracle.regime_histories import (
    HOUSE,
    LAST,
    PLACES,
    Story,
    exactly,
    instant,
    landscape,
    stories,
)
from features.oracle.regime_oracle import Days, value
from projections.regime.values import Subject, values

SUBJECTS = st.sampled_from((HOUSE, HOUSE, *PLACES))


LAST_OF_THREE = 2


def compare(story: Story, scope: str, opened: Days, level: str) -> None:
    """Ask both about every day from the opening on."""
    start, end = instant(opened.last), instant(LAST + 1)
    with landscape(story) as places:
        subject = Subject(scope, Bounds(instant(opened.first), start), level)
        for topic in {events[0]["topic"] for events in story.rules.values()}:
            found = values(places, subject, topic, start, end)
            # Days are told by threes, and what holds until a day ends on the next.
            for day in (day for day in range(opened.last, LAST + 1) if day % 3 < LAST_OF_THREE):
                ruling = found.at(instant(day))
                assert ruling is not None
                said = (frozenset(ruling.values), ruling.conflicting) if ruling.certain else None
                told = value(story.country, story.rules, (scope, opened, level), topic, day)
                assert said == told, (topic, day)


SELDOM_DWELLING = st.sampled_from(("", "", "dwelling"))


def opening(story: Story, scope: str, day: int) -> Days:
    """When a subject opened: the house at its own time, a place when it is asked about."""
    return story.country.cases[HOUSE][1] if scope == HOUSE else exactly(day)


@settings(max_examples=2 * settings().max_examples)
@given(stories(imprecise=False, moving=False), SELDOM_DWELLING)
def test_one_house(story: Story, level: str) -> None:
    """A house in a village of a region and in two groups: one value on every day."""
    compare(story, HOUSE, opening(story, HOUSE, 0), level)


@given(stories(imprecise=True, moving=False), SELDOM_DWELLING)
def test_imprecise_dates(story: Story, level: str) -> None:
    """What depends on the reading of a date is unknown, and nothing else."""
    compare(story, HOUSE, opening(story, HOUSE, 0), level)


@given(stories(imprecise=False, moving=True), SUBJECTS, st.integers(0, 8), SELDOM_DWELLING)
def test_moving_country(story: Story, scope: str, day: int, level: str) -> None:
    """Areas move, members come and go: the places are those of the day."""
    compare(story, scope, opening(story, scope, day * 3), level)
