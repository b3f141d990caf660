"""What the program does, line by line on stderr, for whoever asks with --verbose.

It tells of what is slow or can fail outside of the program: files and servers that are opened,
locks that are waited for, what is sent and kept. Never of what records say, and never a password:
the place of a ledger is given as it is shown. Where nobody asks nothing is loaded, and told.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from domain.text import harmless

if TYPE_CHECKING:
    from logging import Logger

_logger: Logger | None = None


@contextmanager
def on_stderr() -> Iterator[None]:
    """Tell it from now on, each line with the milliseconds since this began."""
    import logging
    import sys

    global _logger  # noqa: PLW0603 - whether it is told is asked everywhere, and handed to nobody
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(relativeCreated)6.0f ms  %(message)s"))
    _logger = logging.getLogger("gestand")
    _logger.propagate = False
    _logger.setLevel(logging.DEBUG)
    _logger.addHandler(handler)
    try:
        yield
    finally:
        _logger.removeHandler(handler)
        _logger = None


def tell(message: str, *values: object) -> None:
    """Say what was done, if anybody asks; values: for the places in the message, after %."""
    if _logger is not None:
        _logger.debug("%s", harmless(" ".join((message % values).split())))


def ms_since(started: float) -> float:
    """Milliseconds since a moment of `clock`."""
    return (time.monotonic() - started) * 1000


clock = time.monotonic
"""Seconds since some moment."""
