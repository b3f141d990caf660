"""News: at each moment the last that is new enough."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from domain.dates import Instant
from domain.step_function import gathered
from projections.conditions.informed import Events, last_of

DAYS = [Instant(f"2020-01-{day:02}T00:00:00") for day in range(1, 10)]
RECORDS = st.integers(0, 9).map(lambda record: (record,))
SPANS = st.lists(st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS), RECORDS), max_size=12)


@given(SPANS, st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_last_of(
    spans: list[tuple[Instant, Instant, Events]], start: Instant, end: Instant
) -> None:
    """What the last of the spans that hold says is the last of all that these say."""
    expected = gathered(spans, start, end).change(lambda held: held[-1] if held else ())
    assert last_of(spans, start, end) == expected
