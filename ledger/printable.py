"""What strangers send, as it may be shown."""

from __future__ import annotations


def printable(text: str) -> str:
    """The text on one line, without what a terminal would obey."""
    return "".join(one if one.isprintable() else " " for one in text)
