"""What the README and the help tell people to type can be typed."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from commands.command_table import COMMANDS
from commands.program import EXIT_CODES, INTERRUPTED, MISTAKE, NO_READER, gestand, run
from ledger.transparency import checkpoint
from ledger.transparency.checkpoint import Checkpoint
from ledger.transparency.keys import SigningKey, Type

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
KEY = SigningKey("example.org/ledger", Type.SIGNATURE, bytes(32))
CHECKPOINT = Checkpoint(KEY.name, 7, bytes(32))
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", README, re.DOTALL)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `gestand demo` was run."""
    folder = tmp_path_factory.mktemp("demonstration")
    assert run(["demo", "--folder", str(folder / "gestand-demo")]) == 0
    return folder


@pytest.fixture
def folder(demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the demonstration, a checkpoint and the example journals."""
    monkeypatch.delenv("GESTAND_LEDGER", raising=False)
    monkeypatch.setenv("BROWSER", "true")  # a program that opens nothing
    shutil.copytree(demonstration, tmp_path, dirs_exist_ok=True)
    (tmp_path / "checkpoint.txt").write_bytes(checkpoint.signed(CHECKPOINT, [KEY]))
    (tmp_path / "journals").symlink_to(ROOT / "journals")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def typed(line: str) -> list[str]:
    """The arguments of a command as a shell takes them, up to where the output goes."""
    words = shlex.split(line, comments=True)
    return words[1 : words.index(">") if ">" in words else None]


def take(name: str) -> None:
    """A copy of the ledger of the demonstration."""
    shutil.copy("gestand-demo/groningen.db", name)


def test_readme(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command of the README runs, in its order."""
    (journal,) = (block for language, block in BLOCKS if language == "yaml")
    (folder / "journal.yaml").write_text(journal)
    count = 0
    take("ledger.db")
    assert run(["key", "new", "--name", "example.org/groningen"]) == 0
    assert run(["--ledger", "ledger.db", "checkpoint"]) == 0
    for line in "".join(block for language, block in BLOCKS if not language).splitlines():
        if line.startswith("export "):
            name, _, value = shlex.split(line, comments=True)[1].partition("=")
            monkeypatch.setenv(name, value)
        elif line.startswith("gestand "):
            code = run(typed(line))
            assert code in ({0, 1} if "check" in line else {0}), (line, capsys.readouterr().err)
            count += 1
    assert count > 15
    assert "due: '2024-06-30'" in _exported(capsys)


def test_verify_it_yourself(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An operator and an organisation play it through in a shell, as the README writes it."""
    (script,) = (block for language, block in BLOCKS if language == "sh")
    tools = tmp_path / "tools"
    tools.mkdir()
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    for name, command in (("gestand", f"{ROOT / 'cli.py'}"), ("python3", "")):
        (tools / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {command} "$@"\n')
        (tools / name).chmod(0o755)
    place = {"PATH": f"{tools}:{os.environ['PATH']}", "COLUMNS": "80"}
    done = subprocess.run(
        ["sh", "-e", "-c", script],
        cwd=tmp_path,
        env=os.environ | place,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 8, done.stderr
    told = " ".join(done.stdout.split())
    differs = r"The first record that differs is number \d+, promise.made of"
    assert re.search(f"{differs} promise/hundred-homes-a-week", told)
    assert {"a hundred", "ten"} <= set(re.findall(r"for (a hundred|ten) ?", told))
    assert "Nothing was taken over: copy.db is as it was." in told
    assert "unwitnessed: ledger.db" in told
    organisation = tmp_path / "gestand-demo" / "organisation"
    (evidence,) = organisation.glob("copy.db.evidence/*")
    key = str(organisation / "operator.pub")
    assert run(["verify", str(evidence), "--key", key]) == 8
    told = " ".join(capsys.readouterr().out.split())
    assert "one log has one record of each number" in told


def test_path() -> None:
    """After the line that the README gives, a shell finds the program of this folder."""
    (line,) = re.findall(r"`(export PATH=.*?)`", README)
    script = f"{line}\ncommand -v gestand"
    found = subprocess.run(
        ["sh", "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == str(ROOT / ".venv/bin/gestand")


def _exported(capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert run(["--ledger", "village.db", "export"]) == 0
    return capsys.readouterr().out


def test_exit_codes() -> None:
    """The README and the help name every exit code."""
    codes = {0, 1, *EXIT_CODES.values(), MISTAKE, INTERRUPTED, NO_READER}
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)} == codes
    told = (gestand.epilog or "").partition("Example")[0]
    assert {int(code) for code in re.findall(r"\d+", told)} == codes


def test_list_of_commands(capsys: pytest.CaptureFixture[str]) -> None:
    """The help lists every command once, in a group, with a sentence that fits on its line."""
    assert run(["--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    listed = [line for line in lines if re.match(r"  [a-z][a-z-]+ {2,}[A-Z]", line)]
    assert [line.split()[0] for line in listed] == list(COMMANDS)
    assert all(line.endswith((".", "?")) and not line.endswith("...") for line in listed)
    assert max(map(len, lines)) <= 80


def _helps(command: click.Command, context: click.Context) -> Iterator[str]:
    """The help of a command and of all below it."""
    yield command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _helps(below, click.Context(below, context, name))


def test_ranges() -> None:
    """No help says in signs, or in words of Python, which numbers may be typed."""
    every = [*_helps(gestand, click.Context(gestand, info_name="gestand"))]
    assert len(every) > len(COMMANDS)
    assert [one for one in every if re.search(r"[<>]=?x|x[<>]|\bNone\b", one)] == []


SIGNED = {
    "bundle", "checkpoint", "clone", "diff", "keep", "prove", "publish-log", "pull", "verify",
}  # fmt: skip
"""Commands whose examples are about a ledger that was signed."""


@pytest.mark.parametrize("name", COMMANDS)
def test_help(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The help of every command says what it is for and ends with examples that run.

    The example of `record` is that of one kind; the tests of the kinds run it. That of `demo`
    made the folder in which all others run.
    """
    command = gestand.get_command(click.Context(gestand), name)
    assert command is not None
    assert command.help
    _, *examples = (command.epilog or "").split("Example: ")
    assert examples
    assert all(example.startswith("gestand ") for example in examples)
    assert run([name, "--help"]) == 0
    assert "Example: gestand" in capsys.readouterr().out
    take("gestand.db")
    if name in SIGNED:
        _signed(folder, capsys)
    if name in {"keep", "pull"}:
        assert run(["clone", "gestand.db", "copy.db"]) == 0
    for example in examples if name not in {"record", "demo"} else []:
        assert run(typed(example)) in ({0, 1} if name == "check" else {0}), capsys.readouterr().err


def _signed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Make what an operator signs with, and what an organisation keeps."""
    assert run(["key", "new", "--name", "example.org/ledger"]) == 0
    assert run(["checkpoint", "-o", "kept-in-2024.txt"]) == 0
    capsys.readouterr()
    assert run(["key", "show"]) == 0
    operator = capsys.readouterr().out
    (folder / "operator.pub").write_text(operator)
    witness = SigningKey("witness.example", Type.COSIGNATURE, bytes(32)).verifier
    named = ["--log", operator.strip(), "--witness", "bond", str(witness)]
    assert run(["policy", "new", *named, "-o", "gestand.policy"]) == 0
