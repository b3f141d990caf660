"""How long 10,000 events take to import, and a question on them to answer.

Every figure is the time of a whole process, interpreter and imports included, over several runs.
The ratio to a bare start of Python says more than seconds do, which depend on the machine; on a
busy one the seconds of the processor say what the program itself takes. Run from the repository:

    .venv/bin/python benchmarks/ten_thousand.py
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

EVENTS = 10_000
AREAS = 100
RUNS = 7
SOURCE = [{"title": "generated", "type": "other"}]
ROOT = Path(__file__).parent.parent

IMPORT_TARGET_S = 1.5
QUESTION_TARGET_S = 0.4


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


class Taken(NamedTuple):
    """Seconds that a process took: on the clock, and of the processor."""

    clock: float
    processor: float


def timed(*command: str) -> Taken:
    """What a command of Python takes as a whole process."""
    start, before = time.perf_counter(), getrusage(RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *command], check=True, capture_output=True, cwd=ROOT)
    after = getrusage(RUSAGE_CHILDREN)
    processor = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Taken(time.perf_counter() - start, processor)


def measured(what: str, run: Callable[[], Taken], bare_s: float, target_s: float = 0) -> None:
    """Print the spread of several runs, and how many bare starts of Python that is."""
    runs = [run() for _ in range(RUNS)]
    clock = sorted(one.clock for one in runs)
    middle, processor = median(clock), median(one.processor for one in runs)
    spread = f"{clock[0]:6.2f} {middle:6.2f} {clock[-1]:6.2f} {processor:9.2f}"
    verdict = f"   target {target_s}: {'met' if middle <= target_s else 'missed'}"
    print(f"{what:37}{spread} {middle / bare_s:7.0f}{verdict if target_s else ''}")


def main() -> None:
    """Print what was measured."""
    bare_s = median(timed("-c", "pass").clock for _ in range(RUNS))
    print(f"{f'{RUNS} runs, in seconds':37}   min median    max processor   ratio")
    with TemporaryDirectory() as folder:
        journal, ledger = Path(folder) / "journal.jsonl", Path(folder) / "ledger.db"
        journal.write_text("\n".join(json.dumps(record) for record in records()))
        gestand = ("cli.py", "--ledger", str(ledger))

        def imported() -> Taken:
            for old in Path(folder).glob("ledger.db*"):
                old.unlink()
            timed(*gestand, "init")
            return timed(*gestand, "import", str(journal))

        def asked_first() -> Taken:
            Path(f"{ledger}.book").unlink(missing_ok=True)
            return timed(*gestand, "trust", "v7")

        def asked() -> Taken:
            return timed(*gestand, "trust", "v7")

        measured("a bare start of Python", lambda: timed("-c", "pass"), bare_s)
        measured("gestand --help", lambda: timed("cli.py", "--help"), bare_s)
        measured(f"import of {EVENTS:,} events", imported, bare_s, IMPORT_TARGET_S)
        measured("the first question (makes the book)", asked_first, bare_s)
        measured("a question (trust v7)", asked, bare_s, QUESTION_TARGET_S)


if __name__ == "__main__":
    main()
