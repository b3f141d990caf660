"""Counts of mass promises against the oracle: all readings of a quantity, one by one."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.quantity import amount, promised_size
from features.oracle import count_oracle
from projections.promise.evidence import Count, counted

NUMBERS = st.sampled_from(("0", "1", "2", "3.5", "4", "6", "10", "11"))


def quantities() -> st.SearchStrategy[str]:
    """Quantities in every spelling, near each other so that bounds meet."""
    pairs = st.tuples(NUMBERS, NUMBERS).map(lambda two: "..".join(sorted(two, key=Fraction)))
    signed = st.tuples(st.sampled_from("<>~"), NUMBERS).map("".join)
    return st.one_of(NUMBERS, pairs, signed.filter(lambda text: text != "<0"))


def sizes() -> st.SearchStrategy[str]:
    """What can be promised: no ceiling, and no quantity that nothing at all would reach."""
    return quantities().filter(
        lambda text: not text.startswith("<") and (text.startswith(">") or amount(text).least > 0)
    )


def count(done: str, size: str) -> Count:
    """A count of a promise of this size."""
    promised = promised_size(size)
    assert promised is not None
    return Count(amount(done), promised)


@given(quantities(), st.none() | quantities(), sizes())
def test_what_a_count_says(done: str, in_time: str | None, size: str) -> None:
    """The outcome on which all readings agree, and the least and the most of their values."""
    expected = count_oracle.says(done, in_time, size)
    found = counted(count(done, size), None if in_time is None else count(in_time, size))
    assert found.outcome == expected.outcome
    assert float(found.low) == pytest.approx(float(expected.low), abs=1e-6)
    assert float(found.high) == pytest.approx(float(expected.high), abs=1e-6)
    assert (found.value is None) == (expected.value is None)


@given(quantities(), sizes())
def test_how_much_a_count_is(done: str, size: str) -> None:
    """All, nothing, or a part: what holds on every reading."""
    found = count(done, size)
    assert found.is_all == count_oracle.is_all(done, size)
    assert found.is_none == count_oracle.is_none(done, size)
    assert (found.is_less and not found.is_none) == count_oracle.is_part(done, size)


@given(quantities(), quantities())
def test_two_quantities(first: str, second: str) -> None:
    """One is certainly less than another where it is on every pair of readings."""
    bounds = [
        bound
        for text in (first, second)
        for bound in (amount(text).least, amount(text).most)
        if bound is not None
    ]
    pairs = [
        (one, other)
        for one in count_oracle.readings(first, bounds)
        for other in count_oracle.readings(second, bounds)
    ]
    less = all(one < other for one, other in pairs)
    assert amount(first).certainly_less(amount(second)) == less
