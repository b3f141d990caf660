"""From any stream's history to its rows: the one table of which function derives which stream."""

from __future__ import annotations

from collections.abc import Iterable

from domain.dates import bounds
from domain.history import RETRACTED, effective_history
from domain.record import FOUNDING, PLACES, Record
from projections.promise.spans import spans as promise
from projections.rows.frozen import Row
from projections.rows.span import Derive, since
from projections.rows.subjects import LateRow, VagueDayRow
from projections.spans import acts, subjects, tenures

DERIVE: dict[str, Derive] = {
    "ledger": subjects.ledger,
    "coverage": subjects.coverage,
    "party": lambda history: [*subjects.party(history), *subjects.party_links(history)],
    "area": subjects.area,
    "cohort": subjects.cohort,
    "case": subjects.case,
    "promise": promise,
    "update": subjects.update,
    "input": subjects.received,
    "figure": subjects.figure,
    "mandate": tenures.mandate,
    "duty": tenures.duty,
    "rule": acts.rule,
    "decision": acts.decision,
    "table": acts.table,
    "charter": acts.charter,
    "condition": acts.attestation,
    "reflection": acts.reflection,
    "lesson": acts.lesson,
}

A_YEAR = 365
"""Days after which a record counts as late."""


def spans(history: Iterable[Record]) -> list[Row]:
    """The rows of a stream, given all that is recorded on it; none when nothing founds it.

    A kind of stream that no view asks about has none either.
    """
    records = effective_history(history)
    if not records or records[0].kind not in FOUNDING:
        return []
    derive = DERIVE.get(records[0].kind.partition(".")[0])
    # What is retracted is gone: the retraction says nothing of what happened.
    happened = [record for record in records if record.kind != RETRACTED]
    place = place_of(records[0])
    return [
        *(derive(happened) if derive else ()),
        *late(records, place),
        *vague_days(happened, place),
    ]


def place_of(founding: Record) -> str:
    """The place that a stream is, or is about; empty where it has none."""
    return founding.stream if founding.stream.startswith(PLACES) else founding.scope


def vague_days(history: Iterable[Record], place: str) -> list[VagueDayRow]:
    """A row for each record that took effect on a day that is not known exactly.

    Of a rule that is its `effective`, of a mandate its `from` (METHODS 0, three dates).
    """
    return [
        VagueDayRow(*since(record)._replace(scope=place), day)
        for record in history
        if (day := _took_effect(record)) and not bounds(day).exact
    ]


def _took_effect(record: Record) -> str:
    begins = record.get("from") if record.kind in {"mandate.granted", "duty.assigned"} else None
    return str(begins or record.get("effective") or record.get("on"))


def late(history: Iterable[Record], place: str) -> list[LateRow]:
    """A row for each record of a stream that was public more than a year after what it tells of.

    It begins with what the record tells: with `--as-of` one sees what is known late of that time
    (METHODS 0: late evidence restates history).
    """
    return [
        LateRow(*since(record)._replace(scope=place), record.kind, days, record.get("on"))
        for record in history
        if (days := record.days_late) is not None and days > A_YEAR
    ]
