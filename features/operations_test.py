"""What docs/operations.md and deploy/ say to run can be run."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click
import pytest

from commands.program import gestand
from features.limits import ROOT
from features.world import SOURCE, World, founding

DEPLOY = ROOT / "deploy"
PAGE = (ROOT / "docs" / "operations.md").read_text()
CONTAINERS = (DEPLOY / "Containerfile").read_text()
PUBLISH = ["sh", str(DEPLOY / "publish.sh")]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which a shell finds the program."""
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "gestand").write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT / "cli.py"}" "$@"\n')
    (tools / "gestand").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shell(script: str, folder: Path) -> None:
    """Run a script to its end, each line of it well."""
    done = subprocess.run(
        ["sh", "-ec", script], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_page(place: Path) -> None:
    """Every command of the page, in its order, as an operator types it."""
    journal = [{"on": "2019-01-01", "source": SOURCE} | each for each in founding("open")]
    (place / "journal.yaml").write_text(json.dumps(journal))
    shell("".join(re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)), place)
    assert (place / "council" / "findings.json").stat().st_size > 0


def commands() -> Iterator[list[str]]:
    """Every call of the program in the units and containers, as its arguments."""
    for unit in sorted(DEPLOY.glob("*.service")):
        for line in re.findall(r"^ExecStart=.*", unit.read_text(), re.MULTILINE):
            if " -c " in line:
                line = shlex.split(line)[-1]  # noqa: PLW2901 - what the shell runs
            _, found, call = line.partition("bin/gestand ")
            if found:
                yield shlex.split(call)
    for listed in re.findall(r"^CMD (\[.*\])", CONTAINERS, re.MULTILINE):
        yield re.findall(r'"([^"]+)"', listed)


def test_units() -> None:
    """The units and containers call commands that there are, with options that they take."""
    called = list(commands())
    assert {call[0] for call in called} == {
        "backup",
        "checkpoint",
        "publish-log",
        "verify",
        "witness",
    }
    for call in called:
        context = click.Context(gestand, info_name="gestand")
        name, command, rest = gestand.resolve_command(context, call)
        while isinstance(command, click.Group):
            context = command.make_context(name, list(rest), parent=context)
            name, command, rest = command.resolve_command(context, list(rest))
        assert command is not None
        command.make_context(name, list(rest), parent=context)


def test_copied() -> None:
    """What a container copies is there."""
    for source in re.findall(r"^COPY ([^-\s]\S*) ", CONTAINERS, re.MULTILINE):
        assert (ROOT / source).exists(), source


@contextmanager
def running(command: list[str], folder: Path) -> Iterator[IO[str]]:
    """A program and what it prints; at the end it is stopped politely, and ends well."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process:
        try:
            yield process.stdout
        finally:
            process.send_signal(signal.SIGTERM)
            process.stdout.read()
    assert process.returncode == 0


def until(output: IO[str], text: str) -> str:
    """Read on to the line that says this."""
    for line in output:
        if text in line:
            return line
    raise AssertionError(f"it ended without saying {text!r}")


def healthy(folder: Path) -> bool:
    """What the health check of the publisher says."""
    return subprocess.run([*PUBLISH, "healthy"], cwd=folder, check=False).returncode == 0


def test_publisher(world: World, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It signs and publishes, is healthy as long as that was lately, and stops when asked to."""
    monkeypatch.setenv("GESTAND_LEDGER", "ledger.db")
    monkeypatch.setenv("EVERY_S", "900")
    world.gestand("init")
    world.record(*founding("open"))
    world.gestand("key", "new", "--name", "council.example/ledger")
    assert not healthy(place)
    with running(PUBLISH, place) as output:
        until(output, "Next round in 900 s")
    assert healthy(place)
    assert (place / "public" / "checkpoint").read_bytes() == (place / "checkpoint.txt").read_bytes()
    two_rounds_ago = (place / "published.txt").stat().st_mtime - 31 * 60
    os.utime(place / "published.txt", (two_rounds_ago, two_rounds_ago))
    assert not healthy(place)


def test_publisher_of_a_ledger_that_was_set_back(
    world: World, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ends with 8 and publishes nothing of it."""
    monkeypatch.setenv("GESTAND_LEDGER", "old.db")
    monkeypatch.setenv("EVERY_S", "900")
    world.gestand("init")
    world.record(*founding("open"))
    world.gestand("backup", "old.db")
    world.gestand("key", "new", "--name", "council.example/ledger")
    world.record({"kind": "party.registered", "party": "p", "name": "A party", "type": "other"})
    world.gestand("checkpoint")
    assert world.exit_code == 0, world.message
    assert subprocess.run(PUBLISH, cwd=place, check=False, capture_output=True).returncode == 8
    assert not (place / "public").exists()


def test_witness(place: Path) -> None:
    """Its health check passes while it serves, and fails when it does not."""
    (check,) = re.findall(r'"(from urllib.*)"\]', CONTAINERS)
    serve = ["gestand", "witness", "serve", "--name", "witness.example.org", "--listen"]
    with running([*serve, "127.0.0.1:0"], place) as output:
        line = until(output, "http://127.0.0.1:")
        (port,) = re.findall(r"http://127.0.0.1:(\d+)/", line)
        check = check.replace(":8080", f":{port}")
        assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
    done = subprocess.run([sys.executable, "-c", check], check=False, capture_output=True)
    assert done.returncode != 0
