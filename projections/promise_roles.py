"""What other streams decide about a promise: who was whose office, heir or spokesman.

The book derives the rows of a promise from its own stream, as if no party were linked to another.
Where parties are, whoever asks settles it: a promise of which other records count than the book
took for granted is derived again, from its history, by the same function. The rest of the rows
stand as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from operator import attrgetter

from domain.dates import Instant, seconds_before
from domain.history import RETRACTED, effective_history
from domain.parties import Parties
from domain.record import FOUNDING, Record
from domain.roles import Voice
from domain.value import remembering_class
from projections.askable import Spans
from projections.geography.membership import Memberships
from projections.geography.relation import WITHIN, relation
from projections.geography.tree import AreaTree
from projections.promise.admissible import admissible, depends_on_others
from projections.report import Question
from projections.rows.promise import PromiseRow
from projections.rows.records import PartyLinksRow
from projections.rows.tenure import MANDATE, MandateRow


def settled(question: Question, rows: Sequence[PromiseRow], at: Instant | None) -> list[PromiseRow]:
    """The rows of promises, given who is linked to whom.

    at: the moment at which the rows hold; None for the rows of every moment.
    """
    links = _links(question.book, question.as_of, question.known)
    if not links.linked:
        return list(rows)
    again = links.derived({row.subject for row in rows if not links.linked.isdisjoint(row.parties)})
    kept = [row for row in rows if row.subject not in again]
    anew = [
        row
        for subject in again
        for row in again[subject]
        if at is None or row.start <= at < row.end
    ]
    found = [_inherited(row, links.parties, question.so_far) for row in [*kept, *anew]]
    if at is None:
        return sorted(found, key=lambda row: (row.start, row.event))
    return sorted(found, key=lambda row: row.subject)


def linked(question: Question) -> frozenset[str]:
    """The parties that are linked to another one, so that others may speak for them."""
    return _links(question.book, question.as_of, question.known).linked


def derived_again(question: Question, subjects: Iterable[str]) -> set[str]:
    """Those promises of which the links of parties decide what counts, by their streams."""
    return {*_links(question.book, question.as_of, question.known).derived(subjects)}


def rows_ever(question: Question, scopes: Sequence[str] | None = None) -> list[PromiseRow]:
    """The rows of promises at every moment as the book has them, by their start.

    scopes: those at these places. Once all were read for a question, none is read again.
    """
    by_place: dict[str, list[PromiseRow]] = question.once("promises by place", dict)
    if scopes is None and not by_place:
        for row in question.book.ever(PromiseRow, question.known):
            by_place.setdefault(row.scope, []).append(row)
    if not by_place:
        return question.book.ever(PromiseRow, question.known, scopes=scopes)
    places = by_place if scopes is None else dict.fromkeys(scopes)
    found = (row for place in places for row in by_place.get(place, ()))
    return sorted(found, key=attrgetter("start", "event"))


def linked_parties(question: Question) -> Parties:
    """How parties are linked, as known at the size of a question."""
    return _links(question.book, question.as_of, question.known).parties


def histories(
    question: Question, rows: Iterable[PromiseRow]
) -> list[tuple[list[Record], Parties, list[Voice]]]:
    """The histories of which something may not count, with the parties and mandates that decide.

    rows: the promises at a moment. Of those that rest on all that is on their stream all counts.
    """
    links = _links(question.book, question.as_of, question.known)
    counted = {row.subject: len(row.events) for row in rows}
    grown = question.book.grown("promise/")
    found = links.histories([name for name in sorted(grown) if counted.get(name) != grown[name]])
    return [
        (history, links.parties, links.voices(history[0]))
        for history in found
        if history and history[0].kind in FOUNDING
    ]


@lru_cache(maxsize=4)
def _links(book: Spans, as_of: Instant, known: int) -> PartyLinks:
    """What a book tells of parties; a view asks for it once for each of many areas."""
    return PartyLinks(book, as_of, known)


@remembering_class
class PartyLinks:
    """How parties are linked and who may speak for whom, as known at a size of a book."""

    book: Spans
    as_of: Instant
    known: int

    @cached_property
    def parties(self) -> Parties:
        """The parties over time."""
        return Parties(lambda name: self._links.get(name, ()))

    @cached_property
    def linked(self) -> frozenset[str]:
        """The parties that are linked to another one."""
        named = {name for history in self._links.values() for link in history for name in _of(link)}
        spoken_for = {str(mandate.granted_by) for mandate in self._mandates}
        return frozenset({*self._links, *named, *spoken_for})

    def voices(self, made: Record) -> list[Voice]:
        """The mandates to speak that extend to the place and the topic of a promise."""
        return [
            _voice(mandate)
            for mandate in self._mandates
            if mandate.topic in {None, made.get("topic")}
            and self._covers(mandate.scope, made.scope)
        ]

    def derived(self, subjects: Iterable[str]) -> dict[str, list[PromiseRow]]:
        """The rows at every moment of those promises of which the links decide what counts."""
        asked = sorted(set(subjects))
        fresh = [subject for subject in asked if subject not in self._derived]
        self._derived.update(zip(fresh, map(self._again, self.histories(fresh)), strict=True))
        found = {subject: self._derived[subject] for subject in asked}
        return {subject: anew for subject, anew in found.items() if anew is not None}

    def histories(self, subjects: Sequence[str]) -> Iterator[list[Record]]:
        """What happened to each promise, where others decide what of it counts; else nothing."""
        for recorded in self.book.histories(subjects, self.known):
            records = effective_history(recorded)
            # What is retracted is gone: the retraction says nothing of what happened.
            happened = [record for record in records if record.kind != RETRACTED]
            yield happened if depends_on_others(happened) else []

    @cached_property
    def _derived(self) -> dict[str, list[PromiseRow] | None]:
        """What was derived again so far, by subject; None where the rows of the book stand."""
        return {}

    def _again(self, history: list[Record]) -> list[PromiseRow] | None:
        if not history:
            return None
        voices = self.voices(history[0])
        if admissible(history) == admissible(history, self.parties, voices):
            return None
        # Whoever only asks need not wait until all that derives rows has been loaded.
        from projections.promise.spans import life

        return life(history, self.parties, voices)

    def _covers(self, place: str, scope: str) -> bool:
        if place == scope:
            return True
        inside = place.startswith("area/") and relation(self._land, scope, place, self.as_of)
        return inside == WITHIN

    @cached_property
    def _links(self) -> dict[str, list[Record]]:
        rows = self.book.at(PartyLinksRow, self.as_of, self.known)
        return {row.party: row.history() for row in rows}

    @cached_property
    def _mandates(self) -> list[MandateRow]:
        return [
            mandate
            for mandate in self.book.at(MandateRow, self.as_of, self.known)
            if mandate.power == "decide" and mandate.basis == MANDATE and mandate.granted_by
        ]

    @cached_property
    def _land(self) -> Memberships:
        return Memberships.of(self.book, self.known, AreaTree.of(self.book, self.known))


def _voice(mandate: MandateRow) -> Voice:
    ends = mandate.endings_at(frozenset({mandate.scope}), None)
    return Voice(
        mandate.holders,
        str(mandate.granted_by),
        mandate.begins,
        tuple(ending.without for ending in ends),
    )


def _of(link: Record) -> tuple[str, ...]:
    """The parties that a link names."""
    return (*(link.get("by") or ()), *([link.get("part_of")] if link.get("part_of") else ()))


def _inherited(row: PromiseRow, parties: Parties, at: Instant) -> PromiseRow:
    """The row with the legal successors of those who owe the promise.

    What is due stays with whoever owed it before the breach (D23).
    """
    due = row.deadline.due
    breach = seconds_before(due, 1) if due else at
    owed_by = tuple(parties.heirs(row.owed_by, at))
    scored_to = tuple(parties.heirs(row.scored_to, min(at, breach)))
    if (owed_by, scored_to) == (row.owed_by, row.scored_to):
        return row
    return replace(row, owed_by=owed_by, scored_to=scored_to)
