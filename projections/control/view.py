"""The view `control`: who holds which power where, since when, on what basis (METHODS 4)."""

from __future__ import annotations

from collections.abc import Iterator

from domain.dates import BEGINNING, Instant, due_instant
from domain.value import value_class
from projections.control.cell import PowerAtPlace
from projections.control.duties import DutyMatch, match
from projections.control.duties import duties as every_duty
from projections.control.figures import Spread, bears, spread
from projections.control.figures import decisions as every_decision
from projections.control.mandate import POWERS, WHOLE, Part, meeting
from projections.control.powers import Powers
from projections.control.row import PowerNow, PowerOverTime, PowerRow, row
from projections.control.scope import ControlScope
from projections.geography.geography import Geography
from projections.report import Question, Report, answer
from projections.rows.span import when

TREND = ("state", "gap_days", "overlap_days", "clarity")
DETAILS = (
    "events",
    "title",
    "group",
    "ever_recorded",
    "lies_in",
    "tenures",
    "covered_throughout",
)

SPREAD = ("decisions", "hhi", "effective_number")


@value_class
class Asked:
    """What is asked about: a place as a stream or all of them, and a part of the powers.

    window: [start, end), whose end lies at most just after the moment asked for. whole: whether it
    is about the place as a whole alone, without groups that are apart in it, and phases.
    """

    scope: str | None = None
    power: str | None = None
    topic: str | None = None
    level: str | None = None
    window: tuple[Instant, Instant] | None = None
    whole: bool = False


def control(question: Question, asked: Asked) -> Report[PowerRow]:
    """Report on a place, or on every place that a mandate names; without any on the roots.

    A place that is asked about has a row for every power, also where nobody holds it.
    """
    powers = Powers.of(Geography(question))
    cells = [
        PowerAtPlace(powers, place, power, part, asked.window)
        for scope in _scopes(powers, asked)
        for power in ((asked.power,) if asked.power else POWERS)
        for place in powers.where.places_in(scope)
        if not (asked.whole and place.group)
        for part in _parts(powers, place, power, asked)
        if not (asked.whole and part.phase)
    ]
    rows = [row(cell) for cell in cells if cell.history.at(cell.at) or cell.window]
    kind = PowerOverTime if asked.window else PowerNow
    return answer(question, "control", rows, kind, details=DETAILS, trend=TREND)


def duties(question: Question, asked: Asked) -> Report[DutyMatch]:
    """Report on the duties at a place and the powers that answer to them; else on each at its own.

    The place of a row is that of the duty, or of a power without duty.
    """
    powers = Powers.of(Geography(question))
    named = {tenure.scope for tenure in (*powers.mandates, *every_duty(question))}
    rows = [
        row
        for scope in ([asked.scope] if asked.scope else sorted(named))
        for row in match(powers, scope, question.as_of, own=asked.scope is None)
    ]
    return answer(
        question, "duties", rows, DutyMatch, details=("held_by", "powers", "vouched_by", "events")
    )


def decisions(question: Question, asked: Asked) -> Report[Spread]:
    """Report on who took the decisions that bear on a place: all, and those on each topic."""
    powers = Powers.of(Geography(question))
    taken = every_decision(question)
    start, end = asked.window or (BEGINNING, due_instant(question.as_of))
    rows = []
    for scope in [asked.scope] if asked.scope else list(_roots(powers)):
        near = [
            decision
            for decision in taken
            if start <= when(decision).earliest and when(decision).latest < end
        ]
        places = powers.where.places_in(scope)
        near = [decision for decision in near if bears(decision, powers.where, places, asked.level)]
        topics = {decision.topic for decision in near if decision.topic}
        for topic in [asked.topic] if asked.topic else [None, *sorted(topics)]:
            chosen = [decision for decision in near if topic in {None, decision.topic}]
            rows.append(spread(powers, chosen, place=scope, level=asked.level, topic=topic))
    details = ("counted_as", "events")
    return answer(question, "deciders", rows, Spread, details=details, trend=SPREAD)


def _scopes(powers: Powers, asked: Asked) -> list[str]:
    if asked.scope:
        return [asked.scope]
    named = {mandate.scope for mandate in powers.mandates}
    return sorted(named) or list(_roots(powers))


def _roots(powers: Powers) -> Iterator[str]:
    """The streams of the areas that lie in no other."""
    tree, now = powers.geography.tree, powers.geography.question.as_of
    return (row.subject for row in tree.there(now) if row.above is None)


def _parts(powers: Powers, place: ControlScope, power: str, asked: Asked) -> list[Part]:
    """The parts that mandates tell apart there, within what is asked about.

    What is asked about is a part of its own, and so is a power that nobody ever held there.
    """
    wanted = Part(asked.level, asked.topic)
    named = powers.parts(place, power, BEGINNING, due_instant(powers.geography.question.as_of))
    if wanted == WHOLE and named:
        return named
    if not named and (place.group or (powers.mandates and not asked.scope)):
        return []
    return [
        part
        for part in meeting([*named, wanted])
        if part.lies_in(wanted) and (not place.group or any(part.lies_in(wider) for wider in named))
    ]
