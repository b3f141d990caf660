"""The steps of the scenarios on dates, and on days that have not been."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

from pytest_bdd import given, parsers, scenarios, then, when

from features.world import World

scenarios("time.feature")

CASES = Path(__file__).parent / "cases"
MADE = {
    "kind": "promise.made",
    "by": "council",
    "to": "residents",
    "place": {"area": "village"},
    "criterion": "open",
    "on": "2019-01-01",
}
POSTPONED = {
    "kind": "promise.postponed",
    "promise": "bridge",
    "by": "council",
    "on": "2021-01-01",
    "due": "2022",
}


@given("a town with a village, and bodies that speak of them")
def town(world: World) -> None:
    world.gestand("init")
    imported(world, "base.yaml")


@given(parsers.parse('the file "{name}" was imported'))
def imported(world: World, name: str) -> None:
    world.gestand("import", str(CASES / name))
    assert world.exit_code == 0, world.message


@given(parsers.parse("the council promised the village a bridge by {due}"))
def bridge(world: World, due: str) -> None:
    promised(world, "A bridge.", "bridge", due)


@given(parsers.parse('the council promised "{text}" as "{name}" by {due}'))
def promised(world: World, text: str, name: str, due: str) -> None:
    world.record(MADE | {"promise": name, "text": text, "due": due})
    assert world.exit_code == 0, world.message


@when(parsers.parse('somebody imports the file "{name}"'))
def imports(world: World, name: str) -> None:
    world.record({"kind": "party.registered", "party": "college", "name": "C", "type": "province"})
    world.gestand("import", str(CASES / name))


@when(parsers.parse('the council records {what} with {field} "{date}"'))
def records(world: World, what: str, field: str, date: str) -> None:
    other = MADE | {"promise": "other", "text": "Another one."}
    record: dict[str, Any] = dict(POSTPONED if what == "a postponement" else other)
    if field == "condition.due":
        record["condition"] = {"text": "If there is money.", "due": date}
    else:
        record[field] = date
    world.record(record)


@when(parsers.parse('somebody runs "{command}"'))
def runs(world: World, command: str) -> None:
    world.gestand(*shlex.split(command))


@when(parsers.parse("somebody asks for the promises as of {day}"))
def asks(world: World, day: str) -> None:
    data(world, f"promises --as-of {day}")


@when(parsers.parse('somebody asks "{command}" for data'))
def data(world: World, command: str) -> None:
    world.gestand(*shlex.split(command), "--format", "json")
    assert world.exit_code == 0, world.message
    world.remembered["answer"] = json.loads(world.output)


@then(parsers.parse('the promise "{name}" is "{status}"'))
def is_so(world: World, name: str, status: str) -> None:
    rows = world.remembered["answer"]["rows"]
    assert [row["status"] for row in rows if row["promise"] == name] == [status]


@then("there is no promise")
def none(world: World) -> None:
    assert world.remembered["answer"]["rows"] == []


@then("the answer is of a day to come")
def to_come(world: World) -> None:
    assert world.remembered["answer"]["to_come"] is True


@then("the answer is of a day that has been")
def has_been(world: World) -> None:
    assert world.remembered["answer"]["to_come"] is False


@then(parsers.re(r"the answer is of (?P<day>[\d-]+)"))
def of_day(world: World, day: str) -> None:
    assert world.remembered["answer"]["as_of"] == day


@then(parsers.parse('the screen does not say "{text}"'))
def does_not_say(world: World, text: str) -> None:
    assert text not in world.output.replace("\n", " ")


def test_a_set_of_dates_in_yaml(world: World) -> None:
    """YAML takes a set without quotes for a list; it is the set that the author wrote."""
    town(world)
    made = (
        "kind: promise.made, by: council, to: residents, area: village, on: 2019-01-10, source: M"
    )
    journal = "".join(
        f"- {{{made}, promise: {name}, text: A promise., due: {due}}}\n"
        for name, due in (("a", "[2019, 2021-03]"), ("b", "'[2019,2021-03]'"), ("c", "[..2021-03]"))
    )
    world.gestand("import", str(world.file("journal.yaml", journal)))
    assert world.exit_code == 0, world.message
    data(world, "promises --as-of 2021-04-01")
    found = {row["promise"]: row["due"] for row in world.remembered["answer"]["rows"]}
    assert found == {"a": "[2019,2021-03]", "b": "[2019,2021-03]", "c": "[..2021-03]"}
    assert {row["status"] for row in world.remembered["answer"]["rows"]} == {"overdue"}
