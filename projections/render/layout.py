"""Text in so many columns: lines that are broken between words, and tables whose columns fit."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice

# -- lines -------------------------------------------------------------------------------------
# A word stays whole on every line that it fits on. Names of records are words with hyphens, and
# addresses have slashes: where one is too long for its line, it goes on after one of them.

WORD = re.compile(r"[^ ]+ *")
SEAM = re.compile(r"(?<=\w[-/])(?=[^\W\d])|(?<=[^\W\d][-/])(?=\w)")
"""Where a long word may be broken: after a hyphen or a slash, but not within a date or number."""


PLAIN = re.compile("[ -~\\xa1-\\xac\\xae-\\u02ff\\u2010-\\u2027\\u2190-\\u2193]*")
"""A text of characters that take a column each: Latin letters, arrows, and what stands between.

In it no line ends but at a space.
"""


def span(text: str) -> int:
    """How many columns of a terminal a text of one line takes."""
    return len(text) if PLAIN.fullmatch(text) else sum(map(span_of, text))


@lru_cache(maxsize=4096)
def span_of(character: str) -> int:
    """How many columns a character takes."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrap(text: str, width: int, *, hanging: int = 0, whole: bool = False) -> list[str]:
    """The lines of a text, each of at most so many columns.

    A line that is broken goes on as far in as it began, and by `hanging` more. whole: a word that
    is too long stays whole, so that it can be copied; else it is broken like a name or an address.
    """
    return [
        part for line in text.split("\n") for part in _broken(line, width, hanging, whole=whole)
    ]


def _broken(line: str, width: int, hanging: int, *, whole: bool) -> Iterator[str]:
    if span(line) <= width:
        yield line.rstrip()
        return
    begin = " " * (len(line) - len(line.lstrip(" ")))
    further = begin + " " * hanging
    lines = _at_spaces(line, begin, further, width) if PLAIN.fullmatch(line) else None
    if lines:
        yield from lines
        return
    words: Iterable[str] = WORD.findall(line)
    if not whole:
        room = max(width - len(further), 2)  # no character takes more
        words = chain.from_iterable(_pieces(word, room) for word in words)
    written, taken, empty = begin, len(begin), True
    for word in words:
        if not empty and taken + span(word.rstrip()) > width:
            yield written.rstrip()
            written, taken = further, len(further)
        written, taken, empty = written + word, taken + span(word), False
    yield written.rstrip()


def _at_spaces(line: str, begin: str, further: str, width: int) -> list[str] | None:
    """The lines of a plain text, found without a look at each word; None if one is too long."""
    lines, start, before = [], len(begin), begin
    end = len(line.rstrip())
    while end - start > width - len(before):
        space = line.rfind(" ", start, start + width - len(before) + 1)
        if space < 0:
            return None
        lines.append(before + line[start:space].rstrip())
        before = further
        start = space + 1
        while line[start] == " ":
            start += 1
    return [*lines, (before + line[start:end]).rstrip()]


def _pieces(word: str, room: int) -> Iterable[str]:
    """A word as it is if there is room for it, and else what it can be broken into."""
    if span(word.rstrip()) <= room:
        return (word,)
    return chain.from_iterable(_folded(piece, room) for piece in SEAM.split(word))


def _folded(piece: str, room: int) -> Iterator[str]:
    """A piece in parts that there is room for."""
    part = ""
    for character in piece:
        if part.strip() and span(part + character) > room:
            yield part
            part = ""
        part += character
    yield part


# -- tables ------------------------------------------------------------------------------------
# The widest columns give way first, and none further than to its longest word.

LONGEST = 29
"""So many columns are kept for what has no seam; an address that is longer is folded."""

SHORT = 11
"""A cell that is not longer, such as a date, stays on one line."""

CLOSE, USUAL = 1, 2
"""How far the columns of a table stand apart."""

INDENT = 2
"""So far in begins what a row says after its first cell, where it is a paragraph."""

TOGETHER = "\N{NO-BREAK SPACE}"
"""Between a heading and what it says no line ends."""


MEASURED = 500
"""So many rows tell how wide the columns are. Those that follow are laid out as they come."""


def table(
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    width: int,
    *,
    right: frozenset[int] = frozenset(),
    whole: frozenset[int] = frozenset(),
    room: Sequence[str] = (),
) -> tuple[list[str], Iterator[str]]:
    """The lines of the headings of a table, and those of its rows, as the rows come.

    right: the columns with numbers. whole: those whose cells are never broken. room: cells for
    which the columns have room too, if not all rows are measured. Where the columns have no room
    beside each other, each row is a paragraph that names them.
    """
    coming = iter(rows)
    first = list(islice(coming, MEASURED))
    every = chain(first, coming)
    columns = list(
        zip(headings, *first, *([room] if room and len(first) == MEASURED else ()), strict=True)
    )
    full = [max(map(_widest, cells)) for cells in columns]
    words, pieces = (
        [
            full[index] if index in whole else _least(cells, most, seams=seams)
            for index, cells in enumerate(columns)
        ]
        for most, seams in ((width // 2, False), (LONGEST, True))
    )
    last = len(columns) - 1
    if last not in right:  # it holds text, for which the room is
        full[:last] = (min(one, width * 2 // 5) for one in full[:last])
    for least, gap in ((words, USUAL), (pieces, USUAL), (pieces, CLOSE)):
        widths = _fitting(full, least, width - gap * last)
        if widths:
            head = _headings(headings, widths, right, gap) if any(headings) else []
            drawn = (_row(row, widths, right, whole, gap) for row in every)
            return head, chain.from_iterable(drawn)
    return [], (line for row in every for line in _paragraph(headings, row, width))


def _widest(cell: str) -> int:
    return max(map(span, cell.split("\n")))


def _least(cells: Sequence[str], most: int, *, seams: bool) -> int:
    """How wide a column must be for its short cells and its longest word, up to a most.

    cells: the heading first, which may be broken though it is short. seams: whether words may be
    broken at their seams.
    """
    least = max(filter(SHORT.__ge__, map(span, set(cells[1:]))), default=0)
    by_indent: dict[int, list[str]] = defaultdict(list)
    for cell in cells:
        by_indent[len(cell) - len(cell.lstrip(" "))].append(cell)
    for indent, alike in by_indent.items():
        for word in set(" ".join(alike).split()):  # a long table says most words many times
            if indent + span(word) > least:
                parts = SEAM.split(word) if seams else (word,)
                least = max(least, indent + max(map(span, parts)))
    return min(least, most)


def _fitting(full: Sequence[int], least: Sequence[int], room: int) -> list[int] | None:
    """The width of each column, between its least and its full one; None if there is no room."""
    for most in range(min(max(full), room), -1, -1):
        widths = [max(low, min(high, most)) for low, high in zip(least, full, strict=True)]
        if sum(widths) <= room:
            return widths
    return None


def _headings(
    cells: Sequence[str], widths: Sequence[int], right: frozenset[int], gap: int
) -> list[str]:
    """The lines of the headings, which stand right above the first row."""
    broken = [wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    return _beside(broken, widths, right, gap, at_bottom=True)


def _row(
    cells: Sequence[str],
    widths: Sequence[int],
    right: frozenset[int],
    whole: frozenset[int],
    gap: int,
) -> list[str]:
    """The lines of one row. A number that has no room, as none before was so long, stays whole."""
    broken = [
        cell.split("\n")
        if index in whole or (index in right and _is_number(cell))
        else wrap(cell, width)
        for index, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return _beside(broken, widths, right, gap)


def _is_number(cell: str) -> bool:
    """Whether a cell is a word as numbers are: short, and without a seam."""
    return len(cell) <= LONGEST and " " not in cell and not SEAM.search(cell)


def _beside(
    broken: list[list[str]],
    widths: Sequence[int],
    right: frozenset[int],
    gap: int,
    *,
    at_bottom: bool = False,
) -> list[str]:
    """The lines of cells as they stand beside each other."""
    height = max(map(len, broken))
    for index, lines in enumerate(broken):
        width = widths[index]
        for place, line in enumerate(lines):
            space = " " * (width - span(line))
            lines[place] = space + line if index in right else line + space
        empty = [" " * width] * (height - len(lines))
        lines[:] = [*empty, *lines] if at_bottom else [*lines, *empty]
    return [(" " * gap).join(parts).rstrip() for parts in zip(*broken, strict=True)]


def _paragraph(headings: Sequence[str], row: Sequence[str], width: int) -> list[str]:
    """A row in words, the cells that say something after their headings, the first on its own."""
    names = [heading.replace("-\n", "").replace("\n", " ") for heading in headings]
    told = [
        f"{name}{TOGETHER}{cell}" if name else cell
        for name, cell in zip(names, row, strict=True)
        if cell
    ]
    lines = [*wrap("".join(told[:1]), width), *wrap(" " * INDENT + "; ".join(told[1:]), width)]
    return [line.replace(TOGETHER, " ") for line in lines]
