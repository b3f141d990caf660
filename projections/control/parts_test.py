"""Parts of a power meet as sets do."""

from __future__ import annotations

from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from projections.control.mandate import WHOLE, Part, meeting

PARTS = st.builds(
    Part,
    st.sampled_from((None, "dwelling", "area")),
    st.sampled_from((None, "damage", "norm")),
    st.sampled_from((None, "works")),
)


@given(PARTS, PARTS)
def test_meet(part: Part, other: Part) -> None:
    """What two parts have in common lies in both, whichever is named first."""
    both = part.meet(other)
    assert both == other.meet(part)
    assert both is None or (both.lies_in(part) and both.lies_in(other))


@given(PARTS)
def test_whole(part: Part) -> None:
    """Every part lies in the undivided power, and in itself."""
    assert part.lies_in(WHOLE)
    assert part.meet(WHOLE) == part
    assert part.lies_in(part)


@given(st.lists(PARTS, min_size=1, max_size=5))
def test_meeting(named: list[Part]) -> None:
    """The parts that are told apart are those named, and whatever any of them have in common."""
    found = meeting(named)
    assert set(named) <= set(found)
    assert len(set(found)) == len(found)
    for part in found:
        around = [wider for wider in named if part.lies_in(wider)]
        assert reduce(lambda a, b: a.meet(b) or WHOLE, around, WHOLE) == part
    assert all(both in found for first in found for other in found if (both := first.meet(other)))
