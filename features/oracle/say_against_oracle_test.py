"""The conditions on say against the oracle: two programs from one page must agree."""

from __future__ import annotations

from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from domain.dates import Instant, due_instant, plus_days
from features.asked import asked, records
from features.oracle import say_oracle as oracle
from features.oracle.boundaries import boundaries
from features.oracle.participation_histories import AREAS, Fields
from features.oracle.say_histories import rights_and_say
from projections.charter import Measurement
from projections.conditions.condition import Condition
from projections.conditions.say import residents_decide, say_over_process
from projections.geography.geography import Geography
from projections.report import Window


@given(
    rights_and_say(),
    st.sampled_from(AREAS),
    st.sampled_from(((), ("norm",))),
    st.sampled_from((residents_decide, say_over_process)),
    st.sampled_from(("2021-07-20", "2022-12-31")),
)
def test_rights_and_say(
    told: list[Fields], area: str, topics: tuple[str, ...], judge: Condition, as_of: str
) -> None:
    """Whether residents decide, at every moment around a boundary and on days in between."""
    kept, question = records(told), asked(told, as_of)
    start, end = Instant("2021-01-20T00:00:00"), due_instant(question.as_of)
    process = judge is say_over_process
    measure = oracle.Measure(area, topics, process, rung=4, days=60)
    with closing(question.book):
        yardstick = Measurement(
            Geography(question), "charter/c", f"area/{area}", start, end, topics
        )
        found = judge(yardstick, {"rung": measure.rung, "days": measure.days}).steps
    moments = {
        moved
        for one in boundaries(kept, Window(start, end))
        for days in (0, measure.days, measure.days + 1)
        if start <= (moved := plus_days(one, days)) < end
    }
    judged = {moment: found.at(moment) for moment in moments}
    assert {moment: one and one.met for moment, one in judged.items()} == {
        moment: oracle.decide(kept, measure, moment, question.as_of) for moment in moments
    }
    assert found.parts[0].start == start
    assert found.parts[-1].end == end
