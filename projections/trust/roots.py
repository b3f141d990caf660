"""Roots: promises that were split, repeated or handed on count once (METHODS 2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import Literal, NamedTuple

from domain.record import StreamName
from domain.value import value_class
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


MIDDLING = frozenset({"late", "partly"})
"""The outcomes of which the method says what they are worth, and others may say otherwise."""


class Worth(NamedTuple):
    """What a scored root is worth; the same if late and partly count as not kept, and as kept."""

    value: float
    strict: float
    lenient: float


@value_class
class Root:
    """The promises that count as one.

    group: scored when a member is; else what stands first among the groups that a member is in.
    outcome: what it came to; members that differ make it partly; None unless scored.
    """

    name: str
    members: tuple[ScoredPromise, ...]
    group: Group
    outcome: Outcome | None

    @classmethod
    def of(cls, name: str, members: Sequence[ScoredPromise]) -> Root:
        """The root of some promises, one at least."""
        if len(members) == 1:
            (member,) = members
            outcome = CLASSES[member.state] if member.group == "scored" else None
            return cls(name, (member,), member.group, outcome)
        groups = {member.group for member in members}
        outcomes = {CLASSES[member.state] for member in members if member.group == "scored"}
        outcome = "partly" if len(outcomes) > 1 else next(iter(outcomes), None)
        return cls(name, tuple(members), min(groups, key=GROUPS.index), outcome)

    @property
    def scored(self) -> list[ScoredPromise]:
        """Its members that are due and resolved."""
        return [member for member in self.members if member.group == "scored"]

    @property
    def worth(self) -> Worth:
        """The mean worth of its scored members."""
        known = [_worth(member) for member in self.scored]
        return known[0] if len(known) == 1 else Worth(*map(mean, zip(*known, strict=True)))

    @property
    def bounds(self) -> tuple[float, float]:
        """Of one that is not established, the least and the most that it may be worth.

        That is -1 to 1, less where a count tells more.
        """
        unresolved = [member for member in self.members if member.group == "unresolved"]
        lows, highs = zip(*(member.bounds or (-1.0, 1.0) for member in unresolved), strict=True)
        return mean(lows), mean(highs)

    @property
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


def mean(values: Sequence[float]) -> float:
    """The mean of values, of which there is one at least."""
    return sum(values) / len(values)


def _worth(member: ScoredPromise) -> Worth:
    assert member.value is not None, "a scored promise has a value"
    middling = CLASSES[member.state] in MIDDLING
    return Worth(member.value, -1.0, 1.0) if middling else Worth(*[member.value] * 3)


@value_class
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
    names = root_names(question, [member.row for member in members])
    grouped: dict[str, list[ScoredPromise]] = defaultdict(list)
    for member in members:
        grouped[names[member.promise]].append(member)
    return [Root.of(name, grouped[name]) for name in sorted(grouped)]


def root_names(question: Question, rows: Sequence[PromiseRow]) -> dict[str, str]:
    """The name of the root that each promise reaches, by the names of the promises."""
    links = question.once("links", Links)
    _follow(question, links, rows)
    return {(name := row.promise): _top(name, links) for row in rows}


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


MANY = 1000
"""Of more promises than these every replacement is read, which is less than to ask for each."""


def _predecessors(question: Question, names: list[str]) -> list[tuple[str, str]]:
    """Pairs of promises replaced with consent or on no worse terms, and their successors."""
    asked = [f"promise/{name}" for name in names]
    scopes = asked if len(asked) <= MANY else None
    found = question.book.at(SuccessorRow, question.as_of, question.known, scopes=scopes)
    among = frozenset(asked)
    rows = [row for row in found if row.scope in among]
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


def nobody_looked(found: Sequence[Root]) -> bool:
    """Whether some of them fell due, and nobody said anything of any promise that they rest on."""
    due = [member for root in found if root.counted_as is not None for member in root.bearing]
    return bool(due) and all(map(promise_query.unseen, due))
