"""From the history of a stream to what the book says of it at each size: a pure function.

A stream is derived at each size at which a commit ended that added to it, from what was on record
then. A row that is derived again is kept as it is; one that is not is no longer known from that
size on; and a new one is known from there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from json import dumps
from typing import NamedTuple

from domain.record import Record
from projections.keeping.links import Link, links
from projections.rows.frozen import Kept, stored
from projections.spans.registry import spans

Version = tuple[Kept, int, int | None]
"""A row that is known from a size on, and up to another; None: it is known still."""


class Growth(NamedTuple):
    """What new records change of a stream.

    ended: of the rows that were known, those that are no longer, each with the size from which on.
    placed: the places that the new records name, each with the position of the record.
    signed: the positions of those of them that bear a signature. told: their kinds. cited: of each
    the types of its sources, as JSON. records: how many there are now. remarked: whether one of
    them tells what became of a record.
    """

    stream: str
    ended: list[tuple[Kept, int]]
    versions: list[Version]
    links: set[Link]
    placed: list[tuple[str, int]]
    signed: list[int]
    told: list[str]
    cited: list[tuple[int, str]]
    records: int
    remarked: bool


def growth(
    history: Sequence[Record], since: int, ends: Sequence[int], held: Iterable[Kept] = ()
) -> Growth:
    """What the book has to take in of a stream.

    history: all records of the stream, in the order of recording. since: the size before the new
    commits; ends: those at which they ended, in order. held: the rows that are known before them.
    """
    known = dict.fromkeys(held, since)
    ended: list[tuple[Kept, int]] = []
    versions: list[Version] = []
    for size, count in _grown(history, since, ends).items():
        derived = dict.fromkeys(stored(spans(history[:count])), size)
        for row in [row for row in known if row not in derived]:
            begun = known.pop(row)
            if begun > since:
                versions.append((row, begun, size))
            else:
                ended.append((row, size))
        known = derived | known
    versions += [(row, begun, None) for row, begun in known.items() if begun > since]
    new = [record for record in history if record.position >= since]
    placed = [(record.scope, record.position) for record in new if record.scope]
    signed = [record.position for record in new if record.get("signature") is not None]
    return Growth(
        history[0].stream,
        ended,
        versions,
        links(history),
        placed,
        signed,
        [record.kind for record in new],
        [(record.position, _types(record.source_types)) for record in new],
        len(history),
        any(record.kind.startswith("record.") or record.get("corrects") for record in history),
    )


@cache
def _types(types: tuple[str, ...]) -> str:
    """The types of the sources of a record as JSON; few records differ in them."""
    return dumps(types)


def _grown(history: Sequence[Record], since: int, ends: Sequence[int]) -> dict[int, int]:
    """At which of some sizes a stream had grown, each with the number of its records then."""
    return {
        ends[bisect_right(ends, record.position)]: count
        for count, record in enumerate(history, start=1)
        if record.position >= since
    }
