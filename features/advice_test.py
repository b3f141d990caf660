"""What the advice asks, answered by the example ledger, and the page that is made of it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from commands.program import run
from conftest import LINES_OF_ADVICE
from docs.advice import FEATURE, PAGE, Asked, page, read

scenarios("advice.feature")

LINES = list(read(FEATURE.read_text()))
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass
class Auditor:
    """Who asks the example ledger, and what it answered: as the screen says it, and its tables."""

    ledger: Path
    capture: pytest.CaptureFixture[str]
    day: str = ""
    screen: str = ""
    tables: str = ""

    def ask(self, words: list[str]) -> None:
        """Ask, once as a reader sees it and once with the lines of tables whole."""
        if words[0] == "verify":
            self.screen = " ".join(self.answer(words).split())
            return
        if "--as-of" not in words:
            words = [*words, "--as-of", self.day]
        self.screen = " ".join(self.answer(words).split())
        self.tables = self.answer([*words, "--format", "markdown"])

    def answer(self, words: list[str]) -> str:
        """What a command prints; a check ends with 1 where it finds something."""
        code = run(["--ledger", str(self.ledger), *words])
        captured = self.capture.readouterr()
        assert code == (1 if words[0] == "check" else 0), captured.err
        return captured.out

    def lines(self, name: str) -> Iterator[list[tuple[str, str]]]:
        """The lines of every table that begin with a name, each cell with its heading."""
        heading: list[str] = []
        for line in self.tables.splitlines():
            cells = [cell.strip() for cell in line.strip("|").split(" | ")]
            if not line.startswith("|"):
                heading = []
            elif not heading:
                heading = [re.sub(r"(?<=\w)- (?=\w)", "", cell) for cell in cells]
            elif cells[0] == name:
                yield list(zip(heading, cells, strict=True))


@pytest.fixture
def auditor(example: Path, capsys: pytest.CaptureFixture[str]) -> Auditor:
    """Somebody with the example ledger and nothing else."""
    return Auditor(example, capsys)


@given(parsers.parse("an auditor who asks the example ledger as of {day}"))
def given_auditor(auditor: Auditor, day: str) -> None:
    auditor.day = day


@when(parsers.parse('an auditor asks "gestand {question}"'))
def asks(auditor: Auditor, question: str) -> None:
    auditor.ask(shlex.split(question))


@then(parsers.parse('it says "{text}"'))
def says(auditor: Auditor, text: str) -> None:
    assert text in auditor.screen


@then(parsers.parse('it names the source "{text}"'))
def names_source(auditor: Auditor, text: str) -> None:
    assert f"source {text}" in auditor.screen


@then(parsers.parse('the line "{name}" has {number:d} under "{heading}"'))
def has(auditor: Auditor, name: str, number: int, heading: str) -> None:
    assert [cells for cells in auditor.lines(name) if (heading, str(number)) in cells]


@then(parsers.parse('the line "{name}" says "{text}"'))
def line_says(auditor: Auditor, name: str, text: str) -> None:
    assert [cells for cells in auditor.lines(name) if text in " ".join(dict(cells).values())]


def test_every_line_of_the_advice_is_asked() -> None:
    """None is left out, and each is asked once."""
    assert [asked.number for asked in LINES] == list(range(1, LINES_OF_ADVICE + 1))


@pytest.mark.parametrize("asked", LINES, ids=lambda asked: f"{asked.number:02}")
def test_what_is_told_is_checked(asked: Asked) -> None:
    """Every number in the words under a scenario stands in what its steps ask and check."""
    assert set(NUMBER.findall(asked.told)) <= set(NUMBER.findall(asked.steps))


def test_page() -> None:
    """The page says what the scenarios say (`make docs`)."""
    assert PAGE.read_text() == page()
