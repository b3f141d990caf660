"""The snippets of docs/analysis.md run as they stand there, on the Groningen ledger."""

from __future__ import annotations

import csv
import json
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from commands.program import run
from domain.columns import Column, Placed, Table
from features.limits import ROOT
from ledger.exchange.tables import delimited, parquet

PAGE = ROOT / "docs" / "analysis.md"


def snippets(language: str) -> list[str]:
    """The snippets of the page in a language."""
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(), re.DOTALL)


@pytest.fixture(name="folder", scope="module")
def _folder(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the first lines of the page make."""
    folder = tmp_path_factory.mktemp("analysis")
    (lines,) = snippets("sh")
    here = Path.cwd()
    os.chdir(folder)
    try:
        for line in lines.splitlines():
            assert run(["--ledger", str(example), *line.split()[1:]]) == 0, line
    finally:
        os.chdir(here)
    return folder


PLAIN = [snippet for snippet in snippets("python") if "import pandas" not in snippet]
"""Those that need none of the libraries of the long run."""


@pytest.mark.parametrize("snippet", PLAIN)
def test_python(folder: Path, snippet: str) -> None:
    """Each comes to its end and prints something."""
    assert printed([sys.executable, "-c", snippet], folder)


@pytest.mark.long
def test_pandas(folder: Path) -> None:
    """The years and counts of pandas are those of the table."""
    (snippet,) = (one for one in snippets("python") if "import pandas" in one)
    told = printed([sys.executable, "-c", snippet + "print(by_year.sum().sum())"], folder)
    with (folder / "tables" / "promises.csv").open(newline="") as file:
        dated = [row for row in csv.DictReader(file) if row["on_earliest"]]
    assert told.splitlines()[-1] == str(len(dated))


@pytest.mark.long
def test_datasette(folder: Path) -> None:
    """Datasette counts what the table has."""
    (snippet,) = snippets("bash")
    words = shlex.split(snippet.replace("\\\n", " "))
    told = json.loads(printed([sys.executable, "-m", *words], folder))
    with closing(sqlite3.connect(folder / "tables.sqlite")) as connection:
        rows = connection.execute("SELECT counted_in, COUNT(*) FROM promises GROUP BY 1 ORDER BY 1")
        assert [(row["counted_in"], row["promises"]) for row in told] == rows.fetchall()


if shutil.which("Rscript"):

    def test_r(folder: Path) -> None:
        """The same in R."""
        (snippet,) = snippets("r")
        assert printed(["Rscript", "-e", snippet], folder)


def printed(command: list[str], folder: Path) -> str:
    """What a program prints that comes to its end."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


ROWS_THAT_DUCKDB_LOOKS_AT = 20_480


def test_types_beyond_the_first_rows(tmp_path: Path) -> None:
    """A code with a zero in front and a number of a source stay texts, also when they come late."""
    table = Table("codes", "Codes.", (), (Column("code", "text", "a code", required=True),))
    codes = ["12"] * (ROWS_THAT_DUCKDB_LOOKS_AT + 10) + ["0012", "1.500"]
    rows = [Placed(0, (code,)) for code in codes]
    delimited.write(tmp_path, [table], rows, delimited.Dialect())
    parquet.write(tmp_path, [table], rows)
    with duckdb.connect() as connection:
        for source in (
            f"'{tmp_path / 'codes.parquet'}'",
            f"read_csv('{tmp_path / 'codes.csv'}', all_varchar = true)",
        ):
            found = connection.execute(f"SELECT code FROM {source}").fetchall()
            assert found[-2:] == [("0012",), ("1.500",)]
