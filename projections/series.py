"""A view at one moment after another, each as known at the same time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from domain.dates import Instant
from projections.report import Fields, Question, Report


def series(
    view: Callable[[Question], Report], question: Question, moments: Sequence[Instant]
) -> Report:
    """The rows of a view at every moment, each with the day that it is of as `as_of`.

    What stands around the rows, such as names of parties, is of the last moment.

    Equation: series(view, q, [t]).rows == [{"as_of": day of t} | row for row in view(q at t).rows].
    """
    reports = [(moment, view(replace(question, as_of=moment))) for moment in moments]
    rows: list[Fields] = [
        {"as_of": moment[:10]} | row for moment, report in reports for row in report.rows
    ]
    _, last = reports[-1]
    return replace(last, rows=rows, moments=tuple(moments))
