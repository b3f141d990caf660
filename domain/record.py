"""A record as it is read back: the stored JSON object, with its place in the ledger.

Reading needs no validation (that was done when the record was written), so this file and all
that rests on it import the standard library only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from domain.dates import Bounds, bounds

Fields = Mapping[str, Any]

ENVELOPE = (
    "kind", "schema", "stream", "version", "id", "on", "published", "recorded_at", "recorded_by",
    "on_behalf_of", "according_to", "act", "source", "confidence", "relates", "note",
    "signature",
)  # fmt: skip
"""The fields of every record that are not its payload, in the order in which people read them."""


FOUNDING = frozenset({
    "ledger.declared", "coverage.declared", "party.registered", "area.registered",
    "cohort.registered", "case.opened", "promise.made", "update.sent", "input.received",
    "figure.published", "rule.announced", "rule.enacted", "mandate.granted", "duty.assigned",
    "decision.taken", "table.opened", "charter.declared", "condition.attested", "reflection.held",
    "lesson.recorded",
})  # fmt: skip
"""The kinds that begin a stream. A test holds this list against the event models."""


@dataclass(frozen=True, slots=True)
class Record:
    """One immutable record.

    position: its place in the ledger, from 0.
    fields: the whole stored object, upcast to the current schema of its kind.
    """

    position: int
    fields: Fields

    @property
    def kind(self) -> str:
        """Its kind, such as `promise.made`."""
        return str(self.fields["kind"])

    @property
    def stream(self) -> str:
        """The stream it stands on, such as `promise/overschild-advice`."""
        return str(self.fields["stream"])

    @property
    def version(self) -> int:
        """Its place on its stream, from 1."""
        return int(self.fields["version"])

    @property
    def id(self) -> str:
        """Its idempotency key."""
        return str(self.fields["id"])

    @property
    def on(self) -> Bounds:
        """When it happened."""
        return bounds(str(self.fields["on"]))

    def get(self, name: str, default: Any = None) -> Any:
        """A field of the payload or the envelope."""
        return self.fields.get(name, default)


def standing(history: Iterable[Record]) -> list[Record]:
    """The history without what was retracted, in the order in which it happened.

    Founding records come first whatever their date; days that are equal keep the order of
    recording. Records about records (retractions, disputes, comments) keep their place.
    """
    records = list(history)
    gone = retracted(records)
    kept = [record for record in records if record.id not in gone]
    return sorted(
        kept,
        key=lambda record: (record.kind not in FOUNDING, record.on.earliest, record.version),
    )


def retracted(history: Iterable[Record]) -> frozenset[str]:
    """The ids of the records that others retract."""
    return frozenset(
        str(record.get("record")) for record in history if record.kind == "record.retracted"
    )


def disputed(history: Iterable[Record]) -> frozenset[str]:
    """The ids of records whose latest dispute has not been settled.

    Disputes are about the record, so the order in which they were recorded counts, not their day.
    """
    contested: set[str] = set()
    for record in sorted(history, key=lambda one: one.position):
        if record.kind == "record.disputed":
            contested.add(str(record.get("record")))
        elif record.kind == "record.dispute_settled":
            contested.discard(str(record.get("record")))
    return frozenset(contested)
