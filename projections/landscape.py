"""The country over time: the tree of areas at every moment, and what the record covers.

Boundaries, mergers and memberships change; a question about a stretch of time must read the tree
as it was on each day. Silence counts only where somebody vouches that all is recorded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from domain.dates import BEGINNING, Instant
from domain.spans import NO, YES, Steps, sampled
from projections.book import Row, Untyped
from projections.chain import Chain, Chains
from projections.places import Places
from projections.report import Question

KINDS: tuple[Untyped, ...] = ("area", "member", "cohort", "case")


@dataclass(frozen=True)
class Landscape:
    """The tree of areas over time, as known at the size that a question names."""

    question: Question
    _seen: dict[Instant, Places] = field(default_factory=dict)

    @cached_property
    def turns(self) -> list[Instant]:
        """Every moment at which the tree, a group or a case may change, in order."""
        book, known = self.question.book, self.question.known
        return sorted({BEGINNING, *(turn for kind in KINDS for turn in book.turns(kind, known))})

    def at(self, moment: Instant) -> Places:
        """The tree as it was at a moment."""
        turn = max(turn for turn in self.turns if turn <= moment)
        if turn not in self._seen:
            self._seen[turn] = Places.at(self.question.book, turn, self.question.known)
        return self._seen[turn]

    def between(self, start: Instant, end: Instant) -> list[Instant]:
        """The moments after `start` and before `end` at which the tree may change."""
        return [turn for turn in self.turns if start < turn < end]

    @cached_property
    def chains(self) -> Chains:
        """What lies within what, at any moment."""
        return Chains.of(self.question.book, self.question.known)

    def chain(self, scope: str, moment: Instant) -> Chain:
        """The places that an area, case or group lies within at a moment, most specific first.

        As tuples of stream names: (case), (its groups), (its area), (the area above) and so on.
        """
        return self.chains.chain(scope, moment)

    @cached_property
    def coverages(self) -> list[Row]:
        """Everything that somebody vouches for, at any time."""
        return self.question.book.ever("coverage", self.question.known)

    def covered(
        self, about: str, scopes: Iterable[str], topic: str | None = None
    ) -> list[tuple[Instant, Instant]]:
        """When somebody vouches that all records of a kind on a topic are here for a place.

        scopes: the place and everything that it lies within, as stream names. Coverage of some
        topics covers those alone; coverage without topics covers all of them.
        """
        wanted = set(scopes)
        return sorted(
            (row.start, row.end)
            for row in self.coverages
            if row.scope in wanted
            and about in row.value["about"]
            and (not row.value.get("topics") or topic in row.value["topics"])
        )

    def coverage(
        self,
        about: str,
        scope: str,
        start: Instant,
        end: Instant,
        *,
        topic: str | None = None,
        level: str | None = None,
    ) -> Steps[str]:
        """YES while somebody vouches for all records of a kind on a topic for a place, else NO.

        For the place itself or for what it lies within at that moment. Coverage of some topics or
        of one level covers those alone: without a topic or a level only coverage of all counts.
        """

        def covers(row: Row) -> bool:
            topics, of_level = row.value.get("topics"), row.value["place"].get("level")
            return (
                about in row.value["about"]
                and (not topics or topic in topics)
                and of_level in {None, level}
            )

        rows = [row for row in self.coverages if covers(row)]

        def vouched(moment: Instant) -> str:
            places = {place for group in self.chain(scope, moment) for place in group}
            held = (row for row in rows if row.start <= moment < row.end)
            return YES if any(row.scope in places for row in held) else NO

        turns = {turn for row in rows for turn in (row.start, row.end)}
        return sampled(turns | self.chains.moves(scope).keys(), start, end, vouched)
