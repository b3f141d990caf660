"""The classes of rows, those of answers and those of the book; and how the book keeps its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import FrozenInstanceError, dataclass
from functools import cache, partial
from itertools import repeat
from json import JSONDecoder
from operator import attrgetter, itemgetter
from sys import modules
from types import SimpleNamespace, UnionType
from typing import (
    Any,
    ClassVar,
    Literal,
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
        kind: type = type(self)
        names: tuple[str, ...] = self.__match_args__
        if named:
            values += tuple(named[name] for name in names[len(values) :] if name in named)
        if len(values) != len(names):
            raise TypeError(f"{kind.__name__} takes {', '.join(names)}")
        object.__setattr__(self, "__class__", _OPEN.get(kind) or _open(kind))
        any(map(setattr, repeat(self), names, values))  # `setattr` gives nothing, so each is kept
        self.__class__ = kind

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"{name} of a row does not change")

    def __eq__(self, other: object) -> bool:
        return self is other or (type(self) is type(other) and values_of(self) == values_of(other))

    def __hash__(self) -> int:
        return hash(values_of(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), values_of(self)

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


def changed(row: T, **values: Any) -> T:
    """A row with other values under some names; much faster than `dataclasses.replace`."""
    return type(row)(*(fields_of(row) | values).values())


_OPEN: dict[type, type] = {}
"""Of each class of which a row was made so far, the one that its rows are of while they are made.

What may change is kept in less than half the time in which the fields of a frozen row are.
"""


def _open(kind: type) -> type:
    changing = {"__slots__": (), "__setattr__": object.__setattr__}
    _OPEN[kind] = type(f"{kind.__name__}InTheMaking", (kind,), changing)
    return _OPEN[kind]


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
# Each kind has a frozen class of its own. The book keeps the fields that the class adds as JSON
# lists in the order of the class; how to read them back follows from their annotations. So a field
# that is added, renamed or moved needs no code here, and the book of before is made anew (its
# format is a fingerprint of the sources, see `projections/book.py`).
#
# Most of what rows say is said many times. What lasts in all rows of a subject is a text of its
# own, to be kept once. The rest is split in its shape, the JSON without its texts and numbers, of
# which there are few; and these texts and numbers.

R = TypeVar("R", bound="Row")


@row_class
class Row(Frozen):
    """What held of a subject over [start, end).

    KIND: of the class, which question its rows answer, such as `mandate` or `party`.
    LASTING: the fields that do not change from one row of a subject to the next, but by a
    correction. HOME: whether rows are looked up by their scope or their subject.
    subject: the stream. scope: the stream that it can be looked up by, such as the place of a
    promise; or empty. event: the position of the record that opened it.
    """

    KIND: ClassVar[str]
    LASTING: ClassVar[frozenset[str]] = frozenset()
    HOME: ClassVar[Literal["scope", "subject"]] = "scope"

    subject: str
    scope: str
    start: Instant
    end: Instant
    event: int

    @property
    def home(self) -> str:
        """The stream beside whose rows it is kept; empty for what belongs nowhere."""
        return self.scope if self.HOME == "scope" else self.subject

    def over(self, start: Instant, end: Instant, event: int) -> Self:
        """The same over another stretch of time, opened by another record."""
        if (self.start, self.end, self.event) == (start, end, event):
            return self
        return changed(self, start=start, end=end, event=event)


class Envelope(NamedTuple):
    """The fields that every row has, in their order."""

    subject: str
    scope: str
    start: Instant
    end: Instant
    event: int


class Kept(NamedTuple):
    """A row as the book keeps it: its kind, its home, the fields that every row has, and more.

    lasting: what its class says of the subject in all rows, as JSON. shape, rest: what it says of
    this row alone: JSON with a mark for each text and number, and these.
    """

    kind: str
    home: str
    subject: str
    scope: str
    start: Instant
    end: Instant
    event: int
    lasting: str
    shape: str
    rest: str


_LITERAL = re.compile(r'(["\-\d](?:(?<=")[^"\\]*(?:\\.[^"\\]*)*"|(?<!")[^],}]*))')
"""A text or a number; what either begins with stands first, for that is found much faster."""
_MARK = "%s"
_BETWEEN = "\x1f"
"""What stands between texts and numbers: JSON writes it in another way."""


def stored(rows: Iterable[Row]) -> Iterator[Kept]:
    """Rows of one subject as the book keeps them, the fields that classes add as canonical JSON."""
    said: tuple[type[Row], tuple[Any, ...]] = (Row, ())
    text = ""
    for row in rows:
        kind = type(row)
        values = values_of(row)
        home, pick_lasting, pick_changing, *_ = _splits(kind)
        lasting = pick_lasting(values)
        if (kind, lasting) != said:
            said, text = (kind, lasting), _json(lasting) if lasting else ""
        shape, rest = _MARK, _json(pick_changing(values))
        if lasting:  # several rows with one shape are to be expected
            pieces = _LITERAL.split(rest)
            shape, rest = _MARK.join(pieces[::2]), _BETWEEN.join(pieces[1::2])
        yield Kept._make((kind.KIND, values[home], *values[:_ENVELOPE], text, shape, rest))


def restored(kind: type[R], kept: Iterable[Kept]) -> list[R]:
    """Rows of a class, as they were before the book kept them."""
    split = _splits(kind)
    read: Callable[[str], Any] = _read
    said = ""
    lasting: list[Any] = []
    found: list[R] = []
    changing: Sequence[Any]
    shapes = _Shapes(split.changes)
    make: Callable[..., R] = kind
    for _, _, subject, scope, start, end, event, text, shape, rest in kept:
        if len(found) == _MANY:
            read, make = faster(), maker(kind)
        if text != said:
            said, lasting = text, _converted(read(text), split.lasts)
        if text and len(found) >= _VERY_MANY:
            changing = shapes[shape](rest.split(_BETWEEN))
        else:
            said_now = read(shape % tuple(rest.split(_BETWEEN)) if rest else shape)
            changing = _converted(said_now, split.changes)
        values = (*lasting, *changing)
        found.append(make(subject, scope, start, end, event, *split.merged(values)))
    return found


def literals(kept: Kept) -> list[str]:
    """The texts and numbers of what a row says of itself, as JSON, in their order."""
    return kept.rest.split(_BETWEEN)


class Texts(dict[str, Any]):
    """What texts and numbers as JSON has them say; of most there are few, in many rows."""

    def __missing__(self, text: str) -> Any:
        said = self[text] = _read(text)
        return said


def outline(kind: type[R], kept: Kept) -> R:
    """A row of one shape with another, of which each text and number is its place in `literals`."""
    places = map(str, range(kept.shape.count(_MARK)))
    (row,) = restored(kind, [kept._replace(rest=_BETWEEN.join(places))])
    return row


_MANY = 300
"""From so many rows on it is worth waiting for what reads JSON faster."""


_VERY_MANY = 3_000
"""From so many rows on it is worth preparing for each shape what reads rows of it."""

_MOST_REMEMBERED = 4_096
"""So many values of a field are remembered at the most: a record is hardly named by two rows."""


class _Shapes(dict[str, Callable[[list[str]], tuple[Any, ...]]]):
    """By the shape of a row, what makes the values of its fields of its texts and numbers.

    Most of what rows of a shape say in a field is said by many: it is read and made once, and
    kept once.
    """

    def __init__(self, conversions: Conversions) -> None:
        super().__init__()
        self._converts = dict(conversions)
        self._remembered: dict[tuple[int, str], _Remembered] = {}

    def __missing__(self, shape: str) -> Callable[[list[str]], tuple[Any, ...]]:
        numbered = faster()(shape % tuple(range(shape.count(_MARK))))
        within: dict[str, Any] = {}
        values = []
        first = 0
        for place, value in enumerate(numbered):
            field = _NUMBER.sub(_MARK, _json(value))
            said = [f"said[{first + mark}]" for mark in range(field.count(_MARK))]
            name = f"field_{place}"
            within[name] = self._field(place, field) if said else self._field(place, field)[()]
            values.append(f"{name}[{', '.join(said)}]," if said else f"{name},")
            first += len(said)
        made: Callable[[list[str]], tuple[Any, ...]]
        made = self[shape] = eval(f"lambda said: ({' '.join(values)})", within)  # noqa: S307 - of places alone
        return made

    def _field(self, place: int, field: str) -> _Remembered:
        if (place, field) not in self._remembered:
            self._remembered[place, field] = _Remembered(field, self._converts.get(place))
        return self._remembered[place, field]


class _Remembered(dict[Any, Any]):
    """What a field says, by the texts and numbers in it."""

    def __init__(self, field: str, convert: Convert | None) -> None:
        super().__init__()
        self._field, self._convert = field, convert

    def __missing__(self, said: Any) -> Any:
        value = faster()(self._field % said)
        if self._convert is not None:
            value = self._convert(value)
        if len(self) < _MOST_REMEMBERED:
            self[said] = value
        return value


_NUMBER = re.compile(r"\d+")


def maker(kind: type[T]) -> Callable[..., T]:
    """What makes rows of a class in a fifth of the time, of all their values in order.

    To make it takes as long as some hundred rows.
    """
    names: tuple[str, ...] = vars(kind)["__match_args__"]
    fields = "".join(f"    _row.{name} = {name}\n" for name in names)
    body = f"    _row = _new(_open)\n{fields}    _row.__class__ = _kind\n    return _row\n"
    within: dict[str, Any] = {"_new": object.__new__, "_kind": kind}
    within["_open"] = _OPEN.get(kind) or _open(kind)
    exec(f"def make({', '.join(names)}):\n{body}", within)  # noqa: S102 - of names of fields alone
    make: Callable[..., T] = within["make"]
    return make


def faster() -> Callable[[str], Any]:
    """What reads JSON faster, and takes as long to load as some hundred rows to read."""
    from orjson import loads

    return loads


def _read(text: str) -> Any:
    """What JSON of our own says, around which there are no blanks to look for."""
    return _decode(text)[0]


_decode = JSONDecoder().raw_decode

_ENVELOPE = len(Envelope._fields)

Convert = Callable[[Any], Any]
"""From a value as JSON has it to the value of a field."""

Conversions = tuple[tuple[int, Convert], ...]
"""The places of the fields that JSON does not give back as they were, and what to do."""

Pick = Callable[[Sequence[Any]], tuple[Any, ...]]
"""From values to some of them, in an order."""


class _Split(NamedTuple):
    """How the values of a class fall into those that last and those that change, and back.

    home: the place of the one beside whose rows it is kept.
    """

    home: int
    lasting: Pick
    changing: Pick
    merged: Pick
    lasts: Conversions
    changes: Conversions


_SPLITS: dict[type, _Split] = {}
"""Of each class of which a row was kept or read back so far."""


def _splits(kind: type[Row]) -> _Split:
    """How the values of a class of rows are kept."""
    if kind not in _SPLITS:
        _SPLITS[kind] = _split(kind)
    return _SPLITS[kind]


def _split(kind: type[Row]) -> _Split:
    added = kind.__match_args__[_ENVELOPE:]
    lasting = [name for name in added if name in kind.LASTING]
    changing = [name for name in added if name not in kind.LASTING]
    together = [*lasting, *changing]
    return _Split(
        kind.__match_args__.index(kind.HOME),
        _picked([_ENVELOPE + added.index(name) for name in lasting]),
        _picked([_ENVELOPE + added.index(name) for name in changing]),
        _picked([together.index(name) for name in added]),
        _conversions(kind, lasting),
        _conversions(kind, changing),
    )


def _picked(places: Sequence[int]) -> Pick:
    if len(places) > 1:
        return itemgetter(*places)
    # Of one place `itemgetter` gives the value itself, and of none it cannot be made.
    return lambda values: tuple(values[place] for place in places)


def _converted(values: list[Any], conversions: Conversions) -> list[Any]:
    """Values as JSON has them, in place, as the fields of a class have them."""
    for place, convert in conversions:
        values[place] = convert(values[place])
    return values


def _conversions(kind: Any, names: Sequence[str]) -> Conversions:
    """What to do to read the fields with these names back, by their annotations."""
    hints = _hints(kind, names)
    found = ((place, _converts(hints.get(name))) for place, name in enumerate(names))
    return tuple((place, convert) for place, convert in found if convert is not None)


_PLAIN = re.compile(r"(?:(?:str|int|float|bool|None|Instant)(?: \| |$))+")
"""Annotations of fields that JSON gives back as they were; what they stand for nobody looks up."""


def _hints(kind: type, names: Sequence[str]) -> dict[str, Any]:
    """The types of those fields of a class, among some, that are not plain."""
    written = {
        # Named tuples have their annotations made ready to be looked up.
        name: (getattr(text, "__forward_arg__", text), owner.__module__)
        for owner in reversed(kind.__mro__)
        for name, text in vars(owner).get("__annotations__", {}).items()
    }
    found: dict[str, Any] = {}
    for name in names:
        text, module = written[name]
        if not _PLAIN.fullmatch(text):
            one = SimpleNamespace(__annotations__={name: text})
            found |= get_type_hints(one, vars(modules[module]))
    return found


def _json(values: Any) -> str:
    """Values as JSON."""
    return _writes_json()(values).decode()


@cache
def _writes_json() -> Callable[[tuple[Any, ...]], bytes]:
    # Whoever only asks reads with the standard library, and need not wait for what writes faster.
    from orjson import OPT_PASSTHROUGH_DATACLASS, dumps

    return partial(dumps, default=_plain, option=OPT_PASSTHROUGH_DATACLASS)


def _plain(value: object) -> object:
    """What JSON has no form for: tuples with names, sets in order, and dates by their bounds."""
    if isinstance(value, tuple):
        return tuple(value)
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Bounds):
        return value.earliest, value.latest
    raise TypeError(f"{type(value).__name__} cannot be kept in the book")


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
