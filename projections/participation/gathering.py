"""What is on record about a place: its decisions as they stood when asked, and what is covered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from domain.spans import Steps, during
from projections.landscape import Landscape
from projections.participation.decision import Decision, decided
from projections.participation.reach import Reach, Where, level_of
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
    def landscape(self) -> Landscape:
        """The country over time."""
        return Landscape(self.question)

    @cached_property
    def reach(self) -> Reach:
        """What is about the place."""
        return Reach(self.landscape, self.scope)

    @cached_property
    def parties(self) -> dict[str, PartyRow]:
        """The parties at the moment, by their names in the ledger."""
        return parties_of(self.question)

    @cached_property
    def decisions(self) -> list[tuple[Where, Decision]]:
        """Every decision about the place, by its day: where it lies, and what it was."""
        found: list[tuple[Where, Decision]] = []
        for taken in self.question.book.at(DecisionRow, self.question.as_of, self.question.known):
            decision = decided(taken, self.question.as_of)
            if decision is None:
                continue
            where = self.reach.of(taken.scope, decision.on.latest)
            if where is not None:
                found.append((where, decision))
        return sorted(found, key=lambda one: (order(one[1].on), one[1].name))

    def level(self, decision: Decision) -> str | None:
        """The level of a decision; None when it names none and so counts for all."""
        return level_of(
            decision.taken.scope, decision.taken.level, self.landscape.at(self.question.as_of)
        )

    def named(self) -> Fields:
        """The area that is asked about: its slug, its name and its title; None for everywhere."""
        if self.scope is None:
            return {"area": None, "name": None, "title": None}
        area = self.scope.partition("/")[2]
        places = self.landscape.at(self.question.as_of)
        name = places.areas.get(area, {}).get("name", area)
        return {"area": area, "name": name, "title": places.title(area)}

    def covered(
        self, about: str, window: Window, *, topic: str | None = None, level: str | None = None
    ) -> Steps[str]:
        """YES while somebody vouches that all records of a kind about the place are here, else NO.

        For everywhere nobody can: a ledger does not know what else there is.
        """
        if self.scope is None:
            return during((), *window)
        return self.landscape.coverage(about, self.scope, *window, topic=topic, level=level)
