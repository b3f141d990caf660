"""What every screen begins with: what was asked, of which moment, as known when."""

from __future__ import annotations

from projections.render.blocks import Block, Heading, Sentence
from projections.render.dates import day
from projections.report import Report


def head(report: Report, title: str) -> list[Block]:
    """The title, and what it takes to ask the same again."""
    asked = report.question
    moment = f"as of {day(asked.as_of)}, {asked.knowledge}"
    known = f"the first {asked.known:,} of {asked.checkpoint.size:,} records"
    if asked.known == asked.checkpoint.size:
        known = f"{asked.known:,} records"
    root = f", checkpoint {asked.checkpoint.root[:8]}" if asked.checkpoint.root else ""
    return [Heading(title), Sentence(f"{moment} · {known}{root}")]


def names(parties: object) -> str:
    """Parties one after another."""
    return ", ".join(parties) if isinstance(parties, list) else str(parties)
