"""The steps of the scenarios on the summary of a place, and that it says what others say."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from pytest_bdd import given, parsers, scenarios, then, when

from commands.program import run
from features.limits import COMMAND
from features.village import HERE, record
from features.world import World
from projections.render.head import mentioned

scenarios("summary.feature")

Fields = dict[str, Any]

SAID = parsers.parse
COUNTS = ("due", "kept", "late", "partly", "broken", "unresolved")


class Asker:
    """Somebody with the example ledger, and what it answered last."""

    def __init__(self, ledger: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.ledger, self.capture = ledger, capture
        self.printed, self.place, self.day = "", "", ""
        self.screens: dict[str, str] = {}

    def ask(self, *words: str) -> str:
        """What is printed."""
        assert run(["--ledger", str(self.ledger), *words]) == 0, self.capture.readouterr().err
        return self.capture.readouterr().out

    def rows(self, *words: str) -> list[Fields]:
        """The rows of an answer on the day."""
        answer = json.loads(self.ask(*words, "--as-of", self.day, "--format", "json"))
        found: list[Fields] = answer["rows"]
        return found

    @property
    def summary(self) -> Fields:
        """The summary of the place on the day."""
        (row,) = self.rows("summary", self.place)
        return row


@given("the example ledger", target_fixture="asker")
def asker(example: Path, capsys: pytest.CaptureFixture[str]) -> Asker:
    return Asker(example, capsys)


@given(SAID("the adviser found on {day} that the plan was not published"))
def found(world: World, day: str) -> None:
    assessed = {"kind": "promise.assessed", "promise": "plan", "outcome": "broken"}
    record(world, assessed | {"by": "adviser", "basis": "independent", "on": day})


@given(SAID("a yardstick for the village from {start} on that asks {first} and {second}"))
def yardstick(world: World, start: str, first: str, second: str) -> None:
    declared = {"kind": "charter.declared", "charter": "informed-village", "by": "league"}
    asks = {"conditions": [{"key": first}, {"key": second}], "place": HERE, "start": start}
    record(world, declared | asks | {"on": start})


@given(SAID('an area "{area}"'))
def area(world: World, area: str) -> None:
    registered = {"kind": "area.registered", "area": area, "name": area.title()}
    record(world, registered | {"type": "village", "on": "2000"})


@when(SAID('somebody types "{words}"'))
def types(world: World, words: str) -> None:
    world.gestand(*words.split())


@then(SAID('the screen says "{text}"'))
def says(world: World, text: str) -> None:
    assert text in " ".join(world.output.split())


@then(SAID('the screen does not say "{text}"'))
def does_not_say(world: World, text: str) -> None:
    assert text not in " ".join(world.output.split())


@when(SAID('somebody asks the example ledger "{words}"'))
def asks(asker: Asker, words: str) -> None:
    asker.printed = asker.ask(*shlex.split(words))


@then(SAID('the answer is that to "{question}"'))
def same_answer(asker: Asker, question: str) -> None:
    # A question may name a place with its kind, and the moment of asking moves on.
    volatile = re.compile(r'cohort/|"as_of": "[^"]*"')
    first, second = (volatile.sub("", one) for one in (asker.printed, asker.ask(*question.split())))
    assert first == second


@when(SAID("somebody asks for the summary of {place} as of {day}"))
def asks_summary(asker: Asker, place: str, day: str) -> None:
    asker.place, asker.day = place, day


@then("conditions gives the same verdict, the same first break and the same open conditions")
def same_verdict(asker: Asker) -> None:
    row = asker.summary
    laid = {one["charter"]: one for one in asker.rows("conditions", asker.place)}
    told = laid.pop(row["charter"])
    assert (row["verdict"], row["first_break"]) == (told["verdict"], told["first_break"])
    unknown = [one["key"] for one in told["conditions"] if one["verdict"] == "unknown"]
    assert [one["condition"] for one in row["open_conditions"]] == unknown
    assert {one["charter"]: one["verdict"] for one in row["others"]} == {
        charter: one["verdict"] for charter, one in laid.items()
    }


@then("trust gives the same counts, here and in wider places")
def same_counts(asker: Asker) -> None:
    row, (told,) = asker.summary, asker.rows("trust", asker.place)
    assert [row["promises"][name] for name in COUNTS] == [told[name] for name in COUNTS]
    assert [row["wider"][name] for name in COUNTS] == [told["wider"][name] for name in COUNTS]


@then("control gives the same leads since the same days, and as many handovers")
def same_leads(asker: Asker) -> None:
    row = asker.summary
    question = ("control", asker.place, "--power", "lead", "--from", row["start"])
    told = {
        (one["topic"], one["level"], one["cohort"]): one
        for one in asker.rows(*question)
        if one["phase"] is None
    }
    assert [one for one in row["leads"] if one["holders"]] or not any(
        one["holders"] for one in told.values()
    )
    for lead in row["leads"]:
        one = told[lead["topic"], lead["level"], lead["cohort"]]
        held = [holder["holder"] for holder in one["holders"]]
        assert lead["holders"] == list(dict.fromkeys(held))
        assert lead["since"] == (one["holders"][0]["since"] if held else None)
        assert lead["handovers"] == one["handovers"]


@then("stability gives the same days, directions and first change")
def same_rules(asker: Asker) -> None:
    row, (told,) = asker.summary, asker.rows("stability", asker.place)
    for name in ("stable", "changes", "directions"):
        assert row[name] == told[name]
    assert row["rules_start"] == told["start"]
    first = row["first_changes"][0]["on"] if row["first_changes"] else None
    assert first == told["first_change"]


@when(SAID("somebody asks for one summary after another, of {places} on {day}"))
def asks_each(asker: Asker, places: str, day: str) -> None:
    asker.day = day
    every = places == "every area"
    areas = [one["area"] for one in asker.rows("areas")] if every else [places]
    asker.screens = {area: asker.ask("summary", area, "--as-of", day) for area in areas}


@when(SAID("somebody asks for the summary of {place} on {day} in Dutch and in English"))
def asks_in_both(asker: Asker, place: str, day: str) -> None:
    for language in ("nl", "en"):
        words = ["summary", place, "--as-of", day, "--lang", language]
        done = subprocess.run(
            [*COMMAND, "--ledger", str(asker.ledger), *words],
            capture_output=True,
            text=True,
            check=True,
        )
        asker.screens[language] = " ".join(done.stdout.split())


OTHERS = " Other yardsticks here say of the conditions: "
OTHERS_IN_DUTCH = " Andere toetskaders hier zeggen over de voorwaarden: "


@then("both name other yardsticks, what else is led apart, and the same days, counts and sources")
def same_facts(asker: Asker) -> None:
    dutch, english = asker.screens["nl"], asker.screens["en"]
    for one, other in ((OTHERS, OTHERS_IN_DUTCH), (" Also ", " Ook ")):
        assert (one in english) == (other in dutch)
    assert "the same for" not in english  # as what, of all that stands before it?
    of_one, of_other = (
        Counter(re.findall(r"\b\d+\b", text.replace("none worse", "0 ongunstiger")))
        for text in (re.sub("“[^”]*”", "", english), re.sub("“[^”]*”", "", dutch))
    )
    assert of_one == of_other


@then("none of them is longer than 23 lines or wider than 80 columns")
def fits(asker: Asker) -> None:
    for area, screen in asker.screens.items():
        lines = screen.splitlines()
        assert len(lines) <= 23, area
        assert max(map(len, lines)) <= 80, area


@then("none of them names a party by its name in the ledger")
def named(asker: Asker) -> None:
    slugs = {one["party"] for one in asker.rows("parties") if "-" in one["party"]}
    for area, screen in asker.screens.items():
        assert not slugs & {*re.findall(r"[a-z]+(?:-[a-z]+)+", screen)}, area


@when("somebody runs the demonstration")
def demonstrates(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(world.folder)
    world.exit_code = run(["demo"])
    world.output = world.capture.readouterr().out


@then("it prints less than 65 lines, none wider than 80 columns")
def short(world: World) -> None:
    lines = world.output.splitlines()
    assert len(lines) < 65
    assert max(map(len, lines)) <= 80


@then(SAID('it tells of "{first}", "{second}", "{third}" and "{fourth}"'))
def tells(world: World, first: str, second: str, third: str, fourth: str) -> None:
    for place in (first, second, third, fourth):
        assert f"\n{place}. " in world.output


@then("it tells where to look next, and ends by naming the page that it made")
def ends(world: World) -> None:
    _, _, following = world.output.partition("Where to look next:\n")
    after, _, _ = following.partition("\n\n")
    assert [line.split()[0] for line in after.splitlines()] == ["gestand"] * 2
    last = world.output.splitlines()[-1]
    page = (world.folder / last).read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "Overschild" in page


CALLED = {"ncg": "National Coordinator (NCG)", "nen": "Institute (NEN)", "gbb": "The Movement"}


@for_all(st.lists(st.lists(st.sampled_from(sorted(CALLED)), max_size=5), max_size=5))
def test_whole_name_once(lines: list[list[str]]) -> None:
    """A party is named whole where it is named first, and after that by its abbreviation if any."""
    told = mentioned([["", ", ".join(CALLED[one] for one in line)] for line in lines], CALLED)
    short = {"ncg": "NCG", "nen": "NEN", "gbb": "The Movement"}
    seen: set[str] = set()
    for (_, text), line in zip(told, lines, strict=True):
        expected = []
        for party in line:
            expected.append(short[party] if party in seen else CALLED[party])
            seen.add(party)
        assert text == ", ".join(expected)
