"""Decisions per body: how far deciding about an area lies with few (METHODS 4, cases F02)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from domain.dates import Bounds
from projections.control.figures import concentration
from projections.control.powers import Powers
from projections.control.scope import Spot, Whereabouts
from projections.report import Fields, Question
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


def decisions(question: Question) -> list[Decision]:
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
        for _, (taken, *_later) in stories(question, "decision")
    ]


def under(question: Question, mandate: str) -> list[int]:
    """The decisions on record as taken under a mandate, up to the moment asked for."""
    return [
        taken["event"]
        for _, (taken, *_later) in stories(question, "decision")
        if taken.get("mandate") == mandate and when(taken).latest <= question.as_of
    ]


def bears(decision: Decision, where: Whereabouts, spots: Sequence[Spot], level: str | None) -> bool:
    """Whether a decision is about a place, a part of it or a wider one that covers or touches it.

    spots: the place with the groups in it. A decision without level is about every level.
    """
    if level and decision.level not in {None, level}:
        return False
    moment = decision.when.earliest
    return any(where.touches(decision.scope, spot, moment) for spot in spots)


def spread(powers: Powers, taken: Sequence[Decision]) -> Fields:
    """How many decisions each body took, and their concentration.

    A decision of several bodies counts for each in equal parts. Bodies are told apart as they
    were on the day of the decision.
    """
    counts: dict[str, float] = defaultdict(float)
    for one in taken:
        bodies = {powers.bodies.body(party, one.when.earliest) for party in one.by}
        for body in bodies:
            counts[body] += 1 / len(bodies)
    found = concentration(counts)
    return {
        "decisions": len(taken),
        "bodies": [{"body": body, "decisions": count} for body, count in sorted(counts.items())],
        "hhi": found.hhi if found else None,
        "effective_number": found.effective_number if found else None,
        "events": [one.event for one in taken],
    }
