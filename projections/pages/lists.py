"""The lists of a site: all that is on record of one kind, and all sources, by their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from languages import N_
from projections.pages.document import Grid, Page, Paragraph, Part, Title, Told, Way
from projections.pages.frame import Frame
from projections.pages.paging import HEAVY, row_weight
from projections.pages.paths import START, numbered
from projections.render.screens.kinds import MANY

TITLE = N_("{kind}: {count:,} on record")
COLUMNS = (N_("name"), N_("what it is"))
FILTER = N_("Show only lines with these words")
FURTHER = N_("The next lines")

MOST_LINES = 400
"""On one page of a list, however short they are."""


def of_kind(
    kind: str, rows: Sequence[tuple[str, str, str]], frame: Frame
) -> Iterator[tuple[str, Page]]:
    """The pages that list what is on record of a kind, each with its path.

    rows: a name, what it is in words, and the page of it in the folder of its kind.
    """
    title = TITLE.format(kind=MANY[kind], count=len(rows))
    lines: list[list[Told]] = [[[Way(name, page)], told] for name, told, page in rows]
    yield from pages(f"{kind}/{START}", title, COLUMNS, lines, frame)


def pages(
    path: str, title: str, columns: Sequence[str], rows: Sequence[Sequence[Told]], frame: Frame
) -> Iterator[tuple[str, Page]]:
    """A list that can be filtered, on as many pages as keep each light."""
    chunks = [*_chunks(rows)]
    name = path.rpartition("/")[2]
    for number, chunk in enumerate(chunks, 1):
        parts: list[Part] = [Title(title, 1), Grid(title, columns, chunk, filtered=FILTER)]
        if number < len(chunks):
            parts.append(Paragraph([Way(FURTHER, numbered(name, number + 1))]))
        yield numbered(path, number), frame.page(title, parts)


def _chunks(rows: Sequence[Sequence[Told]]) -> Iterator[Sequence[Sequence[Told]]]:
    """The rows of each page, one page at least."""
    here: list[Sequence[Told]] = []
    heavy = 0
    for row in rows:
        here.append(row)
        heavy += row_weight(row)
        if heavy > HEAVY or len(here) == MOST_LINES:
            yield here
            here, heavy = [], 0
    if here or not rows:
        yield here
