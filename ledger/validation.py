"""From the fields that somebody wrote to a draft that can be recorded, or to what is wrong."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from pydantic import ValidationError

from domain.annotation import About
from domain.catalogue import KINDS
from domain.errors import Problem, Refused
from domain.event import Draft, Envelope, Event, Own
from domain.record import ENVELOPE
from domain.values import Place
from ledger.codec import record_id
from ledger.refusal import refusals, shown

Where = Callable[[tuple[str | int, ...]], str]
StreamOf = Callable[[str], str | None]
"""The stream of a record with this id, if there is one."""


def draft(fields: Mapping[str, Any], where: Where, stream_of: StreamOf) -> Draft | list[Problem]:
    """Validate what was written; every problem comes with its place and its remedy."""
    kind = fields.get("kind")
    model = KINDS.get(kind) if isinstance(kind, str) else None
    if model is None:
        return [_unknown_kind(fields, where)]
    asked = f"read a record of kind {kind}"
    fields = with_place(model, fields)
    payload = {name: value for name, value in fields.items() if name not in ENVELOPE}
    envelope = {
        name: value for name, value in fields.items() if name in ENVELOPE and name != "kind"
    }
    problems: list[Problem] = []
    event = _validated(model, payload, asked, where, problems)
    wrapped = _validated(Envelope, envelope, asked, where, problems)
    if event is None or wrapped is None:
        return problems
    assert isinstance(event, Event), "a kind names an event"
    assert isinstance(wrapped, Envelope), "an envelope is an envelope"
    identity = wrapped.id or record_id(_content(event, wrapped))
    other = _stands_with(event, wrapped)
    stream = stream_of(other[1]) if other else event.stream_of(identity)
    if stream is None:
        name, record = other or ("", "")
        return [
            Refused(
                f"record {event.kind}",
                f"there is no record with the id {record}",
                "Look the id up with `gestand log` or `gestand show`",
                where((name,)),
            )
        ]
    # The draft holds id and signature, given or not; its envelope is the same either way.
    bare = wrapped.model_copy(update={"id": None, "signature": None})
    return Draft(event, bare, identity, stream, wrapped.signature)


def _stands_with(event: Event, envelope: Envelope) -> tuple[str, str] | None:
    """The field that names a record on whose stream this one stands, and that record's id.

    A record about a record does, and the correction of one that has a stream of its own.
    """
    if isinstance(event, About):
        name = "record" if getattr(event, "record", None) else "dispute"
        return name, event.target
    if isinstance(event, Own) and envelope.corrects is not None:
        return "corrects", envelope.corrects
    return None


def with_place(model: type[Event], fields: Mapping[str, Any]) -> dict[str, Any]:
    """`area: x, level: area` may be written for `place: {area: x, level: area}`."""
    apart = _place_fields(model)
    own = [name for name in apart if name in fields]
    if not own or "place" in fields:
        return dict(fields)
    rest = {name: value for name, value in fields.items() if name not in own}
    return rest | {"place": {name: fields[name] for name in own}}


@cache
def _place_fields(model: type[Event]) -> tuple[str, ...]:
    """The fields of a place that may stand beside those of a model."""
    if "place" not in model.model_fields:
        return ()
    return tuple(name for name in Place.model_fields if name not in model.model_fields)


def _content(event: Event, envelope: Envelope) -> dict[str, Any]:
    content = event.model_dump(mode="json", exclude_defaults=True)
    content |= envelope.model_dump(mode="json", exclude_defaults=True, exclude={"id", "signature"})
    return content | {"kind": event.kind}


def _validated(
    model: type[Event | Envelope],
    fields: dict[str, Any],
    asked: str,
    where: Where,
    problems: list[Problem],
) -> Event | Envelope | None:
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        problems += refusals(model, error.errors(), asked, where)
        return None


def _unknown_kind(fields: Mapping[str, Any], where: Where) -> Problem:
    kind = fields.get("kind")
    if kind is None:
        return Refused("read a record", "the field kind is missing", "Add `kind:`", where(()))
    near = difflib.get_close_matches(str(kind), KINDS, n=1)
    remedy = f"Did you mean {near[0]}?" if near else "See `gestand schema` for all kinds"
    return Refused("read a record", f"there is no kind {shown(kind)}", remedy, where(("kind",)))
