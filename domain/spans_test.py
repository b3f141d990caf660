"""The algebra of step functions, held to its equations and to its values instant by instant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates import Instant, start_of
from domain.step_function import (
    NO,
    NOTHING,
    UNKNOWN,
    YES,
    StepFunction,
    both,
    count,
    during,
    either,
    gathered,
    inverse,
    paired,
    piecewise,
    sampled,
    together,
)

Answers = StepFunction[str]
Spans = list[tuple[Instant, Instant]]

DAYS = [start_of(date(2020, 1, 1) + timedelta(days=number)) for number in range(13)]
FIRST, LAST = DAYS[0], DAYS[-1]
MOMENTS = [Instant(day[:11] + time) for day in DAYS for time in ("00:00:00", "12:00:00")]
"""Every instant at which a generated function can change, and one between each two of them."""

VALUES = (YES, NO, UNKNOWN, NOTHING)


@st.composite
def functions(draw: st.DrawFn, *, holes: bool = True) -> Answers:
    """A step function on some of the days, with or without days on which it has no value."""
    values = (*VALUES, None) if holes else VALUES
    drawn = draw(st.lists(st.sampled_from(values), min_size=12, max_size=12))
    parts = zip(DAYS[:-1], DAYS[1:], drawn, strict=True)
    return piecewise((start, end, value) for start, end, value in parts if value is not None)


@st.composite
def stretches(draw: st.DrawFn) -> Spans:
    """Spans that overlap, touch, repeat each other or are empty."""
    days = st.sampled_from(DAYS)
    return draw(st.lists(st.tuples(days, days), max_size=6))


def agree(answers: Answers, of: Callable[[Instant], object]) -> None:
    """Hold a function to what it should say at every instant."""
    for moment in MOMENTS:
        assert answers.at(moment) == of(moment), moment


BOTH = {
    (YES, YES): YES, (YES, NO): NO, (YES, UNKNOWN): UNKNOWN,
    (NO, YES): NO, (NO, NO): NO, (NO, UNKNOWN): NO,
    (UNKNOWN, YES): UNKNOWN, (UNKNOWN, NO): NO, (UNKNOWN, UNKNOWN): UNKNOWN,
}  # fmt: skip
EITHER = {
    (YES, YES): YES, (YES, NO): YES, (YES, UNKNOWN): YES,
    (NO, YES): YES, (NO, NO): NO, (NO, UNKNOWN): UNKNOWN,
    (UNKNOWN, YES): YES, (UNKNOWN, NO): UNKNOWN, (UNKNOWN, UNKNOWN): UNKNOWN,
}  # fmt: skip
INVERSE = {YES: NO, NO: YES, UNKNOWN: UNKNOWN, NOTHING: NOTHING}


def pair(table: dict[tuple[str, str], str], left: str | None, right: str | None) -> str | None:
    """The table of the docstring, with nothing to judge and no value at all around it."""
    if left is None or right is None:
        return None
    return NOTHING if NOTHING in {left, right} else table[left, right]


@pytest.mark.parametrize(("left", "right"), list(product(VALUES, VALUES)))
def test_tables(left: str, right: str) -> None:
    """Kleene's tables, as they stand in the docstring."""
    f, g = piecewise([(FIRST, LAST, left)]), piecewise([(FIRST, LAST, right)])
    assert both(f, g).at(FIRST) == pair(BOTH, left, right)
    assert either(f, g).at(FIRST) == pair(EITHER, left, right)
    assert inverse(f).at(FIRST) == INVERSE[left]


@given(functions(), functions())
def test_pointwise(f: Answers, g: Answers) -> None:
    """At any instant a result is the result of the values at that instant."""
    agree(both(f, g), lambda t: pair(BOTH, f.at(t), g.at(t)))
    agree(either(f, g), lambda t: pair(EITHER, f.at(t), g.at(t)))
    agree(inverse(f), lambda t: None if f.at(t) is None else INVERSE[f.at(t) or ""])


@given(functions(), functions(), functions())
def test_laws(f: Answers, g: Answers, h: Answers) -> None:
    """Both and either are commutative, associative and idempotent."""
    for join in (both, either):
        assert join(f, g) == join(g, f)
        assert join(f, join(g, h)) == join(join(f, g), h) == join(f, g, h)
        assert join(f, f) == join(f) == f


@given(functions(holes=False), functions(holes=False))
def test_absorption(f: Answers, g: Answers) -> None:
    """Both and either absorb each other, wherever both have something to judge."""
    judged = both(f, g).change(lambda value: value != NOTHING)
    for absorbed in (both(f, either(f, g)), either(f, both(f, g))):
        for moment in MOMENTS:
            if judged.at(moment):
                assert absorbed.at(moment) == f.at(moment)


@given(functions(), functions())
def test_de_morgan(f: Answers, g: Answers) -> None:
    """What does not hold of both fails of either; and to invert twice is to do nothing."""
    assert inverse(both(f, g)) == either(inverse(f), inverse(g))
    assert inverse(either(f, g)) == both(inverse(f), inverse(g))
    assert inverse(inverse(f)) == f


@given(functions())
def test_one_form(f: Answers) -> None:
    """Equal functions are equal values: neighbours differ, and no step is empty."""
    assert all(part.start < part.end for part in f.parts)
    assert all(a.end < b.start or a.value != b.value for a, b in pairwise(f.parts))
    assert piecewise(f.parts) == f
    assert piecewise(reversed(f.parts)) == f
    halves = [f.within(FIRST, DAYS[5]), f.within(DAYS[5], LAST)]
    assert piecewise(part for half in halves for part in half.parts) == f


def test_two_values_at_once() -> None:
    """Steps that overlap are a mistake, not a function."""
    with pytest.raises(ValueError, match="two steps hold at 2020-01-02"):
        piecewise([(DAYS[0], DAYS[3], YES), (DAYS[1], DAYS[2], NO)])


@given(functions(), st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_within(f: Answers, start: Instant, end: Instant) -> None:
    """The same inside the bounds, and no value outside."""
    agree(f.within(start, end), lambda t: f.at(t) if start <= t < end else None)


@given(functions())
def test_questions(f: Answers) -> None:
    """What can be asked of a function follows from its values."""
    yes = [moment for moment in MOMENTS if f.at(moment) == YES]
    first = f.first(lambda value: value == YES)
    assert (first.start if first else None) == (yes[0] if yes else None)
    assert f.seconds(lambda value: value == YES) == 43_200 * len(yes)
    there = [moment for moment in MOMENTS if f.at(moment) is not None]
    share = len(yes) / len(there) if there else None
    assert f.share(lambda value: value == YES) == share
    turns = set(f.turns())
    for before, after in pairwise(MOMENTS):
        assert (f.at(before) != f.at(after)) == (after in turns)
    for moment in there:
        since = f.since(moment)
        assert since is not None
        assert {f.at(t) for t in MOMENTS if since <= t <= moment} == {f.at(moment)}
        assert since == FIRST or since in turns


@given(functions())
def test_change(f: Answers) -> None:
    """The function of the function, and since when that has been what it is."""
    for of in (str, len, bool):
        for moment in MOMENTS:
            assert f.alike_since(moment, of) == f.change(of).since(moment)
    agree(f.change(str.upper), lambda t: None if f.at(t) is None else (f.at(t) or "").upper())


@given(functions(holes=False))
def test_sampled(f: Answers) -> None:
    """A function is what is sampled of it at its turns, and at any more."""

    def value(moment: Instant) -> str:
        at_moment = f.at(moment)
        assert at_moment is not None
        return at_moment

    assert sampled(f.turns(), FIRST, LAST, value) == f
    assert sampled(MOMENTS, FIRST, LAST, value) == f


@given(stretches(), st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_during(spans: Spans, start: Instant, end: Instant) -> None:
    """Yes inside any of the spans, no elsewhere, nothing outside the bounds."""

    def expected(moment: Instant) -> str | None:
        if not start <= moment < end:
            return None
        return YES if any(a <= moment < b for a, b in spans) else NO

    agree(during(spans, start, end), expected)


@given(stretches(), st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_gathered(spans: Spans, start: Instant, end: Instant) -> None:
    """All that holds, in the order given."""
    named = [(a, b, number) for number, (a, b) in enumerate(spans)]
    function = gathered(named, start, end)
    for moment in MOMENTS:
        held = tuple(number for a, b, number in named if a <= moment < b)
        assert function.at(moment) == (held if start <= moment < end else None)


@given(functions(), functions())
def test_paired(f: Answers, g: Answers) -> None:
    """Two functions of different kinds side by side."""
    function = paired(f, g.change(len))
    for moment in MOMENTS:
        left, right = f.at(moment), g.at(moment)
        expected = None if left is None or right is None else (left, len(right))
        assert function.at(moment) == expected


@given(st.lists(functions(), max_size=4))
def test_together_and_count(several: list[Answers]) -> None:
    """Side by side where every one has a value; of none there is no value anywhere."""
    beside, counted = together(*several), count(*several)
    for moment in MOMENTS:
        values = tuple(function.at(moment) for function in several)
        there = bool(values) and None not in values
        assert beside.at(moment) == (values if there else None)
        assert counted.at(moment) == (values.count(YES) if there else None)
