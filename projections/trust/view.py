"""The view `trust`: for each area the score of promises to it, and the wider promises apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from domain.quantity import promised_size
from projections.promise.scoring import ScoredPromise, doubt
from projections.report import Fields, Question, Report, answer
from projections.rows.promise import PromiseTerms
from projections.rows.span import when
from projections.trust.judge import Judge
from projections.trust.roots import Root
from projections.trust.score import (
    counts,
    figures,
    kept_within,
    promise_counts,
    share_in_time,
)

DETAILS = ("title", "promises", "wider_promises", "possible_promises")
"""The fields that only a screen or an explanation shows."""

TREND = ("due", "kept", "late", "partly", "broken", "unresolved")

WIDER = ("due", "kept", "late", "partly", "broken", "unresolved")


def trust(
    question: Question,
    areas: Sequence[str],
    *,
    basis: str = "evidence",
    sources: str | None = None,
    by: str | None = None,
) -> Report[Any]:
    """Report on areas by name; without names, on every area that a promise was made to.

    by: tell the promises of each area apart by promisor, level or topic.
    """
    judge = Judge(question, basis, sources)
    rows: list[Fields] = []
    for area in areas or judge.areas():
        if by is None:
            rows.append(_row(judge, area))
        else:
            rows += [
                _named(judge, area) | {"by": name} | _figures(judge, roots)
                for name, roots in judge.grouped(area, by).items()
            ]
    rows.sort(key=lambda row: str(row["name"]))
    return answer(question, "trust", rows, details=DETAILS, trend=TREND)


def _named(judge: Judge, area: str) -> Fields:
    return {"area": area, "name": judge.geography.tree.name(f"area/{area}", judge.question.as_of)}


def _figures(judge: Judge, roots: list[Root]) -> Fields:
    members = [member for root in roots for member in root.members]
    types = Counter(kind for member in members for kind in member.row.sources)
    return {
        **figures(roots),
        "in_time": share_in_time(roots),
        "kept_within_days": kept_within(members, judge.question.so_far),
        "per_year": _per_year(members),
        "dated_share": _dated_share(members),
        "sources": dict(sorted(types.items())),
    }


def _row(judge: Judge, area: str) -> Fields:
    here, above, perhaps = judge.within(area), judge.wider(area), judge.possible(area)
    return {
        **_named(judge, area),
        **_figures(judge, here),
        "wider": _wider(above),
        "wider_possible": _wider(perhaps),
        "title": judge.geography.tree.title(f"area/{area}", judge.question.as_of),
        "promises": [_member(root, member) for root in here for member in root.members],
        "wider_promises": [_member(root, member) for root in above for member in root.members],
        "possible_promises": [_member(root, member) for root in perhaps for member in root.members],
    }


def _wider(roots: list[Root]) -> Fields:
    """The figures of promises to what is wider than a place."""
    found = counts(roots)
    return {name: found[name] for name in WIDER} | {"promise_counts": promise_counts(roots)}


def _per_year(members: list[ScoredPromise]) -> dict[str, int]:
    """Promises made in each year: a record that scores dated promises only rewards vagueness.

    Those of which the year is not known stand under `unknown`.
    """
    made = (when(member.row) for member in members)
    years = Counter(
        one.earliest[:4] if one.earliest[:4] == one.latest[:4] else "unknown" for one in made
    )
    return dict(sorted(years.items()))


def _dated_share(members: list[ScoredPromise]) -> float | None:
    """The share of promises with a date and a criterion of success; None without promises."""
    if not members:
        return None
    definite = [
        member
        for member in members
        if member.row.deadline.first and _has_criterion(member.row.terms)
    ]
    return len(definite) / len(members)


def _has_criterion(terms: PromiseTerms) -> bool:
    """Whether it was said by what one knows that it was kept; a size to reach says so too."""
    return bool(terms.criterion) or promised_size(terms.size) is not None


def _member(root: Root, member: ScoredPromise) -> Fields:
    """A promise under the outcome of the root that it counts in; None if that does not count."""
    outcome = {"scored": root.outcome, "unresolved": "unresolved"}.get(root.group)
    counts = member.group == root.group
    return line(member) | {"root": root.name, "outcome": outcome if counts else None}


def line(member: ScoredPromise) -> Fields:
    """One promise as the explanation of a figure shows it."""
    row, terms = member.row, member.row.terms
    return {
        "promise": member.promise,
        "text": terms.text,
        "by": list(terms.by),
        "due": terms.due,
        "status": member.state,
        "scored": member.value,
        "scored_low": member.bounds[0] if member.bounds else None,
        "scored_high": member.bounds[1] if member.bounds else None,
        "group": member.group,
        "doubt": doubt(member),
        "claimed": row.claimed,
        "evidenced": row.outcome.state,
        "scheduled": _scheduled(member),
        "postponements": row.deadline.postponements,
        "redefined": row.redefined,
        "blocked_by": list(row.blocked_by),
        "replaced_by": row.replaced_by,
        "events": list(row.events),
    }


def _scheduled(member: ScoredPromise) -> str:
    """What the dates alone say."""
    deadline = member.row.deadline
    if deadline.first is None:
        return "undated"
    return "due" if deadline.passed else "not-due"
