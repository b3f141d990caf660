"""Roots: promises that were split, repeated or handed on count once (METHODS 2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from domain.record import StreamName
from projections import promise_query
from projections.promise.scoring import GROUPS, Group, ScoredPromise
from projections.promise_query import at_moment
from projections.report import Question
from projections.rows.promise import PromiseRow, SuccessorRow

Outcome = Literal["kept", "late", "partly", "broken"]
"""What a root that is scored came to."""

CountedAs = Literal[Outcome, "unresolved"]
"""What a root that fell due is counted as: its outcome, or that it is not established."""

Count = Literal[CountedAs, "not-due", "undated", "excluded", "not-scored"]
"""The count of `trust` that a root is part of: every root is part of one."""

UNCOUNTED: dict[Group, Count] = {
    "not_due": "not-due",
    "undated": "undated",
    "excluded": "excluded",
    "listed": "not-scored",
}
"""The counts of what did not fall due, by the group of the root."""

CLASSES: dict[str, Outcome] = {
    "kept": "kept",
    "kept-late": "late",
    "partly": "partly",
    "overdue": "broken",
    "broken": "broken",
    "withdrawn": "broken",
    "replaced": "broken",
}


@dataclass(frozen=True)
class Root:
    """The promises that count as one."""

    name: str
    members: tuple[ScoredPromise, ...]

    @cached_property
    def group(self) -> Group:
        """Scored when a member is; else what stands first among the groups that a member is in."""
        return min((member.group for member in self.members), key=GROUPS.index)

    @cached_property
    def scored(self) -> list[ScoredPromise]:
        """Its members that are due and resolved."""
        return [member for member in self.members if member.group == "scored"]

    def value(self, middle: float | None = None) -> float:
        """The mean worth of its scored members; late and partly count `middle` where given."""
        values = [_worth(member, middle) for member in self.scored]
        return sum(values) / len(values)

    @cached_property
    def bounds(self) -> tuple[float, float]:
        """Of one that is not established, the least and the most that it may be worth.

        That is -1 to 1, less where a count tells more.
        """
        unresolved = [member for member in self.members if member.group == "unresolved"]
        lows, highs = zip(*(member.bounds or (-1.0, 1.0) for member in unresolved), strict=True)
        return sum(lows) / len(lows), sum(highs) / len(highs)

    @cached_property
    def outcome(self) -> Outcome | None:
        """What it came to; members that differ make it partly; None unless scored."""
        outcomes = {CLASSES[member.state] for member in self.scored}
        if not outcomes:
            return None
        return outcomes.pop() if len(outcomes) == 1 else "partly"

    @cached_property
    def counted_as(self) -> CountedAs | None:
        """What it is counted as; None unless it fell due."""
        return "unresolved" if self.group == "unresolved" else self.outcome

    @property
    def count(self) -> Count:
        """The count that it is part of."""
        return self.counted_as or UNCOUNTED[self.group]

    @property
    def bearing(self) -> list[ScoredPromise]:
        """The members on which that rests: of promises that count as one, some may not be due."""
        return [member for member in self.members if member.group == self.group]

    @property
    def aside(self) -> list[ScoredPromise]:
        """The other members, which count with these and not by themselves."""
        return [member for member in self.members if member.group != self.group]

    def member_counted_as(self, member: ScoredPromise) -> CountedAs | None:
        """What a member is counted as; None of one that its root does not rest on."""
        return self.counted_as if member.group == self.group else None


def _worth(member: ScoredPromise, middle: float | None) -> float:
    assert member.value is not None, "a scored promise has a value"
    if middle is not None and CLASSES[member.state] in {"late", "partly"}:
        return middle
    return member.value


@dataclass(frozen=True, slots=True)
class Links:
    """The promises on the way to every root, by name, as far as anybody asked.

    replaced: by the name of a successor, the promise that it replaced first. tops: by name the
    root that a promise reaches.
    """

    rows: dict[str, PromiseRow] = field(default_factory=dict)
    replaced: dict[str, str] = field(default_factory=dict)
    tops: dict[str, str] = field(default_factory=dict)

    def up(self, name: str) -> str | None:
        """What a promise is a part of, says again or replaced; None of a top."""
        terms = self.rows[name].terms
        return terms.part_of or terms.repeats or self.replaced.get(name)


def roots(question: Question, standings: Iterable[ScoredPromise]) -> list[Root]:
    """Group promises by the root that they reach, ordered by its name."""
    members = list(standings)
    links = question.once("links", Links)
    _follow(question, links, [member.row for member in members])
    grouped: dict[str, list[ScoredPromise]] = defaultdict(list)
    for member in members:
        grouped[_top(member.promise, links)].append(member)
    return [Root(name, tuple(grouped[name])) for name in sorted(grouped)]


def _follow(question: Question, links: Links, rows: Iterable[PromiseRow]) -> None:
    """Find what lies on the way from some promises to their roots."""
    found = {name: row for row in rows if (name := row.promise) not in links.rows}
    while found:
        links.rows.update(found)
        for replaced, successor in _predecessors(question, sorted(found)):
            links.replaced.setdefault(successor, replaced)
        wanted = {up for name in found if (up := links.up(name)) is not None} - links.rows.keys()
        subjects = [f"promise/{name}" for name in sorted(wanted)]
        found = {row.promise: row for row in at_moment(question, subjects=subjects)}


def _predecessors(question: Question, names: list[str]) -> list[tuple[str, str]]:
    """Pairs of promises replaced with consent or on no worse terms, and their successors."""
    rows = question.book.at(
        SuccessorRow,
        question.as_of,
        question.known,
        scopes=[f"promise/{name}" for name in names],
    )
    subjects = [row.subject for row in rows]
    replaced = promise_query.promises_of(question, subjects=subjects)
    states = {row.subject: row.outcome.state for row in replaced}
    return [(row.promise, row.successor) for row in rows if states.get(row.subject) == "superseded"]


def _top(name: str, links: Links) -> str:
    """The name of the root of a promise."""
    if name not in links.tops:
        links.tops[name] = _reached(name, links)
    return links.tops[name]


def _reached(name: str, links: Links) -> str:
    """The top reached through the links; of a loop, the first name in it by alphabet.

    Tops without links that were made in one act with one text are one; a top with promises below
    it takes them along.
    """
    path = [name]
    while (up := links.up(path[-1])) is not None and up in links.rows:
        if up in path:
            return min(path[path.index(up) :])
        path.append(up)
    return _one_act(links.rows[path[-1]]) or path[-1]


def _one_act(row: PromiseRow) -> str | None:
    """Promises made in one act with the same text for the same place are one root."""
    act, place = row.terms.act, StreamName.parse(row.scope).name
    return f"{act} {place} {row.terms.text}" if act else None
