"""A yardstick as it stood: what an amendment adds, changes and leaves, and when it ends."""

from __future__ import annotations

from typing import Any

from domain.dates import FOREVER, Instant, last_moment
from domain.record import Record
from projections.charter import Charter, charter
from projections.spans.acts import charter as derived

DECLARED = {
    "kind": "charter.declared", "stream": "charter/village", "on": "2018-01-01", "event": 5,
    "id": "declared",
    "place": {"area": "village"}, "by": ["council"], "start": "2018-01-01", "topics": ["repair"],
    "conditions": [{"key": "informed"}, {"key": "heard", "text": "People are heard."}],
}  # fmt: skip


def amended(on: str, event: int, **changes: Any) -> dict[str, Any]:
    """An amendment by the council, agreed by residents."""
    told = {"kind": "charter.amended", "on": on, "event": event, "id": str(event)}
    return told | {"by": ["council"], "agreed_by": ["residents"]} | changes


def asks(key: str, **parameters: int) -> dict[str, Any]:
    """A condition with some of its parameters, the others left out as a ledger keeps them."""
    return {"key": key, "parameters": parameters or None}


def stood(*later: dict[str, Any], at: str = "2020-12-31", **changes: Any) -> Charter:
    """The charter of the village at the end of a day."""
    told = [DECLARED | changes, *later]
    (row,) = derived([Record(one["event"], one) for one in told])
    return charter(row, last_moment(at))


def pieces(one: Charter, key: str) -> list[tuple[str, str, dict[str, int], tuple[str, ...], int]]:
    """The terms of a condition in short."""
    return [
        (terms.start[:10], terms.end[:10], terms.parameters, terms.topics, terms.event)
        for terms in one.conditions[key]
    ]


def test_as_declared() -> None:
    """Parameters that nobody gave are those of the method, also of what people attest."""
    one = stood()
    assert pieces(one, "informed") == [("2018-01-01", "9999-12-31", {"days": 90}, ("repair",), 5)]
    assert pieces(one, "heard") == [("2018-01-01", "9999-12-31", {"days": 730}, ("repair",), 5)]
    assert (one.scope, one.by, one.agreed_by, one.ended) == ("area/village", ("council",), (), None)


def test_changed_terms() -> None:
    """Other terms hold from their day on, and the old ones before it."""
    later = amended("2019-03-01", 7, condition=asks("informed", days=30))
    one = stood(later)
    assert pieces(one, "informed") == [
        ("2018-01-01", "2019-03-01", {"days": 90}, ("repair",), 5),
        ("2019-03-01", "9999-12-31", {"days": 30}, ("repair",), 7),
    ]
    (amendment,) = one.amendments
    assert amendment.condition is not None
    assert (amendment.on, amendment.condition.key) == ("2019-03-01", "informed")
    assert (amendment.by, amendment.agreed_by) == (("council",), ("residents",))
    assert (amendment.topics, amendment.event) == ((), 7)


def test_added_condition() -> None:
    """A condition that is added measures from its day on, not from the start of the charter."""
    one = stood(amended("2019-03-01", 7, condition=asks("input-answered")))
    assert pieces(one, "input-answered") == [
        ("2019-03-01", "9999-12-31", {"days": 56}, ("repair",), 7)
    ]


def test_changed_topics() -> None:
    """Other topics are other terms of every condition; one that is added later knows no others."""
    one = stood(
        amended("2019-03-01", 7, topics=["repair", "money"]),
        amended("2019-06-01", 8, condition=asks("input-answered")),
    )
    assert pieces(one, "informed") == [
        ("2018-01-01", "2019-03-01", {"days": 90}, ("repair",), 5),
        ("2019-03-01", "9999-12-31", {"days": 90}, ("repair", "money"), 7),
    ]
    assert [piece[3] for piece in pieces(one, "input-answered")] == [("repair", "money")]
    assert one.topics == ("repair", "money")


def test_changed_powers() -> None:
    """Other powers are other terms of every condition; topics that nobody changed stay."""
    control = [{"power": "lead", "topic": "repair"}]
    one = stood(amended("2019-03-01", 7, powers=control))
    found = [(terms.topics, terms.powers) for terms in one.conditions["informed"]]
    assert found == [(("repair",), ()), (("repair",), (("lead", "repair"),))]
    assert one.powers == (("lead", "repair"),)


def test_before_the_start() -> None:
    """What was amended before the start belongs to the start."""
    one = stood(amended("2018-06-01", 7, condition=asks("informed", days=30)), start="2019-01-01")
    assert pieces(one, "informed") == [("2019-01-01", "9999-12-31", {"days": 30}, ("repair",), 7)]


def test_not_yet() -> None:
    """What is dated after the moment asked for has not happened, neither change nor end."""
    ended = {"kind": "charter.ended", "on": "2020-01-01", "event": 9, "id": "9"}
    later = (amended("2019-03-01", 7, condition=asks("informed", days=30)), ended)
    one = stood(*later, at="2019-02-28")
    assert pieces(one, "informed") == [("2018-01-01", "9999-12-31", {"days": 90}, ("repair",), 5)]
    assert one.ended is None
    assert stood(*later, at="2019-12-31").ended is None
    assert stood(*later).ended == Instant("2020-01-01T00:00:00")


def test_ended() -> None:
    """After its end it measures nothing."""
    ended = {"kind": "charter.ended", "on": "2020-01-01", "event": 9, "id": "9"}
    one = stood(ended)
    assert pieces(one, "informed") == [("2018-01-01", "2020-01-01", {"days": 90}, ("repair",), 5)]
    assert stood(ended, start="2020-06-01").conditions["informed"] == ()


def test_vague_days() -> None:
    """It measures when it certainly did: from the latest start, to the earliest end."""
    ended = {"kind": "charter.ended", "on": "2020", "event": 9, "id": "9"}
    vague = amended("2019-03", 7, condition=asks("informed", days=30))
    one = stood(vague, ended, start="2018-Q1")
    assert pieces(one, "informed") == [
        ("2018-03-31", "2019-03-31", {"days": 90}, ("repair",), 5),
        ("2019-03-31", "2020-01-01", {"days": 30}, ("repair",), 7),
    ]


def test_declared_afterwards() -> None:
    """The day on which it was declared filters nothing: its start says since when it measures."""
    one = stood(on="2026-11-23", at="2019-01-01")
    assert one.start == Instant("2018-01-01T00:00:00")
    assert one.conditions["informed"][0].end == FOREVER
