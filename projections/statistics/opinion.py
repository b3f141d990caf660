"""The trust score of an area: evidence as a Beta reputation and as a subjective opinion.

After Josang & Ismail (2002), The Beta Reputation System, and Josang's subjective logic. The
score says how sure one can be, by the record, that the next promise is kept; it is not the
attitude of residents.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Literal

from projections.statistics import beta

PRIOR_WEIGHT = 2.0
BASE_RATE = 0.5

INTERVAL_FROM_ROOTS = 8
SCORE_FROM_ROOTS = 30

_LOW_PROBABILITY = 0.025
_HIGH_PROBABILITY = 0.975

Tier = Literal["list", "interval", "score"]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What evidence of r kept and s not kept roots supports.

    Invariants: belief + disbelief + uncertainty == 1, and with the base rate a,
    score == belief + a * uncertainty == alpha / (alpha + beta). Build it with `from_evidence`.
    """

    r: float
    s: float
    alpha: float
    beta: float
    score: float
    belief: float
    disbelief: float
    uncertainty: float

    @property
    def low(self) -> float:
        """Return the .025 quantile of Beta(alpha, beta), computed when asked for."""
        return beta.quantile(_LOW_PROBABILITY, self.alpha, self.beta)

    @property
    def high(self) -> float:
        """Return the .975 quantile of Beta(alpha, beta), computed when asked for."""
        return beta.quantile(_HIGH_PROBABILITY, self.alpha, self.beta)


def from_evidence(
    r: float, s: float, *, prior_weight: float = PRIOR_WEIGHT, base_rate: float = BASE_RATE
) -> Opinion:
    """Return the opinion that r positive and s negative evidence supports.

    With W the prior weight and a the base rate: alpha = r + aW and beta = s + (1 - a)W. Raises
    ValueError if r or s is negative, W not positive, or a not strictly between 0 and 1.
    """
    if not (0.0 <= r < inf and 0.0 <= s < inf):
        message = f"Evidence must be finite and at least 0, but is r = {r} and s = {s}."
        raise ValueError(message)
    if not 0.0 < prior_weight < inf:
        message = f"The prior weight must be positive and finite, but is {prior_weight}."
        raise ValueError(message)
    if not 0.0 < base_rate < 1.0:
        message = f"The base rate must lie strictly between 0 and 1, but is {base_rate}."
        raise ValueError(message)
    whole = r + s + prior_weight
    alpha = r + base_rate * prior_weight
    return Opinion(
        r=r,
        s=s,
        alpha=alpha,
        beta=s + (1 - base_rate) * prior_weight,
        score=alpha / whole,
        belief=r / whole,
        disbelief=s / whole,
        uncertainty=prior_weight / whole,
    )


def evidence_of(values: Iterable[float]) -> tuple[float, float]:
    """Return the evidence (r, s) of values from -1 to 1: r = sum of (1+v)/2, s = sum of (1-v)/2."""
    known = list(values)
    return sum(((1 + v) / 2 for v in known), 0.0), sum(((1 - v) / 2 for v in known), 0.0)


def unresolved_band(
    r: float, s: float, bounds: Sequence[tuple[float, float]]
) -> tuple[float, float]:
    """Return the score if all unresolved roots came out as badly, and as well, as they can have.

    A band of its own: it answers what nobody looked into, and is never mixed with the interval.
    bounds: the least and the most that each unresolved root may be worth, within -1 and 1.
    Raises ValueError for others.
    """
    for low, high in bounds:
        if not -1.0 <= low <= high <= 1.0:
            message = f"The bounds must lie in order from -1 to 1, but are {low} and {high}."
            raise ValueError(message)
    worst, best = (evidence_of(one) for one in ([b[0] for b in bounds], [b[1] for b in bounds]))
    return (
        from_evidence(r + worst[0], s + worst[1]).score,
        from_evidence(r + best[0], s + best[1]).score,
    )


def tier(roots: int) -> Tier:
    """Return what may be shown for this many scored roots.

    "list" below 8, "interval" from 8 to 29, "score" (with its interval) from 30. A choice of
    ours, published as a choice. Raises ValueError if the number is negative.
    """
    if roots < 0:
        message = f"The number of roots must be at least 0, but is {roots}."
        raise ValueError(message)
    if roots < INTERVAL_FROM_ROOTS:
        return "list"
    return "interval" if roots < SCORE_FROM_ROOTS else "score"
