"""Trying a target for a while: what it may answer, how long an input may take and how much room."""

from __future__ import annotations

import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from fuzzing.mutations import near
from ledger.clock import elapsed_s

PATIENCE_S = 20.0
"""Whoever waits longer for an answer thinks that the program hangs."""

ROOM_BYTES = 512 * 2**20
"""More than this beside what the program has at its start, an input must not need."""

AT_ONCE = 200
"""So many inputs are drawn before the next ones are drawn from another seed."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something that reads bytes of strangers.

    seeds: valid bytes. read: reads them. refusals: how it says in words that they are not valid;
    whatever else it raises is a mistake. patience_s: an input that takes longer hangs.
    """

    name: str
    seeds: tuple[bytes, ...]
    read: Callable[[bytes], object]
    refusals: tuple[type[Exception], ...] = ()
    patience_s: float = PATIENCE_S


@dataclass(slots=True)
class Found:
    """How many inputs were taken and refused, and the mistake that one of them led to."""

    taken: int = 0
    refused: int = 0
    mistake: str | None = None
    last: bytes = field(default=b"", repr=False)


class Hangs(Exception):
    """An input took longer than anybody waits."""


def hunt(target: Target, seconds: float, first_seed: int, kept: Path) -> Found:
    """Try a target for some seconds, or until a mistake is found; its input is kept in a file."""
    found, end, number = Found(), elapsed_s() + seconds, first_seed
    with bounded_room():
        while elapsed_s() < end and found.mistake is None:
            try:
                _tried(target, found, end, number)
            except Exception as error:  # noqa: BLE001 - any error at all is what is looked for
                found.mistake = f"{type(error).__name__}: {error}".splitlines()[0]
                kept.write_bytes(found.last)
            number += 1
    return found


def _tried(target: Target, found: Found, end: float, number: int) -> None:
    """Try inputs that are drawn from one seed; raises what the shortest bad one raises."""

    @seed(number)
    @settings(
        max_examples=AT_ONCE,
        database=None,
        deadline=None,
        derandomize=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(content=near(target.seeds))
    def inputs(content: bytes) -> None:
        if elapsed_s() < end:
            attempt(target, content, found)

    inputs()


def attempt(target: Target, content: bytes, found: Found) -> None:
    """Have a target read an input; raises where it makes a mistake."""
    found.last = content
    with _bounded_time(target.patience_s):
        try:
            target.read(content)
        except target.refusals:
            found.refused += 1
        else:
            found.taken += 1


@contextmanager
def _bounded_time(seconds: float) -> Iterator[None]:
    def over(*_: object) -> None:
        raise Hangs(f"it takes more than {seconds:g} s")

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def bounded_room() -> Iterator[None]:
    """Whoever asks for more memory gets MemoryError, which no reader catches."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + ROOM_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
