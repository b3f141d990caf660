"""What a case, a group or an area lies within, from the most specific place to the widest.

A rule or a mandate for a wider place holds in a narrower one unless that has its own. So whoever
asks what holds for a case asks its places in order: the case; its groups; its area; the areas
above. An area belongs to a group when it, or an area above it, joined it or is one of the areas of
a group without a criterion (with a criterion, the areas only say where its members are). A case
belongs when it joined or was opened as a member, or lies in an area that belongs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from domain.dates import Instant
from projections.book import Book, Row
from projections.places import parent
from projections.span import Value

Chain = tuple[tuple[str, ...], ...]
"""Places as stream names, most specific first; the groups of a place stand side by side."""

Rows = dict[str, list[Row]]


def _by(rows: Iterable[Row], key: Callable[[Row], str]) -> Rows:
    found: Rows = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return dict(found)


def _held(rows: Iterable[Row], moment: Instant) -> list[Row]:
    return [row for row in rows if row.start <= moment < row.end]


@dataclass(frozen=True)
class Chains:
    """The places of every subject at any moment, as known at a size.

    subjects: the rows of areas, cases and groups by stream. stays: memberships by member;
    members: the same by group. named: groups without a criterion by each area that they name.
    """

    subjects: Rows
    stays: Rows
    members: Rows
    named: Rows

    @classmethod
    def of(cls, book: Book, known: int) -> Chains:
        """Read every place once, for any number of questions."""
        places = [row for kind in ("area", "case", "cohort") for row in book.ever(kind, known)]
        stays = book.ever("member", known)
        named: Rows = defaultdict(list)
        for row in places:
            if row.subject.startswith("cohort/") and not row.value.get("criterion"):
                for area in row.value.get("areas", ()):
                    named[f"area/{area}"].append(row)
        by_subject = _by(places, lambda row: row.subject)
        by_member = _by(stays, lambda row: row.subject)
        return cls(by_subject, by_member, _by(stays, lambda row: row.scope), dict(named))

    def value(self, scope: str, moment: Instant) -> Value:
        """What a place was at a moment; nothing before it was there."""
        return next((row.value for row in _held(self.subjects.get(scope, ()), moment)), {})

    def upward(self, area: str, moment: Instant) -> list[str]:
        """An area and everything above it, as streams, from the inside out."""
        path: list[str] = []
        here: str | None = area
        while here is not None and here not in path:
            path.append(here)
            above = parent(self.value(here, moment))
            here = f"area/{above}" if above else None
        return path

    def groups(self, places: Iterable[str], moment: Instant) -> set[str]:
        """The groups to which any of these areas and cases belongs by itself."""
        found: set[str] = set()
        for place in places:
            found.update(row.scope for row in _held(self.stays.get(place, ()), moment))
            found.update(row.subject for row in _held(self.named.get(place, ()), moment))
        return found

    def areas(self, cohort: str, moment: Instant) -> list[str]:
        """The areas in which the members of a group are, as streams."""
        found = {f"area/{area}" for area in self.value(cohort, moment).get("areas", ())}
        for row in _held(self.members.get(cohort, ()), moment):
            found.add(self._area(row.subject, moment))
        return sorted(found - {""})

    def _area(self, member: str, moment: Instant) -> str:
        """The area of a case, an area itself; empty for a case that is not there yet."""
        if member.startswith("area/"):
            return member
        area = self.value(member, moment).get("area")
        return f"area/{area}" if area else ""

    def chain(self, scope: str, moment: Instant) -> Chain:
        """The places that an area, a case or a group lies within, most specific first.

        Above a group are the areas that hold all of it.
        """
        if scope.startswith("cohort/"):
            first, *others = self._paths(scope, moment) or [[]]
            shared = (area for area in first if all(area in path for path in others))
            return ((scope,), *((area,) for area in shared))
        area = self._area(scope, moment)
        path = self.upward(area, moment) if area else []
        own = [scope] if scope != area else []
        groups = tuple(sorted(self.groups([*own, *path], moment)))
        return (*((one,) for one in own), *((groups,) if groups else ()), *((a,) for a in path))

    def chains(self, scope: str, moment: Instant) -> tuple[Chain, ...]:
        """The chain of an area or a case; of a group one for each area in which it has members."""
        paths = self._paths(scope, moment) if scope.startswith("cohort/") else []
        if not paths:
            return (self.chain(scope, moment),)
        return tuple(self._within(scope, path, moment) for path in paths)

    def _paths(self, cohort: str, moment: Instant) -> list[list[str]]:
        return [self.upward(area, moment) for area in self.areas(cohort, moment)]

    def _within(self, cohort: str, path: list[str], moment: Instant) -> Chain:
        groups = tuple(sorted(self.groups(path, moment) | {cohort}))
        return (groups, *((area,) for area in path))

    def moves(self, scope: str) -> dict[Instant, int]:
        """Every moment at which the places of a subject may change, with the record that did it."""
        rows: list[Row] = []
        waiting, seen = [scope], set[str]()
        while waiting:
            here = waiting.pop()
            if here in seen:
                continue
            seen.add(here)
            own = self.subjects.get(here, [])
            stays = [*self.stays.get(here, ()), *self.named.get(here, ())]
            rows += own + stays
            if here == scope and here.startswith("cohort/"):
                rows += self.members.get(here, ())
                waiting += [row.subject for row in self.members.get(here, ())]
            waiting += [f"area/{one}" for row in own for one in _leads_to(row.value)]
        # Where one stay ends as another begins, the record of the beginning is the one that tells.
        return {row.end: row.event for row in rows} | {row.start: row.event for row in rows}


def _leads_to(value: Value) -> list[str]:
    """The areas that a place lies in or next after, by any of its fields."""
    return [str(one) for one in (value.get("area"), parent(value), *value.get("areas", ())) if one]
