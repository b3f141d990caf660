"""Unequal treatment, against counting every pair and every household."""

from itertools import permutations
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.statistics.measures import effective_number, gini, pairs_apart, theil

SIZES = st.lists(st.integers(0, 8), max_size=5)
AMOUNTS = st.lists(st.integers(0, 50_000).map(float), max_size=12)
GROUPS = st.lists(st.lists(st.integers(0, 50_000).map(float), max_size=6), max_size=4)


@given(SIZES)
def test_pairs_apart_counts_pairs(sizes: list[int]) -> None:
    """The formula is the share of pairs, each of which is looked at."""
    members = [group for group, size in enumerate(sizes) for _ in range(size)]
    pairs = list(permutations(members, 2))
    found = pairs_apart(sizes)
    if not pairs:
        assert found is None
    else:
        assert found == pytest.approx(sum(a != b for a, b in pairs) / len(pairs))


@given(st.integers(1, 6), st.integers(1, 9))
def test_effective_number_of_equal_groups(groups: int, size: int) -> None:
    """Groups of one size count as many as there are."""
    assert effective_number([size] * groups) == pytest.approx(groups)


@given(AMOUNTS)
def test_gini_is_half_the_mean_difference(amounts: list[float]) -> None:
    """Gini is the mean difference of all pairs, each with itself too, over twice the mean."""
    found = gini(amounts)
    if not sum(amounts):
        assert found is None
        return
    count, mean = len(amounts), sum(amounts) / len(amounts)
    difference = sum(abs(a - b) for a in amounts for b in amounts) / count**2
    assert found == pytest.approx(difference / (2 * mean), abs=1e-12)


@given(GROUPS)
def test_theil_parts(groups: list[list[float]]) -> None:
    """The whole is its parts; between is the whole if everybody had the mean of the own group."""
    found = theil(groups)
    if not sum(sum(group) for group in groups):
        assert found is None
        return
    assert found is not None
    everybody = [amount for group in groups for amount in group]
    mean = sum(everybody) / len(everybody)
    whole = sum(x / mean * log(x / mean) for x in everybody if x) / len(everybody)
    levelled = theil([[sum(group) / len(group)] * len(group) for group in groups if group])
    weights = [(group, sum(group) / sum(everybody)) for group in groups if sum(group)]
    within = sum(weight * inner.total for group, weight in weights if (inner := theil([group])))
    assert levelled is not None
    assert found.total == pytest.approx(whole, abs=1e-12)
    assert found.between == pytest.approx(levelled.total, abs=1e-12)
    assert found.within == pytest.approx(within, abs=1e-12)


@given(AMOUNTS, st.floats(0.01, 100.0))
def test_another_currency(amounts: list[float], rate: float) -> None:
    """Inequality does not depend on the unit of money."""
    converted = [amount * rate for amount in amounts]
    assert gini(converted) == pytest.approx(gini(amounts), abs=1e-9)


@pytest.mark.parametrize("call", [pairs_apart, effective_number, gini])
def test_negative_values_are_refused(call: object) -> None:
    """A negative size or amount is a mistake."""
    assert callable(call)
    with pytest.raises(ValueError, match="negative"):
        call([1, -1])
