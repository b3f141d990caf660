"""Who is who in participation: residents, the bodies that owe them something, and others."""

from __future__ import annotations

from collections.abc import Iterable

from domain.dates import Instant
from domain.parties import BODIES, RESIDENTS
from projections.promise.settled import linked_parties
from projections.report import Question
from projections.span import Value


def parties(question: Question) -> dict[str, Value]:
    """The parties at the moment of a question, by slug."""
    rows = question.book.at("party", question.as_of, question.known)
    return {row.subject.partition("/")[2]: row.value for row in rows}


def any_of(known: dict[str, Value], names: Iterable[str], types: frozenset[str]) -> bool:
    """Whether one of the named parties is of one of the types."""
    return any(known.get(name, {}).get("type", "other") in types for name in names)


def is_body(question: Question, known: dict[str, Value], party: str, moment: Instant) -> bool:
    """Whether a party is one of the bodies that run the operation, or may be part of one.

    What it says of conditions is then a claim of its own; residents speak for themselves.
    """
    if known.get(party, {}).get("type") == "residents":
        return False
    above = linked_parties(question).body(party, moment, sure=False)
    return any_of(known, above, BODIES)


__all__ = ["BODIES", "RESIDENTS", "any_of", "is_body", "parties"]
