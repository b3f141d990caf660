"""An order between two areas, stated only where nothing that could be chosen reverses it."""

from __future__ import annotations

from domain.dates import days_between
from projections.report import Fields, Question, Report, answer
from projections.statistics import evidence, sensitivity
from projections.trust.judge import Judge
from projections.trust.roots import CLASSES, Root

YEAR_DAYS = 365.25


def compare(
    question: Question,
    first: str,
    second: str,
    *,
    basis: str = "evidence",
    sources: str | None = None,
) -> Report:
    """Report whether promises to one area were kept less than those to another.

    An order is stated only if it holds for all 108 ways of weighing (METHODS 2, case B01) and its
    probability is at least 0.95.
    """
    judge = Judge(question, basis, sources)
    roots = {area: judge.within(area) for area in (first, second)}
    items = {area: [_item(root, question) for root in scored(roots[area])] for area in roots}
    row: Fields = {
        "first": first,
        "second": second,
        "first_outcomes": len(items[first]),
        "second_outcomes": len(items[second]),
        "lower": None,
        "stability": None,
        "probability": None,
    }
    if items[first] and items[second]:
        found = sensitivity.order_between(items[first], items[second])
        stated = {"first": first, "second": second}.get(found.stated or "")
        row |= {"lower": stated, "stability": found.stability, "probability": found.probability}
    return answer(question, "compare", [row])


def scored(roots: list[Root]) -> list[Root]:
    """The roots that are due and resolved."""
    return [root for root in roots if root.group == "scored"]


def _item(root: Root, question: Question) -> evidence.Root:
    """A root as shares kept, in between and not kept, aged since its members fell due."""
    classes = [CLASSES[member.state] for member in root.scored]
    middle = sum(name in {"late", "partly"} for name in classes)
    now = question.so_far
    ages = [days_between(member.row.value["due_instant"], now) for member in root.scored]
    return evidence.root_of_counts(
        classes.count("kept"),
        middle,
        classes.count("broken"),
        age_years=max(min(ages), 0) / YEAR_DAYS,
    )
