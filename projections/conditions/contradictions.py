"""The check `contradictions`: what different bodies tell, side by side where it cannot agree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from domain.dates import Bounds, bounds, days_between
from domain.quantity import amount
from projections.book import Row
from projections.finding import finding
from projections.report import Fields, Question
from projections.stories import stories

NEAR = 90
"""Figures of different bodies that differ are listed when so many days, or fewer, apart."""


def contradictions(question: Question) -> list[Fields]:
    """What different bodies tell does not contradict each other."""
    linked = list(_linked(question))
    listed = [row["events"] for row in linked]
    return [*linked, *(row for row in _differing(question) if row["events"] not in listed)]


def _linked(question: Question) -> Iterator[Fields]:
    """Updates and figures that the record itself sets against what another body said."""
    told = {
        row.subject: row
        for kind in ("update", "figure", "input")
        for row in question.book.at(kind, question.as_of, question.known)
    }
    decided = {
        f"decision/{name}": tuple(records[0]["by"])
        for name, records in stories(question, "decision")
        if bounds(str(records[0]["on"])).earliest <= question.as_of
    }
    by_id = {subject.partition("/")[2]: subject for subject in (*told, *decided)}
    for subject, row in told.items():
        for link in row.value.get("contradicts", ()):
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


def _speakers(row: Row) -> tuple[str, ...]:
    by = row.value.get("by") or row.value.get("from")
    return (by,) if isinstance(by, str) else tuple(by or ())


def _differing(question: Question) -> Iterator[Fields]:
    """Figures of different bodies for one indicator, place and period that cannot both be true."""
    groups: dict[tuple[str, str, Bounds], list[Row]] = {}
    for row in question.book.at("figure", question.as_of, question.known):
        key = (row.value["indicator"], row.scope, bounds(str(row.value["period"])))
        groups.setdefault(key, []).append(row)
    for (indicator, _, _), rows in groups.items():
        for one, other in combinations(rows, 2):
            if one.value["by"] != other.value["by"] and _apart(one, other) <= NEAR:
                if _compatible(one, other) or _replaces(one, other):
                    continue
                yield finding(
                    "contradictions",
                    one.subject,
                    sorted([one.event, other.event]),
                    code="figures-differ",
                    indicator=indicator,
                    value=one.value["value"],
                    by=one.value["by"],
                    other=other.subject,
                    other_value=other.value["value"],
                    other_by=other.value["by"],
                )


def _apart(one: Row, other: Row) -> int:
    """Days between two publications, at the least."""
    early, late = sorted((bounds(str(row.value["on"])) for row in (one, other)), key=_latest)
    return max(days_between(early.latest, late.earliest), 0)


def _latest(on: Bounds) -> str:
    return on.latest


def _compatible(one: Row, other: Row) -> bool:
    """Whether two quantities can both be true; figures in different units are not compared."""
    if one.value["unit"] != other.value["unit"]:
        return True
    a, b = amount(str(one.value["value"])), amount(str(other.value["value"]))
    return a.may_equal(b)


def _replaces(one: Row, other: Row) -> bool:
    ids = {row.subject.partition("/")[2] for row in (one, other)}
    return any(row.value.get("replaces") in ids for row in (one, other))
