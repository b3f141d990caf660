"""What was recorded since: between checkpoints of which a site was published, and to the newest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from languages import N_, figure, pgettext
from projections.pages.cited import Cited
from projections.pages.document import Grid, Page, Paragraph, Part, Title, Told, Way
from projections.pages.frame import Frame
from projections.pages.paging import Line, Long
from projections.pages.paths import CHANGES_PAGE, changes_page
from projections.register import Difference
from projections.render.phrases import spoken
from projections.render.screens import register
from projections.report import Report

TITLE = N_("What changed")
LIST_TOLD = N_(
    "This site was published at the checkpoints below, the newest last. A checkpoint pins down all "
    "records until then; “recorded” is the day of the last of them."
)
FIRST_TOLD = N_(
    "This is the first checkpoint of which this site was published. What is recorded after it will "
    "be told here."
)
LIST_COLUMNS = (N_("recorded"), N_("records"), N_("what came next"), N_("all that came since"))
NEXT = N_("until {day}: {count:,}")
SINCE = N_("until now: {count:,}")
RECORDS = N_("{size:,} records")

BETWEEN = N_("What changed from {earlier} to {later}")
SIZES = N_("From the checkpoint of {earlier:,} records to that of {later:,}.")
COLUMNS = (pgettext("number", "no"), N_("on"), N_("what"))
ALL = N_("All checkpoints of which this site was published")
IN_STEPS = N_(
    "{count:,} records came since: too many for one list. They stand in these, one checkpoint "
    "after another."
)
STEP = N_("{earlier} to {later}: {count:,}")


class Published(NamedTuple):
    """A checkpoint of which the site was published.

    root: in hexadecimal. recorded_at: of its last record (UTC); empty where it has none.
    """

    size: int
    root: str
    recorded_at: str

    @property
    def day(self) -> str:
        """The day of its last record, in words."""
        return spoken(self.recorded_at[:10])


def index(published: Sequence[Published], frame: Frame) -> Page:
    """The list of all checkpoints, from the oldest on, with the ways to what came between them."""
    rows = [_checkpoint(place, published) for place in range(len(published))]
    parts: list[Part] = [Title(TITLE, 1)]
    parts.append(Paragraph(LIST_TOLD if len(published) > 1 else FIRST_TOLD))
    parts.append(Grid(TITLE, LIST_COLUMNS, rows, [f"at-{one.size}" for one in published]))
    return frame.page(TITLE, parts)


def _checkpoint(place: int, published: Sequence[Published]) -> list[Told]:
    here, newest = published[place], published[-1]
    row: list[Told] = [here.day, [RECORDS.format(size=here.size)]]
    if here is newest:
        return [*row, "", ""]
    later = published[place + 1]
    text = NEXT.format(day=later.day, count=later.size - here.size)
    row.append([Way(text, _beside(changes_page(here.size, later.size)))])
    text = SINCE.format(count=newest.size - here.size)
    return [*row, [Way(text, _beside(changes_page(here.size, None)))]]


def _beside(path: str) -> str:
    return path.rpartition("/")[2]


def between(
    report: Report[Difference], earlier: Published, later: Published, path: str, frame: Frame
) -> Mapping[str, Page]:
    """What came from one checkpoint to another, in lists by what it is; its pages by their paths.

    report: what came, with `until` and `size` of the earlier one among its parameters.
    """
    lists = [
        Long(
            Title(heading, anchor=f"list-{number}"),
            COLUMNS,
            [Line(partial(_row, row, text, frame)) for row, text in rows],
        )
        for number, (heading, rows) in enumerate(register.differences(report), 1)
    ]
    told = Paragraph(register.came(report))
    title = BETWEEN.format(earlier=earlier.day, later=later.day)
    parts = [*_head(title, earlier, later), told, *lists]
    return frame.paged(path, title, parts, listed=False)


def in_steps(steps: Sequence[Published], path: str, frame: Frame) -> Mapping[str, Page]:
    """Of what is too much for one list: the ways to what came from each checkpoint to the next."""
    earlier, later = steps[0], steps[-1]
    title = BETWEEN.format(earlier=earlier.day, later=later.day)
    told = Paragraph(IN_STEPS.format(count=later.size - earlier.size))
    ways = Long(
        Title(ALL, anchor="steps"),
        (LIST_COLUMNS[0], LIST_COLUMNS[2]),
        [Line(partial(_step, *pair)) for pair in pairwise(steps)],
    )
    return frame.paged(path, title, [*_head(title, earlier, later), told, ways], listed=False)


def _head(title: str, earlier: Published, later: Published) -> Iterator[Part]:
    yield Title(title, 1)
    yield Paragraph(SIZES.format(earlier=earlier.size, later=later.size))
    yield Paragraph([Way(ALL, _beside(CHANGES_PAGE))])


def _step(earlier: Published, later: Published, _: Cited) -> list[Told]:
    count = later.size - earlier.size
    told = STEP.format(earlier=earlier.day, later=later.day, count=count)
    return [later.day, [Way(told, _beside(changes_page(earlier.size, later.size)))]]


def _row(row: Difference, text: str, frame: Frame, _: Cited) -> list[Told]:
    way = Way(figure(row.position), frame.addresses.record(row.stream, row.position))
    return [[way], spoken(row.on), text]
