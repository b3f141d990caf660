"""The steps of the scenarios on yardsticks: whose, since when, and for where."""

from __future__ import annotations

from pytest_bdd import given, scenarios, then, when

from domain.vocabulary import CONDITIONS
from features.conditions.conftest import SET, ask, slug
from features.village import record
from features.world import World

scenarios("conditions_yardstick.feature")


@given(SET("the council amended the topics of the yardstick on {day} to {topic}"))
def amended_topics(world: World, day: str, topic: str) -> None:
    told = {"kind": "charter.amended", "charter": "of-village", "by": "council", "on": day}
    record(world, told | {"topics": [topic], "agreed_by": "residents"})


@given(SET("the auditor gave the yardstick up on {day}"))
def given_up(world: World, day: str) -> None:
    record(world, {"kind": "charter.ended", "charter": "of-village", "on": day})


@given(SET('the ministry promised the {kind} "{place}" "{text}" by {due}'))
def promised_at(world: World, kind: str, place: str, text: str, due: str) -> None:
    who = {"by": "ministry", "to": "residents", "place": {kind: place}, "on": "2017-06-01"}
    record(world, {"kind": "promise.made", "promise": slug(text), "text": text, "due": due} | who)


@when(SET('somebody asks for the conditions of "{place}" as of {day}'))
def asks_place(world: World, place: str, day: str) -> None:
    ask(world, "--as-of", day, place=place)


@when(SET("somebody declares the default yardstick for the village by residents from {start}"))
def declares(world: World, start: str) -> None:
    path = world.folder / "yardstick.yaml"
    options = ("--by", "residents", "--start", start, "-o", str(path))
    world.gestand("charter", "declare", "--default", "village", *options)
    assert world.exit_code == 0, world.message
    world.remembered["path"] = path


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
