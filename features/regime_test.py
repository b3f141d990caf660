"""The steps of the scenarios on rules: then and now, on one day, and for whom they differ."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from features.village import rows
from features.world import World

scenarios("regime.feature")

Fields = dict[str, Any]
PARTIES = {"ministry": "ministry", "auditor": "expert-body"}
DIRECTIONS = {"worse": "unfavourable", "better": "favourable"}
HOMES = "case.opened"
GROUPS = ("batch", "pilot", "scattered")


def record(world: World, *records: Fields) -> None:
    """Import records, all of which must be accepted."""
    world.record(*records)
    assert world.exit_code == 0, world.message


def place(name: str) -> Fields:
    """A place by what the scenarios call it."""
    return {"cohort" if name in GROUPS else "area": name}


def house(name: str, opened: str) -> Fields:
    """A case of one dwelling in the village."""
    what = {"kind": HOMES, "case": name, "area": "village", "level": "dwelling", "on": opened}
    return what | {"title": f"The {name}"}


@given(
    parsers.parse(
        "a village in a region, a house in it whose case opened on {opened}, and a batch of homes"
    )
)
def land(world: World, opened: str) -> None:
    world.gestand("init")
    parties = (
        {"kind": "party.registered", "party": party, "name": party.title(), "type": kind}
        for party, kind in PARTIES.items()
    )
    areas = (("region", None), ("village", "region"), ("elsewhere", None))
    groups = (
        {"kind": "cohort.registered", "cohort": name, "name": f"The {name}", "criterion": "some"}
        | ({"areas": ["region"]} if name == "scattered" else {"size": "1581"})
        for name in GROUPS
    )
    record(
        world,
        *(one | {"on": "2000"} for one in parties),
        *(
            {"kind": "area.registered", "area": area, "name": f"The {area}", "on": "2000"}
            | {"type": "region" if within is None else "village"}
            | ({"within": within} if within else {})
            for area, within in areas
        ),
        *(one | {"on": "2000"} for one in groups),
        house("house", opened),
    )


# -- what happened to rules -----------------------------------------------------------------------


def rule(topic: str, value: str, where: Fields, since: str, **more: Any) -> Fields:
    """A rule that came into force, named after its topic and, in a group or village, its place."""
    (kind, name), *_ = where.items()
    slug = (
        topic if name == "region" or (kind == "cohort" and topic == "pace") else f"{topic}-{name}"
    )
    what = {"kind": "rule.enacted", "rule": slug, "title": f"The {topic}", "topic": topic}
    how = {"value": value, "place": where, "by": "ministry", "effect": "immediate"}
    told = {"direction": "neutral", "rank": "guideline", "effective": since, "on": since}
    return what | how | told | {"published": since} | more


@given(
    parsers.re(
        r"since (?P<since>[\d-]+) the rule on the (?P<topic>\w+) for the (?P<where>\w+) is "
        r'"(?P<value>[^"]+)", by the ministry(, part of the act "(?P<act>[^"]+)")?'
    )
)
def enacted(world: World, since: str, topic: str, where: str, value: str, act: str | None) -> None:
    more = {"identifier": act} if act else {}
    record(world, rule(topic, value, place(where), since, **more))


@given(
    parsers.parse(
        'on {on} the ministry changed the {topic} to "{value}", {direction} for residents, '
        "made known on {published}"
    )
)
def amended(world: World, on: str, topic: str, value: str, direction: str, published: str) -> None:
    what = {"kind": "rule.amended", "rule": topic, "value": value, "by": "ministry"}
    how = {"direction": DIRECTIONS[direction], "effective": on, "published": published, "on": on}
    record(world, what | how)


@given(
    parsers.parse(
        'on {on} the ministry changed the norm to "{value}" for cases opened from then on'
    )
)
def respecting(world: World, on: str, value: str) -> None:
    what = {"kind": "rule.amended", "rule": "norm", "value": value, "by": "ministry"}
    record(world, what | {"effect": "respecting", "effective": on, "on": on})


@given(parsers.parse('since {since} the rule on the norm for the region is also "{value}"'))
def enacted_beside(world: World, since: str, value: str) -> None:
    record(world, rule("norm", value, place("region"), since) | {"rule": "risk"})


@given(
    parsers.parse("on {on} the ministry suspended the norm of the batch, {direction} for residents")
)
def suspended_of_group(world: World, on: str, direction: str) -> None:
    what = {"kind": "rule.suspended", "rule": "norm-batch", "by": "ministry", "effective": on}
    record(world, what | {"on": on, "direction": DIRECTIONS[direction]})


@given(parsers.parse('from {since} the ministry tolerated "{value}" on the norm for the scattered'))
def tolerated_for_group(world: World, since: str, value: str) -> None:
    what = {"kind": "rule.excepted", "rule": "norm", "exception": "scattered", "value": value}
    how = {"place": place("scattered"), "by": "ministry", "ground": "tolerated"}
    record(world, what | how | {"effective": since, "on": since, "direction": "favourable"})


@given(parsers.parse("on {on} the ministry suspended the norm in the village"))
def suspended(world: World, on: str) -> None:
    what = {"kind": "rule.suspended", "rule": "norm", "by": "ministry", "effective": on, "on": on}
    record(world, what | {"place": place("village")})


@given(parsers.parse("on {on} the ministry ended the norm"))
def repealed(world: World, on: str) -> None:
    what = {"kind": "rule.repealed", "rule": "norm", "by": "ministry", "effective": on, "on": on}
    record(world, what)


@given(
    parsers.parse(
        'on {on} the ministry announced "{value}" on the norm for the region, from {since}'
    )
)
def announced(world: World, on: str, value: str, since: str) -> None:
    what = {"kind": "rule.announced", "rule": value.lower().replace(" ", "-"), "title": value}
    how = {"topic": "norm", "value": value, "place": place("region"), "by": "ministry"}
    record(world, what | how | {"stage": "draft", "effective": since, "on": on})


@given(
    parsers.parse(
        "on {on} the ministry announced of the rule on the norm for the region that it will be "
        '"{value}", from {since}'
    )
)
def announced_of(world: World, on: str, value: str, since: str) -> None:
    what = {"kind": "rule.announced", "rule": "norm", "title": "The norm", "topic": "norm"}
    how = {"value": value, "place": place("region"), "by": "ministry", "stage": "draft"}
    record(world, what | how | {"effective": since, "on": on})


@given(
    parsers.parse(
        'from {since} until {until} the ministry tolerated "{value}" on the norm in the village'
    )
)
def tolerated(world: World, since: str, until: str, value: str) -> None:
    what = {"kind": "rule.excepted", "rule": "norm", "exception": "village", "value": value}
    how = {"place": place("village"), "by": "ministry", "ground": "tolerated"}
    days = {"effective": since, "until": until, "on": since}
    record(world, what | how | days | {"direction": "favourable"})


@given(parsers.parse("on {on} that exception was ended"))
def exception_ended(world: World, on: str) -> None:
    what = {"kind": "rule.exception_ended", "rule": "norm", "exception": "village"}
    record(world, what | {"effective": on, "on": on})


# -- whom it concerns -----------------------------------------------------------------------------


@given(parsers.parse("the auditor vouches for all rules of the region from {since:S}"))
def vouched(world: World, since: str) -> None:
    what = {"kind": "coverage.declared", "coverage": "rules", "about": "rule", "by": "auditor"}
    days = {"from": since, "on": "2026-11-01", "published": since}
    record(world, what | {"place": place("region")} | days)


@given(parsers.parse("the auditor vouches for all rules of the region from {since} until {until}"))
def vouched_until(world: World, since: str, until: str) -> None:
    what = {"kind": "coverage.declared", "coverage": "rules", "about": "rule", "by": "auditor"}
    days = {"from": since, "until": until, "on": "2026-11-01", "published": since}
    record(world, what | {"place": place("region")} | days)


@given("the village is in the batch")
def village_joined(world: World) -> None:
    what = {"kind": "cohort.joined", "cohort": "batch", "area": "village", "on": "2010-01-01"}
    record(world, what)


@given(parsers.parse('a case "{name}" opened in the village on {on}'))
def opened(world: World, name: str, on: str) -> None:
    record(world, house(name, on))


@given(parsers.parse('the house entered the phase "{phase}" on {on}'))
def entered(world: World, phase: str, on: str) -> None:
    record(world, {"kind": "case.phase_entered", "case": "house", "phase": phase, "on": on})


@given("the house is in the batch and in the pilot")
def joined(world: World) -> None:
    record(
        world,
        *(
            {"kind": "cohort.joined", "cohort": name, "case": "house", "on": "2018-03-01"}
            for name in ("batch", "pilot")
        ),
    )


@given(parsers.re(r"the batch has (?P<homes>\d+ (homes )?under .*)"))
def homes(world: World, homes: str) -> None:
    told: list[Fields] = []
    for part in homes.replace(" and ", ", ").split(", "):
        count, _, regime = part.replace("homes ", "").partition(" under ")
        value = regime.strip('"')
        for number in range(int(count)):
            name = f"home-{value.lower()}-{number}"
            told.append(house(name, "2018-03-01") | {"cohort": "batch"})
            own = rule("payment", value, {"case": name}, "2018-01-01")
            told.append(own | {"rule": name})
    record(world, *told)


@given(parsers.parse("the auditor declared a yardstick for the village from {start} on the norm"))
def declared(world: World, start: str) -> None:
    what = {"kind": "charter.declared", "charter": "advice", "by": "auditor", "start": start}
    how = {"place": place("village"), "topics": "norm", "conditions": [{"key": "rules-unchanged"}]}
    record(world, what | how | {"on": start})


@given(
    parsers.parse("a yardstick for {one} on {topic} and one for {other} on {topics}, from {start}")
)
def declared_apart(world: World, one: str, topic: str, other: str, topics: str, start: str) -> None:
    what = {"kind": "charter.declared", "by": "auditor", "start": start, "on": start}
    how = {"conditions": [{"key": "rules-unchanged"}]}
    for case, names in ((one, topic), (other, topics)):
        where = {"charter": f"advice-{case}", "place": {"case": case}}
        record(world, what | how | where | {"topics": names.split(" and ")})


# -- asking ---------------------------------------------------------------------------------------


@when(parsers.parse("somebody asks for the rules of the {name} as of {day:S}"))
def asks(world: World, name: str, day: str) -> None:
    world.remembered["row"] = rows(world, "stability", name, "--as-of", day)[0]


@when(parsers.parse("somebody asks for the rules of the {name} as of {day} since {start}"))
def asks_since(world: World, name: str, day: str, start: str) -> None:
    found = rows(world, "stability", name, "--as-of", day, "--since", start)
    world.remembered["row"] = found[0]


@when("somebody lists what changed in the village on the screen")
def lists_changed(world: World) -> None:
    world.gestand("stability", "village", "--list", "changed", "--as-of", "2021-12-31")


@when("somebody lists what changed without a place")
def lists_nowhere(world: World) -> None:
    world.gestand("stability", "--list", "changed")


@when("somebody lists the rules of the village on the screen")
def lists_on_screen(world: World) -> None:
    world.gestand("rules", "--area", "village", "--as-of", "2021-12-31")


@when(parsers.parse("somebody asks for the rules of the {name} as was public on {day}"))
def asks_public(world: World, name: str, day: str) -> None:
    asked = ("stability", name, "--as-of", day, "--public-at", day)
    world.remembered["row"] = rows(world, *asked)[0]


@when(parsers.parse("somebody reads the rules of the {name} as of {day}"))
def reads(world: World, name: str, day: str) -> None:
    world.gestand("stability", name, "--as-of", day)


@when(parsers.parse('somebody asks for the rules of "{name}" as of {day} on the screen'))
def reads_other(world: World, name: str, day: str) -> None:
    world.gestand("stability", name, "--as-of", day)


@when(parsers.parse("somebody asks for the rules on {day} without a place"))
def reads_nowhere(world: World, day: str) -> None:
    world.gestand("stability", "--at", day)


@when(parsers.parse("somebody reads the rules as they applied to the {name} on {day}"))
def reads_applied(world: World, name: str, day: str) -> None:
    world.gestand("stability", name, "--at", day)


@when(parsers.parse("somebody reads the history of {stream} as of {day}"))
def reads_history(world: World, stream: str, day: str) -> None:
    world.gestand("show", stream, "--as-of", day)


@when(parsers.parse("somebody asks how differently the {name} is treated"))
def asks_unequal(world: World, name: str) -> None:
    world.remembered["row"] = rows(world, "unequal", name, "--as-of", "2021-12-31")[0]


@when(parsers.parse("somebody reads how differently the {name} is treated"))
def reads_unequal(world: World, name: str) -> None:
    world.gestand("unequal", name, "--as-of", "2021-12-31")


@when("somebody lists the rules in force for the village")
def lists(world: World) -> None:
    asked = ("rules", "--area", "village", "--in-force", "--as-of", "2021-12-31")
    found = rows(world, *asked)
    world.remembered["values"] = [one["value"] for one in found]
    world.remembered["to come"] = [line for one in found for line in one["to_come"]]


@then(parsers.parse('what is to come of it is "{value}", announced on {on} for {day}'))
def to_come(world: World, value: str, on: str, day: str) -> None:
    (line,) = world.remembered["to come"]
    told = (line["value"], line["on"], line["effective"], line["stage"])
    assert told == (value, on, day, "draft")


@when(parsers.parse("somebody asks for the conditions of the village as of {day}"))
def asks_conditions(world: World, day: str) -> None:
    world.gestand("conditions", "village", "--as-of", day, "--format", "json")
    world.remembered["row"] = json.loads(world.output)["rows"][0]


@when(parsers.parse('somebody runs the check "{name}"'))
def checks(world: World, name: str) -> None:
    world.gestand("check", name, "--as-of", "2021-12-31")


# -- the answers ----------------------------------------------------------------------------------


def row(world: World) -> Fields:
    """The row of the last answer."""
    found: Fields = world.remembered["row"]
    return found


@then(parsers.parse('the screen says "{text}"'))
def screen_says(world: World, text: str) -> None:
    assert text in " ".join(world.output.split()), world.message


@then(parsers.parse('the screen begins "{text}"'))
def screen_begins(world: World, text: str) -> None:
    first, _, _ = world.output.partition("\n\n")
    assert " ".join(first.split()) == text


@then(
    parsers.parse(
        "the rules did not stay the same: {changes:d} change, {worse:d} of them worse, the first "
        "on {day} after {days:d} days"
    )
)
def changed(world: World, changes: int, worse: int, day: str, days: int) -> None:
    found = row(world)
    assert found["stable"] is False
    assert (found["changes"], found["unfavourable"]) == (changes, worse)
    assert (found["first_change"], found["days_to_first_change"]) == (day, days)


@then("the rules stayed the same")
def unchanged(world: World) -> None:
    assert (row(world)["stable"], row(world)["changes"]) == (True, 0)


@then(parsers.parse("whether the rules stayed the same is unknown, because {what} is missing"))
def unknown(world: World, what: str) -> None:
    assert (row(world)["stable"], row(world)["missing"]) == (None, [what])


def topic(world: World, name: str) -> Fields:
    """One topic of the last answer."""
    return next(one for one in row(world)["topics"] if one["topic"] == name)


@then(parsers.parse('the norm was "{before}" at the start and is "{after}" now'))
def then_and_now(world: World, before: str, after: str) -> None:
    assert (topic(world, "norm")["at_start"], topic(world, "norm")["now"]) == ([before], [after])


@then(parsers.parse('the norm was "{before}" at the start and is not known now'))
def then_and_not_known(world: World, before: str) -> None:
    assert (topic(world, "norm")["at_start"], topic(world, "norm")["now"]) == ([before], None)


@then(
    parsers.parse("the auditor vouches for that until {day}, and no other answer stands beside it")
)
def vouches_itself(world: World, day: str) -> None:
    found = row(world)
    assert (found["vouched_by"], topic(world, "norm")["vouched_by"]) == (["auditor"], ["auditor"])
    assert (found["vouched_until"], found["stable_vouched"]) == (day, None)


@then(
    parsers.parse(
        "the auditor vouches for that until {day}, and on that day the rules had stayed the same"
    )
)
def vouched_then(world: World, day: str) -> None:
    found = row(world)
    assert found["vouched_by"] == ["auditor"]
    assert (found["vouched_until"], found["stable_vouched"]) == (day, True)


@then("nobody vouches for that")
def vouched_by_nobody(world: World) -> None:
    found = row(world)
    names = ("vouched_by", "vouched_until", "stable_vouched")
    assert [found[name] for name in names] == [[], None, None]


@then(parsers.parse("the change was between {first} and {last} at the latest"))
def between(world: World, first: str, last: str) -> None:
    (change,) = topic(world, "norm")["changes"]
    assert (change["earliest"], change["latest"]) == (first, last)


@then(parsers.parse("the village has {count:d} changes of its own"))
def own_changes(world: World, count: int) -> None:
    own = [change for one in row(world)["topics"] for change in one["changes"]]
    assert (row(world)["changes"], len(own)) == (count, count)


@then(parsers.re(r"for a part of it the norm changed on (?P<told>.*?)(, for the batch)?$"))
def changed_for_part(world: World, told: str) -> None:
    found = [f"{one['on']} ({one['change']})" for one in row(world)["for_part_of_it"]]
    assert found == told.replace(" and ", ", ").split(", ")
    assert {one["relation"] for one in row(world)["for_part_of_it"]} <= {"within", "touches"}


@then(parsers.parse("what may touch it changed on {day}, for the {group}"))
def changed_perhaps(world: World, day: str, group: str) -> None:
    (one,) = row(world)["may_touch"]
    assert (one["on"], one["place"], one["relation"]) == (day, f"cohort/{group}", "maybe")


@then("nothing changed for a part of it")
def nothing_for_part(world: World) -> None:
    assert (row(world)["for_part_of_it"], row(world)["may_touch"]) == ([], [])


@then("each of its counts is that of its list")
def listed_counts(world: World) -> None:
    found = row(world)

    def listed(name: str) -> list[Fields]:
        return rows(world, "stability", "village", "--list", name, "--as-of", "2021-12-31")

    for name, stable in (("changed", False), ("unchanged", True), ("unknown", None)):
        topics = [one["topic"] for one in found["topics"] if one["stable"] is stable]
        assert [one["topic"] for one in listed(name)] == topics
    for name, field in (("exceptions", "exceptions"), ("parts", "for_part_of_it")):
        assert len(listed(name)) == len(found[field]) == 1
    assert listed("may-touch") == found["may_touch"] == []
    held = listed("in-force")
    acts = {one["identifier"] or one["rule"] for one in held if one["exception"] is None}
    assert (len(acts), len(held) - len(acts)) == (
        found["acts_in_force"],
        found["exceptions_in_force"],
    )


@then(parsers.parse("the first change is dated {day}"))
def dated(world: World, day: str) -> None:
    assert (row(world)["first_change"], row(world)["days_to_first_change"]) == (day, None)


@then(
    parsers.parse(
        "{count:d} change was made known after it took effect, the shortest notice being "
        "{days:d} days"
    )
)
def late(world: World, count: int, days: int) -> None:
    assert (row(world)["retroactive"], row(world)["min_notice_days"]) == (count, days)


@then(parsers.parse("{count:d} acts are in force for it"))
def acts(world: World, count: int) -> None:
    assert row(world)["acts_in_force"] == count


@then(parsers.parse('"{value}" is pending'))
def pending(world: World, value: str) -> None:
    assert [one["value"] for one in row(world)["pending"]] == [value]


@then(parsers.parse("{share:d} percent of the pairs are under different rules, {sets:d} in all"))
def apart(world: World, share: int, sets: int) -> None:
    assert row(world)["pairs_apart"] == pytest.approx(share / 100, abs=0.005)
    assert row(world)["regimes_on_record"] == sets


@then(parsers.parse("{changes:d} changes for a dwelling were made by {count:d} act"))
def by_acts(world: World, changes: int, count: int) -> None:
    assert (row(world)["changes"], row(world)["acts"]) == (changes, count)


@then(parsers.parse("the members were compared on {topics} and differ on {differing}"))
def compared_on(world: World, topics: str, differing: str) -> None:
    assert (row(world)["topics"], row(world)["differing"]) == (topics.split(", "), [differing])


@then(parsers.parse("the list has {one} and not {other}"))
def listed(world: World, one: str, other: str) -> None:
    values = world.remembered["values"]
    assert one in values
    assert other not in values


@then("rules-unchanged was yes at the start, is yes now and was not constant")
def met_again(world: World) -> None:
    (found,) = row(world)["conditions"]
    assert (found["at_start"], found["now"], found["constant"]) == ("yes", "yes", False)


@then(
    parsers.parse("its first break is on {day}, by the {actor}, to the disadvantage of residents")
)
def broken(world: World, day: str, actor: str) -> None:
    found = row(world)
    assert (found["first_break"]["on"], found["first_break"]["actor"]) == (day, actor)
    assert found["first_unfavourable"] == found["first_break"]
