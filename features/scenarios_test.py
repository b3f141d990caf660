"""The steps of the scenarios: each sentence once, through the command line."""

from __future__ import annotations

import json
import os
import pty
import re
from pathlib import Path
from typing import Any

from pytest_bdd import given, parsers, scenarios, then, when

from features.limits import process, until_hung_up
from features.world import World, founding, scrubbed

scenarios("trust.feature", "journal.feature", "watch.feature")

PARTY = "- kind: party.registered\n  party: ncg\n  name: NCG\n  type: other\n  on: 2020\n"


@when(parsers.parse('somebody types "{command}"'))
def types(world: World, command: str) -> None:
    world.gestand(*command.split())


@given(parsers.parse("an auditor established on {day} that the plan promise was kept"))
def established(world: World, day: str) -> None:
    found = {"kind": "promise.assessed", "promise": "plan", "outcome": "kept", "by": "auditor"}
    world.record(found | {"basis": "independent", "on": day, "id": "finding"})
    assert world.exit_code == 0, world.message
    world.remembered["size"] = 7


@given(parsers.parse("the ministry reported on {day} that the plan promise was kept"))
def reported(world: World, day: str) -> None:
    said = {"kind": "promise.reported", "promise": "plan", "outcome": "kept", "by": "ministry"}
    world.record(said | {"on": day})
    assert world.exit_code == 0, world.message


@given("that record was retracted as a mistake")
def retracted(world: World) -> None:
    world.record({"kind": "record.retracted", "record": "finding", "reason": "the wrong plan"})
    assert world.exit_code == 0, world.message


@when("somebody asks the same as the ledger stood before the retraction")
def asks_before(world: World) -> None:
    size = str(world.remembered["size"])
    world.remembered["row"] = world.trust("--as-of", world.remembered["day"], "--known-at", size)


@then(
    parsers.parse(
        "the answer counts {due:d} due: {kept:d} kept, {late:d} late, {partly:d} partly, "
        "{broken:d} broken, {unresolved:d} unresolved"
    )
)
def counted(
    world: World, due: int, kept: int, late: int, partly: int, broken: int, unresolved: int
) -> None:
    row: dict[str, Any] = world.remembered["row"]
    names = ("due", "kept", "late", "partly", "broken", "unresolved")
    assert [row[name] for name in names] == [due, kept, late, partly, broken, unresolved]


@when(parsers.parse("somebody reads the screen for the village as of {day}"))
def reads(world: World, day: str) -> None:
    world.gestand("trust", "village", "--as-of", day)


@when(parsers.parse("the ledger is exported as {form} and imported into a new one"))
def exported(world: World, form: str) -> None:
    world.remembered["before"] = scrubbed(world)
    world.gestand("export", "--format", form)
    path = world.file(f"exported.{form}", world.output)
    world.remembered["journal"] = path
    _anew(world, path)


@when("every kind of record is exported as a table and all tables are imported into a new ledger")
def exported_as_tables(world: World) -> None:
    before = scrubbed(world)
    world.remembered["before"] = before
    tables = world.folder / "tables"
    for kind in {row["kind"] for row in before}:
        world.gestand("export", "--format", "csv", "--kind", kind)
        world.file(f"tables/{kind}.csv", world.output)
    _anew(world, tables)


def _anew(world: World, journal: Path) -> None:
    """Record a journal in a ledger that is new."""
    for old in world.folder.glob("ledger.db*"):
        old.unlink()
    world.gestand("init")
    world.gestand("import", str(journal))
    assert world.exit_code == 0, world.message


@then("the new ledger says the same")
def says_the_same(world: World) -> None:
    assert scrubbed(world) == world.remembered["before"]
    assert world.remembered["before"]


@then("the new ledger holds the same records")
def holds_the_same(world: World) -> None:
    def without_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return sorted(({**row, "position": None} for row in rows), key=lambda row: row["id"])

    assert without_order(scrubbed(world)) == without_order(world.remembered["before"])


@then("importing the tables again changes nothing")
def tables_again(world: World) -> None:
    world.gestand("import", str(world.folder / "tables"))
    assert "0 records recorded, 7 were there before" in world.output


@then("importing the journal again changes nothing")
def again(world: World) -> None:
    world.gestand("import", str(world.remembered["journal"]))
    assert "0 records recorded, 7 were there before" in world.output


@when(parsers.parse("somebody imports {count:d} records at a terminal"))
def imports_at_terminal(world: World, count: int) -> None:
    ours, theirs = pty.openpty()
    journal = str(world.journal(count))
    with process(world.ledger, "import", journal, stderr=theirs) as running:
        os.close(theirs)
        with os.fdopen(ours, "rb", buffering=0) as terminal:
            world.message = b"".join(until_hung_up(terminal)).decode()
    world.exit_code = running.returncode


@then(parsers.parse('the terminal shows "{first}" and "{second}" up to 100%'))
def lines(world: World, first: str, second: str) -> None:
    assert world.exit_code == 0
    for doing in (first, second):
        assert re.search(rf"{doing} .* a second, .* s left.*100%", world.message), world.message


@then(parsers.parse("{count:d} records were recorded"))
def recorded(world: World, count: int) -> None:
    world.gestand("log", "--format", "json")
    assert json.loads(world.output)["checkpoint"]["size"] == count


@when(parsers.parse("somebody checks a journal with a dry run"))
def dry_run(world: World) -> None:
    path = world.file("journal.yaml", PARTY + "  source: a letter\n")
    world.gestand("import", "--dry-run", str(path))
    assert "1 record would be recorded" in world.output


@when(parsers.parse("somebody corrects the promise to be due on {day}"))
def corrects(world: World, day: str) -> None:
    world.gestand("log", "--kind", "promise.made", "--format", "json")
    record = json.loads(world.output)["rows"][0]["id"]
    world.gestand("correct", record, f"due={day}", "--reason", "a typing error")
    assert world.exit_code == 0, world.message


@when("somebody corrects the finding to say what it says")
def corrects_nothing(world: World) -> None:
    world.gestand("correct", "finding", "outcome=kept", "--reason", "a slip")


@when(parsers.parse("somebody records on the command line that the plan was postponed to {day}"))
def postpones(world: World, day: str) -> None:
    fields = ("--promise", "plan", "--by", "ministry", "--due", day, "--consent-by", "residents")
    envelope = ("--on", "2020-06-01", "--source", "A letter")
    world.gestand("record", "promise.postponed", *fields, *envelope)
    assert world.exit_code == 0, world.message


@given(parsers.parse("the ministry sent the village an update without news on {day}"))
def updated(world: World, day: str) -> None:
    sent = {"kind": "update.sent", "by": "ministry", "place": {"area": "village"}, "on": day}
    world.record(sent | {"content": "no-news"})
    assert world.exit_code == 0, world.message


@given(parsers.parse("the auditor vouches for all updates to the village from {day}"))
def vouched(world: World, day: str) -> None:
    what = {"kind": "coverage.declared", "coverage": "updates", "about": "update", "from": day}
    world.record(what | {"place": {"area": "village"}, "by": "auditor", "on": "2026-11-01"})
    assert world.exit_code == 0, world.message


@given(parsers.parse("the residents gave the council a mandate to decide for them from {day}"))
def mandated(world: World, day: str) -> None:
    council = {"kind": "party.registered", "party": "council", "name": "Council", "type": "other"}
    power = {"holder": "council", "power": "decide", "basis": "mandate", "granted_by": "residents"}
    when = {"from": day, "on": day, "place": {"area": "village"}}
    world.record(council, {"kind": "mandate.granted", "mandate": "council"} | power | when)
    assert world.exit_code == 0, world.message


@given(parsers.parse("the residents took that mandate back for the village from {day}"))
def taken_back(world: World, day: str) -> None:
    ended = {"kind": "mandate.ended", "mandate": "council", "effective": day, "on": day}
    world.record(ended | {"place": {"area": "village"}})
    assert world.exit_code == 0, world.message


@given(parsers.parse("the council agreed on {day} that the plan was postponed to {due}"))
def agreed_to_postpone(world: World, day: str, due: str) -> None:
    moved = {"kind": "promise.postponed", "promise": "plan", "by": "ministry", "due": due}
    world.record(moved | {"consent_by": "council", "on": day})
    assert world.exit_code == 0, world.message


@then(
    parsers.parse(
        "the list of promises has the plan due on {first} at first, on {now} now, and done on "
        "{done}"
    )
)
def side_by_side(world: World, first: str, now: str, done: str) -> None:
    world.gestand("promises", "--format", "json")
    (plan,) = (row for row in json.loads(world.output)["rows"] if row["promise"] == "plan")
    assert (plan["due"], plan["due_now"], plan["done_on"]) == (first, now, done)


@given(parsers.parse("residents asked the ministry on {day} for a school"))
def wished(world: World, day: str) -> None:
    wish = {"kind": "input.received", "input": "school", "type": "wish", "from": "residents"}
    what = {"to": "ministry", "place": {"area": "village"}, "text": "A school.", "on": day}
    world.record(wish | what)
    assert world.exit_code == 0, world.message


@given(parsers.parse("the ministry published on {day} that it had inspected {count:d} homes"))
def published(world: World, day: str, count: int) -> None:
    world.record(_figure(day, count) | {"id": "first"})
    assert world.exit_code == 0, world.message


@given(parsers.parse("the ministry corrected that figure on {day} to {count:d} homes"))
def corrected_figure(world: World, day: str, count: int) -> None:
    world.record(_figure(day, count) | {"id": "second", "replaces": "first"})
    assert world.exit_code == 0, world.message


def _figure(day: str, count: int) -> dict[str, Any]:
    what = {"kind": "figure.published", "indicator": "homes inspected", "unit": "homes"}
    where = {"place": {"area": "village"}, "period": "2019", "by": "ministry"}
    return what | where | {"value": count, "on": day, "published": day}


@when(parsers.parse("somebody asks for the log as was public at {day}"))
def asks_public_log(world: World, day: str) -> None:
    world.gestand("log", "--public-at", day)


@then(parsers.parse('the screen does not say "{text}"'))
def screen_silent(world: World, text: str) -> None:
    assert text not in world.output
    assert world.output


@when("somebody asks for the published figures of the village")
def asks_figures(world: World) -> None:
    world.gestand("figures", "village")


@when(parsers.parse("somebody runs the checks as of {day}"))
def checks(world: World, day: str) -> None:
    world.gestand("check", "--as-of", day)


@when(parsers.parse('somebody runs the check "{name}"'))
def checks_one(world: World, name: str) -> None:
    world.gestand("check", name)


@then("nothing is printed")
def silent(world: World) -> None:
    assert world.output == ""


@when(parsers.parse("somebody asks for contact with the village as of {day}"))
def asks_contact(world: World, day: str) -> None:
    world.gestand("contact", "village", "--as-of", day, "--format", "json")
    world.remembered["row"] = json.loads(world.output)["rows"][0]


@then(
    parsers.parse(
        "the answer counts {updates:d} update, {empty:d} without news, and {days} of silence"
    )
)
def contact_counted(world: World, updates: int, empty: int, days: str) -> None:
    row = world.remembered["row"]
    number = days.removesuffix(" days")
    assert (row["updates"], row["without_news"]) == (updates, empty)
    assert row["silent_days"] == (None if number == "no" else int(number))


SHARED = """\
- &promise
  kind: promise.made
  promise: first
  by: &council council
  to: residents
  area: village
  text: A bridge.
  due: 2024
  on: 2020
  source: &letter {title: A letter, type: official}
- {<<: *promise, promise: second, text: A "road"; and a bridge., by: [*council, ministry]}
- {kind: promise.reported, promise: first, by: *council, outcome: kept, on: 2023, source: [*letter]}
"""
MADE: dict[str, Any] = {
    "kind": "promise.made", "promise": "first", "by": ["council"], "to": ["residents"],
    "area": "village", "text": "A bridge.", "due": 2024, "on": 2020,
    "source": [{"title": "A letter", "type": "official"}],
}  # fmt: skip
SAME = [
    MADE,
    MADE | {"promise": "second", "text": 'A "road"; and a bridge.', "by": ["council", "ministry"]},
    {"kind": "promise.reported", "promise": "first", "by": "council", "outcome": "kept"}
    | {"on": "2023", "source": MADE["source"]},
]
TABLES = {
    "made.csv": "kind,promise,by[],to,area,text,due,on,source.title,source.type\n"
    "promise.made,first,council,residents,village,A bridge.,2024,2020,A letter,official\n"
    'promise.made,second,council; ministry,residents,village,"A ""road""; and a bridge.",2024,2020,'
    "A letter,official\n",
    "reported.csv": "kind,promise,by,outcome,on,source.title,source.type\n"
    "promise.reported,first,council,kept,2023,A letter,official\n",
}
MAPPED = (
    "Nr;Wie;Wat;Wanneer;Gedaan\nfirst;Raad;A bridge.;2024;2023\n"
    'second;Raad, Rijk;"A ""road""; and a bridge.";2024;\n'
)
MAPPING = """\
id: {columns: Nr}
every: {source: {title: A letter, type: official}}
parties: {names: {Raad: council, Rijk: ministry}}
records:
- {kind: promise.made, by: {column: Wie, read: party, separator: ','}, to: residents, area: village,
   text: {column: Wat}, due: {column: Wanneer, read: deadline}, on: 2020}
- {kind: promise.reported, when: {column: Gedaan, empty: no}, by: council, outcome: kept,
   on: {column: Gedaan, read: date}, promise: {column: Nr}}
"""


@when(
    "somebody imports the same records as YAML with anchors, as JSON, as a table and as a table "
    "with a mapping"
)
def in_four_ways(world: World) -> None:
    parties = founding("open")
    council = {"kind": "party.registered", "party": "council", "name": "C", "type": "municipality"}
    ways = {
        "yaml": [str(world.file("same.yaml", SHARED))],
        "json": [str(world.file("same.json", json.dumps(SAME)))],
        "csv": [str(world.file(name, text)) for name, text in TABLES.items()],
        "map": [str(world.file("t.csv", MAPPED)), "--map", str(world.file("m.yaml", MAPPING))],
    }
    for way, files in ways.items():
        other = World(world.folder / way, world.capture)
        other.folder.mkdir()
        other.gestand("init")
        other.record(*parties, council)
        other.gestand("import", *files)
        assert other.exit_code == 0, (way, other.message)
        world.remembered[way] = [
            {name: value for name, value in row.items() if name != "position"}
            for row in scrubbed(other)
        ]


@then("all four ledgers hold the same records")
def same(world: World) -> None:
    def told(way: str) -> list[dict[str, Any]]:
        # A mapping gives records ids of their own; beside that they are the same.
        rows = [row | {"id": ""} for row in world.remembered[way]]
        return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))

    assert told("yaml") == told("json") == told("csv") == told("map")
    assert len(told("yaml")) == 9
