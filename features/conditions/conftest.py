"""What the scenarios on conditions share: a village, its record, and questions about it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from pytest_bdd import given, parsers, then, when

from features.village import record
from features.world import World, founding

Fields = dict[str, Any]

SET = parsers.parse
PARTIES = (("league", "civil-society"), ("council", "municipality"))


def slug(text: str) -> str:
    """A text as a name in the ledger."""
    return text.replace(" ", "-")


@given(
    "a village with a street, in a region, with residents, their league, a ministry, a council and "
    "an auditor"
)
def village(world: World) -> None:
    world.gestand("init")
    *others, here = founding("promisor")
    region = {"kind": "area.registered", "area": "region", "name": "The region", "type": "region"}
    street = {"kind": "area.registered", "area": "street", "name": "The street", "type": "street"}
    parties = [
        {"kind": "party.registered", "party": party, "name": party.title(), "type": kind}
        for party, kind in PARTIES
    ]
    told = [*others, *parties, region, here | {"within": "region"}, street | {"within": "village"}]
    record(world, *({"on": "1980-01-01"} | one for one in told))


def vouch(world: World, name: str, about: list[str], day: str, **more: str) -> None:
    """Record that the auditor vouches for all records of some kinds on the village."""
    told = {"kind": "coverage.declared", "coverage": name, "about": about, "from": day} | more
    record(world, told | {"place": {"area": "village"}, "by": "auditor", "on": "2026-11-01"})


@given(SET("the auditor vouches for all promises, updates and input of the village from {day}"))
def vouched(world: World, day: str) -> None:
    vouch(world, "all", ["promise", "update", "input"], day)


@given(SET("the auditor vouches for all updates to the village from {day:S}"))
@when(SET("the auditor vouches for all updates to the village from {day:S}"))
def vouched_updates(world: World, day: str) -> None:
    vouch(world, "updates", ["update"], day)


@given(SET("the auditor declared a yardstick for the {area} from {start} that asks {key:S}"))
def declared(world: World, area: str, start: str, key: str) -> None:
    declare(world, f"of-{area}", area, start, key)


@given(
    SET(
        'the auditor declared another yardstick "{name}" for the {area} from {start} that asks '
        "{key}"
    )
)
def declare(world: World, name: str, area: str, start: str, key: str, **more: Any) -> None:
    told = {"kind": "charter.declared", "charter": name, "place": {"area": area}}
    asked = {"conditions": [{"key": key}], "by": "auditor", "start": start, "on": start}
    record(world, told | asked | more)


@given(SET("the council amended the yardstick on {day}: {key} every {days:d} days"))
def amended(world: World, day: str, key: str, days: int) -> None:
    asked = {"condition": {"key": key, "parameters": {"days": days}}, "agreed_by": "residents"}
    told = {"kind": "charter.amended", "charter": "of-village", "by": "council", "on": day}
    record(world, told | asked)


@given(SET('the ministry promised the {area} "{text}" by {due}'))
def promised(world: World, area: str, text: str, due: str) -> None:
    promise(world, area, text, due)


def promise(world: World, area: str, text: str, due: str, **more: Any) -> None:
    """Record a promise to residents, and remember its position by its text."""
    who = {"by": "ministry", "to": "residents", "place": {"area": area}, "on": "2017-06-01"}
    told = {"kind": "promise.made", "promise": slug(text), "text": text, "due": due}
    record(world, told | who | more)
    world.gestand("log", "--kind", "promise.made", "--format", "json")
    rows = json.loads(world.output)["rows"]
    world.remembered[text] = next(
        row["position"] for row in rows if row["stream"] == f"promise/{slug(text)}"
    )


@given(SET('the house "{house}" in the street, and the group "{group}" with that house in it'))
def house_and_group(world: World, house: str, group: str) -> None:
    opened = {"kind": "case.opened", "case": house, "area": "street", "level": "dwelling"}
    record(
        world,
        {"kind": "cohort.registered", "cohort": group, "name": "The batch", "on": "2017-01-01"},
        opened | {"title": "The house", "on": "2017-01-02"},
        {"kind": "cohort.joined", "cohort": group, "case": house, "on": "2017-01-03"},
    )


def update(world: World, day: str, **more: Any) -> None:
    """Record what the ministry told residents of the village."""
    told = {"kind": "update.sent", "by": "ministry", "to": "residents", "content": "no-news"}
    record(world, told | {"place": {"area": "village"}, "on": day} | more)


@given(SET("the ministry sent the village an update without news on {day}"))
def updated(world: World, day: str) -> None:
    update(world, day)


@given(SET("the ministry sent the village an update every {days:d} days from {first} to {last}"))
def updated_often(world: World, days: int, first: str, last: str) -> None:
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        update(world, day.isoformat())
        day += timedelta(days=days)


def attest(world: World, who: str, day: str, area: str, key: str, met: str, **more: Any) -> None:
    """Record what somebody attests of a condition."""
    told = {"kind": "condition.attested", "place": {"area": area}, "key": key, "met": met}
    record(world, told | {"by": who.removeprefix("the "), "on": day} | more)


@given(
    parsers.re(
        r"(?P<who>[\w ]+) attested on (?P<day>[\d-]+) for the (?P<area>\w+) that (?P<key>[\w-]+) "
        r"is met: (?P<met>\w+)$"
    )
)
def attested(world: World, who: str, day: str, area: str, key: str, met: str) -> None:
    attest(world, who, day, area, key, met)


def ask(world: World, *options: str, place: str = "village") -> None:
    """Ask for the conditions of a place, and remember the answer."""
    world.gestand("conditions", place, "--format", "json", *options)
    assert world.exit_code == 0, world.message
    rows = json.loads(world.output)["rows"]
    world.remembered |= {"rows": rows, "row": rows[0]}


@when(SET("somebody asks for the conditions of the village as of {day:S}"))
def asks(world: World, day: str) -> None:
    ask(world, "--as-of", day)


@when(SET("somebody reads the screen of the conditions of the village as of {day}"))
def reads(world: World, day: str) -> None:
    world.gestand("conditions", "village", "--as-of", day)
    assert world.exit_code == 0, world.message


@when(SET("somebody reads the explained screen of the conditions of the village as of {day}"))
def reads_explained(world: World, day: str) -> None:
    world.gestand("conditions", "village", "--as-of", day, "--explain")
    assert world.exit_code == 0, world.message


@when(SET('somebody runs the check "{name}" as of {day}'))
def checks(world: World, name: str, day: str) -> None:
    world.gestand("check", name, "--as-of", day)


def condition(world: World, key: str) -> Fields:
    """What the last answer says of one condition."""
    (one,) = (one for one in world.remembered["row"]["conditions"] if one["key"] == key)
    found: Fields = one
    return found


@then(SET("the verdict is {verdict}"))
def verdict_is(world: World, verdict: str) -> None:
    assert world.remembered["row"]["verdict"] == verdict


@then(SET("the first break is of {key} on {day} by {who}"))
def first_break(world: World, key: str, day: str, who: str) -> None:
    broken = world.remembered["row"]["first_break"]
    actor = None if who == "nobody on record" else who
    assert (broken["condition"], broken["on"], broken["actor"]) == (key, day, actor)


@then(SET("{key} was {start} at the start, and is {now} now"))
def start_and_now(world: World, key: str, start: str, now: str) -> None:
    one = condition(world, key)
    assert (one["at_start"], one["now"]) == (start, now)


@then(SET("{key} misses {kind}"))
def misses(world: World, key: str, kind: str) -> None:
    assert kind in condition(world, key)["missing"]


@then(SET('the first line says "{text}"'))
def first_line(world: World, text: str) -> None:
    """The answer, up to the title."""
    answer, *_ = world.output.split("\n\n")
    assert text in answer.replace("\n", " ")
