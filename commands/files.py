"""Files that are exchanged with others: read and written whole, with what is wrong in words."""

from __future__ import annotations

from pathlib import Path

from domain.errors import NotFound, Unavailable, Unreadable

MOST_BYTES = 1024 * 1024
"""Checkpoints, requests, policies and timestamps are a few kilobytes long."""


def content(path: Path, what: str) -> bytes:
    """What a file holds; the problem says what it was to be, such as "the checkpoint"."""
    asked = f"read {what} {path}"
    try:
        with path.open("rb") as file:
            found = file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise NotFound(asked, "there is no such file", "Check its name and its folder") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Unavailable(asked, reason, "Check the file and its rights") from error
    if len(found) > MOST_BYTES:
        raise Unreadable(asked, f"it is longer than {MOST_BYTES:,} bytes", "Name another file")
    return found


def keep(path: Path, what: str, written: bytes) -> None:
    """Write a file as a whole, over an older one of that name."""
    from ledger import durable

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
