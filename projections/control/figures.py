"""The figures of METHODS 4: gaps, overlaps, clarity and handovers over time, and concentration.

Days are of the calendar; a part of a day is a fraction. Shares have no unit and lie in [0, 1].
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from domain.spans import Step, Steps
from projections.control.state import NOBODY, SEVERAL, UNCLEAR, Control

SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
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


def clarity(control: Steps[Control]) -> Clarity:
    """The figures of a power over all the time that is given."""
    days = _days(control, lambda _: True)
    unknown = _days(control, lambda one: one.state == UNCLEAR)
    clear = _days(control, lambda one: one.clear)
    bodies = {body for part in control.parts for body in part.value.bodies}
    return Clarity(
        days=days,
        gap_days=_days(control, lambda one: one.state == NOBODY),
        overlap_days=_days(control, lambda one: one.state == SEVERAL),
        clear_days=clear,
        unknown_days=unknown,
        clarity=clear / (days - unknown) if days > unknown else None,
        handovers=len(handovers(control)),
        parties=len(bodies),
    )


def handovers(control: Steps[Control]) -> list[tuple[Step[Control], Step[Control]]]:
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


def _days(control: Steps[Control], wanted: Callable[[Control], bool]) -> float:
    days, rest = divmod(control.seconds(wanted), SECONDS_A_DAY)
    return days + rest / SECONDS_A_DAY if rest else days


@dataclass(frozen=True, slots=True)
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
