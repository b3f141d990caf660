"""Levels that stand still against the oracle: two programs from one page must agree."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from domain.dates import Instant, due_instant
from features.asked import asked, records
from features.oracle import levels_oracle as oracle
from features.oracle.boundaries import boundaries
from features.oracle.levels_histories import standing_still
from features.oracle.participation_histories import LEVELS, Fields
from projections.participation.decision import PlaceDecisions
from projections.participation.delays import Standstill, in_quarter, quarters
from projections.report import Window


@given(
    standing_still(),
    st.sampled_from(("region", "village")),
    st.sampled_from((*LEVELS, None)),
    st.sampled_from(("2021-07-20", "2022-12-31")),
    st.sampled_from(("open", "promisor")),
)
def test_standing_still(
    told: list[Fields], area: str, level: str | None, as_of: str, burden: str
) -> None:
    """At every moment around a boundary a level stands still, does not, or nobody knows."""
    kept, question = records(told), replace(asked(told, as_of), burden=burden)
    window = Window(Instant("2021-01-01T00:00:00"), due_instant(question.as_of))
    with closing(question.book):
        found = Standstill(PlaceDecisions(question, f"area/{area}")).steps(level, window)
    moments = [one for one in boundaries(kept, window) if window.start <= one < window.end]
    expected = {
        moment: oracle.still(kept, area, level, moment, question.as_of, burden)
        for moment in moments
    }
    assert {moment: found.at(moment) for moment in moments} == expected
    for quarter in quarters(window):
        inside = {expected[one] for one in moments if quarter.start <= one < quarter.end}
        answer = "no" if "no" in inside else "unknown" if "unknown" in inside else "yes"
        assert in_quarter(found, quarter) == answer
