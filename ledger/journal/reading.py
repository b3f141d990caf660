"""Reading a journal file of any format: its name, its bytes, its encoding, its size."""

from __future__ import annotations

import codecs
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import BinaryIO

from domain.errors import Problem, Problems
from ledger.journal.csv_format import read_csv
from ledger.journal.json_format import read_json, read_json_lines
from ledger.journal.shape import Journal, PartlyRead, unreadable
from ledger.journal.yaml_format import read_yaml

LARGEST_BYTES = 32 * 2**20
"""A journal is checked as a whole before anything of it is recorded, and so held in memory: at this
size some 100,000 records, 1 GB and a quarter of a minute when measured."""

LONGEST_LINE_BYTES = 2**20
"""A record has 65,535 bytes at the most, and JSON may write each of them in six characters."""

Reader = Callable[[BinaryIO, str], Journal]


def read(path: Path) -> Journal:
    """Read a journal; Problems lists everything that is wrong with the file at once.

    PartlyRead when some of it could be read, so that this can be looked at as well.
    """
    name = str(path)
    try:
        if stat.S_ISDIR(path.stat().st_mode):
            raise Problems([unreadable(name, "it is a folder", "Name the files in it")])
        reader = READERS.get(path.suffix.lower())
        if reader is None:
            raise Problems([unreadable(name, "its name has no known ending", _ENDINGS)])
        with path.open("rb") as file:
            journal = reader(file, name)
    except OSError as error:
        raise Problems([_unopened(name, error)]) from error
    if journal.problems:
        raise PartlyRead(journal)
    return journal


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
        raise Problems([unreadable(name, "the folder holds no journal", _ENDINGS)])
    return inside


_ENDINGS = (
    "Use YAML (.yaml, .yml), JSON (.json), JSON Lines (.jsonl, .ndjson) or CSV (.csv) "
    "and name it so"
)


def _unopened(name: str, error: OSError) -> Problem:
    match error:
        case FileNotFoundError():
            return unreadable(name, "there is no such file", "Check its name and its folder")
        case PermissionError():
            return unreadable(name, "you have no right to read it", "Ask its owner for that right")
        case _:
            reason = (error.strerror or str(error)).lower()
            return unreadable(name, reason, "Check its name and its disk, or try with a copy")


def _whole(read_text: Callable[[str, str], Journal]) -> Reader:
    """A reader of formats that must be seen as a whole."""

    def reader(file: BinaryIO, name: str) -> Journal:
        data = file.read(LARGEST_BYTES + 1)
        if len(data) > LARGEST_BYTES:
            return Journal(problems=[_too_large(name)], unseen=True)
        problems: list[Problem] = []
        text = "".join(_decoded(data.splitlines(keepends=True), name, problems))
        if problems:
            return Journal(problems=problems, unseen=True)
        journal = read_text(text, name)
        if journal.problems and not journal.entries:
            journal.unread.append(text)
        return journal

    return reader


def _by_line(read_lines: Callable[[Iterable[str], str], Journal]) -> Reader:
    """A reader of formats whose lines stand for themselves."""

    def reader(file: BinaryIO, name: str) -> Journal:
        problems: list[Problem] = []
        journal = read_lines(_decoded(_lines(file, name, problems), name, problems), name)
        # What is not UTF-8 may have been any name, and after a line too long nothing was read.
        journal.unseen = journal.unseen or bool(problems)
        journal.problems = sorted([*problems, *journal.problems], key=_line)
        return journal

    return reader


def _lines(file: BinaryIO, name: str, problems: list[Problem]) -> Iterator[bytes]:
    """The lines of a file, up to the first one that no record could fill or no journal holds."""
    size = 0
    for number in count(1):
        line = file.readline(LONGEST_LINE_BYTES + 1)
        place, size = f"{name}:{number}:1", size + len(line)
        if size > LARGEST_BYTES:
            problems.append(_too_large(place))
        elif len(line) > LONGEST_LINE_BYTES:
            obstacle = f"line {number} is longer than {LONGEST_LINE_BYTES // 2**20} MiB"
            problems.append(unreadable(place, obstacle, "Write a record a line"))
        elif line:
            yield line
            continue
        return


def _too_large(place: str) -> Problem:
    obstacle = f"the file is larger than {LARGEST_BYTES // 2**20} MiB"
    return unreadable(place, obstacle, "Split it, and import the parts one after the other")


_LINE = re.compile(r":([0-9]+):[0-9]+(: column .*)?$", re.DOTALL)
"""What follows the name of a file in a place."""


def _line(problem: Problem) -> int:
    line = _LINE.search(problem.place)
    return int(line[1]) if line else 0


def _decoded(lines: Iterable[bytes], name: str, problems: list[Problem]) -> Iterator[str]:
    """The lines as text, each ending in a newline; what is not UTF-8 is put among the problems."""
    empty = True
    for number, line in enumerate(lines, 1):
        data = line
        if number == 1:
            if _wide(data):
                remedy = "Save it as UTF-8"
                problems.append(unreadable(f"{name}:1:1", "it is in UTF-16", remedy))
                return
            data = data.removeprefix(codecs.BOM_UTF8)
        empty = empty and not data.strip()
        if data.endswith(b"\r\n"):
            data = data[:-2] + b"\n"
        try:
            yield data.decode()
        except UnicodeDecodeError as error:
            column = len(data[: error.start].decode()) + 1
            place = f"{name}:{number}:{column}"
            obstacle = f"the byte 0x{data[error.start]:02x} in line {number} is not UTF-8"
            problems.append(unreadable(place, obstacle, "Save the file as UTF-8"))
            yield data.decode(errors="replace")
    if empty and not problems:
        problems.append(unreadable(f"{name}:1:1", "the file is empty", "Write records in it"))


def _wide(start: bytes) -> bool:
    return start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in start[:4]


READERS: dict[str, Reader] = {
    ".yaml": _whole(read_yaml),
    ".yml": _whole(read_yaml),
    ".json": _whole(read_json),
    ".jsonl": _by_line(read_json_lines),
    ".ndjson": _by_line(read_json_lines),
    ".csv": _by_line(read_csv),
}
"""How to read a file, by the ending of its name."""
