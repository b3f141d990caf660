"""The facts of one decision: who decided what, who had what say, whose advice counted."""

from __future__ import annotations

from dataclasses import dataclass

from projections.participation.decision import Decision, decided
from projections.report import Question


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A decision as it stood at a moment, and what the parties in it are called."""

    decision: Decision
    names: dict[str, str]


def facts_of(question: Question, stream: str) -> DecisionFacts | None:
    """The facts of a decision (`decision/x`) at the moment asked for; None before it was taken."""
    rows = question.book.at("decision", question.as_of, question.known, subjects=[stream])
    records = [record for row in rows for record in row.value["records"]]
    name = stream.partition("/")[2]
    decision = decided(name, records, question.as_of) if records else None
    if decision is None:
        return None
    parties = question.book.at("party", question.as_of, question.known)
    return DecisionFacts(decision, {row.value["party"]: str(row.value["name"]) for row in parties})
