"""The folder where a bundle was unpacked, read as its zip file is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from domain.errors import Unreadable
from ledger.bundling.files import Files
from ledger.bundling.format import MANIFEST, NAMES, RECORDS, most_bytes
from ledger.verifying.evidence import Damaged


class Unpacked(Files):
    """A folder that can be a bundle; whatever else is in it is the reader's own.

    Unreadable says why it cannot be one; Damaged, later, that a file in it cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        asked = f"read the bundle in {folder}"
        paths = [*(folder / name for name in sorted(NAMES)), *sorted(folder.glob("tile/**/*"))]
        self._paths = {one.relative_to(folder).as_posix(): one for one in paths if one.is_file()}
        self._sizes = {name: one.stat().st_size for name, one in self._paths.items()}
        if MANIFEST not in self._paths:
            obstacle = f"it has no {MANIFEST}, or not one that may be read"
            raise Unreadable(asked, obstacle, "Unpack the bundle again")
        for name, size in self._sizes.items():
            if name != RECORDS and size > most_bytes(name):
                obstacle = f"{name!a} in it has {size:,} bytes"
                raise Unreadable(asked, obstacle, "Unpack the bundle again")

    def close(self) -> None:
        """A folder holds nothing."""

    @property
    def names(self) -> list[str]:
        """The names of all files of the format, in an order of their own."""
        return list(self._paths)

    def size(self, name: str) -> int:
        """How many bytes a file had when the folder was opened."""
        return self._sizes[name]

    @contextmanager
    def opened(self, name: str) -> Iterator[IO[bytes]]:
        """A file, to be read piece by piece."""
        try:
            with self._paths[name].open("rb") as file:
                yield file
        except OSError as error:
            raise Damaged(f"{name}: {(error.strerror or str(error)).lower()}") from error
