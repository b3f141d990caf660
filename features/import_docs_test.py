"""What docs/import.md and docs/journal.md show is what the program says."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from commands.program import run
from features.limits import ROOT
from features.repositories import committed

DOCS = ROOT / "docs"
VILLAGE = """\
- {kind: party.registered, party: council, name: C, type: municipality, on: 2020, source: X}
- {kind: party.registered, party: ministry, name: M, type: ministry, on: 2020, source: X}
- {kind: party.registered, party: residents, name: R, type: residents, on: 2020, source: X}
- {kind: area.registered, area: village, name: V, type: village, on: 2020, source: X}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as that of gestand, and a repository with a later version of the table."""
    (tmp_path / "journals").symlink_to(ROOT / "journals")
    table = tmp_path / "journals" / "register" / "toezeggingen.csv"
    later = tmp_path / "REPO" / table.name
    later.parent.mkdir()
    later.write_bytes(table.read_bytes().replace(b";30-6-2024;", b";31-12-2027;", 1))
    committed(later.parent, "2027-01-31")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_import(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every command of the page runs in its order, and says what the page shows."""
    page = (DOCS / "import.md").read_text()
    screens = "".join(re.findall(r"```console\n(.*?)```", page, re.DOTALL))
    commands = re.split(r"^\$ ", screens, flags=re.MULTILINE)[1:]
    assert len(commands) == 11
    for command in commands:
        line, _, shown = command.partition("\n")
        program, *words = shlex.split(line)
        if program != "gestand":
            subprocess.run(line, shell=True, check=True)
            continue
        arguments, file = words, None
        if ">" in words:
            arguments, file = words[: words.index(">")], words[-1]
        run(arguments)
        told = capsys.readouterr()
        if file:
            (folder / file).write_text(told.out)
        said = (told.out + told.err).splitlines()
        for part in re.split(r"^…\n?", shown, flags=re.MULTILINE):
            lines = part.strip("\n").splitlines()
            at = next((n for n in range(len(said)) if said[n : n + len(lines)] == lines), None)
            assert at is not None, (line, part, said)
            said = said[at + len(lines) :]


def test_journals(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The examples of journals can be imported."""
    page = (DOCS / "journal.md").read_text()
    blocks = dict(re.findall(r"```(yaml|csv)\n(.*?)```", page, re.DOTALL))
    for number, (ending, text) in enumerate(blocks.items()):
        ledger = ["--ledger", f"{number}.db"]
        (folder / "village.yaml").write_text(VILLAGE)
        (folder / f"journal.{ending}").write_text(text)
        assert run([*ledger, "init"]) == 0
        code = run([*ledger, "import", "village.yaml", f"journal.{ending}"])
        assert code == 0, capsys.readouterr().err
