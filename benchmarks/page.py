"""The page of what was measured: docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterator, Sequence
from math import inf

from benchmarks.figures import (
    EXAMPLE_TARGETS,
    JSON_LINES,
    REGISTER_TARGETS,
    TARGETS,
    Run,
    Runs,
    Target,
)
from benchmarks.peers import Peer
from benchmarks.timing import CPU_LIMIT_S, MEMORY_LIMIT_BYTES, Taken

IDLE = 0.5
"""Up to this load the clock is believed."""

BEGINNING = """\
# What it takes

Made by `make bench` (`make bench SIZES=10000,1000000`), which makes the ledgers it measures:
seeded, and of constant density, so that one village holds about the same at every size
(benchmarks/generate.py). What is asked stands in benchmarks/figures.py, with the targets.

Every figure is of a cold process, the least of three runs where one takes less than five seconds,
in seconds of the processor, with those of all processes that it starts. × alone, or × the floor, is
the ratio to `python -c "import click, sqlite3"` in the same run. A command is stopped after
{limit} seconds or at {memory} GiB, and is not tried on larger ledgers then; of imports the limit
is for each. Memory is that of the largest process at its peak.

Measured on {cores} cores, load {load:.1f} at the beginning;
Python {python}, SQLite {sqlite}.{absent}
"""

BUSY = " So seconds of the clock are not judged."
NOT_HERE = " Not installed, and so not beside it: {names}."


NOT_MET, SAME = "**no**", "the same"
UNEXPLAINED = "Nobody looked yet into what takes the time."


def page(runs: Runs, register: Run, example: Run, peers: Sequence[Peer], load: float) -> str:
    """The whole page. load: of the machine before anything was measured."""
    of_register, of_example = {register.size: register}, {example.size: example}
    absent = ", ".join(peer.name for peer in peers if not peer.present)
    beginning = BEGINNING.format(
        limit=CPU_LIMIT_S,
        memory=MEMORY_LIMIT_BYTES // 2**30,
        cores=os.cpu_count(),
        load=load,
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        absent=(BUSY if load > IDLE else "") + (NOT_HERE.format(names=absent) if absent else ""),
    )
    parts = [
        beginning,
        "## Targets\n\nOf several questions that which is furthest from the target.\n",
        *_targets(TARGETS, runs, load),
        f"\n## A register of {register.size:,} records and 926 topics\n",
        *_targets(REGISTER_TARGETS, of_register, load),
        f"\n## The ledger of the example, {example.size:,} records\n",
        *_targets(EXAMPLE_TARGETS, of_example, load),
        *_reasons(
            [(TARGETS, runs), (REGISTER_TARGETS, of_register), (EXAMPLE_TARGETS, of_example)], load
        ),
        "\n## Seconds of the processor, × the floor, and MiB at the peak\n",
        *_seconds(runs),
        "\n## Bytes, and × those of the JSON Lines\n",
        *_bytes(runs),
    ]
    return "\n".join(parts) + "\n"


def _targets(targets: Sequence[Target], runs: Runs, load: float) -> Iterator[str]:
    yield from _head("what", "target", *(f"{size:,}" for size in runs), "met")
    for target in targets:
        sign = "≥" if target.least else "≤"
        limit = f"{sign} {_number(target.limit)} {target.unit}, {_sizes(target)}"
        found = [target.worst(runs, size) for size in runs]
        yield _line(
            target.what, limit, *(_cell(target, one) for one in found), _met(target, runs, load)
        )


def _reasons(asked: Sequence[tuple[Sequence[Target], Runs]], load: float) -> Iterator[str]:
    """Of each target that is not met the figure that was reached, and why it is no better."""
    missed = [
        (label, target, runs)
        for targets, runs in asked
        for label, target in _labelled(targets)
        if _met(target, runs, load) == NOT_MET
    ]
    if missed:
        yield "\n## Why not met\n\nShares are of processor time, by a profile of samples."
    for label, target, runs in missed:
        reached = [
            f"{_cell(target, target.worst(runs, size))} at {size:,}"
            for size in runs
            if target.since <= size <= target.upto and target.worst(runs, size)
        ]
        yield f"\n**{label}**: {'; '.join(reached)}.\n{target.why or UNEXPLAINED}"


def _labelled(targets: Sequence[Target]) -> Iterator[tuple[str, Target]]:
    """Targets, each with what it is for, where it is said of the one before as `the same`."""
    whole = ""
    for target in targets:
        if not target.what.startswith(SAME):
            whole, _, _ = target.what.partition(" beside ")
        yield target.what.replace(SAME, whole, 1), target


def _sizes(target: Target) -> str:
    if target.since == target.upto:
        return f"at {target.upto:,}"
    since = f"from {target.since:,} " if target.since else ""
    return f"{since}up to {target.upto:,}"


def _cell(target: Target, found: tuple[float, str] | None) -> str:
    if found is None:
        return "–"
    value, name = found
    which = f" ({name})" if len(target.names) > 1 else ""
    return f"{'did not end' if value in {inf, 0} else _number(value)}{which}"


def _met(target: Target, runs: Runs, load: float) -> str:
    """Whether a target is met at every size that was measured, up to the one it is for."""
    if target.idle and load > IDLE:
        return "not judged"
    sizes = [size for size in runs if target.since <= size <= target.upto]
    found = {size: worst for size in sizes if (worst := target.worst(runs, size)) is not None}
    if not found:
        return "–"
    if not all(target.holds(value) for value, _ in found.values()):
        return NOT_MET
    return "yes" if max(found) == target.upto else "so far"


def _seconds(runs: Runs) -> Iterator[str]:
    yield from _head("what", *(f"{size:,}" for size in runs))
    for name in dict.fromkeys(name for run in runs.values() for name in run.taken):
        yield _line(name, *(_taken(run.taken.get(name)) for run in runs.values()))


def _taken(taken: Taken | None) -> str:
    if taken is None:
        return "–"
    if taken.ended:
        return taken.ended
    ratio = _number(taken.cpu_s / taken.start_s)
    return f"{taken.cpu_s:.2f} s, {ratio} ×, {taken.peak_mib:.0f} MiB"


def _bytes(runs: Runs) -> Iterator[str]:
    whole = [run for run in runs.values() if run.bytes]
    yield from _head("of", *(f"{run.size:,}" for run in whole))
    for name in dict.fromkeys(name for run in whole for name in run.bytes):
        sizes = [(run.bytes[name], run.bytes[JSON_LINES]) for run in whole]
        yield _line(name, *(f"{n / 1e6:.1f} MB, {_number(n / lines)} ×" for n, lines in sizes))


def _head(*titles: str) -> Iterator[str]:
    yield _line(*titles)
    yield _line(*("---" for _ in titles))


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _number(value: float) -> str:
    """A number as exact as it is of use."""
    if value >= 10 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 2 else f"{value:.2f}".rstrip("0")
