"""What the steps share: a folder with a ledger, and the command line run in this process."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from commands.program import run
from domain.streams.event import Draft
from ledger.codec import parts, said_by
from ledger.store.address import Location, location
from ledger.store.writer import ToRecord, Writing

SOURCE = [{"title": "a letter to the village", "type": "official"}]


@dataclass
class World:
    """One scenario: its folder, and what the last command said.

    address: of the database of its ledger; None: the ledger is a file in the folder.
    """

    folder: Path
    capture: pytest.CaptureFixture[str]
    address: str | None = None
    exit_code: int = 0
    output: str = ""
    message: str = ""
    remembered: dict[str, Any] = field(default_factory=dict)

    @property
    def ledger(self) -> Path:
        """The ledger file of the scenario."""
        return self.folder / "ledger.db"

    @property
    def location(self) -> Location:
        """Where its ledger is, on a server or in the folder."""
        return location(self.address) if self.address else self.ledger

    def gestand(self, *arguments: str) -> None:
        """Run a command on the ledger and keep what it says."""
        self.exit_code = run(["--ledger", self.address or str(self.ledger), *arguments])
        captured = self.capture.readouterr()
        self.output, self.message = captured.out, captured.err

    def file(self, name: str, content: str | bytes) -> Path:
        """Write a file into the folder of the scenario."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def record(self, *records: dict[str, Any]) -> None:
        """Import records as JSON Lines."""
        complete = [{"on": "2019-01-01", "source": SOURCE} | one for one in records]
        lines = "\n".join(json.dumps(one) for one in complete)
        self.gestand("import", str(self.file("journal.jsonl", lines)))

    def journal(self, count: int) -> Path:
        """A journal of so many records in the folder of the scenario."""
        lines = (json.dumps({"on": "2019-01-01", "source": SOURCE} | one) for one in many(count))
        return self.file("many.jsonl", "\n".join(lines))

    def trust(self, *options: str) -> dict[str, Any]:
        """The figures of the village."""
        self.gestand("trust", "village", "--format", "json", *options)
        if self.exit_code:
            return {}
        row: dict[str, Any] = json.loads(self.output)["rows"][0]
        return row


def scrubbed(world: World) -> list[dict[str, Any]]:
    """What the log says, without what depends on when it was recorded."""
    world.gestand("log", "--format", "json")
    rows = json.loads(world.output)["rows"]
    later = {"recorded_at", "corrected_by", "correction"}
    return [{name: value for name, value in row.items() if name not in later} for row in rows]


def founding(burden: str) -> list[dict[str, Any]]:
    """A ledger with a ministry, an auditor, residents and a village."""
    parties = (("ministry", "ministry"), ("auditor", "expert-body"), ("residents", "residents"))
    return [
        {"kind": "ledger.declared", "title": "A village", "burden": burden},
        *(
            {"kind": "party.registered", "party": party, "name": party.title(), "type": kind}
            for party, kind in parties
        ),
        {"kind": "area.registered", "area": "village", "name": "The village", "type": "village"},
    ]


PLAN: dict[str, Any] = {
    "kind": "promise.made", "promise": "plan", "by": "ministry", "to": "residents",
    "place": {"area": "village"}, "text": "A plan.", "due": "2020-06-30",
}  # fmt: skip
"""A promise to the village."""


def many(count: int) -> list[dict[str, Any]]:
    """So many records: a village with a promise, and parties without end."""
    party = {"kind": "party.registered", "type": "other", "name": "A party"}
    start = [*founding("open"), PLAN]
    return start + [party | {"party": f"p{number}"} for number in range(count - len(start))]


def as_it_came(writing: Writing, drafts: Iterable[Draft], recorded_by: str | None = None) -> None:
    """Append records without asking whether the rules allow them, as another program may have."""
    versions: Counter[str] = Counter()
    coming = []
    for draft in drafts:
        if draft.stream not in versions:
            versions[draft.stream] = len(writing.reader.stream(draft.stream))
        versions[draft.stream] += 1
        version = versions[draft.stream]
        coming.append(ToRecord(draft.kind, draft.stream, version, parts(said_by(draft))))
    writing.append(coming, recorded_by)
