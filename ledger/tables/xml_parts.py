"""The parts of a spreadsheet file, a zip of XML, read as a stream and within bounds.

A document type is refused, so that no entity is ever expanded, and no part is held as a whole.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from domain.errors import Unreadable
from languages import N_
from ledger.tables.sheet import unreadable

Attributes = dict[str, str]

_BLOCK = 2**16
_MOST_BYTES = 2**32
"""More than the largest sheet that a spreadsheet program can hold; a bomb unfolds to more."""

_COMPOUND = b"\xd0\xcf\x11\xe0"
"""How files of old programs begin, and newer ones that are locked with a password."""


def opened(path: Path) -> ZipFile:
    """The file as a zip; Unreadable where it is none, or locked."""
    with path.open("rb") as file:
        start = file.read(4)
    if start == _COMPOUND:
        obstacle = N_("it is locked with a password, or of a program from before 2007")
        raise unreadable(str(path), obstacle, N_("Save it as .xlsx, without a password"))
    try:
        return ZipFile(path)
    except (BadZipFile, OSError, ValueError) as error:
        raise broken(str(path)) from error


def broken(place: str) -> Unreadable:
    """That a file cannot be read as what its name says."""
    return unreadable(
        place, N_("the file is damaged, or no spreadsheet"), N_("Open it and save it anew")
    )


class Handler:
    """What listens to the elements of a part; names come without their prefix."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Text within the element that began last."""


def blocks(archive: ZipFile, part: str) -> Iterator[bytes]:
    """The bytes of a part; Unreadable where there are more than any sheet has, or no such part."""
    name, total = str(archive.filename), 0
    try:
        with archive.open(part) as file:
            while block := file.read(_BLOCK):
                total += len(block)
                if total > _MOST_BYTES:
                    raise unreadable(
                        name,
                        N_("its part {part} is too large").format(part=part),
                        N_("Save it as CSV"),
                    )
                yield block
    except (KeyError, BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise broken(name) from error


def parse(archive: ZipFile, part: str, handler: Handler) -> Iterator[None]:
    """Read a part; comes back after every block, so that what was found can be handed on."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = _BLOCK
    local: dict[str, str] = {}

    def named(name: str) -> str:
        if name not in local:
            local[name] = name.rpartition(":")[2]
        return local[name]

    def start(name: str, attributes: Attributes) -> None:
        handler.start(named(name), attributes)

    def end(name: str) -> None:
        handler.end(named(name))

    def doctype(*_: Any) -> None:
        raise unreadable(
            str(archive.filename), N_("its XML has a document type"), N_("Save it anew")
        )

    callbacks: dict[str, Callable[..., None]] = {
        "StartElementHandler": start,
        "EndElementHandler": end,
        "CharacterDataHandler": handler.text,
        "StartDoctypeDeclHandler": doctype,
    }
    for name, callback in callbacks.items():
        setattr(parser, name, callback)
    try:
        for block in blocks(archive, part):
            parser.Parse(block, False)  # noqa: FBT003 - expat takes no keywords
            yield
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes no keywords
    except (expat.ExpatError, ValueError, OverflowError) as error:
        raise broken(str(archive.filename)) from error
    yield


def parse_whole(archive: ZipFile, part: str, handler: Handler) -> None:
    """Read a part to its end, if there is one."""
    if part in archive.NameToInfo:
        for _ in parse(archive, part, handler):
            pass


def attribute(attributes: Attributes, name: str) -> str | None:
    """An attribute whatever prefix it has."""
    if name in attributes:
        return attributes[name]
    return next((v for key, v in attributes.items() if key.rpartition(":")[2] == name), None)
