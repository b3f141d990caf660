"""What the conditions on the lead say beside met or not met: why, and by which record."""

from __future__ import annotations

from contextlib import closing
from typing import Any

from domain.dates import Instant, bounds, due_instant
from domain.step_function import NO, UNKNOWN, YES
from features.asked import asked
from projections.charter import Measurement
from projections.conditions.condition import Judgement
from projections.conditions.lead import LEAD, clear_lead, one_ministry, same_lead
from projections.conditions.verdict import CONDITIONS
from projections.control.mandate import Part
from projections.control.powers import PartsOfPower, Powers
from projections.geography.geography import Geography
from projections.rows.acts import ControlTopic

Fields = dict[str, Any]

START = bounds("2020-01-01").earliest
PARTIES = (("a", "other"), ("b", "other"), ("m1", "ministry"), ("m2", "ministry"))
LAND: list[Fields] = [
    {"kind": "area.registered", "area": "village", "name": "The village", "type": "village"},
    *({"kind": "party.registered", "party": p, "name": p, "type": t} for p, t in PARTIES),
]
VOUCHED: Fields = {
    "kind": "coverage.declared", "coverage": "all", "place": {"area": "village"},
    "about": ["mandate"], "from": "2000-01-01", "by": "a", "on": "2026-11-01",
}  # fmt: skip


def granted(name: str, holder: str, start: str, **fields: Any) -> Fields:
    """A mandate to lead in the village."""
    given = {"kind": "mandate.granted", "mandate": name, "holder": holder, "power": "lead"}
    usual = {"place": {"area": "village"}, "from": start, "basis": "attribution", "id": name}
    return given | usual | fields


def ended(name: str, day: str) -> Fields:
    """The first day without a mandate."""
    kind = {"kind": "mandate.ended", "mandate": name, "effective": day}
    return kind | {"id": f"end-of-{name}"}


def judged(
    key: str, *records: Fields, topics: tuple[str, ...] = ()
) -> list[tuple[str, str, str, list[str]]]:
    """The steps of a condition: from which day, met or not, why, and the records by their ids."""
    told = [*LAND, *records]
    powers = tuple(ControlTopic("lead", topic) for topic in topics)
    question = asked(told, "2020-12-31")
    with closing(question.book):
        end = due_instant(question.as_of)
        yardstick = Measurement(
            Geography(question), "charter/x", "area/village", START, end, (), None, powers
        )
        found = CONDITIONS[key](yardstick, {"n": 1}).steps
    return [
        (step.start[:10], step.value.met, step.value.why, _ids(told, step.value))
        for step in found.parts
    ]


def _ids(told: list[Fields], judgement: Judgement) -> list[str]:
    return [str(told[event].get("id", told[event]["kind"])) for event in judgement.events]


def test_a_second_lead_is_named_last() -> None:
    """The record that brings an overlap about comes last, and so does the one that ends it."""
    records = [VOUCHED, granted("one", "a", "2019-01-01"), granted("two", "b", "2020-03-01")]
    assert judged("clear-lead", *records, ended("two", "2020-06-01")) == [
        ("2020-01-01", YES, "", ["one"]),
        ("2020-03-01", NO, "several-lead", ["one", "two"]),
        ("2020-06-01", YES, "", ["one", "end-of-two"]),
    ]


def test_nobody_rests_on_the_coverage_and_on_the_end() -> None:
    """That nobody leads rests on whoever vouches for it, and was brought about by the last end."""
    records = [VOUCHED, granted("one", "a", "2019-01-01"), ended("one", "2020-06-01")]
    assert judged("clear-lead", *records)[-1] == (
        "2020-06-01", NO, "nobody-leads", ["coverage.declared", "end-of-one"],
    )  # fmt: skip


def test_one_on_record_is_not_exactly_one() -> None:
    """Where nobody vouches, one holder on record leaves open whether there was another."""
    question = asked([*LAND, granted("one", "a", "2019-01-01")], "2020-12-31")
    with closing(question.book):
        landscape, end = Geography(question), due_instant(question.as_of)
        yardstick = Measurement(landscape, "charter/x", "area/village", START, end, ())
        for condition in (clear_lead, same_lead, one_ministry):
            last = condition(yardstick, {"n": 1}).steps.parts[-1].value
            assert (last.met, last.missing) == (UNKNOWN, ("mandate",))


def test_a_change_is_proven_without_anybody_who_vouches() -> None:
    """The lead of the first day is that of the start, so another one later is a change."""
    records = [granted("one", "a", "2019-01-01"), ended("one", "2020-06-01")]
    assert judged("same-lead", *records, granted("two", "b", "2020-06-01")) == [
        ("2020-01-01", YES, "lead-of-the-start", ["one"]),
        ("2020-01-02", UNKNOWN, "lead-not-vouched", ["one"]),
        ("2020-06-01", NO, "lead-changed", ["end-of-one", "two"]),
    ]


def test_a_legal_successor_is_the_same_lead_by_a_record_of_its_own() -> None:
    """When a body is succeeded, the record of that is what brought the change about."""
    after = {"kind": "party.succeeded", "party": "a", "by": ["b"], "on": "2020-06-01", "id": "end"}
    records = [VOUCHED, granted("one", "a", "2019-01-01"), after]
    expected = [("2020-01-01", YES, "", ["one"]), ("2020-06-01", YES, "", ["one", "end"])]
    assert judged("same-lead", *records) == expected
    assert judged("clear-lead", *records) == expected


def test_a_lead_by_topic_is_clear_topic_by_topic() -> None:
    """Where the lead is divided by topic, nobody needs to hold it undivided."""
    topics = [
        granted("one", "a", "2019-01-01", topic="damage"),
        granted("two", "b", "2019-01-01", topic="norm"),
    ]
    assert [one[1] for one in judged("clear-lead", VOUCHED, *topics)] == [YES]
    assert [one[1] for one in judged("clear-lead", VOUCHED, *topics, topics=("damage",))] == [YES]
    other = judged("clear-lead", VOUCHED, *topics, topics=("damage", "gas"))
    # A topic on which no lead was ever on record is one that the record may not be about.
    assert [one[1:3] for one in other] == [(UNKNOWN, "lead-not-on-record")]


def test_a_lead_that_is_disputed_proves_nothing() -> None:
    """What depends on a disputed mandate is open until the dispute is settled."""
    about = {"record": "two", "on": "2020-07-01"}
    dispute = {"kind": "record.disputed", "by": "a", "reason": "never granted"} | about
    records = [VOUCHED, granted("one", "a", "2019-01-01"), granted("two", "b", "2020-03-01")]
    assert judged("clear-lead", *records, dispute)[-1][1:3] == (UNKNOWN, "lead-contested")
    settled = {"kind": "record.dispute_settled", "outcome": "it was granted"} | about
    found = judged("clear-lead", *records, dispute, settled)
    assert found[-1][1:3] == (NO, "several-lead")


def test_more_ministries_than_agreed() -> None:
    """Any power of a second ministry counts, the later one named last."""
    first = granted("one", "m1", "2019-01-01")
    second = granted("two", "m2", "2020-03-01", power="pay")
    assert judged("one-ministry", VOUCHED, first, second) == [
        ("2020-01-01", YES, "", ["one"]),
        ("2020-03-01", NO, "too-many-ministries", ["one", "two"]),
    ]


def test_who_leads_on_a_topic() -> None:
    """The lead on a topic can be asked for by others: here one body after another."""
    records = [granted("one", "a", "2019-01-01", until="2020-05-31", topic="damage")]
    question = asked([*LAND, *records, granted("two", "b", "2020-06-01")], "2020-12-31")
    with closing(question.book):
        end = due_instant(question.as_of)
        powers = Powers(Geography(question))
        part = Part(topic="damage")
        found = PartsOfPower(powers, "area/village", LEAD, part, START, end).over_time
    held = [
        (step.start, [sorted(one.control.bodies) for one in step.value]) for step in found.parts
    ]
    assert held == [(START, [["a"]]), (Instant("2020-06-01T00:00:00"), [["b"]])]


def test_a_group_that_only_may_touch_proves_nothing() -> None:
    """A second lead over a group of which no member is known to be in the village is no overlap."""
    region: Fields = {
        "kind": "area.registered",
        "area": "region",
        "name": "Region",
        "type": "region",
    }
    group: Fields = {
        "kind": "cohort.registered",
        "cohort": "batch",
        "name": "Batch",
        "areas": ["region"],
    }
    land = [region | {"on": "1980"}, group | {"on": "2019-01-01"}]
    moved = {"kind": "area.moved", "area": "village", "within": "region", "on": "2000-01-01"}
    one = granted("one", "a", "2019-01-01")
    two = granted("two", "b", "2020-03-01", place={"cohort": "batch"})
    for key in ("clear-lead", "same-lead"):
        found = judged(key, *land, moved, VOUCHED, one, two)
        assert {met for _, met, _, _ in found} == {YES}
        # That the lead of the village ended for the group alone proves no more than that.
        apart = ended("one", "2020-03-01") | {"place": {"cohort": "batch"}}
        found = judged(key, *land, moved, VOUCHED, one, two, apart)
        assert {met for _, met, _, _ in found} == {YES}
    member = {"kind": "cohort.joined", "cohort": "batch", "area": "village", "on": "2019-06-01"}
    found = judged("clear-lead", *land, moved, member, VOUCHED, one, two)
    assert found[-1][1:3] == (NO, "several-lead")
