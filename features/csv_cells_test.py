"""Cells of CSV are text: no JSON is in them, and they say the same as the JSON of the answer."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from commands.program import run
from projections.report import Fields

VIEWS = ("trust overschild", "conditions overschild", "control overschild", "summary overschild",
    "decisions", "participation overschild", "stability overschild", "contact overschild",
    "levels overschild", "log --kind charter", "check", "rules", "tables", "unequal appingedam",
    "trust overschild --from 2018 --to 2020 --every year")  # fmt: skip


def told(value: Any, column: str) -> Iterator[tuple[str, str]]:
    """What stands in which column, of values that are single, or lists of such."""
    match value:
        case None:
            yield column, ""
        case bool():
            yield column, str(value).lower()
        case str() | int() | float():
            yield column, str(value)
        case [*values] if all(isinstance(one, str | int) for one in values):
            yield column, "; ".join(map(str, values))


def parts(fields: Fields, column: str, known: set[str]) -> Iterator[tuple[str, str]]:
    """The same of all fields: an object has columns of its own where the table has them."""
    for name, value in fields.items():
        under = f"{column}{name}"
        if isinstance(value, dict) and under not in known:
            yield from parts(value, f"{under}.", known)
        elif value is not None or under in known:
            yield from told(value, under)


@pytest.mark.parametrize("view", VIEWS)
def test_csv_says_what_json_says(
    example: Path, view: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each single value stands in its column, also of objects, and no cell can be read as JSON."""
    question = ["--ledger", str(example), *view.split(), "--as-of", "2026-06-30"]
    question = question[:-2] if "--from" in view else question
    run([*question, "--format", "json"])
    found = json.loads(capsys.readouterr().out)["rows"]
    run([*question, "--format", "csv"])
    table = list(csv.DictReader(StringIO(capsys.readouterr().out)))
    assert len(table) == len(found) > 0
    for row, fields in zip(table, found, strict=True):
        assert not [cell for cell in row.values() if cell.startswith(("[", "{"))]
        for column, text in parts(fields, "", {*row}):
            assert row[column].removeprefix("'") == text.removeprefix("'"), column
