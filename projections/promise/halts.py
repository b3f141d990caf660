"""What holds a promise up: a suspension, and the bodies that block it.

The last word on a suspension counts. Every body blocks until its own block is lifted: an unblock
by a body that blocks lifts the block of that body alone. One by somebody else (a court, a
successor) lifts the block where only one body blocks; of several it does not say whose, so that
all of them stand `[design]`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domain.spans import NO, UNKNOWN, YES
from projections.promise.reading import Told


@dataclass(frozen=True, slots=True)
class Halts:
    """The suspensions and blocks that stand at a moment, in the order in which they began."""

    suspensions: tuple[Told, ...]
    blocks: tuple[Told, ...]

    @property
    def blockers(self) -> tuple[str, ...]:
        """The bodies that block it, each once."""
        return tuple(dict.fromkeys(str(block.get("by")) for block in self.blocks))

    @property
    def halted(self) -> str:
        """YES while it is halted everywhere, UNKNOWN while in some place only, else NO."""
        places = [halt.get("place") for halt in (*self.suspensions, *self.blocks)]
        if not places:
            return NO
        return UNKNOWN if all(places) else YES


def halts(told: Iterable[Told]) -> Halts:
    """What stands of the suspensions and blocks among what happened, in its order."""
    suspensions: list[Told] = []
    blocks: list[Told] = []
    for event in told:
        match event.kind:
            case "promise.suspended":
                suspensions.append(event)
            case "promise.resumed":
                suspensions = []
            case "promise.blocked":
                blocks.append(event)
            case "promise.unblocked":
                blocks = _without(blocks, str(event.get("by")))
            case _:
                pass
    return Halts(tuple(suspensions), tuple(blocks))


def _without(blocks: list[Told], lifted_by: str) -> list[Told]:
    """The blocks that are left when somebody lifted one."""
    bodies = {str(block.get("by")) for block in blocks}
    if lifted_by not in bodies:
        return [] if len(bodies) == 1 else blocks
    return [block for block in blocks if block.get("by") != lifted_by]
