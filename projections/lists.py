"""The views `parties`, `areas`, `cases` and `figures`: what the ledger speaks of, by name."""

from __future__ import annotations

from collections import Counter

from domain.dates import bounds
from projections.geography.geography import Geography
from projections.promise.so_far import at_moment
from projections.report import Question, Report, answer
from projections.rows.communication import FigureRow
from projections.rows.subjects import CaseRow, PartyRow
from projections.until import until


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
    tree, now = Geography(question).tree, question.as_of
    direct = Counter(row.scope for row in at_moment(question))
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
            "case": _slug(row.subject),
            "title": row.title,
            "area": _slug(row.area),
            "level": row.level,
            "opened": row.opened,
            "phase": row.phase,
            "since": row.since,
            "closed": row.closed,
            "outcome": row.outcome,
            "event": row.event,
        }
        for row in question.book.at(CaseRow, question.as_of, question.known)
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
