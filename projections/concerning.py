"""The book as far as it concerns a place: what gives a view of one place the same answers.

That is the place; what ever lay in it, and what it ever lay in or came after; the groups to which
any of these belonged, or that name one of them; and every row of what stands at one of these, or
names it. Of a group with members elsewhere not all are read. Whether it lies wholly within the
place is told by one member outside, so a few are enough that at every moment at which the group
reaches beyond the place one of them shows it.

Rows that are asked for by their subjects, or their scopes, are those of the whole book.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from domain.dates import FOREVER, Instant
from domain.record import Record
from domain.value import remembering_class
from projections.askable import ALL, Linked, R, Resting, Spans
from projections.keeping.links import (
    BELONGS_TO,
    COMES_AFTER,
    IS_IN,
    LIES_IN,
    MAY_BELONG_TO,
    NAMED_BY,
    NAMES,
)
from projections.rows.frozen import Kept, Row
from projections.rows.subjects import CaseRow, CohortRow, MembershipRow

MANY = 2_000
"""Of a place with more parts than these the whole book is read, which is faster."""


@remembering_class
class Near:
    """The places that concern a place, or several, as streams.

    inside: what ever lay in it, itself included. around: what these ever lay in or came after.
    groups: those that touch any of these, or may. beside: cases that lie directly in what is around
    it, of which only the memberships matter.
    """

    inside: frozenset[str]
    around: frozenset[str]
    groups: frozenset[str]
    beside: frozenset[str]

    @property
    def places(self) -> frozenset[str]:
        """All of them but the cases beside it."""
        return self.inside | self.around | self.groups


def concerning(book: Linked, places: Iterable[str]) -> Spans:
    """The rows of a book that concern any of some places; the whole book where these are wide."""
    streams = [place for place in places if book.has(place)]
    if not streams:
        return book
    found = near(book, streams)
    return book if found is None else Concerning(book, found)


def near(book: Linked, places: Sequence[str]) -> Near | None:
    """What concerns some places, whenever that was so; None where they have too many parts.

    A group is asked about with all that ever joined it, and the areas that it names.
    """
    asked = [place for place in places if place.startswith("cohort/")]
    members = book.children(asked, (BELONGS_TO, NAMED_BY), MANY + 1)
    if len(members) > MANY:
        return None
    came_from = book.upward({*places, *members}, (COMES_AFTER,))
    inside = book.downward(came_from, (LIES_IN, IS_IN), MANY)
    if len(inside) > MANY:
        return None
    around = book.upward(inside, (LIES_IN, IS_IN, COMES_AFTER)) - inside
    beside = book.children(around, (IS_IN,)) - inside
    groups = book.parents(inside | around, (BELONGS_TO, NAMED_BY)) | book.parents(
        beside, (BELONGS_TO,)
    )
    return Near(inside, around, groups, beside)


class Concerning(Resting):
    """The rows of a book that concern some places."""

    _book: Linked

    def __init__(self, book: Linked, near: Near) -> None:
        self._book, self._near = book, near
        self._homes = frozenset({*near.places, ""})
        self._witnesses: dict[int, frozenset[str]] = {}

    @property
    def whole(self) -> Spans:
        """The whole book."""
        return self._book

    def history(self, stream: str, known: int) -> list[Record]:
        """The records of a stream as known at a size, in the order of recording."""
        return self._book.history(stream, known)

    def histories(self, streams: Sequence[str], known: int) -> Iterator[list[Record]]:
        """The same of each of some streams, one after the other."""
        return self._book.histories(streams, known)

    def read(
        self,
        kind: type[R],
        known: int,
        moment: Instant | None,
        *,
        homes: Iterable[str] | None = None,
        subjects: Iterable[str] | None = None,
    ) -> list[R]:
        """The rows of a kind that concern the places; what is asked for by name of the whole book.

        Those of members and of cases elsewhere as far as they are needed.
        """
        if homes is not None or subjects is not None:
            return self._book.read(kind, known, moment, homes=homes, subjects=subjects)
        near = self._near
        if kind.KIND == MembershipRow.KIND:
            members = near.inside | near.around | near.beside | self._elsewhere(known)
            return self._book.read(kind, known, moment, subjects=members)
        wanted = self._homes
        if kind.KIND == CaseRow.KIND:
            wanted = wanted | near.beside | self._elsewhere(known)
        found = self._book.read(kind, known, moment, homes=wanted)
        elsewhere = self._book.read(kind, known, moment, subjects=self._naming)
        return [*found, *(row for row in elsewhere if row.home not in self._homes)]

    @property
    def keeps(self) -> bool:
        """Whether the whole book keeps rows."""
        return self._book.keeps

    def kept(
        self,
        kind: type[Row],
        moment: Instant | None,
        known: int,
        *,
        homes: Iterable[str] | None = None,
    ) -> Iterator[Kept]:
        """The rows of a kind that held at a moment as a book keeps them: see `Spans`."""
        if homes is None:
            return super().kept(kind, moment, known)
        return self._book.kept(kind, moment, known, homes=homes)

    @cached_property
    def _naming(self) -> frozenset[str]:
        """The streams that name one of the places, though they may be about another one."""
        return self._book.children(self._near.places, (NAMES,))

    def _elsewhere(self, known: int) -> frozenset[str]:
        """Members elsewhere that show which groups reach beyond the places.

        And which have a member of which it is not known since when, or until when, it is one.
        """
        if known not in self._witnesses:
            inside = self._book.ever(MembershipRow, known, subjects=sorted(self._near.inside))
            starts = [(member.scope, member.start) for member in reversed(inside)]
            found = [
                self._beyond(group, dict(starts).get(group), known)
                for group in sorted(self._near.groups)
            ]
            found += [self._uncertain(group, known) for group in sorted(self._near.groups)]
            self._witnesses[known] = frozenset().union(*found)
        return self._witnesses[known]

    def _beyond(self, group: str, begins: Instant | None, known: int) -> Iterator[str]:
        """Enough members of a group outside the places to cover the time in which it has any.

        begins: when the first of those inside joins. Before that none are needed: only what has
        members inside can lie wholly there. Nor from when on the group names an area outside.
        """
        row = next(iter(self._book.ever(CohortRow, known, subjects=[group])), None)
        ends = FOREVER
        if row is not None and not self._near.inside.issuperset(row.areas):
            ends = row.start
        if row is not None and not self._near.inside.isdisjoint(row.areas):
            begins = min(begins or row.start, row.start)
        seen = set(self._near.inside)
        while begins is not None and begins < ends:
            member = self._book.first_beyond(group, seen, begins, known)
            if member is None:
                begins = self._book.next_beyond(group, seen, begins, known)
                continue
            seen.add(member.subject)
            yield member.subject
            if self._is_there(member.subject, begins, known):
                begins = member.end

    def _uncertain(self, group: str, known: int) -> Iterator[str]:
        """A member of a group that on some days is not certain to be one; nobody where all are."""
        for most in (1, ALL):  # nearly always the first that may be one is
            for member in sorted(self._book.children([group], (MAY_BELONG_TO,), most)):
                stays = self._book.ever(MembershipRow, known, subjects=[member])
                if any(stay.scope == group and not stay.certain for stay in stays):
                    yield member
                    return

    def _is_there(self, member: str, moment: Instant, known: int) -> bool:
        """Whether a member is somewhere at a moment: a case is from its opening on."""
        if member.startswith("area/"):
            return True
        return bool(self._book.at(CaseRow, moment, known, subjects=[member]))
