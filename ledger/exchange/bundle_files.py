"""The files of a bundle: which there are, and how they are read, zipped or unpacked."""

from __future__ import annotations

import io
import json
import stat
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol
from zipfile import BadZipFile, ZipFile, ZipInfo

from domain.errors import NotFound, Unavailable, Unreadable
from domain.text import quoted
from languages import N_
from ledger.files import MANIFEST, RECORDS, within
from ledger.files import opened as stranger
from ledger.said_by_others import MOST_QUOTED, of_system
from ledger.transparency.encoding import LARGEST_NUMBER, InvalidInput
from ledger.transparency.tiles import Tile, parse_path
from ledger.verify.evidence import Damaged

# -- files -------------------------------------------------------------------------------------
# The files of a bundle, wherever they lie.


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


# -- format ------------------------------------------------------------------------------------
# Which files a bundle has, and the manifest that lists them.
#
# README.txt      what this is and how to check it, in plain words
# verify.py       a verifier that needs Python alone
# checkpoint      the signed checkpoint, as it was signed
# keys.txt        verifier keys, a line each; may be absent
# policy          whose signatures are enough (tlog-policy); may be absent
# records.jsonl   the records as they are stored, a line each
# tile/<L>/<N>[.p/<W>]   the tree over them (tlog-tiles)
# manifest.json   `gestand-bundle/1`: origin, size, root, and the hashes of the other files
#
# The manifest is signed by nobody. It tells a damaged copy from a whole one; what the log says is
# proven by the tree over the records and by the checkpoint.

FORMAT = "gestand-bundle/1"

README, SCRIPT, CHECKPOINT, KEYS = "README.txt", "verify.py", "checkpoint", "keys.txt"
POLICY = "policy"

NAMES = frozenset({README, SCRIPT, CHECKPOINT, KEYS, POLICY, RECORDS, MANIFEST})
"""Every file of a bundle but its tiles."""

MOST_BYTES = 2**20
"""Of a file of a bundle; tiles have 8 KiB."""

MOST_OF_MANIFEST = 2**26
"""It has a line for each tile: enough for a hundred million records."""

SHORTEST_RECORD = 80
"""Bytes of a line that holds a stream, a version, an id and two moments; most hold hundreds.

So a file of a size can hold so many records, and whatever is in it, no more lines are read.
"""

REQUIRED = frozenset({RECORDS, CHECKPOINT})
"""What a bundle has in any case, whatever its manifest lists."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself: the log, and the SHA-256 of every other file in hex."""

    origin: str
    size: int
    root: str
    files: Mapping[str, str]

    def __bytes__(self) -> bytes:
        fields = {
            "format": FORMAT,
            "origin": self.origin,
            "size": self.size,
            "root": self.root,
            "files": dict(self.files),
        }
        return f"{json.dumps(fields, ensure_ascii=False, indent=1)}\n".encode()


def parse(content: bytes) -> Manifest:
    """Read what `bytes(manifest)` wrote; InvalidInput when it is no manifest of a bundle."""
    try:
        fields = json.loads(content.decode())
    except (ValueError, RecursionError):
        raise InvalidInput(N_("its manifest is no JSON")) from None
    if not isinstance(fields, dict) or not str(fields.get("format")).startswith("gestand-bundle/"):
        raise InvalidInput(N_("its manifest is not that of a bundle"))
    if fields["format"] != FORMAT:
        raise InvalidInput(N_("it is of a format that this version of gestand does not know"))
    origin, size, root, files = (fields.get(name) for name in ("origin", "size", "root", "files"))
    if (
        not isinstance(origin, str)
        or type(size) is not int
        or not 0 <= size <= LARGEST_NUMBER
        or not isinstance(root, str)
        or not isinstance(files, dict)
        or not all(isinstance(digest, str) for digest in files.values())
    ):
        raise InvalidInput(N_("its manifest does not say what a manifest says"))
    return Manifest(origin, size, root, files)


def most_bytes(name: str) -> int:
    """How many bytes a file can have that does not hold the records, which have no such limit."""
    return MOST_OF_MANIFEST if name == MANIFEST else MOST_BYTES


def tile_of(name: str) -> Tile | None:
    """The tile that a file of this name holds, if it is one."""
    try:
        piece = parse_path(name)
    except InvalidInput:
        return None
    return piece if isinstance(piece, Tile) else None


# -- archive -----------------------------------------------------------------------------------
# A zip file from a stranger, looked at as a whole before anything of it is read.
#
# Nothing is unpacked to disk, so that it does not matter where the name of a file leads. No file
# is read beyond the size that stands beside it, and none at all where that is more than it can
# be.

MOST_UNWATCHED, MOST_TIMES = 2**30, 200
"""From so many bytes on, records that would unpack to more than so many times are no records."""

_REMEDY = N_("Ask for the bundle again")
# Whatever zipfile raises when a file is not what it should be.
_ERRORS = (BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)


class Archive(Files):
    """A zip file that can be a bundle; to be closed.

    Unreadable says why it cannot be one; Damaged, later, that a file in it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        asked = N_("read the bundle {path}").format(path=path)
        try:
            self._file = stranger(path)
        except FileNotFoundError as error:
            raise NotFound(asked, N_("there is no such file"), N_("Check its name")) from error
        except PermissionError as error:
            raise Unavailable(asked, N_("you may not read it"), N_("Check your rights")) from error
        except OSError as error:
            reason = of_system(error)
            raise Unavailable(asked, reason, N_("Name the file itself")) from error
        try:
            self._zip = ZipFile(self._file)
        except _ERRORS as error:
            self._file.close()
            obstacle = N_("it is no zip file, or not the whole of one")
            raise Unreadable(asked, obstacle, _REMEDY) from error
        files = [member for member in self._zip.infolist() if not member.is_dir()]
        obstacle = _obstacle(files)
        if obstacle:
            self.close()
            raise Unreadable(asked, obstacle, _REMEDY)
        self._files = {file.filename: file for file in files}

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()
        self._file.close()

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
            raise Damaged(f"{name}: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return of_system(error)
    ours = isinstance(error, ValueError)  # of what is read from the file
    return str(error) if ours else quoted(str(error), MOST_QUOTED)


def _obstacle(files: list[ZipInfo]) -> str:
    """Why this cannot be a bundle; empty if it can."""
    names = set()
    for file in files:
        name = file.filename
        if name in names:
            return N_("it holds two files of one name: {name!a}").format(name=name)
        if file.file_size > _most(file):
            return N_("{name!a} in it would unpack to {file_size:,} bytes").format(
                name=name, file_size=file.file_size
            )
        names.add(name)
    return (
        ""
        if MANIFEST in names
        else N_("it is no bundle: it has no {manifest}").format(manifest=MANIFEST)
    )


def _most(zip_info: ZipInfo) -> int:
    if zip_info.filename == RECORDS:
        return max(MOST_UNWATCHED, MOST_TIMES * zip_info.compress_size)
    return most_bytes(zip_info.filename)


# -- unpacked ----------------------------------------------------------------------------------
# The folder where a bundle was unpacked, read as its zip file is.


class Unpacked(Files):
    """A folder that can be a bundle; whatever else is in it is the reader's own.

    Unreadable says why it cannot be one; Damaged, later, that a file in it cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        asked = N_("read the bundle in {folder}").format(folder=folder)
        paths = [*(folder / name for name in sorted(NAMES)), *sorted(folder.glob("tile/**/*"))]
        names = (path.relative_to(folder).as_posix() for path in paths)
        self._paths = {name: folder / name for name in names if _is_file(folder, name)}
        self._sizes = {name: path.stat().st_size for name, path in self._paths.items()}
        if MANIFEST not in self._paths:
            obstacle = N_("it has no {manifest}, or not one that may be read").format(
                manifest=MANIFEST
            )
            raise Unreadable(asked, obstacle, N_("Unpack the bundle again"))
        for name, size in self._sizes.items():
            if name != RECORDS and size > most_bytes(name):
                obstacle = N_("{name!a} in it has {size:,} bytes").format(name=name, size=size)
                raise Unreadable(asked, obstacle, N_("Unpack the bundle again"))

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
            with stranger(self._paths[name]) as file:
                yield file
        except OSError as error:
            raise Damaged(f"{name}: {of_system(error)}") from error


def _is_file(folder: Path, name: str) -> bool:
    """Whether it is a regular file in the folder itself: no link leads out of what was given."""
    try:
        return stat.S_ISREG(within(folder, name).lstat().st_mode)
    except OSError:
        return False


# -- opening -----------------------------------------------------------------------------------
# A bundle, in its zip file or where it was unpacked.


def opened(path: Path) -> tuple[Files, Manifest]:
    """The files of a bundle and the one that lists them; Unreadable when it is none."""
    files: Files = Unpacked(path) if path.is_dir() else Archive(path)
    try:
        return files, parse(files.read(MANIFEST))
    except (InvalidInput, Damaged) as problem:
        files.close()
        raise Unreadable(
            N_("read the bundle {path}").format(path=path),
            str(problem),
            N_("Ask for the bundle again"),
        ) from problem
