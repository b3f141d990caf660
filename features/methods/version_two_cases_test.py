"""The worked cases of version 2 of the methods, groups H to M, through the command line."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from features.world import World

DATA = json.loads((Path(__file__).parent / "cases2.json").read_text(encoding="utf-8"))
TOLERANCE = DATA["tolerance"]

MISSING = object()
"""What stands where an answer has no such field; equal to nothing that a case expects."""


def cases() -> list[Any]:
    """Every case, named by its id."""
    return [pytest.param(case, id=case["id"]) for case in DATA["cases"]]


@pytest.fixture
def world(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> World:
    """A folder for the ledger of one case."""
    return World(tmp_path, capsys)


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any], world: World) -> None:
    """The records of a case, after its steps, answer as the methods say."""
    world.gestand("init")
    base = DATA["base"] if case["base"] else []
    bring(world, [*base, *case["records"]])
    assert world.exit_code == 0, world.message
    for step in case.get("steps", ()):
        take(world, step)
        assert world.exit_code == 0, world.message
    for ask in case["asks"]:
        check(world, case, ask)


def bring(world: World, records: list[dict[str, Any]]) -> None:
    """Import records as they stand in the file of cases."""
    lines = "\n".join(json.dumps(record) for record in records)
    world.gestand("import", str(world.file("journal.jsonl", lines)))


def take(world: World, step: dict[str, Any]) -> None:
    """Do one step of a case."""
    match step["do"]:
        case "correct":
            changes = [f"{name}={value}" for name, value in step["set"].items()]
            world.gestand("correct", step["id"], *changes, "--reason", "a mistake of ours")
        case "retract":
            bring(
                world,
                [
                    {
                        "kind": "record.retracted",
                        "record": step["id"],
                        "reason": "a mistake of ours",
                        "on": "2025-01-01",
                        "source": "L",
                    }
                ],
            )
        case "reimport":
            world.gestand("export", "--format", step["format"])
            assert world.exit_code == 0, world.message
            journal = world.file(f"export.{step['format']}", world.output)
            world.ledger.unlink()
            world.gestand("init")
            world.gestand("import", str(journal))
        case other:
            pytest.fail(f"a step that nobody knows: {other}")


def check(world: World, case: dict[str, Any], ask: dict[str, Any]) -> None:
    """Ask one question, and hold the answer against what is expected."""
    expected = ask["expected"]
    if ask["command"] == "import":
        bring(world, case["refuse"])
    else:
        world.gestand(ask["command"], *ask["options"], "--format", "json")
    assert world.exit_code == expected.get("exit", 0), world.message
    if "exit" in expected:
        return
    answer = json.loads(world.output)
    select = ask.get("select", {})
    rows = [row for row in answer["rows"] if select.items() <= row.items()]
    row = rows[0] if rows else {}
    for path, value in expected.items():
        found = at(row, path)
        allowed = value if isinstance(value, list) and None in value else [value]
        if found is MISSING and None in allowed and len(allowed) > 1:
            continue  # a list with null means either: also that there is no such row
        assert any(same(found, one) for one in allowed), f"{path}: {found!r}, not {value!r}"


def at(row: Any, path: str) -> Any:
    """A field of a row: nested by dots, `conditions[heard]` the one with that key."""
    for name in path.split("."):
        match = re.fullmatch(r"(\w+)\[([\w-]+)\]", name)
        if match:
            row = next((one for one in row.get(match[1], ()) if one.get("key") == match[2]), {})
            continue
        if row is None or not isinstance(row, dict) or name not in row:
            return MISSING
        row = row[name]
    return row


def same(found: Any, expected: Any) -> bool:
    """Whether two values are the same, numbers within the tolerance of the file."""
    numbers = (int, float)
    if isinstance(found, numbers) and isinstance(expected, numbers):
        return isinstance(found, bool) == isinstance(expected, bool) and (
            abs(found - expected) <= TOLERANCE
        )
    return bool(found == expected)
