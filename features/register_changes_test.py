"""The steps of the scenarios on what a register says otherwise in a later file."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as given_any
from hypothesis import strategies as st
from pytest_bdd import given, parsers, scenarios, then, when

from features.world import World

scenarios("register_changes.feature")

MAPPING = """\
table: {day: 2025-01-31, decimal: ','}
id: {columns: [Nr], prefix: r-}
records:
- kind: promise.made
  by: {text: College, read: party}
  to: {text: Inwoners, read: party}
  area: {text: Het dorp, read: area}
  text: {column: Belofte}
  criterion: {column: Maatstaf}
  due: {column: Deadline, read: deadline}
  size: {column: Aantal, read: number}
  amount: {column: Budget, read: money}
  on: 2020-01-01
- kind: promise.progressed
  by: {text: College, read: party}
  done: {column: Gereed, read: number}
  text: Stand
  on: 2024-12-31
status:
  column: Status
  values: {Open: nothing, Loopt: promise.reported/partly, Klaar: promise.reported/kept}
every: {source: Een register}
parties:
  names: {College: college, Inwoners: inwoners}
  details:
    College: {type: other, on: 2019}
    Inwoners: {type: residents, on: 2019}
areas:
  names: {Het dorp: het-dorp}
  new: {type: village, on: 2019}
"""
ROW = {"Nr": "1", "Belofte": "Honderd woningen", "Maatstaf": "Opgeleverd", "Deadline": "2024",
    "Aantal": "100", "Budget": "2,5", "Gereed": "10", "Status": "Loopt"}  # fmt: skip


@pytest.fixture(autouse=True)
def inside(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The scenario plays in its folder."""
    monkeypatch.chdir(world.folder)


def records(world: World) -> list[dict[str, Any]]:
    output, message, code = world.output, world.message, world.exit_code
    world.gestand("export", "--format", "jsonl")
    every = [json.loads(line) for line in world.output.splitlines()]
    world.output, world.message, world.exit_code = output, message, code
    return every


@given(parsers.parse("a register that was read on {day}"))
def was_read(world: World, day: str) -> None:
    world.gestand("init")
    world.file("map.yaml", MAPPING)
    world.remembered["row"] = dict(ROW)
    imports(world, day)
    assert world.exit_code == 0, world.message


@given(
    parsers.parse(
        "others recorded that the deadline moved to {due} and that the promise was {outcome}"
    )
)
def meanwhile(world: World, due: str, outcome: str) -> None:
    told = {"promise": "r-1", "by": "college", "on": "2025-02-01", "published": "2025-02-01"}
    world.record(
        told | {"kind": "promise.postponed", "due": due},
        told | {"kind": "promise.reported", "outcome": outcome},
    )
    assert world.exit_code == 0, world.message


@when(parsers.parse('the register says {column} "{value}"'))
def says_otherwise(world: World, column: str, value: str) -> None:
    assert column in ROW
    world.remembered["row"][column] = value


@when(parsers.parse("the register says nothing as {column}"))
def says_nothing(world: World, column: str) -> None:
    says_otherwise(world, column, "")


@when(parsers.parse("the mapping says that another {field} is {meaning}"))
def means(world: World, field: str, meaning: str) -> None:
    world.file("map.yaml", f"{MAPPING}changes: {{{field}: {meaning}}}\n")


@when(parsers.parse("somebody imports it as of {day}"))
def imports(world: World, day: str, *options: str) -> None:
    row = world.remembered["row"]
    world.file("register.csv", f"{';'.join(row)}\n{';'.join(row.values())}\n")
    world.remembered["before"] = len(records(world))
    world.gestand("import", "register.csv", "--map", "map.yaml", "--as-snapshot", day, *options)


@when(parsers.parse("somebody imports it strictly as of {day}"))
def imports_strictly(world: World, day: str) -> None:
    imports(world, day, "--strict")


@when(parsers.parse("somebody corrects the promise with {field}"))
def corrects(world: World, field: str) -> None:
    world.gestand("correct", "r-1", field, "--reason", "it was left out")
    assert world.exit_code == 0, world.message


@when("somebody asks for the promise")
def asks(world: World) -> None:
    world.gestand("show", "promise/r-1")


def new(world: World) -> list[dict[str, Any]]:
    return records(world)[world.remembered["before"] :]


@then(parsers.parse("the new records are {told}"))
def are(world: World, told: str) -> None:
    found = ", ".join(f"{one['kind']} {one['id']}" for one in new(world))
    assert (found or "none") == told


@then(parsers.parse("the new records were public on {day}"))
def public(world: World, day: str) -> None:
    found = new(world)
    assert found
    assert {one["published"] for one in found} == {day}
    assert all(one["on"] <= day for one in found)


def promise(world: World) -> dict[str, Any]:
    world.gestand("promises", "--format", "json")
    (row,) = json.loads(world.output)["rows"]
    found: dict[str, Any] = row
    return found


@then(parsers.parse('the promise says "{text}"'))
def says(world: World, text: str) -> None:
    output = world.output
    assert promise(world)["text"] == text
    world.output = output


@then(parsers.parse("the promise is due on {due} and was put off once"))
def due(world: World, due: str) -> None:
    row = promise(world)
    assert (row["due"], row["postponements"]) == (due, 1)


VALUES = {"Deadline": ["2024", "2026-06-30", "eind 2027"], "Aantal": ["100", "80"],
    "Budget": ["2,5", "2"], "Maatstaf": ["Opgeleverd", "Aanbesteed"], "Gereed": ["10", "25", "40"],
    "Status": ["Open", "Loopt", "Klaar"]}  # fmt: skip
ROWS = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in VALUES.items()})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given_any(files=st.lists(ROWS, min_size=1, max_size=3))
def test_each_difference_is_recorded_once(world: World, files: list[dict[str, str]]) -> None:
    """As many records as cells that differ; of statuses from the last that said something."""
    for path in world.folder.iterdir():
        path.unlink()
    was_read(world, "2025-01-31")
    said = dict(ROW)
    for month, row in enumerate(files, 2):
        world.remembered["row"] = ROW | row
        news = {name for name in row if row[name] != said[name]} - (
            {"Status"} if row["Status"] == "Open" else set()
        )
        said |= {name: row[name] for name in news}
        imports(world, f"2025-{month:02}-28")
        assert world.exit_code == 0, world.message
        assert len(new(world)) == len(news)
    imports(world, "2025-06-30")
    assert not new(world)
