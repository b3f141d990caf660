"""A value class is what a frozen dataclass with slots is."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.value import value_class


@value_class
class Here:
    """A class with all that fields can have."""

    value: int
    missing: tuple[str, ...] = ()
    beside: list[int] = field(default_factory=list, compare=False)
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class There:
    """The same as the standard library makes it."""

    value: int
    missing: tuple[str, ...] = ()
    beside: list[int] = field(default_factory=list, compare=False)
    secret: str = field(default="", repr=False)


@value_class
class Nothing:
    """A class without fields."""


@value_class
class One:
    """A class with one field."""

    value: object


FIELDS = st.fixed_dictionaries(
    {"value": st.integers(0, 2)},
    optional={
        "missing": st.tuples(st.sampled_from("ab")),
        "beside": st.lists(st.integers(0, 1), max_size=1),
        "secret": st.sampled_from(("", "s")),
    },
)


@given(FIELDS, FIELDS)
def test_as_the_standard_library(first: dict[str, Any], second: dict[str, Any]) -> None:
    """Values are equal, hashed, shown, replaced and matched alike."""
    here, there = Here(**first), There(**first)
    assert (here == Here(**second)) == (there == There(**second))
    assert repr(here) == repr(there).replace("There", "Here")
    assert (hash(here) == hash(Here(**second))) == (hash(there) == hash(There(**second)))
    assert repr(replace(here, value=9)) == repr(replace(there, value=9)).replace("There", "Here")
    assert Here.__match_args__ == There.__match_args__
    restored = pickle.loads(pickle.dumps(here))
    assert (restored, restored.beside) == (here, here.beside)


def test_defaults_are_not_shared() -> None:
    """What a field is made of is made for each value."""
    assert Here(1).beside is not Here(1).beside


def _set(value: Any) -> None:
    value.value = 2


def _delete(value: Any) -> None:
    del value.value


@pytest.mark.parametrize("change", [_set, _delete])
def test_frozen(change: Callable[[Any], None]) -> None:
    """Nothing of a value changes."""
    value = Here(1)
    with pytest.raises(FrozenInstanceError):
        change(value)
    assert value == Here(1)


@pytest.mark.parametrize("named", [{}, {"value": 1, "other": 2}])
def test_wrong_fields(named: dict[str, int]) -> None:
    """A field that is left out or is none is an error, also of the first value of a class."""
    wanted: Any = Here
    with pytest.raises(TypeError):
        wanted(**named)


def test_few_fields() -> None:
    """Classes with one field and with none are values too."""
    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())
    assert One(1) == One(1) != One(2)
    assert repr(One("x")) == "One(value='x')"
