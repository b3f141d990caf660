"""Tenures: what lasts at a place from a day on until it ends, such as a power or a duty.

A tenure lasts from `from` until its last day or its end, whichever comes first; it may end at one
place and go on elsewhere. Where a date is imprecise, it is unknown between the bounds whether the
tenure lasted (METHODS 0).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from domain.dates import Bounds, Instant, bounds, due_instant, plus_days
from domain.spans import NO, UNKNOWN, YES
from projections.report import Fields
from projections.span import scope_of
from projections.stories import when

Position = frozenset[str]
"""Everything that a place lies in and belongs to, as streams: `area/x`, `cohort/y`, `case/z`."""


@dataclass(frozen=True, slots=True)
class Ending:
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


@dataclass(frozen=True, slots=True)
class Tenure:
    """What lasts at a place from a day on.

    scope: the place as a stream. excepted: areas (as streams) to which it does not extend.
    since: `from` as written; begins: its bounds. decided: the earliest day of the record of it;
    appeared: the earliest at which that can have been public.
    """

    scope: str
    level: str | None
    excepted: frozenset[str]
    since: str
    begins: Bounds
    endings: tuple[Ending, ...]
    decided: Instant
    appeared: Instant
    event: int

    def covers(self, position: Position) -> bool:
        """Whether a place lies in that of the tenure, and not in what is excepted from it."""
        return self.scope in position and not self.excepted & position

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
        return [
            one
            for one in self.endings
            if (not one.scope or one.scope in position) and one.level in {None, level}
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
        dates = [self.begins, *(one.without for one in self.endings)]
        return {turn for date in dates for turn in (date.earliest, date.latest)}


def tenure(records: Sequence[Fields], ended: str) -> dict[str, Any]:
    """The fields of a tenure, as the founding record and the later ones tell.

    ended: the kind of the records that end it.
    """
    first, *later = records
    until = first.get("until")
    endings = [_until(first, until)] if until else []
    endings += [_ending(one) for one in later if one["kind"] == ended]
    return {
        "scope": scope_of(first["place"]),
        "level": first["place"].get("level"),
        "excepted": frozenset(f"area/{area}" for area in first.get("except_areas", ())),
        "since": first["from"],
        "begins": when(first, "from"),
        "endings": tuple(endings),
        "decided": when(first).earliest,
        "appeared": appeared(first),
        "event": first["event"],
    }


def _until(first: Fields, until: str) -> Ending:
    """The last day as an end: the tenure is gone on the day after."""
    last = bounds(until)
    soonest = due_instant(until) if last.exact else plus_days(last.earliest, 1)
    without = Bounds(soonest, due_instant(until))
    return Ending(
        scope="",
        level=None,
        without=without,
        written=until,
        last=True,
        decided=when(first).earliest,
        published=first.get("published"),
        appeared=appeared(first),
        event=first["event"],
    )


def _ending(record: Fields) -> Ending:
    place = record.get("place") or {}
    return Ending(
        scope=scope_of(place),
        level=place.get("level"),
        without=when(record, "effective"),
        written=record["effective"],
        last=False,
        decided=when(record).earliest,
        published=record.get("published"),
        appeared=appeared(record),
        event=record["event"],
    )


def appeared(record: Fields) -> Instant:
    """The earliest at which a record can have been public: as published, else on its own day."""
    return bounds(str(record.get("published") or record["on"])).earliest
