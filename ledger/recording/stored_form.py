"""Whether a record that somebody else stored says what recording would have stored.

What can be told of it alone: its kind, its values, and the form in which they are kept. What views
read need not be checked again, so it has to be the form that they rely on: lists where there may be
several, and nothing that is written without a value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.errors import Problem
from domain.record import StreamName, upcast
from domain.streams import registry
from domain.streams.event import KINDS, Draft, Event
from domain.streams.plain import checked
from languages import N_
from ledger.codec import ADDED, draft_from, draft_of, said_by
from ledger.recording.validation import shown, stands_with, understood

UPDATE = N_("update the program, if a newer one wrote it")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a record is against the rules of recording.

    code: of the rule, such as unknown-kind. obstacle: the same in words. stricter: whether only
    newer programs refuse it; then it counts, as an older record of its kind does (METHODS 0).
    """

    code: str
    obstacle: str
    stricter: bool = False


def as_stored(fields: dict[str, Any]) -> tuple[Draft | None, Fault | None]:
    """The draft that a stored record was made from, if it counts, and what is wrong with it."""
    try:
        return _as_stored(fields)
    except RecursionError:
        return None, Fault("refused", N_("its values lie in each other without end"))


def _as_stored(fields: dict[str, Any]) -> tuple[Draft | None, Fault | None]:
    model = KINDS.get(fields["kind"])
    if fault := _unknown(model, fields):
        return None, fault
    assert model is not None, "a kind that is not known is a fault"
    current = upcast(fields)
    said = {name: value for name, value in current.items() if name not in ADDED}
    complete, fault = _complete(model, said, current["stream"])
    if complete is None:
        return None, fault
    if misplaced := _misplaced(model, complete, current):
        return None, misplaced
    if fault is None:
        return draft_from(model, complete, current["id"], current["stream"]), None
    return draft_of(current), fault


def _unknown(model: type[Event] | None, fields: Mapping[str, Any]) -> Fault | None:
    """What a program cannot know that is older than the one that recorded it."""
    if model is None:
        return Fault(
            "unknown-kind",
            N_("there is no kind {kind}; {update}").format(
                kind=shown(fields["kind"]), update=UPDATE
            ),
        )
    schema = fields.get("schema")
    if type(schema) is not int or schema < 1:
        return Fault("refused", N_("its schema cannot be {schema}").format(schema=shown(schema)))
    if schema > model.schema_version:
        known = N_("this program knows {kind} up to version {schema_version}").format(
            kind=model.kind, schema_version=model.schema_version
        )
        return Fault(
            "newer-schema",
            N_("its schema is version {schema}, and {known}; {update}").format(
                schema=schema, known=known, update=UPDATE
            ),
        )
    return None


def _complete(
    model: type[Event], said: dict[str, Any], stream: str
) -> tuple[dict[str, Any] | None, Fault | None]:
    """What a record says with its defaults, None if it cannot be so; and what is wrong with it.

    Values that only newer programs refuse are let pass, and all others are checked beside them.
    """
    fault = None
    while (complete := checked(model.kind, said)) is None:
        result = understood(said, lambda _: "")
        if not isinstance(result, list):
            complete = said_by(result.on(stream)) | {"kind": model.kind}
            break
        strict = [problem for problem in result if not problem.stricter]
        before, said = said, _without(said, result)
        if strict or said == before:
            return None, Fault("refused", (strict or result)[0].obstacle)
        fault = Fault("refused", result[0].obstacle, stricter=True)
    if said == complete:
        return complete, fault
    other = [name for name, value in said.items() if not _holds(value, complete.get(name))]
    if other:
        return None, Fault(
            "refused",
            N_("{other} is not written as the ledger keeps it").format(other=shown(other[0])),
        )
    return complete, fault


_ANYTHING = "2020"
"""A text that is as good as a date, a number and any words."""

_OF_KEY = "[key]"
"""How pydantic ends the place of a key that was refused."""


def _without(said: Mapping[str, Any], problems: Sequence[Problem]) -> dict[str, Any]:
    """The same with something that nobody refuses in place of the texts that are refused."""
    kept: dict[str, Any] = dict(said)
    for problem in problems:
        if problem.path:
            kept = _replaced(kept, problem.path)
    return kept


def _replaced(value: Any, path: Sequence[str | int]) -> Any:
    if not path:
        return _ANYTHING
    first, *rest = path
    if isinstance(value, list):
        return [_replaced(part, rest) if at == first else part for at, part in enumerate(value)]
    if not isinstance(value, dict):
        return value
    if rest == [_OF_KEY]:
        return {_ANYTHING if name == first else name: part for name, part in value.items()}
    return {name: _replaced(part, rest) if name == first else part for name, part in value.items()}


def _holds(stored: Any, complete: Any) -> bool:
    """Whether a value is kept as it was stored; defaults within it may have come since."""
    if isinstance(stored, dict) and isinstance(complete, dict):
        return all(name in complete and _holds(stored[name], complete[name]) for name in stored)
    if isinstance(stored, list) and isinstance(complete, list):
        return bool(stored) and len(stored) == len(complete) and all(map(_holds, stored, complete))
    return type(stored) is type(complete) and bool(stored == complete) and stored is not None


def _misplaced(
    model: type[Event], complete: dict[str, Any], fields: Mapping[str, Any]
) -> Fault | None:
    """A record on another stream than its own, or by no label of anybody."""
    stream, recorder = fields["stream"], fields.get("recorded_by", "")
    if not isinstance(recorder, str):
        return Fault(
            "refused", N_("recorded_by cannot be {recorder}").format(recorder=shown(recorder))
        )
    if stands_with(model, complete) is not None:
        # On the stream of another record: whether that is there is told by the stream.
        known = StreamName.parse(stream).kind in registry.STREAMS
        return (
            None
            if known
            else Fault(
                "unknown-reference", N_("there is no stream {stream}").format(stream=shown(stream))
            )
        )
    own = model.stream_in(complete, fields["id"])
    if own != stream:
        return Fault(
            "refused",
            N_("it stands on {stream}, and belongs on {own}").format(stream=shown(stream), own=own),
        )
    return None
