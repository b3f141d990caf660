"""What a condition of a yardstick is: a step function of time, each step with what it rests on.

Every condition of METHODS 6 is one function of this shape, in a file of its own or beside its
likes. The verdict is derived from these functions alone and never looks at a record itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from domain.dates import Instant
from domain.spans import Steps
from projections.landscape import Landscape


@dataclass(frozen=True, slots=True)
class Yardstick:
    """Against what, where and since when a condition is judged.

    charter: the stream of the charter, `charter/x`. scope: its place as a stream: `area/x`,
    `cohort/x` or `case/x`. start, end: judged is the stretch [start, end); the end is just after
    the moment asked for. topics: those of the charter; empty when it names none.
    """

    landscape: Landscape
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
