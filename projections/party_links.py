"""How parties are linked: what stands on their streams of parents and successors, as recorded.

Which link held on the day of a saying depends on who asks about what, so the book keeps the
records, and `domain.roles` reads them.
"""

from __future__ import annotations

from collections.abc import Sequence

from domain.dates import BEGINNING, FOREVER
from domain.parties import is_link
from domain.record import Record
from projections.span import Span

LINKS = "party_links"
"""The kind of the span that keeps the links of a party."""

FIELDS = ("kind", "stream", "id", "version", "on", "part_of", "by", "complete")


def party_links(history: Sequence[Record]) -> list[Span]:
    """The links of a party for all time, in the order in which they count; none without any."""
    records = [
        {
            "position": record.position,
            "fields": {name: record.get(name) for name in FIELDS if record.get(name) is not None},
        }
        for record in history
        if is_link(record)
    ]
    value = {"party": history[0].get("party"), "records": records}
    return [Span(LINKS, "", value, BEGINNING, FOREVER, history[0].position)] if records else []
