"""What a screen is made of: headings, sentences and tables, for the terminal or as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from rich.console import Console
    from rich.padding import Padding


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a screen or of a part of it."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or a paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; the columns named in `right` hold numbers."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that are never wrapped, for whoever reads them one by one, people and programs."""

    lines: Sequence[str]


Block = Heading | Sentence | Table | Lines


def markdown(blocks: Sequence[Block]) -> str:
    """The blocks as Markdown."""
    return "\n\n".join(_markdown(block) for block in blocks) + "\n" if blocks else ""


def _markdown(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {text}"
        case Sentence(text):
            return text
        case Lines(lines):
            return "\n".join(f"- {line}" for line in lines)
        case Table(headings, rows, right):
            rule = ["---:" if index in right else "---" for index in range(len(headings))]
            return "\n".join(
                "| " + " | ".join(_cell(cell) for cell in line) + " |"
                for line in (headings, rule, *rows)
            )


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


WIDTH = 80


def terminal(blocks: Sequence[Block], *, colour: bool = False) -> str:
    """The blocks for a terminal of at least 80 columns."""
    # rich is loaded for screens only: data formats answer without it.
    from io import StringIO  # noqa: PLC0415

    from rich.console import Console  # noqa: PLC0415

    target = StringIO()
    console = Console(
        file=target,
        width=WIDTH,
        force_terminal=colour,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for number, block in enumerate(blocks):
        if number:
            console.print()
        _draw(console, block)
    return "".join(f"{line.rstrip()}\n" for line in target.getvalue().splitlines())


ASIDE = 32
"""How wide a column may be beside a last one that holds text, for which the room is."""


def _widths(columns: int, right: frozenset[int]) -> list[int | None]:
    last = columns - 1
    return [ASIDE if last not in right and index < last else None for index in range(columns)]


def _indented(cell: str) -> str | Padding:
    """A cell; one that begins with spaces has all its lines as far in as the first."""
    from rich.padding import Padding  # noqa: PLC0415 - loaded for screens only

    text = cell.lstrip(" ")
    depth = len(cell) - len(text)
    return Padding.indent(text, depth) if depth else cell


def _draw(console: Console, block: Block) -> None:
    from rich.table import Table as Grid  # noqa: PLC0415 - loaded for screens only

    match block:
        case Heading(text, _):
            console.print(text, style="bold")
        case Sentence(text):
            console.print(text)
        case Lines(lines):
            for line in lines:
                console.print(line, soft_wrap=True)
        case Table(headings, rows, right):
            grid = Grid(
                box=None,
                pad_edge=False,
                padding=(0, 2, 0, 0),
                header_style="bold",
                show_header=any(headings),
            )
            widths = _widths(len(headings), right)
            for index, heading in enumerate(headings):
                side: Literal["left", "right"] = "right" if index in right else "left"
                # A long address is broken, never cut: it must be possible to follow it.
                grid.add_column(heading, justify=side, overflow="fold", max_width=widths[index])
            for row in rows:
                grid.add_row(*map(_indented, row))
            console.print(grid)
