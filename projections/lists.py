"""The views `parties`, `areas` and `cases`: what the ledger speaks of, by name."""

from __future__ import annotations

from collections import Counter

from projections.places import Places
from projections.report import Question, Report, answer


def parties(question: Question) -> Report:
    """Every party with its kind, its parent, its successor and how many promises it made."""
    made = Counter(
        party
        for row in question.book.at("promise", question.as_of, question.known)
        for party in row.value["by"]
    )
    rows = [
        {
            "party": row.value["party"],
            "name": row.value["name"],
            "type": row.value["type"],
            "part_of": row.value.get("part_of"),
            "succeeded_by": row.value.get("by", []),
            "promises": made[row.value["party"]],
            "event": row.event,
        }
        for row in question.book.at("party", question.as_of, question.known)
    ]
    return answer(question, "parties", rows)


def areas(question: Question) -> Report:
    """Every area with what it lies within, from the inside out, and what became of it."""
    places = Places.at(question.book, question.as_of, question.known)
    direct = Counter(
        row.scope for row in question.book.at("promise", question.as_of, question.known)
    )
    rows = [
        {
            "area": area,
            "name": value["name"],
            "type": value["type"],
            "within": places.upward(area)[1:],
            "ended": value.get("ended"),
            "succeeded_by": value.get("by", []),
            "promises": direct[f"area/{area}"],
        }
        for area, value in sorted(places.areas.items())
    ]
    return answer(question, "areas", rows)


def cases(question: Question) -> Report:
    """Every case with its phase, since when it is in it, and how it ended."""
    rows = [
        {
            "case": row.value["case"],
            "title": row.value["title"],
            "area": row.value["area"],
            "level": row.value["level"],
            "opened": row.value["opened"],
            "phase": row.value.get("phase"),
            "since": row.value.get("since"),
            "closed": row.value.get("closed"),
            "outcome": row.value.get("outcome"),
            "event": row.event,
        }
        for row in question.book.at("case", question.as_of, question.known)
    ]
    return answer(question, "cases", rows)
