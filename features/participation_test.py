"""The steps of the scenarios on participation, tables, lessons, levels and contact."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from features.world import World

scenarios("participation.feature", "levels.feature", "contact.feature")

Fields = dict[str, Any]

PARTIES = (
    ("residents", "residents"), ("league", "civil-society"), ("council", "municipality"),
    ("ministry", "ministry"), ("adviser", "expert-body"), ("court", "court"),
    ("parliament", "parliament"),
)  # fmt: skip
HERE = {"area": "village"}


@pytest.fixture
def world(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> World:
    """A scenario's own folder."""
    return World(tmp_path, capsys)


def record(world: World, *records: Fields) -> None:
    """Import records, all of which must be accepted."""
    world.record(*records)
    assert world.exit_code == 0, world.message


def rows(world: World, *question: str) -> list[Fields]:
    """Ask for data."""
    world.gestand(*question, "--format", "json")
    assert world.exit_code in {0, 1}, world.message
    answer: Fields = json.loads(world.output)
    found: list[Fields] = answer["rows"]
    world.remembered |= {"rows": found, "question": question, "answer": answer}
    return found


def row(world: World) -> Fields:
    """The only row of the last answer."""
    (only,) = world.remembered["rows"]
    found: Fields = only
    return found


@given(
    "a village in a region, with residents, a league of residents, a council, a ministry and an "
    "adviser"
)
def village(world: World) -> None:
    world.gestand("init")
    areas = (("region", "region", None), ("village", "village", "region"))
    record(
        world,
        {"kind": "ledger.declared", "title": "A village", "burden": "promisor"},
        *(
            {"kind": "party.registered", "party": party, "name": party.title(), "type": kind}
            | {"on": "2000"}
            for party, kind in PARTIES
        ),
        *(
            {"kind": "area.registered", "area": area, "name": f"The {area}", "type": kind}
            | ({"within": within} if within else {})
            | {"on": "2000"}
            for area, kind, within in areas
        ),
    )


# -- decisions ------------------------------------------------------------------------------------


def decide(world: World, by: str, decision: str, on: str, **more: Any) -> None:
    taken = {"kind": "decision.taken", "decision": decision, "by": by, "place": HERE}
    record(world, taken | {"text": "A decision.", "process": "false", "on": on} | more)
    world.remembered.setdefault("days", {})[decision] = on


@given(parsers.re(r'the (?P<by>\w+) decided "(?P<decision>[\w-]+)" on (?P<on>[\d/-]+)'))
def decided(world: World, by: str, decision: str, on: str) -> None:
    decide(world, by, decision, on)


@given(
    parsers.re(
        r'the (?P<by>\w+) decided "(?P<decision>\w+)" on (?P<on>[\d-]+) between (?P<options>\S+) '
        "options"
    )
)
def decided_between(world: World, by: str, decision: str, on: str, options: str) -> None:
    decide(world, by, decision, on, options=options)


@given(
    parsers.re(
        r'the (?P<by>\w+) decided "(?P<decision>\w+)" on (?P<on>[\d-]+) at level (?P<level>\w+)'
    )
)
def decided_at(world: World, by: str, decision: str, on: str, level: str) -> None:
    decide(world, by, decision, on, place=HERE | {"level": level})


@given(
    parsers.re(
        r'the (?P<by>\w+) decided "(?P<decision>[\w-]+)" on (?P<on>[\d-]+) on topic (?P<topic>\w+)'
    )
)
def decided_on(world: World, by: str, decision: str, on: str, topic: str) -> None:
    decide(world, by, decision, on, topic=topic)


@given(
    parsers.re(r'the (?P<by>\w+) decided "(?P<decision>\w+)" on (?P<on>[\d-]+) about the region')
)
def decided_for_region(world: World, by: str, decision: str, on: str) -> None:
    decide(world, by, decision, on, place={"area": "region"})


def give(world: World, decision: str, group: str, given_: str, when_: str, **more: Any) -> None:
    say = {"kind": "decision.participation", "decision": decision, "group": group}
    on = world.remembered["days"][decision]
    name = {"id": f"{decision}-{group}"}
    record(world, say | {"given": given_, "when": when_, "on": on} | name | more)


@given(
    parsers.re(
        r'(?P<when>before|after) "(?P<decision>[\w-]+)" (?P<group>\w+) (were|was) promised '
        r"(?P<promised>[\w-]+) and given (?P<given>[\w-]+)"
    )
)
def promised_and_given(
    world: World, when: str, decision: str, group: str, promised: str, given: str
) -> None:
    give(world, decision, group, given, when, promised=promised)


@given(parsers.re(r'before "(?P<decision>[\w-]+)" (?P<group>\w+) were given (?P<given>[\w-]+)'))
def given_only(world: World, decision: str, group: str, given: str) -> None:
    give(world, decision, group, given, "before")


@given(
    parsers.parse(
        'before "{decision}" {group} came in protest, begun by {begun}, and was given {form}'
    )
)
def in_protest(world: World, decision: str, group: str, begun: str, form: str) -> None:
    give(world, decision, group, form, "before", mode="protest", initiated_by=begun)


@given(
    parsers.parse(
        "these decisions of 2020, each with the form that residents were promised and given"
    )
)
def several(world: World, datatable: list[list[str]]) -> None:
    for decision, promised, form in datatable[1:]:
        decide(world, "ministry", decision, "2020-03-01")
        give(world, decision, "residents", form, "before", promised=promised)


@given(
    parsers.re(
        r"(?P<count>\d+) decisions of (?P<year>\d+) in which residents were given "
        "(?P<what>what they were promised|less than they were promised)"
    )
)
def many(world: World, count: str, year: str, what: str) -> None:
    form = "consult" if what.startswith("what") else "inform"
    for number in range(int(count)):
        decide(world, "ministry", f"of-{year}-{number}", f"{year}-03-01")
        give(world, f"of-{year}-{number}", "residents", form, "before", promised="consult")


@given(parsers.parse('{by} advised about "{decision}" and was followed: {followed}'))
def advised(world: World, by: str, decision: str, followed: str) -> None:
    advice = {"kind": "decision.advice", "decision": decision, "by": by, "text": "An advice."}
    record(world, advice | {"followed": followed, "on": world.remembered["days"][decision]})


@given(parsers.parse('the court reversed "{decision}" on {on}'))
def reversed_(world: World, decision: str, on: str) -> None:
    back = {"kind": "decision.reversed", "decision": decision, "by": "court", "on": on}
    record(world, back | {"reason": "It was not reasoned."})


@given(
    parsers.parse(
        'the record of what {group} were given in "{decision}" was retracted as a mistake'
    )
)
def retracted(world: World, group: str, decision: str) -> None:
    world.gestand("log", "--format", "json")
    world.remembered["size"] = len(json.loads(world.output)["rows"])
    mistake = {"kind": "record.retracted", "record": f"{decision}-{group}"}
    record(world, mistake | {"reason": "another decision was meant"})


@given(parsers.parse('the {by} disputed the record of what {group} were given in "{decision}"'))
def disputed(world: World, by: str, group: str, decision: str) -> None:
    dispute = {"kind": "record.disputed", "record": f"{decision}-{group}", "by": by}
    record(world, dispute | {"reason": "they had been at the table"})


# -- tables and lessons ---------------------------------------------------------------------------


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


# -- levels ---------------------------------------------------------------------------------------


@given(
    parsers.parse(
        'a case "{case}" at level {level} was opened on {opened} and entered phase {phase} on {on}'
    )
)
def case(world: World, case: str, level: str, opened: str, phase: str, on: str) -> None:
    begun = {"kind": "case.opened", "case": case, "area": "village", "level": level}
    record(
        world,
        begun | {"title": "A house", "on": opened},
        {"kind": "case.phase_entered", "case": case, "phase": phase, "on": on},
    )


@given(
    parsers.re(
        r'a rule "(?P<rule>\w+)" at (level (?P<level>\w+)|no level), suspended from '
        r"(?P<start>[\d-]+) to (?P<end>[\d-]+)"
    )
)
def rule(world: World, rule: str, level: str | None, start: str, end: str) -> None:
    place = HERE | ({"level": level} if level else {})
    enacted = {"kind": "rule.enacted", "rule": rule, "title": f"The {rule}", "topic": rule}
    how = {"value": "as agreed", "effect": "immediate", "direction": "neutral", "by": "ministry"}
    record(
        world,
        enacted | how | {"place": place, "effective": "2009-01-01", "on": "2009-01-01"},
        {"kind": "rule.suspended", "rule": rule, "by": "ministry", "effective": start, "on": start},
        {"kind": "rule.resumed", "rule": rule, "effective": end, "on": end},
    )


@given(
    parsers.re(
        r'the ministry promised at level (?P<level>\w+) "(?P<promise>\w+)" by (?P<due>[\d-]+), '
        r"(?P<what>blocked by the parliament|kept) on (?P<on>[\d-]+)"
    )
)
def promised(world: World, level: str, promise: str, due: str, what: str, on: str) -> None:
    made = {"kind": "promise.made", "promise": promise, "by": "ministry", "to": "residents"}
    about = {"text": f"The {promise}.", "place": HERE | {"level": level}, "due": due}
    happened: Fields = {"kind": "promise.blocked", "by": "parliament", "reason": "No money."}
    if what == "kept":
        happened = {"kind": "promise.assessed", "outcome": "kept", "by": "adviser"}
        happened |= {"basis": "independent"}
    record(world, made | about, happened | {"promise": promise, "on": on})


@given(parsers.parse("the adviser vouches for all promises and rules of the village from {on}"))
def vouched(world: World, on: str) -> None:
    covers = {"kind": "coverage.declared", "coverage": "all", "about": ["promise", "rule"]}
    record(world, covers | {"place": HERE, "from": on, "by": "adviser"})


# -- questions ------------------------------------------------------------------------------------


@when(parsers.re(r"somebody asks for participation in the village as of (?P<day>[\d-]+)"))
def asks(world: World, day: str) -> None:
    rows(world, "participation", "village", "--as-of", day)


@when("somebody asks the same as it was known before the retraction")
def asks_before(world: World) -> None:
    rows(world, *world.remembered["question"], "--known-at", str(world.remembered["size"]))


@when(parsers.re(r"somebody asks for participation in the village by (?P<by>level|topic|group)"))
def asks_by(world: World, by: str) -> None:
    rows(world, "participation", "village", "--by", by)


YEARS = ("--from", "2019", "--to", "2020", "--every", "year")


@when("somebody asks for participation in the village by year from 2019 to 2020")
def asks_by_year(world: World) -> None:
    rows(world, "participation", "village", *YEARS)


@when("somebody asks for participation in the village with an explanation")
def asks_explained(world: World) -> None:
    rows(world, "participation", "village", "--explain")


@when("somebody reads the screen of participation in the village")
def reads(world: World) -> None:
    world.gestand("participation", "village")


@when("somebody reads the screen of participation in the village by year from 2019 to 2020")
def reads_by_year(world: World) -> None:
    world.gestand("participation", "village", *YEARS)


@when("somebody lists the decisions about the village")
def lists(world: World) -> None:
    world.gestand("decisions", "--area", "village")


@when(parsers.parse('somebody shows the decision "{decision}"'))
def shows(world: World, decision: str) -> None:
    world.gestand("show", f"decision/{decision}")


@when(parsers.parse("somebody asks for the tables as of {day}"))
def asks_tables(world: World, day: str) -> None:
    rows(world, "tables", "village", "--as-of", day)


@when("somebody reads the lessons of the village")
def reads_lessons(world: World) -> None:
    world.gestand("lessons", "village")


@when(parsers.parse("somebody runs the check {name}"))
def checks(world: World, name: str) -> None:
    world.gestand("check", name)


@when(parsers.parse("somebody reads the screen of levels in the village as of {day}"))
def reads_levels(world: World, day: str) -> None:
    world.gestand("levels", "village", "--as-of", day)


@when(parsers.parse("somebody asks for levels in the village from {start} to {end}"))
def asks_levels(world: World, start: str, end: str) -> None:
    rows(world, "levels", "village", "--from", start, "--to", end, "--as-of", end)


# -- answers --------------------------------------------------------------------------------------


@then(parsers.parse('the screen says "{text}"'))
def screen_says(world: World, text: str) -> None:
    assert text in " ".join(world.output.split()), world.output + world.message


@then(parsers.parse('the row "{name}" says "{text}"'))
def row_says(world: World, name: str, text: str) -> None:
    found = [line for line in world.output.splitlines() if line.startswith(name)]
    assert [line.removeprefix(name).strip() for line in found] == [text], world.output


@then(parsers.parse("no line of the screen is longer than {width:d} characters"))
def narrow(world: World, width: int) -> None:
    assert max(len(line) for line in world.output.splitlines()) <= width


@then(parsers.parse("the exit code is {code:d}"))
def exits(world: World, code: int) -> None:
    assert world.exit_code == code, world.message


@then(
    parsers.parse(
        "of {promised:d} promises of say {kept:d} were kept and {less:d} not, and {unclear:d} are "
        "not clear"
    )
)
@then(
    parsers.parse(
        "of {promised:d} promises of say {kept:d} was kept and {less:d} not, and {unclear:d} are "
        "not clear"
    )
)
def counted(world: World, promised: int, kept: int, less: int, unclear: int) -> None:
    names = ("promised", "kept", "less", "unclear")
    assert [row(world)[name] for name in names] == [promised, kept, less, unclear]


@then(parsers.parse('{group} count as having been given {form} in "{decision}"'))
def counts_as(world: World, group: str, form: str, decision: str) -> None:
    rows(world, "decisions", "--area", "village")
    (line,) = [one for one in world.remembered["rows"] if one["decision"] == decision]
    (say,) = [one for one in line["say"] if one["group"] == group]
    assert say["counts_as"] == form


@then(parsers.parse("the share kept lies between {low:f} and {high:f}, and is itself not given"))
def interval(world: World, low: float, high: float) -> None:
    assert row(world)["low"] == pytest.approx(low, abs=1e-6)
    assert row(world)["high"] == pytest.approx(high, abs=1e-6)
    assert row(world)["share_kept"] is None


@then(parsers.parse("the middle gap is {gap:f} rungs, and {drops:d} were drops"))
def gaps(world: World, gap: float, drops: int) -> None:
    assert (row(world)["median_gap"], row(world)["drops"]) == (gap, drops)


@then("the answer has no mean of forms")
def no_mean(world: World) -> None:
    assert not [name for name in row(world) if "mean" in name or "average" in name]


@then(
    parsers.parse(
        "the decisions of {year} are {decisions:d}, {kept:d} kept and {less:d} not, and of "
        "{perhaps:d} the year is too vague"
    )
)
def in_year(world: World, year: str, decisions: int, kept: int, less: int, perhaps: int) -> None:
    (found,) = [one for one in world.remembered["rows"] if one["from"] == f"{year}-01-01"]
    names = ("decisions", "kept", "less", "perhaps")
    assert [found[name] for name in names] == [decisions, kept, less, perhaps]
    assert found["to"] == f"{year}-12-31"


@then(
    parsers.re(
        r"for (?P<level>\w+) (?P<kept>\d) promises? of say (was|were) kept and (?P<less>\d) not"
    )
)
def for_level(world: World, level: str, kept: str, less: str) -> None:
    (found,) = [one for one in world.remembered["rows"] if one["by"] == level]
    assert (found["kept"], found["less"]) == (int(kept), int(less))


@then(parsers.parse("on topic {topic} the forms given are {form} {count:d}"))
def on_topic(world: World, topic: str, form: str, count: int) -> None:
    (found,) = [one for one in world.remembered["rows"] if one["by"] == topic]
    assert found["forms_given"] == {form: count}


@then(parsers.parse("{count:d} decisions were reversed"))
def reversals(world: World, count: int) -> None:
    assert row(world)["reversed"] == count


@then(parsers.parse("{here:d} decisions are about the village and {wider:d} about what covers it"))
def apart(world: World, here: int, wider: int) -> None:
    assert (row(world)["decisions"], row(world)["wider"]["decisions"]) == (here, wider)


@then(parsers.parse("the explanation names {first} and {second} with their sources"))
def explained(world: World, first: str, second: str) -> None:
    found = world.remembered["answer"]["records"]
    assert {one["kind"] for one in found} == {first, second}
    assert all(one["sources"] for one in found)


@then(parsers.re(r'(?P<parties>[\w, ]+) sit at "(?P<table>\w+)"'))
def sit(world: World, parties: str, table: str) -> None:
    assert row(world)["table"] == table
    sitting = {seat["party"] for seat in row(world)["seats"] if seat["sits"] == "yes"}
    assert sitting == set(parties.replace(" and ", ", ").split(", "))


@then(parsers.parse('whether {party} sits at "{table}" is unknown'))
def sits_unknown(world: World, party: str, table: str) -> None:
    (seat,) = [one for one in row(world)["seats"] if one["party"] == party]
    assert (row(world)["table"], seat["sits"]) == (table, "unknown")


@then(parsers.parse("the only finding is about {subject}"))
def finding(world: World, subject: str) -> None:
    (line,) = world.output.splitlines()
    assert f": {subject}: " in line


@then(
    parsers.parse(
        "{level} stood still in {still:d} quarters, did not in {moving:d}, and of {unknown:d} "
        "nobody knows"
    )
)
def stood(world: World, level: str, still: int, moving: int, unknown: int) -> None:
    (found,) = [one for one in world.remembered["rows"] if one["level"] == level]
    assert [found[name] for name in ("still", "moving", "unknown")] == [still, moving, unknown]


@then(parsers.parse("what names no level stood still in {still:d} quarters"))
def stood_all(world: World, still: int) -> None:
    (found,) = [one for one in world.remembered["rows"] if one["level"] is None]
    assert found["still"] == still


# -- contact --------------------------------------------------------------------------------------


@given(parsers.parse("the ministry sent {to} of the village a {channel} on {on}"))
def sent(world: World, to: str, channel: str, on: str) -> None:
    update = {"kind": "update.sent", "by": "ministry", "to": to, "place": HERE, "on": on}
    record(world, update | {"content": "news", "channel": channel})


@given(parsers.parse("the adviser vouches for all updates to the village from {on}"))
def vouched_updates(world: World, on: str) -> None:
    covers = {"kind": "coverage.declared", "coverage": "updates", "about": "update"}
    record(world, covers | {"place": HERE, "from": on, "by": "adviser"})


def bring(world: World, kind: str, name: str, on: str, **more: Any) -> None:
    brought = {"kind": "input.received", "input": name, "type": kind, "from": "residents"}
    what = {"to": "ministry", "place": HERE, "text": f"A {name}.", "on": on}
    record(world, brought | what | more)


@given(parsers.parse('residents told the ministry their story "{name}" on {on}'))
def story_told(world: World, name: str, on: str) -> None:
    bring(world, "testimony", name, on)


@given(parsers.re(r'residents asked the ministry for "(?P<name>[\w-]+)" on (?P<on>[\d-]+)'))
def wished(world: World, name: str, on: str) -> None:
    bring(world, "wish", name, on)


@given(
    parsers.re(
        r'residents asked the ministry for "(?P<name>[\w-]+)" on (?P<on>[\d-]+), as they had for '
        r'"(?P<before>[\w-]+)"'
    )
)
def wished_again(world: World, name: str, on: str, before: str) -> None:
    bring(world, "wish", name, on, repeats=before)


@given(parsers.parse('the ministry acknowledged "{name}" on {on}'))
def acknowledged(world: World, name: str, on: str) -> None:
    record(world, {"kind": "input.acknowledged", "input": name, "by": "ministry", "on": on})


@given(parsers.parse('the ministry answered "{name}" on {on}: {outcome}'))
def answered(world: World, name: str, on: str, outcome: str) -> None:
    answer = {"kind": "input.answered", "input": name, "by": "ministry", "on": on}
    record(world, answer | {"outcome": outcome})


@when(parsers.parse("somebody asks for contact with the village as of {day}"))
def asks_contact(world: World, day: str) -> None:
    rows(world, "contact", "village", "--as-of", day)


@when("somebody reads the screen of contact with the village")
def reads_contact(world: World) -> None:
    world.gestand("contact", "village", "--as-of", "2020-12-31")


@then(
    parsers.parse(
        "the last silence is {days:d} days, and the longest before it {longest:d} days from {since}"
    )
)
def silences(world: World, days: int, longest: int, since: str) -> None:
    names = ("silent_days", "longest_silence_days", "longest_silence_from")
    assert [row(world)[name] for name in names] == [days, longest, since]


@then(parsers.parse("the last silence is {days:d} days, and of those before it nothing is known"))
def last_silence(world: World, days: int) -> None:
    assert (row(world)["silent_days"], row(world)["longest_silence_days"]) == (days, None)


@then(parsers.parse("{count:d} updates are counted, the last of {day}"))
def updates(world: World, count: int, day: str) -> None:
    assert (row(world)["updates"], row(world)["last_update"]) == (count, day)
