"""Whether one level stands still after another did: an association over quarters (METHODS 5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from domain.spans import NO, YES
from projections.report import Fields
from projections.statistics.risk import relative_risk

ENOUGH = 8
"""So many quarters of each kind it takes before a relative risk is shown."""


@dataclass(frozen=True, slots=True)
class Coupling:
    """Quarters after which it is known what another level did.

    after_still: of `still` quarters in which one level stood still, after how many the other did.
    after_not: the same of the `moving` quarters in which it did not.
    """

    after_still: int
    still: int
    after_not: int
    moving: int


def coupled(first: Sequence[str], then: Sequence[str]) -> Coupling:
    """Count quarters of one level against the next quarter of another.

    Both are answers for the same quarters in a row; pairs with an unknown one do not count.
    """
    pairs = Counter(zip(first[:-1], then[1:], strict=True))
    still, moving = (pairs[known, YES] + pairs[known, NO] for known in (YES, NO))
    return Coupling(pairs[YES, YES], still, pairs[NO, YES], moving)


def shown(coupling: Coupling) -> Fields:
    """The counts, and with enough of both kinds the relative risk with its interval."""
    enough = min(coupling.still, coupling.moving) >= ENOUGH
    pair = (coupling.after_still, coupling.still), (coupling.after_not, coupling.moving)
    risk = relative_risk(*pair) if enough else None
    return {
        "after_still": coupling.after_still,
        "still": coupling.still,
        "after_not": coupling.after_not,
        "moving": coupling.moving,
        "relative_risk": risk.ratio if risk else None,
        "low": risk.low if risk else None,
        "high": risk.high if risk else None,
    }
