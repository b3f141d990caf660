"""The command that tells what was recorded since an older checkpoint: diff."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.asking import Asking, asks
from commands.session import visible
from commands.trusting import KEY_HELP, trust_in
from domain.dates import BEGINNING, Instant, local_time
from domain.errors import NotFound, Tampered, Unreadable
from ledger.log import tree
from ledger.reader import Reader
from projections.continuity import diff as view
from projections.render.screens.continuity import diff as screen
from projections.report import Question, Report

if TYPE_CHECKING:
    from ledger.verifying.signatures import Trust


@click.command(epilog="Example: gestand diff kept-in-2024.txt --late")
@click.argument("old", metavar="OLD-CHECKPOINT")
@click.option("--late", is_flag=True, help="Only what tells of the time before that checkpoint.")
@click.option("--key", "keys", multiple=True, metavar="VKEY", help=KEY_HELP)
@click.option(
    "--policy", type=click.Path(path_type=Path), help="Which logs and witnesses are trusted."
)
@asks
def diff(
    asking: Asking, /, old: str, keys: tuple[str, ...], policy: Path | None, *, late: bool
) -> None:
    """What was recorded since OLD-CHECKPOINT: a checkpoint that you kept, or its size.

    First what was recorded late: about a time that had already been reported on.
    """
    with closing(Reader(asking.path)) as reader:
        size, signed = _start(
            reader, old, lambda origin: trust_in(origin, asking.path, keys, policy)
        )
        every = list(reader.records())
    until = Instant(local_time(str(every[size - 1].get("recorded_at")))) if size else BEGINNING

    def told(asked: Question) -> Report:
        records = visible(every, asked.known, asking.public_at)
        return view(asked, records, size, until, late=late)

    parameters = {"size": size, "until": until, "late": late, "signed_by": signed}
    asking.answer(told, screen, parameters)


def _start(reader: Reader, old: str, trust: Callable[[str], Trust]) -> tuple[int, list[str] | None]:
    """How many records the old checkpoint tells of, and who signed it of those that are known.

    A size alone is signed by nobody: None. Tampered when a signature does not hold, or when the
    first records are others now.
    """
    head = reader.head()
    if old.isdecimal() and not Path(old).exists():
        if int(old) > head.size:
            raise NotFound(
                f"compare with the checkpoint of {old} records",
                f"there are {head.size}",
                "Give the size of an older checkpoint",
            )
        return int(old), None
    from commands.files import content
    from ledger.log import checkpoint, note
    from ledger.log.failures import InvalidInput, NotProven
    from ledger.verifying.signatures import signatures_of

    asked = f"compare with the checkpoint {old}"
    try:
        opened = note.parse(content(Path(old), "the checkpoint"))
        found = checkpoint.parse(opened.text)
        signed = signatures_of(opened, found.origin, trust(found.origin))
    except InvalidInput as problem:
        raise Unreadable(asked, str(problem), "Name the file that you kept") from problem
    except NotProven as problem:
        remedy = "Either it was changed, or the key is not that of the log"
        raise Tampered(asked, str(problem), remedy) from problem
    hashes = reader.subtrees(head.size)
    parts = tree.perfect_subtrees(0, found.size)
    if found.size > head.size or tree.root([hashes.subtree(*one) for one in parts]) != found.root:
        raise Tampered(
            asked,
            f"the ledger does not begin with the {found.size} records that it was signed over",
            f"See what is known: gestand verify --checkpoint {old}",
        )
    return found.size, [key.name for key in signed]
