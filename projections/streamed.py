"""Rows that nobody holds: they are read anew whenever somebody goes through them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

A = TypeVar("A")


class Streamed(Sequence[A]):
    """Rows, all of one class, that are read anew whenever somebody goes through them."""

    def __init__(self, read: Callable[[], Iterator[A]]) -> None:
        self._read = read

    def __iter__(self) -> Iterator[A]:
        """The rows, each as it is asked for."""
        return self._read()

    def __bool__(self) -> bool:
        """Whether there is a first one; the others are not read."""
        return any(True for _ in self)

    def __len__(self) -> int:
        """How many there are, for which all are read."""
        return sum(1 for _ in self)

    def __getitem__(self, place: Any) -> Any:
        """The row at a place, for which those before it are read; those at a slice."""
        if isinstance(place, slice):
            return list(self)[place]
        return next(islice(self, place, None))
