"""The grid of other choices than ours, and the opinion on one area at each of its points.

Four choices are varied: the value of late or partly kept promises, the weight of a breach, the
half-life of evidence and the weight of the prior; 108 points together. A prior weight of 1 is
that of Jeffreys (1946); the breach multiplier answers the asymmetry of trust that Slovic (1993)
found: lost faster than won.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from math import inf

from projections.statistics.evidence import Root, evidence, totals
from projections.statistics.opinion import PRIOR_WEIGHT, Opinion, from_evidence


@dataclass(frozen=True, slots=True)
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


def opinions(roots: Iterable[Root]) -> dict[Point, Opinion]:
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
