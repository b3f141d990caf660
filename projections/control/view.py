"""The view `control`: who holds which power where, since when, on what basis (METHODS 4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from domain.dates import BEGINNING, Instant, due_instant
from projections.control.cell import Cell
from projections.control.duties import match
from projections.control.parts import POWERS, WHOLE, Part, meeting
from projections.control.powers import Powers
from projections.control.rows import row
from projections.control.where import Spot
from projections.landscape import Landscape
from projections.report import Question, Report, answer

TREND = ("power", "who", "state", "gap_days", "overlap_days", "clarity")
DETAILS = ("events", "names")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about: a place as a stream or all of them, and a part of the powers.

    window: [start, end), whose end lies at most just after the moment asked for.
    """

    scope: str | None = None
    power: str | None = None
    topic: str | None = None
    level: str | None = None
    window: tuple[Instant, Instant] | None = None


def control(question: Question, asked: Asked) -> Report:
    """Report on a place, or on every place that a mandate names; without any on the roots.

    A place that is asked about has a row for every power, also where nobody holds it.
    """
    powers = Powers(Landscape(question))
    cells = [
        Cell(powers, spot, power, part, asked.window)
        for scope in _scopes(powers, asked)
        for spot in powers.where.spots(scope)
        for power in ((asked.power,) if asked.power else POWERS)
        for part in _parts(powers, spot, power, asked)
    ]
    rows = [row(cell) for cell in cells if cell.history.at(cell.at) or cell.window]
    return answer(question, "control", rows, DETAILS, TREND)


def duties(question: Question, asked: Asked) -> Report:
    """Report on the duties at a place, or at every one, and the powers that answer to them."""
    powers = Powers(Landscape(question))
    rows = [
        {"area": spot.area or None, "scope": scope} | found
        for scope in _scopes(powers, asked)
        for spot in powers.where.spots(scope)[:1]
        for found in match(powers, spot, question.as_of)
    ]
    return answer(question, "duties", rows, ("events",))


def _scopes(powers: Powers, asked: Asked) -> list[str]:
    if asked.scope:
        return [asked.scope]
    named = {one.scope for one in powers.holdings}
    return sorted(named) or [f"area/{area}" for area in _roots(powers)]


def _roots(powers: Powers) -> Iterator[str]:
    places = powers.landscape.at(powers.landscape.question.as_of)
    return (area for area in sorted(places.areas) if places.parent(area) is None)


def _parts(powers: Powers, spot: Spot, power: str, asked: Asked) -> list[Part]:
    """The parts that mandates tell apart there, within what is asked about.

    What is asked about is a part of its own, and so is a power that nobody ever held there.
    """
    wanted = Part(asked.level, asked.topic)
    named = powers.parts(spot, power, BEGINNING, due_instant(powers.landscape.question.as_of))
    if wanted == WHOLE:
        asked_for = asked.scope or not powers.holdings
        return named or ([WHOLE] if asked_for and not spot.group else [])
    if spot.group and not named:
        return []
    return [part for part in meeting([*named, wanted]) if part.lies_in(wanted)]
