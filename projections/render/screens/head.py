"""What every screen begins with: what was asked, of which moment, as known when."""

from __future__ import annotations

from collections.abc import Iterable

from projections.render import words
from projections.render.blocks import Block, Heading, Sentence
from projections.render.dates import day
from projections.report import Report


def head(report: Report, title: str) -> list[Block]:
    """The title, and what it takes to ask the same again."""
    asked = report.question
    size = asked.checkpoint.size
    records = words.ONE_RECORD if size == 1 else words.RECORDS.format(count=size)
    if asked.known != size:
        records = words.FIRST_RECORDS.format(count=asked.known, size=size)
    root = asked.checkpoint.root[:8]
    moment = words.MOMENT.format(
        day=day(asked.as_of),
        knowledge=asked.knowledge,
        records=records,
        checkpoint=words.CHECKPOINT.format(root=root) if root else "",
    )
    return [Heading(title), Sentence(moment)]


def who(report: Report, parties: Iterable[str]) -> list[Block]:
    """What the short names of parties on a screen stand for."""
    known = [name for name in sorted(set(parties)) if name in report.parties]
    if not known:
        return []
    told = (words.IS_CALLED.format(short=name, name=report.parties[name]) for name in known)
    return [Sentence(words.WHO.format(parties=words.BETWEEN.join(told)))]


def names(parties: object) -> str:
    """Parties one after another."""
    return words.LIST_OF.join(parties) if isinstance(parties, list) else str(parties)
