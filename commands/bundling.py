"""The command that puts a ledger, and all it takes to check it, into one file: bundle."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.trusting import KEY_HELP, own_key, policy_in, verifier_key

if TYPE_CHECKING:
    from ledger.log.keys import VerifierKey


@click.command(epilog="Example: gestand bundle ledger-2024.zip")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--key", "given", multiple=True, metavar="VKEY", help=KEY_HELP)
@click.option(
    "--policy",
    type=click.Path(path_type=Path),
    help="Which logs and witnesses you trust; their keys come along.",
)
@click.pass_obj
def bundle(path: Path, file: Path, given: tuple[str, ...], policy: Path | None) -> None:
    """Write a zip FILE with all that it takes to check the ledger, with gestand or without.

    It holds the records up to the newest signed checkpoint, the tree over them, verifier keys, a
    text that explains it, and a program that checks it with Python alone.
    """
    from commands.files import content
    from ledger.bundling.writing import write
    from ledger.reader import Reader
    from projections.render.blocks import terminal
    from projections.render.screens.bundle import written

    keys = [verifier_key(one) for one in given] or _own(path)
    if policy is not None:
        trusted = policy_in(policy)
        keys += [*trusted.logs, *trusted.witnesses.values()]
    keys = list(dict.fromkeys(keys))
    with closing(Reader(path)) as reader:
        made = write(reader, file, keys, content(policy, "the policy") if policy else b"")
    answer = {
        "file": str(file),
        "origin": made.origin,
        "size": made.size,
        "left_out": made.left_out,
        "keys": [str(key) for key in keys],
    }
    click.echo(terminal(written(answer)), nl=False)


def _own(ledger: Path) -> list[VerifierKey]:
    """The public half of the key in the working folder, if it is that of this log."""
    from ledger import checkpoints

    newest, key = checkpoints.newest(ledger), own_key()
    return [key] if newest and key and key.name == newest[1].origin else []
