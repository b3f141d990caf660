"""The relative risk of an outcome after an exposure, with its interval by the log method.

The logarithm of the ratio is close to normal; its variance is the sum of 1/events - 1/trials over
both groups (Katz, Baptista, Azen and Pike 1978, Biometrics 34:469). An association: it says
nothing of what causes what, and quarters in one area are not independent of each other.
"""

from dataclasses import dataclass
from math import exp, sqrt

from projections.statistics import normal


@dataclass(frozen=True, slots=True)
class RelativeRisk:
    """How many times as often the outcome comes after the exposure as without it.

    low, high: the limits of its interval; None where a group had no such outcome at all, for
    which the method gives none. Invariant: low <= ratio <= high.
    """

    ratio: float
    low: float | None
    high: float | None


def relative_risk(
    exposed: tuple[int, int], other: tuple[int, int], confidence: float = 0.95
) -> RelativeRisk | None:
    """Return the relative risk of two groups, each given as (outcomes, trials).

    None where it has no value: no outcome in the other group. Raises ValueError if a group has no
    trials, if outcomes lie outside [0, trials], or if the confidence does not lie strictly
    between 0 and 1.
    """
    for outcomes, trials in (exposed, other):
        if not (trials > 0 and 0 <= outcomes <= trials):
            message = f"Outcomes must lie between 0 and the trials, but are {outcomes} of {trials}."
            raise ValueError(message)
    deviate = normal.deviate(confidence)
    (first, first_trials), (second, second_trials) = exposed, other
    if second == 0:
        return None
    ratio = (first / first_trials) / (second / second_trials)
    if first == 0:
        return RelativeRisk(ratio, None, None)
    variance = 1 / first - 1 / first_trials + 1 / second - 1 / second_trials
    factor = exp(deviate * sqrt(variance))
    return RelativeRisk(ratio, ratio / factor, ratio * factor)
