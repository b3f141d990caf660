"""Decisions per body: how far deciding about an area lies with few (METHODS 4, cases F02)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from projections.control.figures import concentration
from projections.control.powers import Powers
from projections.control.scope import Spot, Whereabouts
from projections.report import Fields, Question
from projections.rows.acts import DecisionRow
from projections.rows.span import when


def decisions(question: Question) -> list[DecisionRow]:
    """Every decision as known, whether or not it was taken back later."""
    return question.book.at(DecisionRow, question.as_of, question.known)


def under(question: Question, mandate: str) -> list[int]:
    """The decisions on record as taken under a mandate, up to the moment asked for."""
    return [
        taken.event
        for taken in decisions(question)
        if taken.mandate == mandate and when(taken).latest <= question.as_of
    ]


def bears(
    decision: DecisionRow, where: Whereabouts, spots: Sequence[Spot], level: str | None
) -> bool:
    """Whether a decision is about a place, a part of it or a wider one that covers or touches it.

    spots: the place with the groups in it. A decision without level is about every level.
    """
    if level and decision.level not in {None, level}:
        return False
    moment = when(decision).earliest
    return any(where.touches(decision.scope, spot, moment) for spot in spots)


def spread(powers: Powers, taken: Sequence[DecisionRow]) -> Fields:
    """How many decisions each body took, and their concentration.

    A decision of several bodies counts for each in equal parts. Bodies are told apart as they
    were on the day of the decision.
    """
    counts: dict[str, float] = defaultdict(float)
    for one in taken:
        bodies = {powers.bodies.body(party, when(one).earliest) for party in one.by}
        for body in sorted(bodies):  # in a fixed order: adding shares up depends on it
            counts[body] += 1 / len(bodies)
    found = concentration(counts)
    return {
        "decisions": len(taken),
        "bodies": [{"body": body, "decisions": count} for body, count in sorted(counts.items())],
        "hhi": found.hhi if found else None,
        "effective_number": found.effective_number if found else None,
        "events": [one.event for one in taken],
    }
