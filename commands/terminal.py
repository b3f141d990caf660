"""What a terminal shows and hands over: messages, answers about a log as a whole, files."""

from __future__ import annotations

import os
import sys
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from domain.errors import NotFound, Unavailable, Unreadable
from domain.text import lines_harmless
from languages import N_
from ledger.said_by_others import of_system

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TextIO

    from projections.render.blocks import Block

# -- messages ----------------------------------------------------------------------------------
# Messages beside the answer, on standard error: a line each, wrapped where people read them.

FALLBACK = 80
"""The width of a terminal that does not tell its own."""


def size(stream: TextIO) -> os.terminal_size | None:
    """The columns and lines of the terminal that a stream is, 0 lines where it does not tell.

    None for a file or a pipe.
    """
    if not stream.isatty():
        return None
    try:
        columns, lines = os.get_terminal_size(stream.fileno())
    except OSError:
        columns, lines = 0, 0
    return os.terminal_size((columns or FALLBACK, lines))


def tell(message: str) -> None:
    """Print a message on standard error.

    On a terminal its lines are broken between words, at the width of the terminal; a file or a
    pipe, which programs read, gets each line whole.
    """
    from projections.render.layout import wrap

    shown, terminal = lines_harmless(message), size(sys.stderr)
    lines = wrap(shown, terminal.columns, whole=True) if terminal else [shown]
    click.echo("\n".join(lines), err=True)


def say(text: str, *, whole: bool = True) -> None:
    """Print a text, in which nothing moves a line whoever wrote it; whole: end its last line."""
    click.echo(lines_harmless(text), nl=whole)


def hand_out(text: str) -> None:
    """Print what is kept as a file: a file or a pipe gets it to the last byte."""
    if sys.stdout.isatty():
        say(text, whole=False)
    else:
        click.echo(text, nl=False)


_ENOUGH = 2**16
"""Characters that are printed at once: to ask for each line whether it may be costs more."""


def hand_out_pieces(pieces: Iterable[str]) -> None:
    """The same of what comes in pieces, as it comes, without holding all of it."""
    for text in _together(pieces):
        hand_out(text)


def say_pieces(pieces: Iterable[str]) -> None:
    """Print a text that comes in pieces, such that nothing in it moves a line."""
    for text in _together(pieces):
        say(text, whole=False)


def print_pieces(pieces: Iterable[str]) -> None:
    """Print a screen that comes in pieces, of which the texts are harmless already."""
    for text in _together(pieces):
        click.echo(text, nl=False)


def _together(pieces: Iterable[str]) -> Iterator[str]:
    """What is enough to be printed, one after the other."""
    waiting: list[str] = []
    length = 0
    for piece in pieces:
        waiting.append(piece)
        length += len(piece)
        if length >= _ENOUGH:
            yield "".join(waiting)
            waiting, length = [], 0
    yield "".join(waiting)


# -- answers -----------------------------------------------------------------------------------
# An answer as a screen, in the width of the terminal and, where it is long, through a pager; and
# an answer about a log as a whole: its screen, or the same as data.

pager_option = click.option(
    "--no-pager",
    is_flag=True,
    help="Print a long answer at once. Without this, on a terminal, PAGER shows it, or less.",
)


def show_screen(blocks: Sequence[Block], *, pager: bool = False) -> None:
    """Print a screen; pager: on a terminal, one that is longer goes through a pager.

    When that closes, the first block, which says what is the case, is printed once more.
    """
    from projections.render.blocks import drawn

    window = size(sys.stdout)
    columns = window.columns if window else None
    colour = window is not None and not os.environ.get("NO_COLOR")

    def lines(part: Sequence[Block] = blocks) -> Iterator[str]:
        return drawn(part, columns, colour=colour)

    if pager and window and _longer(lines(), window):
        from commands.pager import show_paged

        show_paged(lines, "".join(lines(blocks[:1])))
    else:
        print_pieces(lines())


def _longer(lines: Iterable[str], window: os.terminal_size) -> bool:
    """Whether there are more lines than a terminal can show above the prompt."""
    taken = accumulate(-(-len(line.rstrip("\n")) // window.columns) or 1 for line in lines)
    return any(0 < window.lines <= so_far for so_far in taken)


A = TypeVar("A")
"""The class of an answer."""

FOUND = 1
"""What a command ends with whose answer is that something does not hold."""

TAMPERED = 8
"""What a command ends with whose answer is that something was changed, as the error of that name
does."""

format_option = click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True
)


def show(
    view: str, answer: A, screen: Callable[[A], list[Block]], form: str, *, pager: bool = False
) -> None:
    """Print an answer in one of the forms of `format_option`."""
    if form == "json":
        from projections.render.data import as_fields, dumps

        say(dumps({"view": view} | as_fields(answer), indent=2))
    else:
        show_screen(screen(answer), pager=pager)


# -- files -------------------------------------------------------------------------------------
# Files that are exchanged with others: read and written whole, with what is wrong in words.

MOST_BYTES = 1024 * 1024
"""Checkpoints, requests, policies and timestamps are a few kilobytes long."""


def content(path: Path, what: str, *, links: bool = False) -> bytes:
    """What a regular file holds; the problem says what it was to be, such as "the checkpoint".

    links: whether it may be a link to one: only of a file that is the reader's own.
    """
    from ledger.files import bounded

    asked = N_("read {what} {path}").format(what=what, path=path)
    try:
        octets = bounded(path, MOST_BYTES, links=links)
    except FileNotFoundError as error:
        raise NotFound(
            asked, N_("there is no such file"), N_("Check its name and its folder")
        ) from error
    except OSError as error:
        reason = of_system(error)
        raise Unavailable(asked, reason, N_("Check the file and its rights")) from error
    if len(octets) > MOST_BYTES:
        raise Unreadable(
            asked,
            N_("it is longer than {most_bytes:,} bytes").format(most_bytes=MOST_BYTES),
            N_("Name another file"),
        )
    return octets


def keep(path: Path, what: str, written: bytes) -> None:
    """Write a file as a whole, over an older one of that name."""
    from ledger import files as durable

    try:
        if path.exists() and not path.is_file():
            path.write_bytes(written)  # a pipe or a device
        else:
            durable.replace(path, written)
    except OSError as error:
        reason = of_system(error)
        raise Unavailable(
            N_("write {what} {path}").format(what=what, path=path),
            reason,
            N_("Check the folder and its rights"),
        ) from error


def make_folder(path: Path) -> None:
    """Make a folder, and those that it lies in, where there is none yet."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(
            N_("make the folder {path}").format(path=path),
            of_system(error),
            N_("Name another"),
        ) from error
