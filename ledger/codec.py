"""How a draft becomes the bytes that are stored, hashed, exported and verified, and back.

The bytes are canonical JSON (RFC 8785), written once and never serialised again. orjson with
sorted keys writes RFC 8785 as long as keys are ASCII, there are no floats and integers stay below
2^53; a test holds it against the rfc8785 package.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeVar

import orjson
from eventsourcing.persistence import Mapper, StoredEvent
from pydantic import ValidationError

from domain.errors import RecordTooLong, Unavailable
from domain.record import ENVELOPE, upcast
from domain.streams.event import KINDS, Draft, Envelope, content, value_within
from domain.streams.fields import Signature, Value
from ledger.transparency.tiles import LONGEST_ENTRY_BYTES

Kind = TypeVar("Kind", bound=Value)

ID_DIGITS = 40


def canonical(value: Any) -> bytes:
    """Canonical JSON of a value of text, integers, booleans, lists and objects."""
    # orjson's bytes keep the 8 KB that they were written into; a copy keeps what it needs.
    return bytes(memoryview(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)))


def record_id(content: dict[str, Any]) -> str:
    """The idempotency key of a record that was given none: a hash of what was said.

    It is taken over the fields that were given, so that new optional fields leave it as it is.
    """
    return sha256(canonical(content)).hexdigest()[:ID_DIGITS]


@dataclass(frozen=True, slots=True)
class Stamped:
    """A draft with its place on its stream, its moment and its recorder: ready to be stored.

    The names are those that eventsourcing expects of a domain event.
    """

    draft: Draft
    originator_version: int
    recorded_at: str
    recorded_by: str | None

    @property
    def originator_id(self) -> str:
        """The stream."""
        return self.draft.stream


def stored_bytes(stamped: Stamped) -> bytes:
    """The record as it is stored; RecordTooLong when no log tile could hold it."""
    draft = stamped.draft
    fields = content(draft)
    fields |= {"version": stamped.originator_version, "recorded_at": stamped.recorded_at}
    if stamped.recorded_by:
        fields["recorded_by"] = stamped.recorded_by
    if draft.signature is not None:
        fields["signature"] = draft.signature.model_dump(mode="json")
    stored = canonical(fields)
    if len(stored) > LONGEST_ENTRY_BYTES:
        raise RecordTooLong(
            f"record {draft.kind} on {draft.stream}",
            f"the record is {len(stored):,} bytes long, and 65,535 is the most",
            "Shorten its texts, or point to a source instead of quoting it",
        )
    return stored


def draft_of(fields: dict[str, Any]) -> Draft:
    """The draft that a stored object was made from, upcast to the current schema of its kind.

    Unavailable when a later version of this program recorded it.
    """
    fields = upcast(fields)
    model = KINDS.get(fields["kind"])
    if model is None or fields["schema"] > model.schema_version:
        raise Unavailable(
            f"read the record {fields['id']}",
            f"this version of gestand does not know {fields['kind']} as it was recorded",
            "Use the version that recorded it, or a later one",
        )
    apart = {"id", "signature"}
    envelope = {
        name: fields[name] for name in Envelope.model_fields if name in fields and name not in apart
    }
    payload = {name: value for name, value in fields.items() if name not in ENVELOPE}
    signature = fields.get("signature")
    return Draft(
        _as_stored(model, payload),
        _as_stored(Envelope, envelope),
        fields["id"],
        fields["stream"],
        Signature.model_validate(signature) if signature else None,
    )


def _as_stored(model: type[Kind], fields: dict[str, Any]) -> Kind:
    """The value that was recorded, also one that would be refused today: what stands is read.

    A check may have become stricter since, or another program wrote the record.
    """
    try:
        return model.model_validate(fields)
    except ValidationError:
        return _unchecked(model, fields)


def _unchecked(model: type[Kind], fields: dict[str, Any]) -> Kind:
    """The same fields without any check, the values in them as values of their kinds."""
    kept = {
        field.alias or name: _unchecked_part(value_within(field.annotation), fields[written])
        for name, field in model.model_fields.items()
        if (written := field.alias or name) in fields
    }
    return model.model_construct(**kept)


def _unchecked_part(model: type[Value] | None, part: Any) -> Any:
    match part:
        case list():
            return tuple(_unchecked_part(model, element) for element in part)
        case dict() if model is not None:
            return _unchecked(model, part)
        case _:
            return part


class LedgerMapper(Mapper[str]):
    """eventsourcing's seam between domain events and stored events."""

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        """The kind is the topic; the state is the whole record."""
        return StoredEvent(
            originator_id=domain_event.originator_id,
            originator_version=domain_event.originator_version,
            topic=domain_event.draft.kind,
            state=stored_bytes(domain_event),
        )

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        """The inverse, up to upcasting."""
        fields = orjson.loads(stored_event.state)
        return Stamped(
            draft_of(fields), fields["version"], fields["recorded_at"], fields.get("recorded_by")
        )
