"""The steps of the scenarios on rights to decide, and on say given as it was promised."""

from __future__ import annotations

import json

from pytest_bdd import given, parsers, scenarios, then, when

from features.village import HERE, decide, give, record, rows
from features.world import World

scenarios("say.feature")


@given(
    parsers.parse(
        "a yardstick for the village from {start}: residents decide (rung {rung:d}) and have a say "
        "over the process (rung {process:d}), {days:d} days"
    )
)
def yardstick(world: World, start: str, rung: int, process: int, days: int) -> None:
    declared = {"kind": "charter.declared", "charter": "advice", "by": "adviser", "place": HERE}
    conditions = [
        {"key": "residents-decide", "parameters": {"rung": rung, "days": days}},
        {"key": "say-over-process", "parameters": {"rung": process, "days": days}},
    ]
    more = {"agreed_by": [], "topics": [], "conditions": conditions, "start": start, "on": start}
    record(world, declared | more)


@given(
    parsers.re(
        r"by law residents have the right to (?P<form>[\w-]+)(?P<what> the process)? from "
        r"(?P<on>[\d-]+)"
    )
)
def right(world: World, form: str, what: str | None, on: str) -> None:
    topic = "decision-right-process" if what else "decision-right"
    enacted = {"kind": "rule.enacted", "rule": "right", "title": "A right", "topic": topic}
    how = {"value": form, "place": HERE, "by": "parliament", "effect": "immediate"}
    record(world, enacted | how | {"direction": "favourable", "effective": on, "on": on})


@given(parsers.parse("from {on} on their right is to {form}"))
def lowered(world: World, on: str, form: str) -> None:
    amended = {"kind": "rule.amended", "rule": "right", "value": form, "by": "parliament"}
    record(world, amended | {"direction": "unfavourable", "effective": on, "on": on})


@given(parsers.parse("the adviser vouches for all decisions of the village from {on}"))
def vouched_decisions(world: World, on: str) -> None:
    covers = {"kind": "coverage.declared", "coverage": "decisions", "about": ["decision"]}
    record(world, covers | {"place": HERE, "from": on, "by": "adviser", "on": "2026-11-01"})


@given(parsers.re(r'the (?P<by>\w+) decided "(?P<decision>[\w-]+)" on (?P<on>[\d/-]+)'))
def decided(world: World, by: str, decision: str, on: str) -> None:
    decide(world, by, decision, on)


@given(parsers.re(r'the ministry decided "(?P<decision>\w+)" on (?P<on>[\d-]+) about the process'))
def decided_process(world: World, decision: str, on: str) -> None:
    decide(world, "ministry", decision, on, process="true")


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


@given(parsers.parse('the {by} disputed the record of what {group} were given in "{decision}"'))
def disputed(world: World, by: str, group: str, decision: str) -> None:
    dispute = {"kind": "record.disputed", "record": f"{decision}-{group}", "by": by}
    record(world, dispute | {"reason": "they had been at the table"})


@when(
    parsers.re(r"somebody asks whether (?P<key>[\w-]+) was met in the village as of (?P<day>\S+)")
)
def asks_met(world: World, key: str, day: str) -> None:
    (charter,) = rows(world, "conditions", "village", "--as-of", day)
    (found,) = [one for one in charter["conditions"] if one["key"] == key]
    world.remembered["condition"] = found


@then(parsers.parse("it is {start} at the start and {now} now, and {verdict} as a whole"))
def met(world: World, start: str, now: str, verdict: str) -> None:
    found = world.remembered["condition"]
    assert [found["at_start"], found["now"], found["verdict"]] == [start, now, verdict]


@then(parsers.parse("what is missing is {kinds}"))
def missing(world: World, kinds: str) -> None:
    assert world.remembered["condition"]["missing"] == kinds.split(", ")


@then(parsers.parse("the first break is on {day}, by {actor}, with {stream}"))
def first_break(world: World, day: str, actor: str, stream: str) -> None:
    found = world.remembered["condition"]["first_break"]
    assert found["on"] == day
    assert found["actor"] == actor
    world.gestand("log", "--format", "json")
    log = json.loads(world.output)["rows"]
    assert log[found["event"]]["stream"] == stream
