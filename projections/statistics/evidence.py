"""Roots and the evidence they give: how many kept and not kept, r and s, stand behind a figure.

A root is a promise counted once, with its parts and repeats. Its outcome is a share kept, a
share in the middle (late or partly done) and a share broken, which sum to 1. The middle share
stays apart because the sensitivity grid moves its value between broken (-1) and kept (+1).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum, inf, isclose
from typing import Literal

Outcome = Literal["kept", "middle", "broken"]


@dataclass(frozen=True, slots=True)
class Root:
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


@dataclass(frozen=True, slots=True)
class Totals:
    """The weight of all roots together, by outcome; ageing is already taken off."""

    kept: float
    middle: float
    broken: float


def root(outcome: Outcome | float, weight: float = 1.0, age_years: float = 0.0) -> Root:
    """Return the root with one outcome, or with a graded value v in [-1, 1].

    A value v is read as (1 + v)/2 kept and (1 - v)/2 broken, so it does not move with the value
    of the middle: use `root_of_counts` where the mixed members are known. Raises ValueError for
    another outcome or a value outside [-1, 1].
    """
    match outcome:
        case "kept":
            return Root(1.0, 0.0, 0.0, weight, age_years)
        case "middle":
            return Root(0.0, 1.0, 0.0, weight, age_years)
        case "broken":
            return Root(0.0, 0.0, 1.0, weight, age_years)
        case int() | float() if -1.0 <= outcome <= 1.0:
            return Root((1 + outcome) / 2, 0.0, (1 - outcome) / 2, weight, age_years)
    message = f"An outcome is kept, middle, broken or a value from -1 to 1, not {outcome!r}."
    raise ValueError(message)


def root_of_counts(
    kept: float, middle: float, broken: float, weight: float = 1.0, age_years: float = 0.0
) -> Root:
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
    return Root(kept / members, middle / members, broken / members, weight, age_years)


def totals(roots: Iterable[Root], half_life_years: float = inf) -> Totals:
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
