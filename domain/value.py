"""Frozen classes of values: compared by value, never changed.

As `dataclass(frozen=True, slots=True)` makes them, but for the methods that it writes and compiles
for each class: of a hundred classes that takes as long as Python takes to start, and a question
makes values of half of them. Here the methods stand once, and what sets the fields of a class is
compiled when the first of its values is made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value_class(kind: type[T]) -> type[T]:
    """Make a frozen class of its annotations."""
    return _made(kind, slots=True)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def remembering_class(kind: type[T]) -> type[T]:
    """The same, whose values remember what they find out of themselves (`cached_property`)."""
    return _made(kind, slots=False)


def _made(kind: type[T], *, slots: bool) -> type[T]:
    made: Any = dataclass(init=False, repr=False, eq=False, slots=slots)(kind)

    def begin(value: Any, /, *values: Any, **named: Any) -> None:
        made.__init__ = _setting(made)
        made.__init__(value, *values, **named)

    made.__init__ = begin
    made.__eq__, made.__hash__, made.__repr__ = _equals, _hash, _shown
    made.__setattr__ = made.__delattr__ = _frozen
    made.__reduce__ = _reduced
    result: type[T] = made
    return result


def _setting(kind: Any) -> Callable[..., None]:
    """What sets the fields of a class: its `__init__`."""
    names: dict[str, Any] = {"_set": object.__setattr__, "_missing": MISSING}
    parameters, lines = [], []
    for each in fields(kind):
        name = given = each.name
        parameter = name
        if each.default is not MISSING:
            names[f"_default_{name}"] = each.default
            parameter += f"=_default_{name}"
        elif each.default_factory is not MISSING:
            names[f"_make_{name}"] = each.default_factory
            parameter += "=_missing"
            given = f"_make_{name}() if {name} is _missing else {name}"
        parameters.append(parameter)
        lines.append(f"    _set(self, {name!r}, {given})\n")
    text = f"def __init__(self, /, {', '.join(parameters)}):\n{''.join(lines) or '    pass'}"
    exec(text, names)  # noqa: S102 - of names of fields alone
    setting: Callable[..., None] = names["__init__"]
    return setting


_GETTERS: dict[type, Callable[[Any], Any]] = {}
"""What gives the values by which one is compared, of each class of which one was so far."""


def _compared(value: Any) -> Any:
    """The values by which one is compared; of one value itself."""
    kind = type(value)
    if kind not in _GETTERS:
        names = [each.name for each in fields(kind) if each.compare]
        _GETTERS[kind] = attrgetter(*names) if names else type
    return _GETTERS[kind](value)


def _equals(self: Any, other: object) -> Any:
    if type(self) is not type(other):
        return NotImplemented
    return _compared(self) == _compared(other)


def _hash(self: Any) -> int:
    return hash(_compared(self))


def _shown(self: Any) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _frozen(_: Any, name: str, *__: object) -> NoReturn:
    raise FrozenInstanceError(f"{name} of a value does not change")


def _reduced(self: Any) -> tuple[Any, ...]:
    return type(self), tuple(getattr(self, each.name) for each in fields(self))
