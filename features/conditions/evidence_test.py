"""The steps of the scenarios on what a verdict rests on, and on how that is told."""

from __future__ import annotations

import json

from pytest_bdd import given, scenarios, then, when

from features.conditions.conftest import SET, ask, condition, slug, vouch
from features.village import record
from features.world import World

scenarios("conditions_evidence.feature")


@given("the ledger did not hear the promisors")
def open_burden(world: World) -> None:
    world.gestand("log", "--kind", "ledger.declared", "--format", "json")
    (declared,) = json.loads(world.output)["rows"]
    world.gestand("correct", declared["id"], "burden=open", "--reason", "nobody heard them")
    assert world.exit_code == 0, world.message


@given(SET("the auditor vouches for all updates to the village from {day:S} until {last:S}"))
def vouched_until(world: World, day: str, last: str) -> None:
    vouch(world, "updates", ["update"], day, until=last)


@when(SET("the auditor vouches for these updates until {last} too"))
def extended(world: World, last: str) -> None:
    told = {"kind": "coverage.extended", "coverage": "updates", "by": "auditor", "until": last}
    record(world, told | {"on": "2026-11-02"})


@given(SET('{who} asked the ministry on {day} for "{text}"'))
def asked_for(world: World, who: str, day: str, text: str) -> None:
    told = {"kind": "input.received", "input": slug(text), "type": "wish", "text": text}
    place = {"place": {"area": "village"}, "from": who.removeprefix("the "), "to": "ministry"}
    record(world, told | place | {"on": day})


@given(SET('the ministry answered "{text}" on {day}'))
def answered(world: World, text: str, day: str) -> None:
    told = {"kind": "input.answered", "input": slug(text), "by": "ministry", "on": day}
    record(world, told | {"outcome": "adopted"})


@given("somebody remembers how many records there are")
def remembers(world: World) -> None:
    world.gestand("log", "--format", "json")
    world.remembered["size"] = str(json.loads(world.output)["known_size"])


@when(SET("somebody asks for the conditions of the village as of {day} as known then"))
def asks_before(world: World, day: str) -> None:
    ask(world, "--as-of", day, "--known-at", world.remembered["size"])


@when(SET("somebody asks for the conditions of the village every year from {first} to {last}"))
def asks_yearly(world: World, first: str, last: str) -> None:
    ask(world, "--from", first, "--to", last, "--every", "year")


@then(SET("{key} is so on the word of {who}"))
def word_of(world: World, key: str, who: str) -> None:
    one = condition(world, key)
    named = [] if who == "nobody" else [who]
    assert (one["vouched_by"], one["spans"][-1]["vouched_by"]) == (named, named)


@then(SET("it was {verdict} on {day}, the last day vouched for"))
def verdict_then(world: World, verdict: str, day: str) -> None:
    row = world.remembered["row"]
    assert (row["vouched_until"], row["verdict_vouched"]) == (day, verdict)
    ask(world, "--as-of", day)
    assert world.remembered["row"]["verdict"] == verdict


@then(SET("{day} is vouched for, so no other verdict stands beside it"))
def vouched_itself(world: World, day: str) -> None:
    row = world.remembered["row"]
    assert (row["vouched_until"], row["verdict_vouched"]) == (day, None)


@then("no day is the last one vouched for")
def never_vouched(world: World) -> None:
    for row in world.remembered["rows"]:
        assert (row["vouched_until"], row["verdict_vouched"]) == (None, None)


@then(
    SET(
        "beside promises-kept stand {older:d} older breach and a breach of "
        '"{text}" to a wider place'
    )
)
def stands_beside(world: World, older: int, text: str) -> None:
    beside = condition(world, "promises-kept")["beside"]
    wider = [{"promise": slug(text), "text": text}]
    assert (beside["older_breaches"], beside["wider_breaches"]) == (older, wider)


@then(SET("{key} is attested by {one} and {other}"))
def attested_by(world: World, key: str, one: str, other: str) -> None:
    assert condition(world, key)["attested_by"] == [one, other]


@then(SET("the walk goes through {key}: {steps}"))
def walk(world: World, key: str, steps: str) -> None:
    _, _, after = world.output.partition(f"\n{key}: ")
    walked = after.partition("The records that this rests on")[0]
    expected = steps.split(", ")
    found = [line for line in walked.splitlines() if line[:1].isdigit()]
    assert [" ".join(line.split("(")[0].split(":")[0].split()) for line in found] == expected


@then(SET("the verdicts are {first} and {second}"))
def verdicts(world: World, first: str, second: str) -> None:
    assert [row["verdict"] for row in world.remembered["rows"]] == [first, second]
