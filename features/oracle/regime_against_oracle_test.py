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
from features.oracle.regime_oracle import (
    Days,
    Telling,
    covered,
    days_as_at_start,
    unchanged,
    value,
)
from projections.charter import Measurement
from projections.conditions.rules_unchanged import rules_unchanged
from projections.regime.comparison import Start, compare
from projections.regime.figures import share_start_regime
from projections.regime.rulebook import Rulebook, Subject

TOPICS = ("norm", "pace")
SUBJECTS = st.sampled_from((HOUSE, HOUSE, *PLACES))


LAST_OF_THREE = 2
"""Days are told by threes, and what holds until a day ends on the next: only these two matter."""


def values_agree(story: Story, scope: str, opened: Days, level: str) -> None:
    """Ask both about every day from the opening on."""
    start, end = instant(opened.last), instant(LAST + 1)
    with landscape(story) as places:
        subject = Subject(scope, Bounds(instant(opened.first), start), level)
        for topic in {events[0]["topic"] for events in story.rules.values()}:
            found = Rulebook(places).values(subject, topic, start, end)
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
    values_agree(story, HOUSE, opening(story, HOUSE, 0), level)


@given(stories(imprecise=True, moving=False), SELDOM_DWELLING)
def test_imprecise_dates(story: Story, level: str) -> None:
    """What depends on the reading of a date is unknown, and nothing else."""
    values_agree(story, HOUSE, opening(story, HOUSE, 0), level)


@given(stories(imprecise=False, moving=True), SUBJECTS, st.integers(0, 8), SELDOM_DWELLING)
def test_moving_country(story: Story, scope: str, day: int, level: str) -> None:
    """Areas move, members come and go: the places are those of the day."""
    values_agree(story, scope, opening(story, scope, day * 3), level)


def telling(story: Story, subject: tuple[str, Days, str], topic: str) -> Telling:
    """What the naive reading tells of a topic, from the opening of a subject on."""
    opened = subject[1]

    def held(day: int) -> frozenset[str] | None:
        found = value(story.country, story.rules, subject, topic, day)
        return found[0] if found is not None else None

    days = range(opened.last, LAST + 1)
    return Telling(
        values=[held(day) for day in days],
        vouched=[covered(story.country, story.vouched, subject, topic, day) for day in days],
        opening=[held(day) for day in range(opened.first, opened.last + 1)],
    )


def then_and_now(story: Story, scope: str, opened: Days, *, exact: bool) -> None:
    """Compare whether the rules stayed the same, what changed, and the condition on every day.

    The share of all days with the rules of the start too.
    """
    level = "dwelling" if scope == HOUSE else ""
    told = [telling(story, (scope, opened, level), topic) for topic in TOPICS]
    start, end = instant(opened.last), instant(LAST + 1)
    with landscape(story) as places:
        rulebook = Rulebook(places)
        subject = Subject(scope, Bounds(instant(opened.first), start), level)
        begun = Start(subject, subject.opened, "asked", None, TOPICS, None)
        found = [compare(rulebook, begun, topic, end) for topic in TOPICS]
        for one, naive in zip(found, told, strict=True):
            assert {"yes": True, "no": False}.get(one.stable) == naive.stable()
            if exact:
                days = [instant(opened.last + day) for day in naive.changes()]
                assert [change.moment for change in one.changes if change.proven] == days
        proven, possible = days_as_at_start(told)
        whole = LAST + 1 - opened.last
        share = share_start_regime(found, start, end)
        assert share.low == proven / whole
        assert share.high == possible / whole
        same = proven / whole if proven == possible else None
        assert share.one == same
        if scope == HOUSE and not exact:
            return  # the yardstick of a case counts from one day, not from some
        yardstick = Measurement(places, "charter/x", scope, start, end, TOPICS)
        judged = rules_unchanged(yardstick, {}).steps
        for day in range(opened.last, LAST + 1):
            said = judged.at(instant(day))
            assert said is not None
            assert said.met == unchanged(told, day - opened.last), day


@given(stories(imprecise=False, moving=False))
def test_then_and_now(story: Story) -> None:
    """Whether the rules of a house stayed the same, the days with a change, and the condition."""
    then_and_now(story, HOUSE, opening(story, HOUSE, 0), exact=True)


@given(stories(imprecise=True, moving=False), st.sampled_from((HOUSE, *PLACES)))
def test_then_and_now_with_imprecise_dates(story: Story, scope: str) -> None:
    """What the dates leave open proves neither that something changed nor that nothing did."""
    then_and_now(story, scope, opening(story, scope, 0), exact=False)


@given(stories(imprecise=False, moving=True), SUBJECTS, st.integers(0, 4))
def test_then_and_now_in_a_moving_country(story: Story, scope: str, day: int) -> None:
    """The same for every place of a country that moves."""
    then_and_now(story, scope, opening(story, scope, day * 3), exact=True)
