"""The steps of the scenarios on series as bars and lanes."""

from __future__ import annotations

import json
import re
import shlex
from collections import Counter
from pathlib import Path
from typing import Any

from pytest_bdd import given, parsers, scenarios, then, when

from commands.program import run
from features.village import HERE, record
from features.world import World

scenarios("chart.feature")

SAID = parsers.parse
DAY = ("--as-of", "2026-10-01", "--no-pager")
BARS, LANES = "█▓▒x·", r"█▒·+?.\-"


@given("the example ledger")
def example_ledger(world: World, example: Path) -> None:
    world.remembered["ledger"] = example


@given(SAID("the council promised the village {count:d} things by {day}"))
def promised(world: World, count: int, day: str) -> None:
    for number in range(count):
        made = {"kind": "promise.made", "promise": f"thing-{number}", "text": f"Thing {number}."}
        record(world, made | {"by": "council", "to": "league", "due": day, "place": HERE})


def ask(world: World, question: str, *options: str) -> str:
    ledger = world.ledger if world.ledger.exists() else world.remembered["ledger"]
    world.capture.readouterr()
    world.exit_code = run(["--ledger", str(ledger), *shlex.split(question), *options, *DAY])
    captured = world.capture.readouterr()
    world.output, world.message = captured.out, captured.err
    return world.output


@when(SAID('somebody asks "{question}"'))
def asks(world: World, question: str) -> None:
    ask(world, question)


@when(SAID('somebody asks "{question}" as a table and as a chart'))
def both(world: World, question: str) -> None:
    world.remembered["data"] = json.loads(ask(world, question, "--format", "json"))
    world.remembered["table"] = ask(world, question)
    ask(world, question, "--chart")
    assert world.exit_code == 0, world.message


@then("both begin with the same answer")
def same_answer(world: World) -> None:
    table, chart = (text.split("\n\n")[:3] for text in (world.remembered["table"], world.output))
    assert table == chart


@then("no line of the chart is wider than 80 columns")
@then("no line of the screen is wider than 80 columns")
def narrow(world: World) -> None:
    assert max(map(len, world.output.splitlines())) <= 80


@then("nothing in the chart depends on a colour")
def colourless(world: World) -> None:
    assert "\x1b" not in world.output


def rows(world: World) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = world.remembered["data"]["rows"]
    return found


def bars(text: str) -> list[str]:
    """The bars of a chart: the signs before the number at the end of a line."""
    found = (re.search(rf"([{BARS}]+) +\d+$", line) for line in text.splitlines())
    return [match[1] for match in found if match]


@then("the chart has a sign for each promise that fell due")
def signs_of_promises(world: World) -> None:
    here, _, wider = world.output.partition("Promised to a wider area")
    names = {"kept": "█", "late": "▓", "partly": "▒", "broken": "x", "unresolved": "·"}
    for text, figures in ((here, rows(world)), (wider, [row["wider"] for row in rows(world)])):
        expected = [
            Counter({sign: row[name] for name, sign in names.items() if row[name]})
            for row in figures
            if row["due"]
        ]
        assert [Counter(bar) for bar in bars(text)] == expected
    assert bars(here)


@then("the chart has a sign for each day with a change of rules")
def signs_of_changes(world: World) -> None:
    expected = [(row["changes"], row["unfavourable"]) for row in rows(world) if row["changes"]]
    assert [(len(bar), bar.count("x")) for bar in bars(world.output)] == expected
    assert expected


def signs(text: str) -> Counter[str]:
    """How often each sign stands in the lanes of a chart; the last paragraph explains them."""
    lanes = [line[1:] for line in text.rpartition("\n\n")[0].splitlines()]
    found = (re.search(rf"  +([{LANES} ]+)$", line) for line in lanes)
    return Counter("".join(match[1] for match in found if match).replace(" ", ""))


@then("the chart has a sign for each body and moment")
def signs_of_bodies(world: World) -> None:
    told = [row for row in rows(world) if row["power"] == "lead"]
    certain = {
        (row["as_of"], row["topic"], row["phase"], row["cohort"], one["holder"])
        for row in told
        for one in row["holders"]
        if one["certain"]
    }
    drawn = signs(world.output)
    assert 0 < drawn["█"] <= len(certain)
    assert drawn["█"] > len(certain) / 2, "only what repeats a wider line is left out"


@then("the chart has a sign for each condition of each yardstick")
def signs_of_conditions(world: World) -> None:
    met = {"yes": "+", "no": "-", "unknown": "?", "nothing": "."}
    expected = Counter(met[one["now"]] for row in rows(world) for one in row["conditions"])
    assert signs(world.output) == expected
