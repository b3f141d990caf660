"""A power at a place, piece by piece: every group, level, topic and phase side by side over time.

What is divided is judged piece by piece: where a lead is held topic by topic or phase by phase,
nobody needs to hold all of it. So a part that nobody holds counts only when no finer one is held.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from domain.dates import Instant
from domain.spans import Steps, sampled, steps
from projections.control.parts import Part, meeting
from projections.control.powers import Powers
from projections.control.scope import Spot
from projections.control.state import Control


class Piece(NamedTuple):
    """Who holds one part of a power at one spot: at a place at large, or over a group in it."""

    spot: Spot
    part: Part
    control: Control


Pieces = tuple[Piece, ...]
Key = tuple[Spot, Part]


@dataclass(frozen=True)
class Division:
    """How a part of a power is divided at a place, on [start, end)."""

    powers: Powers
    scope: str
    power: str
    part: Part
    start: Instant
    end: Instant

    @cached_property
    def cells(self) -> dict[Key, Steps[Control]]:
        """Every part at every spot that mandates tell apart, over time; the asked one always."""
        return {
            (spot, part): self.powers.over_time(spot, self.power, part, self.start, self.end)
            for spot in self.powers.where.spots(self.scope)
            for part in self._parts(spot)
        }

    def _parts(self, spot: Spot) -> list[Part]:
        named = self.powers.parts(spot, self.power, self.start, self.end)
        return [
            part
            for part in meeting([*named, self.part])
            if part.lies_in(self.part)
            and (not spot.group or any(part.lies_in(one) for one in named))
        ]

    def at(self, moment: Instant) -> Pieces:
        """Every piece at a moment, that which changed last at the end."""
        there = {key: now for key, one in self.cells.items() if (now := one.at(moment))}
        found = [Piece(*key, now) for key, now in there.items() if not _divided(key, there)]
        return tuple(sorted(found, key=lambda one: self._since(one, moment)))

    def _since(self, piece: Piece, moment: Instant) -> Instant:
        return self.cells[piece.spot, piece.part].since(moment) or moment

    @cached_property
    def over_time(self) -> Steps[Pieces]:
        """Every piece at every moment."""
        turns = {turn for control in self.cells.values() for turn in control.turns()}
        return sampled(turns, self.start, self.end, self.at)

    def undivided(self, spot: Spot, part: Part) -> Steps[Control]:
        """One piece over time, without the moments at which finer ones come in its place."""
        return steps(
            (stretch.start, stretch.end, piece.control)
            for stretch in self.over_time.parts
            for piece in stretch.value
            if (piece.spot, piece.part) == (spot, part)
        )


def _divided(key: Key, there: dict[Key, Control]) -> bool:
    """Whether nobody holds a part as a whole, and somebody a finer part of it."""
    spot, part = key
    return there[key].empty and any(
        not control.empty and other != part and other.lies_in(part)
        for (elsewhere, other), control in there.items()
        if elsewhere == spot
    )
