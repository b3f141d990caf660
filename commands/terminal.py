"""What a terminal shows and hands over: messages, answers about a log as a whole, files."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from domain.errors import NotFound, Unavailable, Unreadable

# -- messages ----------------------------------------------------------------------------------
# Messages beside the answer, on standard error: a line each, wrapped where people read them.

FALLBACK = 80
"""The width of a terminal that does not tell its own."""


def tell(message: str) -> None:
    """Print a message on standard error.

    On a terminal its lines are broken between words, at the width of the terminal; a file or a
    pipe, which programs read, gets each line whole.
    """
    click.echo(wrapped(message, _width()) if sys.stderr.isatty() else message, err=True)


def wrapped(message: str, width: int) -> str:
    """The message with every line that is longer broken between words; a long word stays whole."""
    # Only messages on a terminal need it: a question answers sooner without.
    from textwrap import wrap

    lines = []
    for line in message.splitlines():
        fits = len(line) <= width
        lines += (
            [line] if fits else wrap(line, width, break_long_words=False, break_on_hyphens=False)
        )
    return "\n".join(lines)


def _width() -> int:
    """The columns of the terminal that standard error is."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or FALLBACK
    except OSError:
        return FALLBACK


def counted(number: int, singular: str, plural: str) -> str:
    """A number with its noun."""
    return f"{number} {singular if number == 1 else plural}"


# -- answers -----------------------------------------------------------------------------------
# An answer about a log as a whole: its screen, or the same as data.

if TYPE_CHECKING:
    from collections.abc import Callable

    from projections.render.blocks import Block

A = TypeVar("A")
"""The class of an answer."""

format_option = click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True
)


def show(view: str, answer: A, screen: Callable[[A], list[Block]], form: str) -> None:
    """Print an answer in one of the forms of `format_option`."""
    if form == "json":
        from projections.render.data import as_fields, dumps

        click.echo(dumps({"view": view} | as_fields(answer), indent=2))
    else:
        from projections.render.blocks import terminal

        click.echo(terminal(screen(answer)), nl=False)


# -- files -------------------------------------------------------------------------------------
# Files that are exchanged with others: read and written whole, with what is wrong in words.

MOST_BYTES = 1024 * 1024
"""Checkpoints, requests, policies and timestamps are a few kilobytes long."""


def content(path: Path, what: str) -> bytes:
    """What a file holds; the problem says what it was to be, such as "the checkpoint"."""
    asked = f"read {what} {path}"
    try:
        with path.open("rb") as file:
            octets = file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise NotFound(asked, "there is no such file", "Check its name and its folder") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Unavailable(asked, reason, "Check the file and its rights") from error
    if len(octets) > MOST_BYTES:
        raise Unreadable(asked, f"it is longer than {MOST_BYTES:,} bytes", "Name another file")
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
        reason = (error.strerror or str(error)).lower()
        raise Unavailable(
            f"write {what} {path}", reason, "Check the folder and its rights"
        ) from error


def make_folder(path: Path) -> None:
    """Make a folder, and those that it lies in, where there is none yet."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(
            f"make the folder {path}", (error.strerror or str(error)).lower(), "Name another"
        ) from error
