"""The steps of the scenarios on tables of others."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from features.limits import process, until_hung_up
from features.repositories import committed
from features.workbooks import number, text, xlsx
from features.world import World

scenarios("table_import.feature")

CASES = Path(__file__).parent / "cases"
REGISTER = Path(__file__).parent.parent / "journals" / "register"
MAPPING = """\
table: {day: 2026-11-30}
id: {columns: [Nr], prefix: r-}
records:
- kind: promise.made
  by: {column: Wie, read: party}
  to: {text: Inwoners, read: party}
  area: {text: Het dorp, read: area}
  text: {column: Belofte}
  due: {column: Deadline, read: deadline}
  size: {column: Aantal, read: number}
  on: 2020
status:
  column: Status
  values: {open: nothing}
every: {source: Een register}
parties:
  new:
  details:
    College: {type: other, on: 2019}
    Inwoners: {type: residents, on: 2019}
areas: {new: {type: village, on: 2019}}
""".replace("  new:\n  details", "  details")
ROW = {"Nr": "1", "Belofte": "Een brug", "Deadline": "2024", "Aantal": "3", "Status": "open",
    "Wie": "College"}  # fmt: skip


@pytest.fixture(autouse=True)
def inside(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The scenario plays in its folder."""
    monkeypatch.chdir(world.folder)


def records(world: World) -> list[dict[str, Any]]:
    world.gestand("export", "--format", "jsonl")
    return [json.loads(line) for line in world.output.splitlines()]


@given("the register of promises of a municipality")
def register(world: World) -> None:
    shutil.copy(REGISTER / "toezeggingen.csv", world.folder)


@given("a ledger with the register of promises of a municipality")
def registered(world: World) -> None:
    world.gestand("init")
    register(world)
    shutil.copy(REGISTER / "toezeggingen.yaml", world.folder)
    world.gestand("import", "toezeggingen.csv", "--map", "toezeggingen.yaml", "--strict")
    assert world.exit_code == 0, world.message


@given(parsers.parse('the file "{name}"'))
def file(world: World, name: str) -> None:
    shutil.copy(CASES / name, world.folder)


@given(parsers.parse('the file "{name}" as a program of before 2007 writes it'))
def older(world: World, name: str) -> None:
    world.file(name, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504)


@given(parsers.re(r'a register whose row has (?P<column>\w+) "(?P<value>.*)"(?: with a .*)?'))
def of_one_row(world: World, column: str, value: str) -> None:
    of_rows(world, [ROW | {column: value}])


@given("a register with the same row twice")
def twice(world: World) -> None:
    of_rows(world, [ROW, ROW])


def of_rows(world: World, rows: list[dict[str, str]]) -> None:
    lines = [";".join(ROW), *(";".join(row.values()) for row in rows)]
    world.file("register.csv", "\n".join(lines))
    world.file("map.yaml", MAPPING)


SHOWN = {
    "in a month": number(45352, 2),
    "in a year": number(45352, 3),
    "on a day": number(45352, 1),
    "in an error": '<c t="e"><v>#N/A</v></c>',
    "as a number": number(45352),
    "before 1900": number(-5, 1),
    "never calculated": "<c><f>TODAY()</f></c>",
}


@given(parsers.parse("a workbook whose row has a deadline {shown}"))
def workbook(world: World, shown: str) -> None:
    cells = [number(1), text("Een brug"), SHOWN[shown], number(3), text("open"), text("College")]
    rows = [text("Overzicht van toezeggingen"), "", "".join(map(text, ROW)), "".join(cells)]
    xlsx(world.folder / "register.xlsx", rows, merged=["A1:F1"])
    world.file("map.yaml", MAPPING.replace("on: 2020\n", "on: 2020-01-01\n"))


@when(parsers.parse('somebody writes a first mapping of "{table}" as "{name}"'))
def first_mapping(world: World, table: str, name: str) -> None:
    world.gestand("map", table)
    assert world.exit_code == 0, world.message
    world.remembered["mapping"] = name
    world.file(name, world.output)


@then(parsers.parse("the first mapping has at most {most:d} lines"))
def short(world: World, most: int) -> None:
    lines = (world.folder / world.remembered["mapping"]).read_text().splitlines()
    assert 10 < len(lines) <= most


@then(parsers.parse('the first mapping says "{text}"'))
def mapping_says(world: World, text: str) -> None:
    assert text in (world.folder / world.remembered["mapping"]).read_text()


@when(parsers.parse("the mapping says that the {part} comes first"))
def order(world: World, part: str) -> None:
    replaced(world, f"order: {part[0]}{'m' if part == 'day' else 'd'}y, day: 20", "day: 20")


@when(parsers.parse('the mapping says "{line}" in the place of "{before}"'))
def replaced(world: World, line: str, before: str) -> None:
    path = world.folder / "map.yaml"
    mapping = path.read_text()
    assert before in mapping
    path.write_text(mapping.replace(before, line, 1))


@when("the village of the file is recorded")
def village(world: World) -> None:
    party = {"kind": "party.registered", "name": "A party"}
    world.record(
        party | {"party": "council", "type": "municipality"},
        party | {"party": "residents", "type": "residents"},
        {"kind": "area.registered", "area": "village", "name": "A village", "type": "village"},
    )


@when("somebody imports it strictly with the mapping that was corrected")
def strictly(world: World) -> None:
    mapping = str(REGISTER / "toezeggingen.yaml")
    world.gestand("import", "toezeggingen.csv", "--map", mapping, "--strict")


@when(parsers.parse('row 1 says "{status}", row 5 moved its deadline and row 40 is gone'))
def changed(world: World, status: str) -> None:
    path = world.folder / "toezeggingen.csv"
    lines = path.read_text(encoding="windows-1252").splitlines(keepends=True)
    lines = [line for line in lines if not line.startswith("40;")]
    lines[1] = lines[1].replace("Gerealiseerd", status)
    (fifth,) = (number for number, line in enumerate(lines) if line.startswith("5;"))
    lines[fifth] = lines[fifth].replace("30-6-2024", "31-12-2027")
    path.write_text("".join(lines), encoding="windows-1252")


@when(parsers.parse('somebody types "{command}"'))
def types(world: World, command: str) -> None:
    world.gestand(*command.split())


@then(
    parsers.parse(
        "the ledger holds {promises:d} promises, {kept:d} reports that they were kept and none on "
        "another day than until the file"
    )
)
def held(world: World, promises: int, kept: int) -> None:
    every = records(world)
    reports = [one for one in every if one.get("outcome") == "kept"]
    assert sum(one["kind"] == "promise.made" for one in every) == promises
    assert len(reports) == kept
    assert all(one["on"].endswith("/2026-11-30") for one in reports)


@then(parsers.parse("the new report lies between {first} and {last}"))
def lies_between(world: World, first: str, last: str) -> None:
    new = next(one for one in records(world) if one["id"] == "toezeggingen-1-partly")
    assert new["on"] == f"{first}/{last}"
    assert new["published"] == last


@then(parsers.parse('it says "{said}"'))
def says(world: World, said: str) -> None:
    assert said in " ".join((world.output + world.message).split())


@when(parsers.parse("somebody takes back the import of record {number:d}"))
def takes_back(world: World, number: int) -> None:
    world.gestand("retract", "--import", str(number), "--reason", "the wrong file")


@when(parsers.parse("somebody takes back the import of record {number:d} with a dry run"))
def would_take_back(world: World, number: int) -> None:
    world.gestand("retract", "--import", str(number), "--reason", "the wrong file", "--dry-run")


@then("there is no promise")
def no_promise(world: World) -> None:
    promises(world, 0)


@then(parsers.parse("there are {count:d} promises"))
def promises(world: World, count: int) -> None:
    world.gestand("promises", "--format", "json")
    assert len(json.loads(world.output)["rows"]) == count


@given(parsers.parse("a new ledger with the burden {burden}"))
def burden(world: World, burden: str) -> None:
    makes(world, "A register", "en", burden)


@when(parsers.parse('somebody makes a ledger "{title}" in {language} with the burden {burden}'))
def makes(world: World, title: str, language: str, burden: str) -> None:
    world.gestand("init", "--title", title, "--language", language, "--burden", burden)
    assert world.exit_code == 0, world.message


@given("the register of promises of a municipality, without what became of them")
def without_outcomes(world: World) -> None:
    register(world)
    mapping = (REGISTER / "toezeggingen.yaml").read_text()
    world.file("map.yaml", mapping[: mapping.index("status:")])
    world.gestand("import", "toezeggingen.csv", "--map", "map.yaml")
    assert world.exit_code == 0, world.message


@when("the college reports that one of them was kept")
def reports(world: World) -> None:
    said = {"kind": "promise.reported", "promise": "toezeggingen-20", "by": "burgemeester"}
    world.record(said | {"outcome": "kept", "on": "2025-01-01"})
    assert world.exit_code == 0, world.message


@then(parsers.parse('the ledger says that it is "{title}" with the burden {burden}'))
def says_what(world: World, title: str, burden: str) -> None:
    (declared,) = records(world)
    assert (declared["title"], declared["burden"]) == (title, burden)
    assert declared["languages"] == ["nl"]


@when(parsers.re("somebody makes a ledger at a terminal and types (?P<answers>.*)"))
def makes_at_terminal(world: World, answers: str) -> None:
    typed = "".join(f"{answer}\n" for answer in re.findall('"([^"]*)"', answers))
    ours, theirs = pty.openpty()
    with process(world.ledger, "init", stdin=theirs, stdout=theirs, stderr=theirs) as running:
        os.close(theirs)
        os.write(ours, typed.encode())
        with os.fdopen(ours, "rb", buffering=0) as terminal:
            world.message = b"".join(until_hung_up(terminal)).decode()
    world.exit_code = running.returncode
    assert world.exit_code == 0, world.message


@then(parsers.parse('the terminal shows "{text}"'))
def terminal_shows(world: World, text: str) -> None:
    assert text in " ".join(world.message.split())


@given("a git repository in which the register changed")
def repository(world: World) -> None:
    register(world)
    shutil.copy(REGISTER / "toezeggingen.yaml", world.folder)
    data = world.folder / "repository" / "data"
    data.mkdir(parents=True)
    shutil.copy(world.folder / "toezeggingen.csv", data)
    committed(data.parent, "2026-11-30")
    changed(world, "Deels gerealiseerd")
    shutil.copy(world.folder / "toezeggingen.csv", data)
    committed(data.parent, "2026-12-31")


@when("the register says something else on two days more, and on one of them twice")
def on_two_days(world: World) -> None:
    for day, due in (("2027-02-28", "2028"), ("2027-03-31", "2029"), ("2027-03-31", "2030")):
        says_on(world, day, due)


@when(parsers.parse("the register says on {day} what cannot be read"))
def unreadable(world: World, day: str) -> None:
    says_on(world, day, "ooit in 2031")


def says_on(world: World, day: str, due: str) -> None:
    """The register of a day, in which the fifth promise has another deadline."""
    path = world.folder / "repository" / "data" / "toezeggingen.csv"
    lines = path.read_bytes().splitlines(keepends=True)
    cells = lines[5].split(b";")
    assert cells[0] == b"5"
    cells[6] = due.encode()
    path.write_bytes(b"".join([*lines[:5], b";".join(cells), *lines[6:]]))
    committed(path.parent, day)


@then(parsers.parse("the deadlines of promise 5 are {due}"))
def deadlines(world: World, due: str) -> None:
    of_fifth = [one for one in records(world) if one.get("promise") == "toezeggingen-5"]
    assert [one["due"] for one in of_fifth if "due" in one] == due.split(", ")


@then(parsers.parse('the message begins with "{text}"'))
def begins(world: World, text: str) -> None:
    assert world.message.startswith(text), world.message


TERMS = """\
Naam;Ministerie;Functie;Van;Tot
J. Jansen;Ministerie van BZK;Minister van Wonen;1-1-2020;31-12-2021
P. Pieters;Ministerie van BZK;Minister van Wonen;1-1-2022;1-7-2024
K. Klaassen;Ministerie van BZK;Minister van Wonen;2-7-2024;
J. Jansen;Ministerie van BZK;Staatssecretaris;1-1-2024;1-1-2020
A. Ander;Ministerie van BZK;Staatssecretaris;1-1-2024;
B. Ander;Ministerie van BZK;Staatssecretaris;13-2-2024;
"""
MINISTERS = """\
table: {order: dmy}
parties: {new: {type: ministry, on: 2010}}
areas: {new: {type: region, on: 2010}}
every: {source: Overzicht van bewindspersonen}
terms:
  person: Naam
  post: {column: Functie}
  body: {column: Ministerie, read: party}
  start: {column: Van, read: date}
  until: {column: Tot, read: date}
  mandate: {power: lead, area: {text: Nederland, read: area}, basis: attribution}
"""
POPOLO = {
    "organizations": [{"id": "o", "name": "Gemeente X"}],
    "posts": [{"id": "p", "label": "Wethouder"}],
    "memberships": [
        {
            "person_id": f"person-{n}",
            "organization_id": "o",
            "post_id": "p",
            "start_date": f"20{18 + n}",
        }
        | ({"end_date": f"20{18 + n}"} if n < 3 else {})
        for n in (1, 2, 3)
    ],
}
AREAS = """\
Code,Gemeente,Opvolger,Van,Tot
GM0003,Appingedam,GM1979,1812-01-01,2021-01-01
GM0010,Delfzijl,GM1979,1812-01-01,2021-01-01
GM1979,Eemsdelta,,2021-01-01,
"""


@given("a list of ministers")
def ministers(world: World) -> None:
    world.file("terms.csv", TERMS)
    world.file("terms.yaml", MINISTERS)


@when("the term of the third minister has ended")
def ended(world: World) -> None:
    world.file("terms.csv", TERMS.replace("2-7-2024;", "2-7-2024;13-8-2025"))


@given("memberships in Popolo, and the mapping that is written of them")
def popolo(world: World) -> None:
    world.file("popolo.json", json.dumps(POPOLO))
    first_mapping(world, "popolo.json", "popolo.yaml")


@given("a register of municipalities, and the mapping that is written of it")
def municipalities(world: World) -> None:
    world.file("areas.csv", AREAS)
    first_mapping(world, "areas.csv", "areas.yaml")


@then(parsers.parse('no record names "{name}"'))
def names_nobody(world: World, name: str) -> None:
    world.gestand("export")
    assert world.output
    assert name not in world.output


@then(parsers.parse('the holder of the mandate "{mandate}" is a part of "{body}"'))
def part_of(world: World, mandate: str, body: str) -> None:
    every = records(world)
    (granted,) = (one for one in every if one.get("mandate") == mandate)
    (holder,) = (one for one in every if one.get("party") == granted["holder"])
    assert holder["part_of"] == body


@then(parsers.parse('on {first} there are the areas "{before}" and on {second} "{after}"'))
def areas(world: World, first: str, before: str, second: str, after: str) -> None:
    for day, names in ((first, before), (second, after)):
        world.gestand("areas", "--as-of", day, "--format", "json")
        rows = json.loads(world.output)["rows"]
        assert ", ".join(sorted(row["name"] for row in rows if not row.get("ended"))) == names


@given(
    "a register with a title above it, a header that comes twice, and two names that are nearly "
    "the same"
)
def untidy(world: World) -> None:
    header, first = ";".join([*ROW, "Opmerking"]), ";".join([*ROW.values(), "x"])
    second = first.replace("1;", "2;", 1).replace("College", "Colege")
    third = first.replace("1;", "3;", 1).replace(";open;", ";concept;")
    lines = ["Overzicht van 2024;;;;;;", "", header, first, header, "", second, third]
    world.file("register.csv", "\n".join(lines))
    new = "parties:\n  new: {type: other, on: 2019}\n"
    skip = "skip: {column: Status, is: concept}\n"
    mapping = MAPPING.replace("parties:\n", new).replace(
        "    College: {type: other, on: 2019}\n", ""
    )
    world.file("map.yaml", skip + mapping)


@then("every report lies between the making and the day of the file")
def between(world: World) -> None:
    every = [one for one in records(world) if one["kind"] == "promise.reported"]
    assert len(every) == 30
    assert all(one["on"] < "2024-04" and one["on"].endswith("/2026-11-30") for one in every)
