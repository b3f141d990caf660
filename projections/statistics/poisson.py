"""How sure a rate of events is: exact limits for a Poisson count (Garwood 1936)."""

from projections.statistics.gamma import quantile


def limits(count: int, confidence: float = 0.95) -> tuple[float, float]:
    """Return the exact two-sided limits for the mean of a Poisson variable seen as `count`.

    With mean low at least `count` is seen with probability (1 - confidence) / 2, with mean high at
    most `count`: half the chi-square quantiles with 2 count and 2 count + 2 degrees of freedom
    (Garwood 1936). Divide both by the time observed for the limits of a rate. The limits hold for
    events that come independently of each other. Raises ValueError for a negative count or a
    confidence that does not lie strictly between 0 and 1.
    """
    if count < 0:
        message = f"A count cannot be negative, but is {count}."
        raise ValueError(message)
    if not 0.0 < confidence < 1.0:
        message = f"The confidence must lie strictly between 0 and 1, but is {confidence}."
        raise ValueError(message)
    tail = (1.0 - confidence) / 2.0
    low = quantile(tail, count) if count else 0.0
    return low, quantile(1.0 - tail, count + 1)
