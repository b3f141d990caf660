"""Does an order between areas survive other choices than ours? An answer over the whole grid.

`scores` gives the table that the other functions read; `order_between` compares two areas and
states an order only where no point of the grid turns it and the evidence suffices.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import Literal

from projections.statistics import beta
from projections.statistics.evidence import Root
from projections.statistics.grid import GRID, PRIMARY, VALUES, Point, opinions

STATED_FROM_PROBABILITY = 0.95

# Scores nearer than this are a tie: no order may hang on rounding.
_TIE = 1e-12

Scores = Mapping[str, float]
Table = Mapping[Point, Scores]
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


def scores(areas: Mapping[str, Iterable[Root]]) -> dict[Point, dict[str, float]]:
    """Return the score of every area at every point of the grid; the other functions read it.

    Raises ValueError if there is no area.
    """
    if not areas:
        message = "Scores over the grid need at least one area."
        raise ValueError(message)
    table: dict[Point, dict[str, float]] = {point: {} for point in GRID}
    for name, roots in areas.items():
        for point, opinion in opinions(roots).items():
            table[point][name] = opinion.score
    return table


def order(at_point: Scores) -> tuple[str, ...]:
    """Return the areas from the highest score to the lowest; tied ones by name."""
    return tuple(sorted(at_point, key=lambda name: (-round(at_point[name], 12), name)))


def rank_range(table: Table) -> dict[str, tuple[int, int]]:
    """Return the best and the worst rank of each area over the grid; 1 is the highest score.

    A tie counts for both: as the better rank in the best, as the worse one in the worst.
    """
    ranges = {}
    for name in table[PRIMARY]:
        above = [
            sum(_is_higher(score, at_point[name]) for score in at_point.values())
            for at_point in table.values()
        ]
        below = [
            sum(_is_higher(at_point[name], score) for score in at_point.values())
            for at_point in table.values()
        ]
        ranges[name] = (min(above) + 1, len(table[PRIMARY]) - min(below))
    return ranges


def pair_stability(table: Table) -> dict[tuple[str, str], float]:
    """Return, for each pair in primary order, the share of the grid with the first one higher."""
    return {
        (higher, lower): _share(
            _is_higher(at_point[higher], at_point[lower]) for at_point in table.values()
        )
        for higher, lower in combinations(order(table[PRIMARY]), 2)
    }


def primary_order_shares(table: Table) -> dict[str, dict[float, float]]:
    """Return, per parameter and value, the share of its points that have the full primary order.

    A tie between neighbours does not have the order.
    """
    neighbours = tuple(pairwise(order(table[PRIMARY])))
    holds = {
        point: all(_is_higher(at_point[higher], at_point[lower]) for higher, lower in neighbours)
        for point, at_point in table.items()
    }
    return {
        parameter: {
            value: _share(
                held for point, held in holds.items() if getattr(point, parameter) == value
            )
            for value in values
        }
        for parameter, values in VALUES.items()
    }


def one_at_a_time(table: Table) -> dict[str, dict[float, tuple[str, ...]]]:
    """Return the order at each value of one parameter, with the others at their primary value."""
    return {
        parameter: {value: order(table[replace(PRIMARY, **{parameter: value})]) for value in values}
        for parameter, values in VALUES.items()
    }


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
