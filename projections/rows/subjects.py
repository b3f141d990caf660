"""Rows of what the record speaks of: the ledger itself, parties, places, and who vouches for it.

Also what is known late. Streams are named in full (`area/x`, `cohort/y`, `case/z`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from languages import DUTCH
from projections.rows.frozen import Row, row_class


@row_class
class LedgerRow(Row):
    """What the ledger says of itself.

    burden: what a deadline that passed in silence means, `promisor` or `open`. languages: in which
    it is kept; nothing where it does not say. by: the parties that keep it and code what its
    sources say; none where it does not say.
    """

    KIND: ClassVar[str] = "ledger"

    title: str
    burden: str
    languages: tuple[str, ...]
    by: tuple[str, ...]


@row_class
class PartyRow(Row):
    """A party as it was over a stretch of time.

    name: as people know it. name_nl: in Dutch, where it was told and the party got no other name
    since; None: not known. type: such as `ministry`. part_of: the party above it. head: the office
    at its head. successors: who took over from it; complete: whether all of it; succeeded_on: the
    day, as written; None while nobody did.
    """

    KIND: ClassVar[str] = "party"

    party: str
    name: str
    name_nl: str | None
    type: str
    part_of: str | None
    head: str | None
    successors: tuple[str, ...]
    succeeded_on: str | None
    complete: bool


@row_class
class VagueDayRow(Row):
    """That a record does not name the one day on which it took effect; on: as it has it.

    scope: the place that its stream is, or is about.
    """

    KIND: ClassVar[str] = "vague-day"

    on: str


@row_class
class LateRow(Row):
    """A record that was public more than a year after what it tells.

    scope: the place that its stream is, or is about. kind: of the record. days: from when it
    happened until it was public. on: when it happened, as written.
    """

    KIND: ClassVar[str] = "late"

    kind: str
    days: int
    on: str


@row_class
class AreaRow(Row):
    """An area as it was for a while.

    above: the stream of the area that it lies in: by its borders, and once it ended, unless it was
    split, its successor; None for a root. successors: the streams of those that took its place;
    empty while it lasts, and when it ended without one. split: whether each of these got only a
    part. ended: the first day without it as written; None while it lasts.
    """

    KIND: ClassVar[str] = "area"
    HOME: ClassVar[Literal["scope", "subject"]] = "subject"

    name: str
    type: str
    above: str | None
    successors: tuple[str, ...]
    split: bool
    ended: str | None


@row_class
class MembershipRow(Row):
    """An area or a case in a group.

    subject: the member, scope: the group. certain: False in the days between the bounds of an
    imprecise joining or leaving, on which nobody knows (METHODS 0).
    """

    KIND: ClassVar[str] = "member"

    certain: bool


@row_class
class CohortRow(Row):
    """A group from its registration on.

    criterion: what makes a member; None where nothing but its areas and members tells. areas: the
    streams of the areas in which its members lie. size: how many members, as written; None where
    that is not on record.
    """

    KIND: ClassVar[str] = "cohort"
    HOME: ClassVar[Literal["scope", "subject"]] = "subject"

    name: str
    criterion: str | None
    areas: tuple[str, ...]
    size: str | None


@row_class
class CaseRow(Row):
    """A case as it was for a while.

    area: the stream of the area where it is. level: dwelling, area or governance. phase, since:
    the phase that it is in, and since when; None before the first. opened, closed: days as
    written; closed and outcome are None while it is open.
    """

    KIND: ClassVar[str] = "case"
    LASTING: ClassVar[frozenset[str]] = frozenset({"area", "level", "title", "opened"})
    HOME: ClassVar[Literal["scope", "subject"]] = "subject"

    area: str
    level: str
    title: str
    opened: str
    phase: str | None
    since: str | None
    closed: str | None
    outcome: str | None


@row_class
class CoverageRow(Row):
    """Somebody vouches that all records are here, over [start, end).

    coverage: the name of the declaration. by: the party that vouches. scope: the place as a
    stream, with what lies in it. about: kinds of stream. topics: those alone; empty: all. level:
    that alone; None: all. since: its first day, until: its last, the day included; as written, or
    as its own day says (METHODS 0, Silence).
    """

    KIND: ClassVar[str] = "coverage"

    coverage: str
    by: str
    about: tuple[str, ...]
    topics: tuple[str, ...]
    level: str | None
    since: str
    until: str


PartyRows = Mapping[str, PartyRow]
"""Every party that is known, by its name in the ledger."""


def name_in(row: PartyRow, language: str) -> str:
    """What a party is called in a language (BCP 47): by its own name where that is not known."""
    return (row.name_nl if language == DUTCH else None) or row.name


def type_of(parties: PartyRows, party: str) -> str:
    """Of what type a party is; one that is not known at that moment counts as `other`."""
    return parties[party].type if party in parties else "other"
