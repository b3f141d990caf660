"""Groups and cases over time: who belongs to which group, and what a place lies in or belongs to.

A rule or a mandate for a wider place holds in a narrower one unless that has its own. So whoever
asks what holds for a case asks its places in order: the case; its groups; its area; the areas
above. An area belongs to a group when it, or an area above it, certainly joined it, or is one of
the areas of a group without a criterion (with a criterion, the areas only say where its members
are). A case belongs when it joined or was opened as a member, or lies in an area that belongs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import NamedTuple

from domain.dates import BEGINNING, FOREVER, Instant
from domain.step_function import StepFunction, during, merged
from domain.value import remembering_class
from projections.askable import Spans
from projections.geography.tree import AreaTree, R, by_subject, row_at
from projections.rows.subjects import CaseRow, CohortRow, MembershipRow

Chain = tuple[tuple[str, ...], ...]
"""Places as stream names, most specific first; the groups of a place stand side by side."""


class Located(NamedTuple):
    """In which area (as a stream) a group has members, from when to when."""

    area: str
    start: Instant
    end: Instant


class Spread(NamedTuple):
    """Where a group is at a moment, as streams.

    members: who certainly belongs to it and is somewhere. areas: those in which its members are,
    or may be. around_all: what holds all of these, if any is certain; around_certain, around_any:
    what holds one that is certain, or any.
    """

    members: frozenset[str]
    areas: frozenset[str]
    around_all: frozenset[str]
    around_certain: frozenset[str]
    around_any: frozenset[str]


class Stay(NamedTuple):
    """That a group has a member in an area, or names it, from when to when.

    certain: whether it is certain that the member belongs to it then. member: the area or the case
    that is the member; None where the area is only named.
    """

    area: str
    start: Instant
    end: Instant
    certain: bool
    member: str | None


class Whereabouts(NamedTuple):
    """Where a group is over time.

    there: YES while it certainly is anywhere. areas: by each area in which it has members, or
    which it names, while that is so, or may be.
    """

    there: StepFunction[str]
    areas: Mapping[str, Sequence[tuple[Instant, Instant]]]


def held(rows: Iterable[R], moment: Instant) -> list[R]:
    """Those of some rows that hold at a moment."""
    return [row for row in rows if row.start <= moment < row.end]


@remembering_class
class Memberships:
    """Groups, cases and members over the tree of areas, as known.

    cohorts, cases: their rows by stream, in the order of time. groups_of: memberships by member;
    members_of: the same by group. naming: by each area the groups that name it.
    """

    tree: AreaTree
    cohorts: Mapping[str, Sequence[CohortRow]]
    cases: Mapping[str, Sequence[CaseRow]]
    groups_of: Mapping[str, Sequence[MembershipRow]]
    members_of: Mapping[str, Sequence[MembershipRow]]
    naming: Mapping[str, Sequence[CohortRow]]
    _spreads: dict[tuple[str, Instant], Spread] = field(default_factory=dict)
    _stays: dict[str, list[Stay]] = field(default_factory=dict)
    _stays_in: dict[str, Mapping[str, Sequence[Stay]]] = field(default_factory=dict)
    _whereabouts: dict[str, Whereabouts] = field(default_factory=dict)
    _certain: dict[str, bool] = field(default_factory=dict)
    _consists_of: dict[str, list[Located]] = field(default_factory=dict)

    @classmethod
    def of(cls, book: Spans, known: int, tree: AreaTree) -> Memberships:
        """Read every group, case and membership once, for any number of questions."""
        cohorts, cases = book.ever(CohortRow, known), book.ever(CaseRow, known)
        memberships = book.ever(MembershipRow, known)
        naming: dict[str, list[CohortRow]] = defaultdict(list)
        for cohort in cohorts:
            for area in cohort.areas:
                naming[area].append(cohort)
        members_of: dict[str, list[MembershipRow]] = defaultdict(list)
        for membership in memberships:
            members_of[membership.scope].append(membership)
        return cls(
            tree,
            by_subject(cohorts),
            by_subject(cases),
            by_subject(memberships),
            members_of,
            naming,
        )

    def cohort(self, cohort: str, moment: Instant) -> CohortRow | None:
        """A group at a moment; None before it was there."""
        return row_at(self.cohorts.get(cohort, ()), moment)

    def case(self, case: str, moment: Instant) -> CaseRow | None:
        """A case at a moment; None before it was there."""
        return row_at(self.cases.get(case, ()), moment)

    def members(self, cohort: str, moment: Instant, *, certain: bool = True) -> list[str]:
        """Who belongs to a group at a moment for certain, or (certain=False) perhaps."""
        rows = held(self.members_of.get(cohort, ()), moment)
        return [row.subject for row in rows if row.certain == certain]

    def named(self, cohort: str, moment: Instant) -> tuple[str, ...]:
        """The areas that a group names as those of its members."""
        row = self.cohort(cohort, moment)
        return row.areas if row else ()

    def area(self, place: str, moment: Instant) -> str | None:
        """The area of a case, an area itself; None for a case that is not there yet."""
        if place.startswith("area/"):
            return place
        case = self.case(place, moment)
        return case.area if case else None

    def areas(self, cohort: str, moment: Instant) -> list[str]:
        """The areas in which the members of a group are, or may be, in order."""
        members = (row.subject for row in held(self.members_of.get(cohort, ()), moment))
        found = {area for member in members if (area := self.area(member, moment))}
        return sorted(found.union(self.named(cohort, moment)))

    def spread(self, cohort: str, moment: Instant) -> Spread:
        """Where a group is at a moment: the same, whatever place it is held against."""
        if (cohort, moment) not in self._spreads:
            here = [stay for stay in self.stays(cohort) if stay.start <= moment < stay.end]
            sure = [stay for stay in here if stay.certain]
            around = {
                area: frozenset(self.tree.upward(area, moment))
                for area in {stay.area for stay in here}
            }
            certain = {stay.area for stay in sure}
            self._spreads[cohort, moment] = Spread(
                frozenset(stay.member for stay in sure if stay.member is not None),
                frozenset(around),
                frozenset.intersection(*around.values()) if certain else frozenset(),
                frozenset[str]().union(*(around[area] for area in certain)),
                frozenset[str]().union(*around.values()),
            )
        return self._spreads[cohort, moment]

    def located(self, cohort: str) -> list[Located]:
        """The areas in which a group ever had members, and those that it names."""
        found: list[Located] = []
        for row in self.members_of.get(cohort, ()):
            area = self.area_ever(row.subject)
            if area:
                found.append(Located(area, row.start, row.end))
        for cohort_row in self.cohorts.get(cohort, ()):
            found += [Located(area, cohort_row.start, cohort_row.end) for area in cohort_row.areas]
        return found

    def stays(self, group: str) -> list[Stay]:
        """Where a group has members, or which areas it names, whenever that is."""
        if group not in self._stays:
            self._stays[group] = [*self._stays_of(group)]
        return self._stays[group]

    def stays_in(self, group: str) -> Mapping[str, Sequence[Stay]]:
        """The same by area."""
        if group not in self._stays_in:
            found: dict[str, list[Stay]] = {}
            for stay in self.stays(group):
                found.setdefault(stay.area, []).append(stay)
            self._stays_in[group] = found
        return self._stays_in[group]

    def whereabouts(self, group: str) -> Whereabouts:
        """Where a group is over time, whatever area it is held against."""
        if group not in self._whereabouts:
            stays = self.stays(group)
            there = during([stay[1:3] for stay in stays if stay.certain], BEGINNING, FOREVER)
            areas = {
                area: merged(stay[1:3] for stay in here)
                for area, here in self.stays_in(group).items()
            }
            self._whereabouts[group] = Whereabouts(there, areas)
        return self._whereabouts[group]

    def certain(self, group: str) -> bool:
        """Whether it is certain of every member of a group, whenever it is one, that it is."""
        if group not in self._certain:
            self._certain[group] = all(row.certain for row in self.members_of.get(group, ()))
        return self._certain[group]

    def _stays_of(self, group: str) -> Iterator[Stay]:
        for row in self.members_of.get(group, ()):
            if row.subject.startswith("area/"):
                yield Stay(row.subject, row.start, row.end, row.certain, row.subject)
            for case in self.cases.get(row.subject, ()):
                start, end = max(row.start, case.start), min(row.end, case.end)
                yield Stay(case.area, start, end, row.certain, row.subject)
        for named in self.cohorts.get(group, ()):
            for area in named.areas:
                yield Stay(area, named.start, named.end, certain=True, member=None)

    def consists_of(self, group: str) -> Sequence[Located]:
        """The areas that certainly belong to a group, and those of one without a criterion."""
        if group not in self._consists_of:
            joined = (row for row in self.members_of.get(group, ()) if row.certain)
            found = [
                Located(row.subject, row.start, row.end)
                for row in joined
                if row.subject.startswith("area/")
            ]
            rows = (row for row in self.cohorts.get(group, ()) if row.criterion is None)
            found += [Located(area, row.start, row.end) for row in rows for area in row.areas]
            self._consists_of[group] = found
        return self._consists_of[group]

    @cached_property
    def cases_in(self) -> Mapping[str, Sequence[str]]:
        """The cases of each area, whenever they were opened."""
        found: dict[str, list[str]] = defaultdict(list)
        for case, rows in self.cases.items():
            found[rows[0].area].append(case)
        return found

    @cached_property
    def groups_in(self) -> Mapping[str, set[str]]:
        """The groups that ever had members in each area, or name it."""
        found: dict[str, set[str]] = defaultdict(set)
        for group in self.cohorts:
            for located in self.located(group):
                found[located.area].add(group)
        return found

    def area_ever(self, place: str) -> str | None:
        """The area of an area or a case; None for a case that is not on record."""
        if place.startswith("area/"):
            return place
        rows = self.cases.get(place)
        return rows[0].area if rows else None

    def groups(self, places: Iterable[str], moment: Instant) -> set[str]:
        """The groups to which any of these areas and cases certainly belongs by itself."""
        found: set[str] = set()
        for place in places:
            joined = held(self.groups_of.get(place, ()), moment)
            found.update(row.scope for row in joined if row.certain)
            named = held(self.naming.get(place, ()), moment)
            found.update(row.subject for row in named if row.criterion is None)
        return found

    def readings(self, scope: str, moment: Instant) -> list[frozenset[str]]:
        """To which groups an area or a case may belong beside those to which it surely does.

        Every choice of the groups of which that is not certain at a moment; one empty choice
        where there is no doubt.
        """
        if scope.startswith("cohort/"):
            return [frozenset()]
        area = self.area(scope, moment)
        path = self.tree.upward(area, moment) if area else ()
        doubtful = {
            row.scope
            for place in {scope, *path}
            for row in held(self.groups_of.get(place, ()), moment)
            if not row.certain
        } - self.groups({scope, *path}, moment)
        choices = [frozenset[str]()]
        for group in sorted(doubtful):
            choices += [choice | {group} for choice in choices]
        return choices

    def chain(self, scope: str, moment: Instant, perhaps: frozenset[str] = frozenset()) -> Chain:
        """The places that an area, a case or a group lies within, most specific first.

        Above a group are the areas that hold all of it. perhaps: one of the readings.
        """
        if scope.startswith("cohort/"):
            first, *others = self._paths(scope, moment) or [()]
            shared = (area for area in first if all(area in path for path in others))
            return ((scope,), *((area,) for area in shared))
        area = self.area(scope, moment)
        path = self.tree.upward(area, moment) if area else ()
        own = [scope] if scope != area else []
        groups = tuple(sorted(self.groups([*own, *path], moment) | perhaps))
        return (
            *((place,) for place in own),
            *((groups,) if groups else ()),
            *((place,) for place in path),
        )

    def chains(
        self, scope: str, moment: Instant, perhaps: frozenset[str] = frozenset()
    ) -> tuple[Chain, ...]:
        """The chain of an area or a case; of a group one for each area in which it has members."""
        paths = self._paths(scope, moment) if scope.startswith("cohort/") else []
        if not paths:
            return (self.chain(scope, moment, perhaps),)
        return tuple(self._within(scope, path, moment) for path in paths)

    def _paths(self, cohort: str, moment: Instant) -> list[tuple[str, ...]]:
        return [self.tree.upward(area, moment) for area in self.areas(cohort, moment)]

    def _within(self, cohort: str, path: Sequence[str], moment: Instant) -> Chain:
        groups = tuple(sorted(self.groups(path, moment) | {cohort}))
        return (groups, *((area,) for area in path))

    def turns(self, scope: str) -> set[Instant]:
        """Every moment at which it may change how a place lies to others.

        Those of its moves, and of all after which, or after a part of which, an area came.
        """
        areas = {self.area_ever(scope), *(located.area for located in self.located(scope))}
        heirs = (self.tree.moves(area) for area in areas if area and self.tree.came_from(area))
        return {*self.moves(scope)}.union(
            turn for rows in heirs for row in rows for turn in (row.start, row.end)
        )

    def moves(self, scope: str) -> dict[Instant, int]:
        """Every moment at which the places of a subject may change, with the record that did it."""
        rows: list[tuple[Instant, Instant, int]] = []
        waiting, seen = [scope], set[str]()
        while waiting:
            here = waiting.pop()
            if here in seen:
                continue
            seen.add(here)
            own = (self.tree.rows, self.cohorts, self.cases, self.groups_of)
            found = [row for index in own for row in index.get(here, ())]
            found += [row for row in self.naming.get(here, ()) if row.criterion is None]
            if here == scope:
                found += self.members_of.get(here, ())
                waiting += [row.subject for row in self.members_of.get(here, ())]
            rows += [(row.start, row.end, row.event) for row in found]
            waiting += self._leads_to(here)
        # Where one stay ends as another begins, the record of the beginning is the one that tells.
        ends = {end: event for _, end, event in rows}
        return ends | {start: event for start, _, event in rows}

    def _leads_to(self, place: str) -> list[str]:
        """The areas that a place lies in or next after, by any of its rows."""
        above = [row.above for row in self.tree.rows.get(place, ()) if row.above]
        areas = [area for row in self.cohorts.get(place, ()) for area in row.areas]
        return [*above, *areas, *(row.area for row in self.cases.get(place, ()))]
