"""What was recorded between any two checkpoints of which a site was published.

A reader chooses twice: on the list of all checkpoints since which of them, on its page until which.
Of two that are near there is a page; what came between others stands on a few such pages, one after
another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from domain.dates import Instant
from languages import N_, counted, figure, pgettext
from projections.pages.cited import Cited
from projections.pages.document import Grid, Page, Paragraph, Part, Piece, Title, Told, Way
from projections.pages.frame import Frame
from projections.pages.paging import Line, Long
from projections.pages.paths import CHANGES_PAGE, changes_page, numbered
from projections.register import Difference, from_later_on
from projections.render import phrases as shared
from projections.render.phrases import spoken
from projections.render.screens import diff as diff_words
from projections.render.screens import records as record_words
from projections.render.screens.diff import Said
from projections.report import Report

MOST_IN_A_LIST = 300
"""Records that came between two checkpoints, and have a page; of more each step has one."""

NEAR = 12
"""So many checkpoints on there is a page on what came until each; further on at each power of two.

With so many of each checkpoint pages grow as the checkpoints do, and not as their square.
"""

MOST_LISTED = 100
"""So many checkpoints on each can be chosen; further on those alone until which there is a page."""

MOST_IN_A_ROW = 8
"""So many pages are named, one after another, that tell together what came."""

ON_A_PAGE = 150
"""So many checkpoints stand on one page of the list of all, so that each stays where it is."""

TITLE = N_("What changed")
LIST_TOLD = N_(
    "This site was published at the checkpoints below, the newest last. A checkpoint pins down all "
    "records until then; “recorded” is the day of the last of them. What came between any two of "
    "them: choose the earlier one in the last column, and on its page the later one."
)
FIRST_TOLD = N_(
    "This is the first checkpoint of which this site was published. What is recorded after it will "
    "be told here."
)
LIST_COLUMNS = (
    N_("recorded"),
    N_("records"),
    N_("what came next"),
    N_("all that came since, until now or any other checkpoint"),
)
NEXT = N_("until {day}: {count:,}")
SINCE = N_("until now: {count:,}")
RECORDS = N_("{size:,} records")
LATER, NEWEST = N_("The next checkpoints"), N_("The newest checkpoints")

BEGINNING = N_("the beginning")
BETWEEN = N_("What changed from {earlier} to {later}")
SIZES = N_("From the checkpoint of {earlier:,} records to that of {later:,}.")
COLUMNS = (pgettext("number", "no"), N_("on"), N_("what"))
ALL = N_("All checkpoints of which this site was published")
OTHERS = N_("The same until another checkpoint, or until now")

TO_NOW = N_("What changed since {day}")
CHOICE = N_("Until which checkpoint")
CHOICE_COLUMNS = (
    N_("until"),
    N_("records"),
    N_("all that came until then"),
    N_("of that, what came last"),
)
IN_STEPS = N_(
    "{count:,} records came since: too many for one list. They stand in these, one checkpoint "
    "after another."
)
TOO_MANY = N_("{count:,} records: in the last column, from the first line to this one")
PAGES = N_("{count:,} records, on these pages one after another: ")
FURTHER = N_(
    "Of the later checkpoints only some stand here. Choose the last one before that you look for, "
    "and go on from its own page."
)
TWO = 2
"""Two checkpoints with one page between them."""

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
        """The day of its last record, in words; of a ledger without any the beginning."""
        return spoken(self.recorded_at[:10]) if self.size else BEGINNING


# -- all checkpoints ---------------------------------------------------------------------------


def index(published: Sequence[Published], frame: Frame) -> Iterator[tuple[str, Page]]:
    """The pages that list all checkpoints, from the oldest on, with the ways to what came since."""
    last = (len(published) - 1) // ON_A_PAGE + 1
    for number in range(1, last + 1):
        first = (number - 1) * ON_A_PAGE
        places = range(first, min(first + ON_A_PAGE, len(published)))
        rows = [_checkpoint(place, published) for place in places]
        anchors = [f"at-{published[place].size}" for place in places]
        parts: list[Part] = [Title(TITLE, 1)]
        parts.append(Paragraph(LIST_TOLD if len(published) > 1 else FIRST_TOLD))
        if number < last:
            parts.append(Paragraph([Way(NEWEST, _beside(numbered(CHANGES_PAGE, last)))]))
        parts.append(Grid(TITLE, LIST_COLUMNS, rows, anchors))
        if number < last:
            parts.append(Paragraph([Way(LATER, _beside(numbered(CHANGES_PAGE, number + 1)))]))
        yield numbered(CHANGES_PAGE, number), frame.page(TITLE, parts)


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


# -- what came ---------------------------------------------------------------------------------


class Came(NamedTuple):
    """What came until a checkpoint, known as it was then, since the earliest that has a page of it.

    since: the places of the earlier checkpoints, the earliest first. report: what came since that
    one. texts: what each record says.
    """

    since: Sequence[int]
    report: Report[Difference]
    texts: Mapping[int, Said]


def earlier_ones(
    later: int, published: Sequence[Published], also: Callable[[str], bool]
) -> list[int]:
    """The places of the checkpoints since which a page tells what came until a later one.

    The one before; of those since which no more came than a list can show the near ones; and any of
    which there was a page, so that its address stays. also: whether there was one at a path.
    """
    until = published[later].size
    return [
        place
        for place in range(later)
        if place == later - 1
        or (_is_near(later - place) and until - published[place].size <= MOST_IN_A_LIST)
        or also(changes_page(published[place].size, until))
    ]


def _is_near(steps: int) -> bool:
    return steps <= NEAR or steps.bit_count() == 1


def until(
    later: int,
    published: Sequence[Published],
    came: Came,
    moment: Callable[[Published], Instant],
    frame: Frame,
) -> Iterator[tuple[str, Page]]:
    """The pages on what came until a checkpoint since each of the earlier ones.

    moment: when the last record of a checkpoint was recorded.
    """
    for place in came.since:
        earlier = published[place]
        report = from_later_on(came.report, earlier.size, moment(earlier))
        path = changes_page(earlier.size, published[later].size)
        title = BETWEEN.format(earlier=earlier.day, later=published[later].day)
        parts: list[Part | Long] = [*_head(title, earlier, published[later])]
        parts.append(Paragraph([Way(OTHERS, f"{_beside(changes_page(earlier.size, None))}#until")]))
        parts += _told(report, came.texts, frame)
        yield from frame.pages(path, title, parts, listed=False)


def since(
    place: int,
    published: Sequence[Published],
    came: Came | None,
    moment: Callable[[Published], Instant],
    frame: Frame,
    there: Callable[[str], bool],
) -> Mapping[str, Page]:
    """The page on what came since a checkpoint: until now, and the way to each other one.

    came: until the newest; None where that is too much for one list. there: whether the site has a
    page at a path.
    """
    here, newest = published[place], published[-1]
    path = changes_page(here.size, None)
    title = TO_NOW.format(day=here.day)
    parts: list[Part | Long] = [*_head(title, here, newest)]
    if came is None:
        parts.append(Paragraph(IN_STEPS.format(count=newest.size - here.size)))
    else:
        parts += _told(from_later_on(came.report, here.size, moment(here)), came.texts, frame)
    chosen = [
        later
        for later in range(place + 1, len(published))
        if later - place <= MOST_LISTED or there(changes_page(here.size, published[later].size))
    ]
    lines = [Line(partial(_choice, place, later, published, there)) for later in chosen]
    parts.append(Long(Title(CHOICE, anchor="until"), CHOICE_COLUMNS, lines))
    if len(chosen) < len(published) - place - 1:
        parts.append(Paragraph(FURTHER))
    return dict(frame.pages(path, title, parts, listed=False))


def _choice(
    place: int,
    later: int,
    published: Sequence[Published],
    there: Callable[[str], bool],
    _: Cited,
) -> list[Told]:
    """A later checkpoint: the ways to what came until then, and to what was new then."""
    before, until = published[later - 1], published[later]
    step = STEP.format(earlier=before.day, later=until.day, count=until.size - before.size)
    way = Way(step, _beside(changes_page(before.size, until.size)))
    came = _ways(place, later, published, there)
    return [until.day, RECORDS.format(size=until.size), came, [way]]


def _ways(
    place: int, later: int, published: Sequence[Published], there: Callable[[str], bool]
) -> Told:
    """The way to what came between two checkpoints, or the ways to the pages that it stands on."""
    count = published[later].size - published[place].size
    whole = counted(count, record_words.ONE_RECORD, record_words.RECORDS)
    stops = [place, *_stops(place, later, published, there)]
    if len(stops) > MOST_IN_A_ROW:
        return TOO_MANY.format(count=count)
    pieces: list[Piece] = []
    for start, stop in pairwise(stops):
        earlier, until = published[start], published[stop]
        told = NEXT.format(day=until.day, count=until.size - earlier.size)
        text = told if len(stops) > TWO else whole
        pieces += [shared.LIST_OF, Way(text, _beside(changes_page(earlier.size, until.size)))]
    return pieces[1:] if len(stops) == TWO else [PAGES.format(count=count), *pieces[1:]]


def _stops(
    place: int, later: int, published: Sequence[Published], there: Callable[[str], bool]
) -> Iterator[int]:
    """The checkpoints from one page to the next, as far on as there is one each time."""
    while place < later:
        place = next(
            stop
            for stop in range(later, place, -1)
            if stop == place + 1 or there(changes_page(published[place].size, published[stop].size))
        )
        yield place


def _head(title: str, earlier: Published, later: Published) -> Iterator[Part]:
    yield Title(title, 1)
    yield Paragraph(SIZES.format(earlier=earlier.size, later=later.size))
    yield Paragraph([Way(ALL, _beside(CHANGES_PAGE))])


def _told(
    report: Report[Difference], texts: Mapping[int, Said], frame: Frame
) -> Iterable[Part | Long]:
    """What came, in lists by what it is."""
    yield Paragraph(diff_words.came(report))
    for number, (heading, rows) in enumerate(diff_words.differences(report, texts), 1):
        lines = [Line(partial(_row, row, text, frame)) for row, text in rows]
        yield Long(Title(heading, anchor=f"list-{number}"), COLUMNS, lines)


def _row(row: Difference, said: Said, frame: Frame, _: Cited) -> list[Told]:
    way = Way(said.what, frame.addresses.record(row.stream, row.position))
    after = said.whole.removeprefix(said.what)
    return [figure(row.position), spoken(row.on), [way, after]]
