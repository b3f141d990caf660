"""How long 10,000 events take to import, and a cold question on them to answer.

Run: .venv/bin/python benchmarks/ten_thousand.py
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

EVENTS = 10_000
AREAS = 100
SOURCE = [{"title": "generated", "type": "other"}]


def records() -> list[dict[str, object]]:
    """A ministry, residents, areas, and promises with assessments in two of three."""
    base: dict[str, object] = {"on": "2015-01-01", "source": SOURCE}
    made: list[dict[str, object]] = [
        base | {"kind": "party.registered", "party": party, "name": party, "type": kind}
        for party, kind in (("m", "ministry"), ("a", "expert-body"), ("r", "residents"))
    ]
    made += [
        base | {"kind": "area.registered", "area": f"v{n}", "name": f"V{n}", "type": "village"}
        for n in range(AREAS)
    ]
    number = 0
    while len(made) < EVENTS:
        promise = {"promise": f"p{number}"}
        who = {"by": "m", "to": "r", "place": {"area": f"v{number % AREAS}"}}
        what = {"kind": "promise.made", "text": "A promise.", "due": f"{2016 + number % 8}-06-30"}
        made.append(base | promise | who | what | {"on": "2015-06-01"})
        found = {"kind": "promise.assessed", "outcome": "kept", "by": "a", "basis": "independent"}
        if number % 3:
            made.append(
                base | promise | found | {"on": f"{2016 + number % 8}-0{1 + number % 9}-15"}
            )
        number += 1
    return made[:EVENTS]


def timed(*command: str) -> float:
    """Seconds that a command takes as a whole process."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "cli", *command], check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print what was measured."""
    with TemporaryDirectory() as folder:
        journal = Path(folder) / "journal.jsonl"
        journal.write_text("\n".join(json.dumps(record) for record in records()))
        ledger = ("--ledger", str(Path(folder) / "ledger.db"))
        timed(*ledger, "init")
        print(f"import {EVENTS:,} events     {timed(*ledger, 'import', str(journal)):.2f} s")
        print(f"first question (makes book)  {timed(*ledger, 'trust', 'v7'):.2f} s")
        print(f"cold question                {timed(*ledger, 'trust', 'v7'):.2f} s")
        print(f"the help alone               {timed('--help'):.2f} s")


if __name__ == "__main__":
    main()
