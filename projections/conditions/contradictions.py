"""The check `contradictions`: what different bodies tell, side by side where it cannot agree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from domain.dates import Bounds, bounds, days_between
from domain.quantity import amount
from projections.finding import finding
from projections.report import Fields, Question
from projections.rows.acts import DecisionRow
from projections.rows.communication import FigureRow, InputRow, UpdateRow
from projections.rows.span import when

Said = UpdateRow | FigureRow | InputRow

NEAR = 90
"""Figures of different bodies that differ are listed when so many days, or fewer, apart."""


def contradictions(question: Question) -> list[Fields]:
    """What different bodies tell does not contradict each other."""
    linked = list(_linked(question))
    listed = [row["events"] for row in linked]
    return [*linked, *(row for row in _differing(question) if row["events"] not in listed)]


def _linked(question: Question) -> Iterator[Fields]:
    """Updates and figures that the record itself sets against what another body said."""
    book, at, known = question.book, question.as_of, question.known
    rows: list[Said] = [*book.at(UpdateRow, at, known), *book.at(FigureRow, at, known)]
    rows += book.at(InputRow, at, known)
    told = {row.subject: row for row in rows}
    decided = {
        taken.subject: taken.by
        for taken in question.book.at(DecisionRow, question.as_of, question.known)
        if when(taken).earliest <= question.as_of
    }
    by_id = {subject.partition("/")[2]: subject for subject in (*told, *decided)}
    for subject, row in told.items():
        for link in row.contradicts:
            other = by_id.get(link, link)
            told_by = _speakers(told[other]) if other in told else decided.get(other, ())
            if subject.startswith("input/") or not told_by or set(told_by) & set(_speakers(row)):
                continue
            events = [row.event, *([told[other].event] if other in told else [])]
            yield finding(
                "contradictions",
                subject,
                sorted(events),
                code="contradicts",
                other=other,
                by=list(told_by),
            )


def _speakers(row: Said) -> tuple[str, ...]:
    return row.senders if isinstance(row, InputRow) else (row.by,)


def _differing(question: Question) -> Iterator[Fields]:
    """Figures of different bodies for one indicator, place and period that cannot both be true."""
    groups: dict[tuple[str, str, Bounds], list[FigureRow]] = {}
    for row in question.book.at(FigureRow, question.as_of, question.known):
        key = (row.indicator, row.scope, bounds(row.period))
        groups.setdefault(key, []).append(row)
    for (indicator, _, _), rows in groups.items():
        for one, other in combinations(rows, 2):
            if one.by != other.by and _apart(one, other) <= NEAR:
                if _compatible(one, other) or _replaces(one, other):
                    continue
                yield finding(
                    "contradictions",
                    one.subject,
                    sorted([one.event, other.event]),
                    code="figures-differ",
                    indicator=indicator,
                    value=one.value,
                    by=one.by,
                    other=other.subject,
                    other_value=other.value,
                    other_by=other.by,
                )


def _apart(one: FigureRow, other: FigureRow) -> int:
    """Days between two publications, at the least."""
    early, late = sorted((when(row) for row in (one, other)), key=_latest)
    return max(days_between(early.latest, late.earliest), 0)


def _latest(on: Bounds) -> str:
    return on.latest


def _compatible(one: FigureRow, other: FigureRow) -> bool:
    """Whether two quantities can both be true; figures in different units are not compared."""
    if one.unit != other.unit:
        return True
    return amount(one.value).may_equal(amount(other.value))


def _replaces(one: FigureRow, other: FigureRow) -> bool:
    ids = {row.subject.partition("/")[2] for row in (one, other)}
    return any(row.replaces in ids for row in (one, other))
