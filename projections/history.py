"""The views `log` and `show`: the records themselves, in the order in which they were recorded."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from domain.dates import Instant, bounds
from domain.history import disputed_ids, retracted_ids
from domain.record import Record
from projections.late import days_late
from projections.report import Fields
from projections.span import payload, place_of


def lines(records: Iterable[Record]) -> list[Fields]:
    """One line for each record: where it stands, when it happened, what it says, from where."""
    every = list(records)
    gone, contested = retracted_ids(every), disputed_ids(every)
    return [_line(record, gone, contested) for record in every]


def _line(record: Record, gone: frozenset[str], contested: frozenset[str]) -> Fields:
    status = "retracted" if record.id in gone else ""
    if record.id in contested and not status:
        status = "disputed"
    return {
        "position": record.position,
        "id": record.id,
        "kind": record.kind,
        "stream": record.stream,
        "place": place_of(record),
        "on": record.get("on"),
        "published": record.get("published"),
        "recorded_at": record.get("recorded_at"),
        "recorded_by": record.get("recorded_by"),
        "days_late": days_late(record),
        "status": status,
        "says": payload(record),
        "sources": record.get("source", []),
        "note": record.get("note"),
    }


def chosen(
    line: Fields,
    *,
    kind: str | None,
    since: Instant | None,
    late: int | None,
    places: Collection[str] | None,
) -> bool:
    """Whether a line passes the filters of the log."""
    return (
        (kind is None or line["kind"].startswith(kind))
        and (since is None or bounds(str(line["on"])).latest >= since)
        and (late is None or (line["days_late"] or 0) > late)
        and (places is None or line["place"] in places or line["stream"] in places)
    )
