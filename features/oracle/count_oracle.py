"""What a count of a mass promise says, told a second time from METHODS.md (see promise_oracle.py).

Every quantity is the set of all that it can be, enumerated on a grid of fractions (its readings).
For each reading it is plain what became of the promise and what that is worth; a count says what
all readings agree on, and between what it is worth otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

HAIR = Fraction(1, 10**9)
"""Just beside a bound that a strict sign leaves out."""

STEPS = 8
"""Into so many parts the grid divides what a quantity can be."""

MUCH = Fraction(1000)
"""What stands for "no top is known": more than anything that is promised here."""


@dataclass(frozen=True)
class Said:
    """The outcome by a count; its value, None where the readings differ; between what it lies."""

    outcome: str
    value: Fraction | None
    low: Fraction
    high: Fraction


def readings(text: str, others: Iterable[Fraction] = ()) -> list[Fraction]:
    """Everything on the grid that a quantity can be; `others` are points that matter beside it."""
    ends: tuple[Fraction, Fraction]
    if ".." in text:
        low, high = text.split("..")
        ends = Fraction(low), Fraction(high)
    elif text.startswith("<"):
        ends = Fraction(0), Fraction(text[1:]) - HAIR
    elif text.startswith(">"):
        ends = Fraction(text[1:]) + HAIR, MUCH
    elif text.startswith("~"):
        about = Fraction(text[1:])
        ends = about - about / 10, about + about / 10
    else:
        ends = Fraction(text), Fraction(text)
    first, last = ends
    grid = {first + (last - first) * step / STEPS for step in range(STEPS + 1)}
    beside = {other + way * HAIR for other in others for way in (-1, 0, 1)}
    return sorted(grid | {point for point in beside if first <= point <= last})


def size_to_reach(size: str | None) -> tuple[Fraction, bool] | None:
    """The lower bound of a promised size, and whether one must come above it.

    None without a size, and of a ceiling ("fewer than n"), which is no quantity to reach.
    """
    if size is None or size.startswith("<"):
        return None
    if size.startswith(">"):
        return Fraction(size[1:]), True
    return min(readings(size)), False


def shares(done: Fraction, size: str) -> list[Fraction | None]:
    """The share of the promised that so many done are; None for all of it.

    Just as many as one must come above are not all, and how much is missing nobody can say.
    """
    least, strictly = size_to_reach(size) or (Fraction(0), False)
    if done > least or (done == least and not strictly):
        return [None]
    if done == least and done > 0:
        return [Fraction(0), Fraction(1)]
    return [done / least if least else Fraction(0)]


def is_all(done: str, size: str) -> bool:
    """Whether on every reading all was done."""
    return {share for one in _each(done, size) for share in shares(one, size)} == {None}


def is_none(done: str, size: str) -> bool:
    """Whether on every reading nothing was done."""
    return set(_each(done, size)) == {Fraction(0)} and not is_all(done, size)


def is_part(done: str, size: str) -> bool:
    """Whether on every reading it is less than all, and on some more than nothing."""
    least, _ = size_to_reach(size) or (Fraction(0), False)
    less = all(one < least for one in _each(done, size))
    return less and not is_none(done, size)


def says(done: str, in_time: str | None, size: str) -> Said:
    """What the last count of somebody says, beside their last count from before the deadline."""
    outcomes: set[str] = set()
    worth: set[Fraction] = set()
    for last, earlier in _pairs(done, in_time, size):
        before = [Fraction(0)] if earlier is None else shares(earlier, size)
        for share, on_time in product(shares(last, size), before):
            whole = Fraction(1) if share is None else share
            # A count corrects those before it: what it takes back was never done on time.
            early = min(Fraction(1) if on_time is None else on_time, whole)
            worth.add(early - (1 - whole))
            outcomes.add(_outcome(share, on_time, done=last, size=size))
    low, high = min(worth), max(worth)
    near = high - low < 10 * HAIR
    outcome = _agreed(outcomes)
    value = low if near and outcome != "undecided" else None
    return Said(outcome, value, low, high)


def _outcome(share: Fraction | None, on_time: Fraction | None, *, done: Fraction, size: str) -> str:
    if share is None:
        return "kept" if on_time is None else "kept-late"
    if len(shares(done, size)) > 1:
        return "open"
    return "partly" if done else "nothing"


def _agreed(outcomes: set[str]) -> str:
    """What all readings agree on; kept, where it is open whether in time."""
    if len(outcomes) == 1 and outcomes != {"open"}:
        return next(iter(outcomes))
    if outcomes == {"kept", "kept-late"}:
        return "kept"
    return "partly" if outcomes == {"partly", "nothing"} else "undecided"


def _each(done: str, size: str) -> list[Fraction]:
    least, _ = size_to_reach(size) or (Fraction(0), False)
    return readings(done, (least,))


def _pairs(done: str, in_time: str | None, size: str) -> Iterator[tuple[Fraction, Fraction | None]]:
    """Every reading of the last count with every one of the count in time, if there is one."""
    for last in _each(done, size):
        yield from ((last, one) for one in ([None] if in_time is None else _each(in_time, size)))
