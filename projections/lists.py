"""The views `parties`, `areas`, `cases` and `figures`: what the ledger speaks of, by name."""

from __future__ import annotations

from collections import Counter

from domain.dates import bounds
from projections.geography.geography import Geography
from projections.report import Question, Report, answer
from projections.until import until


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
    tree, now = Geography(question).tree, question.as_of
    direct = Counter(
        row.scope for row in question.book.at("promise", question.as_of, question.known)
    )
    rows = [
        {
            "area": _slug(row.subject),
            "name": row.name,
            "type": row.type,
            "within": [_slug(above) for above in tree.upward(row.subject, now)[1:]],
            "ended": row.ended,
            "until": until(row.ended),
            "succeeded_by": [_slug(successor) for successor in row.successors],
            "promises": direct[row.subject],
        }
        for row in tree.there(now)
    ]
    return answer(question, "areas", rows)


def _slug(stream: str) -> str:
    return stream.partition("/")[2]


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
        places, stream = Geography(question), f"area/{area}"
        near = places.parts(stream, question.as_of) | places.around(stream, question.as_of)
        scopes = sorted(near)
    found = question.book.at("figure", question.as_of, question.known, scopes=scopes)
    replaced = {row.value["replaces"]: row.event for row in found if "replaces" in row.value}
    rows = [
        {
            "indicator": row.value["indicator"],
            "place": row.scope,
            "period": row.value["period"],
            "value": row.value["value"],
            "of": row.value.get("of"),
            "unit": row.value["unit"],
            "by": row.value["by"],
            "on": row.value["on"],
            "replaced_by": replaced.get(row.subject.partition("/")[2]),
            "event": row.event,
        }
        for row in found
    ]
    rows.sort(key=lambda row: (row["indicator"], bounds(str(row["period"])).earliest, row["event"]))
    return answer(question, "figures", rows)
