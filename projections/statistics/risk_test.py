"""Tests of the relative risk against what is published and against its own definition."""

from math import log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.statistics.measures import relative_risk

groups = st.integers(1, 500).flatmap(
    lambda trials: st.tuples(st.integers(0, trials), st.just(trials))
)
inner = st.integers(2, 500).flatmap(
    lambda trials: st.tuples(st.integers(1, trials - 1), st.just(trials))
)


def test_the_physicians_health_study() -> None:
    """Infarctions: 104 of 11,037 with aspirin, 189 of 11,034 without (Agresti 2002, 2.1.1)."""
    found = relative_risk((189, 11034), (104, 11037))
    assert found is not None
    assert found.ratio == pytest.approx(1.818, abs=5e-4)
    assert found.low == pytest.approx(1.433, abs=5e-4)
    assert found.high == pytest.approx(2.306, abs=5e-4)


@given(inner, inner)
def test_the_interval_is_even_on_the_logarithm(
    exposed: tuple[int, int], other: tuple[int, int]
) -> None:
    """The ratio lies in the middle of the logarithms, 1.96 standard errors from each limit."""
    found = relative_risk(exposed, other)
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert log(found.low) + log(found.high) == pytest.approx(2 * log(found.ratio), abs=1e-9)
    variance = sum((trials - events) / (events * trials) for events, trials in (exposed, other))
    reach = 1.959963984540054 * sqrt(variance)
    assert log(found.high) - log(found.ratio) == pytest.approx(reach, abs=1e-9)


@given(inner, inner)
def test_the_other_way_round_is_the_inverse(
    exposed: tuple[int, int], other: tuple[int, int]
) -> None:
    """To swap the groups is to turn the ratio and its limits over."""
    there, back = relative_risk(exposed, other), relative_risk(other, exposed)
    assert there is not None
    assert back is not None
    assert there.ratio * back.ratio == pytest.approx(1)
    assert (there.low or 0) * (back.high or 0) == pytest.approx(1)


@given(groups, groups)
def test_without_outcomes_there_is_no_interval(
    exposed: tuple[int, int], other: tuple[int, int]
) -> None:
    """No outcome in the other group: no ratio. None in the first: a ratio of 0 without limits."""
    found = relative_risk(exposed, other)
    if other[0] == 0:
        assert found is None
    elif exposed[0] == 0:
        assert found is not None
        assert (found.ratio, found.low, found.high) == (0, None, None)


@pytest.mark.parametrize(
    ("exposed", "other"), [((0, 0), (1, 2)), ((3, 2), (1, 2)), ((-1, 2), (1, 2))]
)
def test_what_cannot_be_counted_is_refused(
    exposed: tuple[int, int], other: tuple[int, int]
) -> None:
    """No trials, more outcomes than trials, or fewer than none."""
    with pytest.raises(ValueError, match="Outcomes must lie"):
        relative_risk(exposed, other)


def test_a_confidence_of_one_is_refused() -> None:
    """Certainty has no interval."""
    with pytest.raises(ValueError, match="confidence"):
        relative_risk((1, 2), (1, 2), 1.0)
