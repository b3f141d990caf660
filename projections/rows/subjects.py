"""The rows of what the record speaks of: areas, groups, their members, cases, and coverage.

Each row holds over [start, end). `event` is the position of the record that opened it. Streams
are named in full (`area/x`, `cohort/y`, `case/z`), fields named `area` or `cohort` hold the name
alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.dates import Instant


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area as it was for a while.

    subject: its stream. above: the stream of the area that it lies in: by its borders, and once it
    ended, unless it was split, its successor; None for a root. successors: the streams of those
    that took its place; empty while it lasts, and when it ended without one. split: whether each
    of these got only a part. ended: the first day without it as written; None while it lasts.
    """

    subject: str
    start: Instant
    end: Instant
    event: int
    name: str
    type: str
    above: str | None
    successors: tuple[str, ...]
    split: bool
    ended: str | None


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """An area or a case in a group.

    subject: the member, cohort: the group, both as streams. certain: False in the days between
    the bounds of an imprecise joining or leaving, on which nobody knows (METHODS 0).
    """

    subject: str
    start: Instant
    end: Instant
    event: int
    cohort: str
    certain: bool


@dataclass(frozen=True, slots=True)
class CohortRow:
    """A group from its registration on.

    criterion: what makes a member; None where nothing but its areas and members tells. areas: the
    streams of the areas in which its members lie. size: how many members, as written; None where
    that is not on record.
    """

    subject: str
    start: Instant
    end: Instant
    event: int
    name: str
    criterion: str | None
    areas: tuple[str, ...]
    size: str | None


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as it was for a while.

    area: the stream of the area where it is. level: dwelling, area or governance. phase, since:
    the phase that it is in, and since when; None before the first. opened, closed: days as
    written; closed and outcome are None while it is open.
    """

    subject: str
    start: Instant
    end: Instant
    event: int
    area: str
    level: str
    title: str
    opened: str
    phase: str | None
    since: str | None
    closed: str | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """Somebody vouches that all records are here, over [start, end).

    coverage: the name of the declaration. by: the party that vouches. scope: the place as a
    stream, with what lies in it. about: kinds of stream. topics: those alone; empty: all. level:
    that alone; None: all.
    """

    coverage: str
    scope: str
    start: Instant
    end: Instant
    event: int
    by: str
    about: frozenset[str]
    topics: frozenset[str]
    level: str | None
