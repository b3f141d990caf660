"""Tests of roots and of the evidence that they add up to."""

from math import inf, nan
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.statistics.opinion import (
    Outcome,
    RootOutcome,
    Totals,
    evidence,
    root,
    root_of_counts,
    totals,
)

count = st.integers(min_value=0, max_value=200)
value = st.floats(min_value=-1, max_value=1)
counted = st.tuples(count, count, count).filter(any)
roots = st.builds(
    lambda counts, weight, age: root_of_counts(counts[0], counts[1], counts[2], weight, age),
    counted,
    st.integers(min_value=0, max_value=20),
    st.floats(min_value=0, max_value=30),
)


@given(counted)
def test_a_root_weighs_one_however_many_members_it_has(counts: tuple[int, int, int]) -> None:
    """Splitting a promise gains nothing: r + s of one root is 1."""
    positive, negative = evidence(totals([root_of_counts(*counts)]))
    assert positive + negative == pytest.approx(1)


@given(value)
def test_a_graded_value_gives_its_halves(graded: float) -> None:
    """A value v gives (1 + v)/2 of positive evidence and (1 - v)/2 of negative."""
    positive, negative = evidence(totals([root(graded)]))
    assert (positive, negative) == pytest.approx(((1 + graded) / 2, (1 - graded) / 2))


@given(counted, value)
def test_a_mixed_root_has_the_mean_value_of_its_members(
    counts: tuple[int, int, int], middle_value: float
) -> None:
    """One root of members is worth the mean of their values, wherever the middle lies."""
    kept, middle, broken = counts
    mean = (kept + middle * middle_value - broken) / (kept + middle + broken)
    mixed = evidence(totals([root_of_counts(*counts)]), middle_value=middle_value)
    assert mixed == pytest.approx(evidence(totals([root(mean)])), abs=1e-12)


@given(st.lists(roots, max_size=8), st.sampled_from([0.5, 1.0, 3.0, inf]))
def test_totals_equal_a_naive_loop(listed: list[RootOutcome], half_life: float) -> None:
    """Every root counts with its weight, halved for each half-life of its age."""
    kept = middle = broken = 0.0
    for each in listed:
        weight = each.weight * 0.5 ** (each.age_years / half_life)
        kept += weight * each.kept
        middle += weight * each.middle
        broken += weight * each.broken
    found = totals(listed, half_life)
    assert (found.kept, found.middle, found.broken) == pytest.approx((kept, middle, broken))


@given(
    st.lists(roots, min_size=2, max_size=8).flatmap(
        lambda listed: st.tuples(st.just(listed), st.permutations(listed))
    )
)
def test_the_order_of_the_roots_changes_no_digit(
    pair: tuple[list[RootOutcome], list[RootOutcome]],
) -> None:
    """The totals are equal to the last bit in whatever order the roots come."""
    listed, shuffled = pair
    assert totals(listed, 3.0) == totals(shuffled, 3.0)


def test_one_half_life_halves_the_weight() -> None:
    """A root as old as the half-life counts for half, and without decay for one."""
    assert totals([root("kept", 1, 3.0)], 3.0) == Totals(0.5, 0.0, 0.0)
    assert totals([root("kept", 1, 3.0)]) == Totals(1.0, 0.0, 0.0)


def test_kappa_multiplies_all_negative_evidence() -> None:
    """A breach multiplier of 2 doubles s, that of the middle included, and leaves r."""
    assert evidence(Totals(12, 3, 5), kappa=2) == (13.5, 13.0)


def test_the_middle_moves_only_what_lies_in_the_middle() -> None:
    """Strict and lenient move a late root, and not a graded value of 0."""
    late, graded = totals([root("middle")]), totals([root(0.0)])
    assert [evidence(late, middle_value=each) for each in (-1, 0, 1)] == [
        (0.0, 1.0),
        (0.5, 0.5),
        (1.0, 0.0),
    ]
    assert {evidence(graded, middle_value=each) for each in (-1, 0, 1)} == {(0.5, 0.5)}


@pytest.mark.parametrize("bad", ["kept_late", "", 1.5, -1.5, nan])
def test_an_unknown_outcome_is_refused(bad: str | float) -> None:
    """An outcome is one of three words or a value from -1 to 1."""
    with pytest.raises(ValueError, match="An outcome is"):
        root(cast("Outcome", bad))


@pytest.mark.parametrize(
    "shares", [(0.5, 0.5, 0.5), (1.5, 0.0, -0.5), (0.0, 0.0, 0.0), (nan, 0.5, 0.5)]
)
def test_shares_that_make_no_whole_are_refused(shares: tuple[float, float, float]) -> None:
    """The shares of a root are not negative and sum to 1."""
    with pytest.raises(ValueError, match="sum to 1"):
        RootOutcome(*shares)


@pytest.mark.parametrize(("weight", "age"), [(-1, 0), (1, -1), (inf, 0), (1, inf), (nan, 0)])
def test_impossible_weights_and_ages_are_refused(weight: float, age: float) -> None:
    """A weight and an age are finite and at least 0."""
    with pytest.raises(ValueError, match="weight and the age"):
        root("kept", weight, age)


@pytest.mark.parametrize("counts", [(0, 0, 0), (2, 0, -1), (nan, 1, 1)])
def test_a_root_without_members_is_refused(counts: tuple[float, float, float]) -> None:
    """A root needs a resolved member to have an outcome."""
    with pytest.raises(ValueError, match="at least one resolved member"):
        root_of_counts(*counts)


def test_impossible_choices_are_refused() -> None:
    """A half-life and kappa are positive, the value of the middle lies in [-1, 1]."""
    with pytest.raises(ValueError, match="half-life must be positive"):
        totals([], 0.0)
    with pytest.raises(ValueError, match="between -1 and 1"):
        evidence(Totals(1, 1, 1), middle_value=1.5)
    with pytest.raises(ValueError, match="kappa must be positive"):
        evidence(Totals(1, 1, 1), kappa=0.0)
