"""A list of records that changes from step to step, kept as what comes and goes.

Where some promise is always in breach, each step of a condition rests on thousands of records, and
the next one on the same but for a few. Each list by itself would take memory and time that grow
with the square of the ledger, while most answers need one of them, or the union of all.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Any

from domain.dates import Instant
from domain.step_function import StepFunction, piecewise

Records = Sequence[int]
"""Records by their positions: a tuple, or a roll."""

Stay = tuple[Instant, Instant, tuple[int, ...]]
"""From when to when some records are on a roll."""


class Course:
    """Lists of records, in one order, each on the roll from a step to another.

    came: the places of the lists that come at each step. went: of those that go.
    """

    def __init__(
        self, lists: Sequence[tuple[int, ...]], came: Sequence[list[int]], went: Sequence[list[int]]
    ) -> None:
        self._lists, self._came, self._went = lists, came, went
        self._step, self._inside = -1, list[int]()

    def rolls(self) -> Iterator[Roll]:
        """What is on the roll at each step."""
        size = mark = 0
        for step, (came, went) in enumerate(zip(self._came, self._went, strict=True)):
            for record in chain.from_iterable(self._lists[place] for place in (*came, *went)):
                # Not of the number itself: of such marks different lists often have the same.
                mark ^= hash((record,))
            size += sum(len(self._lists[place]) for place in came)
            size -= sum(len(self._lists[place]) for place in went)
            yield Roll(self, step, size, mark)

    def at(self, step: int) -> tuple[int, ...]:
        """What is on the roll at a step: found fastest in the order of the steps."""
        if step < self._step:
            self._step, self._inside = -1, list[int]()
        for then in range(self._step + 1, step + 1):
            for place in self._went[then]:
                del self._inside[bisect_left(self._inside, place)]
            for place in self._came[then]:
                insort(self._inside, place)
        self._step = step
        return tuple(chain.from_iterable(map(self._lists.__getitem__, self._inside)))

    def since(self, before: int, step: int) -> Iterator[int]:
        """What is on the roll at a step and was not at one before it."""
        steps = range(before + 1, step + 1)
        gone = {place for then in steps for place in self._went[then]}
        for place in chain.from_iterable(map(self._came.__getitem__, steps)):
            if place not in gone:
                yield from self._lists[place]


class Roll(Sequence[int]):
    """The records that are on a roll at one step of its course; equal to the tuple of them.

    size: how many. mark: the same for the same records, and for others as good as never.
    """

    __slots__ = ("course", "mark", "size", "step")

    def __init__(self, course: Course, step: int, size: int, mark: int) -> None:
        self.course, self.step, self.size, self.mark = course, step, size, mark

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[int]:
        return iter(self.course.at(self.step) if self.size else ())

    def __getitem__(self, place: Any) -> Any:
        return self.course.at(self.step)[place]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Roll) and (self.size, self.mark) != (other.size, other.mark):
            return False
        return self is other or (isinstance(other, Roll | tuple) and tuple(self) == tuple(other))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def since(self, before: Records) -> Iterable[int]:
        """What was not among some records; all, if these are of no step before this one."""
        if isinstance(before, Roll) and before.course is self.course and before.step <= self.step:
            return self.course.since(before.step, self.step)
        return self


def rolled(stays: Iterable[Stay], start: Instant, end: Instant) -> StepFunction[Records]:
    """The records of all stays that hold, in the order in which these are given."""
    held = [
        (max(begin, start), min(until, end), records)
        for begin, until, records in stays
        if max(begin, start) < min(until, end)
    ]
    turns = {moment for begin, until, _ in held for moment in (begin, until)}
    moments = sorted({start, end} | turns) if start < end else []
    steps = {moment: step for step, moment in enumerate(moments)}
    came: list[list[int]] = [[] for _ in moments]
    went: list[list[int]] = [[] for _ in moments]
    for place, (begin, until, _) in enumerate(held):
        came[steps[begin]].append(place)
        went[steps[until]].append(place)
    rolls = Course([records for _, _, records in held], came, went).rolls()
    spans = zip(pairwise(moments), rolls, strict=False)
    return piecewise([(begin, until, roll) for (begin, until), roll in spans])


def on_any(lists: Iterable[Records]) -> set[int]:
    """Every record of lists, of which those that follow on one roll are gone through once."""
    found: set[int] = set()
    before: Records = ()
    for records in lists:
        found.update(records.since(before) if isinstance(records, Roll) else records)
        before = records
    return found
