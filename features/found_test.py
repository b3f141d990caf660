"""The steps of the scenarios on who found an outcome, and on lists of promises."""

from __future__ import annotations

import json
import re
import shlex
from typing import Any

from pytest_bdd import given, parsers, scenarios, then, when

from features.village import record
from features.world import World, founding

scenarios("found.feature")

Fields = dict[str, Any]

SAID = parsers.parse
PRESS = [{"title": "a newspaper", "type": "press"}]
BASIS = {"residents": "beneficiary"}


@given("a village whose ledger the coders keep, and in which silence is not keeping")
def village(world: World) -> None:
    world.gestand("init")
    declared, *others = founding("promisor")
    parties = (("coders", "other"), ("court", "court"))
    more = [
        {"kind": "party.registered", "party": party, "name": party.title(), "type": kind}
        for party, kind in parties
    ]
    told = [declared | {"by": "coders", "id": "ledger"}, *more, *others]
    record(world, *({"on": "2010"} | one for one in told))


@given("the ledger did not hear the promisors")
def open_burden(world: World) -> None:
    world.gestand("correct", "ledger", "burden=open", "--reason", "nobody heard them")
    assert world.exit_code == 0, world.message


@given("nothing")
def nothing() -> None:
    """What silence makes of a promise."""


@given(SAID("the {party} found on {day} that it is {outcome}"))
def found(world: World, party: str, day: str, outcome: str) -> None:
    said = {"kind": "promise.assessed", "promise": "plan", "outcome": outcome, "by": party}
    basis = BASIS.get(party, "independent")
    record(world, said | {"basis": basis, "on": day, "source": PRESS})


@given(SAID("the ministry reported on {day} {outcome}"))
def reported(world: World, day: str, outcome: str) -> None:
    said = {"kind": "promise.reported", "promise": "plan", "outcome": outcome, "by": "ministry"}
    record(world, said | {"on": day})


@given(SAID("the ministry withdrew on {day}"))
def withdrew(world: World, day: str) -> None:
    record(world, {"kind": "promise.withdrawn", "promise": "plan", "on": day})


@given(SAID("the ministry spoke of it on {day}"))
def spoke(world: World, day: str) -> None:
    said = {"kind": "promise.progressed", "promise": "plan", "by": "ministry", "text": "Soon."}
    record(world, said | {"on": day})


@given("the promises of the example of filters")
def promises(world: World) -> None:
    made = {
        "kind": "promise.made", "by": "ministry", "to": "residents", "place": {"area": "village"},
    }  # fmt: skip
    record(
        world,
        made
        | {"promise": "bridge", "on": "2018-02-28", "due": "2021-Q3", "topic": "roads"}
        | {"text": "A bridge.", "criterion": "A safe crossing.", "wording": "No more trucks!"},
        made
        | {"promise": "school", "on": "2018-06/2018-09", "due": "2021-12-31T12:00:00"}
        | {"text": "A school."},
        made
        | {"promise": "road", "on": "2019-01-01", "due": "2023~", "topic": "roads"}
        | {"text": "A new road."},
        {"kind": "promise.assessed", "promise": "bridge", "outcome": "broken", "by": "court"}
        | {"basis": "independent", "on": "2022-01-10"},
        {"kind": "promise.assessed", "promise": "school", "outcome": "unknown", "by": "auditor"}
        | {"basis": "independent", "on": "2022-01-10"},
    )


@when(SAID("somebody asks for the promises as of {day}"))
def asks(world: World, day: str) -> None:
    world.remembered["day"] = day
    world.gestand("promises", "--as-of", day, "--format", "json")
    assert world.exit_code == 0, world.message
    world.remembered["rows"] = json.loads(world.output)["rows"]


@when("somebody asks for trust in the village on the word of the promisors")
def on_their_word(world: World) -> None:
    world.gestand("trust", "village", "--as-of", "2020-12-31", "--basis", "claims")


@when(SAID('somebody types "{command}"'))
def types(world: World, command: str) -> None:
    world.gestand(*command.split())


@when(SAID("somebody lists promises with {options}"))
def lists(world: World, options: str) -> None:
    world.gestand("promises", *shlex.split(options), "--format", "json")


@then(SAID('the plan is {status}, found by "{by}", on the basis {basis}, on {on}'))
@then(SAID('the plan is {status}, found by "", on the basis {basis}, on {on}'))
def is_found(world: World, status: str, basis: str, on: str, by: str = "") -> None:
    (row,) = world.remembered["rows"]
    null = {"null": None}
    expected = (status, by.split(", ") if by else [], null.get(basis, basis), null.get(on, on))
    assert (row["status"], row["found_by"], row["basis"], row["found_on"]) == expected
    assert (row["found_in"] is None) == (on == "null")
    assert row["found_in"] is None or row["found_in"] in row["events"]


@then(SAID('the list and the figures of the village say "{text}"'))
def both_say(world: World, text: str) -> None:
    for view in (("promises",), ("trust", "village")):
        world.gestand(*view, "--as-of", world.remembered["day"])
        assert text in " ".join(world.output.split())


@then(SAID('the screen does not say "{text}"'))
def says_not(world: World, text: str) -> None:
    assert text not in world.output


@then(SAID('the promises are "{names}"'))
def are(world: World, names: str) -> None:
    assert world.exit_code == 0, world.message
    rows = json.loads(world.output)["rows"]
    assert sorted(row["promise"] for row in rows) == names.split(", ")


@then("every count of the list of promises is the number of those listed by its name")
def counts(world: World) -> None:
    world.gestand("promises", "--as-of", "2025-12-31")
    told = " ".join(world.output.split())
    counted = {name: count for count, name in re.findall(r"(\d+) [a-z ]+ \(([a-z-]+)[;)]", told)}
    assert "1 not kept, 2 deadline passed, 1 not established." in told
    assert "3 deadline passed (overdue; 1 of these not established), 1 not kept (broken);" in told
    assert "all together 1 not established (unresolved)." in told
    assert counted.keys() >= {"overdue", "broken", "unresolved"}
    for name, count in counted.items():
        world.gestand("promises", "--as-of", "2025-12-31", "--status", name, "--format", "ndjson")
        assert len(world.output.splitlines()) == int(count)


@then(SAID('the screen says "{text}"'))
def says(world: World, text: str) -> None:
    assert text in " ".join(world.output.split())
