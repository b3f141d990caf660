"""Who vouches for a record, for what, and until which day: METHODS 0, Silence."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from domain.dates import Instant
from domain.step_function import NO, YES
from features.asked import Fields, asked
from features.world import World
from projections.geography.geography import Geography

CASES = Path(__file__).parent / "cases"

COVERAGE: Fields = {
    "kind": "coverage.declared", "coverage": "all", "place": {"area": "town"}, "about": "update",
    "from": "2020-01-01", "by": "auditor", "on": "2020-06-30",
}  # fmt: skip
EXTENDED: Fields = {"kind": "coverage.extended", "coverage": "all", "by": "auditor"}
TODAY, TOMORROW = Instant("2020-03-31T23:59:59"), Instant("2020-04-01T00:00:00")
NEWS: Fields = {
    "kind": "update.sent", "by": "council", "content": "news", "place": {"area": "village"},
}  # fmt: skip


@pytest.fixture
def world(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> World:
    """A ledger with a town, a village in it and five parties."""
    made = World(tmp_path, capsys)
    made.gestand("init")
    made.gestand("import", str(CASES / "base.yaml"))
    assert made.exit_code == 0, made.message
    return made


@pytest.mark.parametrize(
    ("until", "accepted"),
    [
        ("2020-06-30", True),
        ("2020-07-01", False),
        ("2020", True),  # one of its days had been
        ("2020-07", False),
        ("2021-12-31", False),
    ],
)
def test_nobody_vouches_for_a_day_that_has_not_been(
    world: World, until: str, *, accepted: bool
) -> None:
    """A last day after the declaration itself is refused, in an extension too."""
    world.record(COVERAGE | {"until": until})
    assert world.exit_code == (0 if accepted else 3)
    assert accepted or "coverage.extended for later ones" in world.message
    world.record(COVERAGE | {"coverage": "other", "until": "2020-01-31"})
    world.record(EXTENDED | {"coverage": "other", "until": until, "on": "2020-06-30"})
    assert world.exit_code == (0 if accepted else 3)


def test_only_the_same_party_extends(world: World) -> None:
    """Another one makes a declaration of its own."""
    world.record(COVERAGE)
    world.record(EXTENDED | {"by": "agency", "until": "2020-12-31", "on": "2021-01-01"})
    assert world.exit_code == 3
    assert "declare a coverage by agency" in world.message
    world.record(EXTENDED | {"coverage": "none", "until": "2020-12-31", "on": "2021-01-01"})
    assert (world.exit_code, "coverage/none is not in the ledger" in world.message) == (3, True)


LAND: list[Fields] = [
    {"kind": "area.registered", "area": "town", "name": "T", "type": "municipality"},
    {"kind": "area.registered", "area": "village", "name": "V", "type": "village",
     "within": "town"},
]  # fmt: skip


@pytest.mark.parametrize(
    ("later", "last"),
    [
        ([], "2020-06-30"),
        ([{"on": "2020-09-30", "until": "2020-08-31"}], "2020-08-31"),
        ([{"on": "2020-09-30", "until": "2020-03-31"}], "2020-06-30"),
        # What the ledger refuses now and an older one may have: without effect.
        ([{"on": "2020-09-30", "until": "2021-12-31"}], "2020-09-30"),
        ([{"on": "2020-09-30", "until": "2020-08-31", "by": "agency"}], "2020-06-30"),
    ],
)
def test_until_when(later: list[Fields], last: str) -> None:
    """To its own day, that day included, and on from there to that of every extension."""
    declared = COVERAGE | {"about": ["update"]}
    question = asked([*LAND, declared, *(EXTENDED | one for one in later)])
    ever = (Instant("2019-01-01T00:00:00"), Instant("2023-01-01T00:00:00"))
    with closing(question.book):
        coverage = Geography(question).coverage
        vouched = coverage.vouched("update", "area/village", *ever)
        days = [part for part in vouched.parts if part.value == YES]
        assert [part.start[:10] for part in days] == ["2020-01-01"]
        assert vouched.at(days[0].end) != YES
        assert vouched.at(Instant(f"{last}T23:59:59")) == YES
        assert days[0].end[:10] > last
        # For its kinds of record, its place and what lies in it alone.
        for kind, scope in (("input", "area/town"), ("update", "area/elsewhere")):
            assert all(part.value != YES for part in coverage.vouched(kind, scope, *ever).parts)


def test_coverage_ends_today() -> None:
    """Coverage ends with the day of asking, whatever the record says of later ones."""
    question = replace(asked([*LAND, COVERAGE | {"about": ["update"]}]), today=TODAY)
    ever = (Instant("2019-01-01T00:00:00"), Instant("2023-01-01T00:00:00"))
    with closing(question.book):
        coverage = Geography(question).coverage
        vouched = coverage.vouched("update", "area/village", *ever)
        assert [vouched.at(moment) for moment in (TODAY, TOMORROW)] == [YES, NO]
        early = replace(question, today=Instant("2019-06-30T23:59:59"))
        assert Geography(early).coverage.rows == []


def test_a_silence_names_who_vouches_and_the_day(world: World) -> None:
    """Looked at on the last day vouched for; an update since then is no silence any more."""
    world.record(COVERAGE, NEWS | {"on": "2020-01-15"})

    def found() -> list[Fields]:
        world.gestand("check", "silence", "--as-of", "2020-12-31", "--format", "json")
        rows: list[Fields] = json.loads(world.output)["rows"]
        return rows

    (silence,) = found()
    assert "30 Jun 2020; The auditor vouches for the record" in silence["finding"]
    world.gestand("contact", "village", "--as-of", "2020-06-30", "--format", "json")
    (row,) = json.loads(world.output)["rows"]
    assert (row["covered"], row["vouched_by"]) == (True, ["auditor"])
    world.record(NEWS | {"on": "2020-12-01", "place": {"area": "town"}})
    assert found() == []
