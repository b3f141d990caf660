"""Parties by their names in the ledger, as they were at the moment of a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from domain.dates import Instant
from projections.promise.settled import linked_parties
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


def is_body(question: Question, parties: Parties, party: str, moment: Instant) -> bool:
    """Whether a party is one of the bodies that run the operation, or may be part of one.

    What it says of conditions is then a claim of its own; residents speak for themselves.
    """
    if type_of(parties, party) == "residents":
        return False
    return any_of(parties, linked_parties(question).body(party, moment, sure=False), BODIES)


def called(parties: Parties, party: str) -> str:
    """What people call a party; its name in the ledger where it is not known at that moment."""
    return parties[party].name if party in parties else party
