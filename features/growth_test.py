"""What a question about one place reads follows from the place, not from the size of the ledger.

Ledgers of constant density, of several imports each, are asked the same questions. Counted are the
steps of the database, and the rows that it hands over, of which each is decoded. Both may grow as
what concerns the place does, and a little beyond that. On a larger ledger a question is stopped as
soon as it has read too much, so that one that fails takes no longer than one that passes.
"""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from benchmarks import generate
from benchmarks.figures import CONDITIONS, LOOKED_UP, OF_A_PLACE, RESTRICTED
from commands.program import run
from features.limits import COMMAND

SMALL, LARGER, LARGE = 10_000, 30_000, 100_000
IMPORTS = 2
GROWTH = 1.3
"""So many times more may be read, beyond what more there is on record of the place."""

LOG = "log of a village"
QUESTIONS = OF_A_PLACE | CONDITIONS | RESTRICTED | {LOG: LOOKED_UP[LOG]}

LONG = {name for name in QUESTIONS if "2018" in name or "case" in name or "summary" in name} | {
    "unequal of a small group",
    "control of a village, as known inside an import",
    "trust of a village, of what is signed",
}
"""Questions that read as others do, of another place or at another moment."""

ASKED = [pytest.param(name, marks=[pytest.mark.long] if name in LONG else []) for name in QUESTIONS]

MOST_MIB = 2
"""So much more memory may the log of the large ledger take than that of the small one."""

STEPS = 100
"""The database is looked at after so many of its steps."""

ONE_ROW = {"state", "seen", "head", "copy", "sqlite_master"}
"""Tables that do not grow with the ledger."""


@dataclass
class Reading:
    """What was read so far, and how much may be; and the questions put to each database."""

    most_steps: float = float("inf")
    most_rows: float = float("inf")
    steps: int = 0
    rows: int = 0
    statements: dict[str, set[str]] = field(default_factory=dict)

    @property
    def too_much(self) -> bool:
        """Whether more was read than may be."""
        return self.steps > self.most_steps or self.rows > self.most_rows

    def connection(self, file: Any, *arguments: Any, **options: Any) -> sqlite3.Connection:
        """A connection on which all is counted, in place of that of the standard library."""
        connected = sqlite3.Connection(file, *arguments, **options)
        connected.set_progress_handler(self._stepped, STEPS)
        connected.row_factory = self._row
        connected.set_trace_callback(self.statements.setdefault(str(file), set()).add)
        return connected

    def _stepped(self) -> bool:
        self.steps += STEPS
        return self.too_much

    def _row(self, _: sqlite3.Cursor, row: tuple[Any, ...]) -> tuple[Any, ...]:
        self.rows += 1
        return row


@dataclass(frozen=True)
class Ledger:
    """A ledger, how large it is, and how many records concern each place that is asked about."""

    path: Path
    size: int
    concerning: dict[str, int]
    known: dict[str, Reading] = field(default_factory=dict)

    def wholly(self, name: str) -> Reading:
        """What a question reads to its end; it is asked once."""
        if name not in self.known:
            self.known[name] = self.read(name)
        return self.known[name]

    def read(self, name: str, most: Reading | None = None) -> Reading:
        """What a question reads."""
        reading = most or Reading()
        asked = QUESTIONS[name].format(half=self.size // 2 + 1).split()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sqlite3, "connect", reading.connection)
            code = run(["--ledger", str(self.path), *asked, "--format", "ndjson"])
        assert reading.too_much or code in {0, 1}
        return reading

    def about(self, name: str) -> int:
        """How many records concern the place that a question is about."""
        return self.concerning["c1" if " c1" in QUESTIONS[name] else "v1"]


def made(folder: Path, size: int) -> Ledger:
    """A ledger of several imports, and its book."""
    path, records = folder / "ledger.db", list(generate.records(size))
    assert run(["--ledger", str(path), "init"]) == 0
    for start in range(0, size, size // IMPORTS):
        within = folder / str(start)
        generate.write(records[start : start + size // IMPORTS], within)
        assert run(["--ledger", str(path), "import", str(within / "import-01")]) == 0
    assert run(["--ledger", str(path), "areas", "--format", "csv"]) == 0
    return Ledger(path, size, {place: concerning(records, place) for place in ("v1", "c1")})


def concerning(records: list[generate.Fields], place: str) -> int:
    """How many records are about a place, its parts, what it lies in, or a group of its cases."""
    above = {record["area"]: record.get("within") for record in records if "within" in record}
    above |= {r["case"]: r["area"] for r in records if r["kind"] == "case.opened"}
    groups = {r["case"]: r["cohort"] for r in records if r["kind"] == "case.opened"}
    inside = {name for name in above if place in up(name, above)} | {place}
    places = inside | set(up(place, above)) | {groups[name] for name in inside & groups.keys()}
    places.add("pilot-1")
    subjects: set[str] = set()
    count = 0
    for record in records:
        own = next((record[key] for key in ("promise", "input", "decision") if key in record), "")
        where = chain(record.get("place", {}).values(), (record.get("case"), record.get("area")))
        if own in subjects or places.intersection(where):
            count += 1
            subjects.update({own} - {""})
    return count


def up(name: str, above: dict[str, Any]) -> Iterator[str]:
    """What a place lies in, level by level."""
    while (name := above.get(name, "")) != "":
        yield name


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """The ledger that the others are held against."""
    return made(tmp_path_factory.mktemp("small"), SMALL)


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """A ledger of three times that size."""
    return made(tmp_path_factory.mktemp("larger"), LARGER)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """A ledger of ten times that size."""
    return made(tmp_path_factory.mktemp("large"), LARGE)


@pytest.mark.parametrize("name", ASKED)
def test_three_times(small: Ledger, larger: Ledger, name: str) -> None:
    """In a ledger of three times the size a question reads what concerns its place, and no more."""
    assert not grows(small, larger, name)


@pytest.mark.long
@pytest.mark.parametrize("name", QUESTIONS)
def test_ten_times(small: Ledger, large: Ledger, name: str) -> None:
    """The same in one of ten times the size."""
    assert not grows(small, large, name)


@pytest.mark.long
@pytest.mark.parametrize("form", ["csv", "ndjson", "table"])
def test_memory(small: Ledger, large: Ledger, form: str) -> None:
    """The log is printed in as much memory, though it is ten times as long."""
    assert peak(large, form) - peak(small, form) < MOST_MIB


def peak(ledger: Ledger, form: str) -> float:
    """The most memory that printing the log took, in MiB."""
    asked = [*COMMAND, "--ledger", str(ledger.path), "log", "--format", form]
    with subprocess.Popen(asked, stdout=subprocess.DEVNULL) as running:
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    assert running.returncode == 0
    return used.ru_maxrss / 1024


def grows(small: Ledger, larger: Ledger, name: str) -> bool:
    """Whether a question reads more in the larger ledger than what more there is of its place."""
    before = small.wholly(name)
    factor = GROWTH * larger.about(name) / small.about(name)
    return larger.read(name, Reading(before.steps * factor, before.rows * factor)).too_much


@pytest.mark.parametrize("name", ASKED)
def test_plan(small: Ledger, name: str) -> None:
    """No statement of a question about one place goes through a whole table."""
    whole = scans(small.wholly(name).statements)
    assert whole == []


def scans(statements: dict[str, set[str]]) -> list[str]:
    """The steps of query plans that read a whole table, or make an index or a filter of one."""
    found = []
    for file, asked in statements.items():
        if file == ":memory:":
            continue
        connection = sqlite3.connect(file, uri=file.startswith("file:"))
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        for statement in asked:
            if statement.lstrip().upper().startswith(("SELECT", "WITH")):
                plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}")
                steps = [detail for *_, detail in plan]
                found += [step for step in steps if is_whole(step, statement, tables - ONE_ROW)]
        connection.close()
    return found


def is_whole(step: str, statement: str, tables: set[str]) -> bool:
    """Whether a step of a query plan reads a whole table, which it names by its alias."""
    if "AUTOMATIC" in step or "BLOOM FILTER" in step:
        return True
    scanned = re.match(r"SCAN (\w+)", step)
    if scanned is None:
        return False
    alias = rf"\b({'|'.join(tables)})\s+(?:AS\s+)?{scanned[1]}\b"
    return scanned[1] in tables or re.search(alias, statement) is not None


def test_plan_of_a_scan() -> None:
    """A scan is seen under the name of a table or under its alias; one of a walk is none."""
    asked = "WITH walk(p) AS (SELECT 1) SELECT * FROM walk CROSS JOIN rows r ON r.n = p"
    assert is_whole("SCAN rows", "SELECT * FROM rows", {"rows"})
    assert is_whole("SCAN r USING COVERING INDEX by_n", asked, {"rows"})
    assert is_whole("BLOOM FILTER ON r (n=?)", asked, {"rows"})
    assert not is_whole("SCAN walk", asked, {"rows"})
    assert not is_whole("SEARCH r USING INDEX by_n (n=?)", asked, {"rows"})
