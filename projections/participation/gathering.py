"""What is on record about a place: its decisions as they stood when asked, and what is covered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from domain.dates import Instant
from domain.spans import Steps, during
from projections.geography.geography import Geography
from projections.geography.relation import COVERS, MAYBE, TOUCHES, WITHIN, Relation
from projections.participation.decision import Decision, decided
from projections.parties import parties_of
from projections.report import Fields, Question
from projections.rows.acts import DecisionRow
from projections.rows.subjects import PartyRow
from projections.window import Window, order


@dataclass(frozen=True)
class Gathering:
    """What is asked about decisions: of which place, as a stream, or everywhere (None)."""

    question: Question
    scope: str | None

    @cached_property
    def landscape(self) -> Geography:
        """The country over time."""
        return Geography(self.question)

    def where(self, place: str, moment: Instant) -> Relation | None:
        """How the place of a record lies to what is asked about; None when it is elsewhere.

        place: as a stream. moment: when what it records happened. Places are read as they were then
        and as they are: what was decided about a village counts for the municipality it lay in then
        and for the one it lies in now. Of two answers the one counts that says more.
        """
        return lies_to(self.landscape, place, self.scope, moment)

    @cached_property
    def parties(self) -> dict[str, PartyRow]:
        """The parties at the moment, by their names in the ledger."""
        return parties_of(self.question)

    @cached_property
    def decisions(self) -> list[tuple[Relation, Decision]]:
        """Every decision about the place, by its day: where it lies, and what it was."""
        found: list[tuple[Relation, Decision]] = []
        for taken in self.question.book.at(DecisionRow, self.question.as_of, self.question.known):
            decision = decided(taken, self.question.as_of)
            if decision is None:
                continue
            where = self.where(taken.scope, decision.on.latest)
            if where is not None:
                found.append((where, decision))
        return sorted(found, key=lambda one: (order(one[1].on), one[1].name))

    def level(self, decision: Decision) -> str | None:
        """The level of a decision; None when it names none and so counts for all."""
        taken = decision.taken
        return self.landscape.level(taken.scope, taken.level, self.question.as_of)

    def named(self) -> Fields:
        """The area that is asked about: its slug, its name and its title; None for everywhere."""
        if self.scope is None:
            return {"area": None, "name": None, "title": None}
        called = self.landscape.called(self.scope)
        return {name: called[name] for name in ("area", "name", "title")}

    def covered(
        self, about: str, window: Window, *, topic: str | None = None, level: str | None = None
    ) -> Steps[str]:
        """YES while somebody vouches that all records of a kind about the place are here, else NO.

        For everywhere nobody can: a ledger does not know what else there is.
        """
        if self.scope is None:
            return during((), *window)
        return self.landscape.coverage.vouched(
            about, self.scope, *window, topics=(topic,), level=level
        )


ORDER = (WITHIN, COVERS, TOUCHES, MAYBE)
"""What says most of how a place lies to another comes first."""


def lies_to(
    landscape: Geography, place: str, scope: str | None, moment: Instant
) -> Relation | None:
    """How the place of a record lies to another, then or now; everything lies in everywhere."""
    if scope is None:
        return WITHIN
    asked = landscape.question.as_of
    found = {landscape.relation(place, scope, when) for when in (min(moment, asked), asked)}
    return next((lies for lies in ORDER if lies in found), None)
