"""The steps of the scenarios on the verdict: the first break, and what may lie before it."""

from __future__ import annotations

from pytest_bdd import given, scenarios, then, when

from features.conditions.conftest import SET, ask, condition, declare, slug
from features.village import record
from features.world import World

scenarios("conditions.feature")


@given(
    SET("the auditor declared a yardstick for the {area} from {start} that asks {key} of {topic}")
)
def declared_powers(world: World, area: str, start: str, key: str, topic: str) -> None:
    declare(world, f"of-{area}", area, start, key, powers=[{"power": "lead", "topic": topic}])


@given(SET('the ministry ruled from {day} that the village gets "{value}"'))
def ruled(world: World, day: str, value: str) -> None:
    what = {"rule": "repairs", "title": "Repairs", "topic": "repair", "value": value}
    told = {"kind": "rule.enacted", "by": "ministry", "effective": day, "on": day}
    how = {"effect": "immediate", "direction": "neutral", "place": {"area": "village"}}
    record(world, told | what | how)


@given(SET("the ministry ruled from {day} how fast the work goes, and otherwise from {later}"))
def ruled_on_pace(world: World, day: str, later: str) -> None:
    what = {"rule": "pace", "title": "Pace", "topic": "pace", "value": "fast"}
    told = {"kind": "rule.enacted", "by": "ministry", "effective": day, "on": day}
    how = {"effect": "immediate", "direction": "neutral", "place": {"area": "village"}}
    slower = {"kind": "rule.amended", "rule": "pace", "by": "ministry", "value": "slow"}
    record(world, told | what | how, slower | {"on": later, "effective": later})


@given(
    SET(
        'the ministry ruled from {day} that the group "{group}" gets "{value}", {direction} to '
        "residents"
    )
)
def ruled_for_group(world: World, day: str, group: str, value: str, direction: str) -> None:
    what = {"rule": "apart", "title": "Repairs apart", "topic": "repair", "value": value}
    told = {"kind": "rule.enacted", "by": "ministry", "effective": day, "on": day}
    how = {"effect": "immediate", "direction": direction, "place": {"cohort": group}}
    record(world, told | what | how)


@given(SET("the ministry has the lead on {topic} in the village from {day}"))
def leads(world: World, topic: str, day: str) -> None:
    what = {"mandate": "lead", "holder": "ministry", "power": "lead", "topic": topic}
    told = {"kind": "mandate.granted", "from": day, "basis": "attribution", "on": day}
    record(world, told | what | {"place": {"area": "village"}})


@given(SET('the {who} changed that from {day} to "{value}", {direction} to residents'))
def changed(world: World, who: str, day: str, value: str, direction: str) -> None:
    told = {"kind": "rule.amended", "rule": "repairs", "by": who, "effective": day, "on": day}
    record(world, told | {"value": value, "direction": direction})


@given(SET('the auditor found on {day} that "{text}" was {outcome}'))
def found(world: World, day: str, text: str, outcome: str) -> None:
    told = {"kind": "promise.assessed", "promise": slug(text), "outcome": outcome, "by": "auditor"}
    record(world, told | {"basis": "independent", "on": day})


@when("somebody reads the screen of charters")
def reads_charters(world: World) -> None:
    world.gestand("charters")
    assert world.exit_code == 0, world.message


@then(SET("the first break to the disadvantage of residents is on {day} by {who}"))
def first_unfavourable(world: World, day: str, who: str) -> None:
    broken = world.remembered["row"]["first_unfavourable"]
    assert (broken["on"], broken["actor"]) == (day, who)


@then("somebody is warned that no mandate is about lead on damage")
def warned(world: World) -> None:
    assert "No mandate on record is about lead on damage" in world.message


@then(SET("it lies between {first} and {last}"))
def bounded(world: World, first: str, last: str) -> None:
    broken = world.remembered["row"]["first_break"]
    assert (broken["earliest"], broken["latest"]) == (first, last)


@then(SET("{key} may have been broken before"))
def perhaps_before(world: World, key: str) -> None:
    assert world.remembered["row"]["first_break"]["perhaps_before"] == [key]


@then(
    SET(
        'the first breach is by "{promise}" from {first} to {last}, found by nobody, on the basis '
        "{basis}"
    )
)
def breached(world: World, promise: str, first: str, last: str, basis: str) -> None:
    ask(world, "--as-of", "2020-12-31")
    (condition,) = world.remembered["row"]["conditions"]
    found = condition["breaches"][0]
    told = (found["promise"], found["from"], found["to"], found["found_by"], found["basis"])
    assert told == (promise, first, last, [], basis)


@then(SET('the screen does not say "{text}"'))
def unsaid(world: World, text: str) -> None:
    assert text not in " ".join(world.output.split())


@then(SET("that may have been on {topic}"))
def perhaps_on(world: World, topic: str) -> None:
    assert world.remembered["row"]["first_break"]["perhaps_topics"] == [topic]


@then("the first break is in favour of residents")
def in_favour(world: World) -> None:
    assert world.remembered["row"]["first_break"]["direction"] == "favourable"


@then(
    SET(
        "{broken:d} condition was not met, {met:d} were met throughout and {unknown:d} are not "
        "known"
    )
)
def tally(world: World, broken: int, met: int, unknown: int) -> None:
    expected = {"not_met": broken, "met_throughout": met, "unknown": unknown}
    assert world.remembered["row"]["tally"] == expected


@then(SET('the record of the first break is the promise "{text}"'))
def record_of_break(world: World, text: str) -> None:
    broken = world.remembered["row"]["first_break"]
    assert broken["event"] == world.remembered[text]
    assert broken["stream"] == f"promise/{slug(text)}"


@then(SET("{key} was yes, no and yes again, and is not constant"))
def back_again(world: World, key: str) -> None:
    one = condition(world, key)
    met = [span["met"] for span in one["spans"] if span["met"] != "nothing"]
    kept = [state for place, state in enumerate(met) if not place or met[place - 1] != state]
    assert kept == ["yes", "no", "yes"]
    assert (one["now"], one["constant"]) == ("yes", False)


@then(SET("{key} is met and constant"))
def constant(world: World, key: str) -> None:
    one = condition(world, key)
    assert (one["at_start"], one["now"], one["constant"]) == ("yes", "yes", True)


@then(SET("{key} was last met on {day}"))
def last_met(world: World, key: str, day: str) -> None:
    assert condition(world, key)["first_break"]["met_until"] == day
