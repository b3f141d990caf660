"""The steps of the scenarios on conditions for participation, yardsticks and their checks."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from pytest_bdd import given, parsers, scenarios, then, when

from domain.vocabulary import CONDITIONS
from features.village import record
from features.world import World, founding

scenarios("conditions.feature")

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


@given("the ledger did not hear the promisors")
def open_burden(world: World) -> None:
    world.gestand("log", "--kind", "ledger.declared", "--format", "json")
    (declared,) = json.loads(world.output)["rows"]
    world.gestand("correct", declared["id"], "burden=open", "--reason", "nobody heard them")
    assert world.exit_code == 0, world.message


def vouch(world: World, name: str, about: list[str], day: str, **more: str) -> None:
    told = {"kind": "coverage.declared", "coverage": name, "about": about, "from": day} | more
    record(world, told | {"place": {"area": "village"}, "by": "auditor", "on": "2026-11-01"})


@given(SET("the auditor vouches for all promises, updates and input of the village from {day}"))
def vouched(world: World, day: str) -> None:
    vouch(world, "all", ["promise", "update", "input"], day)


@given(SET("the auditor vouches for all updates to the village from {day:S}"))
@when(SET("the auditor vouches for all updates to the village from {day:S}"))
def vouched_updates(world: World, day: str) -> None:
    vouch(world, "updates", ["update"], day)


@given(SET("the auditor vouches for all updates to the village from {day:S} until {last:S}"))
def vouched_until(world: World, day: str, last: str) -> None:
    vouch(world, "updates", ["update"], day, until=last)


@when(SET("the auditor vouches for these updates until {last} too"))
def extended(world: World, last: str) -> None:
    told = {"kind": "coverage.extended", "coverage": "updates", "by": "auditor", "until": last}
    record(world, told | {"on": "2026-11-02"})


@given(SET("the auditor declared a yardstick for the {area} from {start} that asks {key:S}"))
def declared(world: World, area: str, start: str, key: str) -> None:
    declare(world, f"of-{area}", area, start, key)


@given(
    SET("the auditor declared a yardstick for the {area} from {start} that asks {key} of {topic}")
)
def declared_powers(world: World, area: str, start: str, key: str, topic: str) -> None:
    declare(world, f"of-{area}", area, start, key, powers=[{"power": "lead", "topic": topic}])


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


@given(SET("the council amended the topics of the yardstick on {day} to {topic}"))
def amended_topics(world: World, day: str, topic: str) -> None:
    told = {"kind": "charter.amended", "charter": "of-village", "by": "council", "on": day}
    record(world, told | {"topics": [topic], "agreed_by": "residents"})


@given(SET("the auditor gave the yardstick up on {day}"))
def given_up(world: World, day: str) -> None:
    record(world, {"kind": "charter.ended", "charter": "of-village", "on": day})


@given(SET('the ministry promised the {area} "{text}" by {due}'))
def promised(world: World, area: str, text: str, due: str) -> None:
    promise(world, area, text, due)


@given(SET('the ministry promised the {area} "{text}" about {topic} by {due}'))
@when(SET('the ministry promised the {area} "{text}" about {topic} by {due}'))
def promised_about(world: World, area: str, text: str, topic: str, due: str) -> None:
    promise(world, area, text, due, topic=topic)


@given(SET('the council promised on {day} "{text}" against "{other}"'))
def promised_against(world: World, day: str, text: str, other: str) -> None:
    against = {"to": f"promise/{slug(other)}", "as": "contradicts"}
    promise(world, "village", text, "2030", by="council", on=day, relates=[against])


def promise(world: World, area: str, text: str, due: str, **more: Any) -> None:
    who = {"by": "ministry", "to": "residents", "place": {"area": area}, "on": "2017-06-01"}
    told = {"kind": "promise.made", "promise": slug(text), "text": text, "due": due}
    record(world, told | who | more)
    world.gestand("log", "--kind", "promise.made", "--format", "json")
    rows = json.loads(world.output)["rows"]
    world.remembered[text] = next(
        row["position"] for row in rows if row["stream"] == f"promise/{slug(text)}"
    )


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


@given(SET('the house "{house}" in the street, and the group "{group}" with that house in it'))
def house_and_group(world: World, house: str, group: str) -> None:
    opened = {"kind": "case.opened", "case": house, "area": "street", "level": "dwelling"}
    record(
        world,
        {"kind": "cohort.registered", "cohort": group, "name": "The batch", "on": "2017-01-01"},
        opened | {"title": "The house", "on": "2017-01-02"},
        {"kind": "cohort.joined", "cohort": group, "case": house, "on": "2017-01-03"},
    )


@given(SET('the ministry promised the {kind} "{place}" "{text}" by {due}'))
def promised_at(world: World, kind: str, place: str, text: str, due: str) -> None:
    who = {"by": "ministry", "to": "residents", "place": {kind: place}, "on": "2017-06-01"}
    record(world, {"kind": "promise.made", "promise": slug(text), "text": text, "due": due} | who)


@given(SET('the auditor found on {day} that "{text}" was {outcome}'))
def found(world: World, day: str, text: str, outcome: str) -> None:
    told = {"kind": "promise.assessed", "promise": slug(text), "outcome": outcome, "by": "auditor"}
    record(world, told | {"basis": "independent", "on": day})


def update(world: World, day: str, **more: Any) -> None:
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


@given(SET('the ministry told the village on {day} "{text}"'))
def told_by_ministry(world: World, day: str, text: str) -> None:
    update(world, day, text=text, id=slug(text))
    world.remembered["said"] = slug(text)


@given(SET('the council told the village on {day} "{text}", against that'))
def told_by_council(world: World, day: str, text: str) -> None:
    against = {"to": world.remembered["said"], "as": "contradicts"}
    update(world, day, text=text, by="council", relates=[against])


@given(SET('residents brought forward on {day} "{text}", against that'))
def brought_forward(world: World, day: str, text: str) -> None:
    told = {"kind": "input.received", "input": slug(text), "type": "testimony", "text": text}
    place = {"place": {"area": "village"}, "from": "residents", "on": day}
    against = {"to": f"update/{world.remembered['said']}", "as": "contradicts"}
    record(world, told | place | {"relates": [against]})


@given(SET("residents attested on {day} for the village that {key} is not met, against that"))
def attested_against(world: World, day: str, key: str) -> None:
    against = {"to": f"update/{world.remembered['said']}", "as": "contradicts"}
    attest(world, "residents", day, "village", key, "no", id="not-certain", relates=[against])


@given(SET('{who} asked the ministry on {day} for "{text}"'))
def asked_for(world: World, who: str, day: str, text: str) -> None:
    told = {"kind": "input.received", "input": slug(text), "type": "wish", "text": text}
    place = {"place": {"area": "village"}, "from": who.removeprefix("the "), "to": "ministry"}
    record(world, told | place | {"on": day})


@given(SET('the ministry answered "{text}" on {day}'))
def answered(world: World, text: str, day: str) -> None:
    told = {"kind": "input.answered", "input": slug(text), "by": "ministry", "on": day}
    record(world, told | {"outcome": "adopted"})


def attest(world: World, who: str, day: str, area: str, key: str, met: str, **more: Any) -> None:
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


@given(
    SET(
        "residents attested on {day} for the village that {key} is met: {met}, published on "
        "{published}"
    )
)
def attested_late(world: World, day: str, key: str, met: str, published: str) -> None:
    attest(world, "residents", day, "village", key, met, published=published)


@given(SET("the {who} published on {day} that {value} houses of the village are safe in {period}"))
def published(world: World, who: str, day: str, value: str, period: str) -> None:
    what = {"indicator": "safe houses", "value": value, "unit": "houses", "period": period}
    told = {"kind": "figure.published", "by": who, "on": day, "place": {"area": "village"}}
    record(world, told | what)


@given("somebody remembers how many records there are")
def remembers(world: World) -> None:
    world.gestand("log", "--format", "json")
    world.remembered["size"] = str(json.loads(world.output)["known_size"])


# -- questions -----------------------------------------------------------------------------------


def ask(world: World, *options: str, place: str = "village") -> None:
    world.gestand("conditions", place, "--format", "json", *options)
    assert world.exit_code == 0, world.message
    rows = json.loads(world.output)["rows"]
    world.remembered |= {"rows": rows, "row": rows[0]}


@when(SET("somebody asks for the conditions of the village as of {day:S}"))
def asks(world: World, day: str) -> None:
    ask(world, "--as-of", day)


@when(SET('somebody asks for the conditions of "{place}" as of {day}'))
def asks_place(world: World, place: str, day: str) -> None:
    ask(world, "--as-of", day, place=place)


@when(SET("somebody asks for the conditions of the village as of {day} as known then"))
def asks_before(world: World, day: str) -> None:
    ask(world, "--as-of", day, "--known-at", world.remembered["size"])


@when(SET("somebody asks for the conditions of the village every year from {first} to {last}"))
def asks_yearly(world: World, first: str, last: str) -> None:
    ask(world, "--from", first, "--to", last, "--every", "year")


@when(SET("somebody reads the screen of the conditions of the village as of {day}"))
def reads(world: World, day: str) -> None:
    world.gestand("conditions", "village", "--as-of", day)
    assert world.exit_code == 0, world.message


@when(SET("somebody reads the explained screen of the conditions of the village as of {day}"))
def reads_explained(world: World, day: str) -> None:
    world.gestand("conditions", "village", "--as-of", day, "--explain")
    assert world.exit_code == 0, world.message


@when("somebody reads the screen of charters")
def reads_charters(world: World) -> None:
    world.gestand("charters")
    assert world.exit_code == 0, world.message


@when(SET("somebody declares the default yardstick for the village by residents from {start}"))
def declares(world: World, start: str) -> None:
    path = world.folder / "yardstick.yaml"
    options = ("--by", "residents", "--start", start, "-o", str(path))
    world.gestand("charter", "declare", "--default", "village", *options)
    assert world.exit_code == 0, world.message
    world.remembered["path"] = path


@when(SET('somebody runs the check "{name}" as of {day}'))
def checks(world: World, name: str, day: str) -> None:
    world.gestand("check", name, "--as-of", day)


# -- answers -------------------------------------------------------------------------------------


def condition(world: World, key: str) -> Fields:
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


@then(SET("{key} was {start} at the start, and is {now} now"))
def start_and_now(world: World, key: str, start: str, now: str) -> None:
    one = condition(world, key)
    assert (one["at_start"], one["now"]) == (start, now)


@then(SET("{key} misses {kind}"))
def misses(world: World, key: str, kind: str) -> None:
    assert kind in condition(world, key)["missing"]


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


@then(SET("{key} was last met on {day}"))
def last_met(world: World, key: str, day: str) -> None:
    assert condition(world, key)["first_break"]["met_until"] == day


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


@then("the file says what each condition asks")
def commented(world: World) -> None:
    text = world.remembered["path"].read_text()
    assert "# The last update to residents is at most `days` days old" in text
    assert "# The ledger cannot judge this" in text


@then(SET("it can be imported, and asks {count:d} conditions by their parameters"))
def importable(world: World, count: int) -> None:
    world.gestand("import", str(world.remembered["path"]))
    assert world.exit_code == 0, world.message
    ask(world, "--as-of", "2018-12-31")
    conditions = world.remembered["row"]["conditions"]
    assert len(conditions) == count
    given_ = {one["key"]: one["parameters"] for one in conditions if not one["attested"]}
    assert given_ == {key: CONDITIONS[key] for key in given_}
    assert set(CONDITIONS) <= {one["key"] for one in conditions}


@then("the screen of all yardsticks names it")
def listed(world: World) -> None:
    for command in ("charters", "conditions"):
        world.gestand(command)
        assert "advice-of-2021-village" in world.output


@then(SET("the yardstick of the {whose} is laid on the {area} and comes out {verdict}"))
def laid(world: World, whose: str, area: str, verdict: str) -> None:
    (row,) = (one for one in world.remembered["rows"] if one["charter"] == f"of-{whose}")
    assert (row["area"], row["verdict"]) == (area, verdict)


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


@then(SET("there are {count:d} findings"))
@then(SET("there is {count:d} finding"))
def findings(world: World, count: int) -> None:
    assert f"Findings: {count} " in " ".join(world.output.split()), world.output


@then(SET('the screen says "{text}"'))
def screen_says(world: World, text: str) -> None:
    assert text in " ".join(world.output.split())


@then(SET("no line of the screen is longer than {width:d} characters"))
def narrow(world: World, width: int) -> None:
    assert max(len(line) for line in world.output.splitlines()) <= width


@then("nothing is printed")
def silent(world: World) -> None:
    assert world.output == ""


@then(SET('the first line says "{text}"'))
def first_line(world: World, text: str) -> None:
    """The answer, up to the title."""
    answer, *_ = world.output.split("\n\n")
    assert text in answer.replace("\n", " ")
