"""Places over time, as known to a question: what a view asks when it needs to know where."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from domain.dates import BEGINNING, FOREVER, Instant
from domain.record import StreamName
from projections.geography.coverage import Coverage
from projections.geography.membership import Chain, Memberships
from projections.geography.relation import (
    COVERS,
    MAYBE,
    TOUCHES,
    Relation,
    around,
    ever_around,
    parts,
    relation,
)
from projections.geography.tree import AreaTree
from projections.report import Fields, Question


@dataclass(frozen=True)
class Geography:
    """Areas, groups and cases over time, as known at the size that a question names."""

    question: Question
    _relations: dict[tuple[str, str, int, bool], Relation | None] = field(default_factory=dict)
    _parts: dict[tuple[str, int], frozenset[str]] = field(default_factory=dict)
    _around: dict[tuple[str, int], frozenset[str]] = field(default_factory=dict)

    @cached_property
    def tree(self) -> AreaTree:
        """The areas over time."""
        return AreaTree.of(self.question.book, self.question.known)

    @cached_property
    def land(self) -> Memberships:
        """The groups and cases in that tree."""
        return Memberships.of(self.question.book, self.question.known, self.tree)

    @cached_property
    def coverage(self) -> Coverage:
        """What somebody vouches for."""
        return Coverage.of(self.question, self.land)

    @cached_property
    def turns(self) -> list[Instant]:
        """Every moment at which the tree, a group or a case may change, in order."""
        indexes = (self.land.cohorts, self.land.cases, self.land.groups_of)
        rows = [row for index in indexes for held in index.values() for row in held]
        turns = {turn for row in rows for turn in (row.start, row.end)}
        return sorted({BEGINNING, *turns, *self.tree.turns} - {FOREVER})

    def _turn(self, moment: Instant) -> int:
        return bisect_right(self.turns, moment)

    def between(self, start: Instant, end: Instant) -> list[Instant]:
        """The moments after `start` and before `end` at which places may change."""
        return [turn for turn in self.turns if start < turn < end]

    def relation(
        self, subject: str, place: str, moment: Instant, *, descent: bool = False
    ) -> Relation | None:
        """How a subject lies to a place at a moment, both as streams; None when it is elsewhere.

        descent: whether an area is heir to what it came from by a split or a merger.
        """
        key = (subject, place, self._turn(moment), descent)
        if key not in self._relations:
            found = relation(self.land, subject, place, moment, descent=descent)
            self._relations[key] = found
        return self._relations[key]

    def parts(self, scope: str, moment: Instant) -> frozenset[str]:
        """A place and everything that lies within it at a moment, as streams."""
        key = (scope, self._turn(moment))
        if key not in self._parts:
            self._parts[key] = parts(self.land, scope, moment)
        return self._parts[key]

    def around(self, scope: str, moment: Instant) -> frozenset[str]:
        """Everything wider that covers a place or may touch it at a moment, and is no part."""
        key = (scope, self._turn(moment))
        if key not in self._around:
            self._around[key] = around(self.land, scope, moment)
        return self._around[key]

    def ever_around(self, scope: str) -> list[str]:
        """Every place that may lie in a place, cover it or touch it at any time, in order."""
        return sorted(ever_around(self.land, scope))

    def chain(self, scope: str, moment: Instant) -> Chain:
        """The places that an area, case or group lies within at a moment, most specific first.

        As tuples of stream names: (case), (its groups), (its area), (the area above) and so on.
        """
        return self.land.chain(scope, moment)

    def enclosing(self, scope: str, moment: Instant) -> frozenset[str]:
        """Everything that a place lies in or belongs to at a moment, itself included."""
        return frozenset(place for places in self.chain(scope, moment) for place in places)

    def lies(self, scope: str, place: str, moment: Instant) -> Relation | None:
        """How what a rule is for lies to a place, both as streams: `relation`, by where it holds.

        What a place lies in or belongs to (`enclosing`) covers it: a rule for a group that has no
        criterion and names an area holds for all who lie in that area, for nothing else tells who
        belongs to it (METHODS 3, the most specific place that has a value). Whether that proves
        anything of the place is another question: a group that names only an area around it may
        be about others there, and that nobody belongs to it here is not excluded (METHODS 2 and
        6, which `certainly_covers` and `unproven` answer). So a rule may hold, and prove nothing.
        """
        if scope != place and scope in self.enclosing(place, moment):
            return COVERS
        found = self.relation(scope, place, moment)
        return TOUCHES if found is None and scope in self.around(place, moment) else found

    def certainly_covers(self, subject: str, place: str, moment: Instant) -> bool:
        """Whether a subject is a place, or certainly covers all of it, at a moment.

        A group that names only an area around the place may be about others there; see `lies`.
        """
        return subject in self.enclosing(place, moment) and not (
            subject != place and self.relation(subject, place, moment) == MAYBE
        )

    def unproven(self, place: str, start: Instant, end: Instant) -> frozenset[str]:
        """The groups of which it is not excluded that they touch an area on [start, end), no more.

        Those are left out that may have joined by the reading of a vague day: readings tell these.
        """
        if not place.startswith("area/"):
            return frozenset()
        moments = [start, *self.between(start, end)]
        return frozenset(
            group
            for group in self.ever_around(place)
            if group.startswith("cohort/")
            and all(row.certain for row in self.land.members_of.get(group, ()))
            and {self.relation(group, place, moment) for moment in moments} - {None} == {MAYBE}
        )

    def level(self, scope: str, level: str | None, moment: Instant) -> str | None:
        """The level that a record names, or that of the case which its place is; None: all."""
        case = self.land.case(scope, moment) if level is None else None
        return case.level if case else level

    def name(self, scope: str, moment: Instant) -> str:
        """What a place is called: an area or a group by its name, a case by its title."""
        kind, slug = StreamName.parse(scope)
        if kind == "area":
            return self.tree.name(scope, moment)
        if kind == "case":
            case = self.land.case(scope, moment)
            return case.title if case else slug
        cohort = self.land.cohort(scope, moment)
        return cohort.name if cohort else slug

    def title(self, scope: str, moment: Instant) -> str:
        """What a place is called; an area with its kind and what it lies within."""
        area = scope.startswith("area/")
        return self.tree.title(scope, moment) if area else self.name(scope, moment)

    def called(self, scope: str) -> Fields:
        """What a place is called at the moment asked for, with its slug and its stream."""
        moment = self.question.as_of
        name, title = self.name(scope, moment), self.title(scope, moment)
        return {"area": StreamName.parse(scope).name, "scope": scope, "name": name, "title": title}
