"""Tests of the Wilson interval against its defining equation."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.statistics.measures import interval

# Published normal deviates for two-sided confidence.
DEVIATES = {
    0.5: "0.674489750196081743",
    0.9: "1.644853626951472715",
    0.95: "1.959963984540054236",
    0.99: "2.575829303548900761",
    0.999: "3.290526731491894794",
}

trials_and_successes = st.integers(min_value=1, max_value=3_000).flatmap(
    lambda trials: st.tuples(st.just(trials), st.integers(min_value=0, max_value=trials))
)


def solved(successes: int, trials: int, deviate: str) -> tuple[float, float]:
    """Solve the quadratic (share - p)^2 * trials = z^2 p (1 - p) with forty digits."""
    with localcontext() as context:
        context.prec = 40
        square = Decimal(deviate) ** 2
        share = Decimal(successes) / trials
        quadratic, linear, constant = trials + square, -(2 * trials * share + square), trials
        root = max(Decimal(0), linear**2 - 4 * quadratic * constant * share**2).sqrt()
        return float((-linear - root) / (2 * quadratic)), float((-linear + root) / (2 * quadratic))


@given(trials_and_successes, st.sampled_from(sorted(DEVIATES)))
def test_the_interval_solves_its_quadratic(pair: tuple[int, int], confidence: float) -> None:
    """Both limits are the roots of the equation that defines the interval."""
    trials, successes = pair
    assert interval(successes, trials, confidence) == pytest.approx(
        solved(successes, trials, DEVIATES[confidence]), abs=1e-12
    )


@given(trials_and_successes)
def test_the_interval_holds_the_share_and_mirrors(pair: tuple[int, int]) -> None:
    """The share lies inside, within [0, 1], and failures have the mirrored interval."""
    trials, successes = pair
    low, high = interval(successes, trials)
    assert 0 <= low <= successes / trials <= high <= 1
    mirrored_low, mirrored_high = interval(trials - successes, trials)
    assert (low, high) == pytest.approx((1 - mirrored_high, 1 - mirrored_low), abs=1e-12)


def test_the_ends_are_exact() -> None:
    """Without any success the lower limit is 0, without any failure the upper one is 1."""
    assert interval(0, 20)[0] == 0.0
    assert interval(20, 20)[1] == 1.0


@pytest.mark.parametrize("trials", [0, -3])
def test_a_share_of_nothing_is_refused(trials: int) -> None:
    """No trials, no interval."""
    with pytest.raises(ValueError, match="at least one trial"):
        interval(0, trials)


@pytest.mark.parametrize("successes", [-1, 21])
def test_impossible_successes_are_refused(successes: int) -> None:
    """There are no more successes than trials and not fewer than none."""
    with pytest.raises(ValueError, match="between 0 and 20"):
        interval(successes, 20)


@pytest.mark.parametrize("confidence", [0.0, 1.0, -0.5, float("nan")])
def test_impossible_confidence_is_refused(confidence: float) -> None:
    """Confidence lies strictly between 0 and 1."""
    with pytest.raises(ValueError, match="confidence must lie"):
        interval(10, 20, confidence)
