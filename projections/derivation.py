"""From any stream's history to its spans: the one table of which function derives which stream."""

from __future__ import annotations

from collections.abc import Iterable

from domain.record import FOUNDING, Record, standing
from projections import subjects
from projections.late import late
from projections.party_links import party_links
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
    "party": lambda history: [*subjects.party(history), *party_links(history)],
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
    records = standing(history)
    if not records or records[0].kind not in FOUNDING:
        return []
    derive = DERIVE.get(records[0].stream.partition("/")[0])
    return (derive(records) if derive else []) + late(records)
