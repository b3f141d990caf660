"""The facts of one decision: who decided what, who had what say, whose advice counted."""

from __future__ import annotations

from dataclasses import dataclass

from projections.participation.decision import Decision, decided
from projections.parties import Parties, parties_of
from projections.report import Question
from projections.rows.acts import DecisionRow


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A decision as it stood at a moment, and the parties at that moment."""

    decision: Decision
    parties: Parties


def facts_of(question: Question, stream: str) -> DecisionFacts | None:
    """The facts of a decision (`decision/x`) at the moment asked for; None before it was taken."""
    taken = question.book.at(DecisionRow, question.as_of, question.known, subjects=[stream])
    decision = decided(taken[0], question.as_of) if taken else None
    return DecisionFacts(decision, parties_of(question)) if decision else None
