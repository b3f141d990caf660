"""How parties are linked: what stands on their streams of parents and successors, as recorded.

Which link held on the day of a saying depends on who asks about what, so the book keeps the
records, and `domain.roles` reads them.
"""

from __future__ import annotations

from collections.abc import Sequence

from domain.dates import BEGINNING, FOREVER
from domain.parties import is_link
from domain.record import Record
from projections.rows.records import KeptRecord, PartyLinksRow

FIELDS = ("kind", "stream", "id", "version", "on", "part_of", "by", "complete")


def party_links(history: Sequence[Record]) -> list[PartyLinksRow]:
    """The links of a party for all time, in the order in which they count; none without any."""
    records = tuple(_kept(record) for record in history if is_link(record))
    if not records:
        return []
    first = history[0]
    name = str(first.get("party"))
    row = PartyLinksRow(first.stream, "", BEGINNING, FOREVER, first.position, records, name)
    return [row]


def _kept(record: Record) -> KeptRecord:
    fields = {name: record.get(name) for name in FIELDS if record.get(name) is not None}
    return KeptRecord.of(record, fields)
