"""What a view answers: rows of data with everything that is needed to defend them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from domain.dates import Instant
from projections.book import Book

METHOD = "gestand-methods/1"
"""The version of docs/methods.md that the figures follow; printed with every figure."""

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the book: a moment in the world, as known at a size of the ledger."""

    book: Book
    as_of: Instant
    known: int
    burden: str
    parameters: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """The answer of a view, the same whatever it is rendered as."""

    view: str
    as_of: Instant
    known: int
    burden: str
    parameters: Fields
    rows: list[Fields]
    notes: tuple[str, ...] = ()


def answer(
    question: Question, view: str, rows: list[Fields], notes: tuple[str, ...] = ()
) -> Report:
    """A report on a question."""
    return Report(
        view, question.as_of, question.known, question.burden, question.parameters, rows, notes
    )
