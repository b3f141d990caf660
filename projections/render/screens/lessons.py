"""The screen of `lessons`: who looked back, what was learned, and who took it up."""

from __future__ import annotations

from domain.spans import YES
from projections.render import words as shared
from projections.render.blocks import Block, Heading, Sentence, Table
from projections.render.dates import spoken
from projections.render.screens.head import head, names, who
from projections.render.words import lessons as words
from projections.report import Fields, Report


def lessons(report: Report) -> list[Block]:
    """The reflections, then the lessons."""
    reflections = [row for row in report.rows if row["what"] == "reflection"]
    learned = [row for row in report.rows if row["what"] == "lesson"]
    counts = words.COUNTS.format(
        reflections=sum(row["certain"] == YES for row in reflections),
        lessons=sum(row["certain"] == YES for row in learned),
        adopted=sum(bool(row["parties"]) for row in learned),
    )
    blocks = [*head(report, words.TITLE), Sentence(counts)]
    for heading, columns, rows in (
        (words.REFLECTIONS, words.REFLECTION_COLUMNS, reflections),
        (words.LESSONS, words.LESSON_COLUMNS, learned),
    ):
        if rows:
            lines = [[_day(row), _line(row)] for row in rows]
            blocks += [Heading(heading, 2), Table(columns, lines)]
    blocks += who(report, {party for row in report.rows for party in row["parties"]})
    return [*blocks, Sentence(words.NEXT)] if learned else [*blocks, Sentence(shared.PRESS)]


def _day(row: Fields) -> str:
    day = spoken(row["on"])
    return day if row["certain"] == YES else words.PERHAPS.format(date=day)


def _line(row: Fields) -> str:
    template = words.REFLECTION
    if row["what"] == "lesson":
        template = words.LESSON if row["parties"] else words.BY_NOBODY
    name = row["stream"].partition("/")[2]
    text = template.format(text=row["text"], name=name, parties=names(row["parties"]))
    return words.DISPUTED.format(text=text) if row["disputed"] else text
