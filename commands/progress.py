"""How far work is that takes long: after a second a line on the terminal, nothing in a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from languages import N_
from ledger.clock import elapsed_s

if TYPE_CHECKING:
    from ledger.clock import Countable

Item = TypeVar("Item")

MANY = 5_000
"""Of fewer things nothing is said, however slow the machine."""

LARGE_BYTES = 2**20
"""The same of files that are read."""

FIRST_S = 1.0
"""What takes no longer says nothing on the way."""

EVERY_S = 0.2
"""How often the line is written anew."""

LOOK = 64
"""So many things are worked through between two looks at the clock."""

MINUTE_S = 60
MEGABYTE = 10**6


@dataclass(slots=True)
class Line:
    """The line of one piece of work. total: of what `show` counts. scale: what one of it is of it.

    clock: tells the seconds since some moment.
    """

    stream: TextIO
    doing: str
    total: int
    unit: str = ""
    scale: int = 1
    clock: Callable[[], float] = elapsed_s
    _begun: float = field(init=False)
    _next: float = field(init=False)
    _shown: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        """Begin to count."""
        self._begun = self.clock()
        self._next = self._begun + FIRST_S

    def show(self, done: int) -> None:
        """Write how far the work is, if it is time to."""
        now = self.clock()
        if now < self._next:
            return
        self._next = now + EVERY_S
        rate = done / (now - self._begun)
        left = (
            N_(", {spoken} left").format(spoken=_spoken((self.total - done) / rate))
            if rate and done < self.total
            else ""
        )
        self._write(
            N_("{far}, {rate:,.0f}{unit} a second{left}").format(
                far=self._far(done), rate=rate / self.scale, unit=self.unit, left=left
            )
        )

    def end(self) -> None:
        """Leave the line, if there is one, as that of work that is done."""
        if self._shown:
            self._write(f"{self._far(self.total)}\n")

    def _far(self, done: int) -> str:
        share = 100 * done // self.total if self.total else 100
        whole, part = self.total / self.scale, done / self.scale
        return N_("{doing:10} {part:,.0f} of {whole:,.0f}{unit}, {share}%").format(
            doing=self.doing, part=part, whole=whole, unit=self.unit, share=share
        )

    def _write(self, text: str) -> None:
        erased = " " * max(0, self._shown - len(text))
        self.stream.write(f"\r{text.rstrip(chr(10))}{erased}" + "\n" * text.endswith("\n"))
        self.stream.flush()
        self._shown = len(text)


def _spoken(seconds: float) -> str:
    """A length of time in the unit that tells enough."""
    if seconds < MINUTE_S:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), MINUTE_S)
    return N_("{minutes} min {rest} s").format(minutes=minutes, rest=rest)


def progress(items: Countable[Item], doing: str, /) -> Iterable[Item]:
    """The items, of which a terminal shows how far the work is when it takes long."""
    if len(items) < MANY or not _shows_progress():
        return items
    return _shown(items, Line(sys.stderr, doing, len(items)))


def _shown(items: Iterable[Item], line: Line) -> Iterator[Item]:
    for number, item in enumerate(items):
        if number % LOOK == 0:
            line.show(number)
        yield item
    line.end()


Steps = Callable[..., Iterable[Any]]
"""Gives things one after another, and shows how far they are: see `steps`."""


def steps(items: Iterable[Item], doing: str, count: int | None = None) -> Iterable[Item]:
    """The same of things that take so long each that even few of them are worth a line.

    count: how many there are, where they do not say so themselves.
    """
    if not _shows_progress():
        yield from items
        return
    line = Line(sys.stderr, doing, len(items) if isinstance(items, Sized) else count or 0)
    for number, item in enumerate(items):
        line.show(number)
        yield item
    line.end()


@contextmanager
def file_progress(files: Sequence[Path], doing: str, /) -> Iterator[Callable[[int], None]]:
    """The same of files that are read; what it gives is told how many bytes more were."""
    size = sum(file.stat().st_size for file in files if file.is_file())
    if size < LARGE_BYTES or not _shows_progress():
        yield lambda _: None
        return
    line, done = Line(sys.stderr, doing, size, " MB", MEGABYTE), 0

    def read_on(more: int) -> None:
        nonlocal done
        done = min(done + more, line.total)
        line.show(done)
        if done == line.total:
            line.end()

    yield read_on


def _shows_progress() -> bool:
    """Whether somebody sits at a terminal; what is kept in a file needs no such line."""
    return sys.stderr is not None and sys.stderr.isatty()
