"""What lawful commits leave behind is found on few streams: against a look at all records."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.errors import Problems
from features.lawless import Fields, stored
from features.replay_test import LAWFUL, PLAN, written
from features.unlawful_test import MADE
from features.world import SOURCE, founding
from ledger.journal.shape import Entry, Journal
from ledger.recording.integrity import violations
from ledger.recording.judging import judge_file
from ledger.recording.left_behind import left_behind
from ledger.recording.planning import record
from ledger.store.reader import Reader
from ledger.store.writer import Store

HILL, TOWN = {"area": "hill"}, {"area": "town"}
AREA = {"name": "A place", "type": "village"}
HELD = {"power": "lead", "holder": "ministry", "basis": "attribution", "from": "2020"}
RULE = {"title": "A rule", "topic": "damage", "value": "first", "by": ["ministry"], "rank": "law"}
WHEN = {"effective": "2020-03-01", "effect": "deferred", "direction": "neutral"}
AT_HILL = MADE | {"place": HILL}

FIRST = [
    stored("area.registered", "area/hill", "x", **HILL, **AREA, within="village"),
    stored("area.registered", "area/town", "x", **TOWN, **AREA),
    stored("area.moved", "area/hill", "x", **HILL, within="town", on="2021"),
    stored("promise.made", "promise/plan", "x", **PLAN, **AT_HILL),
    stored("mandate.granted", "mandate/lead", "x", mandate="lead", **HELD, place=HILL),
    stored("mandate.ended", "mandate/lead", "x", mandate="lead", effective="2021"),
    stored("rule.enacted", "rule/r", "x", rule="r", **RULE, **WHEN, place={"area": "village"}),
    stored("rule.repealed", "rule/r", "x", rule="r", by=["ministry"], effective="2021"),
]  # fmt: skip
"""What is recorded first."""

LATER = [
    *LAWFUL,
    stored("area.moved", "area/town", "x", **TOWN, within="hill", on="2022"),
    stored("area.moved", "area/village", "x", area="village", within="town", on="2023"),
    stored("area.ended", "area/hill", "x", **HILL, on="2020-01-01"),
    stored("area.succeeded", "area/hill", "x", **HILL, by=["town"], on="2020-01-01"),
    stored("area.ended", "area/hill", "x", **HILL, on="2024"),
    stored("promise.made", "promise/late", "x", promise="late", **AT_HILL, on="2025"),
    stored("promise.assessed", "promise/late", "x", promise="late", by="auditor", outcome="kept",
           basis="independent", on="2026-01-01"),
]  # fmt: skip
"""What may be recorded later, depending on what was recorded before."""

ALONE = st.sampled_from(LATER).map(lambda fields: [fields])


def retracted(number: int) -> Fields:
    """That a record was an error."""
    return stored("record.retracted", "record", "x", record=f"x{number}", reason="An error.")


@st.composite
def corrections(draw: st.DrawFn) -> list[Fields]:
    """The retraction of a record, mostly with one in its place."""
    number = draw(st.integers(0, len(FIRST) + 1))
    other = FIRST[number] if number < len(FIRST) else draw(st.sampled_from(LATER))
    day = draw(st.sampled_from(["2018", "2020", "2022-06-01", "2025"]))
    changed: Fields = draw(
        st.sampled_from([{"on": day}, {"effective": day}, {"from": day}, {"within": None}])
    )
    named = {name: value for name, value in changed.items() if name in other}
    instead = other | named | {"corrects": f"x{number}"}
    told = [retracted(number), {name: said for name, said in instead.items() if said is not None}]
    return told[: draw(st.sampled_from([1, 2, 2, 2]))]


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of a village, with a hill and a town."""
    path = tmp_path_factory.mktemp("left") / "village.db"
    first = [fields | {"on": "2018", "source": SOURCE} for fields in founding("open")]
    with closing(Store.create(path)) as store:
        record(store, Journal([Entry(fields, str) for fields in first]))
    return path


def recorded(ledger: Path, commits: list[list[Fields]]) -> None:
    """Record what can be, commit by commit, each record under a name of its own."""
    number = 0
    for commit in commits:
        every = Journal()
        for fields in commit:
            every.entries += written(fields | {"id": f"x{number}"}).entries
            number += 1
        with closing(Store.open(ledger)) as store:
            try:
                record(store, every)
            except Problems:
                number -= len(commit)


@settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(commits=st.lists(ALONE | corrections(), min_size=1, max_size=6))
def test_against_a_look_at_everything(
    village: Path, tmp_path_factory: pytest.TempPathFactory, commits: list[list[Fields]]
) -> None:
    """The same is found as where all records are held against the rules together."""
    ledger = tmp_path_factory.mktemp("drawn") / "ledger.db"
    ledger.write_bytes(village.read_bytes())
    recorded(ledger, [FIRST, *commits])
    with closing(Reader(ledger)) as reader:
        size = reader.head().size
        found = left_behind(reader)
        every = violations(reader.records())
    assert not judge_file(ledger, size).found
    if found is not None:
        assert list(found) == every
