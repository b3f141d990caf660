"""Intervals of shares, rates and ratios; time to event; inequality."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import erfc, exp, inf, log, pi, sqrt

from domain.value import value_class
from projections.statistics.distributions import gamma_quantile

# -- normal ------------------------------------------------------------------------------------
# The normal deviate of a confidence, for intervals that rest on the normal distribution.

_MAXIMUM_STEPS = 200
_LAST_STEP = 1e-12


@lru_cache(maxsize=64)
def normal_deviate(confidence: float) -> float:
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


# -- wilson ------------------------------------------------------------------------------------
# The score interval for a share, free of any prior (Wilson 1927).
#
# The cross-check beside the trust score, and the interval of every share of decisions.


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
    deviate = normal_deviate(confidence)
    square = deviate * deviate
    middle = successes + square / 2
    half_width = deviate * sqrt(successes * (trials - successes) / trials + square / 4)
    # At the ends the limit is exactly 0 or 1; rounding must not push it outside.
    low = 0.0 if successes == 0 else (middle - half_width) / (trials + square)
    high = 1.0 if successes == trials else (middle + half_width) / (trials + square)
    return low, high


# -- poisson -----------------------------------------------------------------------------------
# How sure a rate of events is: exact limits for a Poisson count (Garwood 1936).


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
    low = gamma_quantile(tail, count) if count else 0.0
    return low, gamma_quantile(1.0 - tail, count + 1)


# -- risk --------------------------------------------------------------------------------------
# The relative risk of an outcome after an exposure, with its interval by the log method.
#
# The logarithm of the ratio is close to normal; its variance is the sum of 1/events - 1/trials
# over both groups (Katz, Baptista, Azen and Pike 1978, Biometrics 34:469). An association: it
# says nothing of what causes what, and quarters in one area are not independent of each other.


@value_class
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
    deviate = normal_deviate(confidence)
    (first, first_trials), (second, second_trials) = exposed, other
    if second == 0:
        return None
    ratio = (first / first_trials) / (second / second_trials)
    if first == 0:
        return RelativeRisk(ratio, None, None)
    variance = 1 / first - 1 / first_trials + 1 / second - 1 / second_trials
    factor = exp(deviate * sqrt(variance))
    return RelativeRisk(ratio, ratio / factor, ratio * factor)


# -- survival ----------------------------------------------------------------------------------
# Time to fulfilment with promises still open censored: Kaplan-Meier and Aalen-Johansen.
#
# An observation is (time, event): a time of at least 0 in any one unit, and 0 for still open
# (censored) or 1..k for what happened. One censored at a time still counts as at risk then. A
# step list holds (time, value) in order of time; each value holds from its time on.

Observation = tuple[float, int]
Observations = Iterable[Observation] | Mapping[Observation, int]
Steps = list[tuple[float, float]]

_CENSORED = 0


def kaplan_meier(observations: Iterable[Observation]) -> Steps:
    """Return the share to whom no event has happened, at each time with an event.

    The product-limit estimator (Kaplan & Meier 1958). Every non-zero event counts as the event;
    before the first step the value is 1. Raises ValueError for a negative time or event.
    """
    survival = 1.0
    steps: Steps = []
    for time, at_risk, events in _risk_sets(observations):
        survival *= (at_risk - sum(events.values())) / at_risk
        steps.append((time, survival))
    return steps


def aalen_johansen(observations: Observations) -> dict[int, Steps]:
    """Return, per event, the share to whom it has happened first, at each time of that event.

    The cumulative incidence among competing events (Aalen & Johansen 1978): the incidences and
    the Kaplan-Meier share without any event sum to 1 at every time. Before the first step the
    value is 0. One minus Kaplan-Meier with the other events censored would overstate it. Raises
    ValueError for a negative time or event.
    """
    survival = 1.0
    incidence: dict[int, Steps] = {}
    for time, at_risk, events in _risk_sets(observations):
        for event, number in sorted(events.items()):
            steps = incidence.setdefault(event, [])
            before = steps[-1][1] if steps else 0.0
            steps.append((time, before + survival * number / at_risk))
        survival *= (at_risk - sum(events.values())) / at_risk
    return dict(sorted(incidence.items()))


def value_at(steps: Sequence[tuple[float, float]], time: float, before: float) -> float:
    """Return the value of a step list at a time; `before` is the value ahead of its first step.

    Pass 1 for `kaplan_meier` and 0 for `aalen_johansen`. Nothing is known beyond `last_observed`:
    asking for a later time merely repeats the last value.
    """
    return next((value for start, value in reversed(steps) if start <= time), before)


def last_observed(observations: Iterable[Observation]) -> float:
    """Return the longest time at which anybody was still under observation; 0 without any."""
    return max((time for time, _ in observations), default=0.0)


def _risk_sets(observations: Observations) -> Iterator[tuple[float, int, dict[int, int]]]:
    """Yield each time with an event, how many were still at risk, and the events by kind."""
    by_time: dict[float, dict[int, int]] = defaultdict(dict)
    at_risk = 0
    for (time, event), number in Counter(observations).items():
        if not 0.0 <= time < inf:
            message = f"A time must be finite and at least 0, but is {time}."
            raise ValueError(message)
        if event < _CENSORED:
            message = f"An event is 0 (still open) or 1 and up, but is {event}."
            raise ValueError(message)
        by_time[time][event] = number
        at_risk += number
    for time, here in sorted(by_time.items()):
        events = {event: number for event, number in here.items() if event != _CENSORED}
        if events:
            yield time, at_risk, events
        at_risk -= sum(here.values())


# -- inequality --------------------------------------------------------------------------------
# How unequal a treatment is: pairs that differ, and how far amounts lie apart.
#
# Nothing here says whether a difference is just; it says how large it is.


def pairs_apart(sizes: Sequence[int]) -> float | None:
    """Return the share of pairs whose two members are in different groups, for groups of `sizes`.

    D = 1 - sum n(n - 1) / (N(N - 1)) (Simpson 1949). None for fewer than two members. Raises
    ValueError for a negative size.
    """
    _require_sizes(sizes)
    whole = sum(sizes)
    if whole < 2:  # noqa: PLR2004 - a pair takes two
        return None
    return 1.0 - sum(size * (size - 1) for size in sizes) / (whole * (whole - 1))


def effective_number(sizes: Sequence[int]) -> float | None:
    """Return how many groups of one size would be as diverse: 1 / sum (n / N)^2 (Simpson 1949).

    None without members. Raises ValueError for a negative size.
    """
    _require_sizes(sizes)
    whole = sum(sizes)
    return whole * whole / sum(size * size for size in sizes) if whole else None


def _require_sizes(sizes: Sequence[int]) -> None:
    if any(size < 0 for size in sizes):
        message = f"A size cannot be negative: {list(sizes)}."
        raise ValueError(message)


def gini(amounts: Sequence[float]) -> float | None:
    """Return the Gini coefficient of amounts: half the mean difference over the mean, in [0, 1).

    G = sum_i (2i - n - 1) x_i / (n sum x) for x in rising order. None without a positive amount.
    Raises ValueError for a negative amount.
    """
    whole = _total(amounts)
    count = len(amounts)
    if not whole:
        return None
    ranked = enumerate(sorted(amounts), start=1)
    return sum((2 * rank - count - 1) * amount for rank, amount in ranked) / (count * whole)


def _total(amounts: Sequence[float]) -> float:
    if any(not amount >= 0.0 for amount in amounts):
        message = f"An amount cannot be negative: {list(amounts)}."
        raise ValueError(message)
    return float(sum(amounts))


@value_class
class Theil:
    """Theil's T and its two parts: total == between + within, all from 0 on.

    between: what would remain if everybody had the mean of the own group. within: the rest.
    """

    total: float
    between: float
    within: float

    @property
    def between_share(self) -> float | None:
        """The share of it that the groups account for; None where all are equal."""
        return self.between / self.total if self.total > 0.0 else None


def theil(groups: Sequence[Sequence[float]]) -> Theil | None:
    """Return Theil's T of the amounts of several groups, between and within them (Theil 1967).

    T = mean of (x / mean) log(x / mean), where an amount of 0 adds nothing. None without a
    positive amount. Raises ValueError for a negative amount.
    """
    filled = [group for group in groups if group]
    everybody = [amount for group in filled for amount in group]
    whole = _total(everybody)
    if not whole:
        return None
    mean = whole / len(everybody)
    total = sum(_term(amount / mean) for amount in everybody) / len(everybody)
    between = sum(len(group) * _term(sum(group) / len(group) / mean) for group in filled)
    between /= len(everybody)
    # Rounding must not make a part negative that is none.
    return Theil(total, between, max(0.0, total - between))


def _term(ratio: float) -> float:
    return ratio * log(ratio) if ratio > 0.0 else 0.0
