"""A ledger that is written and asked through the command line, and everything that it answers."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from commands.program import run

Fields = dict[str, Any]

VIEWS = (
    ("promises",), ("rules",), ("charters",), ("decisions",), ("tables",), ("lessons",), ("cases",),
    ("areas",), ("parties",), ("figures",), ("check",), ("trust", "village"), ("trust", "town"),
    ("stability", "village"), ("control", "village"), ("conditions", "village"),
    ("participation", "village"), ("contact", "village"), ("levels", "village"),
)  # fmt: skip
"""The views, each with a place where it asks for one."""

MOMENT = "2025-06-01"

POSITIONS = frozenset({"event", "events", "found_in", "position", "corrected_by"})
"""What names records by their numbers, which another order of recording changes; corrections too,
which every view marks."""

SOURCES = frozenset({"sources", "found_from"})
"""The mix of sources, the only figure that a correction of a source may change."""


class Ledger:
    """A ledger in a folder of its own; every command must be understood and done."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        self.path = folder / "ledger.db"
        self.gestand("init")

    def gestand(self, *words: str) -> str:
        """What a command prints."""
        printed, message = io.StringIO(), io.StringIO()
        with redirect_stdout(printed), redirect_stderr(message):
            code = run(["--ledger", str(self.path), *words])
        assert code in {0, 1}, (words, message.getvalue())
        return printed.getvalue()

    def record(self, *records: Fields) -> None:
        """Import records as one file."""
        file = self.folder / "journal.jsonl"
        file.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
        self.gestand("import", str(file))

    def ids(self) -> list[str]:
        """The ids of all records, in the order of recording."""
        return [row["id"] for row in self.rows("log")]

    def correct(self, name: str, **fields: str) -> str:
        """Correct a record, and return the id of what took its place."""
        changes = [f"{field}={value}" for field, value in fields.items()]
        self.gestand("correct", name, *changes, "--reason", "a mistake of ours")
        return self.ids()[-1]

    def answers(self, *options: str, without: frozenset[str] = POSITIONS) -> Fields:
        """What every view answers about a moment, without the fields of some names."""
        asked = ("--as-of", MOMENT, *options, "--format", "json")
        return {
            " ".join(view): stripped(json.loads(self.gestand(*view, *asked))["rows"], without)
            for view in VIEWS
        }

    def rows(self, *words: str) -> list[Fields]:
        """The rows that a view answers."""
        rows: list[Fields] = json.loads(self.gestand(*words, "--format", "json"))["rows"]
        return rows

    def exported(self, form: str) -> list[Path]:
        """The files of an export: one, or a table of each kind."""
        if form != "csv":
            return [self._file(f"export.{form}", self.gestand("export", "--format", form))]
        kinds = {row["kind"] for row in self.rows("log")}
        return [
            self._file(f"{kind}.csv", self.gestand("export", "--format", "csv", "--kind", kind))
            for kind in sorted(kinds)
        ]

    def _file(self, name: str, text: str) -> Path:
        file = self.folder / name
        file.write_text(text, encoding="utf-8", newline="")
        return file


def stripped(value: Any, without: frozenset[str]) -> Any:
    """A value without the fields of some names, however deep, and lists of the rest in order."""
    if isinstance(value, dict):
        return {
            name: stripped(held, without) for name, held in value.items() if name not in without
        }
    return [stripped(held, without) for held in value] if isinstance(value, list) else value
