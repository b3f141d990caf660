"""The Gamma distribution with scale 1: cumulative probability and quantile.

The regularised incomplete gamma function is evaluated with its series below the mean and with its
continued fraction above (Press et al., Numerical Recipes, section 6.2). Half the chi-square
quantile with 2k degrees of freedom is the quantile for shape k. Results are accurate to 1e-9 or
better for shapes from 0.5 to 100,000.
"""

from functools import lru_cache
from math import exp, lgamma, log

from projections.statistics.lentz import RELATIVE_PRECISION, SMALLEST, away_from_zero, next_term

_MAXIMUM_TERMS = 100_000
_MAXIMUM_STEPS = 400


def cumulative(x: float, shape: float) -> float:
    """Return the probability that a Gamma(shape) variable is at most x, x from 0 on.

    Raises ValueError if x is negative or the shape is not positive, ArithmeticError if the
    expansion does not settle.
    """
    if not shape > 0.0:
        message = f"The shape must be positive, but is {shape}."
        raise ValueError(message)
    if not x >= 0.0:
        message = f"x must not be negative, but is {x}."
        raise ValueError(message)
    if x == 0.0:
        return 0.0
    front = exp(shape * log(x) - x - lgamma(shape))
    if x < shape + 1.0:
        return min(1.0, front * _series(x, shape))
    return max(0.0, 1.0 - front * _continued_fraction(x, shape))


def _series(x: float, shape: float) -> float:
    """Return the sum of x^n / (shape (shape + 1) ... (shape + n)) over n from 0 on."""
    term = total = 1.0 / shape
    for step in range(1, _MAXIMUM_TERMS):
        term *= x / (shape + step)
        total += term
        if term <= total * RELATIVE_PRECISION:
            return total
    message = f"The series did not converge for Gamma({shape}) at {x}."
    raise ArithmeticError(message)


def _continued_fraction(x: float, shape: float) -> float:
    """Return the continued fraction of the upper tail by the method of Lentz (1976)."""
    denominator = x + 1.0 - shape
    ratio = 1.0 / SMALLEST
    inverse = 1.0 / away_from_zero(denominator)
    fraction = inverse
    for term in range(1, _MAXIMUM_TERMS):
        coefficient = -term * (term - shape)
        denominator += 2.0
        inverse, ratio = next_term(coefficient, denominator, inverse, ratio)
        change = inverse * ratio
        fraction *= change
        if abs(change - 1.0) <= RELATIVE_PRECISION:
            return fraction
    message = f"The continued fraction did not converge for Gamma({shape}) at {x}."
    raise ArithmeticError(message)


@lru_cache(maxsize=4096)
def quantile(p: float, shape: float) -> float:
    """Return the x below which a Gamma(shape) variable falls with probability p.

    By bisection to the last digit: `cumulative` rises, so halving cannot miss. Raises ValueError
    if p lies outside [0, 1).
    """
    if not 0.0 <= p < 1.0:
        message = f"The probability p must lie in [0, 1), but is {p}."
        raise ValueError(message)
    if p == 0.0:
        return 0.0
    low, high = 0.0, max(1.0, shape)
    while cumulative(high, shape) < p:
        low, high = high, 2.0 * high
    for _ in range(_MAXIMUM_STEPS):
        middle = (low + high) / 2.0
        if middle in (low, high):
            break
        if cumulative(middle, shape) < p:
            low = middle
        else:
            high = middle
    return high
