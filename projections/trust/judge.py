"""Which promises count for an area, as roots: to it or a part of it, and to what covers it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from functools import cached_property
from operator import attrgetter

from domain.record import StreamName
from domain.value import remembering_class
from projections.geography.geography import Geography
from projections.geography.relation import MAYBE, WIDER, WITHIN, Relation
from projections.promise.scoring import ScoredPromise, scored_promise
from projections.promise_query import PromisesAt, lies_to, promises_at, promises_of
from projections.report import Question
from projections.rows.promise import PromiseRow
from projections.rows.subjects import PartyRows
from projections.trust.alike import Alike, Reading
from projections.trust.roots import Root, roots

GROUPINGS: dict[str, Callable[[PromiseRow], Sequence[str]]] = {
    "promisor": lambda row: row.scored_to,
    "level": lambda row: [row.terms.level or "all levels"],
    "topic": lambda row: [row.terms.topic or "no topic"],
}
"""By what the figures of an area can be told apart; a joint promise counts for each promisor."""


@remembering_class
class Judge:
    """The promises of a ledger at a moment, judged by a basis and by sources of a type.

    sources: count only promises of which every source is of this type; None counts all.
    everywhere: whether it is asked about every place, so that all promises are read at once.
    shown: whether promises are shown; where none is, those that count by themselves need not be
    made, and no list here has them: see `alike`.
    """

    question: Question
    basis: str = "evidence"
    sources: str | None = None
    everywhere: bool = False
    shown: bool = True
    _promised: dict[str, PromisesAt[PromiseRow] | None] = field(default_factory=dict)
    _judged: dict[str, list[ScoredPromise]] = field(default_factory=dict)
    _lying: dict[str, dict[Relation | None, list[ScoredPromise]]] = field(default_factory=dict)

    @cached_property
    def geography(self) -> Geography:
        """The areas and groups over time."""
        return Geography(self.question)

    @cached_property
    def parties(self) -> PartyRows:
        """The parties at the moment, by their names in the ledger."""
        return self.question.parties

    def areas(self) -> list[str]:
        """Every area that a promise was made to, by slug."""
        counted = self.question.book.counted(PromiseRow, self.question.so_far, self.question.known)
        places = map(StreamName.parse, counted)
        return sorted(place.name for place in places if place.kind == "area")

    def within(self, place: str) -> list[Root]:
        """Promises to a place (as a stream) or a part of it."""
        return roots(self.question, self._standings(place, {WITHIN}))

    def wider(self, place: str) -> list[Root]:
        """Promises to a wider area or group that covers or touches it (METHODS 2)."""
        return roots(self.question, self._standings(place, WIDER))

    def possible(self, place: str) -> list[Root]:
        """Promises to a group of which it is only not excluded that it touches the place."""
        return roots(self.question, self._standings(place, {MAYBE}))

    def grouped(self, place: str, by: str) -> dict[str, list[Root]]:
        """Promises to the place or a part of it, told apart by promisor, level or topic."""
        groups: dict[str, list[ScoredPromise]] = {}
        for standing in self._standings(place, {WITHIN}):
            for name in GROUPINGS[by](standing.row):
                groups.setdefault(name, []).append(standing)
        return {name: roots(self.question, groups[name]) for name in sorted(groups)}

    def around(self, place: str) -> list[PromisesAt[PromiseRow]]:
        """The promises at each place that may lie in a place, cover it or touch it at any time."""
        scopes = self.geography.ever_around(place)
        fresh = [] if self.everywhere else [one for one in scopes if one not in self._promised]
        if fresh:
            self._promised.update(dict.fromkeys(fresh))
            self._promised.update(self._read(promises_of(self.question, scopes=fresh)))
        if self.everywhere and not self._promised:
            others = None if self.shown else self.alike.others
            self._promised.update(self._read(promises_of(self.question, subjects=others)))
        return [found for scope in scopes if (found := self._promised.get(scope))]

    def _read(self, rows: Iterable[PromiseRow]) -> dict[str, PromisesAt[PromiseRow]]:
        """Promises by their places, as far as they count by their sources."""
        only = self.sources
        sourced = [row for row in rows if only is None or set(row.sources) == {only}]
        return promises_at(self.question, sourced)

    @cached_property
    def alike(self) -> Alike:
        """The promises that count by themselves, where all are asked about and none is shown."""
        if self.shown or not self.everywhere:
            return Alike()
        return Reading(self.question, self._scored).alike(self.sources)

    def judged(self, promised: PromisesAt[PromiseRow]) -> list[ScoredPromise]:
        """What the promises at a place count, in their order."""
        if promised.scope not in self._judged:
            self._judged[promised.scope] = [self._scored(row) for row in promised.rows]
        return self._judged[promised.scope]

    def _scored(self, row: PromiseRow) -> ScoredPromise:
        return scored_promise(
            row,
            self.parties,
            burden=self.question.burden,
            basis=self.basis,
            coders=self.question.coders,
        )

    def _standings(self, place: str, relations: Iterable[Relation | None]) -> list[ScoredPromise]:
        """The promises that lie to a place in one of some ways, by their names."""
        if place not in self._lying:
            self._lying[place] = self._told_apart(place)
        found = [member for lies in relations for member in self._lying[place].get(lies, ())]
        return sorted(found, key=attrgetter("row.subject"))

    def _told_apart(self, place: str) -> dict[Relation | None, list[ScoredPromise]]:
        """The promises around a place by how they lie to it."""
        found: dict[Relation | None, list[ScoredPromise]] = defaultdict(list)
        for promised in self.around(place):
            lying, judged = lies_to(self.geography, promised, place), self.judged(promised)
            for lies, member in zip(lying, judged, strict=True):
                found[lies].append(member)
        return found
