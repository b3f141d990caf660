"""The steps of the scenarios on tables that are exported."""

from __future__ import annotations

import csv

from pytest_bdd import given, parsers, scenarios, then, when

from features.world import PLAN, World, founding

scenarios("table_export.feature")


@given("a ledger with a village that has the code GM0040 of 2017")
def ledger(world: World) -> None:
    world.gestand("init")
    *others, village = founding("open")
    world.record(*others, village | {"identifiers": {"cbs-2017": "GM0040"}})


@given(
    parsers.parse(
        "a promise with the deadline {due} that the auditor found kept and residents found broken"
    )
)
def found(world: World, due: str) -> None:
    found = {"kind": "promise.assessed", "promise": "plan", "on": "2019-05-01"}
    world.record(
        PLAN | {"due": due},
        found | {"outcome": "kept", "by": "auditor", "basis": "independent"},
        found | {"outcome": "broken", "by": "residents", "basis": "beneficiary"},
    )


@given("a promise that was recorded by mistake and retracted")
def retracted(world: World) -> None:
    world.record(PLAN | {"id": "mistake"})
    world.record({"kind": "record.retracted", "record": "mistake", "reason": "A mistake."})
    assert world.exit_code == 0, world.message


@given(parsers.parse('a promise that says "{text}"'))
def promise_saying(world: World, text: str) -> None:
    world.record(PLAN | {"text": text})


@given(parsers.parse("a promise with a wording of {count:d} characters"))
def long_wording(world: World, count: int) -> None:
    world.record(PLAN | {"wording": "x" * count})


@given(
    parsers.parse("a promise with the deadline {due} that was put off to {later} without consent")
)
def put_off(world: World, due: str, later: str) -> None:
    moved = {"kind": "promise.postponed", "promise": "plan", "on": "2019-05-01"}
    world.record(PLAN | {"due": due}, moved | {"due": later, "by": "ministry"})


@given("a mandate for the village and its street, held by the ministry and the auditor together")
def joint_mandate(world: World) -> None:
    street = {"kind": "area.registered", "area": "street", "name": "The street", "type": "street"}
    granted = {"kind": "mandate.granted", "mandate": "lead", "holder": "ministry", "power": "lead"}
    world.record(
        street | {"within": "village"},
        granted
        | {"place": {"area": "village"}, "from": "2019-01-01", "basis": "agreement"}
        | {"joint_with": ["auditor"]},
    )


@given(parsers.parse("the mandate ended at the street on {day}"))
def ended_at_street(world: World, day: str) -> None:
    ended = {"kind": "mandate.ended", "mandate": "lead", "place": {"area": "street"}, "on": day}
    world.record(ended | {"effective": day})
    assert world.exit_code == 0, world.message


@given(
    parsers.parse('a rule with the value "{value}" from {day}, changed to "{other}" from {later}')
)
def rule(world: World, value: str, day: str, other: str, later: str) -> None:
    enacted = {"kind": "rule.enacted", "rule": "sum", "title": "The sum", "topic": "money"}
    world.record(
        enacted
        | {"value": value, "place": {"area": "village"}, "by": "ministry", "effective": day}
        | {"effect": "immediate", "direction": "favourable"},
        {"kind": "rule.amended", "rule": "sum", "value": other, "effective": later, "on": later}
        | {"direction": "favourable"},
    )
    assert world.exit_code == 0, world.message


def export(world: World, *options: str) -> None:
    """Export the tables into the folder of the scenario."""
    world.gestand("export", "--tables", str(world.folder / "tables"), *options)
    assert world.exit_code == 0, world.message


@when("the analyst exports the tables")
def exports(world: World) -> None:
    export(world)


@when("the analyst exports the tables as known before the retraction")
def exports_before(world: World) -> None:
    export(world, "--known-at", "6")


@when("the analyst exports the tables as a workbook")
def exports_workbook(world: World) -> None:
    world.gestand("export", "--tables", str(world.folder / "tables.xlsx"))


@when("somebody exports a journal with --only promises")
def exports_journal(world: World) -> None:
    world.gestand("export", "--only", "promises")


@when("somebody exports tables over the ledger itself")
def exports_over_ledger(world: World) -> None:
    world.gestand("export", "--tables", str(world.ledger), "--format", "sqlite")


@then("the ledger still answers")
def still_answers(world: World) -> None:
    world.gestand("areas")
    assert world.exit_code == 0, world.message


def rows(world: World, table: str) -> list[dict[str, str]]:
    """The rows of a table."""
    with (world.folder / "tables" / f"{table}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


@then(parsers.parse('the table "{table}" has {count:d} rows'))
def has_rows(world: World, table: str, count: int) -> None:
    assert len(rows(world, table)) == count


@then(parsers.re(r'"(?P<table>\w+)" tells (?P<columns>[\w, ]+): (?P<values>.+)'))
def tells(world: World, table: str, columns: str, values: str) -> None:
    first = rows(world, table)[0]
    told = [first[column] for column in columns.replace(" and ", ", ").split(", ")]
    assert told == values.split(", ")


@then(parsers.re(r'of "(?P<table>\w+)" (?P<column>\w+) at (?P<place>\w+) is (?P<value>.+)'))
def tells_at(world: World, table: str, column: str, place: str, value: str) -> None:
    told = {row[column] for row in rows(world, table) if row["place"] == place}
    assert told == {"" if value == "empty" else value}


@then(parsers.parse("it is refused: {why}"))
def is_refused(world: World, why: str) -> None:
    assert world.exit_code in {2, 3}
    assert why in world.message


@then("there is no workbook")
def no_workbook(world: World) -> None:
    assert not list(world.folder.glob("*.xlsx*"))
