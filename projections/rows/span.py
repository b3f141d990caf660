"""A row: what held of a stream's subject from when to when; and how it is kept in the book.

Each kind has a frozen class of its own. The book keeps the fields that the class adds as one JSON
list in the order of the class; how to read them back follows from their annotations. So a field
that is added, renamed or moved needs no code here, and the book of before is made anew (its
format is a fingerprint of the sources, see `projections/spans/fingerprint.py`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from types import UnionType
from typing import (
    Any,
    ClassVar,
    NamedTuple,
    Protocol,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from domain.dates import Bounds, Instant, bounds

Value = dict[str, Any]


class Dated(Protocol):
    """Whatever happened on a day, as the source writes it."""

    @property
    def on(self) -> str:
        """The day, as written (EDTF)."""


def when(act: Dated) -> Bounds:
    """When something happened: at the earliest, and at the latest."""
    return bounds(act.on)


R = TypeVar("R", bound="Row")


@dataclass(frozen=True, slots=True)
class Row:
    """What held of a subject over [start, end).

    KIND: of the class, which question its rows answer, such as `mandate` or `party`.
    subject: the stream. scope: the stream that it can be looked up by, such as the place of a
    promise; or empty. event: the position of the record that opened it.
    """

    KIND: ClassVar[str]

    subject: str
    scope: str
    start: Instant
    end: Instant
    event: int


@dataclass(frozen=True, slots=True)
class UntypedRow(Row):
    """A row of a kind that has no class yet: its fields by name."""

    value: Value


def stored(row: Row) -> str:
    """The fields that the class of a row adds, as canonical JSON."""
    added = [getattr(row, name) for name in _shape(type(row)).added]
    return json.dumps(added, default=_plain, ensure_ascii=False, separators=(",", ":"))


Envelope = tuple[str, str, Instant, Instant, int]
"""The five fields that every row has, in their order."""


def restored(kind: type[R], envelope: Envelope, text: str) -> R:
    """The row of a class that was stored as this text."""
    added = json.loads(text)
    for place, convert in _shape(kind).conversions:
        added[place] = convert(added[place])
    return kind(*envelope, *added)


Convert = Callable[[Any], Any]
"""From a value as JSON has it to the value of a field."""


class _Shape(NamedTuple):
    """Of a class of rows the fields that it adds, and what to do to read them back: place, how."""

    added: tuple[str, ...]
    conversions: tuple[tuple[int, Convert], ...]


_SHAPES: dict[type[Row], _Shape] = {}


def _shape(kind: type[Row]) -> _Shape:
    """The shape of a class, worked out once."""
    if kind not in _SHAPES:
        added = tuple(field.name for field in fields(kind)[len(fields(Row)) :])
        _SHAPES[kind] = _Shape(added, _conversions(kind, added))
    return _SHAPES[kind]


def _conversions(kind: Any, names: Sequence[str]) -> tuple[tuple[int, Convert], ...]:
    """The places of the fields that JSON does not give back as they were, and what to do."""
    hints = get_type_hints(kind)
    found = ((place, _converts(hints[name])) for place, name in enumerate(names))
    return tuple((place, convert) for place, convert in found if convert is not None)


def _plain(value: object) -> object:
    """What JSON has no form for: sets in order, and dates by their two bounds."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Bounds):
        return value.earliest, value.latest
    raise TypeError(f"{type(value).__name__} cannot be kept in the book")


def _converts(hint: Any) -> Convert | None:
    """How to read back a value of a type; None where JSON gives it as it was."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return _one_of([convert for one in arguments if (convert := _converts(one))])
    if origin is frozenset:
        return frozenset
    if origin is tuple:
        return _tuple(_converts(arguments[0]))
    if hint is Bounds:
        return _bounds
    if isinstance(hint, type) and issubclass(hint, tuple):
        return _named(hint)
    return None


def _one_of(converts: Sequence[Convert]) -> Convert | None:
    """How to read back one of several types, of which at most one is a list to JSON."""
    if not converts:
        return None
    (convert,) = converts
    return lambda value: convert(value) if isinstance(value, list) else value


def _tuple(convert: Convert | None) -> Convert:
    return (lambda values: tuple(map(convert, values))) if convert else tuple


def _bounds(value: list[str]) -> Bounds:
    return Bounds(Instant(value[0]), Instant(value[1]))


def _named(kind: Any) -> Convert:
    """How to read back a tuple with named fields."""
    needed = _conversions(kind, kind._fields)

    def convert(value: list[Any]) -> Any:
        for place, inner in needed:
            value[place] = inner(value[place])
        return kind._make(value)

    return convert
