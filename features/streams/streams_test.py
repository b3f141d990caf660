"""What holds of every kind of stream, whatever is brought to it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.streams.event import Draft
from domain.streams.registry import STREAMS, decide
from features.streams.drafts import imports, kinds_on
from ledger.recording.integrity import contradictions

PREFIXES = sorted(STREAMS)

every_stream = pytest.mark.parametrize("prefix", PREFIXES)
generous = settings(
    max_examples=settings().max_examples // 4,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@every_stream
@generous
@given(data=st.data())
def test_nothing_happens_twice(prefix: str, data: st.DataObject) -> None:
    """What was recorded, brought again, changes nothing, alone or with everything else."""
    brought = data.draw(imports(prefix))
    accepted, _ = decide([], brought)
    assert decide(accepted, accepted) == ([], [])
    renamed = [replace(one, id=f"{one.id}-again") for one in accepted if one.event.founding]
    again, _ = decide(accepted, renamed)
    assert again == []


@every_stream
@generous
@given(data=st.data())
def test_the_order_in_a_file_is_free(prefix: str, data: st.DataObject) -> None:
    """As much is accepted whatever the order of one import, and refused as a whole alike.

    Which of two foundings counts depends on their order, so only one is brought here.
    """
    brought = data.draw(imports(prefix))
    founding = [one for one in brought if one.event.founding]
    if len(founding) > 1:
        brought = [one for one in brought if one not in founding[1:]]
    shuffled = data.draw(st.permutations(brought))
    assert _outcome(brought) == _outcome(shuffled)


@every_stream
@generous
@given(data=st.data())
def test_nothing_is_lost(prefix: str, data: st.DataObject) -> None:
    """Every draft is recorded, refused with a reason, or said before by another one."""
    brought = data.draw(imports(prefix))
    accepted, refusals = decide([], brought)
    refused = {refusal.about for refusal in refusals}
    recorded = {one.id for one in accepted}
    assert not recorded & refused
    for one in brought:
        if one.id not in recorded | refused:
            assert any(one.says_the_same_as(other) for other in accepted)


@every_stream
@generous
@given(data=st.data())
def test_nothing_stands_on_a_stream_that_nothing_founded(prefix: str, data: st.DataObject) -> None:
    """Without its founding every other event of a stream is refused."""
    brought = [one for one in data.draw(imports(prefix)) if not one.event.founding]
    accepted, refusals = decide([], brought)
    assert accepted == []
    assert {refusal.about for refusal in refusals} == {one.id for one in brought}


@every_stream
@generous
@given(data=st.data())
def test_one_import_or_many(prefix: str, data: st.DataObject) -> None:
    """What is recorded one import after the other could be recorded in one: an export can be."""
    history: list[Draft] = []
    for number in range(3):
        brought = [replace(one, id=f"{one.id}-{number}") for one in data.draw(imports(prefix))]
        accepted, refusals = decide(history, brought)
        if not refusals and not contradictions(history, accepted):
            history += accepted
    assert decide([], history)[1] == []


@every_stream
def test_a_stream_is_founded_by_some_kind(prefix: str) -> None:
    """The generator reaches every kind of stream."""
    assert kinds_on(prefix)


def _outcome(brought: list[Draft]) -> list[str] | None:
    """The kinds that are recorded; None when anything is refused, which stops an import."""
    accepted, refusals = decide([], list(brought))
    return None if refusals else sorted(one.event.kind for one in accepted)
