"""The screen of a series: how the main figures of a view moved."""

from __future__ import annotations

from collections.abc import Sequence

from projections.render import words
from projections.render.blocks import Block, Sentence, Table
from projections.render.dates import day
from projections.render.screens.head import head
from projections.report import Fields, Report

NAMED = ("name", "by")
"""What a row is about, where a view has it and it is one name."""

APART = ("charter", "table", "power", "topic", "level", "phase", "cohort")
"""What tells the rows of one moment apart, shown where it does."""


def series(report: Report) -> list[Block]:
    """The main figures from one moment to the next."""
    title = words.OVER_TIME.format(view=words.VIEW.get(report.view, report.view))
    if not report.rows:
        return [*head(report, title), Sentence(words.NONE)]
    trend = report.trend or tuple(report.rows[0])[1:6]
    named = [name for name in NAMED if isinstance(report.rows[0].get(name), str)]
    named += _varying(report.rows)
    headings = (words.AS_OF, *(words.COLUMN.get(name, name) for name in (*named, *trend)))
    rows = [
        [day(row["as_of"]), *(str(row[name] or "") for name in named)]
        + [_cell(row, name) for name in trend]
        for row in report.rows
    ]
    right = frozenset(range(1 + len(named), len(headings)))
    blocks: list[Block] = [*head(report, title), Table(headings, rows, right)]
    notes = " ".join(words.FOOTNOTE[name] for name in trend if name in words.FOOTNOTE)
    return [*blocks, Sentence(notes)] if notes else blocks


def _varying(rows: Sequence[Fields]) -> list[str]:
    """The fields that tell the rows apart, and are not the same in all of them."""
    return [name for name in APART if len({row.get(name) for row in rows}) > 1]


def _cell(row: Fields, name: str) -> str:
    value = row.get(name)
    if value is None:
        return words.UNKNOWN
    if isinstance(value, bool):
        return words.YES if value else words.NO
    return f"{value:.2f}" if isinstance(value, float) else str(value)
