"""One term of a continued fraction by the method of Lentz (1976), for whoever sums one up.

As laid out in Press et al., Numerical Recipes, section 5.2: a fraction b0 + a1/(b1 + a2/(b2 + …))
is the product of the changes that its terms make. Each change is `inverse * ratio`.
"""

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
