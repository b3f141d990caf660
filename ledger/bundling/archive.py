"""A zip file from a stranger, looked at as a whole before anything of it is read.

Nothing is unpacked to disk, so that it does not matter where the name of a file leads. No file is
read beyond the size that stands beside it, and none at all where that is more than it can be.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from domain.errors import NotFound, Unavailable, Unreadable
from ledger.bundling.files import Files
from ledger.bundling.format import MANIFEST, RECORDS, most_bytes
from ledger.verifying.evidence import Damaged

MOST_UNWATCHED, MOST_TIMES = 2**30, 200
"""From so many bytes on, records that would unpack to more than so many times are no records."""

_REMEDY = "Ask for the bundle again"
# Whatever zipfile raises when a file is not what it should be.
_ERRORS = (BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)


class Archive(Files):
    """A zip file that can be a bundle; to be closed.

    Unreadable says why it cannot be one; Damaged, later, that a file in it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        asked = f"read the bundle {path}"
        try:
            self._zip = ZipFile(path)
        except FileNotFoundError as error:
            raise NotFound(asked, "there is no such file", "Check its name") from error
        except PermissionError as error:
            raise Unavailable(asked, "you may not read it", "Check your rights") from error
        except _ERRORS as error:
            obstacle = "it is no zip file, or not the whole of one"
            raise Unreadable(asked, obstacle, _REMEDY) from error
        files = [one for one in self._zip.infolist() if not one.is_dir()]
        obstacle = _obstacle(files)
        if obstacle:
            self.close()
            raise Unreadable(asked, obstacle, _REMEDY)
        self._files = {one.filename: one for one in files}

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()

    @property
    def names(self) -> list[str]:
        """The names of all files, in their order."""
        return list(self._files)

    def size(self, name: str) -> int:
        """How many bytes a file has, as it stands beside it; more are never read."""
        return self._files[name].file_size

    @contextmanager
    def opened(self, name: str) -> Iterator[IO[bytes]]:
        """A file, to be read piece by piece."""
        try:
            # A buffer makes lines twice as fast. What it takes is wider than what is annotated.
            with self._zip.open(self._files[name]) as file, io.BufferedReader(file) as buffered:  # type: ignore[type-var]
                yield buffered
        except _ERRORS as error:
            raise Damaged(f"{name}: {error}") from error


def _obstacle(files: list[ZipInfo]) -> str:
    """Why this cannot be a bundle; empty if it can."""
    names = set()
    for one in files:
        name = one.filename
        if name in names:
            return f"it holds two files of one name: {name!a}"
        if one.file_size > _most(one):
            return f"{name!a} in it would unpack to {one.file_size:,} bytes"
        names.add(name)
    return "" if MANIFEST in names else f"it is no bundle: it has no {MANIFEST}"


def _most(one: ZipInfo) -> int:
    if one.filename == RECORDS:
        return max(MOST_UNWATCHED, MOST_TIMES * one.compress_size)
    return most_bytes(one.filename)
