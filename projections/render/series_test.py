"""The screen of a series."""

from __future__ import annotations

from domain.dates import Instant
from projections.book import Book
from projections.register import ListedParty
from projections.render.blocks import Table
from projections.render.screens.listed import parties
from projections.render.series import series
from projections.report import Question, Report

DAY = Instant("2020-12-31T23:59:59")


def test_names_in_a_list() -> None:
    """Several names stand in a cell one after another."""
    row = ListedParty(
        party="ez",
        name="Economic Affairs",
        type="ministry",
        part_of=None,
        succeeded_by=("ezk", "lnv"),
        promises=0,
        event=1,
    )
    question = Question(Book.in_memory(), DAY, 2, "open")
    try:
        blocks = series(
            Report("parties", question, [row], ListedParty, steps=(DAY,), moments=(DAY,)), parties
        )
    finally:
        question.book.close()
    (table,) = (block for block in blocks if isinstance(block, Table))
    assert table.rows[0][-1] == "ezk, lnv"
