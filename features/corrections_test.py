"""Correcting, retracting, disputing and settling on the command line, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from features.metamorphic.histories import founding
from features.world import World

FINDING = {
    "kind": "promise.assessed", "promise": "roof", "outcome": "kept", "by": "auditor",
    "basis": "independent", "on": "2023-06-01",
}  # fmt: skip


@pytest.fixture
def village(world: World) -> World:
    """A ledger with a village, promises, a rule and a mandate."""
    world.gestand("init")
    world.record(*founding())
    assert world.exit_code == 0, world.message
    return world


def rows(world: World, *words: str) -> list[dict[str, Any]]:
    """The rows of a view."""
    world.gestand(*words, "--format", "json")
    assert world.exit_code in {0, 1}, world.message
    found: list[dict[str, Any]] = json.loads(world.output)["rows"]
    return found


def promise(world: World, name: str) -> dict[str, Any]:
    """One promise as it stood in 2025."""
    (found,) = [row for row in rows(world, "promises", "--as-of", "2025") if row["promise"] == name]
    return found


def last(world: World) -> str:
    """The id of the last record."""
    return str(rows(world, "log")[-1]["id"])


def retract(world: World, name: str, **fields: Any) -> None:
    """Retract a record without replacing it."""
    world.record({"kind": "record.retracted", "record": name, "reason": "an error"} | fields)


def disputed(name: str, record: str, **fields: Any) -> dict[str, Any]:
    """A dispute by the residents."""
    who = {"by": "residents", "reason": "it leaks", "on": "2024-01-01"}
    return {"kind": "record.disputed", "id": name, "record": record} | who | fields


def settled(**fields: Any) -> dict[str, Any]:
    """The end of a dispute."""
    return {"kind": "record.dispute_settled", "outcome": "an error", "on": "2024-02-01"} | fields


def test_correcting_back(village: World) -> None:
    """It is a new record: the promise is there as before, and nothing is lost."""
    village.gestand("correct", "made-roof", "due=2024-06-30", "--reason", "a typing error")
    assert promise(village, "roof")["due"] == "2024-06-30"
    village.gestand("correct", last(village), "due=2023-06-30", "--reason", "it was right")
    assert village.output == "2 records recorded, 0 were there before.\n"
    assert promise(village, "roof")["due"] == "2023-06-30"


def test_correcting_what_was_corrected(village: World) -> None:
    """The message names the record to correct instead."""
    village.gestand("correct", "made-roof", "due=2024-06-30", "--reason", "a typing error")
    name = last(village)
    village.gestand("correct", "made-roof", "due=2024-07-30", "--reason", "a typing error")
    assert village.exit_code == 3
    assert f"the record {name} took its place before" in village.message


def test_a_retracted_record(village: World) -> None:
    """Importing it again says that it is retracted; a correction brings it back."""
    village.record(FINDING | {"id": "found"})
    retract(village, "found")
    assert promise(village, "roof")["status"] == "overdue"
    village.record(FINDING | {"id": "found"})
    assert "1 was there before, 1 of them retracted: found." in village.output
    assert promise(village, "roof")["status"] == "overdue"
    village.gestand("correct", "found", "--reason", "it was right")
    assert village.exit_code == 0, village.message
    assert promise(village, "roof")["status"] == "kept"
    village.record(FINDING | {"id": "found"})
    assert village.output == "0 records recorded, 1 was there before.\n"


def test_the_earlier_of_two_announcements(village: World) -> None:
    """The later one, recorded right before the retraction, has not taken its place."""
    announced = {
        "kind": "rule.announced", "rule": "norm", "title": "The norm", "topic": "safety-norm",
        "stage": "proposed", "by": "council", "place": {"area": "village"},
    }  # fmt: skip
    village.record(announced | {"id": "first", "value": "a", "on": "2021-01-01"})
    village.record(announced | {"id": "second", "value": "b", "on": "2021-06-01"})
    assert village.exit_code == 0, village.message
    village.gestand("correct", "first", "value=c", "--reason", "a typing error")
    assert village.exit_code == 0, village.message
    status = {row["id"]: row["status"] for row in rows(village, "log") if "rule/norm" in str(row)}
    assert status["first"] == "retracted"
    assert not status["second"]


def test_a_place_that_is_taken(village: World) -> None:
    """Two records cannot have one place."""
    village.record(FINDING | {"id": "found"})
    village.record(FINDING | {"id": "other", "outcome": "broken", "corrects": "found"})
    assert village.exit_code == 3
    assert "the record found, which still stands" in village.message
    retract(village, "found")
    village.record(FINDING | {"id": "first", "outcome": "broken", "corrects": "found"})
    assert village.exit_code == 0, village.message
    village.record(FINDING | {"id": "second", "outcome": "partly", "corrects": "found"})
    assert village.exit_code == 3
    assert "the record first took the place of found before" in village.message
    assert promise(village, "roof")["status"] == "broken"


def test_a_correction_that_says_what_another_says(village: World) -> None:
    """It is refused: its retraction alone would lose the record."""
    ended = {"kind": "mandate.ended", "mandate": "lead", "on": "2024-01-01"}
    village.record(ended | {"effective": "2024-02-01", "place": {"area": "village"}, "id": "there"})
    village.record(ended | {"effective": "2024-02-01", "id": "everywhere"})
    village.gestand("correct", "everywhere", "place={area: village}", "--reason", "only there")
    assert village.exit_code == 3
    assert "it says what another record says that stands" in village.message
    assert [row["id"] for row in rows(village, "log") if row["status"]] == []


def test_a_record_with_a_stream_of_its_own(village: World) -> None:
    """Its correction stands on the same stream, and what was disputed is disputed still."""
    letter = {"kind": "update.sent", "by": "council", "content": "news", "id": "letter"}
    village.record(letter | {"place": {"area": "village"}}, disputed("d", "letter"))
    village.gestand("correct", "letter", "content=no-news", "--reason", "nothing was told")
    assert village.exit_code == 0, village.message
    lines = {row["id"]: row for row in rows(village, "log")}
    assert lines[last(village)]["stream"] == "update/letter"
    assert lines[last(village)]["status"] == "disputed"
    village.gestand("correct", last(village), "kind=figure.published", "--reason", "a figure")
    assert village.exit_code == 3


def test_each_dispute_is_settled_by_itself(village: World) -> None:
    """By its id, once; an older settlement names the record and ends what was open then."""
    village.record(FINDING | {"id": "found"}, disputed("d1", "found"), disputed("d2", "found"))
    village.record(settled(dispute="d1", by="residents"))
    assert promise(village, "roof")["group"] == "unresolved"
    village.record(settled(dispute="d1", by="auditor"))
    assert village.exit_code == 3
    assert "that dispute was settled before" in village.message
    village.record(settled(record="found"))
    assert village.exit_code == 0, village.message
    assert promise(village, "roof")["contested"] is False
    village.record(disputed("d3", "found"))
    assert promise(village, "roof")["contested"] is True


def test_a_dispute_by_who_owes_the_promise(village: World) -> None:
    """The outcome counts nonetheless, and trust counts beside the score that it is contested."""
    village.record(FINDING | {"id": "found", "outcome": "broken"})
    question = ("trust", "village", "--as-of", "2025")
    (before,) = rows(village, *question)
    assert (before["broken"], before["contested_outcomes"]) == (2, 0)
    village.record(disputed("d1", "found") | {"by": "council"})
    (row,) = rows(village, *question)
    assert row["contested_outcomes"] == 1
    moved = {name for name in row if row[name] != before[name]}
    assert moved == {"contested_outcomes", "sources"}
    village.gestand(*question)
    assert "Of 1 of these the outcome is contested and counts nonetheless" in " ".join(
        village.output.split()
    )


@pytest.mark.parametrize(
    ("fields", "obstacle"),
    [
        ({"dispute": "made-roof"}, "that record is no dispute"),
        ({"record": "made-roof"}, "nobody disputed that record"),
        ({"dispute": "d1", "record": "made-road"}, "it names one dispute"),
        ({}, "it names one dispute"),
        ({"dispute": "nowhere"}, "there is no record with the id nowhere"),
    ],
)
def test_settlements_of_nothing(village: World, fields: dict[str, str], obstacle: str) -> None:
    """What is not disputed cannot be settled, and nothing is recorded."""
    village.record(disputed("d1", "made-road"))
    before = len(rows(village, "log"))
    village.record(settled(**fields))
    assert village.exit_code == 3
    assert obstacle in village.message
    assert len(rows(village, "log")) == before


def test_a_settlement_before_the_dispute_in_a_file(village: World) -> None:
    """The order of records in a file is free."""
    village.record(settled(dispute="d1"), disputed("d1", "made-road", instead={"due": "2025"}))
    assert village.exit_code == 0, village.message
    assert promise(village, "road")["contested"] is False


def test_a_dispute_about_a_retracted_record(village: World) -> None:
    """It is void, of a mandate as of a promise; a correction of the record revives it."""
    village.record(FINDING | {"id": "found"}, disputed("d1", "found"))
    ended = {"kind": "mandate.ended", "mandate": "lead", "on": "2024-01-01", "id": "ended"}
    village.record(ended | {"effective": "2024-02-01"}, disputed("d2", "ended"))
    assert [row["contested"] for row in control(village)] == [True]
    retract(village, "found")
    retract(village, "ended", note="another one")
    assert promise(village, "roof")["contested"] is False
    assert [row["contested"] for row in control(village)] == [False]
    village.gestand("correct", "found", "--reason", "it was right")
    assert promise(village, "roof")["contested"] is True


def control(world: World) -> list[dict[str, Any]]:
    """Who is named as holder in the village."""
    found = rows(world, "control", "village", "--as-of", "2023-12-31")
    return [one for row in found for one in row["holders"]]


def test_tables_of_several_kinds(village: World) -> None:
    """Their rows are taken in the order of recording, whatever the files are called."""
    change = {"rule": "fare", "effective": "2024-01-01", "on": "2023-12-01", "by": "council"}
    village.record(
        change | {"kind": "rule.suspended", "id": "stop"},
        change | {"kind": "rule.resumed", "id": "go"},
    )
    kinds = {row["kind"] for row in rows(village, "log")}
    files = []
    for kind in sorted(kinds):  # rule.resumed comes before rule.suspended
        village.gestand("export", "--format", "csv", "--kind", kind)
        files.append(str(village.file(f"{kind}.csv", village.output)))
    ids = [row["id"] for row in rows(village, "log")]
    village.ledger.unlink()
    village.gestand("init")
    village.gestand("import", *files)
    assert village.exit_code == 0, village.message
    assert [row["id"] for row in rows(village, "log")] == ids
    assert [row["state"] for row in rows(village, "rules", "--as-of", "2025")] == ["in-force"]


def test_an_order_that_is_no_number(village: World) -> None:
    """The message names the cell."""
    table = village.file("parties.csv", "kind,order,party\nparty.registered,first,x\n")
    village.gestand("import", str(table))
    assert village.exit_code == 6
    assert f"{table}:2:18: read the journal: the order is 'first'" in village.message


def test_a_correction_under_another_name(village: World) -> None:
    """What got another name is found as well: its old record cannot be corrected twice."""
    village.gestand("correct", "granted", "mandate=leading", "--reason", "a typing error")
    assert village.exit_code == 0, village.message
    name = last(village)
    assert [row["stream"] for row in rows(village, "log")][-1] == "mandate/leading"
    village.gestand("correct", "granted", "mandate=lead", "--reason", "it was right")
    assert village.exit_code == 3
    assert f"the record {name} took its place before" in village.message


@pytest.mark.parametrize("known", [(), ("--known-at", "15")])
def test_the_log_of_an_area_reads_no_more_than_that(village: World, known: tuple[str, ...]) -> None:
    """It says the same as the whole log, of what was retracted, disputed and moved as well."""
    village.record(FINDING | {"id": "found", "place": {"area": "village"}})
    village.record(disputed("d1", "made-roof"), disputed("d2", "granted"))
    village.gestand("correct", "made-roof", "due=2024-06-30", "--reason", "a typing error")
    village.gestand("correct", "everywhere", "place={area: village}", "--reason", "only there")
    village.gestand("correct", "granted", "mandate=leading", "--reason", "a typing error")
    retract(village, "found")
    whole = rows(village, "log", *known)
    assert {row["status"] for row in whole} >= {"", "disputed"}
    streams = {row["stream"] for row in whole}
    for area in (stream for stream in streams if stream.startswith("area/")):
        answered = rows(village, "log", "--area", area.removeprefix("area/"), *known)
        within = {area} | {row["place"] for row in answered}
        assert answered == [row for row in whole if {row["place"], row["stream"]} & within - {""}]
        assert all(row["place"] in within or row["stream"] == area for row in answered)


def test_check_on_a_figure_that_was_corrected(village: World) -> None:
    """What a stream is about is told by what stands, not by the record that retracted the first."""
    figure = {"kind": "figure.published", "indicator": "homes", "unit": "homes", "period": "2020"}
    said = {"first": ("auditor", "10"), "second": ("ministry", "20")}
    for name, (by, value) in said.items():
        village.record(figure | {"id": name, "by": by, "value": value, "area": "village"})
    village.gestand("correct", "first", "value=11", "--reason", "a typing error")
    (found,) = rows(village, "check", "contradictions")
    assert "11 by" in found["finding"]
