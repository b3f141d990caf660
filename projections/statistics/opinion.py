"""From evidence to a score with its uncertainty."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum, inf, isclose
from typing import Literal

from domain.value import value_class
from projections.statistics import distributions

# -- opinion -----------------------------------------------------------------------------------
# The trust score of an area: evidence as a Beta reputation and as a subjective opinion.
#
# After Josang & Ismail (2002), The Beta Reputation System, and Josang's subjective logic. The
# score says how sure one can be, by the record, that the next promise is kept; it is not the
# attitude of residents.

PRIOR_WEIGHT = 2.0
BASE_RATE = 0.5

INTERVAL_FROM_ROOTS = 8
SCORE_FROM_ROOTS = 30

_LOW_PROBABILITY = 0.025
_HIGH_PROBABILITY = 0.975

Tier = Literal["list", "interval", "score"]


@value_class
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
        return distributions.beta_quantile(_LOW_PROBABILITY, self.alpha, self.beta)

    @property
    def high(self) -> float:
        """Return the .975 quantile of Beta(alpha, beta), computed when asked for."""
        return distributions.beta_quantile(_HIGH_PROBABILITY, self.alpha, self.beta)


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
    """Return the evidence (r, s) of values from -1 to 1: r = sum of (1+v)/2, s = sum of (1-v)/2.

    In whatever order the values come, the sums are the same.
    """
    known = list(values)
    return fsum((1 + v) / 2 for v in known), fsum((1 - v) / 2 for v in known)


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
    worst, best = (
        evidence_of(counts) for counts in ([b[0] for b in bounds], [b[1] for b in bounds])
    )
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


# -- evidence ----------------------------------------------------------------------------------
# Roots and the evidence they give: how many kept and not kept, r and s, stand behind a figure.
#
# A root is a promise counted once, with its parts and repeats. Its outcome is a share kept, a
# share in the middle (late or partly done) and a share broken, which sum to 1. The middle share
# stays apart because the sensitivity grid moves its value between broken (-1) and kept (+1).

Outcome = Literal["kept", "middle", "broken"]


@dataclass(frozen=True, slots=True)
class RootOutcome:
    """The outcome of one root, or of `weight` like ones.

    Invariant: kept + middle + broken == 1, none of them negative. `weight` is a count of roots,
    `age_years` the years since the root fell due; both are finite and at least 0. Raises
    ValueError if any of these is violated.
    """

    kept: float
    middle: float
    broken: float
    weight: float = 1.0
    age_years: float = 0.0

    def __post_init__(self) -> None:
        """Refuse shares that do not make up a whole, and weights or ages below zero."""
        shares = (self.kept, self.middle, self.broken)
        if not (all(share >= 0.0 for share in shares) and isclose(fsum(shares), 1.0)):
            message = f"The shares of a root must be at least 0 and sum to 1, but are {shares}."
            raise ValueError(message)
        if not (0.0 <= self.weight < inf and 0.0 <= self.age_years < inf):
            message = (
                "The weight and the age of a root must be finite and at least 0, "
                f"but are {self.weight} and {self.age_years}."
            )
            raise ValueError(message)


@value_class
class Totals:
    """The weight of all roots together, by outcome; ageing is already taken off."""

    kept: float
    middle: float
    broken: float


def root(outcome: Outcome | float, weight: float = 1.0, age_years: float = 0.0) -> RootOutcome:
    """Return the root with one outcome, or with a graded value v in [-1, 1].

    A value v is read as (1 + v)/2 kept and (1 - v)/2 broken, so it does not move with the value
    of the middle: use `root_of_counts` where the mixed members are known. Raises ValueError for
    another outcome or a value outside [-1, 1].
    """
    match outcome:
        case "kept":
            return RootOutcome(1.0, 0.0, 0.0, weight, age_years)
        case "middle":
            return RootOutcome(0.0, 1.0, 0.0, weight, age_years)
        case "broken":
            return RootOutcome(0.0, 0.0, 1.0, weight, age_years)
        case int() | float() if -1.0 <= outcome <= 1.0:
            return RootOutcome((1 + outcome) / 2, 0.0, (1 - outcome) / 2, weight, age_years)
    message = f"An outcome is kept, middle, broken or a value from -1 to 1, not {outcome!r}."
    raise ValueError(message)


def root_of_counts(
    kept: float, middle: float, broken: float, weight: float = 1.0, age_years: float = 0.0
) -> RootOutcome:
    """Return the root whose due, resolved members (or addressees) came out in these numbers.

    The numbers may be fractions: a member that is itself a mass promise adds its shares. Raises
    ValueError if a number is negative or there is no member at all.
    """
    members = fsum((kept, middle, broken))
    if not (min(kept, middle, broken) >= 0.0 and 0.0 < members < inf):
        message = (
            "A root needs at least one resolved member and no negative numbers, "
            f"but has {kept} kept, {middle} in the middle and {broken} broken."
        )
        raise ValueError(message)
    return RootOutcome(kept / members, middle / members, broken / members, weight, age_years)


def totals(roots: Iterable[RootOutcome], half_life_years: float = inf) -> Totals:
    """Return the weight per outcome, each root halved for every half-life of its age.

    The weight is 2^(-age/half-life); infinity, the primary choice, means no decay. The sums do
    not depend on the order of the roots. Raises ValueError if the half-life is not positive.
    """
    if not half_life_years > 0.0:
        message = f"The half-life must be positive, but is {half_life_years} years."
        raise ValueError(message)
    weighted = [(each.weight * 2 ** (-each.age_years / half_life_years), each) for each in roots]
    return Totals(
        fsum(weight * each.kept for weight, each in weighted),
        fsum(weight * each.middle for weight, each in weighted),
        fsum(weight * each.broken for weight, each in weighted),
    )


def evidence(
    total: Totals, *, middle_value: float = 0.0, kappa: float = 1.0
) -> tuple[float, float]:
    """Return (r, s): the sums of (1 + v)/2 and, times kappa, of (1 - v)/2 (Josang & Ismail 2002).

    Kept has v = 1, broken v = -1, and the middle `middle_value`: 0 in the primary figure, -1 in
    the strict and +1 in the lenient one. `kappa` counts a breach more heavily than a promise
    kept; 1 in the primary figure. Raises ValueError if the value lies outside [-1, 1] or kappa
    is not positive and finite.
    """
    if not -1.0 <= middle_value <= 1.0:
        message = f"The value of the middle must lie between -1 and 1, but is {middle_value}."
        raise ValueError(message)
    if not 0.0 < kappa < inf:
        message = f"The breach multiplier kappa must be positive, but is {kappa}."
        raise ValueError(message)
    positive = total.kept + total.middle * (1 + middle_value) / 2
    negative = total.broken + total.middle * (1 - middle_value) / 2
    return positive, kappa * negative
