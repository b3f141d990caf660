"""The command that tells what was recorded since an older checkpoint: diff."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from commands.asking import Asking, asks
from commands.session import visible
from domain.dates import BEGINNING, Instant
from domain.errors import NotFound, Tampered, Unreadable
from ledger.clock import local
from ledger.log import tree
from ledger.reader import Reader
from projections.continuity import diff as view
from projections.render.screens.continuity import diff as screen
from projections.report import Question, Report


@click.command(epilog="Example: gestand diff kept-in-2024.txt --late")
@click.argument("old", metavar="OLD-CHECKPOINT")
@click.option("--late", is_flag=True, help="Only what tells of the time before that checkpoint.")
@asks
def diff(asking: Asking, /, old: str, *, late: bool) -> None:
    """What was recorded since OLD-CHECKPOINT: a checkpoint that you kept, or its size.

    First what was recorded late: about a time that had already been reported on.
    """
    with closing(Reader(asking.path)) as reader:
        size = _size(reader, old)
        every = list(reader.records())
    until = Instant(local(str(every[size - 1].get("recorded_at")))) if size else BEGINNING

    def told(asked: Question) -> Report:
        records = visible(every, asked.known, asking.public_at)
        return view(asked, records, size, until, late=late)

    asking.answer(told, screen, {"size": size, "until": until, "late": late})


def _size(reader: Reader, old: str) -> int:
    """How many records the old checkpoint tells of; Tampered when they are others now."""
    head = reader.head()
    if old.isdecimal() and not Path(old).exists():
        if int(old) > head.size:
            raise NotFound(
                f"compare with the checkpoint of {old} records",
                f"there are {head.size}",
                "Give the size of an older checkpoint",
            )
        return int(old)
    from commands.files import content
    from ledger.log import checkpoint, note
    from ledger.log.failures import InvalidInput

    asked = f"compare with the checkpoint {old}"
    try:
        found = checkpoint.parse(note.parse(content(Path(old), "the checkpoint")).text)
    except InvalidInput as problem:
        raise Unreadable(asked, str(problem), "Name the file that you kept") from problem
    hashes = reader.subtrees(head.size)
    parts = tree.perfect_subtrees(0, found.size)
    if found.size > head.size or tree.root([hashes.subtree(*one) for one in parts]) != found.root:
        raise Tampered(
            asked,
            f"the ledger does not begin with the {found.size} records that it was signed over",
            f"See what is known: gestand verify --checkpoint {old}",
        )
    return found.size
