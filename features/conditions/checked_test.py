"""The steps of the scenarios on checks: of conditions, silence, promises and messages."""

from __future__ import annotations

from pytest_bdd import given, scenarios, then, when

from features.conditions.conftest import SET, attest, promise, slug, update
from features.village import record
from features.world import World

scenarios("conditions_checked.feature")


@given(SET('the ministry promised the {area} "{text}" about {topic} by {due}'))
@when(SET('the ministry promised the {area} "{text}" about {topic} by {due}'))
def promised_about(world: World, area: str, text: str, topic: str, due: str) -> None:
    promise(world, area, text, due, topic=topic)


@given(SET('the council promised on {day} "{text}" against "{other}"'))
def promised_against(world: World, day: str, text: str, other: str) -> None:
    against = {"to": f"promise/{slug(other)}", "as": "contradicts"}
    promise(world, "village", text, "2030", by="council", on=day, relates=[against])


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


@then(SET("there are {count:d} findings"))
@then(SET("there is {count:d} finding"))
def findings(world: World, count: int) -> None:
    assert f"Findings: {count} " in " ".join(world.output.split()), world.output


@then("nothing is printed")
def silent(world: World) -> None:
    assert world.output == ""
