"""The steps of roles.feature, and small journals of what is not theirs to say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from features.world import World

scenarios("roles.feature")

CASES = Path(__file__).parent / "cases"
EXAMPLE = sorted((Path(__file__).parent.parent / "journals" / "groningen").glob("*.yaml"))

PARTIES = {
    "the old council": "old-town",
    "the new council": "new-town",
    "the office": "office",
    "the agency": "agency",
    "the auditor": "auditor",
    "residents": "residents",
}
WHO = "(?P<who>" + "|".join(PARTIES) + ")"
DAY = r"(?P<day>[\d-]+)"

SAYINGS: dict[str, dict[str, Any]] = {
    "found it kept, as independent": {"kind": "promise.assessed", "basis": "independent"},
    "found it kept, as a beneficiary": {"kind": "promise.assessed", "basis": "beneficiary"},
    "found it kept, as the promisor": {"kind": "promise.assessed", "basis": "promisor"},
    "reported it kept": {"kind": "promise.reported"},
    "withdrew it": {"kind": "promise.withdrawn"},
    "postponed it": {"kind": "promise.postponed", "due": "2024-12-31"},
    "suspended it": {"kind": "promise.suspended"},
    "redefined it": {"kind": "promise.redefined", "criterion": "half of it"},
    "released it": {"kind": "promise.released"},
}


def saying(who: str, said: str, day: str, promise: str = "pool") -> dict[str, Any]:
    """A record of what somebody says of a promise."""
    fields = {"promise": promise, "by": PARTIES[who], "on": day} | SAYINGS[said]
    if fields["kind"] in {"promise.assessed", "promise.reported"}:
        fields["outcome"] = "kept"
    return fields


def promised(promise: str, by: list[str]) -> dict[str, Any]:
    """A promise to the residents of the village."""
    what = {"text": "It comes.", "criterion": "open", "due": "2023-12-31", "on": "2020-03-01"}
    who = {"by": by, "to": ["residents"], "place": {"area": "village"}}
    return {"kind": "promise.made", "promise": promise} | who | what


def succession(day: str) -> dict[str, Any]:
    """The new council takes over from the old one."""
    return {"kind": "party.succeeded", "party": "old-town", "by": ["new-town"], "on": day}


@given("a council, its office, a new council, an agency, an auditor and residents")
def parties(world: World) -> None:
    world.gestand("init")
    types = {
        "old-town": "municipality",
        "new-town": "municipality",
        "office": "executive-body",
        "agency": "executive-body",
        "auditor": "expert-body",
        "residents": "residents",
    }
    part = {"office": {"part_of": "old-town"}}
    world.record(
        {"kind": "area.registered", "area": "village", "name": "The village", "type": "village"},
        *(
            {"kind": "party.registered", "party": party, "name": party, "type": kind}
            | part.get(party, {})
            for party, kind in types.items()
        ),
    )
    assert world.exit_code == 0, world.message


@given(
    parsers.re(
        r"the residents gave the agency a mandate to decide for them in the (?P<area>\w+) "
        r"up to (?P<until>[\d-]+)"
    )
)
def mandate(world: World, area: str, until: str) -> None:
    hamlet = {"kind": "area.registered", "area": "hamlet", "name": "Hamlet", "type": "village"}
    given_ = {"kind": "mandate.granted", "mandate": "voice", "holder": "agency", "power": "decide"}
    basis = {"basis": "mandate", "granted_by": "residents", "from": "2020-01-01", "until": until}
    world.record(hamlet, given_ | basis | {"place": {"area": area}})
    assert world.exit_code == 0, world.message


@given("the old council promised the residents a pool by 2023-12-31")
def pool(world: World) -> None:
    world.record(promised("pool", ["old-town"]))
    assert world.exit_code == 0, world.message


@given("the old council and the agency promised the residents a park by 2023-12-31")
def park(world: World) -> None:
    world.record(promised("park", ["old-town", "agency"]))
    assert world.exit_code == 0, world.message


@when(parsers.re(rf"somebody records that {WHO} (?P<said>.+) on {DAY}"))
@given(parsers.re(rf"{WHO} (?P<said>found it kept, as independent) on {DAY}"))
def says(world: World, who: str, said: str, day: str) -> None:
    world.remembered["asked"] = saying(who, said, day)
    world.record(world.remembered["asked"])


@when(parsers.re(rf"{WHO} withdrew the park promise on {DAY}"))
def withdraws(world: World, who: str, day: str) -> None:
    world.record(saying(who, "withdrew it", day, "park"))
    assert world.exit_code == 0, world.message


@when(parsers.re(rf"{WHO} reported the park promise kept on {DAY}"))
def reports(world: World, who: str, day: str) -> None:
    world.record(saying(who, "reported it kept", day, "park"))
    assert world.exit_code == 0, world.message


@given(parsers.re(rf"the new council took over from the old one on {DAY}"))
@when(parsers.re(rf"the new council took over from the old one on {DAY}"))
def takes_over(world: World, day: str) -> None:
    world.gestand("log", "--format", "json")
    world.remembered["size"] = len(json.loads(world.output)["rows"])
    world.record(succession(day))


@when("somebody records that the new council assesses it before the succession is told")
def out_of_order(world: World) -> None:
    said = saying("the new council", "found it kept, as independent", "2023-05-01")
    world.record(said, succession("2021-01-01"))


@when(parsers.re(rf"somebody asks how the (?P<promise>\w+) promise stands on {DAY}"))
def asks(world: World, promise: str, day: str) -> None:
    ask(world, promise, day)


@when("somebody asks how it stood as the ledger was before that")
def asks_before(world: World) -> None:
    ask(world, "pool", "2024-06-01", "--known-at", str(world.remembered["size"]))


def ask(world: World, promise: str, day: str, *options: str) -> None:
    """Look a promise up in the list."""
    world.gestand("promises", "--as-of", day, "--format", "json", *options)
    assert world.exit_code == 0, world.message
    rows = json.loads(world.output)["rows"]
    world.remembered["row"] = next(row for row in rows if row["promise"] == promise)


@when("somebody asks for a check of roles")
def checks(world: World) -> None:
    world.gestand("check", "roles")


@given("a yardstick of the residents for the village from 2023-01-01 with the condition heard")
def yardstick(world: World) -> None:
    declared = {"kind": "charter.declared", "charter": "deal", "by": ["residents"]}
    what = {"place": {"area": "village"}, "start": "2023-01-01", "topics": ["homes"]}
    conditions = {"conditions": [{"key": "heard", "text": "We are heard."}]}
    world.record(declared | what | conditions | {"agreed_by": [], "on": "2023-01-01"})
    assert world.exit_code == 0, world.message


@when(parsers.re(rf"{WHO} attested on {DAY} that heard is met"))
def attests(world: World, who: str, day: str) -> None:
    told = {"kind": "condition.attested", "key": "heard", "met": "yes", "by": PARTIES[who]}
    world.record(told | {"place": {"area": "village"}, "on": day})
    assert world.exit_code == 0, world.message


@given("the example ledger")
def example(world: World) -> None:
    world.ledger.unlink()
    world.gestand("init")
    world.gestand("import", *map(str, EXAMPLE))
    assert world.exit_code == 0, world.message


@then(parsers.parse("the exit code is {code:d}"))
def exits(world: World, code: int) -> None:
    assert world.exit_code == code, world.message


@then(parsers.parse('the message says "{text}"'))
def complains(world: World, text: str) -> None:
    assert text in world.message


@then(parsers.parse('the screen says "{text}"'))
def shows(world: World, text: str) -> None:
    assert text in " ".join(world.output.split())


@then("nothing of it was recorded")
def unrecorded(world: World) -> None:
    world.gestand("log", "--format", "json")
    kinds = {row["kind"] for row in json.loads(world.output)["rows"]}
    assert world.remembered["asked"]["kind"] not in kinds


@then(parsers.re(r"it is (?P<status>[\w-]+)( and (?P<more>.+))?"))
def stands(world: World, status: str, more: str | None) -> None:
    row = world.remembered["row"]
    assert row["status"] == status
    match (more or "").split():
        case ["owed", "by", *parties]:
            assert sorted(row["owed_by"]) == [name.rstrip(",") for name in parties]
        case ["scored", value]:
            assert row["scored"] == float(value)
        case ["not", "scored"]:
            assert row["scored"] is None
        case words:
            assert words == []


@then(parsers.re(rf"the condition heard is (?P<met>\w+) on {DAY}"))
def condition(world: World, met: str, day: str) -> None:
    world.gestand("conditions", "village", "--as-of", day, "--format", "json")
    (row,) = json.loads(world.output)["rows"]
    (heard,) = [one for one in row["conditions"] if one["key"] == "heard"]
    assert {"met": "yes"}.get(met, met) == heard["now"]


REFUSED = {
    "own-office-assesses": "office is not independent of it",
    "stranger-as-promisor": "newtown is none of those that owe it (oldtown)",
    "stranger-reports": "agency is none of those that owe it (oldtown)",
    "successor-assesses-itself": (
        "newtown is not independent of it: it owes or owed it (newtown, oldtown)"
    ),
    "successor-outranks-residents": "newtown is not independent of it",
}
"""Journals of which one record is refused, and why."""


def imports(world: World, name: str) -> None:
    """Import a small journal on the parties and areas that all of them share."""
    world.gestand("init")
    world.gestand("import", str(CASES / "base.yaml"))
    assert world.exit_code == 0, world.message
    world.gestand("import", str(CASES / "roles" / f"{name}.yaml"))


@pytest.mark.parametrize("name", REFUSED)
def test_refused(world: World, name: str) -> None:
    """Nobody certifies its own promise, in whatever order the records stand."""
    imports(world, name)
    assert world.exit_code == 3
    assert REFUSED[name] in world.message
    assert len(world.message.strip().splitlines()) == 1


CONTRADICTING = {"lamp": (False, -1.0), "pole": (True, 1.0), "wire": (False, 0.0)}
"""Whether findings of different parties contradict each other, and what the promise is worth."""


@pytest.mark.parametrize("promise", CONTRADICTING)
def test_findings_that_contradict(world: World, promise: str) -> None:
    """Of one assessor the last finding counts; those of others that contradict it are shown."""
    imports(world, "findings-contradict")
    ask(world, promise, "2024-12-31")
    row = world.remembered["row"]
    assert (row["contested"], row["scored"]) == CONTRADICTING[promise]
