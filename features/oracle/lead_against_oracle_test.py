"""The conditions on the lead against the oracle, on every day of every history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.step_function import StepFunction
from features.oracle.control_against_oracle_test import (
    DAYS,
    END,
    SCOPES,
    START,
    noon,
    plain,
    powers_of,
)
from features.oracle.control_histories import Fields, histories
from features.oracle.control_oracle import Told
from features.oracle.lead_oracle import Yardstick as Plain
from projections.charter import Measurement
from projections.conditions.condition import Judgement
from projections.conditions.verdict import CONDITIONS
from projections.render.screens.reasons import WHY
from projections.rows.acts import ControlTopic

TOPICS = st.sampled_from(((), ("damage",), ("damage", "norm")))
JUDGES: dict[str, Callable[[Plain, date], str]] = {
    "clear-lead": Plain.clear,
    "same-lead": Plain.same,
    "one-ministry": lambda plain, day: plain.one_ministry(1, day),
}


@pytest.mark.parametrize("key", ["clear-lead", "same-lead", "one-ministry"])
@given(records=histories(), scope=st.sampled_from(SCOPES), topics=TOPICS)
def test_every_day(key: str, records: list[Fields], scope: str, topics: tuple[str, ...]) -> None:
    """A condition is met, not met or unknown on the days on which one finds so by hand."""
    told = Told(records)
    with powers_of(records) as powers:
        spots = [place for spot in powers.where.places_in(scope) for place in plain(spot)]
        asked = tuple(ControlTopic("lead", topic) for topic in topics)
        yardstick = Measurement(powers.geography, "charter/x", scope, START, END, (), None, asked)
        told_plainly = Plain(told, scope, spots, topics, DAYS)
        judged: StepFunction[Judgement] = CONDITIONS[key](yardstick, {"n": 1}).steps
        assert (judged.parts[0].start, judged.parts[-1].end) == (START, END)
        for day in DAYS:
            found = judged.at(noon(day))
            assert found is not None, "the steps cover the whole stretch"
            assert not found.why or found.why in WHY, "every reason has a sentence"
            assert found.met == JUDGES[key](told_plainly, day), (day, scope, topics, found)
