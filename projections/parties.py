"""Parties by their names in the ledger, as they were at the moment of a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from projections.report import Question
from projections.rows.subjects import PartyRow

Parties = Mapping[str, PartyRow]
"""Every party that is known, by its name in the ledger."""

RESIDENTS = frozenset({"residents", "civil-society"})
"""The types of party that are residents or speak for them: who is owed and asks. Their own promises
are not scored."""

BODIES = frozenset({"ministry", "executive-body", "municipality", "province", "company"})
"""Those who run the operation: what they say of their own conditions is a claim."""


def parties_of(question: Question) -> dict[str, PartyRow]:
    """Every party at the moment of a question."""
    rows = question.book.at(PartyRow, question.as_of, question.known)
    return {row.party: row for row in rows}


def type_of(parties: Parties, party: str) -> str:
    """Of what type a party is; one that is not known at that moment counts as `other`."""
    return parties[party].type if party in parties else "other"


def any_of(parties: Parties, names: Iterable[str], types: frozenset[str]) -> bool:
    """Whether one of the named parties is of one of the types."""
    return any(type_of(parties, name) in types for name in names)


def called(parties: Parties, party: str) -> str:
    """What people call a party; its name in the ledger where it is not known at that moment."""
    return parties[party].name if party in parties else party
