"""The rows of promises as far as time has come (METHODS 0, *Days to come*).

No promise counts as due, kept late, held or broken by a day that has not been. So a promise stands
after today as it stands at the end of today, whatever the dates alone, or records with a day to
come, would make of it. Every view reads the rows of promises here, given who is whose office, heir
or spokesman (`settled`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.dates import FOREVER
from projections.book import Row
from projections.promise.settled import settled
from projections.report import Question


def at_moment(
    question: Question,
    *,
    scopes: Sequence[str] | None = None,
    subjects: Sequence[str] | None = None,
) -> list[Row]:
    """The promises at the moment asked about, or at the end of today if that comes first."""
    rows = question.book.at(
        "promise", question.so_far, question.known, scopes=scopes, subjects=subjects
    )
    return settled(question, rows, question.so_far)


def at_every_moment(question: Question, scopes: Sequence[str] | None = None) -> list[Row]:
    """The promises at every moment, by their beginning; what holds today goes on after it."""
    rows = settled(question, question.book.ever("promise", question.known, scopes=scopes), None)
    today = question.today
    begun = (row for row in rows if row.start <= today)
    return [replace(row, end=FOREVER) if row.end > today else row for row in begun]
