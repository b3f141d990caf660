"""Frozen classes of values: the rows of the book and the rows of the answers.

As `dataclass(frozen=True, slots=True)` makes them, without a set of methods generated for each
class: with twenty classes that takes longer than most questions do. The methods stand once, here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

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
        for name, value in zip(names, values, strict=False):
            object.__setattr__(self, name, value)
        for name, value in named.items():
            object.__setattr__(self, name, value)

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
