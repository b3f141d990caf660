"""The files of a bundle, wherever they lie."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import IO, Protocol


class Files(Protocol):
    """The files of a bundle; to be closed. Damaged when one of them cannot be read."""

    @property
    def names(self) -> list[str]:
        """The names of all files."""

    def size(self, name: str) -> int:
        """How many bytes a file has."""

    def opened(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """A file, to be read piece by piece."""

    def read(self, name: str) -> bytes:
        """All of a file."""
        with self.opened(name) as file:
            return file.read()

    def close(self) -> None:
        """Let go of them."""
