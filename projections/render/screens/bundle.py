"""The screen of writing a bundle: what is in it, and how others check it."""

from __future__ import annotations

from projections.render.blocks import Block, Lines, Sentence
from projections.render.words import bundle as words
from projections.report import Fields


def written(answer: Fields) -> list[Block]:
    """What was written.

    Fields: file, origin, size, left_out (later records that are not signed) and keys (as text).
    """
    blocks: list[Block] = [Sentence(words.WRITTEN.format(**answer))]
    if answer["left_out"]:
        blocks.append(Sentence(words.LEFT_OUT.format(**answer)))
    blocks.append(Sentence(words.CHECK.format(**answer)))
    if not answer["keys"]:
        return [*blocks, Sentence(words.NO_KEYS)]
    return [*blocks, Sentence(words.KEYS), Lines(answer["keys"])]
