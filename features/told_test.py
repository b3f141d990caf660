"""The steps of being told what changed, and what is one correction."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from hypothesis import given as for_all
from hypothesis import strategies as st
from pytest_bdd import given, parsers, scenarios, then, when

from commands.command_table import GROUPS
from commands.program import run
from domain.history import corrections, first_at_each, first_of, standing
from domain.record import Record
from features.metamorphic.histories import founding
from features.world import PLAN, World

scenarios("told.feature")

SAID = parsers.parse


@given("somebody cloned the ledger")
def cloned(world: World) -> None:
    world.gestand("clone", str(world.ledger), str(world.folder / "copy.db"))
    assert world.exit_code == 0, world.message


@given(SAID("an auditor established on {day} that the plan promise was kept"))
def established(world: World, day: str) -> None:
    found = {"kind": "promise.assessed", "promise": "plan", "outcome": "kept", "by": "auditor"}
    world.record(found | {"basis": "independent", "on": day, "id": "finding"})
    assert world.exit_code == 0, world.message


@when(SAID("the clerk corrects the promise to be due on {day}"))
def corrects(world: World, day: str) -> None:
    because = ("--reason", "a typing error", "--actor", "clerk")
    world.gestand("correct", _made(world), f"due={day}", *because)
    assert world.exit_code == 0, world.message


@when(SAID('the clerk corrects the promise to be called "{text}"'))
def corrects_words(world: World, text: str) -> None:
    world.gestand("correct", _made(world), f"text={text}", "--reason", "a typing error")
    assert world.exit_code == 0, world.message


@when("the ministry puts the plan off")
def puts_off(world: World) -> None:
    put_off = {"kind": "promise.postponed", "promise": "plan", "by": "ministry"}
    world.record(put_off | {"due": "2022-06-30", "on": "2020-06-01"})
    assert world.exit_code == 0, world.message


def _made(world: World) -> str:
    """The id of the record in which the plan was promised."""
    world.gestand("show", "promise/plan", "--format", "json")
    return str(json.loads(world.output)["rows"][0]["id"])


@given("a promise that was public in 2025, and the letter of 2021 that put it off")
def unheard(world: World) -> None:
    made = PLAN | {"promise": "unheard", "text": "Nobody heard of it.", "published": "2025-06-01"}
    made["id"] = "unheard"
    put_off = {"kind": "promise.postponed", "promise": "unheard", "due": "2022-06-30"}
    put_off["by"] = "ministry"
    world.record(made, put_off | {"on": "2021-03-01", "published": "2021-03-01"})
    assert world.exit_code == 0, world.message


@when("the words of that promise are corrected")
def corrects_unheard(world: World) -> None:
    words = "text=Nobody heard of this."
    world.gestand("correct", "unheard", words, "--reason", "a typing error")
    assert world.exit_code == 0, world.message


@given("a mandate, a decision, an update and a figure that were corrected")
def corrected(world: World) -> None:
    where = {"place": {"area": "village"}}
    mandate = {"kind": "mandate.granted", "id": "m", "mandate": "lead", "holder": "ministry"}
    decision = {"kind": "decision.taken", "id": "d", "decision": "route", "by": "ministry"}
    update = {"kind": "update.sent", "id": "u", "by": "ministry", "content": "news"}
    figure = {"kind": "figure.published", "id": "f", "indicator": "houses", "value": "10"}
    world.record(
        mandate | where | {"power": "lead", "from": "2019-01-01", "basis": "attribution"},
        decision | where | {"text": "The route.", "process": False},
        update | where | {"channel": "letter"},
        figure | where | {"unit": "houses", "period": "2019", "by": "ministry"},
    )
    assert world.exit_code == 0, world.message
    for record in ("m", "d", "u", "f"):
        world.gestand("correct", record, "note=read once more", "--reason", "a note was missing")
        assert world.exit_code == 0, world.message


@when("somebody imports a promise and its correction together")
def imports_both(world: World) -> None:
    other = PLAN | {"promise": "other", "due": "2021-12-31", "id": "first"}
    retraction = {"kind": "record.retracted", "record": "first", "reason": "a typing error"}
    corrected = other | {"due": "2022-12-31", "id": "second", "corrects": "first"}
    world.record(other, retraction, corrected)
    assert world.exit_code == 0, world.message


@when("somebody retracts the finding as a mistake")
def retracts(world: World) -> None:
    world.record({"kind": "record.retracted", "record": "finding", "reason": "the wrong plan"})
    assert world.exit_code == 0, world.message


@when(SAID('somebody asks "{command}"'))
def asks(world: World, command: str) -> None:
    world.gestand(*shlex.split(command))
    assert world.exit_code == 0, world.message


@when("they pull")
def pulls(world: World) -> None:
    world.exit_code = run(["--ledger", str(world.folder / "copy.db"), "pull"])
    world.output = world.capture.readouterr().out
    assert world.exit_code == 0


@then(SAID('the screen does not tell "{text}"'))
def does_not_tell(world: World, text: str) -> None:
    assert text not in " ".join(world.output.split())


@then(SAID('the rows of "{command}" say that record {record:d} corrected them'))
def rows_say(world: World, command: str, record: int) -> None:
    assert _answer(world, command)["rows"]
    assert all(row["corrected_by"] == [record] for row in _answer(world, command)["rows"])


@then(SAID('the rows of "{command}" say that nothing corrected them'))
def rows_say_nothing(world: World, command: str) -> None:
    assert [row["corrected_by"] for row in _answer(world, command)["rows"]] == [[]]


@then(SAID('the answer to "{command}" names {stream} as corrected by record {record:d}'))
def answer_names(world: World, command: str, stream: str, record: int) -> None:
    assert _answer(world, command)["corrected"] == [{"stream": stream, "by": [record]}]


def _answer(world: World, command: str) -> dict[str, Any]:
    world.gestand(*shlex.split(command), "--format", "json")
    answer: dict[str, Any] = json.loads(world.output)
    return answer


@when(SAID("somebody registers {count:d} parties"))
def registers(world: World, count: int) -> None:
    party = {"kind": "party.registered", "type": "other", "name": "A party"}
    world.record(*({**party, "party": f"p{number}"} for number in range(count)))
    assert world.exit_code == 0, world.message


# -- what every view marks ---------------------------------------------------------------------

PLACE = "overschild"
VIEWS: dict[str, tuple[str, ...]] = {
    "summary": (PLACE,),
    "conditions": (PLACE, ""),
    "trust": (PLACE, "", f"{PLACE} --by promisor", f"{PLACE} krewerd --compare"),
    "stability": (PLACE, f"{PLACE} --at 2019"),
    "control": (PLACE, f"{PLACE} --from 2015"),
    "participation": (PLACE,),
    "contact": (PLACE, f"{PLACE} --list updates"),
    "levels": (PLACE, "--list still", "--list after-still"),
    "unequal": ("appingedam",),
    "promises": ("--area krewerd",),
    "rules": ("--topic goal",),
    "decisions": (f"--area {PLACE}",),
    "tables": ("",),
    "lessons": ("",),
    "charters": ("",),
    "parties": ("",),
    "areas": ("",),
    "cases": ("",),
    "figures": (PLACE,),
    "show": ("promise/overschild-advice-2018",),
    "log": (f"--area {PLACE}",),
    "check": ("contradictions",),
}
"""How each command that tells of records is asked; `book` tells of a file."""


@given("the example ledger, in which all that stood was corrected in a later import")
def all_corrected(world: World, example: Path) -> None:
    shutil.copy(example, world.ledger)
    world.capture.readouterr()  # what making the example said
    world.gestand("export", "--format", "jsonl")
    records = [json.loads(line) for line in world.output.splitlines()]
    gone = {one["record"] for one in records if one["kind"] == "record.retracted"}
    stand = [
        record
        for record in records
        if record["id"] not in gone and not record["kind"].startswith("record.")
    ]
    last = {record["rule"]: record for record in stand if record["kind"] == "rule.announced"}
    told: list[dict[str, Any]] = []
    for record in stand:
        # Of announcements that follow each other directly the last one tells enough.
        if record["kind"] != "rule.announced" or record is last[record["rule"]]:
            told += _pair(record)
    world.record(*told)
    assert world.exit_code == 0, world.message


def _pair(record: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What corrects a record: its retraction, and what takes its place."""
    name = record["id"]
    retraction = {"kind": "record.retracted", "record": name, "reason": "it lacked a note"}
    return retraction, record | {"id": f"{name}-anew", "corrects": name, "note": "read again"}


@when(SAID('each command that tells of records is asked with "{option}"'))
def asks_each(world: World, option: str) -> None:
    asking = GROUPS["Ask about a place"].keys() | GROUPS["Look things up"].keys()
    assert asking - {"book"} == VIEWS.keys(), "a command that nobody asked"
    world.remembered["asked"] = [
        f"{command} {words} {option}" for command, some in VIEWS.items() for words in some
    ]


@then("each answer names what was corrected, and each row what corrected it")
def each_names(world: World) -> None:
    asked, world.remembered["asked"] = world.remembered["asked"], []
    for command in asked:
        answer = _answer(world, command)
        rows = answer["rows"]
        if answer["corrected"] or command.startswith(("show", "log")):
            world.remembered["asked"].append(command)
        if command.startswith(("show", "log")):
            rows = [row for row in rows if row["correction"] is None]
            assert rows
        elif command.startswith("trust") or any(map(_named, rows)):
            assert answer["corrected"], command
        for row in rows:
            if "corrected_by" in row and (row.get("events") or row.get("event") is not None):
                assert row["corrected_by"], (command, row)
            elif "correction" in row:
                assert row["corrected_by"] is not None, (command, row)


def _named(told: Any) -> bool:
    """Whether an answer names a record, or a part of it does."""
    if isinstance(told, list):
        return any(map(_named, told))
    if not isinstance(told, dict):
        return False
    named = bool(told.get("events")) or isinstance(told.get("event"), int)
    return named or any(map(_named, told.values()))


@then("each screen bears the sign, and says what it means")
def each_bears(world: World) -> None:
    for command in world.remembered["asked"]:
        world.gestand(*shlex.split(command))
        told = " ".join(world.output.split())
        sign = "corrected later by record" if command.startswith(("show", "log")) else EXPLAINED
        assert sign in told, command


EXPLAINED = "† Corrected after it had stood in this ledger:"


@when("somebody writes the report of the village")
def reports(world: World) -> None:
    world.gestand("report", "village", "-o", str(world.folder / "page.md"))
    assert world.exit_code == 0, world.message
    world.output = (world.folder / "page.md").read_text()


@given("the ministry said that residents were heard, and they said that they were not")
def contradicted(world: World) -> None:
    said = {"kind": "condition.attested", "place": {"area": "village"}, "key": "heard"}
    against = {"to": "condition/heard-yes", "as": "contradicts"}
    world.record(
        said | {"by": "ministry", "met": "yes", "id": "heard-yes"},
        said | {"by": "residents", "met": "no", "id": "heard-no", "relates": [against]},
    )
    assert world.exit_code == 0, world.message


@when("the first of these is corrected")
def corrects_first(world: World) -> None:
    world.gestand("correct", "heard-yes", "note=a letter", "--reason", "a note was missing")
    assert world.exit_code == 0, world.message


@when("somebody checks for contradictions")
def checks(world: World) -> None:
    world.gestand("check", "contradictions")


# -- what moves --------------------------------------------------------------------------------


def moves(world: World, record: str, *changes: str) -> dict[str, tuple[Any, Any]]:
    """What the correction of a record moves, as of 2025: by the field what it was and is."""
    world.gestand("correct", record, *changes, "--reason", "a typing error")
    assert world.exit_code == 0, world.message
    line = _answer(world, "log --since 2026 --as-of 2025")["rows"][-1]
    return {move["field"]: (move["was"], move["now"]) for move in line["correction"]["moved"]}


def test_what_moves_of_rules_mandates_and_decisions(world: World) -> None:
    """Whether a rule or a mandate is in force, and what say a group was given."""
    world.gestand("init")
    taken = {"kind": "decision.taken", "decision": "route", "by": "council", "text": "The route."}
    say = {"kind": "decision.participation", "decision": "route", "group": "residents"}
    world.record(
        *founding(),
        taken | {"process": False, "place": {"area": "village"}, "on": "2023-01-01"},
        say | {"promised": "advise", "given": "inform", "when": "before", "id": "given"},
    )
    assert world.exit_code == 0, world.message
    assert moves(world, "fare", "effective=2027-01-01") == {
        "state": ("in-force", "decided"),
        "value": ("1 euro", None),
    }
    assert moves(world, "granted", "from=2027-01-01") == {"in_force": ("yes", "no")}
    assert moves(world, "given", "given=advise") == {"say_kept (residents)": ("no", "yes")}


# -- feeds -------------------------------------------------------------------------------------

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
"""A moment in the form of RFC 3339, in UTC."""


@given("the ministry promised the village by 2021-06-30, and nothing came of it")
def nothing_came(world: World) -> None:
    world.record(PLAN | {"promise": "nothing-came", "due": "2021-06-30"})
    assert world.exit_code == 0, world.message


@when("somebody writes a feed")
def writes_feed(world: World) -> None:
    writes_feed_with(world, "")
    assert world.exit_code == 0, world.message


@when(SAID('somebody writes a feed with "{options}"'))
def writes_feed_with(world: World, options: str) -> None:
    world.gestand("feed", str(world.folder / "f.atom"), *shlex.split(options))


def _feed(world: World, name: str = "f.atom") -> ET.Element:
    return ET.fromstring((world.folder / name).read_bytes())


def _of(element: ET.Element, name: str) -> list[str]:
    return [found.text or "" for found in element.findall(ATOM + name)]


@then("the feed is one that reader programs take")
def is_valid(world: World) -> None:
    """What RFC 4287 demands, section 4.1."""
    root = _feed(world)
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(_of(element, name)) == 1
        assert all(MOMENT.fullmatch(moment) for moment in _of(element, "updated"))
        assert all(name.startswith("urn:uuid:") for name in _of(element, "id"))
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    ids = [_of(entry, "id")[0] for entry in entries]
    moments = [_of(entry, "updated")[0] for entry in entries]
    assert len({*ids, *_of(root, "id")}) == len(ids) + 1
    assert moments == sorted(moments, reverse=True)
    assert _of(root, "updated") == [max(moments)]
    assert all(_of(entry, "content")[0] for entry in entries)


def _told_of(root: ET.Element) -> list[int]:
    """The records that the entries of a feed tell of, by their places."""
    told = (_of(entry, "content")[0] for entry in root.findall(f"{ATOM}entry"))
    found = (re.match(r"Record (\d+),", text) for text in told)
    return sorted(int(match[1]) for match in found if match)


@then("it tells of each record once, but for the retraction")
def tells_of_each(world: World) -> None:
    assert _told_of(_feed(world)) == [0, 1, 2, 3, 4, 5, 6, 7, 9]


@then(SAID('its entry of record {record:d} says "{text}"'))
def entry_says(world: World, record: int, text: str) -> None:
    assert text in _of(_entry(world, record), "content")[0]


@then(SAID('its entry of record {record:d} is titled "{title}"'))
def entry_titled(world: World, record: int, title: str) -> None:
    assert _of(_entry(world, record), "title") == [title]


def _entry(world: World, record: int) -> ET.Element:
    """The entry that tells of a record."""
    entries = _feed(world).findall(f"{ATOM}entry")
    begins = f"Record {record},"
    (found,) = [entry for entry in entries if _of(entry, "content")[0].startswith(begins)]
    return found


@then(SAID('it tells "{title}"'))
def tells(world: World, title: str) -> None:
    assert title in [_of(entry, "title")[0] for entry in _feed(world).findall(f"{ATOM}entry")]


@then("it is the same when it is written again")
def same_again(world: World) -> None:
    before = (world.folder / "f.atom").read_bytes()
    writes_feed(world)
    assert (world.folder / "f.atom").read_bytes() == before


@then(SAID("it tells of {count:d} entries"))
@then(SAID("it tells of {count:d} entry"))
def counts_entries(world: World, count: int) -> None:
    assert world.exit_code == 0, world.message
    assert len(_feed(world).findall(f"{ATOM}entry")) == count


def _archives(world: World) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in world.folder.glob("f-*.atom")}


@then("the feed and its archives tell of each record once")
def tell_all(world: World) -> None:
    name, told = "f.atom", list[int]()
    while name:
        root = _feed(world, name)
        told += _told_of(root)
        links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
        name = links.get("prev-archive") or ""
    assert len(_archives(world)) == 2
    assert sorted(told) == [*range(len(told))]
    assert len(told) > 3_000


@then("the archives stay as they are when more is recorded")
def archives_stay(world: World) -> None:
    before = _archives(world)
    world.record(PLAN | {"promise": "nothing-came", "due": "2021-06-30"})
    writes_feed(world)
    assert _archives(world) == before


# -- what is one correction --------------------------------------------------------------------

STEPS = st.lists(st.tuples(st.sampled_from(["add", "retract", "correct", "revive"]), st.booleans()))


def history(steps: list[tuple[str, bool]], kind: str = "promise.progressed") -> list[Record]:
    """The records of a stream; each step chooses, and says whether a new recording begins.

    kind: of those that are about no others.
    """
    records: list[Record] = []
    moment = 0

    def add(kind: str, **fields: str) -> None:
        number = len(records)
        own = {"kind": kind, "stream": "promise/p", "id": f"r{number}", "version": number + 1}
        recorded = {"on": "2020", "recorded_at": f"2021-01-01T00:00:{moment:02}Z"}
        records.append(Record(number, own | recorded | fields))

    for step, anew in steps[:20]:
        moment += anew
        stands = [record for record in standing(records) if record.kind == kind]
        taken = {earlier for record in standing(records) for earlier in record.replaced}
        gone = [
            record.get("record")
            for record in records
            if record.kind == "record.retracted" and record.get("record") not in taken
        ]
        if step == "add":
            # A note between keeps a new record from being read as the correction of an old ledger.
            add("record.commented", record="none")
            add(kind)
        elif step == "revive" and gone:
            add("record.commented", record="none")
            add(kind, corrects=gone[-1])
        elif step in {"retract", "correct"} and stands:
            add("record.retracted", record=stands[-1].id)
            if step == "correct":
                add(kind, corrects=stands[-1].id)
    return records


@for_all(STEPS)
def test_each_correction_is_told_once(steps: list[tuple[str, bool]]) -> None:
    """Every retraction is told, and every record that took a place, with what it took it from."""
    records = history(steps)
    found = corrections(records)
    by_id = {record.id: record for record in records}
    retracted = {record.position for record in records if record.kind == "record.retracted"}
    took = {record.position for record in records if record.get("corrects")}
    assert {each.retraction.position for each in found} == retracted
    assert sorted(each.instead.position for each in found if each.instead) == sorted(took)
    for each in found:
        assert by_id[str(each.retraction.get("record"))] == each.target
        assert each.instead is None or each.instead.get("corrects") == each.target.id
        assert each.later == (each.target.get("recorded_at") < each.by.get("recorded_at"))


@for_all(STEPS, st.sampled_from(["promise.made", "promise.progressed"]))
def test_what_a_stream_was_about_at_each_record(steps: list[tuple[str, bool]], kind: str) -> None:
    """It is what the records until then say, and nothing that comes later changes it."""
    records = history(steps, kind)
    assert [*first_at_each(records)] == [
        first_of(records[: count + 1]) for count in range(len(records))
    ]
