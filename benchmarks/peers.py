"""Other programs on as many transactions: hledger, ledger, beancount and DuckDB, where installed.

Run: python -m benchmarks.peers LANGUAGE FOLDER FILE

writes the records in FOLDER as a journal of double entry: each record moves one from its kind to
its place, and places lie within each other as accounts do.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NOWHERE = "Assets:Elsewhere"

BEANCOUNT = """
import collections, os, sys
os.environ["BEANCOUNT_DISABLE_LOAD_CACHE"] = "1"
from beancount import loader
from beancount.core import data
entries, errors, _ = loader.load_file(sys.argv[1])
assert not errors, errors[:3]
sums = collections.Counter()
for entry in entries:
    if isinstance(entry, data.Transaction):
        for posting in entry.postings:
            sums[posting.account] += posting.units.number
"""

DUCKDB = """
import sys, duckdb
columns = "{kind: 'VARCHAR', promise: 'VARCHAR', outcome: 'VARCHAR', place: 'JSON'}"
duckdb.sql(f'''
    WITH records AS (SELECT * FROM read_json('{sys.argv[1]}/*/*.jsonl', columns = {columns})),
    found AS (SELECT promise, last(outcome) AS outcome FROM records
              WHERE kind = 'promise.assessed' GROUP BY promise)
    SELECT place ->> 'area', found.outcome, count(*) FROM records LEFT JOIN found USING (promise)
    WHERE kind = 'promise.made' GROUP BY ALL''').fetchall()
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """Another program. language: of its journal; empty: it reads the JSON Lines themselves."""

    name: str
    language: str
    command: tuple[str, ...]

    @property
    def present(self) -> bool:
        """Whether it is installed."""
        if shutil.which(self.command[0]) is None:
            return False
        if self.name in {"beancount", "DuckDB"}:
            found = [self.command[0], "-c", f"import {self.name.lower()}"]
            return subprocess.run(found, capture_output=True, check=False).returncode == 0
        return True


def peers(python: str) -> tuple[Peer, ...]:
    """The programs. python: one that has beancount and DuckDB, if this one has not."""
    return (
        Peer("hledger", "ledger", ("hledger", "-f", "{file}", "balance")),
        Peer("ledger", "ledger", ("ledger", "-f", "{file}", "balance")),
        Peer("beancount", "beancount", (python, "-c", BEANCOUNT, "{file}")),
        Peer("DuckDB", "", (python, "-c", DUCKDB, "{folder}")),
    )


def records(folder: Path) -> Iterator[dict[str, Any]]:
    """The records of all imports in a folder, in order."""
    for path in sorted(folder.glob("import-*/*.jsonl")):
        with path.open() as lines:
            yield from map(json.loads, lines)


class Accounts:
    """The account of each record: that of its place, or of the place of what it is about."""

    def __init__(self) -> None:
        self._accounts: dict[tuple[str, str], str] = {}

    def of(self, record: dict[str, Any]) -> str:
        """The account of a record, in the order of recording."""
        own = next((key for key in ("promise", "input", "decision") if key in record), "")
        kind = record["kind"]
        if kind == "area.registered":
            self._extend("area", record["area"], "area", record.get("within", ""))
        elif kind == "case.opened":
            self._accounts["case", record["case"]] = self._of("area", record["area"])
        elif "place" in record:
            ((level, name), *_) = (pair for pair in record["place"].items() if pair[0] != "level")
            account = self._of(level, name)
            if own:
                self._accounts[own, record[own]] = account
            return account
        if own:
            return self._of(own, record[own])
        key = next((key for key in ("area", "case") if key in record), "")
        return self._of(key, record.get(key, ""))

    def _extend(self, kind: str, name: str, above: str, within: str) -> None:
        parent = self._of(above, within) if within else "Assets"
        self._accounts[kind, name] = f"{parent}:{name.capitalize()}"

    def _of(self, kind: str, name: str) -> str:
        return self._accounts.get((kind, name), NOWHERE)


def journal(language: str, folder: Path) -> Iterator[str]:
    """The lines of a journal, a transaction for each record."""
    accounts, opened = Accounts(), set[str]()
    for record in records(folder):
        account, day = accounts.of(record), record["published"]
        source = f"Income:{record['kind'].replace('.', '-').replace('_', '-').capitalize()}"
        if language == "beancount":
            for name in {account, source} - opened:
                yield f"2012-01-01 open {name} EUR\n"
            opened |= {account, source}
            yield f'{day} * "{record["kind"]}"\n  {account}  1 EUR\n  {source}  -1 EUR\n'
        else:
            yield f"{day} {record['kind']}\n    {account}  1\n    {source}\n\n"


if __name__ == "__main__":
    with Path(sys.argv[3]).open("w") as file:
        file.writelines(journal(sys.argv[1], Path(sys.argv[2])))
