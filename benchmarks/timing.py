"""What a command takes: a cold process each time, the smallest of several runs.

Seconds of the processor are what counts: on a machine that others use, the clock tells of them.
They are those of the process and of all that it started and waited for. Beside each command runs
the least that a question could be, so that a ratio to that says the same on any machine.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
START = (sys.executable, "-c", "import click, sqlite3")
"""The floor of any question: Python, what reads the command line, and the database."""

RUNS, ENOUGH_S = 3, 5
"""Runs at the most; a command that takes so many seconds is not run again."""

CPU_LIMIT_S, MEMORY_LIMIT_BYTES = int(os.environ.get("LIMIT_S", "600")), 8 * 2**30
MIB = 2**20


@dataclass(frozen=True, slots=True)
class Taken:
    """What a command takes: seconds of the processor and of the clock, and memory at its peak.

    peak_mib: of the largest of its processes. start_s: seconds of the processor of the floor beside
    it. ended: why the command did not come to its end; empty when it did.
    """

    cpu_s: float
    wall_s: float
    peak_mib: float
    start_s: float = 0
    ended: str = ""

    def __add__(self, other: Taken) -> Taken:
        """One after the other."""
        return Taken(
            self.cpu_s + other.cpu_s,
            self.wall_s + other.wall_s,
            max(self.peak_mib, other.peak_mib),
            min(self.start_s, other.start_s),
            self.ended or other.ended,
        )


def once(command: Sequence[str], folder: Path, output: Path | None = None) -> Taken:
    """Run a command in a folder; what it prints goes to a file, or nowhere."""
    errors = folder / "stderr"
    with Path(output or os.devnull).open("wb") as out, errors.open("wb") as err:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            env=_environment(folder),
            preexec_fn=_limited,  # noqa: PLW1509 - there are no threads
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    ended = _ended(process.returncode, errors)
    return Taken(usage.ru_utime + usage.ru_stime, wall_s, usage.ru_maxrss / 1024, ended=ended)


def smallest(
    command: Sequence[str], folder: Path, output: Path | None = None, runs: int = RUNS
) -> Taken:
    """The run that took least, each beside one of the floor."""
    best: Taken | None = None
    start_s = [once(START, folder).cpu_s]
    for _ in range(runs):
        taken = once(command, folder, output)
        start_s.append(once(START, folder).cpu_s)
        best = min(taken, best or taken, key=lambda taken: taken.cpu_s)
        if taken.cpu_s > ENOUGH_S or taken.ended:
            break
    assert best is not None, "a command runs at least once"
    return Taken(best.cpu_s, best.wall_s, best.peak_mib, min(start_s), best.ended)


def book_in(folder: Path) -> Path:
    """The book of the ledger in a folder, where measurements keep the one that they make."""
    (book,) = (folder / "cache").glob("gestand/*.book")
    return book


def _environment(folder: Path) -> dict[str, str]:
    """The program as people have it: the second run of an installation compiles nothing anew."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    homes = {
        f"XDG_{name.upper()}_HOME": str(folder.resolve() / name) for name in ("cache", "state")
    }
    return kept | homes | {"PYTHONPATH": str(ROOT)}


def _limited() -> None:
    """In a process to be: end it when it takes too much."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_LIMIT_S, CPU_LIMIT_S))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))


def _ended(code: int, errors: Path) -> str:
    """Why a command did not come to its end; a check that finds something does, with 1."""
    said = errors.read_text(errors="replace").strip()
    if code == 0 or (code == 1 and "Traceback" not in said):
        return ""
    if code < 0:
        return f"stopped after {CPU_LIMIT_S} s"
    if "MemoryError" in said:
        return f"stopped at {MEMORY_LIMIT_BYTES // 2**30} GiB"
    return f"failed: {(said.splitlines() or [str(code)])[-1]}"
