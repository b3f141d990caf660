"""The book of what may be seen: rows that are derived from records when somebody asks for them.

For answers that rest on what was public by then, what is signed, or what was known inside of an
import. The book that is kept does not know these; but it knows which streams belong to a place, so
only the streams that a question needs are read and derived, by the same function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from domain.dates import Instant
from domain.record import Record
from projections.askable import ALL, Linked, R, Resting
from projections.book import EVERYTHING, Book, Histories, some_of
from projections.keeping.links import BELONGS_TO, STANDS_AT
from projections.rows.frozen import Kept, Row
from projections.rows.subjects import MembershipRow

BEGINS: dict[str, tuple[str, ...]] = {
    "attestation": ("condition/",),
    "late": ("",),
    "member": ("area/", "case/"),
    "party_links": ("party/",),
    "successor": ("promise/",),
    "vague-day": ("",),
}
"""How the streams begin that have rows of a kind, where that is not the name of the kind itself."""


class Folded(Resting, Linked):
    """What some of the records of a ledger amount to.

    book: what all of them amount to, now. histories: of some streams the records that may be seen.
    everything: the same of every stream.
    """

    _book: Book

    def __init__(
        self,
        book: Book,
        histories: Histories,
        everything: Callable[[], Iterable[Sequence[Record]]],
    ) -> None:
        self._book, self._histories, self._everything = book, histories, everything
        self._derived: dict[str, list[Row]] = {}

    @property
    def whole(self) -> Folded:
        """The same."""
        return self

    def history(self, stream: str, known: int) -> list[Record]:
        """The records of a stream that may be seen, in the order of recording."""
        found = self._histories([stream]).get(stream, ())
        return [record for record in found if record.position < known]

    def read(
        self,
        kind: type[R],
        known: int,
        moment: Instant | None,
        *,
        homes: Iterable[str] | None = None,
        subjects: Iterable[str] | None = None,
    ) -> list[R]:
        """The rows of a kind, in no order: see `Spans`."""
        if homes is None and subjects is None:
            return self._all.read(kind, EVERYTHING, moment)
        places = None if homes is None else frozenset(homes)
        streams = subjects if places is None else self._standing_at(kind, places)
        begins = BEGINS.get(kind.KIND, (kind.KIND,))
        asked = sorted(stream for stream in set(streams or ()) if stream.startswith(begins))
        self._derive(asked)
        return [
            row
            for stream in asked
            for row in self._derived[stream]
            if isinstance(row, kind)
            and row.event < known
            and (places is None or row.home in places)
            and (moment is None or row.start <= moment < row.end)
        ]

    def kept(
        self,
        kind: type[Row],
        moment: Instant | None,
        known: int,
        *,
        homes: Iterable[str] | None = None,
    ) -> Iterator[Kept]:
        """The rows of a kind that held at a moment as a book keeps them: see `Spans`."""
        if homes is not None:
            return super().kept(kind, moment, known, homes=homes)
        # Who may see what was decided before: of all that may be seen, all is known, as in `read`.
        return self._all.kept(kind, moment, max(known, EVERYTHING))

    def counted(self, kind: type[Row], moment: Instant, known: int) -> dict[str, int]:
        """How many rows of a kind held at a moment, by the stream that they belong to."""
        return self._all.counted(kind, moment, max(known, EVERYTHING))

    def _standing_at(self, kind: type[Row], places: frozenset[str]) -> frozenset[str]:
        """The streams that may have rows of a kind that belong to some streams."""
        if kind.HOME == "subject":
            return places
        how = BELONGS_TO if kind.KIND == MembershipRow.KIND else STANDS_AT
        return places | self._book.children(places, (how,))

    def _derive(self, streams: Iterable[str]) -> None:
        """Derive the rows of some streams, each once."""
        # Whoever only asks the book need not wait until all that derives rows has been loaded.
        from projections.spans.registry import spans

        fresh = [stream for stream in streams if stream not in self._derived]
        for some in some_of(fresh):
            histories = self._histories(some)
            for stream in some:
                self._derived[stream] = list(dict.fromkeys(spans(histories.get(stream, ()))))

    @cached_property
    def _all(self) -> Book:
        """The rows of every stream, for a question about everything."""
        return Book.of_streams(self._everything())

    # -- links: those of all records, which are more than may be seen, and no fewer -------------

    def has(self, stream: str) -> bool:
        """Whether any record ever named a stream."""
        return self._book.has(stream)

    def upward(self, streams: Iterable[str], how: Iterable[int]) -> frozenset[str]:
        """Some streams and everything above them."""
        return self._book.upward(streams, how)

    def downward(self, streams: Iterable[str], how: Iterable[int], most: int) -> frozenset[str]:
        """Some streams and everything below them."""
        return self._book.downward(streams, how, most)

    def parents(self, streams: Iterable[str], how: Iterable[int]) -> frozenset[str]:
        """What lies directly above some streams."""
        return self._book.parents(streams, how)

    def children(
        self, streams: Iterable[str], how: Iterable[int], most: int = ALL
    ) -> frozenset[str]:
        """What lies directly below some streams."""
        return self._book.children(streams, how, most)

    def first_beyond(
        self, group: str, inside: Iterable[str], moment: Instant, known: int
    ) -> MembershipRow | None:
        """Some member of a group at a moment that is none of some places."""
        stays = self._stays(group, inside, known)
        return next((stay for stay in stays if stay.start <= moment < stay.end), None)

    def next_beyond(
        self, group: str, inside: Iterable[str], moment: Instant, known: int
    ) -> Instant | None:
        """When, after a moment, the next such member joins."""
        stays = self._stays(group, inside, known)
        return min((stay.start for stay in stays if stay.start > moment), default=None)

    def _stays(self, group: str, inside: Iterable[str], known: int) -> Iterable[MembershipRow]:
        """The stays of members elsewhere in a group, one stream after another."""
        members = self._book.children([group], (BELONGS_TO,)).difference(inside)
        for member in sorted(members):
            stays = self.read(MembershipRow, known, None, subjects=[member])
            yield from (stay for stay in stays if stay.scope == group)
