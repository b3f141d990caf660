"""The regularised incomplete beta function, on which the Beta distribution rests.

Evaluated with its continued fraction by the method of Lentz (1976) as laid out in Press et al.,
Numerical Recipes, section 6.4. Arguments come as log x and log(1 - x), so that neither end of
the scale loses digits; they are not validated here but in `beta`.
"""

from math import exp, lgamma, log1p

from projections.statistics.lentz import RELATIVE_PRECISION, away_from_zero, next_term

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
