"""From any stream's history to its spans: the one table of which function derives which stream."""

from __future__ import annotations

from collections.abc import Iterable

from domain.history import RETRACTED, effective_history
from domain.record import FOUNDING, Record, StreamName
from projections import subjects
from projections.late import late
from projections.promise.spans import spans as promise
from projections.span import Derive, Span
from projections.told import told

TOLD = {
    "rule": "rule",
    "mandate": "mandate",
    "duty": "duty",
    "decision": "decision",
    "table": "table",
    "charter": "charter",
    "condition": "attestation",
    "reflection": "reflection",
    "lesson": "lesson",
}
"""The streams that are judged only when somebody asks: the prefix of the name, and the kind."""

DERIVE: dict[str, Derive] = {
    "ledger": subjects.ledger,
    "coverage": subjects.coverage,
    "party": subjects.party,
    "area": subjects.area,
    "cohort": subjects.cohort,
    "case": subjects.case,
    "promise": promise,
    "update": subjects.update,
    "input": subjects.received,
    "figure": subjects.figure,
    **{prefix: told(kind) for prefix, kind in TOLD.items()},
}


def spans(history: Iterable[Record]) -> list[Span]:
    """The spans of a stream, given all that is recorded on it; none when nothing founds it.

    A kind of stream that no view asks about has none either.
    """
    records = effective_history(history)
    if not records or records[0].kind not in FOUNDING:
        return []
    derive = DERIVE.get(StreamName.parse(records[0].stream).kind)
    # What is retracted is gone: the retraction says nothing of what happened.
    happened = [record for record in records if record.kind != RETRACTED]
    return (derive(happened) if derive else []) + late(records)
