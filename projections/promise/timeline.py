"""What is said of a promise in order, when it falls due, and when it stands still."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple, Self

from domain.dates import Instant, days_between, falls_due, plus_days
from domain.record import Record
from domain.step_function import NO, UNKNOWN, YES

# -- reading -----------------------------------------------------------------------------------
# A history read with every imprecise date at its latest, or at its earliest.
#
# One reading puts every record at one instant, so whatever is told of a reading is told of exact
# dates. What both readings agree on is known; where they differ, imprecise dates leave it open
# (METHODS 0: neither kept nor late).


class DatedRecord(NamedTuple):
    """A record, at the instant at which a reading puts it; with what everybody asks of it."""

    at: Instant
    record: Record
    kind: str
    get: Callable[..., Any]

    @classmethod
    def of(cls, record: Record, at: Instant) -> Self:
        """A record at an instant."""
        return cls._make((at, record, record.kind, record.get))


_AT = attrgetter("at")


class DatedHistory(NamedTuple):
    """What happened to a promise, in order.

    made: the making, which is told whatever its date.
    told: what happened after it; of equal instants the place decides.
    """

    made: Record
    told: tuple[DatedRecord, ...]

    def until(self, moment: Instant) -> DatedHistory:
        """What had happened by a moment."""
        return self.first(self.count(moment))

    def count(self, moment: Instant) -> int:
        """How much had happened by a moment."""
        return bisect_right(self.told, moment, key=_AT)

    def first(self, many: int) -> DatedHistory:
        """The making, and so many of the records after it."""
        return DatedHistory(self.made, self.told[:many])


def dated_histories(history: Sequence[Record]) -> tuple[DatedHistory, ...]:
    """The readings with every date at its latest and at its earliest, in this order.

    `history` stands (nothing retracted) and begins with the making. Of exact dates there is only
    one reading.
    """
    made, *later = history
    readings = [[DatedRecord.of(record, record.on.latest) for record in later]]
    if any(not record.on.exact for record in later):
        readings.append([DatedRecord.of(record, record.on.earliest) for record in later])
    return tuple([DatedHistory(made, tuple(sorted(told, key=_in_order))) for told in readings])


def _in_order(one: DatedRecord) -> tuple[Instant, int]:
    return one.at, one.record.place


# -- deadline ----------------------------------------------------------------------------------
# When a promise falls due: the first deadline, and how consent and suspension move it.


@dataclass(slots=True)
class Deadline:
    """The deadline of a promise as it stands at a moment.

    first: the instant at which it first fell due, or None when it has no date.
    due: the instant at which it falls due as moved by consent.
    postponements: how often somebody put it off without moving it, for want of consent in time.
    halted_since: since when its days do not run; None while they do.
    owed_since: from when on the days of the halt are still to be added to the deadline. A date
    that was agreed during the halt reckons with the days of it that were over.
    """

    first: Instant | None
    due: Instant | None
    postponements: int = 0
    halted_since: Instant | None = None
    owed_since: Instant | None = None

    @classmethod
    def of(cls, made: Record) -> Deadline:
        """The deadline as the promise was made."""
        first = falls_due(made.get("due"))
        return cls(first, first)

    def passed(self, at: Instant) -> bool:
        """Whether the due instant lies at or before a moment; never while days do not run."""
        return self.due is not None and self.halted_since is None and self.due <= at

    def consented(self, one: DatedRecord) -> bool:
        """Whether a beneficiary agreed, before the promise fell due (D15: nothing heals later)."""
        return bool(one.get("consent_by")) and not self.passed(one.at)

    def apply(self, one: DatedRecord) -> None:
        """Take in a postponement, a suspension or a resumption."""
        match one.kind:
            case "promise.postponed":
                self._postpone(one)
            case "promise.suspended":
                whole = one.get("place") is None
                if whole and self.halted_since is None and self.consented(one):
                    self.halted_since = self.owed_since = one.at
            case "promise.resumed":
                self._resume(one.at)
            case _:
                pass

    def _postpone(self, one: DatedRecord) -> None:
        new = falls_due(one.get("due"))
        if new is not None and self.due is not None and self.consented(one):
            self.due = new
            self.owed_since = one.at if self.halted_since else None
        else:
            self.postponements += 1

    def _resume(self, moment: Instant) -> None:
        if self.due is not None and self.owed_since is not None:
            self.due = plus_days(self.due, days_between(self.owed_since, moment))
        self.halted_since = self.owed_since = None


MOVING = frozenset({"promise.postponed", "promise.suspended", "promise.resumed"})
"""What moves a deadline."""


def deadline_after(made: Record, told: Iterable[DatedRecord]) -> Deadline:
    """The deadline as it stands after what happened."""
    deadline = Deadline.of(made)
    for one in told:
        if one.kind in MOVING:
            deadline.apply(one)
    return deadline


def due_moments(readings: Sequence[DatedHistory]) -> set[Instant]:
    """Every instant at which a promise may fall due, on any reading."""
    made = readings[0].made
    condition = made.get("condition") or {}
    dues = (made.get("due"), made.get("until"), condition.get("due"))
    moments = {falls_due(due) for due in dues if due is not None}
    for reading in readings:
        deadline = Deadline.of(made)
        for one in reading.told:
            if one.kind in MOVING:
                deadline.apply(one)
                moments.add(deadline.due)
    return {moment for moment in moments if moment is not None}


# -- halts -------------------------------------------------------------------------------------
# What holds a promise up: a suspension, and the bodies that block it.
#
# The last word on a suspension counts. Every body blocks until its own block is lifted: an
# unblock by a body that blocks lifts the block of that body alone. One by somebody else (a court,
# a successor) lifts the block where only one body blocks; of several it does not say whose, so
# that all of them stand `[design]`.


class Halts(NamedTuple):
    """How suspensions and blocks hold a promise up at a moment.

    halted: YES while it is halted everywhere, UNKNOWN while in some place only, else NO.
    suspended: whether it is suspended. blocked_by: the bodies that block it, each once, in the
    order in which they began to.
    """

    halted: str
    suspended: bool
    blocked_by: tuple[str, ...]


NO_HALTS = Halts(NO, suspended=False, blocked_by=())


HALTING = frozenset(
    {"promise.suspended", "promise.resumed", "promise.blocked", "promise.unblocked"}
)
"""What holds a promise up, or lets it go on."""


def halts(told: Iterable[DatedRecord]) -> Halts:
    """What holds a promise up after what happened: the suspensions and blocks that stand."""
    suspensions: list[DatedRecord] = []
    blocks: list[DatedRecord] = []
    for event in told:
        if event.kind not in HALTING:
            continue
        match event.kind:
            case "promise.suspended":
                suspensions.append(event)
            case "promise.resumed":
                suspensions = []
            case "promise.blocked":
                blocks.append(event)
            case "promise.unblocked":
                blocks = _without(blocks, str(event.get("by")))
            case _:
                pass
    if not (suspensions or blocks):
        return NO_HALTS
    places = [halt.get("place") for halt in (*suspensions, *blocks)]
    return Halts(
        halted=UNKNOWN if all(places) else YES,
        suspended=bool(suspensions),
        blocked_by=tuple(dict.fromkeys(str(block.get("by")) for block in blocks)),
    )


def _without(blocks: list[DatedRecord], lifted_by: str) -> list[DatedRecord]:
    """The blocks that are left when somebody lifted one."""
    bodies = {str(block.get("by")) for block in blocks}
    if lifted_by not in bodies:
        return [] if len(bodies) == 1 else blocks
    return [block for block in blocks if block.get("by") != lifted_by]
