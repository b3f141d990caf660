"""Step functions over half-open spans of time: the algebra that every verdict is written in.

A step function gives each instant one value, and nothing outside its steps. A step [start, end)
contains its start and not its end; neighbours with one value are one step. Of a question that is
answered by yes or no the value is YES, NO or UNKNOWN (the record does not tell), or NOTHING where
there is nothing to judge yet.

Kleene's strong logic of three values (Kleene 1952, section 64), with NOTHING outside of it:

    both    YES  NO  UNKNOWN     either  YES  NO       UNKNOWN     inverse
    YES     YES  NO  UNKNOWN     YES     YES  YES      YES         YES      NO
    NO      NO   NO  NO          NO      YES  NO       UNKNOWN     NO       YES
    UNKNOWN UNK. NO  UNKNOWN     UNKNOWN YES  UNKNOWN  UNKNOWN     UNKNOWN  UNKNOWN

NOTHING with anything is NOTHING. Equations, held by the tests beside this file: both and either
are commutative, associative and idempotent, and absorb each other where there is something to
judge; inverse undoes itself; inverse(both(f, g)) == either(inverse(f), inverse(g)); at(t) of a
result is the result of at(t).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Generic, NamedTuple, TypeVar

from domain.dates import Instant, seconds_between

Value = TypeVar("Value")
Result = TypeVar("Result")

YES, NO, UNKNOWN, NOTHING = "yes", "no", "unknown", "nothing"


class Piece(NamedTuple, Generic[Value]):
    """A value over [start, end)."""

    start: Instant
    end: Instant
    value: Value


@dataclass(frozen=True, slots=True)
class StepFunction(Generic[Value]):
    """A step function; make one with `steps`, so that equal functions are equal values."""

    parts: tuple[Piece[Value], ...] = ()

    def at(self, moment: Instant) -> Value | None:
        """The value at a moment; None outside every step."""
        step = self._step(moment)
        return step.value if step else None

    def within(self, start: Instant, end: Instant) -> StepFunction[Value]:
        """The function on [start, end) only."""
        return piecewise(
            [(max(part.start, start), min(part.end, end), part.value) for part in self.parts]
        )

    def change(self, of: Callable[[Value], Result]) -> StepFunction[Result]:
        """The function of the function: of(f(t)) at every t."""
        return piecewise([(part.start, part.end, of(part.value)) for part in self.parts])

    def first(self, wanted: Callable[[Value], bool]) -> Piece[Value] | None:
        """The first step with a wanted value."""
        return next((part for part in self.parts if wanted(part.value)), None)

    def since(self, moment: Instant) -> Instant | None:
        """From when on the value at a moment has been what it is; None outside every step."""
        step = self._step(moment)
        return step.start if step else None

    def _step(self, moment: Instant) -> Piece[Value] | None:
        place = bisect_right(self.parts, moment, key=lambda part: part.start) - 1
        return self.parts[place] if place >= 0 and moment < self.parts[place].end else None

    def turns(self) -> list[Instant]:
        """Every moment at which the value changes, or begins or ceases to be there."""
        return sorted({moment for part in self.parts for moment in (part.start, part.end)})

    def seconds(self, wanted: Callable[[Value], bool]) -> int:
        """For how many seconds the value is a wanted one."""
        return sum(
            seconds_between(part.start, part.end) for part in self.parts if wanted(part.value)
        )

    def share(self, wanted: Callable[[Value], bool]) -> float | None:
        """The share of its time for which the value is a wanted one; None without any time."""
        whole = self.seconds(lambda _: True)
        return self.seconds(wanted) / whole if whole else None


def piecewise(parts: Iterable[tuple[Instant, Instant, Value]]) -> StepFunction[Value]:
    """A step function of spans that do not overlap; empty ones vanish, equal neighbours join."""
    joined: list[Piece[Value]] = []
    for start, end, value in sorted(parts, key=lambda part: part[0]):
        if start >= end:
            continue
        if joined and joined[-1].end > start:
            raise ValueError(f"two steps hold at {start}")
        if joined and joined[-1].end == start and joined[-1].value == value:
            joined[-1] = Piece(joined[-1].start, end, value)
        else:
            joined.append(Piece(start, end, value))
    return StepFunction(tuple(joined))


def sampled(
    turns: Iterable[Instant],
    start: Instant,
    end: Instant,
    value_at: Callable[[Instant], Value],
) -> StepFunction[Value]:
    """The function on [start, end) of a value that changes at none but the given turns."""
    points = sorted({start, *(turn for turn in turns if start < turn < end)})
    spans = zip(points, [*points[1:], end], strict=True)
    return piecewise([(begin, until, value_at(begin)) for begin, until in spans])


def during(
    spans: Iterable[tuple[Instant, Instant]], start: Instant, end: Instant
) -> StepFunction[str]:
    """YES inside any of the spans, which may overlap, and NO elsewhere in [start, end)."""
    inside = gathered([(begin, until, YES) for begin, until in spans], start, end)
    return inside.change(lambda held: YES if held else NO)


def gathered(
    spans: Iterable[tuple[Instant, Instant, Value]], start: Instant, end: Instant
) -> StepFunction[tuple[Value, ...]]:
    """The values of all spans that hold, in the order in which the spans are given."""
    held = list(spans)
    moments: dict[Instant, list[int]] = {start: []}
    for place, (begin, until, _) in enumerate(held):
        if max(begin, start) < min(until, end):
            moments.setdefault(max(begin, start), []).append(place)
            moments.setdefault(min(until, end), []).append(place)
    inside: set[int] = set()
    pieces: list[tuple[Instant, Instant, tuple[Value, ...]]] = []
    turns = [start, *sorted(moment for moment in moments if start < moment < end)]
    for begin, until in zip(turns, [*turns[1:], end], strict=True):
        inside.symmetric_difference_update(moments[begin])
        pieces.append((begin, until, tuple(held[place][2] for place in sorted(inside))))
    return piecewise(pieces)


def together(*functions: StepFunction[Value]) -> StepFunction[tuple[Value, ...]]:
    """All values side by side, where every function has one."""
    if not functions:
        return StepFunction()
    turns = sorted({turn for function in functions for turn in function.turns()})
    pieces: list[tuple[Instant, Instant, tuple[Value, ...]]] = []
    for start, end in pairwise(turns):
        values = [function.at(start) for function in functions]
        present = tuple(value for value in values if value is not None)
        if len(present) == len(functions):
            pieces.append((start, end, present))
    return piecewise(pieces)


def paired(
    left: StepFunction[Value], right: StepFunction[Result]
) -> StepFunction[tuple[Value, Result]]:
    """Two functions with values of two kinds side by side, where both have one."""
    functions: tuple[StepFunction[Any], StepFunction[Any]] = (left, right)
    return together(*functions).change(lambda values: (values[0], values[1]))


def both(*functions: StepFunction[str]) -> StepFunction[str]:
    """Intersection: whether all say yes."""
    return together(*functions).change(lambda values: _first_of(values, (NO, UNKNOWN)) or YES)


def either(*functions: StepFunction[str]) -> StepFunction[str]:
    """Union: whether any says yes."""
    return together(*functions).change(lambda values: _first_of(values, (YES, UNKNOWN)) or NO)


def inverse(function: StepFunction[str]) -> StepFunction[str]:
    """Complement: no for yes and yes for no."""
    return function.change(lambda value: {YES: NO, NO: YES}.get(value, value))


def count(*functions: StepFunction[str]) -> StepFunction[int]:
    """How many say yes."""
    return together(*functions).change(lambda values: sum(value == YES for value in values))


def _first_of(values: tuple[str, ...], order: tuple[str, ...]) -> str | None:
    """The first of NOTHING and the values in an order that is among those given."""
    return next((value for value in (NOTHING, *order) if value in values), None)
