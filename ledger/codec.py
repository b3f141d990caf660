"""How a draft becomes the bytes that are stored, hashed, exported and verified, and back.

The bytes are canonical JSON (RFC 8785), written once and never serialised again. orjson with
sorted keys writes RFC 8785 as long as keys are ASCII, there are no floats and integers stay below
2^53; a test holds it against the rfc8785 package.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple, Self, TypeVar

import orjson
from eventsourcing.persistence import Mapper, StoredEvent
from pydantic import ValidationError

from domain.dates import Bounds, bounds
from domain.errors import RecordTooLong, Unavailable
from domain.quantity import LARGEST_INTEGER
from domain.record import ENVELOPE, once, upcast
from domain.streams.event import KINDS, Draft, Envelope, Event, content, value_within
from domain.streams.fields import Signature, Value
from domain.streams.plain import checked, parts_by_name, value
from languages import N_
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


class Parts(NamedTuple):
    """What a record says as canonical JSON, in three parts.

    Between them stands what the ledger adds, by whom and when it was recorded and its version, as
    soon as that is known: so nobody has to read the record again for it.
    """

    before: bytes
    between: bytes
    after: bytes

    def whole(self) -> bytes:
        """What the record says, without what the ledger adds."""
        return b"{%b%b%b}" % self

    def stored(self, version: int, recorded_at: str, recorded_by: str | None) -> bytes:
        """The record as it is stored."""
        recorder = b',"recorded_by":' + canonical(recorded_by) if recorded_by else b""
        return b'{%b,"recorded_at":"%b"%b%b,"version":%d%b}' % (
            self.before,
            recorded_at.encode(),
            recorder,
            self.between,
            version,
            self.after,
        )


def parts(said: dict[str, Any]) -> Parts:
    """What a record says, with its signature, in the parts that it is stored in."""
    whole = orjson.dumps(said | _PLACES, option=orjson.OPT_SORT_KEYS)
    before, _, rest = whole.partition(_RECORDED)
    between, _, after = rest.partition(_VERSION)
    return Parts(before[1:], between, after[:-1])


_NO_NUMBER = -LARGEST_INTEGER
"""A number that no record holds: marks the places of what the ledger adds."""

_PLACES = {"recorded_at": _NO_NUMBER, "version": _NO_NUMBER}
_RECORDED, _VERSION = (b',"%b":%d' % (name.encode(), _NO_NUMBER) for name in _PLACES)


def said_by(draft: Draft) -> dict[str, Any]:
    """What a draft says, with its signature."""
    said = content(draft)
    if draft.signature is not None:
        said["signature"] = draft.signature.model_dump(mode="json")
    return said


class Stamped(NamedTuple):
    """A record with its place on its stream, its moment and its recorder: ready to be stored.

    The names are those that eventsourcing expects of a domain event.
    """

    kind: str
    originator_id: str
    originator_version: int
    parts: Parts
    recorded_at: str
    recorded_by: str | None

    @classmethod
    def of(cls, draft: Draft, version: int, recorded_at: str, recorded_by: str | None) -> Self:
        """A draft, stamped."""
        said = parts(said_by(draft))
        return cls(draft.kind, draft.stream, version, said, recorded_at, recorded_by)


def stored_bytes(stamped: Stamped) -> bytes:
    """The record as it is stored; RecordTooLong when no log tile could hold it."""
    stored = stamped.parts.stored(
        stamped.originator_version, stamped.recorded_at, stamped.recorded_by
    )
    if len(stored) > LONGEST_ENTRY_BYTES:
        raise too_long(stamped.kind, stamped.originator_id, len(stored))
    return stored


def too_long(kind: str, stream: str, length: int) -> RecordTooLong:
    """The refusal of a record of so many bytes."""
    return RecordTooLong(
        N_("record {kind} on {stream}").format(kind=kind, stream=stream),
        N_("the record is {length:,} bytes long, and 65,535 is the most").format(length=length),
        N_("Shorten its texts, or point to a source instead of quoting it"),
    )


def draft_of(fields: dict[str, Any]) -> Draft:
    """The draft that a stored object was made from, upcast to the current schema of its kind.

    Unavailable when a later version of this program recorded it.
    """
    fields = upcast(fields)
    model = model_of(fields)
    said = {name: value for name, value in fields.items() if name not in ADDED}
    complete = checked(model.kind, said)
    if complete is not None:
        return draft_from(model, complete, fields["id"], fields["stream"])
    signature = fields.get("signature")
    return Draft(
        _as_stored(model, {name: said[name] for name in said if name not in ENVELOPE}),
        _as_stored(Envelope, {name: said[name] for name in said if name in ENVELOPED}),
        fields["id"],
        fields["stream"],
        Signature.model_validate(signature) if signature else None,
    )


def model_of(fields: Mapping[str, Any]) -> type[Event]:
    """The model of a stored object; Unavailable when a later version of this program recorded it.

    fields: upcast to the current schema of its kind.
    """
    model = KINDS.get(fields["kind"])
    if model is None or fields["schema"] > model.schema_version:
        raise Unavailable(
            N_("read the record {id}").format(id=fields["id"]),
            N_("this version of gestand does not know {kind} as it was recorded").format(
                kind=fields["kind"]
            ),
            N_("Use the version that recorded it, or a later one"),
        )
    return model


ADDED = frozenset({"schema", "stream", "version", "recorded_at", "recorded_by"})
"""What the ledger adds to what somebody wrote; the id may be its own too."""

APART = ("id", "signature")
"""What stands beside the envelope of a draft, and not in it."""

ENVELOPED = frozenset(Envelope.model_fields).difference(APART)
"""What the envelope of a draft says."""


def draft_from(model: type[Event], complete: Mapping[str, Any], id_: str, stream: str) -> Draft:
    """The draft that checked fields make."""
    signature = complete.get("signature")
    draft = object.__new__(KeptDraft)
    vars(draft).update(
        _model=model,
        _fields=complete,
        id=id_,
        stream=stream,
        signature=value(Signature, signature) if signature else None,
    )
    return draft


class KeptDraft(Draft):
    """A draft whose event and envelope are made of its fields when somebody asks for them.

    Most decisions ask for neither, and to make both took a quarter of the time of deciding.
    """

    _model: type[Event]
    _fields: Mapping[str, Any]

    def __new__(cls, *parts: Any, **named: Any) -> Draft:  # type: ignore[misc]
        """Made of its parts, as a signed copy is, it is a draft like any other."""
        return Draft(*parts, **named)

    @once
    def event(self) -> Event:
        """What happened."""
        return value(self._model, self._fields)

    @once
    def envelope(self) -> Envelope:
        """When, from which source and on whose word."""
        return value(Envelope, self._fields, without=APART)

    @once
    def model(self) -> type[Event]:
        """The class of its event."""
        return self._model

    @once
    def kind(self) -> str:
        """Its kind."""
        return self._model.kind

    @once
    def on(self) -> Bounds:
        """When it happened, at the earliest and at the latest."""
        return bounds(self._fields["on"])

    @once
    def corrects(self) -> str | None:
        """The id of the retracted record whose place it takes."""
        return self._fields.get("corrects")

    def get(self, name: str, default: Any = None) -> Any:
        """A field of the event."""
        part = parts_by_name(self._model).get(name)
        if part is None:
            return default
        written = self._fields.get(part.name)
        if written is None:
            return () if part.many else None
        if part.model is not None:
            return super().get(name)
        return tuple(written) if part.many else written


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
            topic=domain_event.kind,
            state=stored_bytes(domain_event),
        )

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        """The inverse, up to upcasting."""
        fields = orjson.loads(stored_event.state)
        version, moment = fields["version"], fields["recorded_at"]
        return Stamped.of(draft_of(fields), version, moment, fields.get("recorded_by"))
