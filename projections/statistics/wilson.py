"""The score interval for a share, free of any prior (Wilson 1927).

The cross-check beside the trust score, and the interval of every share of decisions.
"""

from math import sqrt

from projections.statistics import normal


def interval(successes: int, trials: int, confidence: float = 0.95) -> tuple[float, float]:
    """Return the two-sided Wilson interval for the share `successes` of `trials`.

    Both limits lie in [0, 1] and solve (share - p)^2 = z^2 p (1 - p) / trials. Raises ValueError
    if there are no trials, if successes lie outside [0, trials], or if the confidence does not
    lie strictly between 0 and 1.
    """
    if not trials > 0:
        message = f"A share of {trials} trials has no interval: at least one trial is needed."
        raise ValueError(message)
    if not 0 <= successes <= trials:
        message = f"Successes must lie between 0 and {trials}, but are {successes}."
        raise ValueError(message)
    deviate = normal.deviate(confidence)
    square = deviate * deviate
    middle = successes + square / 2
    half_width = deviate * sqrt(successes * (trials - successes) / trials + square / 4)
    # At the ends the limit is exactly 0 or 1; rounding must not push it outside.
    low = 0.0 if successes == 0 else (middle - half_width) / (trials + square)
    high = 1.0 if successes == trials else (middle + half_width) / (trials + square)
    return low, high
