"""Streams that are judged only when somebody asks: rules, mandates, decisions, charters and others.

What such a record means depends on who asks about what: a rule on the case and when it was
opened, a mandate on the area and topic. So the book keeps each stream as it is told, for all
time, and knows when it was told; the views make sense of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from domain.dates import BEGINNING, FOREVER
from domain.history import Dispute, open_disputes
from domain.record import Record
from projections.span import Derive, Span, Value, place_of

ASIDE = frozenset(
    {"schema", "stream", "version", "recorded_by", "source", "note", "relates", "signature"}
)
"""The fields of the envelope that no view of these streams needs; `show` has them."""


def told(kind: str) -> Derive:
    """The whole stream as one span of this kind, with no end in the world."""

    def spans(history: Sequence[Record]) -> list[Span]:
        first = history[0]
        disputes = open_disputes(history)
        records = [_fields(record, disputes) for record in history]
        return [
            Span(kind, place_of(first), {"records": records}, BEGINNING, FOREVER, first.position)
        ]

    return spans


def _fields(record: Record, disputes: Sequence[Dispute]) -> Value:
    about = [_dispute(dispute) for dispute in disputes if dispute.record == record.id]
    kept = {name: value for name, value in record.fields.items() if name not in ASIDE}
    return kept | {
        "event": record.position,
        "order": record.place,
        "disputed": bool(about),
        "disputes": about,
        "sources": sorted(one.get("type", "other") for one in record.get("source", ())),
        "titles": [one["title"] for one in record.get("source", ())],
    }


def _dispute(dispute: Dispute) -> Value:
    return {
        "id": dispute.id,
        "by": dispute.by,
        "reason": dispute.reason,
        "instead": dict(dispute.instead),
        "event": dispute.position,
    }
