"""The present moment, and the progress of work that takes long."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Generic, Protocol, TypeVar

from domain.dates import local_time
from domain.edtf import AMSTERDAM

# -- clock -------------------------------------------------------------------------------------
# The only place that asks what time it is.


class Clock(Protocol):
    """Something that tells the present moment."""

    def __call__(self) -> str:
        """The moment in UTC, `2026-11-24T09:30:00.000000Z`."""


def now() -> str:
    """The present moment in UTC, in one width so that text order is time order."""
    return _written(datetime.now(UTC))


def seconds() -> int:
    """The present moment in seconds since 1970, as witnesses state it."""
    return int(datetime.now(UTC).timestamp())


def elapsed_s() -> float:
    """Seconds since some moment, for measuring how long something takes."""
    return time.monotonic()


def at(since_1970_s: int) -> str:
    """The moment (UTC) that so many seconds since 1970 stand for; at the latest the year 9999."""
    latest = int(datetime(9999, 1, 1, tzinfo=UTC).timestamp())
    return _written(datetime.fromtimestamp(min(since_1970_s, latest), UTC))


def today() -> str:
    """The present moment in Europe/Amsterdam to the second, the default of `--as-of`."""
    return local_time(now())


def universal(moment: str) -> str:
    """A local moment (Amsterdam) as the last recorded moment (UTC) that lies within its second."""
    instant = datetime.fromisoformat(moment).replace(microsecond=999_999, tzinfo=AMSTERDAM)
    try:
        return _written(instant.astimezone(UTC))
    except OverflowError:  # the first minutes of the year 1
        return _written(datetime.min.replace(tzinfo=UTC))


def _written(instant: datetime) -> str:
    return instant.isoformat(timespec="microseconds").replace("+00:00", "Z")


# -- progress ----------------------------------------------------------------------------------
# How work that takes long shows how far it is.

Item = TypeVar("Item")
Item_co = TypeVar("Item_co", covariant=True)


class Countable(Protocol[Item_co]):
    """Things of which one knows how many they are."""

    def __iter__(self) -> Iterator[Item_co]:
        """The things, one after the other."""

    def __len__(self) -> int:
        """How many they are."""


class Counted(Generic[Item]):
    """Things that come one by one, of which somebody else knows how many they will be."""

    def __init__(self, items: Iterator[Item], length: int) -> None:
        self._items, self._length = items, length

    def __iter__(self) -> Iterator[Item]:
        return self._items

    def __len__(self) -> int:
        return self._length


class Progress(Protocol):
    """Something that hands on what is worked through, and may show how far that is."""

    def __call__(self, items: Countable[Item], doing: str, /) -> Iterable[Item]:
        """The items themselves, one after the other. doing: what is done to them, in one word."""


def without_progress(items: Countable[Item], doing: str, /) -> Iterable[Item]:  # noqa: ARG001 - nobody looks
    """The items, and nobody who looks."""
    return items
