"""Whom a decision or a promise concerns: the tree of areas, groups and cases, as they were."""

from __future__ import annotations

from contextlib import closing

import pytest

from domain.dates import Instant
from features.asked import Fields, asked
from projections.geography.geography import Geography
from projections.participation.decision import lies_to

COUNTRY: list[Fields] = [
    {"kind": "area.registered", "area": "region", "name": "R", "type": "region"},
    {"kind": "area.registered", "area": "town", "name": "T", "type": "municipality",
     "within": "region"},
    {"kind": "area.registered", "area": "village", "name": "V", "type": "village",
     "within": "region"},
    {"kind": "area.moved", "area": "village", "within": "town", "on": "2021-01-01"},
    {"kind": "area.registered", "area": "street", "name": "S", "type": "street",
     "within": "village"},
    {"kind": "area.registered", "area": "elsewhere", "name": "E", "type": "region"},
    {"kind": "cohort.registered", "cohort": "all-of-town", "name": "A", "areas": ["town"]},
    {"kind": "cohort.registered", "cohort": "some-in-region", "name": "B", "areas": ["region"],
     "criterion": "homes with cracks"},
    {"kind": "cohort.registered", "cohort": "some-in-street", "name": "C", "areas": ["street"],
     "criterion": "homes with cracks"},
    {"kind": "cohort.registered", "cohort": "joined", "name": "D"},
    {"kind": "case.opened", "case": "house", "area": "street", "level": "dwelling", "title": "H"},
    {"kind": "case.opened", "case": "barn", "area": "elsewhere", "level": "dwelling",
     "title": "B"},
    {"kind": "cohort.joined", "cohort": "joined", "case": "house", "on": "2020-06-01"},
    {"kind": "cohort.joined", "cohort": "joined", "case": "barn", "on": "2020-06-01"},
]  # fmt: skip


@pytest.mark.parametrize(
    ("scope", "place", "day", "expected"),
    [
        ("area/village", "area/village", "2020-03-01", "within"),
        ("area/village", "area/street", "2020-03-01", "within"),
        ("area/village", "case/house", "2020-03-01", "within"),
        ("area/village", "area/region", "2020-03-01", "covers"),
        ("area/village", "area/elsewhere", "2020-03-01", None),
        # As it was when it was decided, and as it is.
        ("area/town", "area/village", "2020-03-01", "within"),
        ("area/region", "area/village", "2020-03-01", "within"),
        ("area/village", "area/town", "2021-03-01", "covers"),
        # The areas that a group names say where its members are, not who they are.
        ("area/village", "cohort/all-of-town", "2021-03-01", "maybe"),
        ("area/street", "cohort/some-in-street", "2021-03-01", "within"),
        ("area/village", "cohort/some-in-street", "2021-03-01", "within"),
        ("area/village", "cohort/some-in-region", "2021-03-01", "maybe"),
        ("area/village", "cohort/joined", "2021-03-01", "touches"),
        ("area/town", "cohort/joined", "2020-03-01", "touches"),
        # Cases and groups as what is asked about.
        ("case/house", "case/house", "2021-03-01", "within"),
        ("case/house", "area/street", "2021-03-01", "covers"),
        ("case/house", "area/region", "2021-03-01", "covers"),
        ("case/house", "cohort/joined", "2021-03-01", "covers"),
        ("case/house", "cohort/all-of-town", "2021-03-01", "maybe"),
        ("case/house", "cohort/some-in-street", "2021-03-01", "maybe"),
        ("case/house", "case/barn", "2021-03-01", None),
        ("cohort/joined", "case/house", "2021-03-01", "within"),
        ("cohort/joined", "cohort/joined", "2021-03-01", "within"),
        ("cohort/joined", "area/street", "2021-03-01", "touches"),
        ("cohort/joined", "area/elsewhere", "2021-03-01", "touches"),
        # All members of a group are in the area that it names, who belongs to it or not.
        ("cohort/some-in-region", "area/region", "2021-03-01", "covers"),
        ("cohort/some-in-street", "area/street", "2021-03-01", "covers"),
        ("cohort/some-in-street", "area/village", "2021-03-01", "covers"),
        ("cohort/some-in-region", "area/village", "2021-03-01", None),
        (None, "area/elsewhere", "2021-03-01", "within"),
    ],
)
def test_where_a_place_lies(scope: str | None, place: str, day: str, expected: str | None) -> None:
    """Within what is asked about, covering or touching it, perhaps touching it, or elsewhere."""
    question = asked(COUNTRY, as_of="2022-12-31")
    with closing(question.book):
        lies = lies_to(Geography(question), place, scope, Instant(f"{day}T00:00:00"))
        assert lies == expected


def test_what_has_not_happened_yet_is_not_read() -> None:
    """Asked before the village moved, the town does not cover it."""
    question = asked(COUNTRY, as_of="2020-12-31")
    with closing(question.book):
        day = Instant("2022-01-01T00:00:00")
        assert lies_to(Geography(question), "area/town", "area/village", day) is None
