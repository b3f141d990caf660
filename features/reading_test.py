"""The steps of the scenarios on how screens read."""

from __future__ import annotations

import csv
import shlex

from pytest_bdd import given, parsers, scenarios, then, when

from features.village import record
from features.world import World

scenarios("reading.feature")


def told(world: World) -> str:
    """The screen as it is read: words one after another, wherever a line ends."""
    return " ".join(world.output.split())


@given(parsers.parse('the ministry promised the {area} "{text}" by {due}'))
def promised_by(world: World, area: str, text: str, due: str) -> None:
    name = "-".join(text.lower().strip(".").split())
    who = {"kind": "promise.made", "by": "ministry", "to": "residents", "on": "2017-01-01"}
    record(world, who | {"promise": name, "place": {"area": area}, "text": text, "due": due})


@given(parsers.parse('the group "{name}" in the village'))
def group(world: World, name: str) -> None:
    slug = name.lower().replace(" ", "-")
    group = {"kind": "cohort.registered", "cohort": slug, "name": name, "criterion": "All."}
    world.remembered["group"] = {"cohort": slug}
    record(world, group | {"areas": ["village"], "on": "2017-01-01"})


@given(parsers.parse('the ministry leads for the village by the mandate "{mandate}"'))
def leads_village(world: World, mandate: str) -> None:
    lead(world, mandate, "strengthening", {"area": "village"})


@given(parsers.parse('the ministry leads for the group by the mandate "{mandate}"'))
def leads_group(world: World, mandate: str) -> None:
    lead(world, mandate, "damage", world.remembered["group"])


@given(parsers.parse("the ministry led for the village on the norm until {until}"))
def led(world: World, until: str) -> None:
    lead(world, "norm", "norm", {"area": "village"}, until=until)


def lead(world: World, mandate: str, topic: str, place: dict[str, str], **more: str) -> None:
    """Record who leads, by law."""
    granted = {
        "kind": "mandate.granted",
        "holder": "ministry",
        "power": "lead",
        "from": "2018-01-01",
    }
    what = {"mandate": mandate, "topic": topic, "place": place, "basis": "attribution"} | {
        "from": "2018-01-01"
    }
    record(world, granted | what | more | {"on": "2018-01-01"})


@when(parsers.parse('somebody runs "{command}"'))
def runs(world: World, command: str) -> None:
    world.gestand(*shlex.split(command))


@then(parsers.parse('the screen says "{text}"'))
def screen_says(world: World, text: str) -> None:
    assert text in told(world), world.output + world.message


def table(world: World) -> list[dict[str, str]]:
    """The rows of a table for a spreadsheet."""
    return list(csv.DictReader(world.output.splitlines()))


@then(parsers.parse("in the table of {count:d} rows every row is as of {day}"))
def all_as_of(world: World, count: int, day: str) -> None:
    assert [row["as_of"] for row in table(world)] == [day] * count


@then(parsers.parse('"{names}" are empty for the {area}'))
def empty_for(world: World, names: str, area: str) -> None:
    figures_are(world, names, "", area)


@then(parsers.parse('"{names}" are "{figure}" for the {area}'))
def figures_are(world: World, names: str, figure: str, area: str) -> None:
    (row,) = (row for row in table(world) if row["area"] == area)
    assert {row[name] for name in names.split(", ")} == {figure}


@then(parsers.parse('the columns of the table begin with "{names}"'))
def begins(world: World, names: str) -> None:
    assert world.output.startswith(names.replace(", ", ",") + ",")


@then(parsers.parse('the screen does not say "{text}"'))
def screen_says_no(world: World, text: str) -> None:
    assert text not in told(world), world.output


@then(parsers.parse('"{first}" stands before "{second}"'))
def in_order(world: World, first: str, second: str) -> None:
    assert told(world).index(first) < told(world).index(second), world.output
