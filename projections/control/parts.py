"""Parts of a power: for a level, a topic and a phase, or undivided.

A power is divided by level, topic and phase. A mandate without one of these counts in every part
("undivided"); a narrower mandate never displaces a wider one (METHODS 4).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from projections.rows.tenure import MandateRow

POWERS = ("lead", "decide", "advise", "execute", "pay", "inspect")


class Part(NamedTuple):
    """A part of a power; None where it is not divided."""

    level: str | None = None
    topic: str | None = None
    phase: str | None = None

    def meet(self, other: Part) -> Part | None:
        """What lies in both parts; None when nothing does."""
        for mine, theirs in zip(self, other, strict=True):
            if mine is not None and theirs is not None and mine != theirs:
                return None
        return Part(*(m if m is not None else t for m, t in zip(self, other, strict=True)))

    def lies_in(self, other: Part) -> bool:
        """Whether the part belongs to a wider one, or is the same."""
        return self.meet(other) == self


WHOLE = Part()


def meeting(named: Iterable[Part]) -> list[Part]:
    """The named parts, and all in which some of them meet, the wider ones first."""
    found = set(named)
    waiting = list(found)
    while waiting:
        here = waiting.pop()
        for other in list(found):
            both = here.meet(other)
            if both is not None and both not in found:
                found.add(both)
                waiting.append(both)
    return sorted(found, key=lambda part: tuple(field or "" for field in part))


def part_of(one: MandateRow) -> Part:
    """The part of its power that a mandate is about."""
    return Part(one.level, one.topic, one.phase)
