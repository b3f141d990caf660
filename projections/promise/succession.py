"""What replaced a promise: whether the successor falls due no later (METHODS 1).

A promise that was replaced without consent, on better or the same terms, is out of the score only
if the successor is due no later: if its last day does not come after that of the promise. Of one
without a date, or without a last day, that cannot be established. When it falls due stands on the
successor's own stream, so the two are joined when somebody asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from projections.book import Row
from projections.promise.so_far import at_moment
from projections.report import Question
from projections.span import Value

REPLACED: Value = {"state": "replaced", "value": -1.0, "resolved": True, "outcome_known": True}


def joined(question: Question, rows: Sequence[Row]) -> list[Row]:
    """The promises, those whose successor falls due later, or undated, as `replaced`."""
    successors = sorted({f"promise/{row.value['successor']}" for row in rows if _doubtful(row)})
    if not successors:
        return list(rows)
    found = at_moment(question, subjects=successors)
    dues = {row.subject: row.value["first_due"] for row in found}
    return [_judged(row, dues) for row in rows]


def _doubtful(row: Row) -> bool:
    value = row.value
    return value["state"] == "superseded" and not value["agreed"] and value["due_instant"]


def _judged(row: Row, dues: dict[str, str | None]) -> Row:
    due = dues.get(f"promise/{row.value['successor']}")
    if not _doubtful(row) or (due is not None and due <= row.value["due_instant"]):
        return row
    why = {"replaced_by": "undated" if due is None else "later"}
    return replace(row, value=row.value | REPLACED | why | {"claims": REPLACED})
