"""The steps that hold the answers about one day and place together."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from commands.program import run
from domain.dates import bounds, day

scenarios("agreement.feature")

Fields = dict[str, Any]

NOT_KEPT = frozenset({"overdue", "broken", "withdrawn", "replaced", "partly", "violated"})
NOT_KEPT_BY_TRUST = ("broken", "partly", "unresolved", "undated", "excluded", "not-scored")


@dataclass
class Answers:
    """What the commands say of one place on one day."""

    ledger: Path
    capture: pytest.CaptureFixture[str]
    place: str = ""
    day: str = ""
    told: dict[tuple[str, ...], Fields] = field(default_factory=dict)

    def ask(self, *arguments: str) -> Fields:
        """The whole answer to one question, which is asked once."""
        if arguments not in self.told:
            self.told[arguments] = self._answer(*arguments)
        return self.told[arguments]

    def _answer(self, *arguments: str) -> Fields:
        asked = ["--ledger", str(self.ledger), *arguments, "--as-of", self.day, "--format", "json"]
        run(asked)
        printed = self.capture.readouterr()
        with suppress(json.JSONDecodeError):
            answer: Fields = json.loads(printed.out)
            return answer
        assert not printed.err, printed.err
        return {"rows": []}

    def rows(self, *arguments: str) -> list[Fields]:
        """The rows of the answer to one question."""
        rows: list[Fields] = self.ask(*arguments)["rows"]
        return rows

    @property
    def whole(self) -> bool:
        """Whether it is the whole area, in which every group certainly lies."""
        return self.place == "groningen-earthquake-area"

    @property
    def yardstick(self) -> Fields:
        """The place's own yardstick."""
        return next(row for row in self.rows("conditions", self.place) if row["relation"] == "own")

    @property
    def stability(self) -> Fields:
        """The rules, compared with the start of that yardstick."""
        (row,) = self.rows("stability", self.place)
        return row

    def condition(self, key: str) -> Fields:
        """One condition of it."""
        return next(one for one in self.yardstick["conditions"] if one["key"] == key)

    def found(self, check: str) -> Fields | None:
        """What a check found of that yardstick."""
        stream = f"charter/{self.yardstick['charter']}"
        return next((row for row in self.rows("check", check) if row["subject"] == stream), None)

    def leads(self) -> list[Fields]:
        """Who leads on strengthening: at the place, and over the groups that certainly are in it.

        A group that only may touch a village proves nothing of it.
        """
        asked = ("control", self.place, "--power", "lead", "--topic", "strengthening")
        return [row for row in self.rows(*asked) if self.whole or row["cohort"] is None]


@given("the example ledger", target_fixture="answers")
def ledger(example: Path, capsys: pytest.CaptureFixture[str]) -> Answers:
    return Answers(example, capsys)


@when(parsers.parse("somebody asks everything about {place} as of {day}"))
def everything(answers: Answers, place: str, day: str) -> None:
    answers.place, answers.day = place, day


def in_own_name(row: Fields) -> set[str]:
    """The holders of a power that do not use it in the name of another holder."""
    own = {one["holder"] for one in row["holders"] if one["basis"] != "mandate"}
    return own or {one["holder"] for one in row["holders"]}


@then("conditions names those who lead as control does, since the same day")
def same_leaders(answers: Answers) -> None:
    spans, leads = answers.condition("clear-lead")["spans"], answers.leads()
    now, start = spans[-1], answers.yardstick["start"][:10]
    assert now["to"] == answers.day
    assert now["why"] != "lead-not-on-record"
    assert set(now["held_by"]) == set[str]().union(*map(in_own_name, leads))
    whole = next(row for row in leads if row["cohort"] is None and row["phase"] is None)
    (leader,) = in_own_name(whole)
    since = next(one["since"] for one in whole["holders"] if one["holder"] == leader)
    named = takewhile(lambda span: leader in span["held_by"], reversed(spans))
    assert max(day(bounds(since).earliest), start) == [span["from"] for span in named][-1]


@then("a lead that passed on is no longer that of the start, from the day on that the check has")
def passed_on(answers: Answers) -> None:
    start, broken = answers.yardstick["start"][:10], answers.condition("same-lead")["first_break"]
    found = (one["fields"] for one in answers.rows("check", "same-lead"))
    days = [
        told["day"]
        for told in found
        if told["topic"] == "strengthening" and told["day"] > start
        if answers.whole or told["group"] is None
    ]
    assert min(days, default=None) == (broken and broken["latest"])


@then("stability, conditions and the check date the first change of rules alike")
def first_change(answers: Answers) -> None:
    condition = answers.condition("rules-unchanged")
    broken, stability = condition["first_break"], answers.stability
    assert stability["first_change"] == (broken and broken["on"])
    worse = condition["first_unfavourable"]
    assert stability["first_unfavourable"] == (worse and worse["on"])
    found = answers.found("rules-unchanged")
    assert (found is not None) == (condition["now"] == "no")
    assert found is None or found["fields"]["since"] == broken["on"]


@then("the check names the condition that was broken first, and the day, as conditions does")
def first_break(answers: Answers) -> None:
    row, found = answers.yardstick, answers.found("conditions")
    broken = row["first_break"]
    assert (found is None) == (broken is None)
    if found:
        assert found["code"] == row["verdict"]
        told = found["fields"]
        assert (told["condition"], told["day"]) == (broken["condition"], broken["on"])


@then("every promise in breach by conditions is one that promises and trust show as not kept")
def in_breach(answers: Answers) -> None:
    condition = answers.condition("promises-kept")
    now, beside = condition["spans"][-1], condition["beside"]
    records = answers.ask("conditions", answers.place, "--explain")["records"]
    streams = {line["position"]: line["stream"] for line in records}
    broken = {streams[event] for event in now["events"]} if now["met"] == "no" else set()
    assert len(broken) == beside["in_breach"]
    listed = {row["promise"]: row for row in answers.rows("promises", "--area", answers.place)}
    counted = {
        row["promise"]
        for count in NOT_KEPT_BY_TRUST
        for row in answers.rows("trust", answers.place, "--list", count)
    }
    for promise in (stream.partition("/")[2] for stream in broken):
        assert listed[promise]["status"] in NOT_KEPT
        assert promise in counted
    for promise in beside["wider_breaches"]:
        assert listed[promise["promise"]]["status"] in NOT_KEPT


@then("what conditions counts for a part of it is what stability lists")
def for_part_of_it(answers: Answers) -> None:
    assert answers.yardstick["for_part_of_it"] == answers.stability["for_part_of_it"]
