"""Whether the order of two scores stands under other choices than the primary ones."""

from collections.abc import Iterable, Mapping
from itertools import product
from math import inf
from typing import Literal

from domain.value import value_class
from projections.statistics import distributions
from projections.statistics.opinion import (
    PRIOR_WEIGHT,
    Opinion,
    RootOutcome,
    evidence,
    from_evidence,
    totals,
)

# -- grid --------------------------------------------------------------------------------------
# The grid of other choices than ours, and the opinion on one area at each of its points.
#
# Four choices are varied: the value of late or partly kept promises, the weight of a breach, the
# half-life of evidence and the weight of the prior; 108 points together. A prior weight of 1 is
# that of Jeffreys (1946); the breach multiplier answers the asymmetry of trust that Slovic (1993)
# found: lost faster than won.


@value_class
class Point:
    """One set of choices; the defaults are the primary ones."""

    middle_value: float = 0.0
    kappa: float = 1.0
    half_life_years: float = inf
    prior_weight: float = PRIOR_WEIGHT


PRIMARY = Point()
"""The point at which the published score is computed."""

VALUES: Mapping[str, tuple[float, ...]] = {
    "middle_value": (-1.0, 0.0, 1.0),
    "kappa": (1.0, 2.0, 3.0),
    "half_life_years": (1.0, 3.0, 5.0, inf),
    "prior_weight": (1.0, 2.0, 4.0),
}
"""The values of each parameter, by its name in `Point` and in the order of its fields."""

GRID: tuple[Point, ...] = tuple(Point(*values) for values in product(*VALUES.values()))
"""Every combination of the values; the primary point is among them."""


def opinions(roots: Iterable[RootOutcome]) -> dict[Point, Opinion]:
    """Return the opinion on one area at every point of the grid."""
    held = tuple(roots)
    # Only the half-life needs the roots themselves: four passes serve all points.
    aged = {years: totals(held, years) for years in VALUES["half_life_years"]}
    return {
        point: from_evidence(
            *evidence(
                aged[point.half_life_years],
                middle_value=point.middle_value,
                kappa=point.kappa,
            ),
            prior_weight=point.prior_weight,
        )
        for point in GRID
    }


# -- sensitivity -------------------------------------------------------------------------------
# Does an order between two areas survive other choices than ours? An answer over the whole grid.
#
# It is stated only where no point of the grid turns it and the evidence suffices (cases B01-B03).

STATED_FROM_PROBABILITY = 0.95

# Scores nearer than this are a tie: no order may hang on rounding.
_TIE = 1e-12

Side = Literal["first", "second"]


@value_class
class Comparison:
    """How firmly one of two areas scores below the other.

    `lower` is the area with the lower primary score (at a tie the first), about which both
    figures speak: `stability`, the share of the grid at which it scores lower, and
    `probability`, that its chance of a kept promise is the lower one, at the primary point.
    """

    lower: Side
    stability: float
    probability: float

    @property
    def stated(self) -> Side | None:
        """Return which area may be called the lower one; None if neither may.

        It takes the whole grid and a probability of at least 0.95: a choice of ours.
        """
        holds = self.stability == 1.0 and self.probability >= STATED_FROM_PROBABILITY
        return self.lower if holds else None


def order_between(
    first_items: Iterable[RootOutcome], second_items: Iterable[RootOutcome]
) -> Comparison:
    """Return how firmly one of two areas, given by their roots, scores below the other."""
    first, second = opinions(first_items), opinions(second_items)
    lower: Side = "first"
    if _is_higher(first[PRIMARY].score, second[PRIMARY].score):
        lower, first, second = "second", second, first
    below, above = first[PRIMARY], second[PRIMARY]
    return Comparison(
        lower=lower,
        stability=_share(_is_higher(second[point].score, first[point].score) for point in GRID),
        probability=distributions.probability_less(
            (below.alpha, below.beta), (above.alpha, above.beta)
        ),
    )


def _is_higher(score: float, other: float) -> bool:
    """Say whether a score exceeds another by more than rounding."""
    return score - other > _TIE


def _share(outcomes: Iterable[bool]) -> float:
    """Return the share of outcomes that are true."""
    listed = list(outcomes)
    return sum(listed) / len(listed)
