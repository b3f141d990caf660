"""The screens of a checkpoint that witnesses are asked to cosign."""

from __future__ import annotations

from projections.render.blocks import Block, Heading, Lines, Sentence, Table
from projections.render.screens.policy import check
from projections.render.words import cosigning as words
from projections.report import Fields


def cosigned(told: Fields, found: Fields, checkpoint: str, path: str | None) -> list[Block]:
    """Who cosigned, whether that is enough, and the checkpoint itself or the file it is in.

    told, found: as `screens.policy.check` takes them.
    """
    if path is None:
        return [*check(told, found), Lines(checkpoint.splitlines())]
    return [*check(told, found), Sentence(words.WROTE.format(path=path))]


def requests(written: Fields) -> list[Block]:
    """What to send to whom.

    Fields: origin, size and requests (witness, old: what it has seen, path).
    """
    rows = [[one["witness"], f"{one['old']:,}", one["path"]] for one in written["requests"]]
    title = words.REQUESTS.format(origin=written["origin"], size=f"{written['size']:,}")
    table = Table(words.COLUMNS, rows, frozenset({1}))
    return [Heading(title), table, Sentence(words.SEND)]
