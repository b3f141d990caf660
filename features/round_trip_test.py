"""The whole Groningen ledger, given back as a journal, makes a ledger that answers the same.

A table holds one kind, so tables do not keep the order in which records of several kinds were made.
Of things that happened on one day that order counts, so there the records are compared.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from commands.program import run

DAY = ("--as-of", "2026-10-01")


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command prints."""
    capsys.readouterr()
    assert run([*arguments]) == 0, capsys.readouterr().err
    return capsys.readouterr().out


def answers(capsys: pytest.CaptureFixture[str], ledger: Path) -> list[Any]:
    """What a ledger says, without what depends on when and in which order it was recorded."""
    questions = (["trust"], ["trust", "overschild"], ["promises"], ["parties"], ["areas"])
    found = []
    for question in questions:
        told = said(capsys, "--ledger", str(ledger), *question, *DAY, "--format", "json")
        answer = json.loads(told)
        del answer["checkpoint"], answer["known_at"]
        found.append(_without_positions(answer))
    return found


def _without_positions(value: Any) -> Any:
    """A value without the lists of positions in it."""
    if isinstance(value, dict):
        return {name: _without_positions(one) for name, one in value.items() if name != "events"}
    return [_without_positions(one) for one in value] if isinstance(value, list) else value


def _in_any_order(lines: Iterable[str]) -> list[str]:
    return sorted(json.dumps(json.loads(line), sort_keys=True) for line in lines)


LONG = pytest.mark.long


@pytest.mark.parametrize(
    "form", ["yaml", *(pytest.param(form, marks=LONG) for form in ("json", "jsonl", "csv"))]
)
def test_groningen(
    example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """Export and import in any format; in CSV a table for each kind."""
    folder, again = tmp_path / "journal", tmp_path / "again.db"
    folder.mkdir()
    told = said(capsys, "--ledger", str(example), "export", "--format", "jsonl")
    records = [json.loads(line) for line in told.splitlines()]
    for kind in sorted({one["kind"] for one in records}) if form == "csv" else [""]:
        only = ("--kind", kind) if kind else ()
        journal = said(capsys, "--ledger", str(example), "export", "--format", form, *only)
        (folder / f"journal{kind}.{form}").write_text(journal)
        if form == "csv":
            rows = csv.reader(journal.splitlines(keepends=True))
            assert not [cell for row in rows for cell in row if cell.startswith(("[", "{"))]
    said(capsys, "--ledger", str(again), "init")
    done = said(capsys, "--ledger", str(again), "import", str(folder))
    assert done == f"{len(records):,} records recorded, 0 were there before.\n"
    if form == "csv":
        told = said(capsys, "--ledger", str(again), "export", "--format", "jsonl")
        assert _in_any_order(told.splitlines()) == _in_any_order(json.dumps(one) for one in records)
    else:
        assert answers(capsys, again) == answers(capsys, example)
    done = said(capsys, "--ledger", str(example), "import", str(folder))
    assert done == f"0 records recorded, {len(records):,} were there before.\n"
