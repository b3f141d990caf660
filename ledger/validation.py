"""From the fields that somebody wrote to a draft that can be recorded, or to what is wrong."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from domain.catalogue import KINDS
from domain.errors import Problem, Refused
from domain.event import Draft, Envelope, Event
from domain.record import ENVELOPE
from domain.values import Place
from ledger.codec import record_id

Where = Callable[[tuple[str | int, ...]], str]
StreamOf = Callable[[str], str | None]
"""The stream of a record with this id, if there is one."""

_PLACE_FIELDS = tuple(Place.model_fields)


def draft(fields: Mapping[str, Any], where: Where, stream_of: StreamOf) -> Draft | list[Problem]:
    """Validate what was written; every problem comes with its place and its remedy."""
    asked = f"read a record of kind {fields.get('kind', '?')}"
    model = KINDS.get(str(fields.get("kind")))
    if model is None:
        return [_unknown_kind(fields, where)]
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
    stream = event.stream_of(identity) or stream_of(getattr(event, "record", ""))
    if stream is None:
        return [
            Refused(
                f"record {event.kind}",
                f"there is no record with the id {getattr(event, 'record', '')}",
                "Look the id up with `gestand log` or `gestand show`",
                where(("record",)),
            )
        ]
    # The draft holds id and signature, given or not; its envelope is the same either way.
    bare = wrapped.model_copy(update={"id": None, "signature": None})
    return Draft(event, bare, identity, stream, wrapped.signature)


def with_place(model: type[Event], fields: Mapping[str, Any]) -> dict[str, Any]:
    """`area: x, level: area` may be written for `place: {area: x, level: area}`."""
    if "place" not in model.model_fields or "place" in fields:
        return dict(fields)
    own = [name for name in _PLACE_FIELDS if name in fields and name not in model.model_fields]
    if not own:
        return dict(fields)
    rest = {name: value for name, value in fields.items() if name not in own}
    return rest | {"place": {name: fields[name] for name in own}}


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
        problems += [_problem(model, detail, asked, where) for detail in error.errors()]
        return None


def _problem(
    model: type[Event | Envelope], detail: ErrorDetails, asked: str, where: Where
) -> Problem:
    path = tuple(part for part in detail["loc"] if not str(part).startswith("function-"))
    name = ".".join(str(part) for part in path)
    match detail["type"]:
        case "missing":
            return Refused(
                asked, f"the field {name} is missing", f"Add `{name}:`", where(path[:-1])
            )
        case "extra_forbidden":
            known = [field.alias or key for key, field in model.model_fields.items()]
            near = difflib.get_close_matches(str(path[-1]), [*known, *ENVELOPE], n=1)
            remedy = f"Did you mean {near[0]}" if near else "See `gestand schema` for its fields"
            return Refused(asked, f"there is no field {name}", remedy, where(path))
        case "value_error":
            reason = detail["msg"].removeprefix("Value error, ")
        case "string_pattern_mismatch":
            reason = "write it in lower case letters, digits and single hyphens"
        case _:
            reason = detail["msg"][0].lower() + detail["msg"][1:]
    value = str(detail["input"])
    shown = value if len(value) <= 60 else f"{value[:57]}..."  # noqa: PLR2004 - what fits a line
    return Refused(
        asked, f"{name or 'the record'} cannot be {shown!r}", _sentence(reason), where(path)
    )


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _unknown_kind(fields: Mapping[str, Any], where: Where) -> Problem:
    kind = fields.get("kind")
    if kind is None:
        return Refused("read a record", "the field kind is missing", "Add `kind:`", where(()))
    near = difflib.get_close_matches(str(kind), KINDS, n=1)
    remedy = f"Did you mean {near[0]}" if near else "See `gestand schema` for all kinds"
    return Refused("read a record", f"there is no kind {kind!r}", remedy, where(("kind",)))
