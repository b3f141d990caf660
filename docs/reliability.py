"""Make docs/reliability.md, what was lost when processes died: `make reliability`.

It runs the tests of crashes, of many writers and of restored servers, and the hunt for bad inputs,
and writes what these did and counted. Where one of them fails there is no page.
"""

from __future__ import annotations

import ast
import json
import os
import platform
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

from features.server import programs
from fuzzing.hunting import PATIENCE_S, ROOM_BYTES

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "reliability.md"

TESTS = (
    "features/crashes_test.py",
    "features/crashes_of_many_test.py",
    "features/recovery_test.py",
    "features/trouble_test.py",
    "ledger/recording/contract_test.py::test_many_writers",
    "ledger/recording/contract_test.py::test_a_clock_that_goes_back_stands_still",
    "ledger/recording/server_test.py::test_a_connection_that_is_lost_in_the_commit",
    "ledger/recording/server_test.py::test_a_server_that_ends_what_takes_long",
    "ledger/recording/server_test.py::test_a_server_whose_disk_is_full",
    "ledger/recording/server_test.py::test_a_server_that_never_answers",
    "ledger/store/queue_test.py",
)

COUNTED = ("-o", "junit_family=xunit1")
"""The form of the report that has properties."""

COLUMNS = ("writers", "killed", "servers killed", "lines cut", "refused", "acknowledged")
"""What tests count. refused: writers who were told that the disk is full."""

HEAD = """\
# What is lost when something dies

Made by `make reliability`, which ran what it tells of and counted it; it writes nothing when a test
fails. After each death the ledger was opened, verified from its first record, held against what had
been acknowledged, and recorded in again. Processes were ended by the kernel: by SIGKILL, or by the
signal of a limit of time or of the length of a file, at moments of chance. What is not tried is a
machine that loses its power: that SQLite and PostgreSQL wait for the disk is a setting, and what
disks do with it their affair.

**Of {acknowledged:,} saves that were acknowledged, {lost} were lost.** {killed:,} processes and
{servers:,} servers were killed; no import was there by half, none twice, no position was missing,
every log verified.

{machine}

| what was done | {columns} |
|---|{rules}|
"""
INPUTS = """
## Inputs that were made to break readers

{total:,} inputs near to valid ones, of files that strangers hand out or bring: each was read, or
refused in words, within {patience:g} seconds and {room} MiB.

| what was changed | inputs |
|---|---|
"""
OTHERS = """
## Other trouble

Each of these scenarios passed, on a file or on a server:

"""


def main() -> int:
    """Run everything, and write the page; the exit code of what failed."""
    seconds = sys.argv[1] if len(sys.argv) > 1 else "120"
    with TemporaryDirectory() as folder:
        report, counts = Path(folder) / "tests.xml", Path(folder) / "counts.json"
        python = (sys.executable, "-m")
        expression = "postgres or not postgres"
        for command in (
            (*python, "pytest", "-q", "-m", expression, f"--junitxml={report}", *COUNTED, *TESTS),
            (*python, "fuzzing", "--seconds", seconds, "--counts", str(counts)),
        ):
            if code := subprocess.run(command, cwd=ROOT, check=False).returncode:  # noqa: S603 - our own
                return code
        PAGE.write_text(page(ET.parse(report).getroot(), json.loads(counts.read_text())))  # noqa: S314 - our own
    return 0


def page(report: ET.Element, inputs: Mapping[str, int]) -> str:
    """The whole page. report: of pytest, as XML; inputs: how many each target was given."""
    done, others = _counted(report)
    total = sum(done.values(), Counter[str]())
    return "".join(
        [
            HEAD.format(
                acknowledged=total["acknowledged"],
                lost=total["lost"],
                killed=total["killed"],
                servers=total["servers killed"],
                machine=_machine(),
                columns=" | ".join(COLUMNS),
                rules="|".join("---" for _ in COLUMNS),
            ),
            *(
                _row(what, *(counts[name] or "" for name in COLUMNS))
                for what, counts in done.items()
            ),
            _row("**together**", *(total[name] if name != "writers" else "" for name in COLUMNS)),
            *_inputs(inputs),
            OTHERS,
            *(f"- {what}\n" for what in others),
        ]
    )


def _counted(
    report: ET.Element,
) -> tuple[dict[str, Counter[str]], list[str]]:
    """What each test that counts has counted, and what the others were about."""
    done: dict[str, Counter[str]] = {}
    others: dict[str, None] = {}
    for case in report.iter("testcase"):
        what = _about(case.attrib["classname"], case.attrib["name"].partition("[")[0])
        counts = Counter(
            {each.attrib["name"]: int(each.attrib["value"]) for each in case.iter("property")}
        )
        if not counts:
            others[what] = None
            continue
        there = done.setdefault(what, Counter())
        writers = max(there["writers"], counts["writers"])
        there += counts
        there["writers"] = writers
    return done, list(others)


def _about(module: str, name: str) -> str:
    """What a test says of itself; of a scenario its name is its sentence."""
    source = (ROOT / f"{module.replace('.', '/')}.py").read_text()
    for part in ast.parse(source).body:
        if isinstance(part, ast.FunctionDef) and part.name == name:
            said = ast.get_docstring(part) or name
            return " ".join(said.split("\n\n")[0].split())
    return name.removeprefix("test_").replace("_", " ").capitalize() + "."


def _row(*cells: object) -> str:
    shown = (f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in cells)
    return f"| {' | '.join(shown)} |\n"


def _inputs(inputs: Mapping[str, int]) -> Iterator[str]:
    yield INPUTS.format(total=sum(inputs.values()), patience=PATIENCE_S, room=ROOM_BYTES // 2**20)
    for name, count in inputs.items():
        yield _row(name, count)


def _machine() -> str:
    """Where this was tried, and with which versions."""
    found = programs()
    assert found is not None, "the tests of servers passed"
    server = subprocess.run(  # noqa: S603 - it was looked for
        [found / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    return (
        f"Tried on {os.cpu_count()} processors ({platform.machine()}) with {platform.system()} "
        f"{platform.release().partition('-')[0]}, Python {platform.python_version()}, SQLite "
        f"{sqlite3.sqlite_version} and PostgreSQL {server.stdout.split()[2]}."
    )


if __name__ == "__main__":
    sys.exit(main())
