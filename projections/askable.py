"""What can be asked for rows, at any moment as known at any size: the book, or a part of it.

A view asks for kinds of rows, and need not know whether these are all that there are, those that
concern a place, or what was public by then.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import TypeVar

from domain.dates import Instant
from domain.record import Record
from projections.rows.frozen import Kept, Row, stored
from projections.rows.subjects import MembershipRow

R = TypeVar("R", bound=Row)

ALL = -1
"""Of a limit of SQLite: none."""


class Spans(ABC):
    """Whatever can be asked for rows, at any moment as known at any size."""

    @property
    @abstractmethod
    def whole(self) -> Spans:
        """All that there is, where this is only what concerns a place."""

    @abstractmethod
    def read(
        self,
        kind: type[R],
        known: int,
        moment: Instant | None,
        *,
        homes: Iterable[str] | None = None,
        subjects: Iterable[str] | None = None,
    ) -> list[R]:
        """The rows of a kind as known at a size, in no order.

        moment: those that held then; None for any. homes: those that belong to these streams.
        subjects: those of these streams.
        """

    @property
    def keeps(self) -> bool:
        """Whether rows are kept, so that `kept` is faster than `read`; else they are derived."""
        return False

    def kept(
        self,
        kind: type[Row],
        moment: Instant | None,
        known: int,
        *,
        homes: Iterable[str] | None = None,
    ) -> Iterator[Kept]:
        """The rows of a kind that held at a moment as the book keeps them, in no order.

        moment, homes: as of `read`. Equation:
        restored(kind, kept(kind, at, known)) == read(kind, known, at), in some order.
        """
        return stored(self.read(kind, known, moment, homes=homes))

    def counted(self, kind: type[Row], moment: Instant, known: int) -> dict[str, int]:
        """How many rows of a kind held at a moment, by the stream that they belong to.

        Equation: counted(kind, at, known)[home] == len(at(kind, at, known, scopes=[home])).
        """
        return Counter(row.home for row in self.read(kind, known, moment))

    @abstractmethod
    def history(self, stream: str, known: int) -> list[Record]:
        """The records of a stream as known at a size, in the order of recording."""

    def histories(self, streams: Sequence[str], known: int) -> Iterator[list[Record]]:
        """The same of each of some streams, one after the other."""
        return (self.history(stream, known) for stream in streams)

    @abstractmethod
    def grown(self, start: str) -> dict[str, int]:
        """How many records stand on each stream whose name begins so, where that is several."""

    @abstractmethod
    def naming(self, places: Iterable[str], known: int) -> list[int]:
        """The positions of the records that name one of these places, as known at a size."""

    @abstractmethod
    def signed(self, known: int) -> Iterator[int]:
        """The positions of the records that bear a signature, be it a wrong one, at a size."""

    @abstractmethod
    def cited(self, positions: Iterable[int]) -> dict[str, int]:
        """How many sources of each type some records name, by the names of the types."""

    @abstractmethod
    def remarked(self, positions: Iterable[int]) -> dict[int, str]:
        """The streams of those records on whose stream one tells what became of a record."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the file."""

    def ever(
        self,
        kind: type[R],
        known: int,
        *,
        scopes: Sequence[str] | None = None,
        subjects: Sequence[str] | None = None,
    ) -> list[R]:
        """Every row of a kind at any moment, as known at a size, by its start."""
        rows = self.read(kind, known, None, homes=scopes, subjects=subjects)
        return sorted(rows, key=attrgetter("start", "event"))

    def at(
        self,
        kind: type[R],
        moment: Instant,
        known: int,
        *,
        scopes: Sequence[str] | None = None,
        subjects: Sequence[str] | None = None,
    ) -> list[R]:
        """Every row of a kind that held at a moment, as known at a size, ordered by subject."""
        rows = self.read(kind, known, moment, homes=scopes, subjects=subjects)
        return sorted(rows, key=attrgetter("subject", "scope", "event"))


class Resting(Spans):
    """Spans that rest on others, and pass on what these tell of records and streams."""

    _book: Spans

    def close(self) -> None:
        """Let go of the file."""
        self._book.close()

    def grown(self, start: str) -> dict[str, int]:
        """How many records stand on each stream whose name begins so, where that is several."""
        return self._book.grown(start)

    def naming(self, places: Iterable[str], known: int) -> list[int]:
        """The positions of the records that name one of these places, as known at a size."""
        return self._book.naming(places, known)

    def signed(self, known: int) -> Iterator[int]:
        """The positions of the records that bear a signature, be it a wrong one, at a size."""
        return self._book.signed(known)

    def cited(self, positions: Iterable[int]) -> dict[str, int]:
        """How many sources of each type some records name, by the names of the types."""
        return self._book.cited(positions)

    def remarked(self, positions: Iterable[int]) -> dict[int, str]:
        """The streams of those records on whose stream one tells what became of a record."""
        return self._book.remarked(positions)


class Linked(Spans):
    """What can also be asked how streams lie to each other (`keeping/links.py`)."""

    @abstractmethod
    def has(self, stream: str) -> bool:
        """Whether any record ever named a stream."""

    @abstractmethod
    def upward(self, streams: Iterable[str], how: Iterable[int]) -> frozenset[str]:
        """Some streams and everything above them by links of these kinds, at any time."""

    @abstractmethod
    def downward(self, streams: Iterable[str], how: Iterable[int], most: int) -> frozenset[str]:
        """Some streams and everything below them; one more than so many, where it is more."""

    @abstractmethod
    def parents(self, streams: Iterable[str], how: Iterable[int]) -> frozenset[str]:
        """What lies directly above some streams."""

    @abstractmethod
    def children(
        self, streams: Iterable[str], how: Iterable[int], most: int = ALL
    ) -> frozenset[str]:
        """What lies directly below some streams; so many of it at the most."""

    @abstractmethod
    def first_beyond(
        self, group: str, inside: Iterable[str], moment: Instant, known: int
    ) -> MembershipRow | None:
        """Some member of a group at a moment that is none of some places; None: there is none.

        A group may have more members than anybody wants to read.
        """

    @abstractmethod
    def next_beyond(
        self, group: str, inside: Iterable[str], moment: Instant, known: int
    ) -> Instant | None:
        """When, after a moment, the next such member joins; None: never."""
