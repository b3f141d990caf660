"""What leaves the book: rows, how they are kept in it, and how a history becomes rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import UnionType
from typing import (
    Any,
    ClassVar,
    NamedTuple,
    Protocol,
    Self,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from domain.dates import BEGINNING, FOREVER, Bounds, Instant, bounds
from domain.record import Record
from projections.rows.frozen import Frozen, row_class, values_of

# -- row ---------------------------------------------------------------------------------------
# A row: what held of a stream's subject from when to when; and how it is kept in the book.
#
# Each kind has a frozen class of its own. The book keeps the fields that the class adds as one
# JSON list in the order of the class; how to read them back follows from their annotations. So a
# field that is added, renamed or moved needs no code here, and the book of before is made anew
# (its format is a fingerprint of the sources, see `projections/spans/fingerprint.py`).

JsonObject = dict[str, Any]
"""An object in a stored record, as JSON has it."""


class Dated(Protocol):
    """Whatever happened on a day, as the source writes it."""

    @property
    def on(self) -> str:
        """The day, as written (EDTF)."""


def when(act: Dated) -> Bounds:
    """When something happened: at the earliest, and at the latest."""
    return bounds(act.on)


class Money(NamedTuple):
    """An amount of money: a decimal number as text, a currency such as EUR, and per what."""

    value: str
    currency: str
    per: str | None


R = TypeVar("R", bound="Row")


@row_class
class Row(Frozen):
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

    def during(self, start: Instant, end: Instant) -> Self:
        """The same over another stretch of time.

        As `dataclasses.replace` does, in less time: it makes most rows of promises.
        """
        subject, scope, _, _, *more = values_of(self)
        return type(self)(subject, scope, start, end, *more)


class Envelope(NamedTuple):
    """The fields that every row has, in their order."""

    subject: str
    scope: str
    start: Instant
    end: Instant
    event: int


Columns = tuple[str, str, str, Instant, Instant, int]
"""What the book keeps of a row beside its subject: kind, scope, added fields, bounds, event."""


def stored(row: Row) -> Columns:
    """A row as the book keeps it, the fields that its class adds as canonical JSON."""
    _, scope, start, end, event, *added = values_of(row)
    return row.KIND, scope, _JSON.encode(added), start, end, event


def restored(kind: type[R], kept: Iterable[tuple[Any, ...]]) -> list[R]:
    """Rows of a class: of each the fields that every row has, and what its class adds as text."""
    if kind not in _CONVERSIONS:
        _CONVERSIONS[kind] = _conversions(kind, kind.__match_args__[len(Row.__match_args__) :])
    conversions = _CONVERSIONS[kind]
    found = []
    for *envelope, text in kept:
        added = json.loads(text)
        for place, convert in conversions:
            added[place] = convert(added[place])
        found.append(kind(*envelope, *added))
    return found


Convert = Callable[[Any], Any]
"""From a value as JSON has it to the value of a field."""

Conversions = tuple[tuple[int, Convert], ...]
"""The places of the fields that JSON does not give back as they were, and what to do."""

_CONVERSIONS: dict[type[Row], Conversions] = {}
"""Of each class whose rows were read so far."""


def _conversions(kind: Any, names: Sequence[str]) -> Conversions:
    """What to do to read the fields with these names back, by their annotations."""
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


_JSON = json.JSONEncoder(default=_plain, ensure_ascii=False, separators=(",", ":"))


def _converts(hint: Any) -> Convert | None:
    """How to read back a value of a type; None where JSON gives it as it was."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return _one_of([convert for member in arguments if (convert := _converts(member))])
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


# -- span --------------------------------------------------------------------------------------
# From a history to rows: what held of a subject, from when to when, by which event.
#
# `spans(history)` of each kind of stream is the definition of every view. The future is in the
# data: a deadline yields `open` up to the due instant and `overdue` after it, at once, so no view
# needs a clock and a question about a moment is one look-up.

Derive = Callable[[Sequence[Record]], Sequence[Row]]
"""From one stream's standing history to its rows."""


V = TypeVar("V")


def envelope(history: Sequence[Record]) -> Envelope:
    """The stream and the place of the founding record, for all time."""
    first = history[0]
    return Envelope(first.stream, first.scope, BEGINNING, FOREVER, first.position)


def since(record: Record) -> Envelope:
    """The stream and the place of a record, from its moment on."""
    return Envelope(record.stream, record.scope, record.on.earliest, FOREVER, record.position)


def stretches(
    values: Mapping[Instant, tuple[V, int]],
) -> list[tuple[Instant, Instant, V, int]]:
    """What holds from each moment to the next, by which event; equal neighbours are joined."""
    found: list[tuple[Instant, Instant, V, int]] = []
    points = sorted(values.keys() - {FOREVER})
    for start, end in zip(points, [*points[1:], FOREVER], strict=True):
        value, event = values[start]
        if found and found[-1][2] == value:
            found[-1] = (found[-1][0], end, value, found[-1][3])
        else:
            found.append((start, end, value, event))
    return found
