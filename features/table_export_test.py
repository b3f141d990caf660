"""Tables that are exported: the same in every format, and enough to rebuild the figures."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from commands.program import run

DAY = ("--as-of", "2026-10-01")
PAGE = Path(__file__).parent.parent / "docs" / "sql.md"


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command prints."""
    capsys.readouterr()
    assert run([*arguments]) == 0, capsys.readouterr().err
    return capsys.readouterr().out


@pytest.fixture(name="file", scope="module")
def _file(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of the Groningen ledger as one file."""
    path = tmp_path_factory.mktemp("tables") / "ledger.sqlite"
    assert run(["--ledger", str(example), "export", "--tables", str(path), *DAY]) == 0
    return path


@pytest.fixture(name="database")
def _database(file: Path) -> Iterator[sqlite3.Connection]:
    """The same, to be asked."""
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def queries() -> list[str]:
    """The queries of docs/sql.md."""
    return re.findall(r"```sql\n(.*?)```", PAGE.read_text(), re.DOTALL)


def test_queries_find_something(database: sqlite3.Connection) -> None:
    """Every query of the page is understood, and finds rows in the example."""
    for query in queries():
        assert database.execute(query).fetchall(), query


def test_trust_is_rebuilt(
    database: sqlite3.Connection, example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The figures of trust follow from the tables, for every area."""
    (rebuilding,) = (query for query in queries() if "evidence AS" in query)
    found = {row["area"]: dict(row) for row in database.execute(rebuilding)}
    told = said(capsys, "--ledger", str(example), "trust", *DAY, "--format", "json")
    rows: list[dict[str, Any]] = json.loads(told)["rows"]
    assert len(rows) > 10
    for row in rows:
        rebuilt = found[row["area"]]
        assert {name: pytest.approx(row[name]) for name in rebuilt if name != "area"} == {
            name: value for name, value in rebuilt.items() if name != "area"
        }


def test_meanings(database: sqlite3.Connection) -> None:
    """Every column of every table has a meaning beside it."""
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE sql > ''")}
    for table in tables - {"columns"}:
        columns = {row["name"] for row in database.execute(f"PRAGMA table_info({table})")}
        told = database.execute("SELECT name FROM columns WHERE of = ? AND meaning > ''", (table,))
        assert {row["name"] for row in told} == columns


def cells(path: Path, separator: str = ",") -> list[dict[str, str]]:
    """The rows of a table in a file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


def test_folder_of_csv(
    example: Path, tmp_path: Path, database: sqlite3.Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder has the same rows as the file of SQLite, no JSON, and decimal commas if asked."""
    out = tmp_path / "tables"
    export = ("--ledger", str(example), "export", "--tables", str(out), "--separator", ";", *DAY)
    said(capsys, *export)
    for path in sorted(out.glob("*.csv")):
        rows = cells(path, ";")
        (count,) = database.execute(f"SELECT COUNT(*) FROM {path.stem}").fetchone()
        assert len(rows) == count, path.stem
        assert not [cell for row in rows for cell in row.values() if cell[:1] in {"{", "["}]
    values = {row["value"] for row in cells(out / "promises.csv", ";")}
    stored = database.execute("SELECT value FROM promises WHERE value IS NOT NULL").fetchall()
    assert {float(value.replace(",", ".")) for value in values - {""}} == {one for (one,) in stored}
    assert not [value for value in values if "." in value]


def test_same_tables_again(
    example: Path, tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The tables are a function of the ledger and the moment: byte for byte."""
    again = tmp_path / "again.sqlite"
    said(capsys, "--ledger", str(example), "export", "--tables", str(again), *DAY)
    assert again.read_bytes() == file.read_bytes()
