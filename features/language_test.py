"""The steps of the scenarios in two languages, and what holds for every screen."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from commands.help_texts import STANDS_FOR
from commands.program import run
from docs import messages
from features.limits import COMMAND, ROOT
from features.unmarked import OF_PLACES, PLACES, QUESTIONS
from features.village import HERE, record
from features.world import World

scenarios("language.feature")

OF_LANGUAGE = {"GESTAND_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"}
DAY = ("--as-of", "2024-06-30")
DATED = {"trust", "promises", "check", "show", "log"}
"""Commands that are asked as of a day unless it is named."""


@given(
    "a water board that the ledger calls Water Board Noorderzijlvest, "
    "in Dutch Waterschap Noorderzijlvest"
)
def water_board(world: World) -> None:
    name, dutch = "Water Board Noorderzijlvest", "Waterschap Noorderzijlvest"
    party = {"kind": "party.registered", "party": "water", "name": name, "type": "other"}
    made = {"kind": "promise.made", "promise": "dike", "by": "water", "to": "residents"}
    record(
        world,
        party | {"names": {"nl": dutch, "en": name}, "on": "2000"},
        made | {"place": HERE, "text": "A dike.", "due": "2021-01-01"},
        {"kind": "mandate.granted", "mandate": "dikes", "holder": "water", "power": "lead"}
        | {"basis": "attribution", "place": HERE, "on": "2000", "from": "2000-01-01"},
    )


@given("the water board got the name Water Authority North")
def renamed(world: World) -> None:
    what = {"party": "water", "name": "Water Authority North", "what": "Its name."}
    record(world, {"kind": "party.changed", "on": "2020-01-01"} | what)


@when(parsers.parse('somebody with {variables} types "{line}"'))
def types(world: World, variables: str, line: str) -> None:
    name, _, value = variables.partition("=")
    _say(world, line, {name: value} if value else {})


@when(parsers.parse('somebody asks "{line}" in Dutch and in English'))
def both(world: World, line: str) -> None:
    for language in ("nl", "en"):
        _say(world, line, {"GESTAND_LANG": language})
        world.remembered[language] = world.exit_code, world.output, world.message


@then(parsers.parse('the screen does not say "{text}"'))
def says_not(world: World, text: str) -> None:
    assert text not in " ".join(world.output.split())


@then("both answers are the same")
def same(world: World) -> None:
    assert world.remembered["nl"] == world.remembered["en"]


def _say(world: World, line: str, variables: dict[str, str]) -> None:
    """Run a command in a process of its own, whose shell has these variables."""
    environment = {name: value for name, value in os.environ.items() if name not in OF_LANGUAGE}
    words = line.split()
    day = DAY if DATED & {*words} and not {"--as-of", "--help"} & {*words} else ()
    done = subprocess.run(
        [*COMMAND, "--ledger", str(world.ledger), *words, *day],
        env=environment | variables,
        cwd=world.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    world.exit_code, world.output, world.message = done.returncode, done.stdout, done.stderr


DUTCH = """
import sys
import languages
languages.speak("nl")
from commands.program import run
ledger, *questions = sys.argv[1:]
for question in questions:
    print(f"$ gestand {question}", flush=True)
    run(["--ledger", ledger, *question.split()])
"""


def _in_dutch(ledger: Path, questions: Sequence[str]) -> str:
    """What is answered to questions in Dutch, all by one process; nothing else is said."""
    done = subprocess.run(
        [sys.executable, "-c", DUTCH, str(ledger), *questions],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == "", done.stderr
    assert done.returncode == 0
    return done.stdout


def test_values_of_closed_lists(example: Path) -> None:
    """Fields of a dispute, types of input and levels are words, not the codes of a record."""
    questions = [
        "control overschild --from 2015",
        "contact overschild --list types",
        "trust overschild --by level --from 2018 --every year",
        "participation --by level",
        "trust --by level",
        "show cohort/batch-1581",
    ]
    answered = _in_dutch(example, questions)
    said = " ".join(answered.split())
    assert "Wat dan wel: op welke grond: no legal power." in said
    assert "bevinding: 10" in said
    assert "Batch 1581 · groep, " in said
    assert "woning 13 0 7 1 0 1 0" in said
    assert not re.search("^(dwelling|area|governance)  ", answered, re.MULTILINE)


VALUES = """
import languages
languages.speak("nl")
from docs.messages import values_named
print(*values_named())
"""


def test_what_stands_for_a_value() -> None:
    """Usage lines and options of every command say it in Dutch: BESTAND, and nowhere FILE."""
    words = {
        str(one.id): str(one.string) for one in messages.read("nl_NL") if one.context == STANDS_FOR
    }
    done = subprocess.run(
        [sys.executable, "-c", VALUES], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert {*done.stdout.split()} - {*words.values()} - {*messages.IN_SENTENCES} == set()


@pytest.fixture(scope="module")
def dutch(example: Path) -> str:
    """Every screen of the example ledger in Dutch, one after the other."""
    questions = [f"{view} {place}" for view in OF_PLACES for place in PLACES[:1]]
    questions += [question for question in QUESTIONS.split("\n")[::6] if question]
    return _in_dutch(example, questions)


def test_room_on_a_screen(dutch: str) -> None:
    """No line is longer than a screen, but for what is copied from it."""
    long = [line for line in dutch.splitlines() if len(line) > 80 and not _is_copied(line)]
    assert long == []


def _is_copied(line: str) -> bool:
    return line.startswith(("$ gestand", "“", "Wortelhash")) or "[" in line


@pytest.mark.parametrize(
    "share", [pytest.param(12, id="some"), pytest.param(1, id="all", marks=pytest.mark.long)]
)
def test_every_word_is_marked(
    example: Path, share: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No screen, help or message has a word that is not in the catalogue (features/unmarked.py)."""
    capsys.readouterr()
    assert run(["--ledger", str(example), "export", "--format", "jsonl"]) == 0
    journal = tmp_path / "journal.jsonl"
    journal.write_text(capsys.readouterr().out)
    command = [sys.executable, "-m", "features.unmarked", str(journal), str(tmp_path / "c.db")]
    done = subprocess.run(
        [*command, str(share)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == ""
