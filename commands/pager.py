"""A pager shows what is longer than the terminal, from its top: what PAGER names, or less."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import IO, cast

import click

from commands.terminal import print_pieces, tell
from domain.errors import Unavailable
from languages import N_

NOT_FOUND, NO_PROGRAM = 127, 126
"""What a shell ends with when there is no such program, or when it is none."""


def show_paged(lines: Callable[[], Iterable[str]], left: str) -> None:
    """Show lines in the pager as they come, and leave the beginning on the terminal at its end.

    Without a pager, or where it fails, the lines are printed, and a message says what failed.
    """
    pager = _chosen()
    obstacle = _obstacle(pager, lines()) if pager else None
    if pager and not obstacle:
        click.echo(left, nl=False)
    else:
        print_pieces(lines())
    if obstacle:
        remedy = N_("Name another one in PAGER, or ask with --no-pager")
        tell(
            str(
                Unavailable(
                    N_("show the answer with the pager {pager}").format(pager=pager),
                    obstacle,
                    remedy,
                )
            )
        )


def _chosen() -> str | None:
    """The command of the pager; None where cat would do, or where the terminal cannot have one."""
    named = os.environ.get("PAGER")
    if named is not None:
        return None if named.strip() in {"", "cat"} else named
    if os.environ.get("TERM", "dumb") == "dumb":
        return None
    return next(filter(shutil.which, ("less", "more")), None)


def _obstacle(pager: str, lines: Iterable[str]) -> str | None:
    """Run the pager on lines, and tell why it did not show them, if so."""
    sys.stdout.flush()
    # Colours pass through less; what the user wants of it comes after that, and wins.
    environment = os.environ | {"LESS": f"-R {os.environ.get('LESS', '')}".rstrip()}
    interrupts: list[int] = []
    # An interrupt from the keyboard is for the pager. With a handler, and not ignored: a program
    # that is started inherits the second and not the first.
    before = signal.signal(signal.SIGINT, lambda number, _: interrupts.append(number))
    try:
        # A shell takes PAGER, as POSIX says of it: it may have options, quotes and pipes.
        with (
            subprocess.Popen(  # noqa: S602 - the command is the user's own
                pager,
                shell=True,
                stdin=subprocess.PIPE,
                env=environment,
                encoding=sys.stdout.encoding,
                errors="replace",
            ) as process,
            suppress(BrokenPipeError),
            cast("IO[str]", process.stdin) as pipe,
        ):
            # A pager may be closed before it has read all: then the rest is not even read.
            pipe.writelines(lines)
    finally:
        signal.signal(signal.SIGINT, before)
    if process.returncode == 0 or interrupts:
        return None
    if process.returncode in {NOT_FOUND, NO_PROGRAM}:
        return N_("it cannot be started")
    return N_("it ended with exit code {returncode}").format(returncode=process.returncode)
