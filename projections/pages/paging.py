"""Lists that may be long: on a page as many lines as keep it light, on further pages the others.

What a page weighs is estimated from the texts on it, before anything is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from domain.value import value_class
from languages import N_
from projections.pages.cited import Cited
from projections.pages.document import (
    Drawing,
    Facts,
    Grid,
    Listing,
    Paragraph,
    Part,
    Piece,
    Title,
    Told,
    Typed,
    Way,
)
from projections.pages.paths import numbered

MORE = N_("And {count:,} more: the rest of this list.")
FURTHER = N_("The next page of these lists")
BACK = N_("Back to the page that these lists belong to")
LISTS = N_("{title}: the long lists")
GOES_ON = N_("{title} (continued)")
NOT_PRINTED = N_("Not printed: a table of {count:,} lines, which stands on the page as a file.")

MOST_SHOWN = (60, 25, 8)
"""Lines of a list on the first page; fewer where that would be too heavy with them."""

HEAVY = 95_000
"""What the parts of a page may weigh: 150 kB in all, with styles, scripts, signs and markup."""


@value_class
class Line:
    """A line of a long list, with its anchor; cells: made for the page on which it stands."""

    cells: Callable[[Cited], Sequence[Told]]
    anchor: str = ""


@value_class
class Long:
    """A list that may be long.

    aside: whether none of it stands on the first page of a site. printed: whether it is on paper.
    """

    title: Title
    headings: Sequence[str]
    lines: Sequence[Line]
    aside: bool = False
    printed: bool = True

    def grid(self, lines: Sequence[Line], cited: Cited) -> Grid:
        """Some of the lines as a table."""
        return self.of_rows(lines, [line.cells(cited) for line in lines])

    def of_rows(self, lines: Sequence[Line], rows: Sequence[Sequence[Told]]) -> Grid:
        """The same, of which the cells are made already."""
        instead = "" if self.printed else NOT_PRINTED.format(count=len(lines))
        anchors = [line.anchor for line in lines]
        return Grid(self.title.text, self.headings, rows, anchors, instead=instead)


def whole(parts: Iterable[Part | Long], cited: Cited) -> Iterator[Part]:
    """The parts with all lines of every list, where there is one page for them."""
    for part in parts:
        if isinstance(part, Long):
            yield from (part.title, part.grid(part.lines, cited))
        else:
            yield part


def pages(
    parts: Sequence[Part | Long],
    name: str,
    back: Way,
    cited: Callable[[], Cited],
    *,
    listed: bool = True,
) -> Iterator[tuple[str, Sequence[Part]]]:
    """The further pages, each with its address, and then the first one, which is light enough.

    name: of the first further page. back: the way to the first one, under what it is about. cited:
    begins the sources of one. listed: whether the first page lists its sources too.
    """

    def shown(most: int, rests: Mapping[str, str]) -> list[Part]:
        sources = cited()
        first = [*_first(parts, most, rests, sources)]
        return [*first, *(sources.listed() if listed else ())]

    first, most = _light(shown)
    further = _Further(name, back, cited)
    for part in parts:
        if isinstance(part, Long):
            yield from further.put(part, 0 if part.aside else most)
    if further.count:
        yield further.last()
        first = shown(most, further.begun)
    yield "", first


def _light(shown: Callable[[int, Mapping[str, str]], list[Part]]) -> tuple[list[Part], int]:
    """The first page with as many lines of each list as keep it light, and how many these are."""
    for most in MOST_SHOWN:
        first = shown(most, {})
        if weight(first) <= HEAVY:
            break
    return first, most


def _first(
    parts: Sequence[Part | Long], most: int, rests: Mapping[str, str], cited: Cited
) -> Iterator[Part]:
    """The parts on the first page, each list with the way to its rest."""
    for part in parts:
        if not isinstance(part, Long):
            yield part
        elif part.aside:
            yield Paragraph([Way(part.title.text, rests.get(part.title.anchor, ""))])
        else:
            shown = part.lines[:most]
            yield from (part.title, part.grid(shown, cited))
            if len(shown) < len(part.lines):
                left = MORE.format(count=len(part.lines) - most)
                yield Paragraph([Way(left, rests.get(part.title.anchor, ""))])


def lists_title(about: str) -> str:
    """The title of the further pages on something."""
    return LISTS.format(title=about)


class _Further:
    """Further pages, filled one after another; each is given as soon as it is full.

    count: how many there are. begun: where the rest of each list begins, by its anchor.
    """

    def __init__(self, name: str, back: Way, cited: Callable[[], Cited]) -> None:
        self._name, self._cited = name, cited
        self._head: list[Part] = [
            Title(lists_title(back.text), 1),
            Paragraph([Way(BACK, back.page)]),
        ]
        self.count, self.begun = 0, dict[str, str]()
        self._parts, self._sources = list[Part](), cited()
        self._weight = 0

    def put(self, part: Long, most: int) -> Iterator[tuple[str, Sequence[Part]]]:
        """Put the lines of a list from one on where there is room; the pages that are full."""
        anchor, title, first = part.title.anchor, replace(part.title, level=2), most
        self.begun[anchor] = ""
        while first < len(part.lines):
            if not self.count or self._weight > HEAVY * 0.9:
                if self.count:
                    self._parts.append(Paragraph([Way(FURTHER, self._page(self.count + 1))]))
                    yield self.last()
                self._begin()
            self.begun[anchor] = self.begun[anchor] or f"{self._page(self.count)}#{anchor}"
            rows = self._filled(islice(part.lines, first, None), self._sources)
            last = first + len(rows)
            self._parts += [title, part.of_rows(part.lines[first:last], rows)]
            first, title = last, Title(GOES_ON.format(title=part.title.text))

    def last(self) -> tuple[str, Sequence[Part]]:
        """The page that is being filled, with its sources."""
        return self._page(self.count), [*self._parts, *self._sources.listed()]

    def _begin(self) -> None:
        self._parts, self._sources, self._weight = [*self._head], self._cited(), 0
        self.count += 1

    def _page(self, number: int) -> str:
        return numbered(self._name, number)

    def _filled(self, waiting: Iterable[Line], cited: Cited) -> list[Sequence[Told]]:
        """The cells of the lines for which there is room, one at least."""
        rows: list[Sequence[Told]] = []
        for line in waiting:
            before = len(cited.sources)
            rows.append(line.cells(cited))
            self._weight += row_weight(rows[-1])
            self._weight += sum(_source(len(str(one))) for one in cited.sources[before:])
            if self._weight > HEAVY:
                break
        return rows


# -- weight ------------------------------------------------------------------------------------

LINK, CELL, MARKED, DRAWN, SIGN = 80, 45, 40, 300, 90
"""Bytes of a link with its address, of a cell, of another element, of a line of a drawing, and of
a sign or bar on it."""


def weight(parts: Iterable[Part]) -> int:
    """About how many bytes some parts take."""
    return sum(map(_weight, parts))


def _weight(part: Part) -> int:
    match part:
        case Grid(_, _, rows):
            return sum(map(row_weight, rows))
        case Facts(facts):
            return sum(row_weight([about, told]) for about, told in facts)
        case Listing(items):
            return sum(MARKED + _told(item) for item in items)
        case Drawing(lane):
            return sum(DRAWN + SIGN * (len(row.marks) + len(row.bars)) for row in lane.rows)
        case Paragraph(told) | Title(told) | Typed(told):
            return MARKED + _told(told)
        case _:
            return CELL


def row_weight(cells: Iterable[Told]) -> int:
    """About how many bytes a row of a table takes."""
    return sum(CELL + _told(cell) for cell in cells)


def _source(length: int) -> int:
    return MARKED + 2 * LINK + length


def _told(told: Told) -> int:
    pieces = [told] if isinstance(told, str) else told
    return sum(map(_piece, pieces))


def _piece(piece: Piece) -> int:
    return len(piece.encode()) if isinstance(piece, str) else LINK + len(piece.text.encode())
