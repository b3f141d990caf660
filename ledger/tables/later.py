"""What a later file of a register says otherwise, as the record that this is.

A deadline that moved is a postponement, a term that got its end an end, another count one more
count. Of a promise whose size, money or criterion is another one it is recorded that success was
redefined: what was said first stands and is scored. What a difference in other fields means, nobody
but the mapping can tell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from domain.dates import bounds, day, gone_after, until
from domain.history import RETRACTED, standing
from domain.record import Record
from ledger.journal.shape import Entry
from ledger.journal.writing import written
from ledger.tables.mapping import Meaning

Fields = Mapping[str, Any]

REPEATED = frozenset({"promise.progressed", "promise.reported", "promise.assessed"})
"""Kinds of which one more record is made when a file says otherwise: each is of its own day."""

CHANGES = frozenset({
    "promise.postponed", "promise.redefined", "mandate.ended", RETRACTED, *REPEATED,
})  # fmt: skip
"""The kinds that tell of a change, published on the day of the file that told it."""

_MEANT: dict[tuple[str, str], Meaning | Literal["postponement", "end"]] = {
    ("promise.made", "due"): "postponement",
    ("promise.made", "criterion"): "redefinition",
    ("promise.made", "size"): "redefinition",
    ("promise.made", "amount"): "redefinition",
    ("mandate.granted", "until"): "end",
}


def meaning(said: Mapping[str, Meaning], kind: str, name: str, now: Any) -> str | None:
    """What it means that a field of a record of a kind has another value now.

    said: what the mapping says of fields. None: nobody can tell.
    """
    meant = said.get(name) or _MEANT.get((kind, name))
    if meant == "redefinition" and kind != "promise.made":
        return None
    if not now and meant in {"redefinition", "end"}:  # there is nothing that it could be now
        return None
    return meant


def words(value: Any) -> str:
    """A value of a record in words."""
    match value:
        case None:
            return ""
        case Mapping():
            return " ".join(words(value[name]) for name in sorted(value))
        case list() | tuple():
            return ", ".join(map(words, value))
        case _:
            return str(value)


def criterion(name: str, now: Any) -> str:
    """By what it is known from now on that a promise was kept, of which a field says this."""
    return words(now) if name in {"criterion", "text", "wording"} else f"{name}: {words(now)}"


def as_it_stands(name: str, before: Record, history: Sequence[Record], now: Any) -> Any:
    """A field of a record, as later records moved, ended or redefined it."""
    found = before.get(name)
    for record in history:
        match before.kind, record.kind:
            case "promise.made", "promise.postponed" if name == "due":
                found = record.get("due")
            case "mandate.granted", "mandate.ended" if name == "until":
                found = until(str(record.get("effective")))
            case "promise.made", "promise.redefined" if f"-{name}-" in record.id:
                said = record.get("criterion")
                found = now if said == criterion(name, now) else said
    return found


def like(fields: Fields, history: Sequence[Record]) -> Record | None:
    """The record that stands for the same as a row does now: of counts and findings the last."""
    kind, own = fields["kind"], fields.get("id")
    same = [
        record
        for record in standing(history)
        if record.kind == kind
        and (own in {None, *record.ids} or (kind in REPEATED and record.id.startswith(f"{own}-")))
    ]
    if not same:
        return None
    return same[-1] if kind in REPEATED else same[0]


def moved(entry: Entry, identity: str, now: Any, on: str, of_day: str | None) -> Entry:
    """That a deadline is another one."""
    told = {"kind": "promise.postponed", "due": now} | _by_owner(entry)
    return _told(entry, told, f"{identity}-due-{of_day}", on, of_day)


def redefined(
    entry: Entry, identity: str, name: str, now: Any, on: str, of_day: str | None
) -> Entry:
    """That success is another one."""
    told = {"kind": "promise.redefined", "criterion": criterion(name, now)} | _by_owner(entry)
    return _told(entry, told, f"{identity}-{name}-{of_day}", on, of_day)


def ended(entry: Entry, identity: str, last: str, of_day: str | None) -> Entry:
    """That a term ended after its last day."""
    gone = gone_after(last)
    effective = day(gone.earliest) if gone.earliest == gone.latest else last
    told = {"kind": "mandate.ended", "mandate": entry.fields["mandate"], "effective": effective}
    return _told(entry, told, f"{identity}-ended", effective, of_day)


def repeated(entry: Entry, before: Record, own: str, on: str, of_day: str | None) -> Entry:
    """One more count, or one more finding; on: when, unless the row itself tells of a later day."""
    if bounds(entry.fields["on"]).earliest > before.on.latest:
        on = entry.fields["on"]
    return replace(entry, fields={"published": of_day, **entry.fields, "id": own, "on": on})


def corrected(
    entry: Entry, before: Record, now: dict[str, Any], own: str, of_day: str | None
) -> Iterator[Entry]:
    """A record in the place of another, of which some fields were mistaken.

    now: what these fields say; nothing of those that are left out.
    """
    reason = "; ".join(f"{name}: {words(before.get(name))} → {words(now[name])}" for name in now)
    retraction = {"kind": RETRACTED, "record": before.id, "reason": reason}
    yield _told(entry, retraction, f"{own}-retracted", of_day or "", of_day)
    aside: Collection[str] = {"id", "signature", "corrects"}
    kept = {name: value for name, value in before.fields.items() if name not in aside}
    anew = {name: value for name, value in written(kept | now).items() if value not in ((), [])}
    yield replace(entry, fields={**anew, "id": own, "corrects": before.id})


def _by_owner(entry: Entry) -> dict[str, Any]:
    by = entry.fields["by"]
    return {"promise": entry.fields["promise"], "by": by[0] if isinstance(by, list) else by}


def _told(entry: Entry, fields: Fields, own: str, on: str, of_day: str | None) -> Entry:
    where_from = {"on": on, "published": of_day, "source": entry.fields.get("source")}
    said = {**fields, "id": own, **where_from}
    return replace(entry, fields={k: v for k, v in said.items() if v is not None})
