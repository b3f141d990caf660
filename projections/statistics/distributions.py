"""The beta and the gamma distribution: cumulative probabilities and quantiles."""

from functools import lru_cache
from math import exp, inf, lgamma, log, log1p, sqrt

# -- lentz -------------------------------------------------------------------------------------
# One term of a continued fraction by the method of Lentz (1976), for whoever sums one up.
#
# As laid out in Press et al., Numerical Recipes, section 5.2: a fraction b0 + a1/(b1 + a2/(b2 +
# …)) is the product of the changes that its terms make. Each change is `inverse * ratio`.

RELATIVE_PRECISION = 1e-15
"""A change that differs from 1 by no more ends the sum."""

SMALLEST = 1e-300
"""What stands in place of a divisor that would vanish."""


def next_term(
    numerator: float, denominator: float, inverse: float, ratio: float
) -> tuple[float, float]:
    """Return the inverse and the ratio after one more term a/(b + …), from those before it."""
    return (
        1.0 / away_from_zero(denominator + numerator * inverse),
        away_from_zero(denominator + numerator / ratio),
    )


def away_from_zero(value: float) -> float:
    """Return the value, or the smallest divisor allowed in its place."""
    return value if abs(value) >= SMALLEST else SMALLEST


# -- incomplete beta ---------------------------------------------------------------------------
# The regularised incomplete beta function, on which the Beta distribution rests.
#
# Evaluated with its continued fraction by the method of Lentz (1976) as laid out in Press et al.,
# Numerical Recipes, section 6.4. Arguments come as log x and log(1 - x), so that neither end of
# the scale loses digits; they are not validated here but in `beta`.

_MAXIMUM_TERMS = 10_000


def regularised(
    log_x: float, log_complement: float, alpha: float, beta: float, log_constant: float
) -> float:
    """Return the regularised incomplete beta function, from log x and log(1 - x).

    `log_constant` is `log_beta(alpha, beta)`, passed in because callers evaluate many x.
    Raises ArithmeticError if the continued fraction does not converge.
    """
    front = exp(alpha * log_x + beta * log_complement - log_constant)
    x = exp(log_x)
    # Beyond this point the fraction converges slowly, and that of the mirror image fast.
    if x < (alpha + 1) / (alpha + beta + 2):
        return min(1.0, front * _continued_fraction(x, alpha, beta) / alpha)
    return max(0.0, 1 - front * _continued_fraction(exp(log_complement), beta, alpha) / beta)


def _continued_fraction(x: float, alpha: float, beta: float) -> float:
    """Return the continued fraction of the incomplete beta function (Lentz 1976)."""
    both = alpha + beta
    ratio = 1.0
    inverse = 1 / away_from_zero(1 - both * x / (alpha + 1))
    fraction = inverse
    for term in range(1, _MAXIMUM_TERMS):
        even = alpha + 2 * term
        coefficient = term * (beta - term) * x / ((even - 1) * even)
        inverse, ratio = next_term(coefficient, 1.0, inverse, ratio)
        fraction *= inverse * ratio
        coefficient = -(alpha + term) * (both + term) * x / (even * (even + 1))
        inverse, ratio = next_term(coefficient, 1.0, inverse, ratio)
        change = inverse * ratio
        fraction *= change
        if abs(change - 1) <= RELATIVE_PRECISION:
            return fraction
    message = f"The continued fraction did not converge for Beta({alpha}, {beta})."
    raise ArithmeticError(message)


def log_beta(alpha: float, beta: float) -> float:
    """Return the logarithm of the complete beta function."""
    return lgamma(alpha) + lgamma(beta) - lgamma(alpha + beta)


def logarithms(log_odds: float) -> tuple[float, float]:
    """Return log x and log(1 - x) of the x with these log-odds, without overflow."""
    if log_odds >= 0.0:
        log_x = -log1p(exp(-log_odds))
        return log_x, log_x - log_odds
    log_complement = -log1p(exp(log_odds))
    return log_odds + log_complement, log_complement


# -- beta --------------------------------------------------------------------------------------
# The Beta distribution: cumulative probability, quantile, and the order of two of them.
#
# Parameters are positive and need not be whole. Results are accurate to 1e-8 or better for
# parameters from 0.5 to 100,000; far below 0.1 a quantile may be too close to 0 for a floating-
# point number, which raises ArithmeticError.

_MAXIMUM_STEPS = 200
_LAST_STEP = 1e-8
_NEGLIGIBLE_WEIGHT = 1e-17
# Points per standard deviation, and the widest spacing on the log-odds scale: wider ones lose
# digits where the density is skewed (with 0.5 errors reach 3e-8, with 0.3 they stay below 1e-9).
_POINTS_PER_SPREAD = 2.5
_WIDEST_SPACING = 0.3

_MEDIAN = 0.5


def beta_cumulative(x: float, alpha: float, beta: float) -> float:
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
def beta_quantile(p: float, alpha: float, beta: float) -> float:
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


# -- gamma -------------------------------------------------------------------------------------
# The Gamma distribution with scale 1: cumulative probability and quantile.
#
# The regularised incomplete gamma function is evaluated with its series below the mean and with
# its continued fraction above (Press et al., Numerical Recipes, section 6.2). Half the chi-square
# quantile with 2k degrees of freedom is the quantile for shape k. Results are accurate to 1e-9 or
# better for shapes from 0.5 to 100,000.

_GAMMA_TERMS = 100_000
_GAMMA_STEPS = 400


def gamma_cumulative(x: float, shape: float) -> float:
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
    return max(0.0, 1.0 - front * _gamma_continued_fraction(x, shape))


def _series(x: float, shape: float) -> float:
    """Return the sum of x^n / (shape (shape + 1) ... (shape + n)) over n from 0 on."""
    term = total = 1.0 / shape
    for step in range(1, _GAMMA_TERMS):
        term *= x / (shape + step)
        total += term
        if term <= total * RELATIVE_PRECISION:
            return total
    message = f"The series did not converge for Gamma({shape}) at {x}."
    raise ArithmeticError(message)


def _gamma_continued_fraction(x: float, shape: float) -> float:
    """Return the continued fraction of the upper tail by the method of Lentz (1976)."""
    denominator = x + 1.0 - shape
    ratio = 1.0 / SMALLEST
    inverse = 1.0 / away_from_zero(denominator)
    fraction = inverse
    for term in range(1, _GAMMA_TERMS):
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
def gamma_quantile(p: float, shape: float) -> float:
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
    while gamma_cumulative(high, shape) < p:
        low, high = high, 2.0 * high
    for _ in range(_GAMMA_STEPS):
        middle = (low + high) / 2.0
        if middle in (low, high):
            break
        if gamma_cumulative(middle, shape) < p:
            low = middle
        else:
            high = middle
    return high
