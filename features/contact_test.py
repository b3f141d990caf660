"""The steps of the scenarios on contact with residents."""

from __future__ import annotations

from typing import Any

from pytest_bdd import given, parsers, scenarios, then, when

from features.village import HERE, record, row, rows
from features.world import World

scenarios("contact.feature")


@given(parsers.parse("the adviser vouches for all updates to the village from {on}"))
def vouched_updates(world: World, on: str) -> None:
    covers = {"kind": "coverage.declared", "coverage": "updates", "about": "update"}
    record(world, covers | {"place": HERE, "from": on, "by": "adviser", "on": "2026-11-01"})


def bring(world: World, kind: str, name: str, on: str, **more: Any) -> None:
    brought = {"kind": "input.received", "input": name, "type": kind, "from": "residents"}
    what = {"to": "ministry", "place": HERE, "text": f"A {name}.", "on": on}
    record(world, brought | what | more)


@given(parsers.parse('residents told the ministry their story "{name}" on {on}'))
def story_told(world: World, name: str, on: str) -> None:
    bring(world, "testimony", name, on)


@given(parsers.re(r'residents asked the ministry for "(?P<name>[\w-]+)" on (?P<on>[\d~-]+)'))
def wished(world: World, name: str, on: str) -> None:
    bring(world, "wish", name, on)


@given(
    parsers.re(
        r'residents asked the ministry for "(?P<name>[\w-]+)" on (?P<on>[\d-]+), as they had for '
        r'"(?P<before>[\w-]+)"'
    )
)
def wished_again(world: World, name: str, on: str, before: str) -> None:
    bring(world, "wish", name, on, repeats=before)


@given(parsers.parse('the ministry acknowledged "{name}" on {on}'))
def acknowledged(world: World, name: str, on: str) -> None:
    record(world, {"kind": "input.acknowledged", "input": name, "by": "ministry", "on": on})


@given(parsers.parse('the ministry answered "{name}" on {on}: {outcome}'))
def answered(world: World, name: str, on: str, outcome: str) -> None:
    answer = {"kind": "input.answered", "input": name, "by": "ministry", "on": on}
    record(world, answer | {"outcome": outcome})


@when(parsers.parse("somebody asks for contact with the village as of {day}"))
def asks_contact(world: World, day: str) -> None:
    rows(world, "contact", "village", "--as-of", day)


@when("somebody reads the screen of contact with the village")
def reads_contact(world: World) -> None:
    world.gestand("contact", "village", "--as-of", "2020-12-31")


@then(parsers.parse('the screen says "{text}"'))
def screen_says(world: World, text: str) -> None:
    assert text in " ".join(world.output.split()), world.output + world.message


@then(
    parsers.parse(
        "the last silence is {days:d} days, and the longest before it {longest:d} days from {since}"
    )
)
def silences(world: World, days: int, longest: int, since: str) -> None:
    names = ("silent_days", "longest_silence_days", "longest_silence_from")
    assert [row(world)[name] for name in names] == [days, longest, since]


@then(parsers.parse("the last silence is {days:d} days, and of those before it nothing is known"))
def last_silence(world: World, days: int) -> None:
    assert (row(world)["silent_days"], row(world)["longest_silence_days"]) == (days, None)


@then(parsers.parse("{count:d} updates are counted, the last of {day}"))
def updates(world: World, count: int, day: str) -> None:
    assert (row(world)["updates"], row(world)["last_update"]) == (count, day)
