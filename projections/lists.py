"""The views `parties`, `areas`, `cases` and `figures`: what the ledger speaks of, by name."""

from __future__ import annotations

from collections import Counter

from domain.dates import bounds
from projections.places import Places
from projections.promise.so_far import at_moment
from projections.report import Question, Report, answer
from projections.rows.communication import FigureRow
from projections.rows.subjects import PartyRow


def parties(question: Question) -> Report:
    """Every party with its kind, its parent, its successor and how many promises it made."""
    made = Counter(party for row in at_moment(question) for party in row.value["by"])
    rows = [
        {
            "party": row.party,
            "name": row.name,
            "type": row.type,
            "part_of": row.part_of,
            "succeeded_by": list(row.successors),
            "promises": made[row.party],
            "event": row.event,
        }
        for row in question.book.at(PartyRow, question.as_of, question.known)
    ]
    return answer(question, "parties", rows)


def areas(question: Question) -> Report:
    """Every area with what it lies within, from the inside out, and what became of it."""
    places = Places.at(question.book, question.as_of, question.known)
    direct = Counter(row.scope for row in at_moment(question))
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


def figures(question: Question, area: str | None = None) -> Report:
    """Published statistics and surveys, by what they count: those about an area, or all.

    They stand beside the figures of this program and never enter them. A corrected figure stays,
    with the record that replaces it.
    """
    scopes: list[str] | None = None
    if area is not None:
        within, wider = Places.at(question.book, question.as_of, question.known).scopes(area)
        scopes = sorted(within | wider)
    found = question.book.at(FigureRow, question.as_of, question.known, scopes=scopes)
    replaced = {row.replaces: row.event for row in found if row.replaces}
    rows = [
        {
            "indicator": row.indicator,
            "place": row.scope,
            "period": row.period,
            "value": row.value,
            "of": row.of,
            "unit": row.unit,
            "by": row.by,
            "on": row.on,
            "replaced_by": replaced.get(row.subject.partition("/")[2]),
            "event": row.event,
        }
        for row in found
    ]
    rows.sort(key=lambda row: (row["indicator"], bounds(str(row["period"])).earliest, row["event"]))
    return answer(question, "figures", rows)
