"""The Beta distribution: cumulative probability, quantile, and the order of two of them.

Parameters are positive and need not be whole. Results are accurate
to 1e-8 or better for parameters from 0.5 to 100,000; far below 0.1 a quantile may be too close
to 0 for a floating-point number, which raises ArithmeticError.
"""

from functools import lru_cache
from math import exp, inf, log, log1p, sqrt

from projections.statistics.incomplete_beta import log_beta, logarithms, regularised

_MAXIMUM_STEPS = 200
_LAST_STEP = 1e-8
_NEGLIGIBLE_WEIGHT = 1e-17
# Points per standard deviation, and the widest spacing on the log-odds scale: wider ones lose
# digits where the density is skewed (with 0.5 errors reach 3e-8, with 0.3 they stay below 1e-9).
_POINTS_PER_SPREAD = 2.5
_WIDEST_SPACING = 0.3

_MEDIAN = 0.5


def cumulative(x: float, alpha: float, beta: float) -> float:
    """Return the probability that a Beta(alpha, beta) variable is at most x, x in [0, 1].

    Raises ValueError if x lies outside [0, 1] or a parameter is not positive and finite.
    """
    _require_parameters(alpha, beta)
    if not 0.0 <= x <= 1.0:
        message = f"x must lie between 0 and 1, but is {x}."
        raise ValueError(message)
    if x in (0.0, 1.0):
        return float(x)
    return regularised(log(x), log1p(-x), alpha, beta, log_beta(alpha, beta))


@lru_cache(maxsize=32_768)
def quantile(p: float, alpha: float, beta: float) -> float:
    """Return the x in [0, 1] below which a Beta(alpha, beta) variable falls with probability p.

    Newton's iteration with Halley's correction (Press et al., section 6.4), kept inside a
    bracket that shrinks with every step. Raises ValueError if p lies outside [0, 1] or a
    parameter is not positive and finite, ArithmeticError if the iteration does not settle.
    """
    _require_parameters(alpha, beta)
    if not 0.0 <= p <= 1.0:
        message = f"The probability p must lie between 0 and 1, but is {p}."
        raise ValueError(message)
    if p in (0.0, 1.0):
        return float(p)
    log_constant = log_beta(alpha, beta)
    low, high = 0.0, 1.0
    x = _first_guess(p, alpha, beta, log_constant)
    for _ in range(_MAXIMUM_STEPS):
        if not low < x < high:
            x = (low + high) / 2
            if x in (low, high):
                return x
        log_x, log_complement = log(x), log1p(-x)
        excess = regularised(log_x, log_complement, alpha, beta, log_constant) - p
        if excess == 0.0:
            return x
        low, high = (low, x) if excess > 0.0 else (x, high)
        log_density = (alpha - 1) * log_x + (beta - 1) * log_complement - log_constant
        # A vanishing density would send the step to infinity; leaving the bracket bisects it.
        newton = excess * exp(min(-log_density, 700.0))
        curvature = (alpha - 1) / x - (beta - 1) / (1 - x)
        step = newton / (1 - 0.5 * max(-1.0, min(1.0, newton * curvature)))
        x -= step
        # The step shrinks at least quadratically: one of 1e-8 leaves an error near 1e-16.
        if low < x < high and abs(step) <= _LAST_STEP * x * (1 - x):
            return x
    message = f"The quantile {p} of Beta({alpha}, {beta}) did not settle."
    raise ArithmeticError(message)


def probability_less(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Return P(A < B) for independent A ~ Beta(*first) and B ~ Beta(*second).

    The integral of the density of one against the cumulative probability of the other, on the
    log-odds scale, where the trapezoidal rule converges exponentially (Trefethen & Weideman
    2014). Raises ValueError if a parameter is not positive and finite.
    """
    _require_parameters(*first)
    _require_parameters(*second)
    # The density of the narrower one: its curve is the one that the points must resolve.
    if _spread(first) <= _spread(second):
        return _mean_cumulative(first, (second[1], second[0]), mirrored=True)
    return _mean_cumulative(second, first, mirrored=False)


def _mean_cumulative(
    narrow: tuple[float, float], wide: tuple[float, float], *, mirrored: bool
) -> float:
    """Return the mean of the cumulative probability of `wide` at X (mirrored: 1 - X), X narrow."""
    alpha, beta = narrow
    log_constant = log_beta(*wide)
    centre = log(alpha / beta)
    spacing = min(_WIDEST_SPACING, _spread(narrow) / _POINTS_PER_SPREAD)
    peak = _log_weight(centre, alpha, beta)
    total = weighted = 0.0
    for direction, start in ((1, 0), (-1, 1)):
        index = start
        while True:
            log_odds = centre + direction * index * spacing
            weight = exp(_log_weight(log_odds, alpha, beta) - peak)
            if weight < _NEGLIGIBLE_WEIGHT:
                break
            log_x, log_complement = logarithms(-log_odds if mirrored else log_odds)
            value = regularised(log_x, log_complement, *wide, log_constant)
            total += weight
            weighted += weight * value
            index += 1
    # Dividing by the weights' own sum cancels the density's constant and its rounding.
    return weighted / total


def _spread(parameters: tuple[float, float]) -> float:
    """Return a lower bound of the standard deviation on the log-odds scale."""
    return sqrt(1 / parameters[0] + 1 / parameters[1])


def _log_weight(log_odds: float, alpha: float, beta: float) -> float:
    """Return the logarithm of the unnormalised density on the log-odds scale."""
    log_x, log_complement = logarithms(log_odds)
    return alpha * log_x + beta * log_complement


def _first_guess(p: float, alpha: float, beta: float, log_constant: float) -> float:
    """Return a starting point: Abramowitz & Stegun 26.5.22, or the end's power law below 1."""
    if alpha >= 1 and beta >= 1:
        root = sqrt(-2 * log(min(p, 1 - p)))
        deviate = (2.30753 + root * 0.27061) / (1 + root * (0.99229 + root * 0.04481)) - root
        deviate = deviate if p >= _MEDIAN else -deviate
        correction = (deviate * deviate - 3) / 6
        alpha_part, beta_part = 1 / (2 * alpha - 1), 1 / (2 * beta - 1)
        harmonic = 2 / (alpha_part + beta_part)
        shift = deviate * sqrt(correction + harmonic) / harmonic - (beta_part - alpha_part) * (
            correction + 5 / 6 - 2 / (3 * harmonic)
        )
        return alpha / (alpha + beta * exp(min(2 * shift, 700.0)))
    lower_guess = exp(min(0.0, (log(p * alpha) + log_constant) / alpha))
    upper_guess = -exp(min(0.0, (log((1 - p) * beta) + log_constant) / beta))
    return lower_guess if p < beta / (alpha + beta) else 1 + upper_guess


def _require_parameters(alpha: float, beta: float) -> None:
    """Refuse parameters for which there is no Beta distribution."""
    if not (0.0 < alpha < inf and 0.0 < beta < inf):
        message = f"Beta parameters must be positive and finite, but are {alpha} and {beta}."
        raise ValueError(message)
