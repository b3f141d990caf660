"""What costs the same however long the log is: one more record signed, published, or looked up."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from cProfile import Profile
from pathlib import Path
from typing import Any

import pytest

from commands.program import run
from domain.streams.event import Draft
from features.village import build, record
from features.world import World, as_it_came
from ledger.codec import draft_of
from ledger.store.writer import Store

SIZES = (1_000, 10_000)
STEPS = 100
"""Of SQLite's virtual machine: it is asked that often how far it is."""

MOST = 1.3
"""Times as much for ten times as many records: nothing here may depend on them but by chance."""

ELSEWHERE = {"kind": "update.sent", "by": "ministry", "to": "residents", "content": "news"}


def grown(world: World, size: int) -> None:
    """A village with two promises in a ledger of so many records, all others about the region."""
    build(world)
    for number in range(2):
        promise = {"kind": "promise.made", "promise": f"p{number}", "by": ["ministry"]}
        promise |= {"to": ["residents"], "text": "a plan", "due": "2021", "topic": "safety"}
        record(world, promise | {"place": {"area": "village"}})
    record(world, ELSEWHERE | {"place": {"area": "region"}})
    with closing(sqlite3.connect(world.ledger)) as connection:
        statement = "SELECT position, state FROM stored_events ORDER BY position DESC LIMIT 1"
        ((last, stored),) = connection.execute(statement)
    fields = json.loads(stored)
    copies = [_copy(fields, number) for number in range(last + 1, size)]
    with closing(Store.open(world.ledger)) as store, store.writing() as writing:
        as_it_came(writing, copies)


def _copy(fields: dict[str, Any], number: int) -> Draft:
    return draft_of(fields | {"id": f"copy-{number}", "stream": f"update/{number}"})


class Counted:
    """What a command costs: steps of SQLite, and records that were decoded."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.steps = self.decoded = 0
        self._connect = sqlite3.connect
        monkeypatch.setattr(sqlite3, "connect", self._watched)

    def _watched(self, *arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = self._connect(*arguments, **options)
        connection.set_progress_handler(self._stepped, STEPS)
        return connection

    def _stepped(self) -> int:
        self.steps += STEPS
        return 0

    def of(self, world: World, *command: str) -> tuple[int, int]:
        """The steps and the decoded records of a command."""
        self.steps = 0
        profile = Profile()
        arguments = ["--ledger", str(world.ledger), *command]
        assert profile.runcall(run, arguments) == 0, world.capture.readouterr().err
        world.output = world.capture.readouterr().out
        calls = profile.getstats()
        named = (call for call in calls if getattr(call.code, "co_name", "") == "read_fields")
        return self.steps, sum(call.callcount for call in named)


def test_flat(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten times as many records are no reason to take longer."""
    counted = Counted(monkeypatch)
    costs: dict[str, list[tuple[int, int]]] = {}
    for size in SIZES:
        folder = tmp_path / str(size)
        folder.mkdir()
        monkeypatch.chdir(folder)
        world = World(folder, capsys)
        grown(world, size)
        for command in ("key new --name example.org/log", "checkpoint", "publish-log public"):
            world.gestand(*command.split())
            assert world.exit_code == 0, world.message
        record(world, ELSEWHERE | {"content": "no-news", "place": {"area": "region"}})
        world.gestand("log", "--area", "village")  # makes the book
        for command in ("checkpoint", "publish-log public", "log --area village --format json"):
            costs.setdefault(command, []).append(counted.of(world, *command.split()))
        assert len(json.loads(world.output)["rows"]) == 3, "the village and its two promises"
    for command, ((steps, decoded), (more_steps, more_decoded)) in costs.items():
        assert more_steps <= MOST * steps + STEPS, command
        assert more_decoded <= MOST * decoded, command
