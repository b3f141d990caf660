"""The steps of the scenarios on how screens read."""

from __future__ import annotations

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


@when(parsers.parse('somebody runs "{command}"'))
def runs(world: World, command: str) -> None:
    world.gestand(*shlex.split(command))


@then(parsers.parse('the screen says "{text}"'))
def screen_says(world: World, text: str) -> None:
    assert text in told(world), world.output + world.message


@then(parsers.parse('the screen does not say "{text}"'))
def screen_says_no(world: World, text: str) -> None:
    assert text not in told(world), world.output


@then(parsers.parse('"{first}" stands before "{second}"'))
def in_order(world: World, first: str, second: str) -> None:
    assert told(world).index(first) < told(world).index(second), world.output
