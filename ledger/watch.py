"""How work that takes long lets somebody watch it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Watch(Protocol):
    """Something that hands on what is worked through, and may show how far that is."""

    def __call__(self, items: Sequence[Item], doing: str, /) -> Iterable[Item]:
        """The items themselves, one after the other. doing: what is done to them, in one word."""


def unwatched(items: Sequence[Item], doing: str, /) -> Iterable[Item]:  # noqa: ARG001 - nobody looks
    """The items, and nobody who looks."""
    return items
