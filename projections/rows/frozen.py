"""The classes of rows, those of answers and those of the book; and how the book keeps its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import FrozenInstanceError, dataclass
from operator import attrgetter
from types import UnionType
from typing import (
    Any,
    ClassVar,
    NamedTuple,
    Self,
    TypeVar,
    Union,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from domain.dates import Bounds, Instant

# -- frozen ------------------------------------------------------------------------------------
# Frozen classes of values: the rows of the book and the rows of the answers.
#
# As `dataclass(frozen=True, slots=True)` makes them, without a set of methods generated for each
# class: with twenty classes that takes longer than most questions do. The methods stand once, here.

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def row_class(kind: type[T]) -> type[T]:
    """Make a frozen class of its annotations; what it inherits comes first."""
    return dataclass(init=False, repr=False, eq=False, slots=True)(kind)


@dataclass_transform(frozen_default=True)
def row_part(kind: type[T]) -> type[T]:
    """Make a class of fields that classes of rows have in common.

    Without slots, so that a class can inherit several parts; the fields of the last come first.
    """
    return dataclass(init=False, repr=False, eq=False)(kind)


@row_class
class Frozen:
    """Values under the names of the annotations of a class; compared by value, never changed."""

    def __init__(self, *values: Any, **named: Any) -> None:
        names: tuple[str, ...] = self.__match_args__
        if len(values) + len(named) != len(names):
            raise TypeError(f"{type(self).__name__} takes {', '.join(names)}")
        keep = object.__setattr__
        for name, value in zip(names, values, strict=False):
            keep(self, name, value)
        for name, value in named.items():
            keep(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"{name} of a row does not change")

    def __eq__(self, other: object) -> bool:
        return self is other or (type(self) is type(other) and values_of(self) == values_of(other))

    def __hash__(self) -> int:
        return hash(values_of(self))

    def __repr__(self) -> str:
        shown = (f"{name}={value!r}" for name, value in fields_of(self).items())
        return f"{type(self).__name__}({', '.join(shown)})"


def values_of(row: Any) -> tuple[Any, ...]:
    """All values of a row, in the order of its class."""
    kind = type(row)
    if kind not in _GETTERS:
        _GETTERS[kind] = _getter(kind.__match_args__)
    return _GETTERS[kind](row)


def fields_of(row: Any) -> dict[str, Any]:
    """All values of a row by the names of its fields, in the order of its class."""
    return dict(zip(type(row).__match_args__, values_of(row), strict=True))


Getter = Callable[[Any], tuple[Any, ...]]

_GETTERS: dict[type, Getter] = {}
"""Of each class of which a row was stored, compared or copied so far."""


def _getter(names: tuple[str, ...]) -> Getter:
    if len(names) > 1:
        return attrgetter(*names)
    # Of one name `attrgetter` gives the value itself, and of none it cannot be made.
    return lambda row: tuple(getattr(row, name) for name in names)


# -- row ---------------------------------------------------------------------------------------
# A row of the book: what held of a stream's subject from when to when; and how it is kept.
#
# Each kind has a frozen class of its own. The book keeps the fields that the class adds as one
# JSON list in the order of the class; how to read them back follows from their annotations. So a
# field that is added, renamed or moved needs no code here, and the book of before is made anew
# (its format is a fingerprint of the sources, see `projections/book.py`).

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
