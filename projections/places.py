"""The tree of areas as it was at a moment, and where groups and cases lie in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from domain.dates import Instant, bounds, plus_days
from projections.book import Book, Untyped
from projections.span import Value


def parent(area: Value) -> str | None:
    """What an area with this value lies within; an ended one, unless split, in its successor."""
    if area.get("by") and not area.get("split"):
        return str(area["by"][0])
    return area.get("within")


@dataclass(frozen=True)
class Places:
    """Areas, groups and cases as they stood at a moment, as known at a size."""

    areas: dict[str, Value]
    cohorts: dict[str, Value]
    cases: dict[str, Value]
    members: dict[str, list[str]]

    @classmethod
    def at(cls, book: Book, moment: Instant, known: int) -> Places:
        """Read the tree."""

        def values(kind: Untyped) -> dict[str, Value]:
            rows = book.at(kind, moment, known)
            return {row.subject.partition("/")[2]: row.value for row in rows}

        members: dict[str, list[str]] = defaultdict(list)
        for row in book.at("member", moment, known):
            members[row.value["cohort"]].append(row.subject)
        return cls(values("area"), values("cohort"), values("case"), dict(members))

    def parent(self, area: str) -> str | None:
        """The area that an area lies within; an ended one, unless split, in its successor."""
        return parent(self.areas.get(area, {}))

    def title(self, area: str) -> str:
        """An area with its kind and what it lies within: an ended one, and what came after it."""
        value = self.areas.get(area, {})
        name = str(value.get("name", area))
        above = [self.areas[one] for one in self.upward(area)[1:] if one in self.areas]
        lasting = next((one["name"] for one in above if not one.get("ended")), None)
        ended = [f"until {_last_year(one)}: {one['name']}" for one in above if one.get("ended")]
        text = f"{name}, {value.get('type', 'area')}" + (f" in {lasting}" if lasting else "")
        return f"{text} ({'; '.join(reversed(ended))})" if ended else text

    def upward(self, area: str) -> list[str]:
        """An area and everything that it lies within, from the inside out."""
        path: list[str] = []
        here: str | None = area
        while here is not None and here not in path:
            path.append(here)
            here = self.parent(here)
        return path

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """The areas that lie directly within each area."""
        inside: dict[str, list[str]] = defaultdict(list)
        for area in self.areas:
            parent = self.parent(area)
            if parent is not None:
                inside[parent].append(area)
        return dict(inside)

    def within(self, area: str) -> set[str]:
        """An area and everything that lies within it."""
        found: set[str] = set()
        waiting = [area]
        while waiting:
            here = waiting.pop()
            if here not in found:
                found.add(here)
                waiting += self.children.get(here, [])
        return found

    def areas_of(self, scope: str) -> set[str]:
        """The areas that an area, case or group (by its stream name) consists of."""
        kind, _, name = scope.partition("/")
        if kind == "area":
            return {name}
        if kind == "case":
            return {str(self.cases[name]["area"])} if name in self.cases else set()
        registered = set(self.cohorts.get(name, {}).get("areas", ()))
        joined = (self.areas_of(member) for member in self.members.get(name, ()))
        return registered.union(*joined)

    def scopes(self, area: str) -> tuple[set[str], set[str]]:
        """The places in an area, and the wider places that cover or touch it, as stream names.

        A group lies within an area if all its members do, and touches it if one does or if the
        area lies within one of them.
        """
        inside, above = self.within(area), set(self.upward(area)) - {area}
        within = {f"area/{name}" for name in inside}
        wider = {f"area/{name}" for name in above - inside}
        for scope in [f"case/{name}" for name in self.cases]:
            if self.areas_of(scope) & inside:
                within.add(scope)
        for scope in [f"cohort/{name}" for name in self.cohorts]:
            areas = self.areas_of(scope)
            if areas and areas <= inside:
                within.add(scope)
            elif areas & (inside | above):
                wider.add(scope)
        return within, wider


def _last_year(area: Value) -> str:
    """The last year in which an ended area was there."""
    return plus_days(bounds(area["ended"]).earliest, -1)[:4]
