"""The promises as every view sees them: the book's rows, joined with what other streams say."""

from __future__ import annotations

from collections.abc import Sequence

from projections.book import Row
from projections.promise.settled import settled
from projections.promise.succession import joined
from projections.report import Question


def promises_ever(question: Question, scopes: Sequence[str]) -> list[Row]:
    """The promises at places at every moment, by their beginning, joined in the same way."""
    rows = question.book.ever("promise", question.known, scopes=scopes)
    return joined(question, settled(question, rows, None))


def promises(
    question: Question,
    *,
    scopes: Sequence[str] | None = None,
    subjects: Sequence[str] | None = None,
) -> list[Row]:
    """The promises at a moment, at places or by their streams: with consent, and successors."""
    rows = question.book.at(
        "promise", question.as_of, question.known, scopes=scopes, subjects=subjects
    )
    return joined(question, settled(question, rows, question.as_of))
