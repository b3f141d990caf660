"""The normal deviate of a confidence, for intervals that rest on the normal distribution."""

from functools import lru_cache
from math import erfc, exp, pi, sqrt

_MAXIMUM_STEPS = 200
_LAST_STEP = 1e-12


@lru_cache(maxsize=64)
def deviate(confidence: float) -> float:
    """Return the z for which a standard normal variable lies in [-z, z] with this probability.

    1.959964 for 0.95. Raises ValueError unless the confidence lies strictly between 0 and 1.
    """
    if not 0.0 < confidence < 1.0:
        message = f"The confidence must lie strictly between 0 and 1, but is {confidence}."
        raise ValueError(message)
    tail = (1 - confidence) / 2
    found = 0.0
    # The upper tail is convex, so that Newton's steps from 0 rise to the root without passing it.
    for _ in range(_MAXIMUM_STEPS):
        density = exp(-found * found / 2) / sqrt(2 * pi)
        step = (erfc(found / sqrt(2)) / 2 - tail) / density
        found += step
        if abs(step) <= _LAST_STEP:
            return found
    message = f"The normal deviate for confidence {confidence} did not settle."
    raise ArithmeticError(message)
