"""What a condition of a yardstick is: a step function of time, each step with what it rests on.

Every condition of METHODS 6 is one function of this shape, in a file of its own or beside its
likes. The verdict is derived from these functions alone and never looks at a record itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from domain.dates import Instant, plus_days
from domain.spans import YES, Steps, during, sampled
from projections.geography.geography import Geography
from projections.rows.span import Row

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Yardstick:
    """Against what, where and since when a condition is judged.

    charter: the stream of the charter, `charter/x`. scope: its place as a stream: `area/x`,
    `cohort/x` or `case/x`. start, end: judged is the stretch [start, end); the end is just after
    the moment asked for. topics: those of the charter; empty when it names none.
    """

    landscape: Geography
    charter: str
    scope: str
    start: Instant
    end: Instant
    topics: tuple[str, ...]
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a condition amounts to over one step.

    met: YES, NO, UNKNOWN or NOTHING (domain.spans).
    events: the records that it rests on, by their positions, that which brought it about last.
    why: the key of the sentence that says why, in the catalogue of words; empty on plain grounds.
    direction: of a change of rules for residents: favourable, unfavourable, neutral or mixed.
    missing: the kinds of record whose absence leaves it open, such as `mandate`; for UNKNOWN only.
    """

    met: str
    events: tuple[int, ...] = ()
    why: str = ""
    direction: str | None = None
    missing: tuple[str, ...] = ()


Condition = Callable[[Yardstick, dict[str, int]], Steps[Judgement]]
"""From a yardstick and the parameters of the condition, complete, to its judgements over time.

The steps cover [start, end) of the yardstick without a hole.
"""


def parts_over_time(yardstick: Yardstick) -> Steps[frozenset[str]]:
    """The place of a yardstick with everything that lies within it, all its time."""
    landscape, scope = yardstick.landscape, yardstick.scope
    turns = landscape.between(yardstick.start, yardstick.end)
    return sampled(
        turns, yardstick.start, yardstick.end, lambda moment: landscape.parts(scope, moment)
    )


def within_then(places: Steps[frozenset[str]], scope: str, moment: Instant) -> bool:
    """Whether a place was among others at a moment; before their first one, as it was at that."""
    found = places.at(max(moment, places.parts[0].start)) if places.parts else None
    return found is not None and scope in found


def rows(yardstick: Yardstick, kind: type[R], scopes: list[str]) -> list[R]:
    """Every row of a kind at any of some places, by its start."""
    question = yardstick.landscape.question
    return question.book.ever(kind, question.known, scopes=scopes)


def every(places: Steps[frozenset[str]]) -> list[str]:
    """The places that are among others at any time."""
    return sorted(frozenset[str]().union(*(part.value for part in places.parts)))


def at_level(yardstick: Yardstick, level: str | None) -> bool:
    """Whether a record of a level holds at that of the yardstick; one without holds at all."""
    return yardstick.level is None or level in {None, yardstick.level}


def vouched(
    yardstick: Yardstick, about: str, start: Instant, *, by_topic: bool = False
) -> Steps[str]:
    """YES while somebody vouches for all records of a kind for the place, else NO, from a start.

    by_topic: for kinds of record that have a topic, coverage of the yardstick's topics suffices.
    """
    return yardstick.landscape.coverage.vouched(
        about,
        yardstick.scope,
        start,
        yardstick.end,
        topics=yardstick.topics if by_topic and yardstick.topics else (None,),
        level=yardstick.level,
    )


def throughout(covered: Steps[str], days: int) -> Steps[str]:
    """YES where a function says yes and has done so for so many days, as far as it goes back."""
    if not covered.parts:
        return covered
    start, end = covered.parts[0].start, covered.parts[-1].end
    spans = [
        (part.start if part.start == start else plus_days(part.start, days), part.end)
        for part in covered.parts
        if part.value == YES
    ]
    return during(spans, start, end)
