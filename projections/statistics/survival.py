"""Time to fulfilment with promises still open censored: Kaplan-Meier and Aalen-Johansen.

An observation is (time, event): a time of at least 0 in any one unit, and 0 for still open
(censored) or 1..k for what happened. One censored at a time still counts as at risk then. A
step list holds (time, value) in order of time; each value holds from its time on.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import inf

Observation = tuple[float, int]
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
        survival *= (at_risk - events.total()) / at_risk
        steps.append((time, survival))
    return steps


def aalen_johansen(observations: Iterable[Observation]) -> dict[int, Steps]:
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
        survival *= (at_risk - events.total()) / at_risk
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


def _risk_sets(observations: Iterable[Observation]) -> Iterator[tuple[float, int, Counter[int]]]:
    """Yield each time with an event, how many were still at risk, and the events by kind."""
    by_time: dict[float, Counter[int]] = {}
    at_risk = 0
    for time, event in observations:
        if not 0.0 <= time < inf:
            message = f"A time must be finite and at least 0, but is {time}."
            raise ValueError(message)
        if event < _CENSORED:
            message = f"An event is 0 (still open) or 1 and up, but is {event}."
            raise ValueError(message)
        by_time.setdefault(time, Counter())[event] += 1
        at_risk += 1
    for time, here in sorted(by_time.items()):
        events = Counter({event: number for event, number in here.items() if event != _CENSORED})
        if events:
            yield time, at_risk, events
        at_risk -= here.total()
