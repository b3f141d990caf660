"""Rows that keep records as they were recorded, for questions whose answer other streams decide.

Most rows say what a history amounts to. Where that depends on what is recorded elsewhere, such as
which party is part of which, the book keeps the records, and whoever asks reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple, Self

from domain.record import Record
from projections.rows.frozen import Row, row_class
from projections.rows.span import JsonObject


class KeptRecord(NamedTuple):
    """A record in the book, with the fields that are read; see `Record` for the others."""

    position: int
    place: int
    replaced: tuple[str, ...]
    fields: JsonObject

    @classmethod
    def of(cls, record: Record, fields: Mapping[str, Any]) -> Self:
        """A record with these of its fields."""
        return cls(record.position, record.place, record.replaced, dict(fields))

    def __hash__(self) -> int:
        """Of the position, which tells records apart; fields have no hash of their own."""
        return hash(self.position)


@row_class
class RecordsRow(Row):
    """Records of one stream that hold for all time, in the order in which they count."""

    records: tuple[KeptRecord, ...]

    def history(self) -> list[Record]:
        """The records, to be read as any history."""
        return [
            Record(kept.position, kept.fields, kept.place, kept.replaced) for kept in self.records
        ]


@row_class
class PartyLinksRow(RecordsRow):
    """What links a party to others: what it is part of, and who took everything over from it."""

    KIND: ClassVar[str] = "party_links"

    party: str
