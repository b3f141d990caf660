"""Whom a record reaches: the parts of a place, and the places around it, as they were at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from domain.dates import Instant, plus_days
from domain.spans import YES, Steps, both, during, sampled
from projections.conditions.condition import Yardstick
from projections.landscape import Landscape
from projections.rows.span import Row

R = TypeVar("R", bound=Row)

Reach = Callable[[Landscape, str, Instant], frozenset[str]]
"""From a place and a moment to places, all as stream names."""


def parts(landscape: Landscape, scope: str, moment: Instant) -> frozenset[str]:
    """A place and everything that lies within it at a moment.

    Of a group that is what joined it, with all within that; and its areas, unless it has a
    criterion: then they only say where its members are.
    """
    places = landscape.at(moment)
    kind, _, name = scope.partition("/")
    if kind == "area":
        return frozenset(places.scopes(name)[0])
    if kind == "case":
        return frozenset({scope})
    group = places.cohorts.get(name, {})
    named = [] if group.get("criterion") else [f"area/{area}" for area in group.get("areas", ())]
    inside = [parts(landscape, one, moment) for one in (*places.members.get(name, ()), *named)]
    return frozenset({scope}).union(*inside)


def around(landscape: Landscape, scope: str, moment: Instant) -> frozenset[str]:
    """Everything wider that covers or touches a place at a moment, and is no part of it."""
    kind, _, name = scope.partition("/")
    if kind == "area":
        return frozenset(landscape.at(moment).scopes(name)[1])
    chains = landscape.chains.chains(scope, moment)
    wider = {place for chain in chains for group in chain for place in group}
    return frozenset(wider - parts(landscape, scope, moment))


def reached(yardstick: Yardstick, *reaches: Reach) -> Steps[frozenset[str]]:
    """The places that some reaches give together for the place of a yardstick, all its time."""
    landscape, scope = yardstick.landscape, yardstick.scope

    def places(moment: Instant) -> frozenset[str]:
        return frozenset[str]().union(*(reach(landscape, scope, moment) for reach in reaches))

    turns = landscape.between(yardstick.start, yardstick.end)
    return sampled(turns, yardstick.start, yardstick.end, places)


def is_reached(places: Steps[frozenset[str]], scope: str, moment: Instant) -> bool:
    """Whether a place is reached at a moment; before the first one, as it is at the first."""
    found = places.at(max(moment, places.parts[0].start)) if places.parts else None
    return found is not None and scope in found


def rows(yardstick: Yardstick, kind: type[R], places: Steps[frozenset[str]]) -> list[R]:
    """Every row of a kind at any of the places that are reached at any time, by its start."""
    question = yardstick.landscape.question
    return question.book.ever(kind, question.known, scopes=every(places))


def every(places: Steps[frozenset[str]]) -> list[str]:
    """The places that are reached at any time."""
    return sorted(frozenset[str]().union(*(one.value for one in places.parts)))


def at_level(yardstick: Yardstick, level: str | None) -> bool:
    """Whether a record of a level holds at that of the yardstick; one without holds at all."""
    return yardstick.level is None or level in {None, yardstick.level}


def vouched(
    yardstick: Yardstick, about: str, start: Instant, *, by_topic: bool = False
) -> Steps[str]:
    """YES while somebody vouches for all records of a kind for the place, else NO, from a start.

    by_topic: for kinds of record that have a topic, coverage of the yardstick's topics suffices.
    """
    topics = yardstick.topics if by_topic and yardstick.topics else (None,)
    return both(
        *(
            yardstick.landscape.coverage(
                about, yardstick.scope, start, yardstick.end, topic=topic, level=yardstick.level
            )
            for topic in topics
        )
    )


def throughout(covered: Steps[str], days: int) -> Steps[str]:
    """YES where a function says yes and has done so for so many days, as far as it goes back."""
    if not covered.parts:
        return covered
    start, end = covered.parts[0].start, covered.parts[-1].end
    spans = [
        (one.start if one.start == start else plus_days(one.start, days), one.end)
        for one in covered.parts
        if one.value == YES
    ]
    return during(spans, start, end)
