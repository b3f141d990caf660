"""Every state that the dates on record allow.

An imprecise date leaves open whether something had happened by a moment, and before or after what
else it happened. What is the same in every order that the dates allow is known; the rest is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from domain.dates import Bounds, Instant
from projections.regime.acts import Act

State = TypeVar("State")


def states(
    acts: Sequence[Act],
    moment: Instant,
    opened: Bounds,
    initial: State,
    after: Callable[[State, Act], State],
) -> set[State]:
    """The states at a moment for what was opened at a certain or uncertain moment.

    States must be hashable. With exact dates there is one: that after all acts up to the moment.
    """
    found: set[State] = set()
    for reading in _readings(acts, opened):
        limit = {act: min(moment, reading) if act.respecting else moment for act in acts}
        possible = [act for act in acts if act.when.earliest <= limit[act]]
        certain = frozenset(act for act in possible if act.when.latest <= limit[act])
        found |= set(_walk(possible, certain, initial, after))
    return found


def _readings(acts: Sequence[Act], opened: Bounds) -> set[Instant]:
    """The moments of opening that make a difference to acts which respect what was open."""
    bounds = {one for act in acts if act.respecting for one in act.turns}
    inside = {one for one in bounds if opened.earliest < one < opened.latest}
    return {opened.earliest, opened.latest} | inside


def _walk(
    acts: Sequence[Act],
    certain: frozenset[Act],
    initial: State,
    after: Callable[[State, Act], State],
) -> Iterator[State]:
    """The last states of all orders; what is not certain may also be left out."""
    earlier = {act: frozenset(one for one in acts if one.before(act)) for act in acts}
    waiting = [(frozenset(acts), initial)]
    seen: set[tuple[frozenset[Act], State]] = set()
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        left, state = here
        if not left & certain:
            yield state
        for act in left:
            passed = left & earlier[act]
            # What comes next leaves behind what had to come before it, and then did not happen.
            if not passed & certain:
                waiting.append((left - passed - {act}, after(state, act)))
