"""What control over time amounts to: gaps, overlaps, handovers, and who took the decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Annotated

from domain.step_function import Piece, StepFunction
from domain.value import value_class
from projections.control.powers import Powers
from projections.control.scope import ControlScope, ScopeIndex
from projections.control.state import NOBODY, SEVERAL, UNCLEAR, Control
from projections.report import Events, Question
from projections.rows.acts import DecisionRow
from projections.rows.frozen import Frozen, row_class
from projections.rows.span import when

# -- figures -----------------------------------------------------------------------------------
# The figures of METHODS 4: gaps, overlaps, clarity and handovers over time, and concentration.
#
# Days are of the calendar; a part of a day is a fraction. Shares have no unit and lie in [0, 1].

SECONDS_A_DAY = 86_400


@value_class
class Clarity:
    """How clear control was over a stretch of time (METHODS 4, case F01).

    days == gap_days + overlap_days + clear_days + unknown_days. clarity: the share of the days
    of which it is known that were clear; None when nothing is known. handovers: how often the one
    in control was another than before, also across a gap. parties: how many bodies held the power.
    """

    days: float
    gap_days: float
    overlap_days: float
    clear_days: float
    unknown_days: float
    clarity: float | None
    handovers: int
    parties: int


def clarity(control: StepFunction[Control]) -> Clarity:
    """The figures of a power over all the time that is given."""
    days = _days(control, lambda _: True)
    unknown = _days(control, lambda now: now.state == UNCLEAR)
    clear = _days(control, lambda now: now.clear)
    bodies = {body for part in control.parts for body in part.value.bodies}
    return Clarity(
        days=days,
        gap_days=_days(control, lambda now: now.state == NOBODY),
        overlap_days=_days(control, lambda now: now.state == SEVERAL),
        clear_days=clear,
        unknown_days=unknown,
        clarity=clear / (days - unknown) if days > unknown else None,
        handovers=len(handovers(control)),
        parties=len(bodies),
    )


def handovers(control: StepFunction[Control]) -> list[tuple[Piece[Control], Piece[Control]]]:
    """Every change of who is in control, before and after, also across a gap or an overlap.

    Those who hold a power together count as one. An office that moves to another ministry is the
    same holder still, and another office of one ministry the same body. A legal successor is
    another body, so that its taking over is a handover too.
    """
    clear = [part for part in control.parts if part.value.clear]
    return [
        (before, after)
        for before, after in pairwise(clear)
        if before.value.bodies != after.value.bodies and before.value.parties != after.value.parties
    ]


def _days(control: StepFunction[Control], wanted: Callable[[Control], bool]) -> float:
    days, rest = divmod(control.seconds(wanted), SECONDS_A_DAY)
    return days + rest / SECONDS_A_DAY if rest else days


@value_class
class Concentration:
    """How far decisions lie with few bodies; neither good nor bad in itself.

    hhi: the sum of squared shares (Hirschman 1945, Herfindahl 1950), from 1/n to 1.
    effective_number: how many bodies with equal shares give the same, 1/hhi.
    """

    hhi: float
    effective_number: float


def concentration(decisions: Mapping[str, float]) -> Concentration | None:
    """The concentration of decisions per body (METHODS 4, cases F02); None without decisions."""
    total = sum(decisions.values())
    if total == 0:
        return None
    hhi = sum((count / total) ** 2 for count in decisions.values())
    return Concentration(hhi, 1 / hhi)


# -- decisions ---------------------------------------------------------------------------------
# Decisions per body: how far deciding about an area lies with few (METHODS 4, cases F02).


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
    decision: DecisionRow, where: ScopeIndex, places: Sequence[ControlScope], level: str | None
) -> bool:
    """Whether a decision is about a place, a part of it or a wider one that covers or touches it.

    places: the place with the groups in it. A decision without level is about every level.
    """
    if level and decision.level not in {None, level}:
        return False
    moment = when(decision).earliest
    return any(where.touches(decision.scope, place, moment) for place in places)


@row_class
class DecisionsOfBody(Frozen):
    """How many decisions one body took."""

    body: Annotated[str, "the body: a ministry with its offices, else the party"]
    decisions: Annotated[float, "how many it took"]


@row_class
class CountedAs(Frozen):
    """A party whose decisions count as those of another body."""

    party: Annotated[str, "an office that took decisions"]
    body: Annotated[str, "the ministry that it was part of on the day of a decision"]


@row_class
class Spread(Frozen):
    """How many decisions on a topic bear on a place, and how far they lie with few bodies."""

    place: Annotated[str, "the place that is asked about"]
    level: Annotated[str | None, "the level that is asked about"]
    topic: Annotated[str | None, "the topic; null for all of them"]
    decisions: Annotated[int, "how many decisions on record bear on it"]
    bodies: Annotated[
        tuple[DecisionsOfBody, ...],
        "how many of them each body took, those of several in equal parts",
    ]
    hhi: Annotated[float | None, "the sum of squared shares, from 1/n to 1; neither good nor bad"]
    effective_number: Annotated[float | None, "1/hhi: as if so many bodies had taken equally many"]
    counted_as: Annotated[tuple[CountedAs, ...], "offices that count as their ministry"]
    events: Events


def spread(
    powers: Powers,
    taken: Sequence[DecisionRow],
    *,
    place: str,
    level: str | None,
    topic: str | None,
) -> Spread:
    """How many of the decisions taken each body took, and their concentration.

    A decision of several bodies counts for each in equal parts. Bodies are told apart as they
    were on the day of the decision.
    """
    counts: dict[str, float] = defaultdict(float)
    offices: set[tuple[str, str]] = set()
    for decision in taken:
        counted = {
            party: powers.bodies.body(party, when(decision).earliest) for party in decision.by
        }
        offices |= {(party, body) for party, body in counted.items() if party != body}
        bodies = {*counted.values()}
        for body in sorted(bodies):  # in a fixed order: adding shares up depends on it
            counts[body] += 1 / len(bodies)
    found = concentration(counts)
    return Spread(
        place=place,
        level=level,
        topic=topic,
        decisions=len(taken),
        bodies=tuple(DecisionsOfBody(body, count) for body, count in sorted(counts.items())),
        hhi=found.hhi if found else None,
        effective_number=found.effective_number if found else None,
        counted_as=tuple(CountedAs(*pair) for pair in sorted(offices)),
        events=tuple(decision.event for decision in taken),
    )
