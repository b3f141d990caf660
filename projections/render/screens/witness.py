"""The screen of a witness: the logs that it knows, and what it can prove against one."""

from __future__ import annotations

from collections.abc import Sequence

from projections.render import words as shared
from projections.render.blocks import Block, Heading, Lines, Sentence, Table
from projections.render.dates import spoken
from projections.render.words import witness as words
from projections.report import Fields


def overview(logs: Sequence[Fields]) -> list[Block]:
    """Every log with its size and when it was seen last; under that the proofs of forks.

    Fields of a log: origin, size, seen (a local moment or None), forks (pairs of notes as text),
    removed (it is not answered any more).
    """
    title = Heading(words.TITLE)
    if not logs:
        return [title, Sentence(shared.NONE)]
    rows = [[_name(log), str(log["size"]), spoken(log["seen"]) or words.NEVER] for log in logs]
    blocks: list[Block] = [title, Table(words.COLUMNS, rows, frozenset({1}))]
    for log in logs:
        for pair in log["forks"]:
            blocks.append(Heading(words.FORKS.format(origin=log["origin"]), 2))
            blocks.append(Sentence(words.PROVES))
            blocks += [Lines(note.splitlines()) for note in pair]
    return blocks


def _name(log: Fields) -> str:
    return words.NO_LONGER.format(**log) if log["removed"] else str(log["origin"])
