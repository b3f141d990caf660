"""Files written whole or not at all, files of strangers, and kinds of file by how they begin."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from languages import N_

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
    import tempfile  # whoever only asks does not wait for it

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


@contextmanager
def whole_new(target: Path) -> Iterator[Path]:
    """Where to make a new file that gets its name once it is whole; else nothing of it is left.

    FileExistsError when there is one of that name by then.
    """
    from shutil import rmtree  # who only asks loads neither of them
    from tempfile import mkdtemp

    folder = Path(mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        made = folder / target.name
        yield made
        place_new(made, target)
    finally:
        rmtree(folder, ignore_errors=True)


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


# -- files of our own --------------------------------------------------------------------------
# Folders that nobody else may look into, files that one process at a time may change, and whether
# anybody else did.

_PAUSE_S = 0.02
"""How long to wait before asking again."""

_TICK_S = 0.01
"""Changes of a file within one tick of the clock of the system may bear the same moment."""

State = tuple[int, ...]
"""What tells a file from any other, and from itself after a change: its number, its length in
bytes, and the moments at which its content and anything at all of it changed. Whoever has the file
can set the first of these moments; the last is set by the system alone. The number of the device is
no part of it, as some systems give a disk another one each time that they start."""


NOTHING: State = (0, 0, 0, 0)
"""The state that no file has."""


def state(path: Path) -> State | None:
    """That of a regular file; None where there is none."""
    try:
        found = path.lstat()
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def settled(path: Path) -> State | None:
    """The same, as soon as any later change is certain to show in it."""
    found = state(path)
    time.sleep(_TICK_S)
    return found


def private(folder: Path) -> bool:
    """Make a folder that only its owner may look into; whether it is there, and is ours."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
            return False
        if found.st_mode & 0o077:
            folder.chmod(0o700)
    except OSError:
        return False
    return True


@contextmanager
def exclusive(path: Path, most_s: float) -> Iterator[None]:
    """Keep all others out who ask so for this file; OSError where they do not let go of it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        until = time.monotonic() + most_s
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise
            time.sleep(_PAUSE_S)
        yield
    finally:
        os.close(handle)


# -- files of strangers ------------------------------------------------------------------------
# A folder, a bundle or an attachment may hold a pipe that never ends, a device, or a link to a
# file of the reader. Only regular files are read, nobody waits for one, and none is read further
# than it may be long.


def opened(path: Path, *, links: bool = False) -> BinaryIO:
    """A regular file, to be read; OSError says in words why it is none.

    links: whether it may be a link to one, as somebody made it who typed the path.
    """
    mode = path.stat().st_mode if links else path.lstat().st_mode
    if stat.S_ISLNK(mode):
        raise OSError(errno.ELOOP, N_("it is a link; name the file that it leads to"), str(path))
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, N_("it is no regular file"), str(path))
    # Somebody may have put another in its place: what was opened is looked at once more.
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | (0 if links else os.O_NOFOLLOW)
    file = os.fdopen(os.open(path, flags), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, N_("it is no regular file"), str(path))
    return file


def bounded(path: Path, most_bytes: int, *, links: bool = False) -> bytes:
    """What a regular file holds, or its first bytes, one more than there may be."""
    with opened(path, links=links) as file:
        return file.read(most_bytes + 1)


def within(folder: Path, name: str) -> Path:
    """The path of a file in the folder of a stranger; OSError where a link leads out of it."""
    path = folder
    for part in Path(name).parts[:-1]:
        path /= part
        if path.is_symlink():
            raise OSError(
                errno.ELOOP, N_("it is a link, and links are not followed there"), str(path)
            )
    return folder / name


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
    # Something else in their place is still in the place of a file of a bundle.
    records, listed = (os.path.lexists(path / name) for name in (RECORDS, MANIFEST))
    return records and (listed or not (path / "tile" / "entries").is_dir())


def starts_with(path: Path, start: bytes) -> bool:
    """Whether a file begins with these bytes; what cannot be read does not."""
    try:
        with opened(path, links=True) as file:
            return file.read(len(start)) == start
    except OSError:
        return False
