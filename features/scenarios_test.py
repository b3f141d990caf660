"""The steps of the scenarios: each sentence once, through the command line."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from features.world import World, founding, scrubbed

scenarios("trust.feature", "errors.feature", "journal.feature", "watch.feature")

PARTY = "- kind: party.registered\n  party: ncg\n  name: NCG\n  type: other\n  on: 2020\n"


@pytest.fixture
def world(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> World:
    """A scenario's own folder."""
    return World(tmp_path, capsys)


@given("an empty ledger")
def empty(world: World) -> None:
    world.gestand("init")
    assert world.exit_code == 0, world.message


@given("a ledger in which a deadline without any later record counts as not looked into")
def open_burden(world: World) -> None:
    world.gestand("init")
    world.record(*founding("open"))
    assert world.exit_code == 0, world.message


@given(parsers.parse("the ministry promised the village to publish a plan by {due}"))
def promised(world: World, due: str) -> None:
    who = {"by": "ministry", "to": "residents", "place": {"area": "village"}}
    what = {"promise": "plan", "text": "The ministry will publish a plan.", "due": due}
    world.record({"kind": "promise.made"} | who | what)
    assert world.exit_code == 0, world.message


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


@given("somebody asked for trust in the village")
def asked_before(world: World) -> None:
    world.trust()


@when(parsers.parse("somebody asks for trust in the village as of {day}"))
def asks(world: World, day: str) -> None:
    world.remembered["day"] = day
    world.remembered["row"] = world.trust("--as-of", day)


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


@then(parsers.parse('the screen says "{text}"'))
def screen_says(world: World, text: str) -> None:
    assert text in world.output.replace("\n", " ")


@then(parsers.parse("no line of the screen is longer than {width:d} characters"))
def narrow(world: World, width: int) -> None:
    assert max(len(line) for line in world.output.splitlines()) <= width


@when(parsers.parse('somebody imports a journal with a record of kind "{kind}"'))
def imports_kind(world: World, kind: str) -> None:
    path = world.file("journal.yaml", f"# a journal\n- kind: {kind}\n  on: 2020\n  source: x\n")
    world.gestand("import", str(path))


@when("somebody imports a journal that promises to an area nobody registered")
def imports_unknown_area(world: World) -> None:
    who = {"by": "ministry", "to": "residents", "place": {"area": "nowhere"}}
    promise = {"kind": "promise.made", "promise": "p", "text": "A promise."} | who
    world.record(*founding("open"), promise)


@when("the ministry assesses the plan promise as independent")
def assesses_itself(world: World) -> None:
    found = {"kind": "promise.assessed", "promise": "plan", "outcome": "kept", "by": "ministry"}
    world.record(found | {"basis": "independent", "on": "2020-05-01"})


@when("somebody asks for trust in an area that is not there")
def asks_nowhere(world: World) -> None:
    world.gestand("trust", "nowhere")


@when("somebody asks a ledger that is not there")
def asks_no_ledger(world: World) -> None:
    world.gestand("trust")


@when("somebody imports two different records with one id after another")
def imports_twice(world: World) -> None:
    for name in ("NCG", "Another"):
        party = {"kind": "party.registered", "party": "ncg", "name": name, "type": "other"}
        world.record(party | {"id": "one"})


FILES: dict[str, tuple[str, bytes | None]] = {
    "that is not there": ("missing.yaml", None),
    "that is empty": ("empty.yaml", b""),
    "in UTF-16": ("wide.yaml", PARTY.encode("utf-16")),
    "with a byte of Latin-1": ("latin.yaml", b"# caf\xe9\n" + PARTY.encode()),
    "with broken YAML": ("broken.yaml", b"- kind: [party\n"),
    "with a field twice": ("twice.yaml", PARTY.encode() + b"  on: 2021\n"),
    "with an alias": ("alias.yaml", b"- &a {kind: x}\n- *a\n"),
    "with an unknown ending": ("journal.docx", PARTY.encode()),
}


@when(parsers.parse("somebody imports a file {file}"))
def imports_file(world: World, file: str) -> None:
    name, content = FILES[file]
    path = world.folder / name if content is None else world.file(name, content)
    world.gestand("import", str(path))


@when("somebody asks a file that is no ledger")
def asks_other_file(world: World) -> None:
    world.file("ledger.db", "this is a letter\n" * 100)
    world.gestand("trust")


@when("the ledger is replaced by a shorter one")
def replaced(world: World) -> None:
    book = world.folder / "ledger.db.book"
    kept = world.file("kept.book", book.read_bytes())
    ledger_id = _ledger_id(world.ledger)
    for path in world.folder.glob("ledger.db*"):
        path.unlink()
    world.gestand("init")
    _set_ledger_id(world.ledger, ledger_id)
    shutil.copy(kept, book)


def _ledger_id(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        (ledger_id,) = connection.execute("SELECT ledger_id FROM head").fetchone()
    return str(ledger_id)


def _set_ledger_id(path: Path, ledger_id: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE head SET ledger_id = ?", (ledger_id,))


@when("somebody asks for trust with an option that does not exist")
def asks_wrongly(world: World) -> None:
    world.gestand("trust", "--as-off", "2020")


@then(parsers.parse("the exit code is {code:d}"))
def exits(world: World, code: int) -> None:
    assert world.exit_code == code, world.message


@then(parsers.parse('the message says "{text}"'))
def message_says(world: World, text: str) -> None:
    assert text in world.message


@then(parsers.parse("the message points to line {line:d} of the journal"))
def message_points(world: World, line: int) -> None:
    assert f"journal.yaml:{line}:" in world.message


@then("nothing was recorded")
def nothing(world: World) -> None:
    world.gestand("trust", "--format", "json")
    assert '"size": 0' in world.output


@when(parsers.parse("the ledger is exported as {form} and imported into a new one"))
def exported(world: World, form: str) -> None:
    world.remembered["before"] = scrubbed(world)
    world.gestand("export", "--format", form)
    path = world.file(f"exported.{form}", world.output)
    world.remembered["journal"] = path
    for old in world.folder.glob("ledger.db*"):
        old.unlink()
    world.gestand("init")
    world.gestand("import", str(path))
    assert world.exit_code == 0, world.message


@then("the new ledger says the same")
def says_the_same(world: World) -> None:
    assert scrubbed(world) == world.remembered["before"]
    assert world.remembered["before"]


@then("importing the journal again changes nothing")
def again(world: World) -> None:
    world.gestand("import", str(world.remembered["journal"]))
    assert "0 records recorded, 7 were there before" in world.output


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
    world.record(what | {"place": {"area": "village"}, "by": "auditor"})
    assert world.exit_code == 0, world.message


@given(parsers.parse("the residents gave the council a mandate to decide for them from {day}"))
def mandated(world: World, day: str) -> None:
    council = {"kind": "party.registered", "party": "council", "name": "Council", "type": "other"}
    power = {"holder": "council", "power": "decide", "basis": "mandate", "granted_by": "residents"}
    when = {"from": day, "on": day, "place": {"area": "village"}}
    world.record(council, {"kind": "mandate.granted", "mandate": "council"} | power | when)
    assert world.exit_code == 0, world.message


@given(parsers.parse("the council agreed on {day} that the plan was postponed to {due}"))
def agreed_to_postpone(world: World, day: str, due: str) -> None:
    moved = {"kind": "promise.postponed", "promise": "plan", "by": "ministry", "due": due}
    world.record(moved | {"consent_by": "council", "on": day})
    assert world.exit_code == 0, world.message


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


@when("somebody imports a village within a municipality within that village")
def imports_circle(world: World) -> None:
    links = (("village", "municipality"), ("municipality", "village"))
    world.record(
        *(
            {"kind": "area.registered", "area": area, "name": area, "type": area, "within": within}
            for area, within in links
        )
    )
