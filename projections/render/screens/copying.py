"""The screens of copies: what was published, taken over, or found to contradict the copy."""

from __future__ import annotations

from projections.render.blocks import Block, Heading, Lines, Sentence, Table
from projections.render.screens.records import said
from projections.render.words import copying as words
from projections.report import Fields


def published(answer: Fields) -> list[Block]:
    """What stands in the folder."""
    return [Sentence(words.PUBLISHED.format(**answer)), Sentence(words.NEXT_PUBLISH)]


def taken(answer: Fields) -> list[Block]:
    """A copy that was made or extended."""
    if answer["view"] == "clone":
        first, after = words.CLONED, [Sentence(words.NEXT_CLONE.format(**answer))]
    else:
        first, after = (words.EXTENDED if answer["new"] else words.UNCHANGED), []
    blocks: list[Block] = [Sentence(first.format(**answer))]
    if not answer["size"]:
        return [*blocks, Sentence(words.EMPTY), *after]
    blocks.append(Sentence(_signed(answer).format(**answer)))
    if answer["left_out"]:
        blocks.append(Sentence(words.LEFT_OUT.format(**answer)))
    return [*blocks, *after]


def _signed(answer: Fields) -> str:
    """What the signatures are worth."""
    if not answer["signed"]:
        return words.NOT_SIGNED
    if not answer["signatures_checked"]:
        return words.NOT_CHECKED
    return words.SIGNED_PARTLY if answer["rest"] else words.SIGNED


def parted(answer: Fields) -> list[Block]:
    """A source that does not extend the copy: where, how badly, and what proves it."""
    verdict = answer["verdict"]
    blocks: list[Block] = [
        Heading(words.PARTED_TITLE.format(**answer)),
        Sentence(words.PARTED[_proven(answer)].format(**answer)),
    ]
    if verdict == "truncated":
        blocks.append(Sentence(words.MISSING.format(**answer)))
    else:
        blocks.append(Sentence(words.FIRST.format(**answer)))
        rows = [[name, *map(_value, values)] for name, *values in answer["fields"]]
        blocks.append(Table(words.COLUMNS, rows))
    blocks.append(Sentence(words.KEPT.format(**answer)))
    blocks += _evidence(answer)
    following = words.NEXT_FORKED if verdict == "forked" else words.NEXT_PARTED
    return [*blocks, Sentence(following.format(**answer))]


def _proven(answer: Fields) -> str:
    """That the past was changed is said only where a signature stands for what the copy has."""
    doubtful = answer["verdict"] == "altered" and not answer["proven"]
    return "doubtful" if doubtful else str(answer["verdict"])


def _evidence(answer: Fields) -> list[Block]:
    if not answer["evidence"]:
        return []
    if answer["unwritten"]:
        return [Sentence(words.NO_EVIDENCE.format(**answer))]
    return [Heading(words.EVIDENCE.format(**answer), 2), Lines(answer["evidence"])]


def _value(value: object) -> str:
    return words.NO_FIELD if value is None else said(value)
