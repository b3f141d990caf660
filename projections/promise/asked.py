"""The promises as every view sees them: the book's rows, joined with what other streams say."""

from __future__ import annotations

from collections.abc import Sequence

from projections.book import Row
from projections.promise.so_far import at_every_moment, at_moment
from projections.promise.succession import joined
from projections.report import Question


def promises_ever(question: Question, scopes: Sequence[str]) -> list[Row]:
    """The promises at places at every moment, by their beginning, joined in the same way."""
    return joined(question, at_every_moment(question, scopes))


def promises(
    question: Question,
    *,
    scopes: Sequence[str] | None = None,
    subjects: Sequence[str] | None = None,
) -> list[Row]:
    """The promises at a moment, at places or by their streams: with consent, and successors."""
    return joined(question, at_moment(question, scopes=scopes, subjects=subjects))
