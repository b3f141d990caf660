"""Tests of the opinion that evidence supports, its bands and its tiers."""

from dataclasses import FrozenInstanceError
from fractions import Fraction
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.statistics.distributions import beta_cumulative
from projections.statistics.opinion import from_evidence, tier, unresolved_band

amount = st.integers(min_value=0, max_value=400).map(lambda halves: halves / 2)
worth = st.integers(min_value=-8, max_value=8).map(lambda eighths: eighths / 8)
weight = st.sampled_from([1.0, 2.0, 4.0])
rate = st.sampled_from([0.125, 0.25, 0.5, 0.75])


@given(amount, amount, weight, rate)
def test_an_opinion_equals_exact_arithmetic(r: float, s: float, prior: float, base: float) -> None:
    """Score, belief, disbelief and uncertainty are the fractions of the definition."""
    found = from_evidence(r, s, prior_weight=prior, base_rate=base)
    whole = Fraction(r) + Fraction(s) + Fraction(prior)
    assert found.alpha + found.beta == pytest.approx(float(whole))
    assert found.score == pytest.approx(float((Fraction(r) + Fraction(base * prior)) / whole))
    assert found.belief == pytest.approx(float(Fraction(r) / whole))
    assert found.disbelief == pytest.approx(float(Fraction(s) / whole))
    assert found.uncertainty == pytest.approx(float(Fraction(prior) / whole))


@given(amount, amount, weight, rate)
def test_an_opinion_is_whole(r: float, s: float, prior: float, base: float) -> None:
    """Belief, disbelief and uncertainty sum to 1, and the score is belief + a * uncertainty."""
    found = from_evidence(r, s, prior_weight=prior, base_rate=base)
    assert found.belief + found.disbelief + found.uncertainty == pytest.approx(1)
    assert found.score == pytest.approx(found.belief + base * found.uncertainty)
    assert found.score == pytest.approx(found.alpha / (found.alpha + found.beta))


@given(amount, amount)
def test_the_interval_leaves_a_fortieth_on_each_side(r: float, s: float) -> None:
    """Below `low` and above `high` lie 2.5% each, and the limits do not cross."""
    found = from_evidence(r, s)
    assert 0 <= found.low < found.high <= 1
    assert beta_cumulative(found.low, found.alpha, found.beta) == pytest.approx(0.025, abs=1e-9)
    assert beta_cumulative(found.high, found.alpha, found.beta) == pytest.approx(0.975, abs=1e-9)


@given(amount, amount, st.lists(st.tuples(worth, worth)))
def test_the_unresolved_band(r: float, s: float, pairs: list[tuple[float, float]]) -> None:
    """It lies within that of all broken and all kept, and is as wide as what is open."""
    bounds = [(min(pair), max(pair)) for pair in pairs]
    low, high = unresolved_band(r, s, bounds)
    lowest, highest = unresolved_band(r, s, [(-1.0, 1.0)] * len(bounds))
    assert lowest - 1e-12 <= low <= high <= highest + 1e-12
    assert lowest <= from_evidence(r, s).score <= highest
    width = sum(most - least for least, most in bounds) / 2
    assert (high - low) * (r + s + len(bounds) + 2) == pytest.approx(width)


def test_an_opinion_cannot_be_changed() -> None:
    """A published figure is a value: no attribute can be set."""
    found = from_evidence(7, 1)
    with pytest.raises(FrozenInstanceError):
        found.score = 1.0  # type: ignore[misc]  # the refusal itself is under test
    assert not hasattr(found, "__dict__")


@pytest.mark.parametrize(
    ("roots", "expected"),
    [(0, "list"), (7, "list"), (8, "interval"), (29, "interval"), (30, "score"), (900, "score")],
)
def test_the_tier_follows_the_number_of_roots(roots: int, expected: str) -> None:
    """Below 8 roots the list, from 8 the interval, from 30 the score."""
    assert tier(roots) == expected


@pytest.mark.parametrize("bad", [-0.5, inf, nan])
def test_impossible_evidence_is_refused(bad: float) -> None:
    """Evidence is finite and not negative."""
    with pytest.raises(ValueError, match="Evidence must be"):
        from_evidence(bad, 1)
    with pytest.raises(ValueError, match="Evidence must be"):
        from_evidence(1, bad)
    with pytest.raises(ValueError, match="must lie in order"):
        unresolved_band(1, 1, [(bad, bad - 1)])


def test_impossible_priors_and_numbers_are_refused() -> None:
    """A prior has weight, a base rate lies inside (0, 1), and a count is not negative."""
    with pytest.raises(ValueError, match="prior weight must be positive"):
        from_evidence(1, 1, prior_weight=0.0)
    for rate_at_the_end in (0.0, 1.0):
        with pytest.raises(ValueError, match="strictly between 0 and 1"):
            from_evidence(1, 1, base_rate=rate_at_the_end)
    with pytest.raises(ValueError, match="at least 0, but is -1"):
        tier(-1)
