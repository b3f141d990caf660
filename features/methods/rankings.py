"""How the worked cases of group B measure an order of areas over the grid of choices.

No screen ranks areas; the cases do, to show how much a rank would hang on choices.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import combinations, pairwise

from projections.statistics.opinion import RootOutcome
from projections.statistics.sensitivity import GRID, PRIMARY, VALUES, Point, opinions

# Scores nearer than this are a tie: no order may hang on rounding.
_TIE = 1e-12

Scores = Mapping[str, float]
Table = Mapping[Point, Scores]


def scores(areas: Mapping[str, Iterable[RootOutcome]]) -> dict[Point, dict[str, float]]:
    """Return the score of every area at every point of the grid; the other functions read it."""
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


def _is_higher(score: float, other: float) -> bool:
    """Say whether a score exceeds another by more than rounding."""
    return score - other > _TIE


def _share(outcomes: Iterable[bool]) -> float:
    """Return the share of outcomes that are true."""
    listed = list(outcomes)
    return sum(listed) / len(listed)
