"""From the history of a mandate or a duty to its row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.dates import Instant, bounds, gone_after
from domain.history import open_disputes
from domain.record import Record
from projections.rows.span import envelope, recorded
from projections.rows.tenure import Dispute, DutyRow, Ending, MandateRow
from projections.spans.acts import money


def mandate(history: Sequence[Record]) -> list[MandateRow]:
    """Who holds a power by a mandate, where, from when until when, and who contests it."""
    granted = history[0]
    limit = granted.get("limit")
    return [
        recorded(
            MandateRow,
            granted,
            **_tenure(history, "mandate.ended"),
            mandate=granted.name,
            joint_with=tuple(granted.get("joint_with", ())),
            word=granted.get("according_to"),
            titles=tuple(source["title"] for source in granted.get("source", ())),
            limit=money(limit) if isinstance(limit, dict) else limit,
            amount=money(granted.get("amount")),
            disputes=_disputes(history),
        )
    ]


def duty(history: Sequence[Record]) -> list[DutyRow]:
    """What a body must do, where, from when until when."""
    assigned, tenure = history[0], _tenure(history, "duty.ended")
    return [recorded(DutyRow, assigned, **tenure, duty=assigned.name)]


def _tenure(history: Sequence[Record], ended: str) -> dict[str, Any]:
    """The fields of a tenure, as the founding record and the later ones tell.

    ended: the kind of the records that end it.
    """
    first, *later = history
    until = first.get("until")
    endings = [_until(first, until)] if until else []
    endings += [_ending(record) for record in later if record.kind == ended]
    return {
        **envelope(history)._asdict(),
        "level": first.level,
        "excepted": frozenset(f"area/{area}" for area in first.get("except_areas", ())),
        "since": first.get("from"),
        "begins": bounds(first.get("from")),
        "endings": tuple(endings),
        "decided": first.on.earliest,
        "published": first.get("published"),
        "appeared": _appeared(first),
    }


def _until(first: Record, until: str) -> Ending:
    """The last day as an end: the tenure is gone on the day after."""
    return Ending(
        scope="",
        level=None,
        without=gone_after(until),
        written=until,
        last=True,
        decided=first.on.earliest,
        published=first.get("published"),
        appeared=_appeared(first),
        event=first.position,
    )


def _ending(record: Record) -> Ending:
    return Ending(
        scope=record.scope,
        level=record.level,
        without=bounds(record.get("effective")),
        written=record.get("effective"),
        last=False,
        decided=record.on.earliest,
        published=record.get("published"),
        appeared=_appeared(record),
        event=record.position,
    )


def _appeared(record: Record) -> Instant:
    """The earliest at which a record can have been public: as published, else on its own day."""
    return bounds(str(record.get("published") or record.get("on"))).earliest


def _disputes(history: Sequence[Record]) -> tuple[Dispute, ...]:
    """Every open dispute about one of the records."""
    return tuple(
        Dispute(dispute.by, dispute.reason, dispute.instead, dispute.position)
        for dispute in open_disputes(history)
    )
