"""Tests of the Beta distribution against exact sums, closed forms and recurrences."""

from fractions import Fraction
from math import asin, comb, exp, factorial, inf, lgamma, log, log1p, nan, pi, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.statistics.distributions import beta_cumulative, beta_quantile, probability_less

whole = st.integers(min_value=1, max_value=40)
parameter = st.floats(min_value=0.5, max_value=500)
inside = st.floats(min_value=0.001, max_value=0.999)


def exact_cumulative(x: Fraction, alpha: int, beta: int) -> Fraction:
    """Sum the binomial tail that equals the cumulative probability for whole parameters."""
    trials = alpha + beta - 1
    return sum(
        (comb(trials, j) * x**j * (1 - x) ** (trials - j) for j in range(alpha, trials + 1)),
        start=Fraction(0),
    )


def exact_complete(alpha: int, beta: int) -> Fraction:
    """Return the complete beta function of whole numbers."""
    return Fraction(factorial(alpha - 1) * factorial(beta - 1), factorial(alpha + beta - 1))


def exact_probability_less(first: tuple[int, int], second: tuple[int, int]) -> Fraction:
    """Sum P(A < B) term by term for whole parameters."""
    (alpha, beta), (other_alpha, other_beta) = first, second
    return sum(
        (
            exact_complete(alpha + i, beta + other_beta)
            / ((other_beta + i) * exact_complete(1 + i, other_beta) * exact_complete(alpha, beta))
            for i in range(other_alpha)
        ),
        start=Fraction(0),
    )


def log_complete(alpha: float, beta: float) -> float:
    """Return the logarithm of the complete beta function."""
    return lgamma(alpha) + lgamma(beta) - lgamma(alpha + beta)


@given(st.integers(min_value=0, max_value=64), whole, whole)
def test_cumulative_equals_the_exact_binomial_sum(numerator: int, alpha: int, beta: int) -> None:
    """For whole parameters the cumulative probability is a binomial tail."""
    x = Fraction(numerator, 64)
    assert beta_cumulative(float(x), alpha, beta) == pytest.approx(
        float(exact_cumulative(x, alpha, beta)), rel=1e-11, abs=1e-300
    )


@given(inside)
def test_cumulative_of_two_halves_is_the_arcsine_law(x: float) -> None:
    """Beta(1/2, 1/2) has the closed form of the arcsine law."""
    assert beta_cumulative(x, 0.5, 0.5) == pytest.approx(2 / pi * asin(sqrt(x)), abs=1e-13)


@given(inside, parameter, parameter)
def test_cumulative_obeys_the_recurrence_in_alpha(x: float, alpha: float, beta: float) -> None:
    """Raising alpha by one takes off the known term, whole or not."""
    term = exp(alpha * log(x) + beta * log1p(-x) - log(alpha) - log_complete(alpha, beta))
    raised = beta_cumulative(x, alpha + 1, beta)
    assert beta_cumulative(x, alpha, beta) == pytest.approx(raised + term, abs=1e-11)


@given(inside, parameter, parameter)
def test_quantile_is_the_inverse_of_cumulative(p: float, alpha: float, beta: float) -> None:
    """The cumulative probability at a quantile is the probability asked for."""
    x = beta_quantile(p, alpha, beta)
    assert 0 < x <= 1
    assert beta_cumulative(x, alpha, beta) == pytest.approx(p, abs=1e-9)


@given(st.floats(min_value=0.01, max_value=0.98), parameter, parameter)
def test_quantile_rises_with_the_probability(p: float, alpha: float, beta: float) -> None:
    """A larger probability has a larger quantile."""
    assert beta_quantile(p, alpha, beta) < beta_quantile(p + 0.01, alpha, beta)


def test_the_ends_of_the_scale_are_exact() -> None:
    """At 0 and 1 both functions return exactly 0 and 1."""
    assert [beta_cumulative(end, 2.5, 0.5) for end in (0.0, 1.0)] == [0.0, 1.0]
    assert [beta_quantile(end, 2.5, 0.5) for end in (0.0, 1.0)] == [0.0, 1.0]


@given(st.tuples(whole, whole), st.tuples(whole, whole))
def test_probability_less_equals_the_exact_sum(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    """For whole parameters P(A < B) is a finite sum of fractions."""
    assert probability_less(first, second) == pytest.approx(
        float(exact_probability_less(first, second)), abs=1e-10
    )


@given(st.tuples(parameter, parameter), st.tuples(parameter, parameter))
def test_either_the_one_or_the_other_is_less(
    first: tuple[float, float], second: tuple[float, float]
) -> None:
    """P(A < B) and P(B < A) sum to 1."""
    both = probability_less(first, second) + probability_less(second, first)
    assert both == pytest.approx(1, abs=1e-9)


@given(parameter, parameter)
def test_probability_less_of_power_laws_is_closed(alpha: float, other: float) -> None:
    """With beta = 1 on both sides P(A < B) is the second alpha over the sum."""
    less = probability_less((alpha, 1.0), (other, 1.0))
    assert less == pytest.approx(other / (alpha + other), abs=1e-9)


@given(st.tuples(parameter, parameter), st.tuples(parameter, parameter))
def test_probability_less_obeys_the_recurrence(
    first: tuple[float, float], second: tuple[float, float]
) -> None:
    """Raising the first alpha by one takes off the known term (Cook 2005), whole or not."""
    (alpha, beta), (other_alpha, other_beta) = first, second
    term = exp(
        log_complete(alpha + other_alpha, beta + other_beta)
        - log_complete(alpha, beta)
        - log_complete(other_alpha, other_beta)
        - log(alpha)
    )
    raised = probability_less((alpha + 1, beta), second)
    assert probability_less(first, second) == pytest.approx(raised + term, abs=1e-9)


@pytest.mark.parametrize("bad", [0.0, -1.0, inf, nan])
def test_parameters_that_make_no_distribution_are_refused(bad: float) -> None:
    """Parameters must be positive and finite, in every function and place."""
    with pytest.raises(ValueError, match="must be positive and finite"):
        beta_cumulative(0.5, bad, 1)
    with pytest.raises(ValueError, match="must be positive and finite"):
        beta_quantile(0.5, 1, bad)
    with pytest.raises(ValueError, match="must be positive and finite"):
        probability_less((bad, 1), (1, 1))
    with pytest.raises(ValueError, match="must be positive and finite"):
        probability_less((1, 1), (1, bad))


@pytest.mark.parametrize("bad", [-0.1, 1.1, nan])
def test_points_off_the_scale_are_refused(bad: float) -> None:
    """A point or probability outside [0, 1] is refused."""
    with pytest.raises(ValueError, match="between 0 and 1"):
        beta_cumulative(bad, 1, 1)
    with pytest.raises(ValueError, match="between 0 and 1"):
        beta_quantile(bad, 1, 1)


def test_a_quantile_too_close_to_zero_is_not_invented() -> None:
    """Where no floating-point number holds the quantile, the error says so."""
    with pytest.raises(ArithmeticError, match="did not settle"):
        beta_quantile(1e-6, 0.001, 0.001)
