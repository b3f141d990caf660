"""The steps of the scenarios on tables, and on what was learned."""

from __future__ import annotations

from pytest_bdd import given, parsers, scenarios, then, when

from features.village import HERE, record, row, rows
from features.world import World

scenarios("tables.feature")


@given(parsers.parse('a table "{table}" with ministry, residents and league from {on}'))
def table(world: World, table: str, on: str) -> None:
    opened = {"kind": "table.opened", "table": table, "name": table.title(), "place": HERE}
    record(world, opened | {"parties": ["ministry", "residents", "league"], "on": on})


@given(parsers.parse('{party} left the table "{table}" on {on}: {reason}'))
def left(world: World, party: str, table: str, on: str, reason: str) -> None:
    gone = {"kind": "table.left", "table": table, "party": party, "on": on}
    record(world, gone | {"reason": reason})


@given(parsers.parse('{party} came back to the table "{table}" on {on}'))
def came_back(world: World, party: str, table: str, on: str) -> None:
    record(world, {"kind": "table.joined", "table": table, "party": party, "on": on})


@given(parsers.parse("the ministry and residents looked back together on {on}"))
def looked_back(world: World, on: str) -> None:
    held = {"kind": "reflection.held", "place": HERE, "parties": ["ministry", "residents"]}
    record(world, held | {"text": "What went wrong.", "on": on})


@given(parsers.re(r'a lesson "(?P<lesson>[\w-]+)" was recorded on (?P<on>[\d-]+)'))
def lesson(world: World, lesson: str, on: str) -> None:
    record(world, {"kind": "lesson.recorded", "lesson": lesson, "text": "Ask first.", "on": on})


@given(
    parsers.re(
        r'a lesson "(?P<lesson>[\w-]+)" was recorded on (?P<on>[\d-]+) and taken up by (?P<by>\w+)'
    )
)
def adopted(world: World, lesson: str, on: str, by: str) -> None:
    record(
        world,
        {"kind": "lesson.recorded", "lesson": lesson, "text": "Ask first.", "on": on},
        {"kind": "lesson.adopted", "lesson": lesson, "by": by, "on": on},
    )


@when(parsers.parse("somebody asks for the tables as of {day}"))
def asks_tables(world: World, day: str) -> None:
    rows(world, "tables", "village", "--as-of", day)


@when("somebody reads the screen of participation in the village")
def reads(world: World) -> None:
    world.gestand("participation", "village")


@when("somebody reads the lessons of the village")
def reads_lessons(world: World) -> None:
    world.gestand("lessons", "village")


@then(parsers.parse('the screen says "{text}"'))
def screen_says(world: World, text: str) -> None:
    assert text in " ".join(world.output.split()), world.output + world.message


@then(parsers.re(r'(?P<parties>[\w, ]+) sit at "(?P<table>\w+)"'))
def sit(world: World, parties: str, table: str) -> None:
    assert row(world)["table"] == table
    sitting = {seat["party"] for seat in row(world)["seats"] if seat["sits"] == "yes"}
    assert sitting == set(parties.replace(" and ", ", ").split(", "))


@then(parsers.parse('whether {party} sits at "{table}" is unknown'))
def sits_unknown(world: World, party: str, table: str) -> None:
    (seat,) = [one for one in row(world)["seats"] if one["party"] == party]
    assert (row(world)["table"], seat["sits"]) == (table, "unknown")
