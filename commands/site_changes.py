"""The pages of a site on what came between the checkpoints of which it was published."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from commands.asking import Query
from commands.session import reader_of
from domain.dates import BEGINNING, Instant, day_of, end_of, local_time
from projections import register as views
from projections.pages import since
from projections.pages.frame import Frame
from projections.pages.paths import changes_page
from projections.pages.since import Came, Published
from projections.render.screens.diff import texts_of
from projections.report import Question

if TYPE_CHECKING:
    from projections.pages.document import Page


@dataclass(frozen=True, slots=True)
class Changes:
    """What came between checkpoints, each of which is asked about once.

    before: whether the old site has a page at a path.
    """

    query: Query
    asked: Question
    kept: Sequence[Published]
    frame: Frame
    before: Callable[[str], bool]

    def pages(self) -> Iterator[tuple[str, Page]]:
        """Every page with its path."""
        kept, frame = self.kept, self.frame
        yield from since.index(kept, frame)
        written: set[str] = set()
        for later in range(1, len(kept)):
            places = since.earlier_ones(later, kept, self.before)
            written.update(changes_page(kept[place].size, kept[later].size) for place in places)
            came = self._until(later, places, self._at(kept[later]))
            yield from since.until(later, kept, came, moment_of, frame)
        newest = len(kept) - 1
        near = [
            place
            for place in range(newest)
            if kept[-1].size - kept[place].size <= since.MOST_IN_A_LIST
        ]
        now = self._until(newest, near, self.asked) if near else None
        for place in range(newest):
            listed = now if place in near else None
            told = since.since(place, kept, listed, moment_of, frame, written.__contains__)
            yield from told.items()

    def _at(self, later: Published) -> Question:
        """The question as it was put to the ledger of a checkpoint, on the day of that.

        Where only what was public or is signed may be told, there is no such day.
        """
        if self.query.public_at or self.query.signed:
            return self.asked
        day = end_of(day_of(local_time(later.recorded_at)))
        return replace(self.asked, known=later.size, as_of=day, today=day)

    def _until(self, later: int, places: Sequence[int], asked: Question) -> Came:
        """What came until a checkpoint, as it was known then, since the first of others."""
        reader, query = reader_of(asked), self.query
        earliest, known = self.kept[places[0]], self.kept[later].size
        streams = reader.streams_at(range(earliest.size, known))
        stored = [
            record
            for history in reader.histories_of(streams).values()
            for record in history
            if record.position < known
        ]
        stored.sort(key=lambda record: record.position)
        moment = moment_of(earliest)
        asked = replace(asked, parameters={"size": earliest.size, "until": moment})
        held = query.visible(reader, stored, known)
        report = views.diff(asked, held, earliest.size, moment, mending=stored)
        founding = query.founding(asked, {row.stream for row in report.rows})
        report = replace(report, rows=query.moved(asked, report.rows), founding=founding)
        return Came(places, report, texts_of(report))


def moment_of(published: Published) -> Instant:
    """When the last record of a checkpoint was recorded, in Amsterdam."""
    return Instant(local_time(published.recorded_at)) if published.size else BEGINNING
