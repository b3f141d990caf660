"""The command `book`: what is kept of a ledger so that answers come at once."""

from __future__ import annotations

from typing import Any

import click

from commands.book_cache import differing, kept_for
from commands.book_files import forget as remove
from commands.book_files import places_at
from commands.terminal import TAMPERED, format_option, show
from ledger import files
from ledger.store.address import Location
from ledger.transparency import merkle_tree
from projections.keeping.format import FINGERPRINT
from projections.render.answers import BookFile
from projections.render.screens.book import book as screen


@click.command(epilog="Example: gestand --ledger gestand-demo/groningen.db book")
@click.option(
    "--forget",
    is_flag=True,
    help="Remove it, and all that was remembered of what stood in the place of the ledger.",
)
@click.option(
    "--verify",
    is_flag=True,
    help="Derive it anew and compare; ends with 8 if it says other things.",
)
@format_option
@click.pass_context
def book(context: click.Context, form: str, *, forget: bool, verify: bool) -> None:
    """Tell where the book of the ledger lies, and whether it is the one that was left there.

    The book holds what the records amount to, so that answers come at once. It is a cache, made by
    the first question and longer by later ones, for you alone: nobody else can change it, and one
    that was changed is made anew before anything is answered from it.
    """
    path: Location = context.obj
    if forget:
        for place in places_at(path):
            remove(place)
        facts = BookFile(**_FIELDS | {"ledger": str(path), "forgotten": True})
    else:
        facts = _book_of(path, verify=verify)
    show("book", facts, screen, form)
    if facts.differs:
        context.exit(TAMPERED)


_FIELDS: dict[str, Any] = {
    "ledger": "", "file": None, "kept": False, "size_bytes": 0, "bound": False, "current": False,
    "ledger_id": None, "size": 0, "root": None, "format": None, "made_at": None, "forgotten": False,
    "differs": None,
}  # fmt: skip
"""What is said where nothing is kept."""


def _book_of(path: Location, *, verify: bool) -> BookFile:
    """What there is of the book of a ledger; verify: whether it is derived anew and compared."""
    place = kept_for(path)
    told = _FIELDS | {"ledger": str(path)}
    if place is None:
        return BookFile(**told)
    memory, left = place.remembered(), files.state(place.book)
    told |= {"file": str(place.book), "kept": left is not None}
    if left is not None:
        told |= {"size_bytes": place.book.stat().st_size}
    if memory is not None:
        told |= {
            "bound": place.is_bound(memory),
            "current": memory.format == FINGERPRINT,
            "ledger_id": memory.ledger_id,
            "size": memory.size,
            "root": merkle_tree.root(merkle_tree.unpack(memory.frontier)).hex(),
            "format": str(memory.format),
            "made_at": memory.made_at,
        }
    if verify:
        told["differs"] = differing(path)
    return BookFile(**told)
