"""The checkpoints of which a site was published: kept in the site, and in its ledger if signed."""

from __future__ import annotations

import json
from collections.abc import Iterable

from domain.errors import Refused
from languages import N_
from ledger.store import log_tables
from ledger.store.reader import Reader
from ledger.transparency import merkle_tree
from projections.pages.since import Published

FILE = "data/checkpoints.json"
"""Where a site keeps them: the size, the root and the day of each."""


def published(reader: Reader, before: bytes | None, known: int, asked: str) -> list[Published]:
    """Every checkpoint of which the site was published up to so many records, and the one now.

    before: the list in the old site, if there is one. Those that are signed in the ledger were
    published too. Refused where the ledger does not begin with what the old site was of.
    """
    kept = [(one["size"], one["root"]) for one in json.loads(before or b"[]")]
    for size, root in kept:
        if size > reader.head().size or root_of(reader, size) != root:
            raise Refused(
                asked,
                N_(
                    "the site there was made at a checkpoint of {size:,} records, and this "
                    "ledger does not begin with these"
                ).format(size=size),
                N_("See with `gestand verify` which of the two was changed, or name a new folder"),
            )
    signed = {size for size, _ in log_tables.kept(reader.path) if 0 < size <= reader.head().size}
    sizes = signed.union(size for size, _ in kept)
    return [_published(reader, size) for size in sorted(sizes | {known}) if size <= known]


def listed(kept: Iterable[Published]) -> bytes:
    """The list as it stands in a site."""
    return (json.dumps([one._asdict() for one in kept], indent=1) + "\n").encode()


def root_of(reader: Reader, size: int) -> str:
    """The root of the first records, in hexadecimal."""
    return merkle_tree.range_root(reader.subtrees(reader.head().size), 0, size).hex()


def _published(reader: Reader, size: int) -> Published:
    return Published(size, root_of(reader, size), reader.recorded_at(size) if size else "")
