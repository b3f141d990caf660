"""Who is who in participation: residents, the bodies that owe them something, and others."""

from __future__ import annotations

from collections.abc import Iterable

from projections.report import Question
from projections.span import Value
from projections.trust.standing import UNSCORED_PARTIES

RESIDENTS = UNSCORED_PARTIES
"""Residents and their organisations: who is owed and asks; their promises are not scored."""

BODIES = frozenset({"ministry", "executive-body", "municipality", "province", "company"})
"""Those who run the operation: what they say of their own conditions is a claim."""


def parties(question: Question) -> dict[str, Value]:
    """The parties at the moment of a question, by slug."""
    rows = question.book.at("party", question.as_of, question.known)
    return {row.subject.partition("/")[2]: row.value for row in rows}


def any_of(known: dict[str, Value], names: Iterable[str], types: frozenset[str]) -> bool:
    """Whether one of the named parties is of one of the types."""
    return any(known.get(name, {}).get("type", "other") in types for name in names)
