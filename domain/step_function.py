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

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

from domain.dates import Instant, seconds_between
from domain.value import value_class
from languages import N_

Value = TypeVar("Value")
Result = TypeVar("Result")

YES, NO, UNKNOWN, NOTHING = "yes", "no", "unknown", "nothing"


class Piece(NamedTuple, Generic[Value]):
    """A value over [start, end)."""

    start: Instant
    end: Instant
    value: Value


@value_class
class StepFunction(Generic[Value]):
    """A step function; make one with `steps`, so that equal functions are equal values."""

    parts: tuple[Piece[Value], ...] = ()

    def at(self, moment: Instant) -> Value | None:
        """The value at a moment; None outside every step."""
        step = self._step(moment)
        return step.value if step else None

    def within(self, start: Instant, end: Instant) -> StepFunction[Value]:
        """The function on [start, end) only."""
        if self.parts and start <= self.parts[0].start and self.parts[-1].end <= end:
            return self
        return piecewise(
            [
                (max(part.start, start), min(part.end, end), part.value)
                for part in self.parts
                if part.start < end and start < part.end
            ]
        )

    def change(self, of: Callable[[Value], Result]) -> StepFunction[Result]:
        """The function of the function: of(f(t)) at every t."""
        return _joined((part.start, part.end, of(part.value)) for part in self.parts)

    def first(self, wanted: Callable[[Value], bool]) -> Piece[Value] | None:
        """The first step with a wanted value."""
        return next((part for part in self.parts if wanted(part.value)), None)

    def since(self, moment: Instant) -> Instant | None:
        """From when on the value at a moment has been what it is; None outside every step."""
        step = self._step(moment)
        return step.start if step else None

    def alike_since(self, moment: Instant, of: Callable[[Value], Result]) -> Instant | None:
        """Since when of(f(t)) has been what it is at a moment: as change(of).since(moment)."""
        place = self._place(moment)
        if place is None:
            return None
        now = of(self.parts[place].value)
        while place and self.parts[place - 1].end == self.parts[place].start:
            if of(self.parts[place - 1].value) != now:
                break
            place -= 1
        return self.parts[place].start

    def _step(self, moment: Instant) -> Piece[Value] | None:
        place = self._place(moment)
        return None if place is None else self.parts[place]

    def _place(self, moment: Instant) -> int | None:
        after: Any = (moment, _AFTER_EVERY_END)
        place = bisect_right(self.parts, after) - 1
        return place if place >= 0 and moment < self.parts[place].end else None

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


_AFTER_EVERY_END = "~"
"""What no end of a step comes after, so that steps are found by their start alone."""


def piecewise(parts: Iterable[tuple[Instant, Instant, Value]]) -> StepFunction[Value]:
    """A step function of spans that do not overlap; empty ones vanish, equal neighbours join."""
    return _joined(sorted(parts, key=itemgetter(0)))


def _joined(parts: Iterable[tuple[Instant, Instant, Value]]) -> StepFunction[Value]:
    """The same of spans in order."""
    joined: list[Piece[Value]] = []
    for start, end, value in parts:
        if start >= end:
            continue
        if joined:
            before = joined[-1]
            if before.end > start:
                raise ValueError(N_("two steps hold at {start}").format(start=start))
            if before.end == start and before.value == value:
                joined[-1] = Piece(before.start, end, value)
                continue
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
    pieces: list[tuple[Instant, Instant, str]] = []
    last = start
    for begin, until in merged(spans):
        if begin < end and start < until:
            pieces += [(last, begin, NO), (max(begin, start), min(until, end), YES)]
            last = until
    return piecewise([*pieces, (last, end, NO)])


def merged(spans: Iterable[tuple[Instant, Instant]]) -> list[tuple[Instant, Instant]]:
    """The same time as spans that do not overlap, in order."""
    found: list[tuple[Instant, Instant]] = []
    for begin, until in sorted(spans):
        if found and begin <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], until)
        elif begin < until:
            found.append((begin, until))
    return found


def gathered(
    spans: Iterable[tuple[Instant, Instant, Value]], start: Instant, end: Instant
) -> StepFunction[tuple[Value, ...]]:
    """The values of all spans that hold, in the order in which the spans are given."""
    held = list(spans)
    values = [value for _, _, value in held]
    changes: dict[Instant, list[int]] = defaultdict(list)
    for place, (begin, until, _) in enumerate(held):
        if max(begin, start) < min(until, end):
            changes[max(begin, start)].append(place)
            changes[min(until, end)].append(place)
    inside: list[int] = []
    pieces: list[tuple[Instant, Instant, tuple[Value, ...]]] = []
    for begin, until in pairwise(sorted({start, *changes, end}) if start < end else ()):
        for place in changes.get(begin, ()):
            _switch(inside, place)
        pieces.append((begin, until, tuple([values[place] for place in inside])))
    return piecewise(pieces)


def _switch(inside: list[int], place: int) -> None:
    """Put a number into a list in order, or take it out if it is there."""
    at = bisect_left(inside, place)
    if at < len(inside) and inside[at] == place:
        del inside[at]
    else:
        inside.insert(at, place)


def together(*functions: StepFunction[Value]) -> StepFunction[tuple[Value, ...]]:
    """All values side by side, where every function has one."""
    changes: dict[Instant, list[tuple[int, Value | None]]] = defaultdict(list)
    for place, function in enumerate(functions):
        for start, end, value in function.parts:
            changes[start].append((place, value))
            changes[end].append((place, None))
    now: list[Value | None] = [None] * len(functions)
    pieces: list[tuple[Instant, Instant, tuple[Any, ...]]] = []
    for start, end in pairwise(sorted(changes)):
        for place, new in changes[start]:
            now[place] = new
        if all(value is not None for value in now):
            pieces.append((start, end, tuple(now)))
    return piecewise(pieces)


def paired(
    left: StepFunction[Value], right: StepFunction[Result]
) -> StepFunction[tuple[Value, Result]]:
    """Two functions with values of two kinds side by side, where both have one."""
    functions: tuple[StepFunction[Any], StepFunction[Any]] = (left, right)
    pairs: StepFunction[Any] = together(*functions)
    return pairs


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
