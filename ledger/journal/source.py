"""The bytes of a journal file as blocks, as lines and as text, and what in them is none."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import BinaryIO

from domain.errors import Problem
from languages import N_
from ledger.journal.shape import Journal, unreadable

LONGEST_LINE_BYTES = 2**20
"""A record has 65,535 bytes at the most, and JSON may write each of them in six characters."""

BLOCK_BYTES = 2**18
"""So much of a file is read at once."""


@dataclass(frozen=True, slots=True)
class Source:
    """A journal file that is being read.

    name: as it was given, and as places have it. read_on: told of every block how long it is.
    block_bytes: so much is read at once, and of lines given away as one part.
    """

    file: BinaryIO
    name: str
    read_on: Callable[[int], None] = lambda _: None
    block_bytes: int = BLOCK_BYTES

    def blocks(self) -> Iterator[bytes]:
        """The file from its beginning, in blocks."""
        self.file.seek(0)
        while block := self.file.read(self.block_bytes):
            self.read_on(len(block))
            yield block

    def lines(self, problems: list[Problem]) -> Iterator[bytes]:
        """The lines of the file, up to the first one that no record could fill."""
        self.file.seek(0)
        for number in count(1):
            line = self.file.readline(LONGEST_LINE_BYTES + 1)
            if len(line) > LONGEST_LINE_BYTES:
                problems.append(self.too_long(number))
                return
            if not line:
                return
            self.read_on(len(line))
            yield line

    def too_long(self, number: int) -> Problem:
        """That no record could fill the line of a number."""
        obstacle = N_("line {number} is longer than {longest_line_bytes} MiB").format(
            number=number, longest_line_bytes=LONGEST_LINE_BYTES // 2**20
        )
        return unreadable(f"{self.name}:{number}:1", obstacle, N_("Write a record a line"))

    def table_lines(self, problems: list[Problem]) -> Iterator[str]:
        """The lines as text, in formats of lines; what is wrong is put among the problems."""
        if is_wide(self.start()):
            problems.append(wide(self.name))
            return
        blank = True
        for line in decoded(self.lines(problems), self.name, problems):
            blank = blank and not line.strip()
            yield line
        if blank and not problems:
            problems.append(empty(self.name))

    def check(self, look: Callable[[bytes], None] = lambda _: None) -> list[Problem]:
        """What keeps the file from being read as text in formats that must be seen as a whole.

        look: shown every block on the way.
        """
        if is_wide(self.start()):
            return [wide(self.name)]
        decoder, blank = codecs.getincrementaldecoder("utf-8")(), True
        try:
            for block in self.blocks():
                decoder.decode(block)
                look(block)
                blank = blank and not block.removeprefix(codecs.BOM_UTF8).strip()
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            problems: list[Problem] = []
            self.file.seek(0)
            for _ in decoded(self.file, self.name, problems):
                pass
            return problems
        return [empty(self.name)] if blank else []

    def text(self) -> Iterator[str]:
        """The file as text, in blocks, after it was checked; every line ends in a newline."""
        decoder = codecs.getincrementaldecoder("utf-8-sig")()
        held = ""
        for block in self.blocks():
            text = held + decoder.decode(block)
            held = "\r" if text.endswith("\r") else ""
            yield text.removesuffix(held).replace("\r\n", "\n")
        yield held

    def texts_between(self, separator: str) -> Iterator[str]:
        """The text in pieces, cut only where a separator stands."""
        held = ""
        for text in self.text():
            piece, _, held = (held + text).rpartition(separator)
            yield piece
        yield held

    def start(self) -> bytes:
        """The first bytes of the file."""
        self.file.seek(0)
        return self.file.read(4)


def unread(*problems: Problem) -> Journal:
    """A file, or the rest of it, of which nobody knows what it holds."""
    return Journal(problems=list(problems), unseen=True)


def decoded(
    lines: Iterable[bytes], name: str, problems: list[Problem], first: int = 1
) -> Iterator[str]:
    """The lines as text, each ending in a newline; what is not UTF-8 is put among the problems.

    first: the number of the first of them, from 1; a mark of the byte order may stand in line 1.
    """
    for number, line in enumerate(lines, first):
        data = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        if data.endswith(b"\r\n"):
            data = data[:-2] + b"\n"
        try:
            yield data.decode()
        except UnicodeDecodeError as error:
            column = len(data[: error.start].decode()) + 1
            place = f"{name}:{number}:{column}"
            obstacle = N_("the byte 0x{data:02x} in line {number} is not UTF-8").format(
                data=data[error.start], number=number
            )
            problems.append(unreadable(place, obstacle, N_("Save the file as UTF-8")))
            yield data.decode(errors="replace")


def is_wide(start: bytes) -> bool:
    """Whether a file that begins so is in UTF-16."""
    return start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in start[:4]


def wide(name: str) -> Problem:
    """That a file is in UTF-16."""
    return unreadable(f"{name}:1:1", N_("it is in UTF-16"), N_("Save it as UTF-8"))


def empty(name: str) -> Problem:
    """That a file holds nothing but space."""
    return unreadable(f"{name}:1:1", N_("the file is empty"), N_("Write records in it"))
