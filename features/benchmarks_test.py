"""What `make bench` measures with: ledgers that are made up, and the page that it writes."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks import generate, register
from benchmarks.figures import (
    EXAMPLE_TARGETS,
    PLACE,
    QUESTIONS,
    REGISTER_TARGETS,
    TARGETS,
    Run,
)
from benchmarks.page import UNEXPLAINED, page
from benchmarks.timing import Taken
from features.limits import ROOT
from features.world import World

FEW = 300
Maker = Callable[[int], Iterator[generate.Fields]]
MAKERS = pytest.mark.parametrize("made", [generate.records, register.records])


@MAKERS
def test_made_up(made: Maker, world: World) -> None:
    """A ledger that is made up has the size asked for, in order, and every record is accepted."""
    records = list(made(FEW))
    assert len(records) == FEW
    assert all(before["published"] <= after["published"] for before, after in pairwise(records))
    world.gestand("init")
    generate.write(records, world.folder / "journal")
    world.gestand("import", str(world.folder / "journal" / "import-01"))
    assert f"{FEW:,} records recorded" in world.output, world.message


@MAKERS
def test_seeded(made: Maker) -> None:
    """The same seed makes the same ledger."""
    assert list(made(FEW)) == list(made(FEW))


@pytest.mark.long
def test_density() -> None:
    """What is said of one village is about the same in a ledger of three times the size."""
    shares = [_promises_to_a_village(size) for size in (10_000, 30_000)]
    assert shares[1] == pytest.approx(shares[0], rel=0.15)


def _promises_to_a_village(size: int) -> float:
    """How many promises there are to a village itself, at an average."""
    made = (record for record in generate.records(size) if record["kind"] == "promise.made")
    to_villages = sum(str(record["place"].get("area")).startswith("v") for record in made)
    return to_villages / generate.Land.of(size).villages


def test_beside_what_failed() -> None:
    """A figure beside what did not end is none, so its target is met as far as one was measured."""
    quick, slow = Taken(0.06, 0.1, 20, start_s=0.05), Taken(0.9, 1.0, 20, start_s=0.05)
    ended = Taken(60, 90, 20, start_s=0.05, ended="out of memory")
    runs = {
        size: Run(size, {"trust of all areas": quick, "hledger": peer}, {"JSON Lines": 1})
        for size, peer in ((10**5, slow), (10**6, ended))
    }
    lines = page(runs, Run(FEW), Run(FEW), (), load=3.0).splitlines()
    (line,) = (line for line in lines if line.startswith("| the same beside hledger"))
    assert line.endswith("| 0.07 | \N{EN DASH} | so far |")


def test_verdicts() -> None:
    """The page tells a target that is met from one that is not, and what did not end."""
    quick, slow, ended = (
        Taken(0.06, 0.1, 20, start_s=0.05),
        Taken(0.9, 1.0, 20, start_s=0.05),
        Taken(60, 90, 20, start_s=0.05, ended="stopped after 60 s"),
    )
    taken = {"--help": quick, "trust of a village": slow, "conditions of a village": ended}
    run = Run(FEW, taken, {"JSON Lines": 1})
    lines = page({FEW: run}, Run(FEW), Run(FEW), (), load=3.0).splitlines()
    verdicts = {line.split(" | ")[0]: line.split(" | ")[2:] for line in lines}
    assert verdicts["| help and version"] == ["1.2 (--help)", "so far |"]
    assert verdicts[f"| {PLACE}"] == [
        "18 (trust of a village)",
        "**no** |",
    ]
    assert verdicts["| the same: conditions"][0].startswith("did not end")
    missed = {line: after for line, after in pairwise(lines) if line.startswith("**")}
    assert missed.keys() == {
        f"**{PLACE}**: 18 (trust of a village) at {FEW}.",
        f"**{PLACE}: conditions**: did not end (conditions of a village) at {FEW}.",
        f"**{PLACE}: memory**: did not end (conditions of a village) at {FEW}.",
    }
    assert all(why and why != UNEXPLAINED for why in missed.values())


def test_beside_what_did_not_end() -> None:
    """Nothing is said to take less than what was stopped."""
    quick = Taken(0.06, 0.1, 20, start_s=0.05)
    taken = {"trust of all areas": quick, "hledger": Taken(0, 0, 0, ended="failed")}
    text = page({10**5: Run(10**5, taken, {"JSON Lines": 1})}, Run(FEW), Run(FEW), (), load=3.0)
    (row,) = (line for line in text.splitlines() if line.startswith("| the same beside hledger"))
    assert row.split(" | ")[2:] == ["\N{EN DASH}", "\N{EN DASH} |"]


def test_reasons() -> None:
    """Of a target that is missed without a reason the page says that nobody looked."""
    slow = Taken(0.9, 1.0, 20, start_s=0.05)
    name = "trust of a village, as was public"
    run = Run(FEW, {name: slow}, {"JSON Lines": 1})
    text = page({FEW: run}, Run(FEW), Run(FEW), (), load=3.0)
    assert f"**as was public, or signed**: 18 ({name}) at {FEW}.\n{UNEXPLAINED}\n" in text


@pytest.mark.long
def test_smoke(tmp_path: Path) -> None:
    """On a small ledger all is measured to its end, and every target is told of on the page."""
    written = tmp_path / "benchmarks.md"
    sizes = ["--sizes", str(FEW), "--register", str(FEW)]
    command = [sys.executable, "-m", "benchmarks", *sizes, "--page", str(written)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    text = written.read_text()
    assert "failed" not in text
    assert all(f"| {name} |" in text for name in QUESTIONS)
    told = [line for line in text.splitlines() if re.search(r"\| [≤≥] ", line)]
    assert len(told) == len(TARGETS) + len(REGISTER_TARGETS) + len(EXAMPLE_TARGETS)
