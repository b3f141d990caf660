"""Files that are there as a whole or not at all, and still there after a power failure."""

from __future__ import annotations

import os
from pathlib import Path


def replace(path: Path, content: bytes) -> None:
    """Write a file in the place of an older one, on disk when this returns.

    Whoever reads meanwhile finds the old file or the new one, each whole. OSError when it cannot
    be written; then the old one stays.
    """
    whole(path, content, sync=True)
    sync_folder(path.parent)


def whole(path: Path, content: bytes, *, sync: bool = False) -> None:
    """The same, without waiting for the disk: of many files it is better asked once, at the end."""
    written = path.with_name(f".{path.name}.new")
    with written.open("wb") as file:
        file.write(content)
        if sync:
            file.flush()
            os.fsync(file.fileno())
    written.replace(path)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on disk: a file that is there may have lost its name."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
