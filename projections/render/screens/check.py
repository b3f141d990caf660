"""The screen of `check`: under each check what does not hold, one finding a line."""

from __future__ import annotations

from collections.abc import Iterator

from projections.render import words as shared
from projections.render.blocks import Block, Heading, Lines, Sentence
from projections.render.screens.head import head
from projections.render.words import check as words
from projections.report import Fields, Report


def check(report: Report) -> list[Block]:
    """The findings under the check that they come from; nothing when all holds."""
    if not report.rows:
        return []
    count = Sentence(words.COUNT.format(count=len(report.rows)))
    return [*head(report, shared.VIEW["check"]), count, *_groups(report.rows), _next(report.rows)]


def _groups(rows: list[Fields]) -> Iterator[Block]:
    for name in dict.fromkeys(row["check"] for row in rows):
        lines = [_line(row) for row in rows if row["check"] == name]
        title = words.GROUP.format(check=name, looks_for=words.LOOKS_FOR[name], count=len(lines))
        yield Heading(title, 2)
        yield Lines(lines)


def _line(row: Fields) -> str:
    records = words.RECORD if len(row["events"]) == 1 else words.RECORDS
    events = shared.LIST_OF.join(str(event) for event in row["events"])
    return words.FINDING.format(
        subject=row["subject"], finding=row["finding"], records=records.format(events=events)
    )


def _next(rows: list[Fields]) -> Sentence:
    return Sentence(words.NEXT.format(stream=rows[0]["subject"], check=rows[0]["check"]))
