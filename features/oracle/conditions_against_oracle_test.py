"""The conditions against the oracle: steps and days, written from one page, must agree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from domain.dates import Instant, plus_days
from domain.step_function import NO, NOTHING, UNKNOWN, YES, piecewise
from features.oracle import conditions_oracle as oracle
from features.oracle.conditions_histories import (
    LAST,
    Amended,
    amended,
    attestations,
    cases,
    inputs,
    promises,
    updates,
    yardstick,
)
from features.oracle.conditions_oracle import Case, instant
from projections.charter import charters
from projections.conditions.condition import Condition, Judgement, attested
from projections.conditions.informed import informed, input_answered
from projections.conditions.promises_kept import promises_kept
from projections.conditions.verdict import DEPARTURES, finding, judged, whole

NOON = "T12:00:00"


def agree(case: Case, condition: Condition, expected: Callable[[int], str]) -> None:
    """Hold a condition against the oracle at the beginning and at noon of every day."""
    with yardstick(case) as measured:
        found = condition(measured, {"days": case.length}).steps
    assert found.parts[0].start == instant(case.start)
    assert found.parts[-1].end == instant(LAST + 1)
    for day in range(case.start, LAST + 1):
        for moment in (instant(day), Instant(instant(day)[:10] + NOON)):
            now = found.at(moment)
            assert now is not None, f"a hole on day {day}"
            assert now.met == expected(day), f"day {day}: {now}"
            assert all(event < len(case.records) for event in now.events)
            assert bool(now.missing) == (now.met == UNKNOWN)


@given(cases(promises(), "promise"))
def test_promises_kept(case: Case) -> None:
    """Promises that fell due, breaches, what repairs them, and who vouches for the record."""
    agree(case, promises_kept, case.promises_kept)


@given(cases(updates(), "update"))
def test_informed(case: Case) -> None:
    """Updates on exact and on vague days, to residents and to others, here and elsewhere."""
    agree(case, informed, case.informed)


@given(cases(inputs(), "input"))
def test_input_answered(case: Case) -> None:
    """Input with and without answers, late ones, and silences inside coverage and outside."""
    agree(case, input_answered, case.input_answered)


@given(cases(attestations(), "condition"))
def test_attested(case: Case) -> None:
    """Residents, independents and bodies who speak, change their mind, or differ."""
    agree(case, attested("heard"), case.attested)


@given(amended())
def test_amended(told: Amended) -> None:
    """Every day is measured by the terms that held on it, from the start until the end."""
    case = told.case
    with yardstick(case) as measured:
        (charter,) = charters(measured.geography.question)
        found = judged(measured.geography, charter, "informed", measured.scope).steps
    end = LAST + 1 if told.until is None else told.until
    for day in range(LAST + 1):
        now = found.at(instant(day))
        terms = replace(case, length=told.then if day >= told.day else case.length)
        expected = terms.informed(day) if case.start <= day < end else None
        assert (now.met if now else None) == expected, f"day {day}"


STATES = st.lists(st.sampled_from((YES, NO, UNKNOWN, NOTHING)), min_size=1, max_size=9)


def told(states: list[str]) -> list[tuple[Instant, Instant, Judgement]]:
    """A condition with these states on successive days, each day resting on a record."""
    return [
        (instant(day), plus_days(instant(day), 1), Judgement(state, (day,)))
        for day, state in enumerate(states)
    ]


@given(STATES)
def test_verdict(states: list[str]) -> None:
    """The verdict on one condition, with the day and the record of what proves it."""
    found = finding("informed", piecewise(told(states)))
    assert found.verdict == oracle.verdict(states)
    assert (found.at_start, found.now) == (states[0], states[-1])
    day = oracle.broken_on(states)
    assert (found.first_break is None) == (day is None)
    if found.first_break is not None and day is not None:
        assert (found.first_break.on, found.first_break.event) == (instant(day), day)
        assert found.first_unfavourable == found.first_break
        assert found.first_break.before == (states[day - 1] if day else None)
        met = [one for one, state in enumerate(states[:day]) if state == YES]
        assert found.first_break.met_until == (instant(met[-1] + 1) if met else None)
    unmet = states.index(NO) if NO in states else None
    assert (found.first_not_met.on if found.first_not_met else None) == (
        instant(unmet) if unmet is not None else None
    )
    assert found.constant == {"constant": True, "unknown": None}.get(found.verdict, False)


@given(st.lists(STATES, max_size=4))
def test_whole(several: list[list[str]]) -> None:
    """The verdict as a whole is the first that one of the conditions has."""
    findings = [finding("informed", piecewise(told(states))) for states in several]
    assert whole(findings) == oracle.whole(several)


@given(STATES, st.sampled_from(sorted(DEPARTURES)))
def test_departures(states: list[str], why: str) -> None:
    """What is another than at the start was otherwise then, unknown though the whole may be."""
    days = [
        (start, end, replace(one, why=why if one.met == NO else ""))
        for start, end, one in told(states)
    ]
    found = finding("same-lead", piecewise(days))
    unmet = states.index(NO) if NO in states else None
    if unmet is None:
        assert found.verdict == oracle.verdict(states)
        assert found.first_break is None
    else:
        assert found.verdict == ("changed" if unmet else "not-met-at-start")
        assert found.first_break is not None
        assert found.first_break.on == instant(unmet)


DIRECTIONS = st.lists(
    st.tuples(
        st.sampled_from((YES, NO)),
        st.sampled_from((None, "favourable", "unfavourable", "neutral", "mixed")),
    ),
    min_size=1,
    max_size=9,
)


@given(DIRECTIONS)
def test_unfavourable(changes: list[tuple[str, str | None]]) -> None:
    """Of changed rules the first break may be a favourable one; the other is the first coded so."""
    days = [
        (instant(day), plus_days(instant(day), 1), Judgement(state, (day,), direction=direction))
        for day, (state, direction) in enumerate(changes)
    ]
    found = finding("rules-unchanged", piecewise(days))
    states = [state for state, _ in changes]
    since = oracle.broken_on(states)
    expected = [
        day
        for day, change in enumerate(changes)
        if since is not None and day >= since and change == (NO, "unfavourable")
    ]
    worse = found.first_unfavourable
    assert (worse.event if worse else None) == (expected[0] if expected else None)
