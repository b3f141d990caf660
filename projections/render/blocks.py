"""What a screen is made of: headings, sentences and tables, for the terminal or as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from domain.text import lines_harmless, one_line
from domain.value import value_class
from projections.render.layout import table, wrap
from projections.streamed import Streamed


class Stacked(str):
    """Lines of our own in one cell; of any other text a screen keeps no line break."""

    __slots__ = ()


def stacked(*lines: str) -> Stacked:
    """The lines in one cell, one below the other."""
    return Stacked("\n".join(map(_told, lines)))


def in_lines(template: str, **told: str) -> Stacked:
    """A text of ours that has lines, with what is told in it."""
    return Stacked(template.format(**{name: _told(text) for name, text in told.items()}))


def _told(text: str) -> str:
    """A text such that nothing in it hides, moves or draws a line, whoever wrote it."""
    return lines_harmless(text) if isinstance(text, Stacked) else one_line(text)


@value_class
class Heading:
    """The title of a screen or of a part of it."""

    text: str
    level: int = 1


@value_class
class Sentence:
    """A sentence or a paragraph."""

    text: str


@value_class
class Table:
    """Rows under headings.

    right: the columns that hold numbers. whole: those whose cells are not broken into lines. room:
    cells as long as any, where the rows are read as they are shown.
    """

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: frozenset[int] = frozenset()
    whole: frozenset[int] = frozenset()
    room: Sequence[str] = ()


@value_class
class Lines:
    """Lines that say one thing each, and are whole in a file, where programs read them.

    verbatim: they are whole on a terminal as well, where they are copied from.
    """

    lines: Sequence[str]
    verbatim: bool = False


Solid = Heading | Sentence | Table | Lines


@value_class
class Fitted:
    """Blocks that are made for the width of a screen, in columns."""

    made: Callable[[int], Sequence[Solid]]


Block = Solid | Fitted


def markdown(blocks: Sequence[Block]) -> str:
    """The blocks as Markdown."""
    parts = (_markdown(part) for part in _solid(blocks, WIDTH))
    return "\n\n".join(parts) + "\n" if blocks else ""


def _solid(blocks: Iterable[Block], width: int) -> Iterator[Solid]:
    """The blocks as they are on a screen of a width, whatever the texts in them say."""
    for block in blocks:
        yield from map(_harmless, block.made(width) if isinstance(block, Fitted) else (block,))


def _harmless(block: Solid) -> Solid:
    """A block whose texts are data: the one place that every screen passes."""
    match block:
        case Heading(text):
            return replace(block, text=_told(text))
        case Sentence(text):
            return Sentence(_told(text))
        case Lines(lines):
            return replace(block, lines=[_told(line) for line in lines])
        case Table(headings, rows):
            told = Streamed(lambda: ([_told(cell) for cell in row] for row in rows))
            return replace(block, headings=[lines_harmless(text) for text in headings], rows=told)


def _markdown(block: Solid) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {text}"
        case Sentence(text):
            return text
        case Lines(lines):
            return "\n".join(f"- {line}" for line in lines)
        case Table(headings, rows, right):
            names = [heading.replace("-\n", "") for heading in headings]
            rule = ["---:" if index in right else "---" for index in range(len(headings))]
            return "\n".join(
                "| " + " | ".join(_cell(cell) for cell in line) + " |"
                for line in (names, rule, *rows)
            )


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


WIDTH = 80
"""The columns of a screen in a file or a pipe, so that what was kept can be compared."""

NARROWEST, WIDEST = 60, 120
"""On a terminal a screen is as wide as that, within these columns."""

HANGING = 2
"""A line of `Lines` goes on so far in."""


def terminal(blocks: Sequence[Block], columns: int | None = None, *, colour: bool = False) -> str:
    """The blocks for a terminal of so many columns, or for a file or a pipe."""
    return "".join(drawn(blocks, columns, colour=colour))


def drawn(
    blocks: Sequence[Block], columns: int | None = None, *, colour: bool = False
) -> Iterator[str]:
    """The lines of the same, each as it comes, with its end."""
    strong = "\x1b[1m{}\x1b[0m\n" if colour else "{}\n"
    width = WIDTH if columns is None else min(max(columns, NARROWEST), WIDEST)
    for place, block in enumerate(_solid(blocks, width)):
        if place:
            yield "\n"
        head, body = _lines(block, width, wrapped=columns is not None)
        yield from map(strong.format, head)
        for line in body:
            yield f"{line}\n"


def _lines(block: Solid, width: int, *, wrapped: bool) -> tuple[Sequence[str], Iterable[str]]:
    """The lines of a block that are headings, and the others."""
    match block:
        case Heading(text):
            return wrap(text, width), ()
        case Sentence(text):
            return (), wrap(text, width)
        case Lines(lines, verbatim):
            if verbatim or not wrapped:
                return (), lines
            items = (wrap(line, width, hanging=HANGING, whole=True) for line in lines)
            return (), [part for item in items for part in item]
        case Table(headings, rows, right, whole, room):
            return table(headings, rows, width, right=right, whole=whole, room=room)
