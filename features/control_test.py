"""The steps of the scenarios on control."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from features.village import record
from features.world import World

scenarios("control.feature")

Fields = dict[str, Any]

PARTIES = {
    "company": "company", "centre": "other", "coordinator": "executive-body", "officer": "other",
    "municipality": "municipality", "council": "municipality", "auditor": "expert-body",
    "ministry": "ministry", "old-ministry": "ministry",
}  # fmt: skip
OFFICES = ("minister", "department")
AREAS = (("region", None), ("municipality", "region"), ("village", "municipality"))
CHECKS = ("no-gap", "no-overlap", "same-lead", "legal-basis", "duties")


def slug(name: str) -> str:
    """A body by the name that it has in the ledger."""
    return name.removeprefix("the ").replace(" ", "-")


def mandate(world: World, name: str, holder: str, power: str, **fields: Any) -> None:
    """Record a mandate and remember its record."""
    given = {"kind": "mandate.granted", "mandate": name, "holder": holder, "power": power}
    usual = {"place": {"area": "village"}, "basis": "attribution", "id": f"record-of-{name}"}
    told = usual | {key.rstrip("_"): value for key, value in fields.items()}
    record(world, given | told | {"on": fields.get("on", fields["from_"])})
    world.remembered["mandate"] = name


@given("a village in a municipality in a region, with bodies that may have control over it")
def land(world: World) -> None:
    world.gestand("init")
    parties: list[Fields] = [{"party": party, "type": kind} for party, kind in PARTIES.items()]
    parties += [{"party": one, "type": "other", "part_of": "ministry"} for one in OFFICES]
    groups: list[Fields] = [
        {"cohort": name, "name": name, "areas": ["region"], "criterion": f"made as {name}"}
        for name in ("old-claims", "new-claims")
    ]
    record(
        world,
        *(
            {"kind": "party.registered", "on": "2000", "name": one["party"].capitalize()} | one
            for one in parties
        ),
        *(
            {"kind": "area.registered", "on": "2000", "area": area, "name": f"The {area}"}
            | {"type": area}
            | ({"within": within} if within else {})
            for area, within in AREAS
        ),
        *({"kind": "cohort.registered", "on": "2000"} | one for one in groups),
    )


# -- mandates -------------------------------------------------------------------------------------

HAS = "the {holder} has the power to {power} in the {area} "


@given(
    parsers.re(
        HAS.format(holder="(?P<holder>.+)", power=r"(?P<power>\w+)", area=r"(?P<area>\w+)")
        + r"since (?P<start>\S+) by (?P<basis>attribution|agreement)"
    )
)
@given(
    parsers.re(
        r"the (?P<holder>\w+) had the power to (?P<power>\w+) in the (?P<area>\w+) "
        r"since (?P<start>\S+) by (?P<basis>attribution|agreement)"
    )
)
def holds(world: World, holder: str, power: str, area: str, start: str, basis: str) -> None:
    who = slug(holder)
    place = {"area": area}
    mandate(world, f"{who}-{power}", who, power, place=place, from_=start, basis=basis)


@given(
    parsers.re(
        r"the (?P<holder>[\w-]+) (?:has|had) the power to (?P<power>\w+) in the "
        r"(?P<area>\w+) from (?P<start>\S+) to (?P<end>\S+)"
    )
)
def held(world: World, holder: str, power: str, area: str, start: str, end: str) -> None:
    place = {"area": area}
    mandate(world, f"{holder}-{power}", holder, power, place=place, from_=start, until=end)


@given(
    parsers.re(
        r"the (?P<holder>\w+) has the power to (?P<power>\w+) in the (?P<area>\w+) "
        r"since (?P<start>\S+) by mandate of the (?P<granter>\w+)"
    )
)
def mandated(world: World, holder: str, power: str, area: str, start: str, granter: str) -> None:
    granted = {"basis": "mandate", "granted_by": granter, "place": {"area": area}}
    mandate(world, f"{holder}-{power}", holder, power, from_=start, **granted)


@given(
    parsers.re(
        r"the (?P<holder>\w+) has the power to (?P<power>\w+) on (?P<topic>[\w-]+) in the "
        r"(?P<area>village|region) (?:since|from) (?P<start>\S+)(?: to (?P<end>\S+))?"
    )
)
def on_topic(
    world: World, holder: str, power: str, topic: str, area: str, start: str, end: str | None
) -> None:
    until = {"until": end} if end else {}
    where = {"place": {"area": area}, "topic": topic}
    mandate(world, f"{holder}-{power}-{topic}", holder, power, from_=start, **where, **until)


@given(
    parsers.parse(
        "the coordinator was part of the ministry since {first} and of the old ministry since "
        "{second}"
    )
)
def came_under(world: World, first: str, second: str) -> None:
    change = {"kind": "party.changed", "party": "coordinator", "what": "It moved."}
    record(
        world,
        change | {"part_of": "ministry", "on": first},
        change | {"part_of": "old-ministry", "on": second},
    )


@given(
    parsers.parse(
        "the minister has the power to lead in the region but not the village since {start}"
    )
)
def excepting(world: World, start: str) -> None:
    where = {"place": {"area": "region"}, "except_areas": ["village"]}
    mandate(world, "minister-lead", "minister", "lead", from_=start, **where)


@given(
    parsers.parse(
        "the council and the company together have the power to lead in the village since {start}"
    )
)
def together(world: World, start: str) -> None:
    joint = {"joint_with": ["company"], "basis": "agreement"}
    mandate(world, "together", "council", "lead", from_=start, **joint)


@given(
    parsers.parse("the {holder} leads for the group of {group} claims in the region since {start}")
)
def for_group(world: World, holder: str, group: str, start: str) -> None:
    place = {"cohort": f"{group}-claims"}
    mandate(world, f"{group}-claims", holder, "lead", place=place, from_=start)


@given(parsers.parse("the village joined the group {group} on {day}"))
def joined(world: World, group: str, day: str) -> None:
    record(world, {"kind": "cohort.joined", "cohort": group, "area": "village", "on": day})


@given(
    parsers.parse(
        "the company decided in fact in the village since {start}, according to the {word}"
    )
)
def in_fact(world: World, start: str, word: str) -> None:
    claim = {"basis": "factual", "according_to": word}
    mandate(world, "company-in-fact", "company", "decide", from_=start, **claim)


@given(parsers.parse("that power of the minister ended in the {area} on {day}"))
def ended(world: World, area: str, day: str) -> None:
    end = {"kind": "mandate.ended", "mandate": world.remembered["mandate"], "effective": day}
    record(world, end | {"place": {"area": area}, "on": day})


@given(parsers.parse("a decree of {day} moved that power to the ministry with effect from {start}"))
def decree(world: World, day: str, start: str) -> None:
    dated = {"on": day, "published": day}
    end = {"kind": "mandate.ended", "mandate": world.remembered["mandate"], "effective": start}
    # What was there before was public at the time.
    world.gestand("correct", "record-of-old-ministry-lead", "published=2015-01-01", "--reason", "x")
    assert world.exit_code == 0, world.message
    record(world, end | dated)
    mandate(
        world, "ministry-lead", "ministry", "lead", place={"area": "region"}, from_=start, **dated
    )


@given("somebody took note of the size of the ledger")
def noted(world: World) -> None:
    world.gestand("control", "--format", "json")
    world.remembered["size"] = json.loads(world.output)["checkpoint"]["size"]


@given("the record of that power was retracted")
def retracted(world: World) -> None:
    name = f"record-of-{world.remembered['mandate']}"
    record(world, {"kind": "record.retracted", "record": name, "reason": "another region"})


@given(
    parsers.parse('the officer contests that: "{reason}", and that the holder is {other} instead')
)
def contests(world: World, reason: str, other: str) -> None:
    name = f"record-of-{world.remembered['mandate']}"
    told = {"kind": "record.disputed", "record": name, "by": "officer", "reason": reason}
    record(world, told | {"instead": {"holder": other}})


@given(parsers.re(r"the (?P<heirs>.+) completely succeeded the municipality on (?P<day>\S+)"))
def succeeded(world: World, heirs: str, day: str) -> None:
    by = heirs.split(" and the ")
    end = {"kind": "party.succeeded", "party": "municipality", "by": by, "complete": True}
    record(world, end | {"on": day})


@given(parsers.parse("the auditor vouches for all mandates in the region from {day}"))
def vouched(world: World, day: str) -> None:
    what = {"kind": "coverage.declared", "coverage": "mandates", "about": "mandate", "from": day}
    record(world, what | {"place": {"area": "region"}, "by": "auditor", "on": "2026-11-01"})


@given(parsers.parse('the {holder} has the duty "{text}" in the village since {start}'))
def duty(world: World, holder: str, text: str, start: str) -> None:
    told = {"kind": "duty.assigned", "duty": f"{holder}-duty", "holder": holder, "act_text": text}
    record(world, told | {"place": {"area": "village"}, "from": start, "on": start})


@given("the ministry took 6 decisions, the council 3 and the company 1 in the village in 2018")
def decided(world: World) -> None:
    takers = ["ministry"] * 6 + ["council"] * 3 + ["company"]
    record(
        world,
        *(
            {"kind": "decision.taken", "decision": f"d{number}", "by": [body], "text": "It is so."}
            | {"place": {"area": "village"}, "process": False, "on": f"2018-03-{number + 1:02}"}
            for number, body in enumerate(takers)
        ),
    )


# -- questions ------------------------------------------------------------------------------------


def ask(world: World, *question: str) -> None:
    """Ask for data and remember the rows."""
    world.gestand(*question, "--format", "json")
    assert world.exit_code == 0, world.message
    world.remembered |= {"rows": json.loads(world.output)["rows"], "question": question}


@when(parsers.parse("somebody asks who has control in the {place} as of {day}"))
def asks(world: World, place: str, day: str) -> None:
    ask(world, "control", place, "--as-of", day)


@when(parsers.parse("somebody asks the same as was public on {day}"))
def asks_public(world: World, day: str) -> None:
    ask(world, *world.remembered["question"], "--public-at", day)


@when("somebody asks the same as known at that size")
def asks_known(world: World) -> None:
    ask(world, *world.remembered["question"], "--known-at", str(world.remembered["size"]))


@when(
    parsers.parse("somebody asks who has control in the {place} as of {day}, with an explanation")
)
def asks_why(world: World, place: str, day: str) -> None:
    world.gestand("control", place, "--as-of", day, "--explain")


@when(parsers.parse("somebody reads the screen of control in the {place} as of {day}"))
def reads(world: World, place: str, day: str) -> None:
    world.gestand("control", place, "--as-of", day)
    assert world.exit_code == 0, world.message


WINDOW = "had the power to {power} in the village from {start} to {end}"


@when(parsers.parse("somebody asks who " + WINDOW))
def asks_window(world: World, power: str, start: str, end: str) -> None:
    ask(world, "control", "village", "--power", power, "--from", start, "--to", end)


@when(parsers.parse("somebody reads who " + WINDOW))
def reads_window(world: World, power: str, start: str, end: str) -> None:
    world.gestand("control", "village", "--power", power, "--from", start, "--to", end)


@when(parsers.parse("somebody asks who led in the village from {start} to {end}, year by year"))
def asks_series(world: World, start: str, end: str) -> None:
    stretch = ("--from", start, "--to", end, "--every", "year")
    ask(world, "control", "village", "--power", "lead", *stretch)


@when(parsers.parse("somebody asks for duties in the village as of {day}"))
def asks_duties(world: World, day: str) -> None:
    ask(world, "control", "village", "--duties", "--as-of", day)


@when(parsers.parse("somebody asks who decided how much in the village as of {day}"))
def asks_decisions(world: World, day: str) -> None:
    ask(world, "control", "village", "--decisions", "--as-of", day)


@when(parsers.parse("somebody reads who decided how much in the village as of {day}"))
def reads_decisions(world: World, day: str) -> None:
    world.gestand("control", "village", "--decisions", "--as-of", day)


@when(parsers.parse("somebody runs the check {name} as of {day}"))
def checks(world: World, name: str, day: str) -> None:
    world.gestand("check", name, "--as-of", day)


@when(parsers.parse("somebody runs all checks on control as of {day}"))
def checks_all(world: World, day: str) -> None:
    world.gestand("check", *CHECKS, "--as-of", day)


@when(parsers.parse("somebody shows {stream}"))
def shows(world: World, stream: str) -> None:
    world.gestand("show", stream)


@when(parsers.parse('somebody asks for control with "{options}"'))
def asks_wrongly(world: World, options: str) -> None:
    world.gestand("control", *options.split())


# -- answers --------------------------------------------------------------------------------------


def cell(world: World, power: str, topic: str | None = None, group: str | None = None) -> Fields:
    """The only row for a part of a power."""
    wanted = {"power": power, "topic": topic, "cohort": group}
    rows: list[Fields] = world.remembered["rows"]
    (found,) = (one for one in rows if all(one[name] == value for name, value in wanted.items()))
    world.remembered["cell"] = found
    return found


def agrees(found: Fields, state: str, holders: str) -> None:
    """So many hold a power, namely these."""
    assert found["state"] == state
    assert sorted({one["holder"] for one in found["holders"]}) == holders.split(", ")


@then(
    parsers.re(
        r"(?P<state>one|several|joint) ha(?:s|ve) the power to (?P<power>\w+)"
        r"(?: on (?P<topic>\w+))?: (?P<holders>.+)"
    )
)
def in_control(world: World, state: str, power: str, topic: str | None, holders: str) -> None:
    agrees(cell(world, power, topic), state, holders)


@then(parsers.parse("for the group {group} one has the power to lead: {holders}"))
def in_control_of_group(world: World, group: str, holders: str) -> None:
    agrees(cell(world, "lead", group=group), "one", holders)


@then(parsers.parse("before that it was with {holder} until {until}"))
def before(world: World, holder: str, until: str) -> None:
    assert cell(world, "lead")["before"] == {"holders": [holder], "possible": [], "until": until}


@then(parsers.parse("the group {group} lies to the place as {relation}"))
def group_lies(world: World, group: str, relation: str) -> None:
    assert cell(world, "lead", group=group)["relation"] == relation


@then(parsers.parse("the group {group} is not told apart"))
def group_not_apart(world: World, group: str) -> None:
    assert all(row["cohort"] != group for row in json.loads(world.output)["rows"])


@then(parsers.parse("it is unknown who has the power to {power}: {doubt}"))
def unknown(world: World, power: str, doubt: str) -> None:
    found = cell(world, power)
    assert (found["state"], found["doubt"]) == ("unknown", doubt)


@then(parsers.parse("nobody has the power to lead, since {day}"))
def nobody(world: World, day: str) -> None:
    found = cell(world, "lead")
    assert (found["state"], found["holders"], found["since"]) == ("none", [], day)


@then("they count as the ministry")
def as_ministry(world: World) -> None:
    assert {one["body"] for one in world.remembered["cell"]["holders"]} == {"ministry"}


@then("that is contested")
def contested(world: World) -> None:
    assert world.remembered["cell"]["contested"] is True


@then(parsers.parse("it is held since {day}"))
def since(world: World, day: str) -> None:
    assert [one["since"] for one in world.remembered["cell"]["holders"]] == [day]


@then(parsers.parse("the answer points to {place}, which has mandates of its own"))
def narrower(world: World, place: str) -> None:
    assert world.remembered["cell"]["narrower"] == [place]


@then(parsers.parse("for the {holder} the {answerable} answers, {hops:d} steps away"))
def answers(world: World, holder: str, answerable: str, hops: int) -> None:
    found = cell(world, "lead")["holders"]
    (one,) = (one for one in found if one["holder"] == holder)
    assert (one["answerable"], one["hops"]) == (answerable, hops)


@then(
    parsers.parse(
        "of {days:d} days {clear:d} were clear, {gap:d} with nobody, {overlap:d} with several and "
        "{unknown:d} unknown"
    )
)
def counted(world: World, days: int, clear: int, gap: int, overlap: int, unknown: int) -> None:
    (row,) = world.remembered["rows"]
    names = ("days", "clear_days", "gap_days", "overlap_days", "unknown_days")
    assert [row[name] for name in names] == [days, clear, gap, overlap, unknown]


@then(
    parsers.parse("the clarity is {clarity:f}, with {handovers:d} handover and {parties:d} parties")
)
def clarity(world: World, clarity: float, handovers: int, parties: int) -> None:
    (row,) = world.remembered["rows"]
    assert row["clarity"] == pytest.approx(clarity, abs=1e-6)
    assert (row["handovers"], row["parties"]) == (handovers, parties)


@then("the timeline reads")
def timeline(world: World, datatable: list[list[str]]) -> None:
    (row,) = world.remembered["rows"]
    names, *lines = datatable
    told = [one | {"holders": ", ".join(one["holders"])} for one in row["timeline"]]
    assert [[one[name] for name in names] for one in told] == lines


@then(parsers.parse("there was {count:d} handover and the days without anybody known are {days:d}"))
def handed(world: World, count: int, days: int) -> None:
    (row,) = world.remembered["rows"]
    assert (row["handovers"], row["gap_days"] + row["unknown_days"]) == (count, days)


@then(parsers.parse("the years read {states}"))
def years(world: World, states: str) -> None:
    assert [one["state"] for one in world.remembered["rows"]] == states.split(", ")


@then(parsers.parse("of the days with several there were {days}"))
def years_with_several(world: World, days: str) -> None:
    found = [one["overlap_days"] for one in world.remembered["rows"]]
    assert found == [int(one) for one in days.split(", ")]


@then(parsers.parse('the duty "{act}" is {state}, and the power "{other}" is {other_state}'))
def matched(world: World, act: str, state: str, other: str, other_state: str) -> None:
    found = {one["act"]: one["state"] for one in world.remembered["rows"]}
    assert found == {act: state, other: other_state}


@then(
    parsers.parse(
        "of {count:d} decisions the sum of squared shares is {hhi:f}, as of {number:f} bodies"
    )
)
def concentrated(world: World, count: int, hhi: float, number: float) -> None:
    (row,) = world.remembered["rows"]
    assert row["decisions"] == count
    assert (row["hhi"], row["effective_number"]) == pytest.approx((hhi, number), abs=1e-6)


@then(parsers.parse('the screen says "{text}"'))
def says(world: World, text: str) -> None:
    assert text in " ".join(world.output.split())


@then("the screen has the lines")
def lines(world: World, datatable: list[list[str]]) -> None:
    told = " ".join(world.output.split())
    for line in datatable[1:]:
        assert " ".join(" ".join(line).split()) in told


@then(parsers.parse('the screen does not say "{text}"'))
def says_not(world: World, text: str) -> None:
    assert text not in " ".join(world.output.split())


@then("nothing is printed")
def silent(world: World) -> None:
    assert (world.output, world.message) == ("", "")
