"""Which promises count for an area, as roots: to it or a part of it, and to what covers it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from domain.record import StreamName
from projections.geography.geography import Geography
from projections.geography.relation import MAYBE, WIDER, WITHIN, Relation
from projections.promise.scoring import ScoredPromise, scored_promise
from projections.promise_query import at_moment, promises_to
from projections.report import Question
from projections.rows.promise import PromiseRow
from projections.rows.subjects import PartyRows
from projections.trust.roots import Root, roots

GROUPINGS: dict[str, Callable[[PromiseRow], Sequence[str]]] = {
    "promisor": lambda row: row.scored_to,
    "level": lambda row: [row.terms.level or "all levels"],
    "topic": lambda row: [row.terms.topic or "no topic"],
}
"""By what the figures of an area can be told apart; a joint promise counts for each promisor."""


@dataclass(frozen=True)
class Judge:
    """The promises of a ledger at a moment, judged by a basis and by sources of a type.

    sources: count only promises of which every source is of this type; None counts all.
    """

    question: Question
    basis: str = "evidence"
    sources: str | None = None
    _found: dict[str, dict[Relation, list[ScoredPromise]]] = field(default_factory=dict)

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
        rows = at_moment(self.question)
        places = {StreamName.parse(row.scope) for row in rows}
        return sorted(place.name for place in places if place.kind == "area")

    def within(self, place: str) -> list[Root]:
        """Promises to a place (as a stream) or a part of it."""
        return roots(self.question, self._standings(place)[WITHIN])

    def within_any(self, places: Iterable[str]) -> list[Root]:
        """Promises to one or more of the places or a part of them, each once."""
        standings = {
            one.row.subject: one for place in places for one in self._standings(place)[WITHIN]
        }
        return roots(self.question, [standings[subject] for subject in sorted(standings)])

    def wider(self, place: str) -> list[Root]:
        """Promises to a wider area or group that covers or touches it (METHODS 2)."""
        found = self._standings(place)
        return roots(self.question, [one for lies in sorted(WIDER) for one in found[lies]])

    def possible(self, place: str) -> list[Root]:
        """Promises to a group of which it is only not excluded that it touches the place."""
        return roots(self.question, self._standings(place)[MAYBE])

    def grouped(self, place: str, by: str) -> dict[str, list[Root]]:
        """Promises to the place or a part of it, told apart by promisor, level or topic."""
        groups: dict[str, list[ScoredPromise]] = {}
        for standing in self._standings(place)[WITHIN]:
            for name in GROUPINGS[by](standing.row):
                groups.setdefault(name, []).append(standing)
        return {name: roots(self.question, groups[name]) for name in sorted(groups)}

    def _standings(self, place: str) -> dict[Relation, list[ScoredPromise]]:
        """The promises to a place and to what covers or may touch it, by how these lie."""
        if place not in self._found:
            found: dict[Relation, list[ScoredPromise]] = defaultdict(list)
            for lies, row in promises_to(self.geography, place):
                if self.sources is None or set(row.sources) == {self.sources}:
                    found[lies].append(
                        scored_promise(
                            row,
                            self.parties,
                            burden=self.question.burden,
                            basis=self.basis,
                            coders=self.question.coders,
                        )
                    )
            self._found[place] = found
        return self._found[place]
