"""Reading journal files of any format and size, a part at a time."""

from __future__ import annotations

import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

from domain.errors import Problem, Problems
from languages import N_
from ledger.journal.csv_format import csv_parts
from ledger.journal.json_format import json_parts
from ledger.journal.json_lines import Lines, json_lines_parts
from ledger.journal.shape import Journal, PartlyRead, unreadable
from ledger.journal.source import BLOCK_BYTES, Source, unread
from ledger.journal.yaml_format import yaml_parts
from ledger.said_by_others import of_system

Part = Journal | Lines
Reader = Callable[[Source], Iterator[Part]]


class Files:
    """Journals that are imported together, read as often as somebody asks for their parts."""

    def __init__(
        self,
        paths: Sequence[Path],
        read_on: Callable[[int], None] | None = None,
        block_bytes: int = BLOCK_BYTES,
    ) -> None:
        """read_on: told of every block how many bytes it has, while the files are first read."""
        self._paths = paths
        self._block_bytes = block_bytes
        self._read_on = read_on
        self._copies: dict[Path, BinaryIO] = {}

    def close(self) -> None:
        """Throw away what was kept of files that can be read only once."""
        for copy in self._copies.values():
            copy.close()

    def parts(self) -> Iterator[Part]:
        """What the journals hold and what is wrong with them, a part at a time.

        How they fall into parts is the same every time, and of no consequence.
        """
        read_on, self._read_on = self._read_on, None
        for path in self._paths:
            yield Journal(begins=True)
            yield from self._parts_of(path, read_on or (lambda _: None))

    def _parts_of(self, path: Path, read_on: Callable[[int], None]) -> Iterator[Part]:
        name, reader = str(path), READERS.get(path.suffix.lower())
        try:
            if stat.S_ISDIR(path.stat().st_mode):
                yield unread(unreadable(name, N_("it is a folder"), N_("Name the files in it")))
            elif path.suffix.lower() in TABLES:
                yield unread(unreadable(name, N_("it is a table, and no journal"), _MAPPING))
            elif reader is None:
                yield unread(unreadable(name, N_("its name has no known ending"), _ENDINGS))
            else:
                with self._opened(path) as file:
                    yield from reader(Source(file, name, read_on, self._block_bytes))
        except OSError as error:
            yield unread(_unopened(name, error))

    @contextmanager
    def _opened(self, path: Path) -> Iterator[BinaryIO]:
        """The file, or a copy of what can be read only once, such as a pipe."""
        if stat.S_ISREG(path.stat().st_mode):
            with path.open("rb") as file:
                yield file
            return
        if path not in self._copies:
            # Without a name, so that it is gone with the process, however that ends.
            self._copies[path] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with this
            with path.open("rb") as file:
                shutil.copyfileobj(file, self._copies[path])
        self._copies[path].seek(0)
        yield self._copies[path]


def read(path: Path) -> Journal:
    """Read a journal; Problems lists everything that is wrong with the file at once.

    PartlyRead when some of it could be read, so that this can be looked at as well.
    """
    whole = Journal()
    with closing(Files([path])) as files:
        for part in files.parts():
            whole.add(part.journal() if isinstance(part, Lines) else part)
    if whole.problems:
        whole.problems.sort(key=_line)
        raise PartlyRead(whole)
    return whole


def journals(path: Path) -> list[Path]:
    """The file itself, and of a folder its journals in the order of their names."""
    name = str(path)
    try:
        if not path.is_dir():
            return [path]
        inside = [file for file in sorted(path.iterdir()) if file.suffix.lower() in READERS]
    except OSError as error:
        raise Problems([_unopened(name, error)]) from error
    if not inside:
        raise Problems([unreadable(name, N_("the folder holds no journal"), _ENDINGS)])
    return inside


_ENDINGS = N_(
    "Use YAML (.yaml, .yml), JSON (.json), JSON Lines (.jsonl, "
    ".ndjson) or CSV (.csv) and name it so"
)


TABLES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".tsv"})
"""The endings of tables of others."""

_MAPPING = N_("Import it with a mapping, of which `gestand map` writes a first one")


def _unopened(name: str, error: OSError) -> Problem:
    match error:
        case FileNotFoundError():
            return unreadable(
                name, N_("there is no such file"), N_("Check its name and its folder")
            )
        case PermissionError():
            return unreadable(
                name, N_("you have no right to read it"), N_("Ask its owner for that right")
            )
        case _:
            reason = of_system(error)
            return unreadable(name, reason, N_("Check its name and its disk, or try with a copy"))


_LINE = re.compile(r":([0-9]+):[0-9]+(: column .*)?$", re.DOTALL)
"""What follows the name of a file in a place."""


def _line(problem: Problem) -> int:
    line = _LINE.search(problem.place)
    return int(line[1]) if line else 0


READERS: dict[str, Reader] = {
    ".yaml": yaml_parts,
    ".yml": yaml_parts,
    ".json": json_parts,
    ".jsonl": json_lines_parts,
    ".ndjson": json_lines_parts,
    ".csv": csv_parts,
}
"""How to read a file, by the ending of its name."""
