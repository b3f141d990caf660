"""Files that are written whole or not at all; and kinds of file told apart by how they begin."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

# -- whole files -------------------------------------------------------------------------------
# Files that are there as a whole or not at all, and still there after a power failure.


def replace(path: Path, content: bytes) -> None:
    """Write a file in the place of an older one, on disk when this returns.

    Whoever reads meanwhile finds the old file or the new one, each whole. OSError when it cannot
    be written; then the old one stays.
    """
    whole(path, content, sync=True)
    sync_folder(path.parent)


def whole(path: Path, content: bytes, *, sync: bool = False) -> None:
    """The same, without waiting for the disk: of many files it is better asked once, at the end."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            os.fchmod(file.fileno(), _rights(path))
            if sync:
                file.flush()
                os.fsync(file.fileno())
        written.replace(path)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


def place_new(written: Path, target: Path) -> None:
    """Give a file that is written its name, on disk when this returns; never another file's.

    FileExistsError when there is one of that name.
    """
    with written.open("rb") as file:
        os.fsync(file.fileno())
    try:
        os.link(written, target)
    except FileExistsError:
        raise
    except OSError:  # not every file system has links
        target.open("xb").close()
        written.replace(target)
    else:
        written.unlink()
    sync_folder(target.parent)


def _rights(path: Path) -> int:
    """Those of the file that is there, or of a new one."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on disk: a file that is there may have lost its name."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


# -- kinds of file -----------------------------------------------------------------------------
# What a file or a folder is to be, by how it begins or by what is in it; nothing more is read.

RECORDS, MANIFEST = "records.jsonl", "manifest.json"
"""The files of a bundle by which it is told from other folders."""

_ZIP = b"PK"


def is_bundle(path: Path) -> bool:
    """Whether it is to be a bundle: a zip file, or the folder where one was unpacked.

    What is published has its records in `tile/entries`, and no list of its files. Where somebody
    took that list out of a bundle, what is left is still no published log.
    """
    if not path.is_dir():
        return path.suffix == ".zip" or starts_with(path, _ZIP)
    listed, published = (path / MANIFEST).is_file(), (path / "tile" / "entries").is_dir()
    return (path / RECORDS).is_file() and (listed or not published)


def starts_with(path: Path, start: bytes) -> bool:
    """Whether a file begins with these bytes; what cannot be read does not."""
    try:
        with path.open("rb") as file:
            return file.read(len(start)) == start
    except OSError:
        return False
