"""What a field that cannot be as it was written means to the one who wrote it.

pydantic says what is wrong in the words of programmers; here it is said in those of a journal.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import Any

from pydantic_core import ErrorDetails

from domain.errors import Refused
from domain.event import Envelope, Event
from domain.record import ENVELOPE
from domain.values import SLUG, Value

LONGEST_SHOWN = 60
"""How much of a value fits in a message."""

Where = Callable[[tuple[str | int, ...]], str]

_PATTERNS = {
    f"^{SLUG}$": "Write it in lower case letters, digits and single hyphens",
    "^[A-Z]{3}$": "Write it in three capitals, such as EUR",
    "^[0-9a-f]{64}$": "Write the 64 hexadecimal digits of the hash",
}

_WRITE = {
    "bool": "Write true or false",
    "date": "Write a date, such as 2021-06-30",
    "dict": "Write it as {field: value}",
    "int": "Write a whole number",
    "model": "Write it as {field: value}",
    "string": "Write it as a text",
    "tuple": "Write it as a list, such as [a, b]",
}
"""What to write, by the first word of the type of pydantic's error."""


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
    inside = {detail["loc"][:-1] for detail in details} | {one["loc"][:-2] for one in details}
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
            remedy = f"Add `{path[-1]}:`"
            return Refused(asked, f"the field {name} is missing", remedy, where(path))
        case "extra_forbidden":
            obstacle, remedy = _no_field(model, path)
            return Refused(asked, obstacle, remedy, where(path))
        case "value_error":
            obstacle, remedy = _checked(name, detail)
        case "string_too_short" | "too_short":
            obstacle, remedy = f"{name} is empty", "Give it a value, or leave it out"
        case _:
            obstacle = f"{name or 'the record'} cannot be {shown(detail['input'])}"
            remedy = _remedy(detail)
    return Refused(asked, obstacle, remedy, where(path))


def _no_field(model: type[Event | Envelope], path: tuple[str | int, ...]) -> tuple[str, str]:
    last = str(path[-1])
    if last in ENVELOPE and last not in Envelope.model_fields:
        return f"the ledger itself adds {last}", "Leave it out"
    known = [model, Envelope] if len(path) == 1 else Value.__subclasses__()
    names = [field.alias or key for one in known for key, field in one.model_fields.items()]
    near = difflib.get_close_matches(last, names, n=1)
    kind = f" {model.kind}" if issubclass(model, Event) else ""
    remedy = f"Did you mean {near[0]}?" if near else f"See `gestand schema{kind}` for its fields"
    return f"there is no field {shown('.'.join(map(str, path)))}", remedy


def _checked(name: str, detail: ErrorDetails) -> tuple[str, str]:
    """A check of our own says what is wrong and, after a semicolon, what to do."""
    reason, _, remedy = detail["msg"].removeprefix("Value error, ").partition("; ")
    whole = isinstance(detail["input"], dict)
    what = name if whole else f"{name} cannot be {shown(detail['input'])}"
    return f"{what}: {reason}" if what else reason, sentence(remedy)


def _remedy(detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    match detail["type"]:
        case "literal_error":
            return f"Use {context['expected'].replace(chr(39), '')}"
        case "string_pattern_mismatch":
            other = "Write it in letters, digits, hyphens and underscores"
            return _PATTERNS.get(context["pattern"], other)
        case "string_too_long":
            return f"Shorten it to {context['max_length']} characters"
        case "greater_than_equal":
            return f"Write a number of at least {context['ge']}"
        case "less_than_equal":
            return f"Write a number of at most {context['le']}"
        case other:
            return _WRITE.get(other.partition("_")[0], sentence(detail["msg"]))


def sentence(text: str) -> str:
    """A text that begins with a capital; the rest stays as it is."""
    return text[:1].upper() + text[1:]
