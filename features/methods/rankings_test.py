"""The measures of the worked cases of group B, against naive loops."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from features.methods.rankings import (
    one_at_a_time,
    pair_stability,
    primary_order_shares,
    rank_range,
    scores,
)
from projections.statistics.opinion import RootOutcome, root
from projections.statistics.sensitivity import GRID, PRIMARY, VALUES, Point

roots = st.lists(
    st.builds(
        root,
        st.sampled_from(["kept", "middle", "broken", 0.5]),
        st.integers(min_value=1, max_value=12),
        st.floats(min_value=0, max_value=10),
    ),
    max_size=5,
)
areas = st.lists(roots, min_size=1, max_size=4).map(
    lambda lists: dict(zip("ABCD", lists, strict=False))
)


def naive_score(listed: list[RootOutcome], point: Point) -> float:
    """Add up one score the long way, root by root."""
    positive = negative = 0.0
    for each in listed:
        weight = each.weight * 0.5 ** (each.age_years / point.half_life_years)
        half = each.middle * (1 + point.middle_value) / 2
        positive += weight * (each.kept + half)
        negative += point.kappa * weight * (each.broken + each.middle - half)
    return (positive + point.prior_weight / 2) / (positive + negative + point.prior_weight)


@settings(max_examples=settings().max_examples // 2)
@given(areas)
def test_scores_equal_a_naive_loop(given_areas: dict[str, list[RootOutcome]]) -> None:
    """Each area has its score at each point."""
    table = scores(given_areas)
    assert set(table) == set(GRID)
    for point, at_point in table.items():
        naive = {name: naive_score(listed, point) for name, listed in given_areas.items()}
        assert at_point == pytest.approx(naive)


@settings(max_examples=settings().max_examples // 2)
@given(areas)
def test_ranks_follow_from_pairs(given_areas: dict[str, list[RootOutcome]]) -> None:
    """The rank range is that of a naive sort with ties counted both ways."""
    table = scores(given_areas)
    for name, (best, worst) in rank_range(table).items():
        firsts, lasts = [], []
        for at_point in table.values():
            rounded = sorted((round(score, 9) for score in at_point.values()), reverse=True)
            mine = round(at_point[name], 9)
            firsts.append(rounded.index(mine) + 1)
            lasts.append(len(rounded) - rounded[::-1].index(mine))
        assert (best, worst) == (min(firsts), max(lasts))


@settings(max_examples=settings().max_examples // 2)
@given(areas)
def test_shares_of_the_grid_are_consistent(given_areas: dict[str, list[RootOutcome]]) -> None:
    """Every parameter splits the same points, and no pair is rarer than the full order."""
    table = scores(given_areas)
    shares = primary_order_shares(table)
    overall = {name: sum(by_value.values()) / len(by_value) for name, by_value in shares.items()}
    assert set(overall) == set(VALUES)
    assert max(overall.values()) == pytest.approx(min(overall.values()))
    for stability in pair_stability(table).values():
        assert stability >= overall["kappa"] - 1e-9


def test_one_at_a_time_keeps_the_others_at_their_primary_value() -> None:
    """At its primary value every parameter shows the primary order."""
    table = scores({"A": [root("broken", 4)], "B": [root("kept", 4)], "C": [root("middle", 4)]})
    found = one_at_a_time(table)
    assert {name: tuple(by_value) for name, by_value in found.items()} == dict(VALUES)
    for name, by_value in found.items():
        assert by_value[getattr(PRIMARY, name)] == ("B", "C", "A")
