"""A second, naive reading of METHODS 0, Order, and METHODS 1, disputes: seats in a row.

Whoever is recorded takes a new seat at the end, a correction sits down where the corrected record
sat, and a retraction empties a seat. Written from the page, without any of the program's code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from domain.record import Record

WORDING = {"text", "wording", "topic", "amount", "phase", "supplements", "amends"}
"""What may be disputed of the making of a promise without moving a figure."""


@dataclass
class Seat:
    """One place in the order, everybody who sat there, and who sits there now."""

    names: set[str] = field(default_factory=set)
    now: Record | None = None


def seats(records: Iterable[Record]) -> list[Seat]:
    """The row as it is after all records of one stream."""
    row: list[Seat] = []
    kinds: dict[str, str] = {}
    last: Record | None = None
    for record in sorted(records, key=lambda one: one.position):
        named = record.get("corrects")
        if named is None and last is not None and last.kind == "record.retracted":
            named = last.get("record") if kinds.get(last.get("record")) == record.kind else None
        seat = next((one for one in row if named in one.names), None)
        if seat is None:
            seat = Seat()
            row.append(seat)
        seat.names.add(record.id)
        seat.now = record
        kinds[record.id] = record.kind
        if record.kind == "record.retracted":
            for one in row:
                if one.now is not None and one.now.id == record.get("record"):
                    one.now = None
        last = record
    return row


def left(records: Iterable[Record]) -> list[Record]:
    """The records that stand, in the order of their seats."""
    return [seat.now for seat in seats(records) if seat.now is not None]


def disputed(records: Sequence[Record]) -> list[tuple[Record, Record]]:
    """The open disputes, each with the record that it is about now."""
    row = seats(records)

    def sitting(name: str | None) -> int | None:
        return next((n for n, seat in enumerate(row) if name in seat.names), None)

    found: dict[int, int] = {}
    for number, seat in enumerate(row):
        if seat.now is not None and seat.now.kind == "record.disputed":
            about = sitting(seat.now.get("record"))
            if about is not None and row[about].now is not None:
                found[number] = about
    for number, seat in enumerate(row):
        if seat.now is None or seat.now.kind != "record.dispute_settled":
            continue
        if seat.now.get("dispute"):
            found.pop(sitting(seat.now.get("dispute")) or 0, None)
        else:
            about = sitting(seat.now.get("record"))
            found = {n: at for n, at in found.items() if at != about or n > number}
    pairs = ((row[number].now, row[about].now) for number, about in found.items())
    return [(one, about) for one, about in pairs if one is not None and about is not None]


def unsettling(records: Sequence[Record], moves_nothing: Callable[[Record], bool]) -> set[str]:
    """The ids of the records whose dispute leaves open what a promise amounts to.

    moves_nothing: whether a dispute is one of those who owe the promise.
    """
    found = set()
    for dispute, about in disputed(records):
        if moves_nothing(dispute):
            continue
        fields = set(dispute.get("instead") or {})
        if about.kind != "promise.made" or fields - WORDING:
            found.add(about.id)
    return found
