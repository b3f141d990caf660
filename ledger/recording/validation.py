"""From the fields that somebody wrote to a draft that can be recorded, or to what is wrong.

pydantic says what is wrong in the words of programmers; here it is said in those of a journal.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from domain.errors import Problem, Refused, Stricter, UnknownReference
from domain.record import ENVELOPE
from domain.streams.annotation import is_about
from domain.streams.charter import Parameters
from domain.streams.event import KINDS, Draft, Envelope, Event, Own
from domain.streams.fields import SLUG, Place, Value
from languages import N_
from ledger.codec import record_id
from ledger.said_by_others import of_model

Where = Callable[[tuple[str | int, ...]], str]
StreamOf = Callable[[str], str | None]
"""The stream of a record with this id, if there is one."""

LONGEST_SHOWN = 60
"""How much of a value fits in a message."""

_PATTERNS = {
    f"^{SLUG}$": N_("Write it in lower case letters, digits and single hyphens"),
    "^[A-Z]{3}$": N_("Write it in three capitals, such as EUR"),
    "^[0-9a-f]{64}$": N_("Write the 64 hexadecimal digits of the hash"),
}


@dataclass(frozen=True, slots=True)
class Understood:
    """A record as it was written, understood; on which stream it stands may be open.

    target: the field that names a record on whose stream it stands, and that record's id.
    """

    event: Event
    envelope: Envelope
    id: str
    target: tuple[str, str] | None

    def stream(self) -> str | None:
        """The stream that it stands on; None where that is the stream of its target."""
        if self.target is not None:
            return None
        return self.event.stream_in(vars(self.event), self.id)

    def on(self, stream: str) -> Draft:
        """The draft of it on a stream.

        The draft holds id and signature, given or not; its envelope is the same either way.
        """
        bare = self.envelope.model_copy(update={"id": None, "signature": None})
        return Draft(self.event, bare, self.id, stream, self.envelope.signature)


def understood(fields: Mapping[str, Any], where: Where) -> Understood | list[Problem]:
    """Validate what was written; every problem comes with its place and its remedy."""
    kind = fields.get("kind")
    model = KINDS.get(kind) if isinstance(kind, str) else None
    if model is None:
        return [_unknown_kind(fields, where)]
    asked = N_("read a record of kind {kind}").format(kind=kind)
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
    return Understood(event, wrapped, identity, stands_with(model, fields))


def draft(fields: Mapping[str, Any], where: Where, stream_of: StreamOf) -> Draft | list[Problem]:
    """The same with the stream of its target, if it has one."""
    result = understood(fields, where)
    if isinstance(result, list):
        return result
    stream = stream_of(result.target[1]) if result.target else result.stream()
    if stream is None:
        return [no_target(result.event.kind, result.target or ("", ""), where)]
    return result.on(stream)


def no_target(kind: str, target: tuple[str, str], where: Where) -> UnknownReference:
    """The refusal of a record that stands with another one, which is not there."""
    name, record = target
    return UnknownReference(
        N_("record {kind}").format(kind=kind),
        N_("there is no record with the id {record}").format(record=record),
        N_("Look the id up with `gestand log` or `gestand show`"),
        where((name,)),
    )


def targets(fields: Mapping[str, Any]) -> set[str]:
    """The ids of the records on whose streams a record may stand."""
    named = (fields.get(name) for name in ("record", "dispute", "corrects"))
    return {name for name in named if isinstance(name, str)}


def stands_with(model: type[Event], fields: Mapping[str, Any]) -> tuple[str, str] | None:
    """The field that names a record on whose stream this one stands, and that record's id.

    A record about a record does, and the correction of one that has a stream of its own.
    """
    if is_about(model):
        name = "record" if fields.get("record") else "dispute"
        return name, fields[name]
    if fields.get("corrects") is not None and issubclass(model, Own):
        return "corrects", fields["corrects"]
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
        return Refused(
            N_("read a record"), N_("the field kind is missing"), N_("Add `kind:`"), where(())
        )
    closest = difflib.get_close_matches(str(kind), KINDS, n=1)
    remedy = (
        N_("Did you mean {closest}?").format(closest=closest[0])
        if closest
        else N_("See `gestand schema` for all kinds")
    )
    return Refused(
        N_("read a record"),
        N_("there is no kind {kind}").format(kind=shown(kind)),
        remedy,
        where(("kind",)),
    )


def cut(text: str) -> str:
    """A text, no longer than fits in a message."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 3]}..."


def shown(value: Any) -> str:
    """A value as a message quotes it."""
    return repr(cut(str(value)))


def refusals(
    model: type[Event | Envelope], details: list[ErrorDetails], asked: str, where: Where
) -> list[Refused]:
    """The findings of pydantic, each with its place and what to do.

    A list is said to be too short also when what is in it could not be read: that goes without
    saying.
    """
    inside = {detail["loc"][:-1] for detail in details} | {detail["loc"][:-2] for detail in details}
    return [
        _refusal(model, detail, asked, where)
        for detail in details
        if detail["type"] != "too_short" or detail["loc"] not in inside
    ]


def _refusal(
    model: type[Event | Envelope], detail: ErrorDetails, asked: str, where: Where
) -> Refused:
    path = tuple(part for part in detail["loc"] if not str(part).startswith("function-"))
    # The parts of a place may be written with `place` or without.
    name = ".".join(str(part) for part in path).removeprefix("place.")
    match detail["type"]:
        case "missing":
            remedy = N_("Add `{path}:`").format(path=path[-1])
            return Refused(
                asked, N_("the field {name} is missing").format(name=name), remedy, where(path)
            )
        case "extra_forbidden":
            obstacle, remedy = _no_field(model, path)
            return Refused(asked, obstacle, remedy, where(path))
        case "value_error":
            obstacle, remedy = _checked(name, detail)
            refusal = Refused(asked, obstacle, remedy, where(path))
            refusal.stricter = isinstance(detail["ctx"]["error"], Stricter)
            refusal.path = path
            return refusal
        case "string_too_short" | "too_short":
            obstacle, remedy = (
                N_("{name} is empty").format(name=name),
                N_("Give it a value, or leave it out"),
            )
        case _:
            obstacle = N_("{name} cannot be {input}").format(
                name=name or N_("the record"), input=shown(detail["input"])
            )
            remedy = _remedy(detail)
    return Refused(asked, obstacle, remedy, where(path))


def _no_field(model: type[Event | Envelope], path: tuple[str | int, ...]) -> tuple[str, str]:
    last = str(path[-1])
    if len(path) > 1 and path[0] in {"condition", "conditions"} and last in Parameters.model_fields:
        return (
            N_("{last} is a parameter of a condition, and no field beside its key").format(
                last=shown(last)
            ),
            N_("Write parameters: {{{last}: ...}} beside key").format(last=last),
        )
    if last in ENVELOPE and last not in Envelope.model_fields:
        return N_("the ledger itself adds {last}").format(last=last), N_("Leave it out")
    known = [model, Envelope] if len(path) == 1 else Value.__subclasses__()
    names = [field.alias or key for model in known for key, field in model.model_fields.items()]
    closest = difflib.get_close_matches(last, names, n=1)
    kind = f" {model.kind}" if issubclass(model, Event) else ""
    remedy = (
        N_("Did you mean {closest}?").format(closest=closest[0])
        if closest
        else N_("See `gestand schema{kind}` for its fields").format(kind=kind)
    )
    return N_("there is no field {path}").format(path=shown(".".join(map(str, path)))), remedy


def _checked(name: str, detail: ErrorDetails) -> tuple[str, str]:
    """A check of our own says what is wrong and, after a semicolon, what to do."""
    reason, _, remedy = detail["msg"].removeprefix("Value error, ").partition("; ")
    whole = isinstance(detail["input"], dict)
    what = (
        name
        if whole
        else N_("{name} cannot be {input}").format(name=name, input=shown(detail["input"]))
    )
    return f"{what}: {reason}" if what else reason, sentence(remedy)


def _remedy(detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    match detail["type"]:
        case "literal_error":
            return N_("Use {expected}").format(expected=context["expected"].replace(chr(39), ""))
        case "string_pattern_mismatch":
            default = N_("Write it in letters, digits, hyphens and underscores")
            return _PATTERNS.get(context["pattern"], default)
        case "string_too_long":
            return N_("Shorten it to {max_length} characters").format(
                max_length=context["max_length"]
            )
        case "greater_than_equal":
            return N_("Write a number of at least {ge}").format(ge=context["ge"])
        case "less_than_equal":
            return N_("Write a number of at most {le}").format(le=context["le"])
        case _:
            return _unusual(detail)


def _unusual(detail: ErrorDetails) -> str:
    return sentence(of_model(detail["type"], detail["msg"], detail.get("ctx", {})))


def sentence(text: str) -> str:
    """A text that begins with a capital; the rest stays as it is."""
    return text[:1].upper() + text[1:]
