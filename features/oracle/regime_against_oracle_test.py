"""What holds for whom, against the naive reading: two programs from one page must agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.dates import Bounds, seconds_before
from features.oracle.regime_histories import (
    FIRST,
    HOUSE,
    LAST,
    PLACES,
    Fields,
    Story,
    exactly,
    instant,
    landscape,
    on,
    stories,
)
from features.oracle.regime_oracle import (
    Days,
    Telling,
    covered,
    days_as_at_start,
    lies,
    unchanged,
    value,
    vouchers,
)
from projections.charter import Measurement
from projections.conditions.rules_unchanged import rules_unchanged
from projections.regime.comparison import Start, compare
from projections.regime.figures import share_start_regime
from projections.regime.rulebook import Rulebook, Subject
from projections.regime.stability import Stability, stability

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


def concerning(story: Story, scope: str, days: range) -> dict[str, list[Fields]]:
    """The rules without what is for a group that only may touch an area: it proves nothing there.

    METHODS 6: a finding rests on what certainly covers the place.
    """
    if not scope.startswith("area/"):
        return story.rules
    unproven = [
        group
        for group in story.country.named
        if {lies(story.country, group, scope, day) for day in days} - {None} == {"maybe"}
    ]
    left = {
        rule: [event for event in events if not event["place"] or event["place"][0] not in unproven]
        for rule, events in story.rules.items()
    }
    return {rule: events for rule, events in left.items() if events}


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
        sure = replace(story, rules=concerning(story, scope, range(opened.last, LAST + 1)))
        proving = [telling(sure, (scope, opened, level), topic) for topic in TOPICS]
        yardstick = Measurement(places, "charter/x", scope, start, end, TOPICS)
        judged = rules_unchanged(yardstick, {}).steps
        for day in range(opened.last, LAST + 1):
            said = judged.at(instant(day))
            assert said is not None
            assert said.met == unchanged(proving, day - opened.last), day


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


# -- who vouches, and parts ---------------------------------------------------------------------


def row(story: Story, scope: str, opened: Days, last: int) -> Stability:
    """What the program tells of a place as of a day, compared with its opening."""
    with landscape(story) as places:
        as_of = seconds_before(instant(last + 1), 1)
        asked = None if scope == HOUSE else Bounds(instant(opened.first), instant(opened.last))
        (found,) = stability(replace(places.question, as_of=as_of), [scope], asked).rows
        return found


def recorded(story: Story, subject: tuple[str, Days, str], last: int) -> dict[str, Telling]:
    """The naive telling up to a day of the topics that had a rule by then."""
    told = {
        topic: telling(story, subject, topic).until(last + 1 - subject[1].last) for topic in TOPICS
    }
    return {topic: one for topic, one in told.items() if one.recorded}


@given(
    stories(imprecise=False, moving=True), SUBJECTS, st.integers(0, 4), st.integers(0, LAST // 3)
)
def test_who_vouches_and_until_when(story: Story, scope: str, day: int, later: int) -> None:
    """The last day by then on which all is vouched for, by whom, and the answer of that day."""
    opened = opening(story, scope, day * 3)
    last = min(opened.last + later * 3, LAST)
    subject = (scope, opened, "dwelling" if scope == HOUSE else "")
    found = row(story, scope, opened, last)
    topics: list[str | None] = [*recorded(story, subject, last)] or [None]
    words = {
        one: [vouchers(story.country, story.vouched, subject, topic, one) for topic in topics]
        for one in range(opened.last, last + 1)
    }
    whole = [one for one in words if all(words[one])]
    named = {party for one in whole for parties in words[one] for party in parties}
    assert found.vouched_by == tuple(sorted(named))
    assert found.vouched_until == (on(whole[-1]) if whole else None)
    if not whole or whole[-1] == last:
        assert found.stable_vouched is None
        return
    then = recorded(story, subject, whole[-1])
    all_on = [vouchers(story.country, story.vouched, subject, None, one) for one in words]
    answers = {one.stable() for one in then.values()}
    nothing = True if all(all_on[: whole[-1] + 1 - opened.last]) else None
    same = (False if False in answers else None if None in answers else True) if then else nothing
    assert found.stable_vouched is same
    assert row(story, scope, opened, whole[-1]).stable is same


@given(stories(imprecise=False, moving=True), st.sampled_from(PLACES), st.integers(0, 4))
def test_what_is_for_a_part_is_no_change_of_the_place(story: Story, scope: str, day: int) -> None:
    """What is listed for parts was done for something in it, and what may touch it is apart."""
    start, country = day * 3, story.country
    found = row(story, scope, exactly(start), LAST)
    if not scope.startswith("area/"):
        assert found.for_part_of_it == found.may_touch == ()
        return
    for lines, relation in ((found.for_part_of_it, "part"), (found.may_touch, "maybe")):
        for line in lines:
            happened = (date.fromisoformat(line.on) - FIRST).days
            chains = country.chains(scope, happened)
            assert not any(line.place in group for chain in chains for group in chain)
            assert lies(country, line.place, scope, happened) == relation
            assert start < happened <= LAST
