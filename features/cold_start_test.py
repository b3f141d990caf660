"""What is only asked waits neither for the models nor for the event store to load."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from commands.book_cache import caught_up
from features.limits import ROOT
from features.world import SOURCE, many
from ledger.journal.shape import Entry, Journal
from ledger.recording.planning import record
from ledger.store.checked_reader import CheckedReader
from ledger.store.writer import Store

PROGRAM = """
import sys
from commands.program import run
heavy = ("eventsourcing", "orjson", "pydantic", "pydantic_core", "yaml")
ledger, *questions = sys.argv[1:]
for question in questions:
    code = run(["--ledger", ledger, *question.split()])
    loaded = [name for name in heavy if name in sys.modules]
    if code or loaded:
        print(question, code, *loaded, file=sys.stderr)
"""

QUESTIONS = (
    "--help", "trust village", "trust village --format json --explain", "promises --area village",
    "log", "show promise/plan", "parties", "areas", "cases", "contact village", "figures",
    "check contested", "export --format json", "conditions village", "control village",
    "summary village", "village", "participation village", "levels village", "decisions",
)  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with a promise, about which somebody asked before: its book is there."""
    path = tmp_path_factory.mktemp("cold") / "ledger.db"
    entries = [
        Entry({"on": "2019-01-01", "source": SOURCE} | fields, lambda _: "") for fields in many(6)
    ]
    with closing(Store.create(path)) as store:
        record(store, Journal(entries))
    with closing(CheckedReader(path)) as reader:
        caught_up(reader)[0].close()
    return path


def test_one_command_alone() -> None:
    """A command is loaded when it is called, and the list of commands loads none."""
    program = (
        "import sys; from commands.program import run; "
        "from commands.command_table import COMMANDS; "
        "run(['--help']); "
        "print(*{m for m, _ in COMMANDS.values()} & {*sys.modules}, file=sys.stderr)"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == "\n"


def test_imports(ledger: Path) -> None:
    """A question is answered without pydantic, eventsourcing, orjson and PyYAML.

    One process asks them all: what one of them loaded would be there for all after it. Lines of an
    export alone are written by orjson: of many records that takes two thirds of the time.
    """
    command = [sys.executable, "-c", PROGRAM, str(ledger), *QUESTIONS]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""
