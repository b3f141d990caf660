"""Places over time, as known to a question: what a view asks when it needs to know where."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable
from functools import cached_property
from itertools import chain
from typing import TypeVar

from domain.dates import BEGINNING, FOREVER, Instant
from domain.record import StreamName
from domain.step_function import NO, YES, StepFunction, sampled
from domain.value import remembering_class
from projections.geography.coverage import Coverage
from projections.geography.membership import Chain, Memberships
from projections.geography.relation import (
    COVERS,
    MAYBE,
    TOUCHES,
    WITHIN,
    Relation,
    around,
    case_within,
    ever_around,
    ever_enclosing,
    ever_inside,
    group_within,
    in_group,
    may_touch,
    parts,
    relation,
)
from projections.geography.tree import AreaTree
from projections.report import Fields, Question

Found = TypeVar("Found")

WITHIN_AREAS = {"case": case_within, "cohort": group_within}
"""What tells of a kind of place while it lies within an area, without a look at each moment."""


@remembering_class
class Geography:
    """Areas, groups and cases over time, as known at the size that a question names."""

    question: Question

    def once(self, key: Hashable, find: Callable[[], Found]) -> Found:
        """What is found of places the same whenever it is asked for, found once a question."""
        return self.question.once(key, find)

    @cached_property
    def tree(self) -> AreaTree:
        """The areas over time."""
        asked = self.question
        return self.once("tree", lambda: AreaTree.of(asked.book, asked.known))

    @cached_property
    def land(self) -> Memberships:
        """The groups and cases in that tree."""
        asked = self.question
        return self.once("land", lambda: Memberships.of(asked.book, asked.known, self.tree))

    @cached_property
    def coverage(self) -> Coverage:
        """What somebody vouches for."""
        return self.once("coverage", lambda: Coverage.of(self.question, self.land))

    def turns(self, *places: str) -> list[Instant]:
        """Every moment at which it may change what some places lie in or belong to, in order."""

        def find() -> list[Instant]:
            return sorted(set[Instant]().union(*map(self._turns_of, places)))

        return self.once(("turns", places), find)

    @cached_property
    def _turning(self) -> dict[str, list[Instant]]:
        """Those of each place that anybody asked about so far."""
        return self.once("turning", dict)

    def _turns_of(self, place: str) -> list[Instant]:
        if place not in self._turning:
            self._turning[place] = sorted({BEGINNING, *self.land.turns(place)} - {FOREVER})
        return self._turning[place]

    def stays(self, subject: str, place: str, first: Instant, last: Instant) -> bool:
        """Whether a subject lies to a place from one moment to another as it does at the first."""
        return self._turn(first, subject, place) == self._turn(last, subject, place)

    def moves(self, scope: str) -> dict[Instant, int]:
        """Every moment at which the places of a subject may change, with the record that did it."""
        return self.once(("moves", scope), lambda: self.land.moves(scope))

    def _turn(self, moment: Instant, *places: str) -> tuple[int, ...]:
        """How many of the moments at which something may change have come, of each place."""
        known = self._turning
        return tuple(
            [bisect_right(known.get(place) or self._turns_of(place), moment) for place in places]
        )

    def relation(
        self, subject: str, place: str, moment: Instant, *, descent: bool = False
    ) -> Relation | None:
        """How a subject lies to a place at a moment, both as streams; None when it is elsewhere.

        descent: whether an area is heir to what it came from by a split or a merger.
        """
        turn = self._turn(moment, subject, place)
        return self.once(
            ("relation", subject, place, turn, descent),
            lambda: relation(self.land, subject, place, moment, descent=descent),
        )

    def within(self, subject: str, place: str) -> StepFunction[str]:
        """YES while a subject lies within a place, both as streams, and NO while it does not."""

        def find() -> StepFunction[str]:
            kind = StreamName.parse(subject).kind
            if kind in WITHIN_AREAS and place.startswith("area/"):
                return WITHIN_AREAS[kind](self.land, subject, place)
            if place.startswith("cohort/"):
                return in_group(self.land, subject, place, self.within)
            return sampled(
                self.turns(subject, place),
                BEGINNING,
                FOREVER,
                lambda moment: YES if self.relation(subject, place, moment) == WITHIN else NO,
            )

        return self.once(("within", subject, place), find)

    def parts(self, scope: str, moment: Instant) -> frozenset[str]:
        """A place and everything that lies within it at a moment, as streams."""
        return self.once(("parts", scope, moment), lambda: parts(self.land, scope, moment))

    def around(self, scope: str, moment: Instant) -> frozenset[str]:
        """Everything wider that covers a place or may touch it at a moment, and is no part."""
        return self.once(("around", scope, moment), lambda: around(self.land, scope, moment))

    def ever_inside(self, scope: str) -> frozenset[str]:
        """Every place that may lie in a place at any time, itself included."""
        return self.once(("ever inside", scope), lambda: ever_inside(self.land, scope))

    def ever_around(self, scope: str) -> list[str]:
        """Every place that may lie in a place, cover it or touch it at any time, in order."""
        return self.once(("ever around", scope), lambda: sorted(ever_around(self.land, scope)))

    def chain(self, scope: str, moment: Instant) -> Chain:
        """The places that an area, case or group lies within at a moment, most specific first.

        As tuples of stream names: (case), (its groups), (its area), (the area above) and so on.
        """
        key = ("chain", scope, self._turn(moment, scope))
        return self.once(key, lambda: self.land.chain(scope, moment))

    def chains(
        self, scope: str, moment: Instant, perhaps: frozenset[str] = frozenset()
    ) -> tuple[Chain, ...]:
        """The chain of an area or a case; of a group one for each area in which it has members.

        perhaps: the groups to which it belongs by one reading of imprecise dates.
        """
        key = ("chains", scope, self._turn(moment, scope), perhaps)
        return self.once(key, lambda: self.land.chains(scope, moment, perhaps))

    def enclosing(self, scope: str, moment: Instant) -> frozenset[str]:
        """Everything that a place lies in or belongs to at a moment, itself included."""
        return frozenset(chain.from_iterable(self.chain(scope, moment)))

    def ever_enclosing(self, scope: str) -> frozenset[str]:
        """Everything that a place may lie in or belong to at any time, itself included."""
        return self.once(("ever enclosing", scope), lambda: ever_enclosing(self.land, scope))

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
        if found is not None or place.startswith("area/"):
            return found  # what covers an area or may touch it, its relation tells
        return TOUCHES if scope in self.around(place, moment) else None

    def certainly_covers(self, subject: str, place: str, moment: Instant) -> bool:
        """Whether a subject is a place, or certainly covers all of it, at a moment.

        A group that names only an area around the place may be about others there; see `lies`.
        """

        def find() -> bool:
            return subject in self.enclosing(place, moment) and not (
                subject != place and self.relation(subject, place, moment) == MAYBE
            )

        turn = self._turn(moment, subject, place)
        return self.once(("certainly covers", subject, place, turn), find)

    def unproven(self, place: str, start: Instant, end: Instant) -> frozenset[str]:
        """The groups of which it is not excluded that they touch an area on [start, end), no more.

        Those are left out that may have joined by the reading of a vague day: readings tell these.
        """
        if not place.startswith("area/"):
            return frozenset()
        groups = (group for group in self.ever_around(place) if group.startswith("cohort/"))
        return self.once(
            ("unproven", place, start, end),
            lambda: frozenset(
                group for group in groups if may_touch(self.land, group, place, start, end)
            ),
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
