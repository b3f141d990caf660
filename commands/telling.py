"""Messages beside the answer, on standard error: a line each, wrapped where people read them."""

from __future__ import annotations

import os
import sys

import click

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


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many}"
