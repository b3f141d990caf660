"""The exact limits of a count, against sums of Poisson probabilities term by term."""

from math import exp, fsum, lgamma, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.statistics.distributions import gamma_cumulative, gamma_quantile
from projections.statistics.measures import limits

COUNTS = st.integers(0, 400)
MEANS = st.floats(0.001, 500.0)


def at_most(count: int, mean: float) -> float:
    """The probability of at most so many events, as the sum of its terms."""
    return fsum(exp(n * log(mean) - mean - lgamma(n + 1)) for n in range(count + 1))


@given(MEANS, COUNTS)
def test_cumulative_is_the_upper_poisson_tail(mean: float, count: int) -> None:
    """A Gamma(count + 1) variable exceeds the mean as often as a Poisson count stays that low."""
    assert gamma_cumulative(mean, count + 1) == pytest.approx(1.0 - at_most(count, mean), abs=1e-10)


@given(st.floats(0.001, 0.999), st.floats(0.5, 2000.0))
def test_quantile_inverts_cumulative(p: float, shape: float) -> None:
    """At the quantile the cumulative probability is that which was asked for."""
    assert gamma_cumulative(gamma_quantile(p, shape), shape) == pytest.approx(p, abs=1e-9)


@pytest.mark.parametrize("shape", [1e4, 1e5])
def test_large_shapes(shape: float) -> None:
    """Where the expansions take longest they still settle, and agree with each other."""
    for p in (0.025, 0.5, 0.975):
        assert gamma_cumulative(gamma_quantile(p, shape), shape) == pytest.approx(p, abs=1e-9)


@given(COUNTS, st.sampled_from((0.5, 0.9, 0.95, 0.99)))
def test_limits_are_exact(count: int, confidence: float) -> None:
    """At either limit what was seen or more extreme has exactly the probability of one tail."""
    low, high = limits(count, confidence)
    tail = (1.0 - confidence) / 2.0
    assert at_most(count, high) == pytest.approx(tail, abs=1e-9)
    if count:
        assert 1.0 - at_most(count - 1, low) == pytest.approx(tail, abs=1e-9)
    else:
        assert low == 0.0
    assert low <= count < high


def test_published_limits() -> None:
    """Garwood's table for 0, 1 and 10 events at 95%."""
    assert limits(0) == pytest.approx((0.0, 3.688879), abs=1e-6)
    assert limits(1) == pytest.approx((0.025318, 5.571643), abs=1e-6)
    assert limits(10) == pytest.approx((4.795389, 18.390356), abs=1e-6)


@pytest.mark.parametrize(
    ("call", "arguments"),
    [
        (limits, (-1,)),
        (limits, (1, 1.0)),
        (gamma_cumulative, (-0.1, 1.0)),
        (gamma_cumulative, (1.0, 0.0)),
        (gamma_quantile, (1.0, 2.0)),
        (gamma_quantile, (-0.1, 2.0)),
    ],
)
def test_impossible_questions(call: object, arguments: tuple[float, ...]) -> None:
    """What cannot be asked is refused."""
    assert callable(call)
    with pytest.raises(ValueError, match=r"must|cannot"):
        call(*arguments)
