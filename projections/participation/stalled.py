"""When a level stood still: promises in breach or held up, rules paused (METHODS 5).

Of a level stands what names that level; what names none holds at all of them, would stall all of
them at once, and is shown apart. That a level did not stand still is said only inside coverage.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from domain.dates import FOREVER, Instant, bounds
from domain.spans import NO, UNKNOWN, YES, Steps, both, during, either
from projections.book import Row
from projections.geography.relation import MAYBE, WITHIN, Relation
from projections.participation.gathering import Gathering
from projections.participation.pauses import Pause, pauses
from projections.promise.life import UNSEEN
from projections.promise.so_far import at_every_moment
from projections.rows.subjects import CaseRow
from projections.trust.standing import pledged
from projections.window import Window

LEVELS = ("dwelling", "area", "governance")


@dataclass(frozen=True)
class Stalling:
    """What held up the levels of a place."""

    gathering: Gathering

    @cached_property
    def promises(self) -> list[tuple[str | None, Relation, Row]]:
        """Every stretch in the life of every promise about the place: its level, where it lies."""
        question, landscape = self.gathering.question, self.gathering.landscape
        found: list[tuple[str | None, Relation, Row]] = []
        for row in at_every_moment(question):
            where = self.gathering.where(row.scope, bounds(row.value["on"]).latest)
            if where is not None and row.start <= question.as_of:
                level = row.value["place"].get("level")
                found.append((landscape.level(row.scope, level, question.as_of), where, row))
        return found

    @cached_property
    def cases(self) -> dict[str, list[CaseRow]]:
        """Every case within the place: the stretches of its life, in order."""
        question, found = self.gathering.question, dict[str, list[CaseRow]]()
        for row in question.book.ever(CaseRow, question.known):
            within = self.gathering.where(row.subject, row.start) == WITHIN
            if within and row.start <= question.as_of:
                found.setdefault(row.subject, []).append(row)
        return found

    @cached_property
    def pauses(self) -> list[Pause]:
        """Every pause of a rule about the place."""
        return pauses(self.gathering)

    def steps(self, level: str | None, window: Window) -> Steps[str]:
        """Whether a level stands still at each moment; None: what names no level.

        NO only while somebody vouches for all promises and rules there.
        """
        found = list(self._spans(level))
        still = during([(a, b) for a, b, sure in found if sure == YES], *window)
        perhaps = during([(a, b) for a, b, sure in found if sure == UNKNOWN], *window)
        kinds = ("promise", "rule")
        known = both(*(self.gathering.covered(kind, window, level=level) for kind in kinds))
        return either(
            still,
            perhaps.change(lambda value: UNKNOWN if value == YES else NO),
            known.change(lambda value: NO if value == YES else UNKNOWN),
        )

    def _spans(self, level: str | None) -> Iterator[tuple[Instant, Instant, str]]:
        """The stretches in which something held a level up, surely or perhaps."""
        for named, where, row in self.promises:
            if named == level:
                answer = self._holds_up(row)
                vague = where == MAYBE and answer == YES
                yield row.start, row.end, UNKNOWN if vague else answer
        for pause in self.pauses:
            if pause.level == level:
                yield from _of_pause(pause)

    def _holds_up(self, row: Row) -> str:
        """Whether a promise in this stretch of its life holds its level up."""
        question, value = self.gathering.question, row.value
        if not pledged(value, self.gathering.parties):
            return NO
        unseen = UNKNOWN if question.burden == "open" else YES
        breach = unseen if value["breach"] == UNSEEN else value["breach"]
        answers = {value["halted"], breach}
        return next(answer for answer in (YES, UNKNOWN, NO) if answer in answers)


def _of_pause(pause: Pause) -> Iterator[tuple[Instant, Instant, str]]:
    """Surely from its latest start to its earliest end; perhaps in the days between the bounds."""
    end = pause.end
    last, first = (end.latest, end.earliest) if end else (FOREVER, FOREVER)
    yield pause.start.earliest, last, UNKNOWN
    if pause.certain:
        yield pause.start.latest, first, YES


def quarters(window: Window) -> list[Window]:
    """The whole calendar quarters within a stretch of time."""
    year, month = int(window.start[:4]), int(window.start[5:7])
    first = (year * 12 + month - 1) // 3
    last = int(window.end[:4]) * 4 + 4
    every = (Window(_quarter(one), _quarter(one + 1)) for one in range(first, last))
    return [one for one in every if window.start <= one.start and one.end <= window.end]


def _quarter(number: int) -> Instant:
    """The first instant of a quarter, counted from the year 0."""
    return Instant(f"{number // 4:04}-{number % 4 * 3 + 1:02}-01T00:00:00")


def in_quarter(function: Steps[str], quarter: Window) -> str:
    """Whether a level stood still all quarter: NO when at any moment it surely did not."""
    values = {step.value for step in function.within(*quarter).parts}
    return next(value for value in (NO, UNKNOWN, YES) if value in values)
