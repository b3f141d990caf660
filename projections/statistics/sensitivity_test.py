"""Tests of the grid of choices and of the order between two areas."""

from itertools import product
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projections.statistics.distributions import probability_less
from projections.statistics.opinion import RootOutcome, root
from projections.statistics.sensitivity import (
    GRID,
    PRIMARY,
    Comparison,
    Point,
    opinions,
    order_between,
)

roots = st.lists(
    st.builds(
        root,
        st.sampled_from(["kept", "middle", "broken", 0.5]),
        st.integers(min_value=1, max_value=12),
        st.floats(min_value=0, max_value=10),
    ),
    max_size=5,
)


def test_the_grid_is_every_combination_of_the_published_values() -> None:
    """3 x 3 x 4 x 3 values make 108 distinct points, the primary one among them."""
    expected = set(product((-1, 0, 1), (1, 2, 3), (1, 3, 5, inf), (1, 2, 4)))
    found = {(p.middle_value, p.kappa, p.half_life_years, p.prior_weight) for p in GRID}
    assert found == expected
    assert len(GRID) == 108
    assert Point(0, 1, inf, 2) == PRIMARY


def test_tied_areas_are_never_ordered() -> None:
    """Two areas with one record have no stability and no stated order."""
    tied = order_between([root("kept", 9)], [root("kept", 9)])
    assert (tied.stability, tied.stated) == (0.0, None)
    assert tied.probability == pytest.approx(0.5)


def test_an_order_that_nothing_turns_is_stated() -> None:
    """A stable order with ample evidence names the lower area, on whichever side it stands."""
    low, high = [root("broken", 20)], [root("kept", 20)]
    forwards, backwards = order_between(low, high), order_between(high, low)
    assert (forwards.lower, forwards.stated, forwards.stability) == ("first", "first", 1.0)
    assert (backwards.lower, backwards.stated, backwards.stability) == ("second", "second", 1.0)
    assert forwards.probability == pytest.approx(backwards.probability)
    assert forwards.probability > 0.999999


def test_an_order_that_a_choice_turns_is_not_stated() -> None:
    """An order that rests on old evidence falls when evidence decays, however probable it is."""
    decayed = [root("kept", 60, 9), root("broken", 6, 0)]
    recent = [root("broken", 40, 9), root("kept", 6, 0)]
    found = order_between(decayed, recent)
    assert found.lower == "second"
    assert found.probability >= 0.95
    assert 0 < found.stability < 1
    assert found.stated is None


def test_an_order_on_thin_evidence_is_not_stated() -> None:
    """An order that holds over the grid but falls short of 0.95 is not stated."""
    found = order_between([root("broken", 1)], [root("kept", 1)])
    assert found.stability == 1.0
    assert 0.5 < found.probability < 0.95
    assert found.stated is None


@pytest.mark.parametrize(
    ("stability", "probability", "expected"),
    [(1.0, 0.95, "first"), (1.0, 0.9499, None), (107 / 108, 1.0, None)],
)
def test_both_thresholds_must_be_met(
    stability: float, probability: float, expected: str | None
) -> None:
    """The whole grid and a probability of exactly 0.95 suffice; nothing less does."""
    assert Comparison("first", stability, probability).stated == expected


@settings(max_examples=settings().max_examples // 2)
@given(roots, roots)
def test_swapping_the_areas_swaps_the_answer(
    first: list[RootOutcome], second: list[RootOutcome]
) -> None:
    """Who stands first does not matter to how firmly an order holds."""
    forwards, backwards = order_between(first, second), order_between(second, first)
    low, high = opinions(first)[PRIMARY], opinions(second)[PRIMARY]
    less = probability_less((low.alpha, low.beta), (high.alpha, high.beta))
    assert forwards.probability == pytest.approx(less if forwards.lower == "first" else 1 - less)
    if forwards.stated:
        assert {forwards.stated, backwards.stated} == {"first", "second"}
        assert forwards.stability == backwards.stability
    else:
        assert backwards.stated is None
