"""The conditions against the oracle: steps and days, written from one page, must agree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from domain.dates import Bounds, Instant, bounds, plus_days
from domain.step_function import NO, NOTHING, UNKNOWN, YES, StepFunction, piecewise
from features.oracle import conditions_oracle as oracle
from features.oracle.conditions_histories import (
    LAST,
    Amended,
    amended,
    attestations,
    cases,
    inputs,
    on,
    promises,
    updates,
    yardstick,
)
from features.oracle.conditions_oracle import Case, instant
from projections.charter import charters
from projections.conditions.condition import CodedChange, Condition, Judged, Judgement, attested
from projections.conditions.informed import informed, input_answered
from projections.conditions.promises_kept import promises_kept
from projections.conditions.verdict import Break, finding, first, judged, whole

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


def judgement(steps: list[tuple[Instant, Instant, Judgement]]) -> Judged:
    """A condition of which nobody needs to vouch for anything."""
    return Judged(piecewise(steps), StepFunction())


@given(STATES)
def test_verdict(states: list[str]) -> None:
    """The verdict on one condition, with the day and the record of what proves it."""
    found = finding("informed", judgement(told(states)))
    assert found.verdict == oracle.verdict(states)
    assert (found.at_start, found.now) == (states[0], states[-1])
    day = oracle.broken_on(states)
    assert (found.first_break is None) == (day is None)
    if found.first_break is not None and day is not None:
        assert (found.first_break.on, found.first_break.event) == (on(day), day)
        assert found.first_unfavourable is None
        assert found.first_break.before == (states[day - 1] if day else None)
        met = [one for one, state in enumerate(states[:day]) if state == YES]
        assert found.first_break.met_until == (instant(met[-1] + 1) if met else None)
    assert found.constant == {"constant": True, "unknown": None}.get(found.verdict, False)


@given(st.lists(STATES, max_size=4))
def test_whole(several: list[list[str]]) -> None:
    """The verdict as a whole is the first that one of the conditions has."""
    findings = [finding("informed", judgement(told(states))) for states in several]
    assert whole(findings) == oracle.whole(several)


SPANS = st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda one: (one[0], sum(one)))


def written(first: int, last: int) -> str:
    """A day, or a stretch of days, as a record has it."""
    return on(first) if first == last else f"{on(first)}/{on(last)}"


@given(SPANS, st.integers(1, 3))
def test_day(days: tuple[int, int], later: int) -> None:
    """A break on the last of the days of its record is of that day as written; else of its own."""
    first, last = days[0] + 1, days[1] + 1
    for day, earliest, text in (
        (last, first, written(first, last)),
        (last + later, last + later, on(last + later)),
    ):
        record = {day: written(first, last)}
        broken = finding("informed", judgement(told([YES] * day + [NO])), record).first_break
        assert broken is not None
        assert (broken.on, broken.days) == (text, Bounds(instant(earliest), instant(day)))


@given(st.lists(SPANS, max_size=4))
def test_first(several: list[tuple[int, int]]) -> None:
    """Of several breaks the one whose last day comes first, with those that may lie before it."""
    breaks = [
        replace(BREAK, on=written(*days), days=bounds(written(*days)), condition=str(number))
        for number, days in enumerate(several)
    ]
    found = first(breaks)
    assert (found is None) == (not several)
    if found is not None:
        assert found.days.latest == instant(min(last for _, last in several))
        others = [one for one in breaks if one.condition != found.condition]
        before = [one.condition for one in others if one.days.earliest < found.days.latest]
        assert list(found.perhaps_before) == before


BREAK = Break("", bounds("2021"), "", None, None, "", None, None, ())
CODED = st.tuples(SPANS, st.sampled_from((None, "favourable", "unfavourable", "mixed")))


@given(st.lists(CODED, max_size=5), STATES)
def test_unfavourable(changes: list[tuple[tuple[int, int], str | None]], states: list[str]) -> None:
    """The first change coded as unfavourable, whatever the condition was before and after it."""
    coded = tuple(
        CodedChange(written(*days), "rule-changed", direction, event, "pace", breaks=False)
        for event, (days, direction) in enumerate(changes)
    )
    judged = replace(judgement(told(states)), changes=coded)
    worse = finding("rules-unchanged", judged).first_unfavourable
    expected = [(last, event) for event, ((_, last), how) in enumerate(changes) if how == WORSE]
    assert (worse.event if worse else None) == (min(expected)[1] if expected else None)
    assert finding("rules-unchanged", judged).verdict == oracle.verdict(states)


WORSE = "unfavourable"
