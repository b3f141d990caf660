"""What verify, clone and pull say of records that were recorded against the rules."""

from __future__ import annotations

from collections.abc import Sequence

from domain.text import named, shortened
from languages import N_
from projections.render.answers import UnlawfulRecord
from projections.render.blocks import Block, Heading, Sentence, Table

TITLE = N_("Recorded against the rules")
VOID = N_(
    "{count:,} of these records break the rules of recording and count for nothing: in a copy no "
    "answer shows them, and nothing rests on them. Whoever keeps the ledger can retract them and "
    "record what is true."
)
STRICTER = N_(
    "{count:,} of these records would be refused today, and count as they did when they were "
    "recorded."
)
COLUMNS = (N_("record"), N_("kind"), N_("subject"), N_("why"))
MORE = N_("And {count:,} more; --format json gives all.")

MOST = 40
"""So many of them are named on a screen."""

LONGEST = 300
"""Characters of what is said of one."""


def against_the_rules(unlawful: Sequence[UnlawfulRecord]) -> list[Block]:
    """The records that the rules do not allow, and what that means; nothing without any."""
    if not unlawful:
        return []
    void = sum(not record.counts for record in unlawful)
    stricter = len(unlawful) - void
    rows = [
        [
            str(record.position),
            named(record.kind),
            named(record.stream),
            shortened(record.obstacle, LONGEST),
        ]
        for record in unlawful[:MOST]
    ]
    blocks: list[Block] = [Heading(TITLE, 2)]
    blocks += [Sentence(VOID.format(count=void))] if void else []
    blocks += [Sentence(STRICTER.format(count=stricter))] if stricter else []
    blocks.append(Table(COLUMNS, rows, frozenset({0})))
    more = len(unlawful) - MOST
    return [*blocks, Sentence(MORE.format(count=more))] if more > 0 else blocks
