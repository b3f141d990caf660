"""The steps of the scenarios on the say that groups were promised and given in decisions."""

from __future__ import annotations

import json

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from features.village import HERE, decide, give, record, row, rows
from features.world import World

scenarios("participation.feature")


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


@when(parsers.parse("somebody runs the check {name}"))
def checks(world: World, name: str) -> None:
    world.gestand("check", name)


@then(parsers.parse('the screen says "{text}"'))
def screen_says(world: World, text: str) -> None:
    assert text in " ".join(world.output.split()), world.output + world.message


@then(parsers.parse('the row "{name}" says "{text}"'))
def row_says(world: World, name: str, text: str) -> None:
    found = [line for line in world.output.splitlines() if line.startswith(name)]
    assert [line.removeprefix(name).strip() for line in found] == [text], world.output


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


@then(parsers.parse("the only finding is about {subject}"))
def finding(world: World, subject: str) -> None:
    assert "Findings: 1 (" in world.output
    assert f" [{subject}]: " in world.output
