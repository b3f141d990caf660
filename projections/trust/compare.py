"""An order between two areas, stated only where nothing that could be chosen reverses it."""

from __future__ import annotations

from typing import Annotated

from domain.dates import days_between
from projections.report import Question, Report, answer
from projections.rows.frozen import Frozen, row_class
from projections.statistics import opinion, sensitivity
from projections.trust.judge import Judge
from projections.trust.roots import CLASSES, Root
from projections.trust.score import scored

YEAR_DAYS = 365.25


@row_class
class Comparison(Frozen):
    """Whether promises to one area were kept less than those to another."""

    first: Annotated[str, "the first area"]
    second: Annotated[str, "the second area"]
    first_outcomes: Annotated[int, "established outcomes of promises to the first area"]
    second_outcomes: Annotated[int, "established outcomes of promises to the second area"]
    lower: Annotated[
        str | None,
        "the area to which promises were kept less; null if no order can be defended",
    ]
    stability: Annotated[
        float | None, "the share of the 108 ways of weighing that give the more frequent order"
    ]
    probability: Annotated[
        float | None, "the probability of that order by the two Beta distributions"
    ]


def compare(
    question: Question,
    first: str,
    second: str,
    *,
    basis: str = "evidence",
    sources: str | None = None,
) -> Report[Comparison]:
    """Report whether promises to one area were kept less than those to another.

    An order is stated only if it holds for all 108 ways of weighing (METHODS 2, case B01) and its
    probability is at least 0.95.
    """
    judge = Judge(question, basis, sources)
    roots = {area: judge.within(f"area/{area}") for area in (first, second)}
    items = {area: [_item(root, question) for root in scored(roots[area])] for area in roots}
    found = None
    if items[first] and items[second]:
        found = sensitivity.order_between(items[first], items[second])
    row = Comparison(
        first=first,
        second=second,
        first_outcomes=len(items[first]),
        second_outcomes=len(items[second]),
        lower={"first": first, "second": second}.get(found.stated or "") if found else None,
        stability=found.stability if found else None,
        probability=found.probability if found else None,
    )
    return answer(question, "compare", [row], Comparison)


def _item(root: Root, question: Question) -> opinion.RootOutcome:
    """A root as shares kept, in between and not kept, aged since its members fell due."""
    classes = [CLASSES[member.state] for member in root.scored]
    middle = sum(name in {"late", "partly"} for name in classes)
    now = question.so_far
    dues = (member.row.deadline.due for member in root.scored)
    ages = [days_between(due, now) for due in dues if due is not None]
    return opinion.root_of_counts(
        classes.count("kept"),
        middle,
        classes.count("broken"),
        age_years=max(min(ages), 0) / YEAR_DAYS,
    )
