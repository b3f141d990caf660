"""What stands, in which order and what is disputed, against a naive reading of the page."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.history import effective_history, open_disputes, placed
from domain.record import FOUNDING, Record
from features.asked import asked
from features.oracle.histories import histories
from features.oracle.history_oracle import disputed, left
from projections.regime.rules import rules

some = settings(max_examples=max(5, settings().max_examples // 4))
"""Making up a history takes longer than reading it."""

DAYS = ("2020-01-01", "2020-06-01", "2021-01-01")


@some
@given(histories(streams=("p",)))
def test_what_stands(records: list[Record]) -> None:
    """The same records in the same order: the founding, then by day, then by seat."""
    seated = left(records)
    expected = sorted(seated, key=lambda one: (one.kind not in FOUNDING, one.on.earliest))
    found = effective_history(records)
    assert [one.id for one in found] == [one.id for one in expected]
    assert effective_history(found) == found
    assert placed(placed(records)) == placed(records)


@some
@given(histories(streams=("p",)))
def test_what_is_disputed(records: list[Record]) -> None:
    """The same disputes about the same records, of the whole history and of what stands."""
    expected = {(dispute.id, about.id) for dispute, about in disputed(records)}
    assert {(one.id, one.record) for one in open_disputes(records)} == expected
    assert open_disputes(effective_history(records)) == open_disputes(records)


@st.composite
def amendments(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Amendments of one rule that often fall on one day, and corrections of some of them."""
    told: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 5))):
        fields = {"kind": "rule.amended", "rule": "fare", "value": f"value {number}"}
        days = {"effective": draw(st.sampled_from(DAYS)), "on": draw(st.sampled_from(DAYS))}
        told.append(fields | days | {"id": f"a{number}"})
    for number, one in enumerate(draw(st.lists(st.sampled_from(told), max_size=2, unique_by=_id))):
        gone = {"kind": "record.retracted", "record": one["id"], "id": f"t{number}"}
        told += [gone, one | {"id": f"c{number}", "corrects": one["id"], "note": "read again"}]
    return told


def _id(fields: dict[str, Any]) -> str:
    return str(fields["id"])


@given(amendments(), st.sampled_from(DAYS))
def test_the_last_amendment(told: list[dict[str, Any]], moment: str) -> None:
    """By the day from which it holds, then the day on which it was decided, then its place."""
    enacted = {
        "kind": "rule.enacted", "rule": "fare", "title": "Fare", "topic": "fare", "id": "e",
        "value": "first", "place": {"area": "town"}, "by": ["council"], "on": "2019-01-01",
        "effective": "2019-01-01", "effect": "immediate", "direction": "neutral",
    }  # fmt: skip
    area = {"kind": "area.registered", "area": "town", "name": "Town", "type": "municipality"}
    question = asked([area, enacted, *told], moment)
    originals = [one for one in told if one["kind"] == "rule.amended" and "corrects" not in one]
    held = [one for one in originals if one["effective"] <= moment]
    last = sorted(held, key=lambda one: (one["effective"], one["on"]))[-1:] or [enacted]
    assert [row.value for row in rules(question).rows] == [last[0]["value"]]
    question.book.close()
