"""Decisions per body: how far deciding about an area lies with few (METHODS 4, cases F02)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from domain.dates import Bounds, Instant
from projections.control.figures import concentration
from projections.control.parts import Part
from projections.control.powers import Powers
from projections.control.where import Spot
from projections.report import Fields
from projections.span import scope_of
from projections.stories import stories, when


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that was taken: by whom, when, about what and where."""

    by: tuple[str, ...]
    when: Bounds
    topic: str | None
    level: str | None
    scope: str
    event: int


def decisions(powers: Powers) -> list[Decision]:
    """Every decision as known, whether or not it was taken back later."""
    return [
        Decision(
            by=tuple(taken["by"]),
            when=when(taken),
            topic=taken.get("topic"),
            level=taken["place"].get("level"),
            scope=scope_of(taken["place"]),
            event=taken["event"],
        )
        for _, (taken, *_later) in stories(powers.landscape.question, "decision")
    ]


def per_body(powers: Powers, spot: Spot, part: Part, start: Instant, end: Instant) -> Fields:
    """The decisions on [start, end) that bear on a spot, by body, and their concentration.

    Those for the place, a part of it, or a wider place that covers or touches it. A decision of
    several bodies counts for each in equal parts; one without level counts at every level; one
    of which it is not certain that it was taken then is left out.
    """
    counts: dict[str, float] = defaultdict(float)
    events: list[int] = []
    for one in decisions(powers):
        inside = start <= one.when.earliest and one.when.latest < end
        about = part.topic in {None, one.topic} and part.level in {None, one.level or part.level}
        if inside and about and powers.where.touches(one.scope, spot, one.when.earliest):
            bodies = {powers.bodies.body(party, one.when.earliest) for party in one.by}
            for body in bodies:
                counts[body] += 1 / len(bodies)
            events.append(one.event)
    found = concentration(counts)
    return {
        "decisions": len(events),
        "by": dict(sorted(counts.items())),
        "hhi": found.hhi if found else None,
        "effective_number": found.effective_number if found else None,
        "events": events,
    }
