"""Does an order between two areas survive other choices than ours? An answer over the whole grid.

It is stated only where no point of the grid turns it and the evidence suffices (cases B01-B03).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from projections.statistics import beta
from projections.statistics.evidence import Root
from projections.statistics.grid import GRID, PRIMARY, opinions

STATED_FROM_PROBABILITY = 0.95

# Scores nearer than this are a tie: no order may hang on rounding.
_TIE = 1e-12

Side = Literal["first", "second"]


@dataclass(frozen=True, slots=True)
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


def order_between(first_items: Iterable[Root], second_items: Iterable[Root]) -> Comparison:
    """Return how firmly one of two areas, given by their roots, scores below the other."""
    first, second = opinions(first_items), opinions(second_items)
    lower: Side = "first"
    if _is_higher(first[PRIMARY].score, second[PRIMARY].score):
        lower, first, second = "second", second, first
    below, above = first[PRIMARY], second[PRIMARY]
    return Comparison(
        lower=lower,
        stability=_share(_is_higher(second[point].score, first[point].score) for point in GRID),
        probability=beta.probability_less((below.alpha, below.beta), (above.alpha, above.beta)),
    )


def _is_higher(score: float, other: float) -> bool:
    """Say whether a score exceeds another by more than rounding."""
    return score - other > _TIE


def _share(outcomes: Iterable[bool]) -> float:
    """Return the share of outcomes that are true."""
    listed = list(outcomes)
    return sum(listed) / len(listed)
