"""Tests of the estimators of time to fulfilment against naive loops with exact fractions."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.statistics.measures import Observation, aalen_johansen, kaplan_meier, value_at

observations = st.lists(
    st.tuples(st.integers(min_value=0, max_value=12), st.integers(min_value=0, max_value=3)),
    min_size=1,
    max_size=40,
)


def naive_survival(listed: list[tuple[int, int]], until: int) -> Fraction:
    """Multiply the shares that pass each time without an event, counting anew every time."""
    survival = Fraction(1)
    for time in range(until + 1):
        at_risk = sum(1 for each, _ in listed if each >= time)
        happened = sum(1 for each, event in listed if each == time and event)
        if at_risk:
            survival *= 1 - Fraction(happened, at_risk)
    return survival


def naive_incidence(listed: list[tuple[int, int]], event: int, until: int) -> Fraction:
    """Add the shares that meet this event at each time, out of those who came so far."""
    incidence = Fraction(0)
    for time in range(until + 1):
        at_risk = sum(1 for each, _ in listed if each >= time)
        happened = listed.count((time, event))
        if at_risk:
            before = naive_survival(listed, time - 1)
            incidence += before * Fraction(happened, at_risk)
    return incidence


@given(observations)
def test_kaplan_meier_equals_the_naive_loop(listed: list[tuple[int, int]]) -> None:
    """There is one step per time with an event, each with the exact product."""
    steps = kaplan_meier(listed)
    assert [time for time, _ in steps] == sorted({time for time, event in listed if event})
    for time, value in steps:
        assert value == pytest.approx(float(naive_survival(listed, int(time))), abs=1e-12)


@given(observations)
def test_aalen_johansen_equals_the_naive_loop(listed: list[tuple[int, int]]) -> None:
    """Each event has one step per time at which it happened, each with the exact sum."""
    incidences = aalen_johansen(listed)
    assert set(incidences) == {event for _, event in listed if event}
    for event, steps in incidences.items():
        assert [time for time, _ in steps] == sorted({t for t, kind in listed if kind == event})
        for time, value in steps:
            expected = float(naive_incidence(listed, event, int(time)))
            assert value == pytest.approx(expected, abs=1e-12)


@given(observations)
def test_incidences_and_survival_sum_to_one(listed: list[tuple[int, int]]) -> None:
    """At every time each is either free of events or has met one of them first."""
    survival, incidences = kaplan_meier(listed), aalen_johansen(listed)
    for time in range(14):
        met = sum(value_at(steps, time, 0) for steps in incidences.values())
        assert met + value_at(survival, time, 1) == pytest.approx(1)


@given(st.permutations([(3, 1), (3, 0), (1, 2), (7, 1), (7, 1), (9, 0)]))
def test_the_order_of_the_observations_does_not_matter(listed: list[Observation]) -> None:
    """Observations are a set of facts, not a sequence."""
    assert kaplan_meier(listed) == kaplan_meier(sorted(listed))
    assert aalen_johansen(listed) == aalen_johansen(sorted(listed))


def test_one_censored_at_the_time_of_an_event_was_at_risk() -> None:
    """Of two observed at a time, one event and one censored, half pass it."""
    assert kaplan_meier([(5, 1), (5, 0)]) == [(5, 0.5)]


def test_without_events_there_are_no_steps() -> None:
    """Nothing observed, or everything still open, gives empty step lists."""
    assert kaplan_meier([]) == kaplan_meier([(4, 0)]) == []
    assert aalen_johansen([]) == aalen_johansen([(4, 0)]) == {}


def test_a_step_holds_from_its_time_on() -> None:
    """Ahead of the first step its given value holds, at a step the new one."""
    steps = [(2.0, 0.75), (5.0, 0.25)]
    assert [value_at(steps, time, 1) for time in (1.9, 2, 4.9, 5, 99)] == [
        1,
        0.75,
        0.75,
        0.25,
        0.25,
    ]


@pytest.mark.parametrize("time", [-1.0, float("inf"), float("nan")])
def test_impossible_times_are_refused(time: float) -> None:
    """A time is finite and at least 0."""
    with pytest.raises(ValueError, match="A time must be"):
        kaplan_meier([(time, 1)])
    with pytest.raises(ValueError, match="A time must be"):
        aalen_johansen([(time, 1)])


def test_negative_events_are_refused() -> None:
    """Events are numbered from 1, with 0 for censored."""
    with pytest.raises(ValueError, match="An event is"):
        aalen_johansen([(1, -1)])
