"""Make docs/advice.md, what the advice asks and what answers it, of its scenarios: `make docs`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FEATURE = Path(__file__).parent.parent / "features" / "advice.feature"
PAGE = Path(__file__).parent / "advice.md"

HEAD = """# What the advice asks, and what answers it

This page is made (`make docs`) of [features/advice.feature](../features/advice.feature), which asks
the example ledger each of these questions and checks what it says. The advice is the one of 2021 on
residents' participation in the strengthening of Groningen, by the Knowledge Platform Liveable and
Promising Groningen. The ledger is that of `make demo`. The answers are those of {day}, as
`--as-of {day}` gives them again later. Each rests on records with sources: `--explain` and
`gestand show` name them.

| no | what the advice asks | the command that answers it | what it says of Groningen |
|---|---|---|---|
"""

DAY = re.compile(r"Given an auditor who asks the example ledger as of (\S+)")
SCENARIO = re.compile(
    r"^  @advice-(?P<number>\d+)\n  Scenario: (?P<asks>.+)\n(?P<told>(?:    .+\n)+)\n"
    r"(?P<steps>(?:    .+\n)+)",
    re.MULTILINE,
)
QUESTION = re.compile(r'When an auditor asks "(.+)"')


class Asked(NamedTuple):
    """One line of the advice: its number, what it asks, what is told, the steps that check it."""

    number: int
    asks: str
    told: str
    steps: str

    @property
    def questions(self) -> list[str]:
        """The commands that answer it, in their order."""
        return QUESTION.findall(self.steps)


def read(feature: str) -> Iterator[Asked]:
    """The lines of the advice that the scenarios of a feature ask, in their order."""
    for found in SCENARIO.finditer(feature):
        told = " ".join(found["told"].split())
        yield Asked(int(found["number"]), found["asks"], told, found["steps"])


def page() -> str:
    """The page, as text."""
    feature = FEATURE.read_text()
    day = DAY.search(feature)
    assert day, "the feature names the day of its answers"
    return HEAD.format(day=day[1]) + "".join(_row(one) for one in read(feature))


def _row(one: Asked) -> str:
    commands = "<br>".join(f"`{question}`" for question in one.questions)
    return f"| {one.number:02} | {one.asks} | {commands} | {one.told} |\n"


if __name__ == "__main__":
    PAGE.write_text(page())
