"""A cell: one part of a power at one place, asked about at a moment and perhaps over a window."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from domain.dates import BEGINNING, Instant, due_instant
from domain.spans import Steps
from projections.control.parts import Part, part_of
from projections.control.powers import Powers
from projections.control.scope import Spot
from projections.control.state import UNCLEAR, Control
from projections.rows.tenure import MandateRow, Position

NOT_THERE = "not-there"
"""Why it is unknown who has control over a group: it has no members there at that moment."""


@dataclass(frozen=True)
class Cell:
    """A part of a power at a spot, asked about at a moment and perhaps over a window."""

    powers: Powers
    spot: Spot
    power: str
    part: Part
    window: tuple[Instant, Instant] | None = None

    @property
    def at(self) -> Instant:
        """The moment that is asked for."""
        return self.powers.landscape.question.as_of

    @cached_property
    def history(self) -> Steps[Control]:
        """Who held it, from the beginning to just after the moment asked for or the window."""
        end = max(due_instant(self.at), self.window[1] if self.window else BEGINNING)
        return self.powers.over_time(self.spot, self.power, self.part, BEGINNING, end)

    @cached_property
    def now(self) -> Control:
        """Who holds it at the moment asked for."""
        there = self.history.at(self.at)
        return there or Control(
            state=UNCLEAR,
            doubt=NOT_THERE,
            bodies=frozenset(),
            held=(),
            claimed=(),
            vouched_by=(),
            contested=False,
            events=(),
        )

    @cached_property
    def position(self) -> Position:
        """Where the spot lies at the moment asked for."""
        return self.powers.positions(self.spot).at(self.at) or frozenset()

    @cached_property
    def mandates(self) -> list[MandateRow]:
        """Every mandate that counts in this part, whenever it was in force."""
        reaching = self.powers.reaching(self.spot, self.power)
        return [one for one in reaching if self.part.lies_in(part_of(one))]
