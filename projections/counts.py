"""A count is the length of its list: what a count counts stands once, for the figure and the list.

A view keeps a table of its counts: under the name of each, how it counts a thing. The figures of
the view are the lengths, and `--list NAME` prints the things.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Annotated, TypeVar

T = TypeVar("T")

Labels = Callable[[T], Iterable[str | None]]
"""How a count counts a thing: once under each of what this gives, and not at all where that is
nothing. None is what a count of one number counts under; a count that is told apart, such as by
year or by form, counts under names."""

CountTable = Mapping[str, Labels[T]]
"""How each count of a view counts, by the name that `--list` takes."""

CountedUnder = Annotated[
    str | None,
    "of a count that is told apart, such as by year, channel or form: what this counts under "
    "(`--list NAME:PART`); else null",
]


def fits(condition: Callable[[T], object]) -> Labels[T]:
    """The count of everything of which a condition holds."""
    return lambda thing: (None,) if condition(thing) else ()


def tally(counts: CountTable[T], things: Iterable[T]) -> dict[str, Counter[str | None]]:
    """How much each count comes to, by what it counts under."""
    found = {name: Counter[str | None]() for name in counts}
    for thing in things:
        for name, labels in counts.items():
            for label in labels(thing):
                found[name][label] += 1
    return found


def behind(labels: Labels[T], things: Iterable[T]) -> Iterator[tuple[str | None, T]]:
    """The list of a count: everything that it counts, with what it counts under.

    Equation: tally({name: labels}, things)[name] == Counter(label for label, _ in behind(...)).
    """
    for thing in things:
        for label in labels(thing):
            yield label, thing
