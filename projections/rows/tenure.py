"""Rows of what lasts at a place from a day on until it ends: powers and duties.

A tenure lasts from `from` until its last day or its end, whichever comes first; it may end at one
place and go on elsewhere. Where a date is imprecise, it is unknown between the bounds whether the
tenure lasted (METHODS 0).
"""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from domain.dates import Bounds, Instant, turns_of
from domain.step_function import NO, UNKNOWN, YES
from projections.rows.frozen import Row, row_class
from projections.rows.span import Money

Position = frozenset[str]
"""Everything that a place lies in and belongs to, as streams: `area/x`, `cohort/y`, `case/z`."""

FACTUAL = "factual"
"""The basis of whoever is said to be in control without a title to it: shown, never counted."""

MANDATE = "mandate"
"""The basis of whoever uses a power in the name of the body that has it (Awb 10:1)."""


class Ending(NamedTuple):
    """The end of a tenure, at one place or (scope empty) everywhere.

    without: the first instant without it, at the earliest and at the latest. written: the day as
    written, which is the last one with it where `last` says so, else the first without it.
    decided: the earliest day of the record. published: as written, if it is known when; appeared:
    the earliest at which it can have been public.
    """

    scope: str
    level: str | None
    without: Bounds
    written: str
    last: bool
    decided: Instant
    published: str | None
    appeared: Instant
    event: int


@row_class
class TenureRow(Row):
    """What lasts at a place from a day on; the row itself has no end, for an end may be of a part.

    scope: the place as a stream. excepted: areas (as streams) to which it does not extend.
    since: `from` as written; begins: its bounds. decided: the earliest day of the record of it;
    published: as written, if it is known when; appeared: the earliest at which it can have been
    public.
    """

    level: str | None
    excepted: frozenset[str]
    since: str
    begins: Bounds
    endings: tuple[Ending, ...]
    decided: Instant
    published: str | None
    appeared: Instant

    def covers(self, position: Position) -> bool:
        """Whether a place lies in that of the tenure, and not in what is excepted from it."""
        return self.scope in position and not self.excepted & position

    @property
    def scopes(self) -> set[str]:
        """The places of which it speaks, as streams."""
        return {self.scope, *self.excepted, *(ending.scope for ending in self.endings)} - {""}

    def lasts(self, position: Position, level: str | None, moment: Instant) -> str:
        """Whether it lasts at a place, a level and a moment: YES, NO or UNKNOWN."""
        if not self.covers(position) or moment < self.begins.earliest:
            return NO
        found = YES if moment >= self.begins.latest else UNKNOWN
        for ending in self.endings_at(position, level):
            if moment >= ending.without.latest:
                return NO
            if moment >= ending.without.earliest:
                found = UNKNOWN
        return found

    def endings_at(self, position: Position, level: str | None) -> list[Ending]:
        """The endings that concern a place and a level."""
        if not self.endings:
            return []
        return [
            ending
            for ending in self.endings
            if (not ending.scope or ending.scope in position) and ending.level in {None, level}
        ]

    def overtaken(self, ending: Ending, at: Instant) -> Ending | None:
        """By which end, decided by a moment, it was over before this ending, which so ends nothing.

        What ended on its own last day is not prolonged by an end that is dated after it.
        """
        earlier = [
            one
            for one in self.endings
            if not one.scope
            and one.level is None
            and one.decided <= at
            and one.without.latest < ending.without.earliest
        ]
        return min(earlier, key=lambda one: one.without.latest, default=None)

    def between(self, start: Instant, end: Instant) -> bool:
        """Whether it may have lasted somewhere at some time on [start, end)."""
        ends = [ending.without.latest for ending in self.endings if not ending.scope]
        return self.begins.earliest < end and all(start < last for last in ends)

    def turns(self) -> set[Instant]:
        """Every moment at which the answer of `lasts` may change."""
        return turns_of((self.begins, *(ending.without for ending in self.endings)))


@row_class
class DutyRow(TenureRow):
    """What a body must do at a place, in the words of the act."""

    KIND: ClassVar[str] = "duty"

    duty: str
    holder: str
    act_text: str

    @property
    def holders(self) -> tuple[str, ...]:
        """The holder: nobody has a duty together with another."""
        return (self.holder,)


class Dispute(NamedTuple):
    """Who contests a record, why, and what is so instead: pairs of field and value."""

    by: str
    reason: str
    instead: tuple[tuple[str, str], ...]
    event: int


@row_class
class MandateRow(TenureRow):
    """One mandate: who holds which power, by whom and on what basis.

    joint_with: who holds the power together with the holder. word: the party whose word it is;
    None where only the sources say so. titles: of the sources. limit: up to what amount the holder
    may act, or a limit in words. amount: the money that comes with it. disputes: what is contested.
    """

    KIND: ClassVar[str] = "mandate"

    mandate: str
    holder: str
    power: str
    topic: str | None
    phase: str | None
    basis: str
    granted_by: str | None
    joint_with: tuple[str, ...]
    word: str | None
    titles: tuple[str, ...]
    limit: Money | str | None
    amount: Money | None
    disputes: tuple[Dispute, ...]

    @property
    def counted(self) -> bool:
        """Whether its holder counts as one in control; factual control does not."""
        return self.basis != FACTUAL

    @property
    def holders(self) -> tuple[str, ...]:
        """The holder, and those who hold the power together with it."""
        return (self.holder, *self.joint_with)
